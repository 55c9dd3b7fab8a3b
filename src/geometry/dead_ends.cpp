// SPDX-License-Identifier: GPL-3.0-or-later
// Dead ends: the trees that hang on the ways between openings.
//  1. The diagram's edges on which one can stand make a graph. Each opening is a place of its own on the edge that one comes onto: the
//     middle of a straight corridor is one edge, however many doors lead into it.
//  2. Ends that are no opening are taken off again and again (what is left are the ways between openings and
//     around things). Each place taken off hangs on the one neighbour that it had left.
//  3. From every place the deepest branch goes on; the others begin there. A branch that hardly reaches
//     beyond the disc where it begins is a corner, not a dead end.
#include <algorithm>
#include <cmath>

#include "clearance_impl.hpp"
#include "profile_piece.hpp"

namespace landai::geometry {
namespace {

/// A vertex of the diagram, or where an opening leads onto one of its edges. Cells.
struct Place {
  PlanPoint at;
  double clearance = 0;  ///< radius
  bool opening = false;
};
/// An edge of the diagram, or the part of it between two places, on all of which one can stand.
struct Link {
  int place[2];
  int edge;
  double length;
};

/// What one can walk on.
class Walks {
 public:
  Walks(const Clearance::Impl& c, std::span<const PlanPoint> openings, double stand) : c_(c), d_(c.diagram), stand_(stand) {
    for (const Diagram::Vertex& v : d_.vertices) places.push_back({v.at, v.clearance, false});
    on_edge_.resize(d_.edges.size());
    for (const PlanPoint p : openings) enter(p);
    if (openings.empty()) begin_at(widest_place());
    for (int e = 0; e < static_cast<int>(d_.edges.size()); ++e) link(e);
    links_of.resize(places.size());
    for (int k = 0; k < static_cast<int>(links.size()); ++k)
      for (const int place : links[at(k)].place) links_of[at(place)].push_back(k);
  }

  std::vector<Place> places;   ///< the vertices first
  std::vector<Link> links;
  std::vector<std::vector<int>> links_of;
  std::vector<int> entries;    ///< where one comes in, each once
  std::vector<std::vector<PlanPoint>> openings_at;   ///< of each of them, cells

  /// How far the farthest opening of this place lies from it in this direction, cells; 0 where none does.
  [[nodiscard]] double ahead(int place, PlanPoint way) const {
    const auto found = std::find(entries.begin(), entries.end(), place);
    double most = 0;
    if (found == entries.end() || !(norm(way) > 0)) return most;
    for (const PlanPoint p : openings_at[static_cast<std::size_t>(found - entries.begin())]) most = std::max(most, dot(p - places[at(place)].at, way) / norm(way));
    return most;
  }
  [[nodiscard]] int other(int link, int place) const {
    const auto& ends = links[at(link)].place;
    return ends[0] == place ? ends[1] : ends[0];
  }

 private:
  [[nodiscard]] bool holds(int v) const { return d_.vertices[at(v)].clearance >= stand_ || c_.open_vertex[at(v)]; }

  void begin_at(int place, std::optional<PlanPoint> opening = {}) {
    if (place < 0) return;
    auto known = std::find(entries.begin(), entries.end(), place);
    if (known == entries.end()) {
      places[at(place)].opening = true;
      entries.push_back(place);
      openings_at.emplace_back();
      known = entries.end() - 1;
    }
    if (opening) openings_at[static_cast<std::size_t>(known - entries.begin())].push_back(*opening);
  }

