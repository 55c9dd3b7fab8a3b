// SPDX-License-Identifier: GPL-3.0-or-later
// Rooms and what joins them come from the plan (measure/joins.hpp), what cuts them from failed checks, how one comes to an entrance from
// the way that was measured to it.
#include "repair.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "landai/measure/joins.hpp"
#include "room_parts.hpp"

namespace landai::report {
namespace {

using standards::Check;
using standards::Verdict;
using Fixes = std::set<int>;

constexpr double kSample = 0.20;   // metres between the points at which a measured way is looked at
constexpr std::array kWidths = {"door.clear_width", "space.clear_width", "route.exists", "route.clear_width"};

/// The thing as one passes it: a flight is its ramp, a leaf its door.
const Element* whole(const View& view, const Element* e) {
  for (int up = 0; e && e->parent && up < 4; ++up) {
    if (e->category == Category::door || e->category == Category::ramp || e->category == Category::lift || e->category == Category::space) break;
    const Element* parent = view.element(*e->parent);
    if (!parent || parent->category == Category::building || parent->category == Category::level) break;
    e = parent;
  }
  return e;
}

/// The points of a way, none farther than `kSample` from the next.
std::vector<PlanPoint> sampled(const Polyline& path) {
  std::vector<PlanPoint> points;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const int n = std::clamp(static_cast<int>(std::ceil(distance(path[i], path[i + 1]) / kSample)), 1, 2000);
    for (int k = 0; k < n; ++k) points.push_back(path[i] + (static_cast<double>(k) / n) * (path[i + 1] - path[i]));
  }
  if (!path.empty()) points.push_back(path.back());
  return points;
}

bool crosses(const Polyline& path, const PlanSegment& gate) {
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const auto pair = closest_points({path[i], path[i + 1]}, gate);
    if (distance(pair.a, pair.b) < 1e-3) return true;
  }
  return false;
}

class Maker {
 public:
  Maker(const View& view, const std::vector<Finding>& findings) : view_(view), findings_(findings) {}

  RepairGraph make() {
    fixes();
    rooms();
    ways();
    places();
    forgotten();
    return std::move(out_);
  }

 private:
  struct Narrow {
    int fix;
    std::optional<PlanSegment> witness;
  };
  struct Room {
    int first = 0, parts = 1;
    std::optional<RoomParts> cut;
    std::vector<Narrow> uncut;   ///< narrow, and nobody knows where: any way through waits for these
  };

