// SPDX-License-Identifier: GPL-3.0-or-later
// Findings as a project keeps them, and which of them another one goes on from.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "landai/report/report.hpp"
#include "points.hpp"
#include "project_impl.hpp"

namespace landai::store {

/// A finding as the project keeps it.
struct Kept {
  std::int64_t id = 0;
  std::string fingerprint, state, closed_by, follows;
  std::string owner, due, document;
  std::set<Point> points;
  std::int64_t since = 0;  ///< the change that gave it its state
  std::string since_day;
  bool is_closed() const { return state == "fixed" || state == "superseded"; }
  bool is_said_fixed() const { return state == "fixed" && closed_by == "said"; }
  bool is_claimed() const { return state == "accepted" || !owner.empty() || !due.empty(); }
};

/// Those of a project, by fingerprint.
[[nodiscard]] std::map<std::string, Kept> load_kept(const Project::Impl& in);
/// Begins one, as what was found now.
void add_kept(const Project::Impl& in, const Kept& kept, const report::Finding& finding);

/// How many of these points it was about. What no rule judges was kept without its quantity before.
[[nodiscard]] int shared(const std::set<Point>& points, const Kept& kept);

/// Those that share points with a finding, with how many: first the one that it goes on from, which somebody sees
/// to, is about most of it and is due first. Empty where nobody can tell which of several it was.
[[nodiscard]] std::vector<Kept*> in_order(std::vector<std::pair<int, Kept*>> found, const std::set<Point>& points);

}  // namespace landai::store
