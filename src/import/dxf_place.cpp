// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks and inserts taken apart: every part of a drawing at its place, and which of them are one thing.
#include <algorithm>
#include <cmath>
#include <set>

#include "dxf_parts.hpp"
#include "dxf_text.hpp"

namespace landai::importer {
namespace {

constexpr int kMaxDepth = 16;
constexpr std::size_t kMaxParts = 1'500'000;
constexpr int kMaxCopies = 10'000;
constexpr double kSqueezeSagitta = 1e-4;  // share of the radius

/// Affine map of the plane.
struct Map {
  double xx = 1, xy = 0, yx = 0, yy = 1, x0 = 0, y0 = 0;
  [[nodiscard]] PlanPoint operator()(PlanPoint p) const { return {xx * p.x + xy * p.y + x0, yx * p.x + yy * p.y + y0}; }
  [[nodiscard]] double determinant() const { return xx * yy - xy * yx; }
  /// True when circles stay circles.
  [[nodiscard]] bool even() const {
    const double size = std::max({std::abs(xx), std::abs(xy), std::abs(yx), std::abs(yy)});
    return std::abs(xx * xy + yx * yy) <= 1e-6 * size * size &&
           std::abs(std::hypot(xx, yx) - std::hypot(xy, yy)) <= 1e-6 * size;
  }
  /// This map after `inner`.
  [[nodiscard]] Map after(const Map& inner) const {
    const PlanPoint o = (*this)({inner.x0, inner.y0});
    return {xx * inner.xx + xy * inner.yx, xx * inner.xy + xy * inner.yy, yx * inner.xx + yy * inner.yx,
            yx * inner.xy + yy * inner.yy, o.x, o.y};
  }
};

/// Where one copy of an insert puts its block.
Map map_of(const DxfEntity& e, const DxfBlock& block, int column, int row) {
  const DxfInsert& in = *e.insert;
  const double c = std::cos(in.rotation), s = std::sin(in.rotation);
  Map m{c * in.scale_x, -s * in.scale_y, s * in.scale_x, c * in.scale_y, 0, 0};
  const PlanPoint step{column * in.column_step, row * in.row_step};
  // `position` is already mirrored back for inserts drawn from below; the rest of the map is not.
  PlanPoint at{c * step.x - s * step.y, s * step.x + c * step.y};
  if (e.mirrored) {
    m.xx = -m.xx, m.xy = -m.xy;
    at.x = -at.x;
  }
  const PlanPoint base{m.xx * block.base.x + m.xy * block.base.y, m.yx * block.base.x + m.yy * block.base.y};
  m.x0 = e.position.x + at.x - base.x;
  m.y0 = e.position.y + at.y - base.y;
  return m;
}

/// What becomes of an insert.
enum class Fate { object, explode, skip, unknown };

class Placer {
 public:
  Placer(const DxfDrawing& drawing, const LayerProfile& profile, const std::string& file, DxfParts& out)
      : drawing_(drawing), profile_(profile), file_(file), out_(out) {
    for (const DxfLayer& layer : drawing.layers) rules_.push_back(profile.layer(layer.name));
  }

  void run() {
    int all = 0, off = 0;
    for (const DxfLayer& layer : drawing_.layers) {
      all += layer.entities;
      off += layer.off ? layer.entities : 0;
    }
    // Converters write files with every layer off. Nobody hands over a drawing that shows nothing.
    out_.off_believed = off < 0.8 * all;
    if (!out_.off_believed)
      out_.diagnostics.push_back({DiagnosticSeverity::warning, file_, "", message("import.dxf.all_off").with("count", std::to_string(off)), {}, off});
    walk(drawing_.entities, Map{}, -1, 0, nullptr);
    out_.over_limit = full_;
    out_.limit = kMaxParts;
    for (const std::string& name : endless_)
      out_.diagnostics.push_back({DiagnosticSeverity::warning, file_, "block " + name,
                                  message("import.dxf.block_loop").with("block", name), {}, 1});
    int said = 0;
    for (const auto& [name, n] : missing_)
      if (++said <= 20)
        out_.diagnostics.push_back({DiagnosticSeverity::warning, file_, "block " + name,
                                    message("import.dxf.missing_block").with("block", name).with("count", std::to_string(n)), {}, n});
    if (too_deep_ > 0)
      out_.diagnostics.push_back({DiagnosticSeverity::warning, file_, "",
                                  message("import.dxf.block_depth").with("limit", std::to_string(kMaxDepth)), {}, too_deep_});
  }