  // What the failures cut.
  void fixes() {
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      const Finding& f = findings_[i];
      if (f.verdict != Verdict::fail) continue;
      const int fix = static_cast<int>(out_.findings.size());
      out_.findings.push_back(i);
      int access = 2;
      for (const auto& place : f.places) access = std::min(access, view_.access_rank(place));
      out_.graph.ranks.emplace_back(f.severity, access, static_cast<int>(i));
      if (f.severity > 2) continue;
      for (const auto& id : f.checks)
        if (const Check* check = view_.check(id)) cut_by(*check, f.severity == 1, fix);
    }
  }

  void cut_by(const Check& check, bool gravest, int fix) {
    const auto* m = view_.deciding(check);
    const auto* rule = view_.rule(check.rule);
    const std::string quantity = m ? m->quantity : rule ? rule->quantity : std::string();
    const bool width = std::find(kWidths.begin(), kWidths.end(), quantity) != kWidths.end();
    if (check.verdict != Verdict::fail || !(width || (gravest && check.severity == 1))) return;
    for (const auto& id : m && m->subject.size() > 1 ? std::vector{check.subject.back()} : check.subject) {
      const Element* e = whole(view_, view_.element(id));
      if (!e) continue;
      if (m && m->subject.size() > 1) (e->category == Category::door ? approach_ : missing_)[e->id].insert(fix);
      else if (e->category == Category::space) {
        const bool shown = m && !m->evidence.witness.empty();
        narrow_[e->id].push_back({fix, shown ? std::optional(m->evidence.witness.front()) : std::nullopt});
      } else if (e->category == Category::counter) missing_[e->id].insert(fix);
      else passage_[e->id].insert(fix);
    }
  }

  // Nodes: 0 is outside, then every room or its parts.
  void rooms() {
    int next = 1;
    for (const Element& e : view_.in.plan.elements) {
      if (e.category != Category::space) continue;
      Room room{next, 1, {}, {}};
      if (const auto found = narrow_.find(e.id); found != narrow_.end()) cut(e, found->second, room);
      next += room.parts;
      rooms_.emplace(e.id, std::move(room));
    }
    out_.graph.nodes = next;
    out_.graph.starts = {0};
  }

  void cut(const Element& e, const std::vector<Narrow>& narrow, Room& room) {
    std::vector<PlanSegment> witnesses;
    std::vector<int> fix;
    for (const Narrow& n : narrow) {
      if (!n.witness) {
        room.uncut.push_back(n);
        continue;
      }
      witnesses.push_back(*n.witness);
      fix.push_back(n.fix);
    }
    if (witnesses.empty()) return;
    room.cut.emplace(e.geometry.areas, witnesses);
    room.parts = room.cut->count();
    for (const auto& border : room.cut->borders())
      out_.graph.edges.push_back({room.first + border.a, room.first + border.b, {fix[static_cast<std::size_t>(border.cut)]}});
  }

  [[nodiscard]] int node(const std::string& id, PlanPoint at) const {
    const auto found = rooms_.find(id);
    if (found == rooms_.end()) return id == "outside" ? 0 : -1;
    return found->second.first + (found->second.cut ? found->second.cut->at(at) : 0);
  }

  static void add(Fixes& to, const std::map<std::string, Fixes>& of, const std::string& id) {
    if (const auto found = of.find(id); found != of.end()) to.insert(found->second.begin(), found->second.end());
  }

  void edge(int a, int b, const Fixes& fixes) {
    if (a >= 0 && b >= 0 && a != b) out_.graph.edges.push_back({a, b, {fixes.begin(), fixes.end()}});
  }

  /// What the way that was measured from outside to an entrance crosses.
  [[nodiscard]] Fixes on_the_way(const measure::Measurement& way) const {
    Fixes out;
    const auto points = sampled(way.evidence.path);
    for (const Element& e : view_.in.plan.elements) {
      if (e.category == Category::flight && !e.geometry.areas.empty()) {
        const Element* ramp = whole(view_, &e);
        if (!ramp || !passage_.contains(ramp->id)) continue;
        if (std::any_of(points.begin(), points.end(), [&](PlanPoint p) { return contains(e.geometry.areas, p); })) add(out, passage_, ramp->id);
      } else if (e.door() && passage_.contains(e.id) && crosses(way.evidence.path, {e.door()->jamb_a, e.door()->jamb_b})) {
        add(out, passage_, e.id);
      }
    }
    for (const auto& [id, narrow] : narrow_)
      for (const Narrow& n : narrow)
        if (n.witness && crosses(way.evidence.path, *n.witness)) out.insert(n.fix);
    return out;
  }

  [[nodiscard]] const measure::Measurement* way(const std::string& from, const std::string& to) const {
    for (const auto* m : view_.in.measurements.of(from, "route.exists"))
      if (m->subject.size() == 2 && m->subject.back() == to && m->truth() == true) return m;
    return nullptr;
  }

  /// Doors by which the public comes in: those that ways were measured from; when there are none, all that lead out.
  [[nodiscard]] std::set<std::string> entrances(const std::vector<measure::Join>& joins) const {
    std::set<std::string> measured, all;
    for (const auto& m : view_.in.measurements.all())
      if (m.subject.size() == 2 && m.quantity.starts_with("route.") && m.subject.front() != "outside") measured.insert(m.subject.front());
    for (const auto& join : joins)
      if (join.kind == measure::Join::Kind::door && (join.a == "outside" || join.b == "outside")) all.insert(join.element);
    return measured.empty() ? all : measured;
  }

  void ways() {
    std::vector<std::string> ignored;
    for (const auto& m : view_.in.measurements.all())
      if (m.quantity == "door.is_door" && m.truth() == false) ignored.push_back(m.subject.front());
    const auto joins = measure::joins(view_.in.plan, ignored);
    entrances_ = entrances(joins);
    for (const auto& join : joins) {
      const bool out = join.a == "outside" || join.b == "outside";
      if (out && !entrances_.contains(join.element)) continue;
      Fixes fixes;
      if (const Element* e = whole(view_, view_.element(join.element))) add(fixes, passage_, e->id);
      if (out) {
        add(fixes, approach_, join.element);
        if (const auto* m = way("outside", join.element)) fixes.merge(on_the_way(*m));
      }
      // A door with a step and a ramp between the same rooms: one needs both.
      if (join.kind == measure::Join::Kind::ramp)
        for (const auto& door : joins)
          if (door.step && door.kind == measure::Join::Kind::door && std::set{door.a, door.b} == std::set{join.a, join.b}) add(fixes, passage_, door.element);
      Fixes lacking;
      for (const auto& side : {join.a, join.b}) add(lacking, missing_, side);
      if (join.step && lacking.empty()) continue;
      fixes.merge(lacking);
      for (const auto& side : {join.a, join.b})
        if (const auto room = rooms_.find(side); room != rooms_.end())
          for (const Narrow& n : room->second.uncut) fixes.insert(n.fix);
      edge(node(join.a, join.at), node(join.b, join.at), fixes);
    }
  }

  [[nodiscard]] bool indoors(const Element& space) const {
    const auto* m = view_.in.measurements.find(space.id, "space.indoor");
    return !m || m->truth() != false;
  }

  void places() {
    for (const Element& e : view_.in.plan.elements) {
      FixGraph::Place place;
      if (e.category == Category::space && indoors(e)) {
        const Room& room = rooms_.at(e.id);
        for (int part = 0; part < room.parts; ++part) place.nodes.push_back(room.first + part);
      } else if (e.category == Category::counter) {
        const auto spot = view_.spot(e.id);
        for (const int wanted : {0, 1, 2}) {   // the public's side, where there is one
          for (const auto& side : e.connects)
            if (rooms_.contains(side) && view_.access_rank(side) == wanted) place.nodes.push_back(node(side, spot ? spot->point : PlanPoint{}));
          if (!place.nodes.empty()) break;
        }
        if (place.nodes.empty()) continue;
      } else {
        continue;
      }
      Fixes fixes;
      add(fixes, missing_, e.id);
      place.fixes.assign(fixes.begin(), fixes.end());
      place.is_public = e.category == Category::counter || view_.access_rank(e.id) == 0;
      out_.graph.places.push_back(std::move(place));
      out_.places.push_back(e.id);
    }
  }

  /// Places to which the graph knows no way even with everything mended, but measurements do: one that was found, or one that was found
  /// missing and will then be made.
  void forgotten() {
    const auto open = open_places(out_.graph, std::vector<bool>(out_.graph.ranks.size(), true));
    for (std::size_t p = 0; p < open.size(); ++p) {
      if (open[p]) continue;
      const std::string& id = out_.places[p];
      for (const auto& entrance : entrances_)
        if (const auto* m = way(entrance, id)) {
          Fixes fixes = on_the_way(*m);
          add(fixes, passage_, entrance);
          add(fixes, approach_, entrance);
          edge(0, out_.graph.places[p].nodes.front(), fixes);
        }
      if (!out_.graph.places[p].fixes.empty()) edge(0, out_.graph.places[p].nodes.front(), {out_.graph.places[p].fixes.begin(), out_.graph.places[p].fixes.end()});
    }
  }

  const View& view_;
  const std::vector<Finding>& findings_;
  RepairGraph out_;
  std::map<std::string, Fixes> passage_;    ///< doors, openings, ramps, lifts
  std::map<std::string, Fixes> approach_;   ///< entrances to which no way leads
  std::map<std::string, Fixes> missing_;    ///< places to which no way leads
  std::map<std::string, std::vector<Narrow>> narrow_;   ///< rooms
  std::map<std::string, Room> rooms_;
  std::set<std::string> entrances_;
};

}  // namespace

RepairGraph repair_graph(const View& view, const std::vector<Finding>& findings) { return Maker(view, findings).make(); }

void set_order(const View& view, std::vector<Finding>& findings) {
  const RepairGraph repair = repair_graph(view, findings);
  int order = 0;
  for (const FixStep& step : fix_order(repair.graph)) {
    std::vector<int> orders;
    for (std::size_t i = 0; i < step.fixes.size(); ++i) orders.push_back(++order);
    std::vector<std::string> opens;
    for (const int place : step.opens) opens.push_back(repair.places[static_cast<std::size_t>(place)]);
    std::sort(opens.begin(), opens.end(), [&view](const auto& a, const auto& b) {
      const int ra = view.access_rank(a), rb = view.access_rank(b);
      return ra != rb ? ra < rb : view.before(a, b);
    });
    for (std::size_t i = 0; i < step.fixes.size(); ++i) {
      Finding& f = findings[repair.findings[static_cast<std::size_t>(step.fixes[i])]];
      f.order = orders[i];
      f.opens = opens;
      for (const int other : orders)
        if (other != orders[i]) f.opens_with.push_back(other);
    }
  }
}

}  // namespace landai::report
