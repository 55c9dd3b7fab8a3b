// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc_parts.hpp"

namespace landai::importer {
std::vector<Element> measure_flight(ShapeReader&, const FlightParts&) { return {}; }
}  // namespace landai::importer
