// SPDX-License-Identifier: GPL-3.0-or-later
// The list of what lies in a HEIF file (ISO/IEC 23008-12): pictures, tiles, tags, and how they hang together.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "boxes.hpp"

namespace landai::photo {

struct HeifItem {
  std::string type;                        ///< "hvc1", "grid", "Exif"; empty for an old or unknown one
  std::vector<std::string_view> extents;   ///< its bytes, in pieces
  std::vector<Box> properties;             ///< in the order in which they apply
  [[nodiscard]] std::string bytes() const;
  /// The content of its only property of this type; nothing when there is none or more than one.
  [[nodiscard]] std::optional<std::string_view> property(std::string_view wanted) const;
};

struct HeifReference {
  std::string_view type;  ///< "dimg": made of, "cdsc": describes, "auxl": helps, "thmb": small picture of
  std::uint32_t from = 0;
  std::vector<std::uint32_t> to;
};

struct HeifItems {
  std::uint32_t primary = 0;
  std::map<std::uint32_t, HeifItem> items;
  std::vector<HeifReference> references;
  bool film = false;  ///< pictures that move lie beside it
  /// What an item refers to by the first reference of this type; empty when there is none.
  [[nodiscard]] std::vector<std::uint32_t> of(std::uint32_t from, std::string_view type) const;
};

/// Whether the file's type box names a brand of HEIF with HEVC. A TIFF, a film or an AVIF does not.
[[nodiscard]] bool begins_like_heif(std::string_view bytes);
/// Nothing for a list that is broken, says a thing twice, has more than a few thousand entries, or whose items are together longer than the
/// file twice over: a reader would follow each of them.
[[nodiscard]] std::optional<HeifItems> heif_items(std::string_view bytes);
/// A file of these items alone, in this order, each once: their bytes, what decides how they look, and how they hang together. They and what they are
/// made of must be in `all`. A reader of this file follows nothing that was not looked at, and trips over nothing that is new in the original.
/// Not `turned`: without what turns and mirrors them.
[[nodiscard]] std::string heif_of(const HeifItems& all, const std::vector<std::uint32_t>& wanted, bool turned = true);

}  // namespace landai::photo
