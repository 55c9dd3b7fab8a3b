// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "json_writer.hpp"
#include "landai/measure/mobility.hpp"
#include "landai/measure/reach.hpp"
#include "view.hpp"

/// What the report document and the route document both hold.
namespace landai::report {

void write_segment(JsonWriter& json, std::string_view name, const PlanSegment& s);
/// A length, or null when it is not finite: nothing limits it, or there is no way.
void write_length(JsonWriter& json, std::string_view name, double metres);
void write_mobility(JsonWriter& json, const measure::Mobility& m, const Texts& texts);
void write_change(JsonWriter& json, const View& view, const measure::Change& c);
/// Key `diagnostics`: what the import had to say.
void write_diagnostics(JsonWriter& json, const View& view);
/// Keys `mobilities` and `reach` of the report document; nothing when nobody asked.
void write_reach(JsonWriter& json, const View& view);

}  // namespace landai::report
