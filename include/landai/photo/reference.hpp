// SPDX-License-Identifier: GPL-3.0-or-later
// Flat things of known size that are no markers: sheets of paper, cards, blocks of tiles (reference section 3).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"
#include "landai/photo/photo.hpp"

namespace landai::photo {

/// A length that the user states. Metres, or what is said beside it.
struct Stated {
  double value = 0;
  std::optional<double> u;  ///< standard uncertainty; none: the default of what it is said of
};

/// How exactly pixels were taken.
enum class Taken {
  click,     ///< u 2 px
  loupe,     ///< u 1 px
  snap,      ///< moved to the nearest edge, u 0.3 px; as far off as was looked, with a warning, where no edge is found, as `click` where it is not told which one is meant
};

/// Of the word that options and sidecars have for it: "click", "snap"; "loupe" for any other.
[[nodiscard]] Taken taken_of(std::string_view word);

/// One entry of data/photo/references.yaml. Metres.
struct ReferenceKind {
  std::string id;
  BilingualText name;
  std::string family;                  ///< "paper", "card", "measured"
  double width = 0, height = 0;        ///< 0 for a measured one
  double u_width = 0, u_height = 0;
  std::optional<double> longest;       ///< the longest length it may measure
};

/// Rectangles of one kind in one plane.
struct RectangleReference {
  std::vector<ReferenceKind> kinds;              ///< the one it is said to be; of "paper" all papers
  std::vector<ReferenceKind> others;             ///< of the same family and another shape, to tell them apart
  std::optional<Stated> width, height;           ///< as measured; they beat the kind's. Width is the side from the first corner to the second
  std::vector<std::vector<PixelPoint>> corners;  ///< of each, four, clockwise, roughly: the edges are looked for near them
  Taken taken = Taken::snap;                     ///< else the corners are used as they are: of a chessboard, whose edges take turns
};

/// What is said of how exactly the sides of a named sheet are known (m) takes the place of its kind's tolerance. Of a thing without sides of its own nothing
/// changes: they are stated with theirs.
void set_side_u(RectangleReference& reference, double u);
/// Reads data/photo/references.yaml. Error (pack) for a file that breaks its schema.
[[nodiscard]] Result<std::vector<ReferenceKind>> load_references(const std::filesystem::path& data_dir);
/// The reference of that name: a kind's id, or "paper" for a sheet of a size that is to be found out (where one fits only). Error (usage) for any other, with
/// the names there are.
[[nodiscard]] Result<RectangleReference> reference_named(std::string_view name, const std::filesystem::path& data_dir);

}  // namespace landai::photo
