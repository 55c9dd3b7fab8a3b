// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc_parts.hpp"

namespace landai::importer {
DoorOperation door_operation(std::string_view) { return DoorOperation::unknown; }
void measure_door(ShapeReader&, const DoorParts&, DoorShape&) {}
}  // namespace landai::importer
