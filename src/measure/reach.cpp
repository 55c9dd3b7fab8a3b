// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/reach.hpp"

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>

#include "reach_answer.hpp"
#include "reach_on.hpp"
#include "route_net.hpp"

namespace landai::measure {
namespace {

Error wrong(const char* key, const std::string& name) {
  return Error{ErrorCode::usage, message(key).with("name", name), "", "", {}};
}

Error no_level(const Plan& plan, const std::string& level) {
  std::string ids;
  for (const Level& known : plan.levels) ids += (ids.empty() ? "" : ", ") + known.id + (known.name.empty() ? "" : " (" + known.name + ")");
  return Error{ErrorCode::usage, message("measure.reach.no_level").with("name", level).with("ids", ids), "", "", {}};
}

/// The floor less the stairs, for those who take them: a stair is a wall only to others.
void take_stairs(const Plan& plan, geometry::Floor& floor) {
  const auto is_stair = [&](int owner) {
    if (owner < 0 || static_cast<std::size_t>(owner) >= plan.elements.size()) return false;
    const Element& e = plan.elements[static_cast<std::size_t>(owner)];
    return e.category == Category::stair || (e.category == Category::flight && e.kind != "ramp");
  };
  geometry::Floor kept;
  kept.within = std::move(floor.within);
  for (std::size_t i = 0; i < floor.solids.size(); ++i) {
    const int owner = i < floor.solid_owner.size() ? floor.solid_owner[i] : geometry::kNoOwner;
    if (is_stair(owner)) continue;
    kept.solids.push_back(std::move(floor.solids[i]));
    kept.solid_owner.push_back(owner);
  }
  for (std::size_t i = 0; i < floor.thin.size(); ++i) {
    const int owner = i < floor.thin_owner.size() ? floor.thin_owner[i] : geometry::kNoOwner;
    if (is_stair(owner)) continue;
    kept.thin.push_back(floor.thin[i]);
    kept.thin_owner.push_back(owner);
  }
  floor = std::move(kept);
}

bool same(const Ring& a, const Ring& b) { return a == b; }
bool same(const Polygon& a, const Polygon& b) { return same(a.outer, b.outer) && a.holes == b.holes; }
bool same(const MultiPolygon& a, const MultiPolygon& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Polygon& p, const Polygon& q) { return same(p, q); });
}

/// Whether two walkers meet the same floor, so that one diagram serves both. Only the shut doors among what is no obstacle differ then.
bool same(const RouteFloor& a, const RouteFloor& b) {
  const auto& x = a.floor;
  const auto& y = b.floor;
  return x.solid_owner == y.solid_owner && x.thin_owner == y.thin_owner && same(x.solids, y.solids) &&
         std::equal(x.thin.begin(), x.thin.end(), y.thin.begin(), y.thin.end(),
                    [](const PlanSegment& s, const PlanSegment& t) { return s.a == t.a && s.b == t.b; }) &&
         x.within.has_value() == y.within.has_value() && (!x.within || same(*x.within, *y.within));
}

/// The nets of all levels for all mobilities. Floors are laid one after the other (the survey keeps notes), diagrams built side by side.
struct Nets {
  std::vector<std::shared_ptr<ReachNet>> all;
  std::vector<ReachWorld::Nets> of;   ///< by mobility

  Nets(Survey& survey, std::span<const Mobility> mobilities) {
    of.resize(mobilities.size());
    for (const auto& level : survey.plan.levels) {
      std::vector<std::shared_ptr<ReachNet>> here;
      for (std::size_t m = 0; m < mobilities.size(); ++m) {
        auto net = net_of(survey, level.id, walker_of(mobilities[m]));
        const auto known = std::find_if(here.begin(), here.end(), [&](const auto& other) { return same(other->floor, net->floor); });
        of[m][level.id] = known == here.end() ? net : *known;
        if (known == here.end()) here.push_back(std::move(net));
      }
      all.insert(all.end(), here.begin(), here.end());
    }
  }

  [[nodiscard]] std::optional<Error> build(const Plan& plan, tbb::task_arena& arena) {
    arena.execute([&] {
      tbb::parallel_for(std::size_t{0}, all.size(), [&](std::size_t i) { all[i]->build(plan); });
    });
    for (const auto& net : all)
      if (net->error) return net->error;
    return std::nullopt;
  }
};