  /// Where one stands first when one comes in: on the edge that is met, or at its end where that place is too narrow. None when nobody
  /// gets so far.
  void enter(PlanPoint opening) {
    constexpr double kSame = 1;  // a cell
    const auto p = c_.locate(opening);
    const auto a = p ? attach(d_, *p) : std::nullopt;
    if (!a) return;
    const Attachment::Way* best = nullptr;
    for (const Attachment::Way& way : a->ways)
      if (holds(way.vertex) && (!best || way.length < best->length)) best = &way;
    if (!best) return;
    const Diagram::Edge& e = d_.edges[at(a->edge)];
    const double clearance = distance(a->onto, d_.foot(e.site[0], a->onto));
    const bool at_vertex = distance(a->onto, d_.vertices[at(best->vertex)].at) < kSame;
    if (at_vertex || (clearance < stand_ && !c_.is_open(e))) return begin_at(best->vertex, *p);
    places.push_back({a->onto, clearance, false});
    on_edge_[at(a->edge)].push_back(static_cast<int>(places.size()) - 1);
    begin_at(static_cast<int>(places.size()) - 1, *p);
  }
  [[nodiscard]] int widest_place() const {
    std::vector<int> all(d_.vertices.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<int>(i);
    std::stable_sort(all.begin(), all.end(), [&](int a, int b) {
      return d_.vertices[at(a)].clearance > d_.vertices[at(b)].clearance;
    });
    for (const int v : all) {
      if (!holds(v)) return -1;
      if (!c_.in_solid(c_.frame.metres(c_.vertex(v)))) return v;
    }
    return -1;
  }

  /// The parts of an edge between its ends and the openings on it.
  void link(int edge) {
    const Diagram::Edge& e = d_.edges[at(edge)];
    auto& between = on_edge_[at(edge)];
    std::sort(between.begin(), between.end(), [&](int a, int b) { return d_.along(e, places[at(a)].at) < d_.along(e, places[at(b)].at); });
    if (d_.along(e, places[at(e.v[0])].at) > d_.along(e, places[at(e.v[1])].at)) std::reverse(between.begin(), between.end());
    std::vector<int> chain{e.v[0]};
    chain.insert(chain.end(), between.begin(), between.end());
    chain.push_back(e.v[1]);
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
      if (i == 0 && d_.is_corner(chain[0])) continue;
      if (i + 2 == chain.size() && d_.is_corner(chain[i + 1])) continue;
      const PlanPoint p = places[at(chain[i])].at, q = places[at(chain[i + 1])].at;
      const double least = between.empty() ? c_.width_of(e) : d_.least_between(e, p, q);
      if (least >= stand_ || c_.is_open(e)) links.push_back({{chain[i], chain[i + 1]}, edge, d_.length_between(e, p, q)});
    }
  }

  const Clearance::Impl& c_;
  const Diagram& d_;
  double stand_;
  std::vector<std::vector<int>> on_edge_;   ///< openings
};

/// Radius of a disc of this width in cells, to the grid.
double stand_radius(const Clearance::Impl& c, double width_m) { return (width_m * c.frame.per_metre - kGridWidth) / 2; }

class Trees {
 public:
  Trees(const Clearance& clearance, std::span<const PlanPoint> openings, DeadEndOptions options)
      : clearance_(clearance),
        c_(clearance.impl()),
        d_(c_.diagram),
        options_(options),
        walks_(c_, openings, radius(options.stand_m)),
        part_(walks_.entries) {
    const std::size_t n = walks_.places.size();
    degree_.assign(n, 0);
    parent_.assign(n, -1);
    by_.assign(n, -1);
    removed_.assign(n, 0);
    connect();
    prune();
    measure();
  }

  [[nodiscard]] std::vector<DeadEnd> take() {
    std::vector<DeadEnd> found;
    for (const int v : order_) {
      if (deepest_[at(parent_[at(v)])] == v && removed_[at(parent_[at(v)])])
        continue;  // goes on in its parent's
      if (auto end = branch(v)) found.push_back(std::move(*end));
    }
    std::stable_sort(found.begin(), found.end(), [](const DeadEnd& a, const DeadEnd& b) {
      return a.length_m != b.length_m ? a.length_m > b.length_m : a.path.back() < b.path.back();
    });
    return found;
  }

 private:
  [[nodiscard]] double radius(double width_m) const { return stand_radius(c_, width_m); }
  [[nodiscard]] const Place& place(int v) const { return walks_.places[at(v)]; }
  [[nodiscard]] double edge_length(int v) const { return walks_.links[at(by_[at(v)])].length; }

  /// The part of the graph that the openings belong to.
  void connect() {
    std::sort(part_.begin(), part_.end());
    std::vector<char> seen(walks_.places.size(), 0);
    for (const int v : part_) seen[at(v)] = 1;
    for (std::size_t i = 0; i < part_.size(); ++i) {
      degree_[at(part_[i])] = static_cast<int>(walks_.links_of[at(part_[i])].size());
      for (const int link : walks_.links_of[at(part_[i])]) {
        const int w = walks_.other(link, part_[i]);
        if (!seen[at(w)]) seen[at(w)] = 1, part_.push_back(w);
      }
    }
  }

