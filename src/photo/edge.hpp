// SPDX-License-Identifier: GPL-3.0-or-later
// Straight edges between dark and bright, at a fraction of a pixel, in linear light.
#pragma once

#include <optional>
#include <vector>

#include "landai/photo/photo.hpp"

namespace landai::photo {

struct EdgeSearch {
  double reach = 4;         ///< px either side of the line
  double margin = 0;        ///< share of the length left out at each end (0 to 0.4)
  int polarity = 0;         ///< +1: brighter to the right of a to b (x right, y down: clockwise side), -1: darker, 0: either
  double least_contrast = 0.02;  ///< of full light
};

struct Edge {
  PixelPoint a, b;          ///< on the edge, at the ends of what was looked at
  double rms = 0;           ///< of the samples about the straight line, px
  int samples = 0;
  double alike = 1;         ///< how many neighbours deviate alike: so many samples count as one (integrated autocorrelation, at least 1)
  double contrast = 0;      ///< mean difference of the two sides, of full light
  bool clipped = false;     ///< the bright side is saturated: the edge lies nearer the dark side by an unknown part of the blur
};

/// Fits the edge near the line a to b: half-way crossings across it, a robust straight line through them. Nothing when fewer than five samples or
/// fewer than half of them show an edge.
[[nodiscard]] std::optional<Edge> fit_edge(const Photo::Pixels& pixels, PixelPoint a, PixelPoint b, const EdgeSearch& search);

/// How far beside a line drawn by hand an edge is looked for in a photo of this size, px: 0.2 % of the long side, 4 to 12.
[[nodiscard]] double snap_reach(int width, int height);

/// What lies near a line drawn by hand.
struct Snapped {
  std::vector<PixelPoint> points;  ///< on the edge, from a to b; empty when there is none
  bool unsure = false;             ///< the edge is not told from another one beside it, lies farther off than a click, or is seen in pieces only: then no points
};

/// The straight edge near a line drawn by hand: searched within `reach` px of both ends, then fitted in pieces, since a lens bends long lines. Of several
/// that are about as strong the nearest, where it is nearer by more than a click may be off; a row of light and dark fields (a chessboard) counts as strong.
/// `least_seen`: share of the length along which the edge must be seen.
[[nodiscard]] Snapped snap(const Photo::Pixels& pixels, PixelPoint a, PixelPoint b, double reach, double least_seen = 0.5);

}  // namespace landai::photo