bool is_place(const Survey& s, const Element& e) {
  if (e.geometry.empty()) return false;
  switch (e.category) {
    case Category::space: return !s.outdoor(e) && !e.geometry.areas.empty();
    case Category::counter:
    case Category::sanitary:
    case Category::lift: return true;
    default: return false;
  }
}

/// What the plan does not tell, so that no way can be judged by it.
std::vector<Message> notes_of(const Survey& s, const Mobility& m) {
  std::vector<Message> notes;
  bool heights = s.plan.has_heights;
  for (const Element* space : s.of(Category::space)) heights = heights || space->z.has_value();
  if (!heights) notes.push_back(message("measure.reach.no_heights"));
  if (!s.plan.has_heights) notes.push_back(message("measure.reach.no_body_heights").with("top", m.body_top.value, "m"));
  return notes;
}

std::vector<MobilityReach> reach_of(const Survey& s, const Mobility& m, ReachWorld::Nets nets, LeafNets& leaves) {
  ReachWorld world(s, m, std::move(nets));
  ReachTeller teller(world, leaves);
  struct Goal {
    const Element* element;
    std::vector<Spot> spots;
  };
  std::vector<Goal> goals;
  for (const Element& e : s.plan.elements)
    if (is_place(s, e)) goals.push_back({&e, world.spots(e)});
  std::vector<MobilityReach> out;
  const auto from = [&](const std::string& name, std::vector<Spot> start, ReachTeller::Ends ends) {
    MobilityReach one{m.id, name, {}, notes_of(s, m)};
    const ReachWorld::From ways(world, start, ends.outer_doors);
    std::optional<ReachWorld::From> around;
    ends.around = [&]() -> const ReachWorld::From& {
      if (!around) around.emplace(world, start, true);
      return *around;
    };
    for (const Goal& goal : goals) one.places.push_back(teller.answer(ways, goal.element->id, goal.spots, goal.element, ends));
    out.push_back(std::move(one));
  };
  const auto doors = entrances(s);
  for (const Element* door : doors) {
    if (const auto inside = world.inside(*door)) {
      from(door->id, {*inside}, {door, false, {}});
      continue;
    }
    MobilityReach blocked{m.id, door->id, {}, notes_of(s, m)};
    for (const Goal& goal : goals) {
      Reached r;
      r.place = goal.element->id;
      r.level = s.levels_of(*goal.element).empty() ? std::string() : s.levels_of(*goal.element).front();
      r.reachable = false;
      const auto frame = frame_of(*door);
      Change c;
      c.kind = ChangeKind::door;
      c.elements = {door->id};
      if (frame) c.witness = {frame->a, frame->b};
      c.level = s.ground_level();
      c.needed_m = m.clear_width.value;
      c.text = message("measure.route.entrance_blocked").with("door", Survey::label(*door));
      r.cut = {std::move(c)};
      blocked.places.push_back(std::move(r));
    }
    out.push_back(std::move(blocked));
  }
  if (std::any_of(doors.begin(), doors.end(), [&](const Element* door) { return ground_drawn(s, *door); })) {
    for (const Element* door : doors)
      if (auto before = world.outside(*door)) goals.push_back({door, {*before}});
    from("outside", {world.street()}, {nullptr, true, {}});
  }
  if (out.empty()) {   // nobody can say how one comes in
    MobilityReach none{m.id, "", {}, notes_of(s, m)};
    none.notes.push_back(message("measure.route.no_entrance"));
    for (const Goal& goal : goals) {
      Reached r;
      r.place = goal.element->id;
      r.level = s.levels_of(*goal.element).empty() ? std::string() : s.levels_of(*goal.element).front();
      none.places.push_back(std::move(r));
    }
    out.push_back(std::move(none));
  }
  return out;
}

}  // namespace

const char* to_string(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::pinch: return "pinch";
    case ChangeKind::step: return "step";
    case ChangeKind::door: return "door";
    case ChangeKind::stair: return "stair";
    case ChangeKind::drop: return "drop";
    case ChangeKind::ramp: return "ramp";
    case ChangeKind::missing_lift: return "missing_lift";
    case ChangeKind::no_opening: return "no_opening";
  }
  return "pinch";
}

