// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "picture.hpp"

namespace landai::report {

inline constexpr double kMargin = 26;       ///< around the plan, in units of the picture
inline constexpr double kLeastWidth = 460;  ///< of a picture of a whole level

/// Style rules of all pictures.
[[nodiscard]] const char* picture_style();
/// What is drawn on each level; every level of the plan has an entry.
[[nodiscard]] std::map<std::string, std::vector<Drawn>> drawn_by_level(const Plan& plan);
/// Takes away what lies impossibly far off, so that it cannot shrink the building to a dot. Returns how many
/// things that were.
std::size_t without_far(std::vector<Drawn>& drawn);
/// Box of what a level shows, metres. A few things drawn far away (a stray block, the world's origin) do not
/// shrink the building.
[[nodiscard]] Box shown_box(const std::vector<Drawn>& drawn);
/// The whole box on a sheet.
[[nodiscard]] Frame frame_of(Box box);
/// A scale bar of a round length.
void draw_scale(Canvas& canvas, const View& view, const Frame& frame, double x, double y);
/// A level's id as it may stand in the id of a mark-up element.
[[nodiscard]] std::string markup_id(std::string_view level);

}  // namespace landai::report
