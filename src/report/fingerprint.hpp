// SPDX-License-Identifier: GPL-3.0-or-later
// What a finding is known by from one export of a plan to the next.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "view.hpp"

namespace landai::report {

/// A word for each element that says which one it is without its id: level, category, names, the rooms that a door joins, and where
/// several are alike, their order in the building from left to right and bottom to top. Another export of the same plan (other handles or
/// GlobalIds, another order, another origin, noise below half a millimetre) gives the same words. Two elements have the same word only
/// when they are alike and in one place.
class PlaceSigns {
 public:
  explicit PlaceSigns(const View& view);
  /// The word of an element; an unknown id ("building", "outside") is its own word.
  [[nodiscard]] const std::string& of(const std::string& id) const;

 private:
  [[nodiscard]] std::string base(const Element& e) const;
  void number_alike(const std::vector<const Element*>& those);

  const View& view_;
  std::unordered_map<std::string, std::string> signs_;
};

/// The order of `values` with those that lie together (gaps of at most `gap`) taken as equal: for each its place, from 0. What rounding
/// does to a value does not change it, as long as the gaps between clusters are wider than that.
[[nodiscard]] std::vector<int> cluster_order(const std::vector<double>& values, double gap);

/// Rules, category, verdict, cause and limits of `finding`, and the words of its places: no id, no order, no coordinate. The value is
/// left out on purpose: wherever it were rounded, some value would lie at the edge; and a door measured anew is the same problem.
[[nodiscard]] std::string fingerprint_text(const View& view, const PlaceSigns& signs, const Finding& finding);

/// Fills the fingerprints. Findings that are alike in everything are told apart by the order of their values.
void set_fingerprints(const View& view, std::vector<Finding>& findings);

}  // namespace landai::report
