// SPDX-License-Identifier: GPL-3.0-or-later
#include "search.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>
#include <tuple>

namespace landai::remedy {
namespace {

constexpr int kStep = 20;            // mm; where the value tells nothing about how far to go
constexpr int kAside = 10;           // mm; past another thing or check that is in the way
constexpr int kFarAside = 25;        // mm; the same when it has been in the way for kLong
constexpr int kLong = 100;           // mm
constexpr int kSlide = 50;           // mm; no thing is so thin that a wall fits between two looks
constexpr int kMostPlaces = 12'000;  // looked at by outline only
constexpr int kWholeIsDearer = 8;    // a question about the whole plan costs about so much more than one about a part
constexpr double kSameWay = 1e-3;    // directions closer than this are one

/// One line along which one thing is shifted, whole millimetres. One place of it is open at any time.
struct Ray {
  std::size_t thing = 0;
  PlanPoint way;
  int failed = 0;              ///< nothing up to here passes, as far as the steps tell
  int slid = 0;                ///< no wall up to here
  int stood = 0;               ///< last place where the thing may stand
  std::optional<int> passed;   ///< passes here
  std::optional<int> closed;   ///< a wall or the end of the room is reached here: the ray ends

  [[nodiscard]] PlanPoint at(int length_mm) const {
    return {std::round(length_mm * way.x) / 1000, std::round(length_mm * way.y) / 1000};
  }
};

struct Next {
  int length_mm = 0;
  std::size_t ray = 0;
  bool best = false;  ///< nothing shorter is open on this ray
  bool operator>(const Next& o) const {
    return std::tuple(length_mm, !best, ray) > std::tuple(o.length_mm, !o.best, o.ray);
  }
};

void add_way(std::vector<PlanPoint>& ways, PlanPoint way) {
  const double length = norm(way);
  if (!(length > 1e-6)) return;
  way = (1 / length) * way;
  if (std::none_of(ways.begin(), ways.end(), [&](PlanPoint other) { return distance(other, way) < kSameWay; })) ways.push_back(way);
}

class Search {
 public:
  Search(const World& world, const Failure& failure, Part& part, const std::vector<Thing>& things)
      : world_(world), failure_(failure), part_(part), things_(things) {
    most_tries_ = part.whole() ? world.limits.tries / kWholeIsDearer : world.limits.tries;
    begin();
  }

  Result<Found> run() {
    while (!open_.empty()) {
      if (found_.tries >= most_tries_ || found_.flows >= world_.limits.flows || places_ >= kMostPlaces) {
        found_.exhausted = true;
        break;
      }
      const Next next = open_.top();
      open_.pop();
      if (!next.best || rays_[next.ray].passed != next.length_mm) {  // taken back when a check was watched
        look(next);
        continue;
      }
      const Status problem = confirm(next);
      if (problem) return *problem;
      if (found_.shift) break;
    }
    return std::move(found_);
  }

 private:
  void begin() {
    const auto& m = *failure_.measurement;
    int first = kStep;
    const auto lacks = failure_.lacks(m);
    if (lacks && failure_.mendable->gain) first = steps(*lacks);
    for (std::size_t i = 0; i < things_.size(); ++i) {
      std::vector<PlanPoint> ways;
      for (std::size_t w = 0; w < m.evidence.witness.size() && w < 3; ++w) {
        const PlanPoint along = m.evidence.witness[w].b - m.evidence.witness[w].a;
        for (const PlanPoint way : {along, -1.0 * along, left_normal(along), -1.0 * left_normal(along)}) add_way(ways, way);
      }
      for (const PlanPoint way : things_[i].ground.edge_directions()) add_way(ways, way);
      for (int d = 0; d < world_.limits.directions; ++d) {
        const double angle = 2 * std::numbers::pi * d / world_.limits.directions;
        add_way(ways, {std::cos(angle), std::sin(angle)});
      }
      for (const PlanPoint way : ways) {
        Ray ray;
        ray.thing = i;
        ray.way = way;
        ray.failed = lacks && failure_.mendable->gain ? first - 1 : 0;
        ray.stood = first;
        rays_.push_back(ray);
        push(first, rays_.size() - 1);
      }
    }
  }

  /// Millimetres of shift that surely do not suffice for a value that lacks so much, plus one; at least one.
  [[nodiscard]] int steps(double lacks) const {
    const double mm = std::floor((lacks - kSlack) / *failure_.mendable->gain * 1000);
    return static_cast<int>(std::clamp(mm, 1.0, 1e6));
  }

  void push(int length_mm, std::size_t ray, bool best = false) {
    if (length_mm <= world_.limits.farthest_mm) open_.push({length_mm, ray, best});
  }

