// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"

namespace landai::measure {

/// A number or truth of a mobility with where it comes from.
template <class T>
struct Sourced {
  T value{};
  BilingualText source;   ///< the instrument, standard or book; "landai's own assumption" where there is none
  BilingualText note;     ///< clause, and what was read into it; may be empty
  std::string verified;   ///< text, secondary, unverified, borrowed, ours: the words of docs/design.md
};

/// A chair or a walker: what it needs to get somewhere. Metres; slopes are rise over horizontal run.
struct Mobility {
  std::string id;               ///< "manual_chair"
  BilingualText title;
  BilingualText about;
  Sourced<double> length;       ///< of the footprint, in the direction it moves
  Sourced<double> width;        ///< of the footprint
  Sourced<double> clear_width;  ///< between walls and things, anywhere on the way; the limit itself passes
  Sourced<double> door_width;   ///< within the opening of a door; the limit itself passes
  Sourced<double> turning_diameter;
  Sourced<double> body_top;     ///< what begins above this height over the floor is no obstacle
  Sourced<double> step;         ///< highest threshold or single step it gets over; what is lower is no obstacle
  Sourced<bool> stairs, lifts, ramps;   ///< whether it takes them
  std::optional<Sourced<double>> slope;          ///< steepest ramp it takes; nothing: none limits it
  std::optional<Sourced<double>> slope_outdoor;  ///< the same outdoors, where the source tells them apart
  std::optional<Sourced<double>> cross_slope;
  std::optional<Sourced<double>> detects_below;  ///< finds with the cane only what reaches below this height
  std::string file;
};

/// All of data/mobility/*.yaml, in the order the files state. Error (pack) with file and line for the first one that breaks
/// data/schema/mobility.schema.json, names a source it does not have, or holds a number that cannot be (a footprint wider than
/// the way it needs at doors is allowed: a person folds elbows or crutches in). Error (pack) when there is none, or an id stands twice.
[[nodiscard]] Result<std::vector<Mobility>> load_mobilities(const std::filesystem::path& data_dir);

/// One file, which may lie anywhere; checked in the same way.
[[nodiscard]] Result<Mobility> load_mobility(const std::filesystem::path& file, const std::filesystem::path& data_dir);

/// The one with the id, or null.
[[nodiscard]] const Mobility* find_mobility(std::span<const Mobility> mobilities, std::string_view id);

}  // namespace landai::measure
