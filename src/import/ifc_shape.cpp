// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc_shape.hpp"

#include <algorithm>
#include <unordered_map>

#include "ifc_geometry.hpp"

namespace landai::importer {
namespace {

/// Bodies of a representation map, in its own frame, made once.
using Parts = std::vector<Body>;

constexpr int kMaxMapDepth = 8;
constexpr double kLargestBody = 1e6;    // metres; a body that reaches farther has a broken point
constexpr double kFarthestPoint = 1e8;  // beyond any coordinate system of the earth

class Reach {
 public:
  void add(Point3 p) {
    whole_ = whole_ && finite(p) && std::max({std::abs(p.x), std::abs(p.y), std::abs(p.z)}) < kFarthestPoint;
    lo_ = {std::min(lo_.x, p.x), std::min(lo_.y, p.y), std::min(lo_.z, p.z)};
    hi_ = {std::max(hi_.x, p.x), std::max(hi_.y, p.y), std::max(hi_.z, p.z)};
  }
  [[nodiscard]] bool believable() const {
    return whole_ && hi_.x - lo_.x < kLargestBody && hi_.y - lo_.y < kLargestBody && hi_.z - lo_.z < kLargestBody;
  }

 private:
  Point3 lo_{INFINITY, INFINITY, INFINITY}, hi_{-INFINITY, -INFINITY, -INFINITY};
  bool whole_ = true;
};

bool sweeps_upright(const Placement& p, Point3 along) {
  const double size = norm(along);
  return std::hypot(along.x, along.y) < 1e-6 * size && std::hypot(p.z.x, p.z.y) < 1e-6 * norm(p.z);
}

}  // namespace

struct ShapeReader::Impl {
  GeometryFile g;
  std::unordered_map<std::uint32_t, Placement> placements;
  std::unordered_map<std::uint32_t, std::shared_ptr<const Parts>> maps;
  std::unordered_map<std::uint32_t, const StepRecord*> styled;  ///< item → IfcStyledItem
  bool styles_read = false;

  Impl(const StepFile& file, double metres, double radians) : g{file, metres, radians, {}, 0, 0} {}

