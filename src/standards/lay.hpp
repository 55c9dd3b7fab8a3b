// SPDX-License-Identifier: GPL-3.0-or-later
// Overlays put on the packs they stand on, once all packs are read. Private to the room.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landai/measure/ranges.hpp"
#include "landai/standards/standards.hpp"

namespace landai::standards {

/// An overlay as read: `pack` has its id, file, hash and source, and no rules yet.
struct Overlay {
  enum class State { waits, being_laid, laid, lost };
  Pack pack;
  State state = State::waits;
};

/// Overlays on overlays end here.
inline constexpr std::size_t kMostOverlays = 16;

/// Whether a name is that of a file.
[[nodiscard]] bool is_path(const std::string& name);
/// The file that an overlay names as what it stands on; empty when it names a pack by its id. A relative path
/// is one beside the overlay.
[[nodiscard]] std::filesystem::path base_file(const Pack& overlay);

/// Lays each overlay on its pack, the lower one first, and adds it to the end of `packs`. `ours` are ids of
/// packs that can be named without being loaded. What is wrong goes to `errors`; what has an error changes
/// nothing. `ranges`: as for parse_pack.
void lay(std::vector<Overlay>& overlays, std::vector<Pack>& packs, const std::vector<std::string>& ours,
         const std::filesystem::path& data_dir, bool whole, const measure::Ranges* ranges, std::vector<Error>& errors);

}  // namespace landai::standards