 private:
  /// Entities of the model or of a block. `object` takes the parts when a thing is being put together.
  void walk(const std::vector<DxfEntity>& entities, const Map& map, int layer_of_insert, int depth, DxfObject* object) {
    for (const DxfEntity& e : entities) {
      if (parts_ >= kMaxParts) {
        full_ = true;
        return;
      }
      const int layer = e.layer == 0 && layer_of_insert >= 0 ? layer_of_insert : e.layer;
      const DxfLayer& info = drawing_.layers[static_cast<std::size_t>(layer)];
      if (e.hidden || info.frozen || (info.off && out_.off_believed && e.kind != DxfKind::insert)) {
        if (depth == 0) ++(e.hidden ? out_.hidden : info.frozen ? out_.frozen : out_.off);
        continue;
      }
      if (e.kind == DxfKind::insert) {
        insert(e, map, layer, depth, object);
        continue;
      }
      if (e.kind == DxfKind::dimension) {
        if (depth == 0 && e.dimension) out_.dimensions.push_back(*e.dimension);
        continue;
      }
      if (depth == 0 && rules_[static_cast<std::size_t>(layer)] == nullptr) ++out_.unknown_layers[layer];
      add(e, map, layer, object);
    }
  }

  void insert(const DxfEntity& e, const Map& map, int layer, int depth, DxfObject* object) {
    const DxfBlock* block = drawing_.block(e.insert->block);
    ++parts_;  // inserts count too: blocks of empty blocks would otherwise never end
    if (object == nullptr) ++out_.blocks[e.insert->block];
    if (block == nullptr) ++missing_[e.insert->block];
    if (block == nullptr || !block->external.empty()) {
      if (object == nullptr) ++out_.blocks_unknown[e.insert->block];
      return;
    }
    if (std::find(stack_.begin(), stack_.end(), block) != stack_.end()) {
      endless_.insert(block->name);
      return;
    }
    if (depth >= kMaxDepth) {
      ++too_deep_;
      return;
    }
    DxfObject made;
    Fate fate = Fate::explode;
    if (object == nullptr)
      fate = fate_of(e, *block, layer, made);
    else if (const NameRule* rule = block_rule(e.insert->block); rule != nullptr && rule->role == LayerRole::ignore)
      fate = Fate::skip;
    if (fate == Fate::unknown) ++out_.blocks_unknown[e.insert->block];
    if (fate == Fate::skip || fate == Fate::unknown) return;
    stack_.push_back(block);
    const long long wanted = static_cast<long long>(e.insert->columns) * e.insert->rows;
    const int copies = wanted > kMaxCopies ? 0 : static_cast<int>(wanted);
    if (copies == 0) full_ = true;
    for (int i = 0; i < copies && parts_ < kMaxParts; ++i) {
      const Map here = map.after(map_of(e, *block, i % e.insert->columns, i / e.insert->columns));
      if (fate == Fate::explode) {
        walk(block->entities, here, layer, depth + 1, object);
        if (object == nullptr) attribute_words(e, here, layer);
        continue;
      }
      DxfObject thing = made;
      describe(thing, e, here, *block, layer, i);
      walk(block->entities, here, layer, depth + 1, &thing);
      out_.block_category[e.insert->block] = to_string(thing.category);
      out_.objects.push_back(std::move(thing));
    }
    stack_.pop_back();
  }

