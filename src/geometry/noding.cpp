// SPDX-License-Identifier: GPL-3.0-or-later
#include "noding.hpp"

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <tuple>

#include "parallel.hpp"
#include "segment_index.hpp"

namespace landai::geometry {
namespace {

constexpr int kMaxRounds = 16;
constexpr std::size_t kMaxPieces = 10'000'000;
/// Pairs looked at in one round: where everything lies on everything the index does not help, and some
/// seconds are enough to know that.
constexpr std::size_t kMaxLooks = 200'000'000;

/// A line of the drawing, or a piece of one.
struct Line {
  GridSegment s;
  std::uint32_t source = 0;  ///< number of the input segment
  bool fresh = false;        ///< made by splitting in this round
  [[nodiscard]] auto key() const { return std::tie(s.a.x, s.a.y, s.b.x, s.b.y, source, fresh); }
  bool operator<(const Line& other) const { return key() < other.key(); }
};

/// Lines sorted, equal ones next to each other: `first` tells where each different one begins.
struct Lines {
  std::vector<Line> all;
  std::vector<std::uint32_t> first;  ///< one more than there are different ones

  [[nodiscard]] std::size_t size() const { return first.size() - 1; }
  [[nodiscard]] const GridSegment& operator[](std::size_t i) const { return all[first[i]].s; }
  /// A piece that lies where an uncut line lies already was looked at with that.
  [[nodiscard]] bool fresh(std::size_t i) const {
    for (std::uint32_t k = first[i]; k < first[i + 1]; ++k) {
      if (!all[k].fresh) return false;
    }
    return true;
  }
};

void sort_lines(std::vector<Line>& lines) {
  if (lines.size() > kChunk) {
    tbb::parallel_sort(lines.begin(), lines.end());  // a total order: the same for any number of threads
  } else {
    std::sort(lines.begin(), lines.end());
  }
}

/// Takes out the points that are an end of some line: nothing changes there.
void absorb_points(std::vector<Line>& lines) {
  std::vector<GridPoint> points;
  for (const Line& l : lines) {
    if (l.s.a == l.s.b) points.push_back(l.s.a);
  }
  if (points.empty()) return;
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  std::vector<char> taken(points.size(), 0);
  const auto place = [&](GridPoint p) { return std::lower_bound(points.begin(), points.end(), p); };
  for (const Line& l : lines) {
    if (l.s.a == l.s.b) continue;
    for (const GridPoint p : {l.s.a, l.s.b}) {
      const auto it = place(p);
      if (it != points.end() && *it == p) taken[static_cast<std::size_t>(it - points.begin())] = 1;
    }
  }
  std::erase_if(lines, [&](const Line& l) {
    return l.s.a == l.s.b && taken[static_cast<std::size_t>(place(l.s.a) - points.begin())] != 0;
  });
}

/// Groups sorted lines. Two pieces of one line on the same place are one.
Lines grouped(std::vector<Line> sorted) {
  absorb_points(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end(),
                           [](const Line& l, const Line& m) { return l.s == m.s && l.source == m.source; }),
               sorted.end());
  Lines lines;
  lines.all = std::move(sorted);
  lines.first.reserve(lines.all.size() + 1);
  for (std::size_t i = 0; i < lines.all.size(); ++i) {
    if (i == 0 || lines.all[i].s != lines.all[i - 1].s) lines.first.push_back(static_cast<std::uint32_t>(i));
  }
  lines.first.push_back(static_cast<std::uint32_t>(lines.all.size()));
  return lines;
}

PlanSegment real(const GridSegment& s) {
  return {{static_cast<double>(s.a.x), static_cast<double>(s.a.y)},
          {static_cast<double>(s.b.x), static_cast<double>(s.b.y)}};
}

SegmentIndex index_of(const Lines& lines) {
  std::vector<PlanSegment> segments(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) segments[i] = real(lines[i]);
  return SegmentIndex(std::move(segments));
}

enum class Meeting : std::uint8_t { crossing, touching, overlap };

/// Line i must go through the cell of p, because of line j.
struct Event {
  std::uint32_t i = 0;
  std::uint32_t j = 0;
  Meeting meeting = Meeting::crossing;
  GridPoint p;
  auto operator<=>(const Event&) const = default;
};

/// What two lines do to each other; most pairs are done after two products.
void meet(const GridSegment& s, const GridSegment& t, std::uint32_t i, std::uint32_t j,
          std::vector<Event>& events) {
  if (!boxes_meet(s, t, 1)) return;
  const std::int64_t reach = std::abs(t.b.x - t.a.x) + std::abs(t.b.y - t.a.y);  // twice half a cell
  const std::int64_t sa = turn(t.a, t.b, s.a), sb = turn(t.a, t.b, s.b);
  if ((sa > reach && sb > reach) || (sa < -reach && sb < -reach)) return;
  if (const auto at = crossing(s, t)) events.push_back({i, j, Meeting::crossing, *at});
  const bool collinear = sa == 0 && sb == 0 && s.a != s.b && t.a != t.b;
  const auto kind = collinear ? Meeting::overlap : Meeting::touching;
  for (const GridPoint p : {t.a, t.b}) {
    if (p != s.a && p != s.b && through_cell(s, p)) events.push_back({i, j, kind, p});
  }
  for (const GridPoint p : {s.a, s.b}) {
    if (p != t.a && p != t.b && through_cell(t, p)) events.push_back({j, i, kind, p});
  }
}

/// All that must be split, sorted by line. Nothing when it is too much.
std::optional<std::vector<Event>> events_of(const Lines& lines, const SegmentIndex& index) {
  std::vector<std::vector<Event>> found(chunks_of(lines.size()));
  std::atomic<std::size_t> total = 0, looks = 0;
  in_chunks(lines.size(), [&](std::size_t chunk, std::size_t begin, std::size_t end) {
    std::vector<Event>& events = found[chunk];
    for (std::size_t i = begin; i < end && total <= kMaxPieces && looks <= kMaxLooks; ++i) {
      const std::size_t before = events.size();
      std::size_t seen = 0;
      index.along(index.segments()[i], 1.0, [&](int other) {
        const auto j = static_cast<std::size_t>(other);
        ++seen;
        if (j > i && events.size() < kMaxPieces)
          meet(lines[i], lines[j], static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j), events);
      });
      // A pair is met once in each cell that both touch.
      std::sort(events.begin() + static_cast<std::ptrdiff_t>(before), events.end());
      events.erase(std::unique(events.begin() + static_cast<std::ptrdiff_t>(before), events.end()),
                   events.end());
      total += events.size() - before;
      looks += seen;
    }
  });
  if (total > kMaxPieces || looks > kMaxLooks) return std::nullopt;
  std::vector<Event> events;
  events.reserve(total);
  for (const auto& part : found) events.insert(events.end(), part.begin(), part.end());
  return events;
}

