// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/geometry/network.hpp"

#include <numeric>

#include "clearance_impl.hpp"

namespace landai::geometry {
namespace {

constexpr double kCrack = 5;  ///< cells, radius: below 1 mm walls only fail to touch

int root(std::vector<int>& up, int v) {
  while (up[at(v)] != v) v = up[at(v)] = up[at(up[at(v)])];
  return v;
}

}  // namespace

Network::Network(const Clearance& clearance) : clearance_(&clearance) {
  const Clearance::Impl& impl = *clearance.impl_;
  const Diagram& d = impl.diagram;
  owner_of_site_.assign(d.sites.size(), kNoOwner);
  for (std::size_t i = 0; i < d.sites.size(); ++i)
    if (!impl.is_frame(static_cast<int>(i))) owner_of_site_[i] = impl.owner_at(0.5 * (d.sites[i].a + d.sites[i].b));
  for (std::size_t v = 0; v < d.vertices.size(); ++v) {
    vertices_.push_back(impl.frame.metres(d.vertices[v].at));
    width_at_.push_back(impl.open_vertex[v] ? kInfinity : 2 * d.vertices[v].clearance / impl.frame.per_metre);
  }
  for (std::size_t i = 0; i < d.edges.size(); ++i) {
    const Diagram::Edge& e = d.edges[i];
    const double width = impl.width_of(e);
    if (d.is_corner(e.v[0]) || d.is_corner(e.v[1]) || width < kCrack) continue;
    Link link{e.v[0], e.v[1], 2 * width / impl.frame.per_metre,
              d.length_between(e, impl.vertex(e.v[0]), impl.vertex(e.v[1])) / impl.frame.per_metre,
              {owner_of_site_[at(e.site[0])], owner_of_site_[at(e.site[1])]}, {}};
    if (width < kInfinity) link.pinch = impl.metres(impl.pinch_of(e, impl.vertex(e.v[0]), impl.vertex(e.v[1])));
    edge_of_link_.push_back(static_cast<int>(i));
    links_.push_back(link);
  }
  start_.assign(vertices_.size() + 1, 0);
  for (const Link& link : links_)
    for (const int v : {link.from, link.to}) ++start_[at(v) + 1];
  std::partial_sum(start_.begin(), start_.end(), start_.begin());
  at_vertex_.resize(2 * links_.size());
  std::vector<int> next(start_.begin(), start_.end() - 1);
  for (std::size_t i = 0; i < links_.size(); ++i)
    for (const int v : {links_[i].from, links_[i].to}) at_vertex_[at(next[at(v)]++)] = static_cast<int>(i);
  // No link crosses the outline of a solid, so one vertex answers for all that hang together.
  std::vector<int> up(vertices_.size());
  std::iota(up.begin(), up.end(), 0);
  for (const Link& link : links_) up[at(root(up, link.from))] = root(up, link.to);
  std::vector<signed char> answer(vertices_.size(), -1);
  on_floor_.assign(vertices_.size(), 0);
  for (int v = 0; v < static_cast<int>(vertices_.size()); ++v) {
    if (d.is_corner(v)) continue;
    signed char& free = answer[at(root(up, v))];
    if (free < 0) free = impl.in_solid(vertices_[at(v)]) ? 0 : 1;
    on_floor_[at(v)] = free > 0;
  }
}

std::span<const int> Network::links_at(int vertex) const {
  const int from = start_[at(vertex)], to = start_[at(vertex) + 1];
  return {at_vertex_.data() + from, static_cast<std::size_t>(to - from)};
}

std::vector<Network::Climb> Network::climbs(PlanPoint p) const {
  std::vector<Climb> out;
  const Clearance::Impl& impl = *clearance_->impl_;
  const auto cells = impl.locate(p);
  const auto a = cells ? attach(impl.diagram, *cells) : std::nullopt;
  if (!a) return out;
  for (const Attachment::Way& way : a->ways) {
    if (!way.top) continue;
    const Clearance::Impl::Squeeze squeeze = impl.squeeze(*a, way);
    const double limit = std::min(impl.limit(*a, way), squeeze.radius);
    if (limit < kCrack) continue;
    const bool squeezed = squeeze.edge >= 0 && squeeze.radius <= limit;
    const Diagram::Edge& first = impl.diagram.edges[at(squeezed ? squeeze.edge : a->edge)];
    Climb climb{way.vertex, 2 * limit / impl.frame.per_metre, way.length / impl.frame.per_metre, {},
                {owner_of_site_[at(first.site[0])], owner_of_site_[at(first.site[1])]}, {}};
    if (squeezed) climb.pinch = impl.metres(squeeze.pinch);
    else if (limit < kInfinity) climb.pinch = impl.metres(impl.pinch_of(first, a->onto, impl.vertex(way.vertex)));
    climb.path = impl.climb(*a, way, p);
    out.push_back(std::move(climb));
  }
  return out;
}

void Network::trace(int link, int from, Polyline& points) const {
  int v = from;
  clearance_->impl_->walk(edge_of_link_[at(link)], v, points);
}

}  // namespace landai::geometry