  void look(const Next& next) {
    Ray& ray = rays_[next.ray];
    int on = kAside;
    if (passes(ray, next.length_mm, on)) {
      ray.passed = next.length_mm;
      narrow(next.ray);
      return;
    }
    if (!ray.closed || *ray.closed > next.length_mm) ray.failed = next.length_mm;
    if (ray.passed) {
      narrow(next.ray);
    } else if (ray.closed) {
      // A step may have gone past the last place before the wall.
      if (*ray.closed - ray.failed > 1) push((*ray.closed + ray.failed) / 2, next.ray);
    } else {
      ray.failed += on - 1 > 0 && known_gain_ ? on - 1 : 0;
      push(next.length_mm + on, next.ray);
    }
  }

  /// Between the last failure and the first pass lies the end of what fails.
  void narrow(std::size_t index) {
    const Ray& ray = rays_[index];
    const int passed = *ray.passed;
    if (passed - ray.failed <= 1) push(passed, index, true);
    else push((passed + ray.failed) / 2, index);
  }

  /// Whether the check is met with the thing there; if not, `on` becomes how far it must at least go on.
  bool passes(Ray& ray, int length_mm, int& on) {
    known_gain_ = false;
    const PlanPoint by = ray.at(length_mm);
    const Thing& thing = things_[ray.thing];
    for (int slid = ray.slid + kSlide; slid < length_mm && !ray.closed; slid += kSlide) {
      ++places_;
      if (thing.ground.at(ray.at(slid)) == Ground::Answer::closed) ray.closed = slid;
      else ray.slid = slid;
    }
    if (ray.closed && *ray.closed < length_mm) return false;
    ++places_;
    const auto ground = thing.ground.at(by);
    if (ground == Ground::Answer::closed && !ray.passed) ray.closed = length_mm;
    if (ground != Ground::Answer::free) {
      if (length_mm - ray.stood > kLong) on = kFarAside;
      return false;
    }
    ray.stood = length_mm;
    ++found_.tries;
    const Plan changed = moved(part_.plan(), thing.id, by);
    const auto value = part_.value(changed);
    if (!value) return false;
    on = kStep;
    if (failure_.falls_short(*value)) {
      const auto lacks = failure_.lacks(*value);
      known_gain_ = lacks && failure_.mendable->gain;
      if (known_gain_) on = steps(*lacks);
      return false;
    }
    switch (part_.judge(changed)) {
      case Part::Answer::met: return true;
      case Part::Answer::not_met: on = failure_.mendable->gain ? 1 : kStep; return false;
      case Part::Answer::breaks_another: on = kAside; return false;
    }
    return false;
  }

  /// The whole flow with the thing there. A shift is found, or what it breaks is watched from now on.
  Status confirm(const Next& next) {
    const Ray& ray = rays_[next.ray];
    const PlanPoint by = ray.at(next.length_mm);
    ++found_.flows;
    const auto after = world_.flow(moved(world_.plan, things_[ray.thing].id, by));
    if (!after) return after.error();
    const auto broken = worsened(world_.verdicts, *after);
    const auto own = after->find(key_of(*failure_.check));
    if (broken.empty() && own != after->end() && is_met(own->second)) {
      found_.shift = Shift{things_[ray.thing].id, by, norm(by)};
      found_.thing = ray.thing;
      for (const auto& check : world_.checks) {
        if (!check.counts || check.verdict != standards::Verdict::fail || check.id == failure_.check->id) continue;
        const auto now = after->find(key_of(check));
        if (now != after->end() && is_met(now->second)) found_.also_fixes.push_back(check.id);
      }
      return std::nullopt;
    }
    bool watched = false;
    for (const std::string& key : broken) watched = part_.watch(key) || watched;
    // What passed so far was judged without them.
    if (watched)
      for (Ray& other : rays_) other.passed.reset();
    Ray& here = rays_[next.ray];
    here.passed.reset();
    here.failed = next.length_mm;
    push(next.length_mm + kAside, next.ray);
    return std::nullopt;
  }

  const World& world_;
  const Failure& failure_;
  Part& part_;
  const std::vector<Thing>& things_;
  std::vector<Ray> rays_;
  std::priority_queue<Next, std::vector<Next>, std::greater<>> open_;
  Found found_;
  int most_tries_ = 0;
  int places_ = 0;
  bool known_gain_ = false;  ///< the last place failed by a value whose growth is bounded
};

}  // namespace

Result<Found> smallest_shift(const World& world, const Failure& failure, Part& part, const std::vector<Thing>& things) {
  return Search(world, failure, part, things).run();
}

}  // namespace landai::remedy