  Placement place(const StepArg& arg, int depth);
  const StepRecord* representation(const StepRecord& product, std::span<const std::string_view> wanted) const;
  const StepRecord* body_representation(const StepRecord& product) const;
  void read_items(const StepRecord& representation, Parts& out, int depth);
  std::shared_ptr<const Parts> map_parts(const StepRecord& map, int depth);
  std::string style_of(std::uint32_t item);
  bool read_prisms(const StepRecord& representation, const Placement& frame, std::vector<Prism>& out,
                   int depth);
  bool read_prism(const StepRecord& solid, const Placement& frame, std::vector<Prism>& out);
  void read_curves(const StepRecord& item, const Placement& frame, std::vector<Polyline>& out, int depth);
  Placement mapping(const StepRecord& item, const StepRecord& map) const;
};

Placement ShapeReader::Impl::place(const StepArg& arg, int depth) {
  const StepRecord* record = g.follow(arg);
  if (!record || depth > kMaxDepth) return {};
  if (const auto known = placements.find(record->id); known != placements.end()) return known->second;
  Placement placed;
  if (record->type == "IFCLOCALPLACEMENT") {
    placed = place((*record)[0], depth + 1) * axis_placement(g, (*record)[1]);
  } else if (record->type == "IFCLINEARPLACEMENT") {
    placed = place((*record)[0], depth + 1) * axis_placement(g, (*record)[2]);
  } else {
    g.miss(record->type);
  }
  placements.emplace(record->id, placed);
  return placed;
}

const StepRecord* ShapeReader::Impl::representation(const StepRecord& product,
                                                    std::span<const std::string_view> wanted) const {
  const StepRecord* shape = g.follow(product[6]);
  if (!shape) return nullptr;
  for (std::string_view name : wanted) {
    for (const StepArg& arg : (*shape)[2].items()) {
      const StepRecord* candidate = g.follow(arg);
      if (candidate && (*candidate)[1].kind == StepArg::Kind::string && (*candidate)[1].text == name)
        return candidate;
    }
  }
  return nullptr;
}

const StepRecord* ShapeReader::Impl::body_representation(const StepRecord& product) const {
  static constexpr std::string_view kWanted[] = {"Body", "Facetation", "SurfaceModel", "Body-FallBack",
                                                 "Surface"};
  if (const StepRecord* found = representation(product, kWanted)) return found;
  static constexpr std::string_view kSolid[] = {"SweptSolid",
                                                "Brep",
                                                "AdvancedBrep",
                                                "Clipping",
                                                "CSG",
                                                "SurfaceModel",
                                                "Tessellation",
                                                "AdvancedSweptSolid",
                                                "MappedRepresentation",
                                                "BoundingBox"};
  const StepRecord* shape = g.follow(product[6]);
  if (!shape) return nullptr;
  for (std::string_view kind : kSolid) {
    for (const StepArg& arg : (*shape)[2].items()) {
      const StepRecord* candidate = g.follow(arg);
      if (candidate && (*candidate)[2].kind == StepArg::Kind::string && (*candidate)[2].text == kind)
        return candidate;
    }
  }
  return nullptr;
}

std::string ShapeReader::Impl::style_of(std::uint32_t item) {
  if (!styles_read) {
    styles_read = true;
    for (const StepRecord* s : g.file.of_type("IFCSTYLEDITEM")) {
      if ((*s)[0].kind == StepArg::Kind::reference) styled.emplace((*s)[0].reference, s);
    }
  }
  const auto found = styled.find(item);
  if (found == styled.end()) return {};
  for (const StepArg& arg : (*found->second)[1].items()) {
    const StepRecord* style = g.follow(arg);
    if (style && style->type == "IFCPRESENTATIONSTYLEASSIGNMENT" && (*style)[0].count > 0)
      style = g.follow((*style)[0].first[0]);
    if (style && style->type == "IFCSURFACESTYLE") return g.file.text((*style)[0]);
  }
  return {};
}

Placement ShapeReader::Impl::mapping(const StepRecord& item, const StepRecord& map) const {
  return transformation(g, item[1]) * inverse(axis_placement(g, map[0]));
}

std::shared_ptr<const Parts> ShapeReader::Impl::map_parts(const StepRecord& map, int depth) {
  if (const auto known = maps.find(map.id); known != maps.end()) return known->second;
  auto parts = std::make_shared<Parts>();
  maps.emplace(map.id, parts);  // a map that holds itself finds itself empty
  if (const StepRecord* inner = g.follow(map[1])) read_items(*inner, *parts, depth + 1);
  return parts;
}

void ShapeReader::Impl::read_items(const StepRecord& representation, Parts& out, int depth) {
  if (depth > kMaxDepth) return;
  std::vector<ItemMesh> made;
  for (const StepArg& arg : representation[3].items()) {
    const StepRecord* item = g.follow(arg);
    if (!item || !g.step()) continue;
    if (out.size() > kMaxItemsPerProduct || g.triangles_made > kMaxFileTriangles) {
      g.miss(std::string(item->type) + " (too many)");
      return;
    }
    if (item->type == "IFCMAPPEDITEM") {
      const StepRecord* map = g.follow((*item)[0]);
      if (!map) continue;
      if (depth > kMaxMapDepth) {   // each level may double what the one below it holds
        g.miss(std::string(item->type) + " (too deep)");
        continue;
      }
      const Placement moved = mapping(*item, *map);
      for (const Body& part : *map_parts(*map, depth)) {
        if (g.triangles_made > kMaxFileTriangles || out.size() > kMaxItemsPerProduct) break;
        Mesh mesh{part.vertices, part.triangles};
        mesh.move(moved);
        g.triangles_made += mesh.triangles.size();
        out.push_back({std::move(mesh.vertices), std::move(mesh.triangles), part.item,
                       part.style.empty() ? style_of(item->id) : part.style});
      }
      continue;
    }
    made.clear();
    read_solid(g, *item, made);
    for (ItemMesh& part : made) {
      g.triangles_made += part.mesh.triangles.size();
      out.push_back(
          {std::move(part.mesh.vertices), std::move(part.mesh.triangles), item->id, style_of(item->id)});
    }
  }
}

bool ShapeReader::Impl::read_prism(const StepRecord& solid, const Placement& frame, std::vector<Prism>& out) {
  if (solid.type != "IFCEXTRUDEDAREASOLID") return false;
  const Placement placed = frame * axis_placement(g, solid[1]);
  const Point3 tip = length(g, solid[3]) * direction(g, solid[2], {0, 0, 1});
  const Point3 along = placed(tip) - placed.origin;
  if (!finite(placed.origin) || !(norm(along) > 1e-9) || !sweeps_upright(placed, along)) return false;
  for (Polygon& area : profile_areas(g, g.follow(solid[0]))) {
    const auto move = [&](Ring& ring) {
      for (PlanPoint& p : ring) {
        const Point3 q = placed({p.x, p.y, 0});
        p = {q.x, q.y};
      }
    };
    move(area.outer);
    for (Ring& hole : area.holes) move(hole);
    const double z = placed.origin.z;
    out.push_back({normalised(std::move(area)), {std::min(z, z + along.z), std::max(z, z + along.z)}});
  }
  return true;
}

bool ShapeReader::Impl::read_prisms(const StepRecord& representation, const Placement& frame,
                                    std::vector<Prism>& out, int depth) {
  if (depth > 8) return false;
  const auto items = representation[3].items();
  if (items.empty() || items.size() > 64) return false;
  for (const StepArg& arg : items) {
    const StepRecord* item = g.follow(arg);
    if (!item || !g.step()) return false;
    if (item->type == "IFCMAPPEDITEM") {
      const StepRecord* map = g.follow((*item)[0]);
      const StepRecord* inner = map ? g.follow((*map)[1]) : nullptr;
      if (!inner || !read_prisms(*inner, frame * mapping(*item, *map), out, depth + 1)) return false;
    } else if (!read_prism(*item, frame, out)) {
      return false;
    }
  }
  return true;
}

void ShapeReader::Impl::read_curves(const StepRecord& item, const Placement& frame,
                                    std::vector<Polyline>& out, int depth) {
  if (depth > 16 || out.size() > kMaxItemsPerProduct || !g.step()) return;
  const std::string_view type = item.type;
  if (type == "IFCGEOMETRICCURVESET" || type == "IFCGEOMETRICSET") {
    for (const StepArg& arg : item[0].items()) {
      if (const StepRecord* element = g.follow(arg)) read_curves(*element, frame, out, depth + 1);
    }
  } else if (type == "IFCMAPPEDITEM") {
    const StepRecord* map = g.follow(item[0]);
    const StepRecord* inner = map ? g.follow((*map)[1]) : nullptr;
    if (!inner) return;
    const Placement moved = frame * mapping(item, *map);
    for (const StepArg& arg : (*inner)[3].items()) {
      if (const StepRecord* element = g.follow(arg)) read_curves(*element, moved, out, depth + 1);
    }
  } else if (type.ends_with("CURVE") || type.ends_with("POLYLINE") || type == "IFCCIRCLE" ||
             type == "IFCELLIPSE" || type.ends_with("KNOTS")) {
    Polyline line;
    for (Point3 p : curve_points(g, &item)) {
      const Point3 q = frame(p);
      line.push_back({q.x, q.y});
    }
    if (line.size() > 1) out.push_back(std::move(line));
  }
}

ShapeReader::ShapeReader(const StepFile& file, double metres_per_unit, double radians_per_unit)
    : impl_(std::make_unique<Impl>(file, metres_per_unit, radians_per_unit)) {}
ShapeReader::~ShapeReader() = default;

Placement ShapeReader::placement(const StepArg& object_placement) {
  return impl_->place(object_placement, 0);
}

std::vector<Body> ShapeReader::bodies(const StepRecord& product) {
  Parts parts;
  const StepRecord* representation = impl_->body_representation(product);
  if (!representation) return parts;
  impl_->read_items(*representation, parts, 0);
  const Placement frame = placement(product[5]);
  for (Body& body : parts) {
    for (Point3& v : body.vertices) v = frame(v);
  }
  std::erase_if(parts, [this](const Body& body) {
    Reach reach;
    for (const Point3& v : body.vertices) reach.add(v);
    if (body.vertices.empty() || reach.believable()) return false;
    impl_->g.miss("shape with a point too far off");
    return true;
  });
  return parts;
}

std::vector<Polyline> ShapeReader::curves(const StepRecord& product,
                                          std::string_view representation_identifier) {
  std::vector<Polyline> lines;
  const std::string_view wanted[] = {representation_identifier};
  const StepRecord* representation = impl_->representation(product, wanted);
  if (!representation) return lines;
  const Placement frame = placement(product[5]);
  for (const StepArg& arg : (*representation)[3].items()) {
    if (const StepRecord* item = impl_->g.follow(arg)) impl_->read_curves(*item, frame, lines, 0);
  }
  return lines;
}

std::vector<ShapeReader::Prism> ShapeReader::prisms(const StepRecord& product) {
  std::vector<Prism> found;
  const StepRecord* representation = impl_->body_representation(product);
  if (!representation || !impl_->read_prisms(*representation, placement(product[5]), found, 0)) return {};
  for (const Prism& prism : found) {
    Reach reach;
    for (const PlanPoint p : prism.outline.outer) {
      reach.add({p.x, p.y, prism.z.lo});
      reach.add({p.x, p.y, prism.z.hi});
    }
    if (!prism.outline.outer.empty() && !reach.believable()) return {};   // its body is left out and counted
  }
  return found;
}

const NotUnderstood& ShapeReader::not_understood() const { return impl_->g.missed; }

}  // namespace landai::importer
