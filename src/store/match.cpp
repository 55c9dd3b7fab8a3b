// SPDX-License-Identifier: GPL-3.0-or-later
// 1. Pairs with one id and category, and pairs whose category, level and name are unique in both plans,
// propose how far the plan as a whole was
//    moved; the proposal that most of the pairs agree with is taken.
// 2. Those whose id lies where it lay are the same. The elements of the plan before and those that had gone are asked apart:
//    after another building's plan, handles that both drawings use mean nothing.
// 3. The rest is matched by place, in rounds, until a round finds nothing more. A reading belongs to its place: where an id
//    lies elsewhere and another element stands exactly in the old place, the program dealt the ids anew.
// 4. Only what has nothing in its old place is looked for elsewhere by its id, where ids are believed: at least half of those
//    of the plan that share one agree in place, and of its category few were dealt anew.
#include "match.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

namespace landai::store {
namespace {

constexpr double kNearest = 0.30;    ///< what any element may have moved, m
constexpr double kFarthest = 1.0;    ///< what the largest may have moved, m: also the cell of the grid
constexpr double kShare = 0.25;      ///< of its diagonal that an element may have moved
constexpr double kClearly = 0.10;    ///< how much nearer than the next one it must be, m
constexpr double kSameLevel = 0.30;  ///< elevations of one level, m
constexpr double kExactly = 0.05;    ///< how near what stands in its place must be where its id lies elsewhere, m
constexpr std::size_t kFew = 4;      ///< so many agree for each id of a category that was dealt anew, or its ids say nothing
constexpr int kRounds = 10;

PlanPoint centre(const Box& box) { return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}; }
double diagonal(const Box& box) { return std::hypot(box.width(), box.height()); }

bool same_level(const Trace& a, const Trace& b) {
  if (a.elevation && b.elevation) return std::abs(*a.elevation - *b.elevation) <= kSameLevel;
  return a.level_name == b.level_name;
}

/// How far apart in place and size, metres; nothing when out of bounds.
std::optional<double> apart(const Trace& a, const Trace& b, PlanPoint shift) {
  if (a.box.empty() || b.box.empty()) return std::nullopt;
  const double moved = distance(centre(a.box) + shift, centre(b.box));
  const double grown =
      std::max(std::abs(a.box.width() - b.box.width()), std::abs(a.box.height() - b.box.height()));
  const double bound = std::clamp(kShare * std::min(diagonal(a.box), diagonal(b.box)), kNearest, kFarthest);
  if (moved > bound || grown > bound) return std::nullopt;
  return moved + grown;
}

bool alike(const Trace& a, const Trace& b) {
  return a.category == b.category && (a.kind == b.kind || a.kind.empty() || b.kind.empty()) &&
         same_level(a, b);
}

using Pair = std::pair<std::size_t, std::size_t>;

std::vector<Pair> pairs_by_id(const std::vector<Trace>& old, const std::vector<Trace>& fresh) {
  std::unordered_map<std::string_view, std::size_t> by_id;
  for (std::size_t j = 0; j < fresh.size(); ++j) by_id.emplace(fresh[j].id, j);
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < old.size(); ++i)
    if (const auto at = by_id.find(old[i].id);
        at != by_id.end() && fresh[at->second].category == old[i].category)
      pairs.emplace_back(i, at->second);
  return pairs;
}

/// Things that only one element of each plan can be by what it is called.
std::vector<Pair> pairs_by_name(const std::vector<Trace>& old, const std::vector<Trace>& fresh) {
  using Key = std::tuple<Category, std::string, std::string>;
  const auto index = [](const std::vector<Trace>& those) {
    std::map<Key, std::vector<std::size_t>> out;
    for (std::size_t i = 0; i < those.size(); ++i)
      if (!those[i].name.empty()) out[{those[i].category, those[i].level_name, those[i].name}].push_back(i);
    return out;
  };
  const auto a = index(old), b = index(fresh);
  std::vector<Pair> pairs;
  for (const auto& [key, those] : a)
    if (const auto at = b.find(key); at != b.end() && those.size() == 1 && at->second.size() == 1)
      pairs.emplace_back(those[0], at->second[0]);
  return pairs;
}

