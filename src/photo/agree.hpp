// SPDX-License-Identifier: GPL-3.0-or-later
// Whether lines that are said to be parallel go together: a line that slipped is named before a length hangs on it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "directions.hpp"
#include "landai/core/message.hpp"
#include "landai/photo/camera.hpp"
#include "landai/photo/task.hpp"

namespace landai::photo {

/// One of the lines, and how badly it goes with the others.
struct Suspect {
  std::vector<PixelLine> DirectionLines::*family = nullptr;
  std::size_t index = 0;  ///< in its family
  double drop = 0;        ///< chi squared that vanishes without it; of a good line that of one degree of freedom
  double off = 0;         ///< px by which each of its ends would have to be moved, one to either side
};

/// Three square directions fitted to all families of two and more lines, with the lens within its priors: a lens that bends takes up no more than it may. The
/// lines that the others can contradict, the worst first. Empty where there is nothing to contradict, or the fit does not settle.
[[nodiscard]] std::vector<Suspect> suspects(const Camera& camera, const DirectionLines& lines, const std::optional<KnownDown>& down);

/// What to make of a task's lines.
struct Agreement {
  DirectionLines lines;              ///< those of the user, and the found ones that go with them
  Message refused, advice;           ///< set: they contradict one another, and which ones
  std::vector<DirectionLines> also;  ///< other readings that the lines leave open: the interval has to cover them, too
  std::vector<Message> warnings;
};

/// `lines` are those of the user (`asked`) with what was found in the photo behind them.
[[nodiscard]] Agreement agreement(const Camera& camera, const DirectionLines& asked, const DirectionLines& lines, const std::optional<KnownDown>& down);

}  // namespace landai::photo
