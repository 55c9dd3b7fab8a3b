// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures whose numbers are not those of an ordinary screen: HDR as phones and cameras code it (ITU-R BT.2100).
#pragma once

#include <string>
#include <vector>

#include "heif_items.hpp"

namespace landai::photo {

/// What a sample's number says of light.
enum class Transfer {
  ordinary,  ///< as sRGB has it
  pq,        ///< SMPTE ST 2084: light of a screen, up to 10,000 cd/m2
  hlg,       ///< ARIB STD-B67: light of the scene, up to twelve times what BT.709 has
};

/// As the picture's own colour box says (ISO/IEC 23091-2, table 3: 16 is PQ, 18 is HLG), of a grid without one as its first tile's does.
[[nodiscard]] Transfer transfer_of(const HeifItems& all, std::uint32_t id);
/// "PQ", "HLG"; empty for an ordinary one.
[[nodiscard]] std::string name_of(Transfer transfer);

/// The ordinary 8 bit (sRGB) of each number of `bits`: what an ordinary picture exposed for paper white would have. What is brighter than that (PQ 203 cd/m2, HLG
/// 75 % of the signal: ITU-R BT.2408) is white. Below it the light is right, so an edge lies where it lay.
[[nodiscard]] std::vector<unsigned char> ordinary_levels(Transfer transfer, int bits);

}  // namespace landai::photo