/// The middle one of the shifts of those that have a place.
std::optional<PlanPoint> middle_shift(const std::vector<Pair>& pairs, const std::vector<Trace>& old,
                                      const std::vector<Trace>& fresh) {
  std::vector<double> x, y;
  for (const auto& [i, j] : pairs) {
    if (old[i].box.empty() || fresh[j].box.empty()) continue;
    const PlanPoint by = centre(fresh[j].box) - centre(old[i].box);
    x.push_back(by.x);
    y.push_back(by.y);
  }
  if (x.empty()) return std::nullopt;
  const auto middle = [](std::vector<double>& v) {
    std::nth_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2), v.end());
    return v[v.size() / 2];
  };
  return PlanPoint{middle(x), middle(y)};
}

class Matching {
 public:
  Matching(const std::vector<Trace>& old, const std::vector<Trace>& fresh)
      : old_(old), fresh_(fresh), taken_(fresh.size(), false) {
    out_.of.resize(old.size());
    out_.how.assign(old.size(), Found::no);
    by_id_ = pairs_by_id(old, fresh);
    find_shift();
    for (std::size_t j = 0; j < fresh.size(); ++j) {
      ids_[fresh[j].id] = j;
      if (!fresh[j].box.empty()) cells_[cell(centre(fresh[j].box), fresh[j].category)].push_back(j);
    }
    for (std::size_t i = 0; i < old.size(); ++i) old_ids_[old[i].id] = i;
  }

  /// Those of `old` in [from, to).
  void run(std::size_t from, std::size_t to) {
    ids_tell_ = ids_tell(from, to) || (from > 0 && ids_tell_);  // what has gone may return elsewhere in a plan whose ids are the same
    for (const auto& [i, j] : by_id_)
      if (i >= from && i < to && free(i, j) && agree(i, j)) take(i, j, Found::by_id);
    places(from, to);
    if (ids_tell_) moved(from, to);
    places(from, to);
    for (const auto& [i, j] : pairs_by_name(old_, fresh_))  // buildings, and what else is drawn nowhere
      if (i >= from && i < to && free(i, j) && old_[i].box.empty() && fresh_[j].box.empty())
        take(i, j, Found::by_place);
  }

  Matches result() && {
    out_.shift = shift_;
    return std::move(out_);
  }

 private:
  using Cell = std::tuple<long, long, Category>;

  static Cell cell(PlanPoint p, Category category) {
    return {std::lround(std::floor(p.x / kFarthest)), std::lround(std::floor(p.y / kFarthest)), category};
  }
  bool free(std::size_t i, std::size_t j) const { return !out_.of[i] && !taken_[j]; }

  bool agree(std::size_t i, std::size_t j) const {
    if (old_[i].box.empty() && fresh_[j].box.empty()) return true;
    return same_level(old_[i], fresh_[j]) && apart(old_[i], fresh_[j], shift_).has_value();
  }

  void places(std::size_t from, std::size_t to) {
    for (int round = 0; round < kRounds && by_place(from, to); ++round) {
    }
  }

  /// Those of [from, to) that left their place, by their id. What two could be in its place stays ambiguous; so does what
  /// is of a category whose ids were dealt anew.
  void moved(std::size_t from, std::size_t to) {
    const std::map<Category, bool> dealt = dealt_anew(from, to);
    for (const auto& [i, j] : by_id_) {
      if (i < from || i >= to || !free(i, j) || out_.how[i] == Found::ambiguous || !may_be_of_one(i, j)) continue;
      if (dealt.at(old_[i].category))
        out_.how[i] = Found::ambiguous;
      else
        take(i, j, Found::by_id);
    }
  }

  /// Of each category: many of the ids of [from, to) that both plans have are now on what stands in another's place.
  std::map<Category, bool> dealt_anew(std::size_t from, std::size_t to) const {
    std::map<Category, std::pair<std::size_t, std::size_t>> counts;  // agree, contradicted
    for (const auto& [i, j] : by_id_) {
      if (i < from || i >= to) continue;
      auto& [agreeing, contradicted] = counts[old_[i].category];
      if (out_.of[i] == j)
        ++agreeing;
      else if (out_.of[i] || taken_[j])
        ++contradicted;
    }
    std::map<Category, bool> dealt;
    for (const auto& [category, of] : counts) dealt[category] = kFew * of.second > of.first;
    return dealt;
  }