Result<std::vector<MobilityReach>> reach(const Plan& plan, const Facts& facts, std::span<const Mobility> mobilities,
                                         const std::filesystem::path& data_dir, int threads) {
  auto profile = Profile::load(data_dir);
  if (!profile) return profile.error();
  Survey survey(plan, facts, std::move(*profile));
  return reach_on(survey, mobilities, threads);
}

Result<std::vector<MobilityReach>> reach_on(Survey& survey, std::span<const Mobility> mobilities, int threads) {
  Nets nets(survey, mobilities);
  std::optional<tbb::global_control> many;   // more threads than cores only when asked for
  if (threads > 0) many.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
  if (auto error = nets.build(survey.plan, arena)) return *error;
  std::vector<std::vector<MobilityReach>> each(mobilities.size());
  LeafNets leaves;
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, mobilities.size(),
                      [&](std::size_t m) { each[m] = reach_of(survey, mobilities[m], nets.of[m], leaves); });
  });
  std::vector<MobilityReach> out;
  for (auto& one : each) out.insert(out.end(), std::make_move_iterator(one.begin()), std::make_move_iterator(one.end()));
  return out;
}

Result<Reached> route(const Plan& plan, const Facts& facts, const Mobility& mobility, const Place& from, const Place& to,
                      const std::filesystem::path& data_dir) {
  auto profile = Profile::load(data_dir);
  if (!profile) return profile.error();
  Survey survey(plan, facts, std::move(*profile));
  Nets nets(survey, {&mobility, 1});
  tbb::task_arena arena;
  if (auto error = nets.build(plan, arena)) return *error;
  ReachWorld world(survey, mobility, nets.of.front());
  ReachTeller::Ends ends;
  ends.outer_doors = from.element == "outside" || to.element == "outside";
  const auto spots = [&](const Place& place, bool start) -> Result<std::vector<Spot>> {
    if (place.element == "outside") return std::vector<Spot>{world.street()};
    if (place.element.empty()) {
      const std::string level = place.level.empty() ? survey.ground_level() : place.level;
      const ReachNet* net = world.net(level);
      if (!net) return no_level(plan, level);
      if (!(net->clearance->clearance_at(place.at) > 0.002))
        return Error{ErrorCode::usage, message("measure.reach.point_in").with("x", place.at.x, "m").with("y", place.at.y, "m").with("level", level),
                     "", "", message("measure.reach.point_in.advice")};
      return std::vector<Spot>{{level, {place.at}, {}}};
    }
    const Element* e = survey.find(place.element);
    if (!e) return wrong("measure.reach.no_element", place.element);
    const auto& doors = survey.outer_doors();
    if (start && !ends.outer_doors && std::find(doors.begin(), doors.end(), e) != doors.end()) {
      ends.entrance = e;
      if (auto inside = world.inside(*e)) return std::vector<Spot>{*inside};
      return std::vector<Spot>{};
    }
    return world.spots(*e);
  };
  auto start = spots(from, true);
  if (!start) return start.error();
  auto goal = spots(to, false);
  if (!goal) return goal.error();
  if (start->empty()) return wrong("measure.reach.stands_in", from.element);
  LeafNets leaves;
  ReachTeller teller(world, leaves);
  const ReachWorld::From ways(world, *start, ends.outer_doors);
  const Element* element = to.element.empty() || to.element == "outside" ? nullptr : survey.find(to.element);
  return teller.answer(ways, to.element, *goal, element, ends);
}

Result<LevelFloor> floor_of(const Plan& plan, const Facts& facts, const Mobility& mobility, const std::string& level,
                            std::span<const std::string> open_doors, const std::filesystem::path& data_dir) {
  if (!plan.level(level)) return no_level(plan, level);
  auto profile = Profile::load(data_dir);
  if (!profile) return profile.error();
  Survey survey(plan, facts, std::move(*profile));
  for (const auto& id : open_doors) {
    const Element* door = survey.find(id);
    if (!door || !frame_of(*door)) return wrong("measure.reach.no_element", id);
  }
  RouteFloor floor = route_floor(survey, level, RouteMode::step_free, walker_of(mobility), open_doors);
  if (mobility.stairs.value) take_stairs(plan, floor.floor);
  return LevelFloor{level, std::move(floor.floor)};
}

}  // namespace landai::measure
