// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cstddef>

namespace landai::geometry {

/// Items of one piece of work. Fixed, so that what is collected piece by piece does not depend on the number
/// of threads.
inline constexpr std::size_t kChunk = 2048;

inline std::size_t chunks_of(std::size_t count) { return (count + kChunk - 1) / kChunk; }

/// Calls f(chunk, begin, end) for every piece of [0, count), in parallel when there is more than one.
template <class F>
void in_chunks(std::size_t count, F&& f) {
  const std::size_t chunks = chunks_of(count);
  const auto one = [&](std::size_t k) { f(k, k * kChunk, std::min(count, (k + 1) * kChunk)); };
  if (chunks <= 1) {
    if (chunks == 1) one(0);
    return;
  }
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, chunks, 1), [&](const auto& range) {
    for (std::size_t k = range.begin(); k != range.end(); ++k) one(k);
  });
}

}  // namespace landai::geometry