  static void describe(DxfObject& thing, const DxfEntity& e, const Map& here, const DxfBlock& block, int layer, int copy) {
    thing.block = e.insert->block;
    thing.handle = copy == 0 ? e.handle : e.handle + "-" + std::to_string(copy + 1);
    thing.layer = layer;
    thing.position = here(block.base);
    thing.scale_x = e.insert->scale_x;
    thing.scale_y = e.insert->scale_y;
    thing.rotation = e.insert->rotation;
    const auto unit = [](PlanPoint v) { return norm(v) > 0 ? 1 / norm(v) * v : v; };
    thing.axis_x = unit({here.xx, here.yx});
    thing.axis_y = unit({here.xy, here.yy});
    thing.attributes = e.insert->attributes;
  }

  /// Attributes of an insert that is not a thing itself are words at its place: level marks and room tags are drawn so.
  void attribute_words(const DxfEntity& e, const Map& here, int layer) {
    for (const DxfAttribute& a : e.insert->attributes) {
      if (a.value.empty()) continue;
      DxfPart part;
      part.kind = DxfPart::Kind::text;
      part.layer = layer;
      part.source = &e;
      part.text = a.value;
      const DxfBlock* block = drawing_.block(e.insert->block);
      part.position = here(block == nullptr ? PlanPoint{} : block->base);
      out_.loose.push_back(std::move(part));
      ++parts_;
    }
  }

  static bool is_thing(Category c) {
    switch (c) {
      case Category::door: case Category::window: case Category::column: case Category::counter: case Category::seat:
      case Category::furniture: case Category::sanitary: case Category::handrail: case Category::parking_bay:
      case Category::sign: case Category::lift: case Category::obstacle: return true;
      default: return false;
    }
  }

  /// May a block's name change what its layer says? A window among doors, a chair among furniture: yes. A "cupboard door" on the
  /// furniture layer: no.
  static bool may_refine(Category layer, Category block) {
    if (layer == block) return true;
    const auto among = [](Category c, std::initializer_list<Category> set) { return std::find(set.begin(), set.end(), c) != set.end(); };
    if (among(layer, {Category::door, Category::window, Category::wall, Category::opening}))
      return among(block, {Category::door, Category::window, Category::opening, Category::column});
    if (layer == Category::furniture || layer == Category::seat)
      return among(block, {Category::seat, Category::furniture, Category::counter, Category::sanitary});
    return layer == Category::parking_bay && block == Category::sign;
  }

  const NameRule* block_rule(const std::string& name) {
    const auto [found, fresh] = block_rules_.try_emplace(name, nullptr);
    if (fresh) found->second = profile_.block(name);
    return found->second;
  }

  Fate fate_of(const DxfEntity& e, const DxfBlock& block, int layer, DxfObject& thing) {
    const NameRule* by_layer = rules_[static_cast<std::size_t>(layer)];
    const NameRule* by_name = block_rule(e.insert->block);
    for (const DxfAttribute& a : e.insert->attributes)
      if (const NameRule* said = profile_.attribute(a.tag, a.value); said != nullptr && said->category) by_name = said;
    if (by_name != nullptr && by_name->role == LayerRole::ignore) return Fate::skip;
    if (by_layer != nullptr && !by_layer->category) {
      return by_layer->role == LayerRole::level_mark || by_layer->role == LayerRole::room_name || by_layer->role == LayerRole::text
                 ? Fate::explode
                 : Fate::skip;
    }
    const bool use_name = by_name != nullptr && by_name->category && is_thing(*by_name->category) &&
                          (by_layer == nullptr || may_refine(*by_layer->category, *by_name->category));
    if (use_name) {
      thing.category = *by_name->category;
      thing.kind = by_name->kind;
      thing.operation = by_name->operation;
      thing.named = true;
      if (by_layer != nullptr && by_layer->category == by_name->category && thing.kind.empty()) thing.kind = by_layer->kind;
      return Fate::object;
    }
    if (by_layer != nullptr && is_thing(*by_layer->category)) {
      thing.category = *by_layer->category;
      thing.kind = by_layer->kind;
      return Fate::object;
    }
    if (by_layer != nullptr) return Fate::explode;
    return holds_known_layers(block) ? Fate::explode : Fate::unknown;
  }