  /// Their parents are not known to be two.
  bool may_be_of_one(std::size_t i, std::size_t j) const {
    const auto p = old_ids_.find(old_[i].parent);
    return p == old_ids_.end() || !out_.of[p->second] || fresh_[*out_.of[p->second]].id == fresh_[j].parent;
  }

  /// The id of either lies elsewhere.
  bool contested(std::size_t i, std::size_t j) const {
    const auto mine = ids_.find(old_[i].id);
    const auto its = old_ids_.find(fresh_[j].id);
    return (mine != ids_.end() && fresh_[mine->second].category == old_[i].category) ||
           (its != old_ids_.end() && old_[its->second].category == fresh_[j].category);
  }

  void take(std::size_t i, std::size_t j, Found how) {
    out_.of[i] = j;
    out_.how[i] = how;
    taken_[j] = true;
  }

  void find_shift() {
    const auto named = pairs_by_name(old_, fresh_);
    std::vector<PlanPoint> shifts{{0, 0}};
    const std::vector<Pair>* const both[] = {&by_id_, &named};
    for (const auto* pairs : both)
      if (const auto by = middle_shift(*pairs, old_, fresh_)) shifts.push_back(*by);
    std::size_t best = 0;
    for (const PlanPoint& by : shifts) {
      shift_ = by;
      const auto agreeing = [&](const std::vector<Pair>& pairs) {
        return static_cast<std::size_t>(std::count_if(
            pairs.begin(), pairs.end(), [&](const Pair& p) { return agree(p.first, p.second); }));
      };
      const std::size_t score = agreeing(by_id_) + agreeing(named);
      if (&by != &shifts.front() && score <= best) continue;
      best = score;
      best_shift_ = by;
    }
    shift_ = best_shift_;
  }

  /// At least half of those in [from, to) that share an id with a new one are where it is.
  bool ids_tell(std::size_t from, std::size_t to) const {
    std::size_t pairs = 0, same = 0;
    for (const auto& [i, j] : by_id_) {
      if (i < from || i >= to) continue;
      ++pairs;
      same += agree(i, j) ? 1 : 0;
    }
    return pairs > 0 && 2 * same >= pairs;
  }

  /// The parent of the old one was found again, or neither has one: a leaf stays with its door.
  bool one_parent(const Trace& a, const Trace& b) const {
    if (a.parent.empty() || b.parent.empty()) return a.parent.empty() == b.parent.empty();
    const auto p = old_ids_.find(a.parent);
    const auto q = ids_.find(b.parent);
    if (p == old_ids_.end() || q == ids_.end()) return false;
    return out_.of[p->second] == q->second;
  }

  struct Candidate {
    std::size_t other;
    double apart;
  };