  void prune() {
    std::vector<int> ends;
    const auto look = [&](int v) {
      if (degree_[at(v)] == 1 && !place(v).opening) ends.push_back(v);
    };
    for (const int v : part_) look(v);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const int v = ends[i];
      if (degree_[at(v)] != 1) continue;
      removed_[at(v)] = 1;
      order_.push_back(v);
      for (const int link : walks_.links_of[at(v)]) {
        const int w = walks_.other(link, v);
        if (removed_[at(w)]) continue;
        parent_[at(v)] = w;
        by_[at(v)] = link;
        --degree_[at(w)];
        look(w);
      }
    }
  }

  /// How deep it goes below each place, and by which neighbour. Children are taken off before their parents.
  void measure() {
    depth_.assign(walks_.places.size(), 0);
    deepest_.assign(walks_.places.size(), -1);
    for (const int v : order_) {
      depth_[at(v)] = std::max(depth_[at(v)], place(v).clearance);
      const int p = parent_[at(v)];
      const double below = depth_[at(v)] + edge_length(v);
      if (deepest_[at(p)] < 0 || below > depth_[at(p)]) deepest_[at(p)] = v, depth_[at(p)] = below;
    }
  }

  void trace(int v, Polyline& points) const {
    std::vector<PlanPoint> between;
    d_.trace(d_.edges[at(walks_.links[at(by_[at(v)])].edge)], place(v).at, place(parent_[at(v)]).at, between);
    for (const PlanPoint p : between) points.push_back(c_.frame.metres(p));
    points.push_back(c_.frame.metres(place(parent_[at(v)]).at));
  }

  /// The branch whose first place is v, below its root parent_[v].
  [[nodiscard]] std::optional<DeadEnd> branch(int v) const {
    const int root = parent_[at(v)];
    const double per_metre = c_.frame.per_metre;
    DeadEnd end;
    end.to_middle_m = (depth_[at(v)] + edge_length(v)) / per_metre;
    end.length_m = end.to_middle_m - place(root).clearance / per_metre;
    if (!(end.length_m > options_.longer_than_m)) return std::nullopt;
    std::vector<int> chain{v};
    while (removed_[at(chain.back())] && deepest_[at(chain.back())] >= 0)
      chain.push_back(deepest_[at(chain.back())]);
    const int tip = chain.back();
    Polyline back{c_.frame.metres(place(tip).at)};
    for (auto it = chain.rbegin(); it != chain.rend(); ++it) trace(*it, back);
    end.path.assign(back.rbegin(), back.rend());
    end.ahead_m = walks_.ahead(root, end.path[0] - end.path[1]) / per_metre;
    for (int up = root; removed_[at(up)]; up = parent_[at(up)]) trace(up, back);
    end.end_width_m = 2 * place(tip).clearance / per_metre;
    end.turning_at_end = place(tip).clearance >= radius(options_.turning_m);
    if (!end.turning_at_end) end.backing_m = backing(back);
    return end;
  }

  /// Along the line to where the turning disc fits first; its whole length when that is nowhere.
  [[nodiscard]] double backing(const Polyline& line) const {
    const double width = options_.turning_m - kGridWidth / c_.frame.per_metre;
    const auto profile = width_profile(clearance_, line);
    if (profile) {
      for (const ProfilePiece& piece : profile->pieces) {
        if (piece.from.width_m >= width) return piece.from.along_m;
        if (piece.to.width_m >= width) return place_of_width(piece, width);
      }
      return profile->length_m;
    }
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i) length += distance(line[i - 1], line[i]);
    return length;
  }

  const Clearance& clearance_;
  const Clearance::Impl& c_;
  const Diagram& d_;
  DeadEndOptions options_;
  Walks walks_;
  std::vector<char> removed_;
  std::vector<int> degree_, parent_, by_, deepest_;
  std::vector<double> depth_;
  std::vector<int> part_;   ///< places that the openings belong to
  std::vector<int> order_;  ///< those that were taken off, ends first
};

}  // namespace

bool is_entered(const Clearance& clearance, std::span<const PlanPoint> openings, DeadEndOptions options) {
  const Clearance::Impl& c = clearance.impl();
  return !openings.empty() && !c.diagram.edges.empty() && !Walks(c, openings, stand_radius(c, options.stand_m)).entries.empty();
}

std::vector<DeadEnd> dead_ends(const Clearance& clearance, std::span<const PlanPoint> openings,
                               DeadEndOptions options) {
  if (clearance.impl().diagram.edges.empty()) return {};
  return Trees(clearance, openings, options).take();
}

}  // namespace landai::geometry
