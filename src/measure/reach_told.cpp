// SPDX-License-Identifier: GPL-3.0-or-later
// A way that a search found, in full: where it goes, what is in its way, where it is narrow.
#include <algorithm>
#include <cmath>

#include "reach_search.hpp"

namespace landai::measure {
namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

void extend(Polyline& path, PlanPoint p) {
  if (path.empty() || distance(path.back(), p) > 1e-9) path.push_back(p);
}

/// Of each kind the worst block counts, but every door is named.
void keep(ReachSearch::Place& place, const Block& block) {
  for (Block& known : place) {
    if (known.kind != block.kind || (block.kind == ChangeKind::door && known.owners != block.owners)) continue;
    const bool worse = known.doubtful != block.doubtful ? known.doubtful : block.missing() > known.missing();
    if (worse) known = block;
    return;
  }
  place.push_back(block);
}

struct Step {
  double width = INFINITY;
  PlanSegment pinch;
  std::array<int, 2> owner{-1, -1};
};

/// Where the way gets narrower and then wider again.
void find_narrows(const std::vector<Step>& steps, double below, ReachSearch::Told& out) {
  for (std::size_t i = 0; i < steps.size();) {
    std::size_t end = i + 1;   // a stretch of one width is one place
    while (end < steps.size() && std::abs(steps[end].width - steps[i].width) < 0.001) ++end;
    const bool falls = i == 0 || steps[i - 1].width > steps[i].width;
    const bool rises = end == steps.size() || steps[end].width > steps[i].width;
    if (falls && rises && steps[i].width < below) {
      const Step& s = steps[i];
      const bool same = !out.narrows.empty() && out.narrow_owners.back() == s.owner && out.narrows.back().width_m == s.width;
      if (!same) {
        out.narrows.push_back({s.width, s.pinch, {}, {}});
        out.narrow_owners.push_back(s.owner);
      }
    }
    i = end;
  }
}

}  // namespace

ReachSearch::Told ReachSearch::told(const Found& found) const {
  Told out;
  std::vector<int> chain;
  for (int i = found.label; i >= 0; i = labels_[at(i)].parent) chain.push_back(i);
  std::reverse(chain.begin(), chain.end());
  Label label;   // what the search did, once more and aloud
  std::vector<Step> steps;
  const auto meet = [&](const std::vector<Block>& blocks) {
    if (blocks.empty()) leave(label);
    for (const Block& b : blocks) {
      if (add(label, b)) out.places.emplace_back();
      keep(out.places.back(), b);
    }
  };
  const auto climbed = [&](const geometry::Network::Climb& climb) {
    if (const auto b = narrow_block(climb.width_m, climb.pinch, climb.owner, -1)) meet({*b});
    if (std::isfinite(climb.width_m)) steps.push_back({climb.width_m, climb.pinch, climb.owner});
  };
  std::vector<Block> blocks;
  for (const int i : chain) {
    const Label& l = labels_[at(i)];
    blocks.clear();
    if (l.parent < 0) {
      if (l.climb >= 0) {
        const auto& climb = starts_[at(l.climb)];
        for (const PlanPoint p : climb.path) extend(out.path, p);
        climbed(climb);
      } else {
        extend(out.path, net_.network->vertices()[at(l.vertex)]);
      }
    } else if (l.vertex < 0) {
      blocks_of_gate(l.gate, l.entry, blocks);
      meet(blocks);
      out.crossed.push_back(l.gate);
    } else if (l.gate >= 0) {
      const PlanPoint here = net_.network->vertices()[at(l.vertex)];
      if (!out.places.empty() && label.bad)   // now the far side is known
        for (Block& b : out.places.back())
          if (distance(b.witness.a, b.witness.b) < 1e-9) b.witness.b = here;
      extend(out.path, here);
    } else {
      const auto& link = net_.network->links()[at(l.link)];
      const int from = link.from == l.vertex ? link.to : link.from;
      net_.network->trace(l.link, from, out.path);
      blocks_of(l.link, blocks);
      meet(blocks);
      steps.push_back({link.width_m, link.pinch, link.owner});
    }
  }
  if (found.end) {
    climbed(*found.end);
    for (auto it = found.end->path.rbegin(); it != found.end->path.rend(); ++it) extend(out.path, *it);
  }
  find_narrows(steps, needs_.mobility->turning_diameter.value, out);
  return out;
}

}  // namespace landai::measure