/// Who else passes through the cells of the crossings: the lines as they came decide, not their pieces.
bool add_passers(const Lines& lines, const SegmentIndex& index, std::vector<Event>& events) {
  std::vector<GridPoint> hot;
  for (const Event& e : events) {
    if (e.meeting == Meeting::crossing) hot.push_back(e.p);
  }
  std::erase_if(events, [](const Event& e) { return e.meeting == Meeting::crossing; });
  std::sort(hot.begin(), hot.end());
  hot.erase(std::unique(hot.begin(), hot.end()), hot.end());
  std::size_t looks = 0;
  for (const GridPoint p : hot) {
    if (looks > kMaxLooks) return false;
    const double x = static_cast<double>(p.x), y = static_cast<double>(p.y);
    index.visit({x - 1, y - 1, x + 1, y + 1}, [&](int k) {
      const auto i = static_cast<std::size_t>(k);
      const GridSegment& s = lines[i];
      ++looks;
      if (p != s.a && p != s.b && through_cell(s, p))
        events.push_back({static_cast<std::uint32_t>(i), 0, Meeting::crossing, p});
      return events.size() <= kMaxPieces;
    });
  }
  return events.size() <= kMaxPieces;
}

void count(const std::vector<Event>& events, NodingCounts& counts) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> overlaps;
  for (const Event& e : events) {
    if (e.meeting == Meeting::crossing) ++counts.crossings;
    if (e.meeting == Meeting::touching) ++counts.touching;
    if (e.meeting == Meeting::overlap) overlaps.emplace_back(std::min(e.i, e.j), std::max(e.i, e.j));
  }
  std::sort(overlaps.begin(), overlaps.end());
  counts.collinear_overlaps +=
      static_cast<std::size_t>(std::unique(overlaps.begin(), overlaps.end()) - overlaps.begin());
}

