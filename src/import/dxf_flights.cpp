// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_build.hpp"

namespace landai::importer {
void build_flights(DxfBuild&) {}
}  // namespace landai::importer
