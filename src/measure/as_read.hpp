// SPDX-License-Identifier: GPL-3.0-or-later
// Private to the room.
#pragma once

#include <string>

#include "landai/measure/catalogue.hpp"
#include "landai/measure/readings.hpp"

namespace landai::measure {

/// The reading as a measurement, without an id: who read it, when and with what, and the files that show it. `info` is of its quantity; `file`
/// is where it stands when it does not say so itself.
[[nodiscard]] Measurement as_read(const Reading& reading, const QuantityInfo& info, const std::string& file);

/// What a place in a file is called: "visit.xlsx/Doors", "export.zip/form.csv", "visit.csv": a sheet alone does not tell of which visit it is.
/// `file`: the one that was read; of a project there are many, and the place says which.
[[nodiscard]] std::string file_called(const std::string& where, const std::string& file);

}  // namespace landai::measure