/// Splits every line at the points of its events (sorted by line). Nothing when there are too many pieces.
std::optional<Lines> split(const Lines& lines, const std::vector<Event>& events, double& moved) {
  std::vector<Line> kept, pieces;
  std::vector<GridPoint> points;
  std::size_t next = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    points.clear();
    for (; next < events.size() && events[next].i == i; ++next) points.push_back(events[next].p);
    const GridSegment s = lines[i];
    if (points.empty()) {
      for (std::uint32_t k = lines.first[i]; k < lines.first[i + 1]; ++k) {
        kept.push_back(lines.all[k]);
        kept.back().fresh = false;
      }
      continue;
    }
    const auto along = [&s](GridPoint p) {
      return (p.x - s.a.x) * (s.b.x - s.a.x) + (p.y - s.a.y) * (s.b.y - s.a.y);
    };
    std::sort(points.begin(), points.end(),
              [&](GridPoint p, GridPoint q) { return along(p) != along(q) ? along(p) < along(q) : p < q; });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    const double length = distance(real(s).a, real(s).b);
    for (const GridPoint p : points)
      moved = std::max(moved, std::abs(static_cast<double>(turn(s.a, s.b, p))) / length);
    points.push_back(s.b);
    for (std::uint32_t k = lines.first[i]; k < lines.first[i + 1]; ++k) {
      GridPoint last = s.a;
      for (const GridPoint p : points) {
        pieces.push_back({{std::min(last, p), std::max(last, p)}, lines.all[k].source, true});
        last = p;
      }
    }
    if (pieces.size() > kMaxPieces) return std::nullopt;
  }
  sort_lines(pieces);
  std::vector<Line> merged;
  merged.reserve(kept.size() + pieces.size());
  std::merge(kept.begin(), kept.end(), pieces.begin(), pieces.end(), std::back_inserter(merged));
  return grouped(std::move(merged));
}

/// Does nothing meet that is new?
bool clean(const Lines& lines, const SegmentIndex& index) {
  std::atomic<bool> good = true;
  in_chunks(lines.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end && good; ++i) {
      if (!lines.fresh(i)) continue;
      index.along(index.segments()[i], 1.0, [&](int other) {
        const auto j = static_cast<std::size_t>(other);
        if (j != i && conflict(lines[i], lines[j])) good = false;
      });
    }
  });
  return good;
}

Noded finished(const Lines& lines, const std::vector<int>& owners, NodingCounts counts) {
  Noded result;
  result.counts = counts;
  result.segments.reserve(lines.size());
  result.owner_start.reserve(lines.size() + 1);
  result.owner_start.push_back(0);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    result.segments.push_back(lines[i]);
    if (lines[i].a == lines[i].b) ++result.counts.points;
    const auto begin = static_cast<std::ptrdiff_t>(result.owner.size());
    for (std::uint32_t k = lines.first[i]; k < lines.first[i + 1]; ++k)
      result.owner.push_back(owners.empty() ? kNoOwner : owners[lines.all[k].source]);
    const auto from = result.owner.begin() + begin;
    std::sort(from, result.owner.end());
    result.owner.erase(std::unique(from, result.owner.end()), result.owner.end());
    if (result.owner.end() - from > 1) {
      if (const auto none = std::find(from, result.owner.end(), kNoOwner); none != result.owner.end())
        result.owner.erase(none);
    }
    result.owner_start.push_back(static_cast<std::uint32_t>(result.owner.size()));
  }
  result.counts.result = result.segments.size();
  return result;
}

}  // namespace

std::optional<Noded> node(const std::vector<GridSegment>& segments, const std::vector<int>& owners) {
  NodingCounts counts;
  counts.input = segments.size();
  std::vector<Line> input(segments.size());
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto [a, b] = segments[i];
    input[i] = {{std::min(a, b), std::max(a, b)}, static_cast<std::uint32_t>(i), false};
    if (a == b) ++counts.zero_length;
  }
  sort_lines(input);
  for (std::size_t i = 1; i < input.size(); ++i) {
    if (input[i].s == input[i - 1].s && input[i].s.a != input[i].s.b) ++counts.duplicates;
  }
  Lines lines = grouped(std::move(input));
  double moved = 0;
  // All of one round is decided on the segments as they came, which is what keeps the rounding from creeping
  // along two walls drawn almost on each other. One round is enough; looking again costs little.
  SegmentIndex index = index_of(lines);
  for (int round = 0; round < kMaxRounds; ++round) {
    auto events = events_of(lines, index);
    if (!events) return std::nullopt;
    if (round == 0) count(*events, counts);
    if (events->empty()) return finished(lines, owners, counts);
    if (!add_passers(lines, index, *events)) return std::nullopt;
    std::sort(events->begin(), events->end());
    auto pieces = split(lines, *events, moved);
    if (!pieces) return std::nullopt;
    lines = std::move(*pieces);
    index = index_of(lines);
    counts.moved_max_m = moved / kCellsPerMetre;
    if (clean(lines, index)) return finished(lines, owners, counts);
  }
  return std::nullopt;
}

std::optional<std::vector<GridSegment>> noded(const std::vector<GridSegment>& segments) {
  auto result = node(segments);
  if (!result) return std::nullopt;
  std::erase_if(result->segments, [](const GridSegment& s) { return s.a == s.b; });
  return std::move(result->segments);
}

}  // namespace landai::geometry
