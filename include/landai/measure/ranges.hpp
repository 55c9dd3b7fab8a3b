// SPDX-License-Identifier: GPL-3.0-or-later
// Where the values of quantities lie in buildings, and of which there may be none (data/readings/quantities.yaml).
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "landai/core/error.hpp"
#include "landai/core/node.hpp"

namespace landai::measure {

/// Where the values of a quantity lie in buildings. SI.
struct Plausible {
  double usual_lo = 0, usual_hi = 0;         ///< beyond it the number or its unit may be a slip
  double possible_lo = 0, possible_hi = 0;   ///< beyond it one of them is
  /// Whether the value may stand in a building, but for rounding.
  [[nodiscard]] bool possible(double value) const { return value >= possible_lo * (1 - 1e-9) && value <= possible_hi * (1 + 1e-9); }
  [[nodiscard]] bool usual(double value) const { return value >= usual_lo * (1 - 1e-9) && value <= usual_hi * (1 + 1e-9); }
};

/// The value of a number of which there is none on site ("tidak ada" for the sill of a door's glass): a word in its place. What it means is the
/// rule's to say, and it is never a number.
inline constexpr std::string_view kThereIsNone = "none";

class Ranges {
 public:
  /// Nothing is known of any quantity.
  Ranges() = default;
  /// Error (pack) for a file that does not follow its schema, a quantity that is not in the catalogue, one that stands twice, or bounds that are none.
  [[nodiscard]] static Result<Ranges> load(const std::filesystem::path& data_dir);
  /// The same of the file's contents, which fit the schema.
  [[nodiscard]] static Result<Ranges> of(const Node& root, const std::filesystem::path& file);

  /// Null when nothing is noted of the quantity.
  [[nodiscard]] const Plausible* plausible(std::string_view quantity) const;
  /// Whether "there is none" answers the question.
  [[nodiscard]] bool may_be_none(std::string_view quantity) const { return none_.contains(quantity); }
  [[nodiscard]] const std::set<std::string, std::less<>>& all_that_may_be_none() const { return none_; }

 private:
  std::map<std::string, Plausible, std::less<>> plausible_;
  std::set<std::string, std::less<>> none_;
};

}  // namespace landai::measure
