// SPDX-License-Identifier: GPL-3.0-or-later
// What a printed marker looks like, cell by cell: for the sheets that an assessor prints.
#pragma once

#include <string_view>
#include <vector>

#include "landai/core/error.hpp"

namespace landai::photo {

/// Black cells of a marker of its black square: rows from the top, cells from the left, true is black. The border of black cells belongs
/// to the square; the white quiet zone around it does not. The codes are OpenCV's, so what is printed is what `find_markers` finds.
struct MarkerCells {
  std::vector<std::vector<bool>> rows;   ///< square: 8 × 8 for apriltag_36h11
  [[nodiscard]] std::size_t size() const { return rows.size(); }
};

/// The dictionary of the worksheet's markers.
inline constexpr std::string_view kSheetDictionary = "apriltag_36h11";

/// How many markers a dictionary has: 587 for apriltag_36h11. Error (usage) for an unknown dictionary.
[[nodiscard]] Result<int> marker_count(std::string_view dictionary);
/// The cells of a marker. Error (usage) for an unknown dictionary, and for an id outside 0 … marker_count - 1.
[[nodiscard]] Result<MarkerCells> marker_cells(std::string_view dictionary, int id);

}  // namespace landai::photo
