// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "landai/core/texts.hpp"
#include "landai/measure/journey.hpp"
#include "landai/measure/mobility.hpp"
#include "landai/plan/plan.hpp"

namespace landai::report {

/// Everything the answer to `landai route` is made of. References must outlive it.
struct RouteInputs {
  const Plan& plan;
  const std::vector<measure::Mobility>& mobilities;   ///< those that were asked for
  const std::vector<measure::Journey>& journeys;      ///< one per mobility, in their order
  measure::Place from, to;
  std::map<std::string, std::string> options;         ///< the command line options that shaped the run
};

/// The answer for a terminal; colour when `colour`.
[[nodiscard]] std::string route_terminal(const RouteInputs& in, const Texts& texts, bool colour);
/// The route document (data/schema/route.schema.json): UTF-8, fixed order, no time stamp.
[[nodiscard]] std::string route_json(const RouteInputs& in, const Texts& texts);
/// One picture per mobility and level that the way passes, keyed "<mobility>-<level>": the widest way, the shortest
/// one, the swept footprints, the narrow places, and what would have to change.
[[nodiscard]] std::map<std::string, std::string> route_svg(const RouteInputs& in, const Texts& texts);

}  // namespace landai::report
