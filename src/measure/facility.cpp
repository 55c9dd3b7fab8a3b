// SPDX-License-Identifier: GPL-3.0-or-later
// Counts over the building. A count says what is drawn; of a plan that is stated to show a part of the building it is the least. Where nobody
// states what the plan shows, it counts as the whole, and says so: what hangs on there being no more tells it (standards::Check::assumes).
#include <algorithm>
#include <cmath>
#include <set>

#include "landai/measure/reconcile.hpp"
#include "quantities.hpp"
#include "route_net.hpp"

namespace landai::measure {

namespace {

/// Whether a space is one that is counted: no when its use or its users are known to be others.
std::optional<bool> is_counted(Survey& s, const Element& space, const std::string& use, const std::string& users) {
  const std::string is = use.empty() ? use : s.use(space);
  const std::string by = users.empty() ? users : s.users(space);
  if ((!is.empty() && is != use) || (!by.empty() && by != users)) return false;
  if (is != use || by != users) return std::nullopt;
  return true;
}

/// A count of at least `sure` and at most `possible` of what the plan shows.
Measurement& counted(const Survey& s, Measurement& m, double sure, double possible, Method method = Method::drawn) {
  const std::string coverage = s.coverage();
  if (coverage.empty()) take_for_whole(m);
  return set(m, sure, sure, coverage == "partial" ? INFINITY : possible, method);
}

}  // namespace

/// With `use` or `users`, spaces whose use or users are not known may be one of them: the upper bound counts them.
Measurement facility_count(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "facility.count", params);
  const auto category = category_from(word_param(params, "category"));
  if (!category) return missing(m, message("measure.facility.category").with("category", word_param(params, "category")));
  const std::string use = word_param(params, "use"), users = word_param(params, "users");
  double count = 0, maybe = 0;
  for (const Element* thing : s.of(*category)) {
    if (thing->parent && *category != Category::leaf && *category != Category::flight && *category != Category::landing)
      if (const Element* whole = s.find(*thing->parent); whole && whole->category == *category) continue;
    if (*category == Category::door && s.is_ignored(*thing)) continue;
    if (*category == Category::space) {
      const auto counted = is_counted(s, *thing, use, users);
      count += counted.value_or(false);
      maybe += !counted;
    } else if (use.empty()) {
      ++count;
    } else {
      count += thing->kind == use;
      maybe += thing->kind.empty();
    }
  }
  return counted(s, m, count, count + maybe);
}

Measurement facility_accessible_parking(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "facility.accessible_parking");
  const auto& bays = s.of(Category::parking_bay);
  if (bays.empty()) return missing(m, message("measure.facility.no_bays"));
  double count = 0, maybe = 0;
  bool known = false;
  for (const Element* bay : bays) {
    if (const auto said = s.said(bay->id, "parking_bay.accessible")) {
      const auto* truth = std::get_if<bool>(&said->value);
      (said->disputed ? maybe : count) += said->disputed || (truth && *truth);
      known = true;
    } else if (const auto marked = bay_marked(s, *bay)) {
      count += *marked;
      known = true;
    }
  }
  if (!known) return missing(m, message("measure.facility.no_marks"));
  return counted(s, m, count, count + maybe);
}

/// Only what somebody vouched for; counters nobody spoke of may be accessible too.
Measurement facility_accessible_counters(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "facility.accessible_counters");
  const auto& counters = s.of(Category::counter);
  if (counters.empty()) return missing(m, message("measure.facility.no_counters"));
  double count = 0, silent = 0;
  bool known = false;
  for (const Element* counter : counters) {
    const auto said = s.said(counter->id, "counter.accessible");
    const bool* truth = said && !said->disputed ? std::get_if<bool>(&said->value) : nullptr;
    count += truth && *truth;
    silent += !truth;
    known = known || truth;
  }
  if (!known) return missing(m, message("measure.facility.counters_unspoken"));
  return counted(s, m, count, count + silent, Method::attested);
}

Measurement facility_low_counters(Survey& s, const Element& e, const Params& params) {
  Measurement m = blank(e, "facility.low_counters", params);
  const double height = number_param(params, "height", 0.80);
  double low = 0, maybe = 0;
  bool any = false;
  for (const Element* counter : s.of(Category::counter)) {
    if (counter->parent)
      if (const Element* whole = s.find(*counter->parent); whole && whole->category == Category::counter) continue;
    any = true;
    if (const auto stated = s.stated_number(counter->id, "counter.height")) {
      low += stated->hi <= height + 1e-9;
      maybe += stated->lo <= height + 1e-9 && stated->hi > height + 1e-9;
      continue;
    }
    const auto lowest = lowest_top(s, *counter);
    if (lowest.height && lowest.height->hi <= height + 1e-9) ++low;
    else if (!lowest.height || !lowest.all_known || lowest.height->lo <= height) ++maybe;
  }
  if (!any) return missing(m, message("measure.facility.no_counters"));
  if (low == 0 && maybe > 0) return missing(m, message("measure.facility.counter_heights"));
  return counted(s, m, low, low + maybe);
}

Measurement facility_storeys_without_step_free_way(Survey& s, const Element& e, const Params&) {
  Measurement m = blank(e, "facility.storeys_without_step_free_way");
  if (s.of(Category::space).empty()) return missing(m, message("measure.space.none"));
  if (s.outer_doors().empty()) return missing(m, message("measure.route.no_entrance"));
  std::set<std::string> storeys, reached;
  for (const Element* space : s.of(Category::space)) {
    if (s.access(*space) != "public") continue;
    const auto& on = s.levels_of(*space);
    if (!on.empty()) storeys.insert(on.front());
  }
  const double count = static_cast<double>(std::count_if(storeys.begin(), storeys.end(), [&](const std::string& level) {
    return !s.routes().level_joined(level);
  }));
  return counted(s, m, count, count, Method::geometry);
}

}  // namespace landai::measure
