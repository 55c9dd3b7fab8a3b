// SPDX-License-Identifier: GPL-3.0-or-later
// What moving a thing can mend and what can be moved: data/remedy/remedy.yaml, and what the facts say of single things.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/measure/facts.hpp"
#include "landai/plan/plan.hpp"

namespace landai::remedy {

/// A quantity that changes with the place of a thing.
struct Mendable {
  std::string quantity;
  std::optional<double> gain;        ///< most that the value grows per metre of shift; nothing: it can jump
  std::vector<std::string> shrinks;  ///< parameters that are sizes
  std::string width;                 ///< quantity that tells how wide it is now, when this one is yes or no
};

struct MovableRow {
  Category category = Category::furniture;
  bool moves = false;
};

struct Catalogue {
  std::vector<Mendable> mendables;
  std::vector<MovableRow> rows;

  [[nodiscard]] const Mendable* mendable(std::string_view quantity) const;
  /// Whether users can move the thing. `stated` becomes whether a fact says so.
  [[nodiscard]] bool moves(const Element& thing, const measure::Facts& facts, bool* stated = nullptr) const;
};

/// Error (pack) names file and line of a row that breaks the form, or whose quantity or category nobody knows.
[[nodiscard]] Result<Catalogue> load_catalogue(const std::filesystem::path& data_dir);

}  // namespace landai::remedy
