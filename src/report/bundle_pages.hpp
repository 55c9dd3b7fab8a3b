// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of an evidence bundle. Each is one printable HTML file.
#pragma once

#include <string>
#include <vector>

#include "evidence.hpp"
#include "item_text.hpp"
#include "view.hpp"

namespace landai::report {

/// A photo or document that a reading, an attestation or the project names.
struct Attached {
  std::string named;               ///< as the readings file names it
  std::string path;                ///< in the archive; empty when it is not there
  std::string missing;             ///< why it cannot be had: "no_folder", "outside", "not_found", "not_plain",
                                   ///< "too_large", "link_gone", "link_changed"; empty when it can
  HandedPiece piece;               ///< what was made of it; without its bytes
  std::vector<std::string> shows;  ///< what was measured with it
};

/// One item with what its folder holds. Without an item: what belongs to none.
struct ItemFolder {
  const indicators::Form* form = nullptr;
  const indicators::Indicator* item = nullptr;
  std::string path;                   ///< "p2ham-2018-immigration/p2ham18.imi.a10"
  std::vector<std::string> pictures;  ///< file names in the folder
  std::vector<Attached> attached;
};

[[nodiscard]] std::string item_page(const View& view, const ItemFolder& folder);
/// What belongs to no item.
[[nodiscard]] std::string other_page(const View& view, const ItemFolder& folder);
[[nodiscard]] std::string index_page(const View& view, const std::vector<ItemFolder>& folders);
/// Facility, assessor, date, what was used with its SHA-256, and lines to sign.
[[nodiscard]] std::string signature_page(const View& view);
/// The facility's name, else the plan's, else the file's; clean.
[[nodiscard]] std::string facility_title(const View& view);

}  // namespace landai::report