  /// Those that `i` could be, nearest first; where some have its name, only those.
  std::vector<Candidate> candidates(std::size_t i) const {
    std::vector<Candidate> found;
    if (old_[i].box.empty()) return found;
    const auto [x, y, category] = cell(centre(old_[i].box) + shift_, old_[i].category);
    for (long dx = -1; dx <= 1; ++dx)
      for (long dy = -1; dy <= 1; ++dy) {
        const auto at = cells_.find({x + dx, y + dy, category});
        if (at == cells_.end()) continue;
        for (const std::size_t j : at->second)
          if (!taken_[j] && alike(old_[i], fresh_[j]) && one_parent(old_[i], fresh_[j]))
            if (const auto d = apart(old_[i], fresh_[j], shift_)) found.push_back({j, *d});
      }
    std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(a.apart, a.other) < std::tuple(b.apart, b.other);
    });
    return found;
  }

  static bool clear(const std::vector<Candidate>& sorted) {
    return sorted.size() == 1 ||
           (sorted[1].apart - sorted[0].apart >= kClearly && sorted[1].apart >= 2 * sorted[0].apart);
  }

  void keep_named(std::vector<Candidate>& found, const std::string& name,
                  const std::vector<Trace>& of) const {
    const auto named = [&](const Candidate& c) { return !name.empty() && of[c.other].name == name; };
    if (std::any_of(found.begin(), found.end(), named))
      std::erase_if(found, [&](const Candidate& c) { return !named(c); });
  }

  bool by_place(std::size_t from, std::size_t to) {
    std::map<std::size_t, std::vector<Candidate>> of_new;
    std::map<std::size_t, std::vector<Candidate>> of_old;
    for (std::size_t i = from; i < to; ++i) {
      if (out_.of[i]) continue;
      for (const Candidate& c : of_old[i] = candidates(i)) of_new[c.other].push_back({i, c.apart});
    }
    for (auto& [j, those] : of_new) {
      std::sort(those.begin(), those.end(), [](const Candidate& a, const Candidate& b) {
        return std::tuple(a.apart, a.other) < std::tuple(b.apart, b.other);
      });
      keep_named(those, fresh_[j].name, old_);
    }
    bool any = false;
    for (auto& [i, those] : of_old) {
      keep_named(those, old_[i].name, fresh_);
      if (those.empty()) continue;
      const std::size_t j = those.front().other;
      const auto& back = of_new[j];
      const bool sure = clear(those) && clear(back) && back.front().other == i &&
                        (!ids_tell_ || those.front().apart <= kExactly || !contested(i, j));
      if (sure && free(i, j)) {
        take(i, j, Found::by_place);
        any = true;
      } else if (!sure) {
        out_.how[i] = Found::ambiguous;
      }
    }
    return any;
  }

  const std::vector<Trace>& old_;
  const std::vector<Trace>& fresh_;
  std::vector<bool> taken_;
  std::vector<Pair> by_id_;
  std::map<Cell, std::vector<std::size_t>> cells_;
  std::unordered_map<std::string_view, std::size_t> ids_, old_ids_;
  PlanPoint shift_, best_shift_;
  bool ids_tell_ = false;
  Matches out_;
};

}  // namespace

namespace {

/// What holds the element, mirrored and then turned about the origin.
Box box_of(const Element& e, double turned_by, bool mirrored) {
  const double c = std::cos(turned_by), s = std::sin(turned_by);
  Box box;
  const auto add = [&](PlanPoint p) {
    if (mirrored) p.x = -p.x;
    box.add(turned_by == 0 ? p : PlanPoint{c * p.x - s * p.y, s * p.x + c * p.y});
  };
  for (const Polygon& area : e.geometry.areas)
    for (const PlanPoint& p : area.outer) add(p);
  for (const Polyline& line : e.geometry.lines)
    for (const PlanPoint& p : line) add(p);
  for (const PlanPoint& p : e.geometry.points) add(p);
  if (const DoorShape* door = e.door(); door && box.empty()) {  // a door may be known by its jambs alone
    add(door->jamb_a);
    add(door->jamb_b);
  }
  return box;
}

}  // namespace

std::vector<Trace> traces(const Plan& plan, double turned_by, bool mirrored) {
  std::unordered_map<std::string_view, const Level*> levels;
  for (const Level& level : plan.levels) levels.emplace(level.id, &level);
  std::vector<Trace> out;
  out.reserve(plan.elements.size());
  for (const Element& e : plan.elements) {
    Trace t{e.id,
            e.category,
            e.kind,
            e.name,
            {},
            {},
            e.parent.value_or(""),
            box_of(e, turned_by, mirrored),
            area(e.geometry.areas),
            0};
    for (const Polyline& line : e.geometry.lines)
      for (std::size_t k = 1; k < line.size(); ++k) t.length += distance(line[k - 1], line[k]);
    if (!e.levels.empty())
      if (const auto at = levels.find(e.levels.front()); at != levels.end()) {
        t.level_name = at->second->name;
        if (at->second->elevation_known) t.elevation = at->second->elevation;
      }
    out.push_back(std::move(t));
  }
  return out;
}

double moved_by(const Trace& old, const Trace& fresh, PlanPoint shift) {
  if (old.box.empty() || fresh.box.empty()) return 0;
  return distance(centre(old.box) + shift, centre(fresh.box));
}

Matches match(const std::vector<Trace>& old, std::size_t present, const std::vector<Trace>& fresh) {
  Matching matching(old, fresh);
  matching.run(0, present);
  matching.run(present, old.size());
  return std::move(matching).result();
}

}  // namespace landai::store
