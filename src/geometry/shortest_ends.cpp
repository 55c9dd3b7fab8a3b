// SPDX-License-Identifier: GPL-3.0-or-later
#include "shortest_ends.hpp"

#include <algorithm>

namespace landai::geometry {
namespace {

/// The line cut where the disc fits first; nothing when it never does.
std::optional<Lead> cut_where_it_fits(const GrownObstacles& grown, const Polyline& line) {
  Lead lead{{line.front(), 0}, {line.front()}};
  for (std::size_t i = 1; i < line.size(); ++i) {
    const PlanPoint a = line[i - 1], b = line[i];
    if (grown.clearance(b) < grown.radius()) {
      lead.points.push_back(b);
      lead.end.before += distance(a, b);
      continue;
    }
    double lo = 0, hi = 1;
    while ((hi - lo) * distance(a, b) > 1e-3) {
      const double t = (lo + hi) / 2;
      (grown.clearance(a + t * (b - a)) >= grown.radius() ? hi : lo) = t;
    }
    lead.end.at = a + hi * (b - a);
    lead.end.before += distance(a, lead.end.at);
    lead.points.push_back(lead.end.at);
    return lead;
  }
  return std::nullopt;
}

/// From where the point meets the diagram to the way's vertex.
Polyline line_of(const Diagram& d, const Attachment& x, const Attachment::Way& way, PlanPoint p) {
  Polyline line{p, x.onto};
  std::vector<int> vertices{way.vertex};
  for (auto it = way.edges.rbegin(); it != way.edges.rend(); ++it) {
    const Diagram::Edge& e = d.edges[at(*it)];
    vertices.push_back(e.v[0] == vertices.back() ? e.v[1] : e.v[0]);
  }
  std::reverse(vertices.begin(), vertices.end());
  const auto go = [&](int edge, PlanPoint from, int to) {
    d.trace(d.edges[at(edge)], from, d.vertices[at(to)].at, line);
    line.push_back(d.vertices[at(to)].at);
  };
  go(x.edge, x.onto, vertices.front());
  for (std::size_t i = 0; i < way.edges.size(); ++i)
    go(way.edges[i], d.vertices[at(vertices[i])].at, vertices[i + 1]);
  return line;
}

}  // namespace

std::vector<Lead> leads_from(const Clearance::Impl& clearance, const GrownObstacles& grown, PlanPoint p) {
  const PlanPoint cells = clearance.frame.cells(p);
  if (grown.clearance(cells) >= grown.radius()) return {{{cells, 0}, {cells}}};
  std::vector<Lead> leads;
  const auto located = clearance.locate(p);
  const auto attachment = located ? attach(clearance.diagram, *located) : std::nullopt;
  if (!attachment) return leads;
  if (auto lead = cut_where_it_fits(grown, {cells, attachment->onto})) return {std::move(*lead)};
  for (const Attachment::Way& way : attachment->ways) {
    if (clearance.limit(*attachment, way) < grown.radius()) continue;
    auto lead = cut_where_it_fits(grown, line_of(clearance.diagram, *attachment, way, cells));
    if (!lead) continue;
    const auto same = std::find_if(leads.begin(), leads.end(),
                                   [&](const Lead& l) { return distance(l.end.at, lead->end.at) < 1; });
    if (same == leads.end()) {
      leads.push_back(std::move(*lead));
    } else if (lead->end.before < same->end.before) {
      *same = std::move(*lead);
    }
  }
  return leads;
}

}  // namespace landai::geometry