  /// True when a block on an unknown layer holds other inserts or things on layers that the profile knows.
  [[nodiscard]] bool holds_known_layers(const DxfBlock& block) const {
    return std::any_of(block.entities.begin(), block.entities.end(), [this](const DxfEntity& e) {
      return e.kind == DxfKind::insert || (e.layer != 0 && rules_[static_cast<std::size_t>(e.layer)] != nullptr);
    });
  }

  void add(const DxfEntity& e, const Map& map, int layer, DxfObject* object) {
    if (e.kind == DxfKind::point || e.kind == DxfKind::passive || e.kind == DxfKind::unknown) return;
    DxfPart part;
    part.layer = layer;
    part.source = &e;
    part.closed = e.closed;
    if (e.kind == DxfKind::text) {
      part.kind = DxfPart::Kind::text;
      part.text = e.text;
      part.position = map(e.position);
      part.height = e.text_height * std::sqrt(std::abs(map.determinant()));
    } else if (e.kind == DxfKind::curve) {
      part.kind = DxfPart::Kind::areas;
      part.areas = e.areas;
      part.lines = e.lines;
      for (Polygon& polygon : part.areas) {
        for (PlanPoint& p : polygon.outer) p = map(p);
        for (Ring& hole : polygon.holes)
          for (PlanPoint& p : hole) p = map(p);
      }
      for (Polyline& line : part.lines)
        for (PlanPoint& p : line) p = map(p);
    } else {
      if (e.path.size() < 2) return;
      place_path(e, map, part);
    }
    ++parts_;
    (object == nullptr ? out_.loose : object->parts).push_back(std::move(part));
  }

  static void place_path(const DxfEntity& e, const Map& map, DxfPart& part) {
    if (map.even()) {
      const double sign = map.determinant() < 0 ? -1 : 1;
      for (const DxfVertex& v : e.path) part.path.push_back({map(v.at), sign * v.bulge});
      return;
    }
    double radius = 0;
    for (std::size_t i = 0; i + 1 < e.path.size(); ++i)
      if (e.path[i].bulge != 0) radius = std::max(radius, arc_from_bulge(e.path[i].at, e.path[i + 1].at, e.path[i].bulge).radius);
    if (e.path.size() == 2 && e.path[0].bulge != 0 && !e.closed) {
      const DxfArc arc = arc_from_bulge(e.path[0].at, e.path[1].at, e.path[0].bulge);
      part.squeezed = DxfArc{map(arc.centre), map(arc.a), map(arc.b), 0, arc.sweep, false};
    }
    for (const PlanPoint& p : chords_of(e.path, e.closed, std::max(radius * kSqueezeSagitta, 1e-12)))
      part.path.push_back({map(p), 0});
    if (e.closed && part.path.size() > 1) part.path.pop_back();
  }

  const DxfDrawing& drawing_;
  const LayerProfile& profile_;
  const std::string& file_;
  DxfParts& out_;
  std::vector<const NameRule*> rules_;   ///< by layer
  std::map<std::string, const NameRule*> block_rules_;
  std::vector<const DxfBlock*> stack_;
  std::set<std::string> endless_;
  std::map<std::string, int> missing_;   ///< inserts of blocks that the file does not hold
  std::size_t parts_ = 0;
  int too_deep_ = 0;
  bool full_ = false;
};

}  // namespace

DxfParts place_parts(const DxfDrawing& drawing, const LayerProfile& profile, const std::string& file_name) {
  DxfParts out;
  Placer(drawing, profile, file_name, out).run();
  return out;
}

}  // namespace landai::importer
