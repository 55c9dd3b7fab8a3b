// SPDX-License-Identifier: GPL-3.0-or-later
// The building on a picture, drawn the way architects draw it.
#include <algorithm>
#include <array>
#include <cmath>

#include "picture.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

/// Pictures of insane plans stay openable: small things stop being drawn first.
constexpr std::size_t kMostBytesOfDetail = 2'500'000;
constexpr std::size_t kMostBytes = 6'000'000;
/// Smaller than this on the picture is invisible.
constexpr double kVisible = 0.7;

bool visible(const Drawn& d, const Frame& frame) {
  if (d.box.empty() || !d.box.overlaps(frame.plan.grown(0.5))) return false;
  return std::max(d.box.width(), d.box.height()) * frame.scale >= kVisible || d.element->geometry.empty();
}

/// Areas and lines of elements of some categories as one path.
class Layer {
 public:
  Layer(Canvas& canvas, const Frame& frame, std::string_view css) : canvas_(canvas), frame_(frame), css_(css) {}
  ~Layer() {
    if (data_.size()) canvas_.open("path", css_).raw(" d=\"").raw(data_.str()).raw("\"/>\n");
  }
  Layer(const Layer&) = delete;
  Layer& operator=(const Layer&) = delete;
  void areas(const Element& e) {
    for (const Polygon& p : e.geometry.areas) data_.polygon(frame_, p);
  }
  void lines(const Element& e) {
    for (const Polyline& l : e.geometry.lines) data_.chain(frame_, l, false);
  }
  void chain(const std::vector<PlanPoint>& points, bool closed) { data_.chain(frame_, points, closed); }
  [[nodiscard]] std::size_t size() const { return canvas_.size() + data_.size(); }

 private:
  Canvas& canvas_;
  const Frame& frame_;
  std::string_view css_;
  Canvas data_;
};

void draw_spaces(Canvas& canvas, const View& view, const Frame& frame, const std::vector<Drawn>& drawn) {
  for (const int rank : {0, 1, 2}) {
    Layer layer(canvas, frame, rank == 0 ? "pl-space" : rank == 1 ? "pl-space pl-staff" : "pl-space pl-service");
    for (const Drawn& d : drawn)
      if (d.element->category == Category::space && visible(d, frame) && view.access_rank(d.element->id) == rank && layer.size() < kMostBytes)
        layer.areas(*d.element);
  }
}

struct Look {
  Category category;
  const char* css;
};

// In painter's order. What is not here is drawn by a function of its own or not at all.
constexpr std::array kDetails = {
    Look{Category::parking_bay, "pl-bay"}, Look{Category::tactile_path, "pl-tactile"}, Look{Category::ramp, "pl-ramp"},
    Look{Category::stair, "pl-stair"}, Look{Category::landing, "pl-landing"}, Look{Category::lift, "pl-lift"},
    Look{Category::furniture, "pl-furniture"}, Look{Category::seat, "pl-furniture"}, Look{Category::counter, "pl-counter"},
    Look{Category::sanitary, "pl-sanitary"}, Look{Category::obstacle, "pl-furniture"}, Look{Category::sign, "pl-furniture"},
};

void draw_details(Canvas& canvas, const Frame& frame, const std::vector<Drawn>& drawn) {
  for (const Look& look : kDetails) {
    Layer layer(canvas, frame, look.css);
    for (const Drawn& d : drawn) {
      if (d.element->category != look.category || !visible(d, frame) || layer.size() > kMostBytesOfDetail) continue;
      layer.areas(*d.element);
      layer.lines(*d.element);
    }
  }
  Layer rails(canvas, frame, "pl-rail");
  for (const Drawn& d : drawn)
    if (d.element->category == Category::handrail && visible(d, frame) && rails.size() < kMostBytesOfDetail) {
      rails.areas(*d.element);
      rails.lines(*d.element);
    }
  for (const Drawn& d : drawn)
    if (d.element->geometry.areas.empty() && d.element->geometry.lines.empty() && d.element->fixture() && visible(d, frame) &&
        canvas.size() < kMostBytesOfDetail)
      canvas.circle(frame(d.element->fixture()->position), std::clamp(0.2 * frame.scale, 1.0, 8.0), "pl-furniture");
}

double flight_width(const Element& e, const FlightShape& f) {
  if (f.width) return f.width->value;
  const PlanPoint along = (1 / distance(f.foot, f.head)) * (f.head - f.foot);
  double half = 0;
  for (const Polygon& p : e.geometry.areas)
    for (const PlanPoint& q : p.outer) half = std::max(half, std::abs(cross(along, q - f.foot)));
  return half > 0 ? 2 * half : 1.0;
}

/// Treads from the shape of the flight, where the file draws none.
void draw_treads(Layer& layer, const Element& e, const FlightShape& f) {
  const double run = distance(f.foot, f.head);
  int treads = 0;
  if (f.risers) treads = std::clamp(*f.risers, 0, 100) - 1;
  else if (f.tread && f.tread->value > 0.05) treads = static_cast<int>(std::round(std::min(run / f.tread->value, 100.0)));
  if (treads < 1 || treads > 80) return;
  const PlanPoint along = (1 / run) * (f.head - f.foot);
  const PlanPoint side = (0.5 * flight_width(e, f)) * left_normal(along);
  for (int i = 0; i <= treads; ++i) {
    const PlanPoint at = f.foot + (run * i / treads) * along;
    layer.chain({at - side, at + side}, false);
  }
}

void draw_arrow(Canvas& canvas, const Frame& frame, const FlightShape& f) {
  const PagePoint a = frame(f.foot), b = frame(f.head);
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  if (length < 8) return;
  const double ux = (b.x - a.x) / length, uy = (b.y - a.y) / length;
  const double head = std::min(9.0, 0.3 * length);
  canvas.circle(a, 1.8, "pl-arrow-foot");
  canvas.open("path", "pl-arrow").raw(" d=\"M").number(a.x).raw(" ").number(a.y).raw(" ").number(b.x).raw(" ").number(b.y);
  canvas.raw("M").number(b.x - head * ux + 0.45 * head * uy).raw(" ").number(b.y - head * uy - 0.45 * head * ux);
  canvas.raw(" ").number(b.x).raw(" ").number(b.y).raw(" ");
  canvas.number(b.x - head * ux - 0.45 * head * uy).raw(" ").number(b.y - head * uy + 0.45 * head * ux).raw("\"/>\n");
}

void draw_flights(Canvas& canvas, const Frame& frame, const std::vector<Drawn>& drawn) {
  for (const char* kind : {"ramp", "stair"}) {
    const bool ramp = kind[0] == 'r';
    {
      Layer layer(canvas, frame, ramp ? "pl-ramp" : "pl-stair");
      for (const Drawn& d : drawn)
        if (d.element->category == Category::flight && (d.element->kind == "ramp") == ramp && visible(d, frame)) {
          layer.areas(*d.element);
          layer.lines(*d.element);
        }
    }
    Layer treads(canvas, frame, "pl-tread");
    for (const Drawn& d : drawn) {
      const FlightShape* f = d.element->flight();
      if (!f || (d.element->kind == "ramp") != ramp || !visible(d, frame) || distance(f->foot, f->head) < 1e-3) continue;
      if (!ramp && d.element->geometry.lines.empty()) draw_treads(treads, *d.element, *f);
    }
  }
  for (const Drawn& d : drawn)
    if (const FlightShape* f = d.element->flight(); f && visible(d, frame) && distance(f->foot, f->head) > 1e-3) draw_arrow(canvas, frame, *f);
}

void draw_walls(Canvas& canvas, const Frame& frame, const std::vector<Drawn>& drawn) {
  {
    Layer thin(canvas, frame, "pl-wall-line");
    for (const Drawn& d : drawn)
      if ((d.element->category == Category::wall || d.element->category == Category::column) && visible(d, frame) && thin.size() < kMostBytes)
        thin.lines(*d.element);
  }
  Layer walls(canvas, frame, "pl-wall");
  for (const Drawn& d : drawn)
    if ((d.element->category == Category::wall || d.element->category == Category::column) && visible(d, frame) && walls.size() < kMostBytes)
      walls.areas(*d.element);
}

/// The hole that a door or window makes in its wall.
std::optional<Ring> hole(const DoorShape& door) {
  const double length = distance(door.jamb_a, door.jamb_b);
  if (length < 1e-6) return std::nullopt;
  const double half = 0.5 * (door.wall_thickness > 0 ? door.wall_thickness : 0.06) + 0.005;
  const PlanPoint side = (half / length) * left_normal(door.jamb_b - door.jamb_a);
  return Ring{door.jamb_a - side, door.jamb_b - side, door.jamb_b + side, door.jamb_a + side};
}

void draw_leaf(Layer& leaves, Canvas& arcs, const Frame& frame, const Leaf& leaf, DoorOperation operation) {
  if (operation == DoorOperation::sliding || operation == DoorOperation::folding || operation == DoorOperation::overhead) {
    leaves.chain({leaf.hinge, leaf.closed_tip}, false);
    return;
  }
  leaves.chain({leaf.hinge, leaf.open_tip}, false);
  const double radius = distance(leaf.hinge, leaf.closed_tip) * frame.scale;
  if (radius < 2 || distance(leaf.closed_tip, leaf.open_tip) < 1e-3) return;
  const PagePoint a = frame(leaf.closed_tip), b = frame(leaf.open_tip);
  // Counter-clockwise on the plan is counter-clockwise on the picture, which SVG calls sweep 0.
  const bool ccw = cross(leaf.closed_tip - leaf.hinge, leaf.open_tip - leaf.hinge) > 0;
  arcs.raw("M").number(a.x).raw(" ").number(a.y).raw("A").number(radius).raw(" ").number(radius);
  arcs.raw(ccw ? " 0 0 0 " : " 0 0 1 ").number(b.x).raw(" ").number(b.y);
}

void draw_openings(Canvas& canvas, const Frame& frame, const std::vector<Drawn>& drawn) {
  {
    Layer windows(canvas, frame, "pl-window");
    for (const Drawn& d : drawn)
      if (d.element->category == Category::window && visible(d, frame) && windows.size() < kMostBytes) {
        windows.areas(*d.element);
        windows.lines(*d.element);
      }
  }
  {
    Layer holes(canvas, frame, "pl-hole");
    for (const Drawn& d : drawn)
      if (const DoorShape* door = d.element->door(); door && visible(d, frame) && holes.size() < kMostBytes)
        if (const auto ring = hole(*door)) holes.chain(*ring, true);
  }
  Canvas arcs;
  {
    Layer leaves(canvas, frame, "pl-leaf");
    Layer bare(canvas, frame, "pl-door");
    for (const Drawn& d : drawn) {
      const DoorShape* door = d.element->door();
      if (!door || !visible(d, frame) || leaves.size() > kMostBytes) continue;
      for (const Leaf& leaf : door->leaves) draw_leaf(leaves, arcs, frame, leaf, door->operation);
      if (door->leaves.empty() && d.element->category == Category::door) bare.areas(*d.element);
    }
  }
  if (arcs.size()) canvas.open("path", "pl-arc").raw(" d=\"").raw(arcs.str()).raw("\"/>\n");
}

}  // namespace

void draw_building(Canvas& canvas, const View& view, const Frame& frame, const std::vector<Drawn>& drawn) {
  draw_spaces(canvas, view, frame, drawn);
  draw_details(canvas, frame, drawn);
  draw_flights(canvas, frame, drawn);
  draw_walls(canvas, frame, drawn);
  draw_openings(canvas, frame, drawn);
}

void draw_names(Canvas& canvas, const View& view, const Frame& frame, const std::vector<Drawn>& drawn, LabelPlaces& places) {
  std::vector<const Drawn*> spaces;
  for (const Drawn& d : drawn)
    if (d.element->category == Category::space && visible(d, frame) && !d.element->geometry.areas.empty()) spaces.push_back(&d);
  // Large rooms first: their names are landmarks.
  std::stable_sort(spaces.begin(), spaces.end(), [](const Drawn* a, const Drawn* b) { return area(a->element->geometry.areas) > area(b->element->geometry.areas); });
  if (spaces.size() > 600) spaces.resize(600);
  for (const Drawn* d : spaces) {
    const auto spot = view.spot(d->element->id);
    if (!spot) continue;
    const PagePoint centre = frame(spot->point);
    const double room = d->box.width() * frame.scale;
    const std::string name = d->element->name.empty() ? std::string() : shortened(clean(d->element->name), 28);
    const std::string size_text = view.texts.number(area(d->element->geometry.areas), "m2");
    if (name.empty() && d->box.height() * frame.scale < 20) continue;
    double size = 11;
    while (size > 6.6 && text_box({}, name, size).x1 * 2 > room) size -= 0.5;
    if (text_box({}, name, size).x1 * 2 > room * 1.05) continue;
    std::vector<PageBox> candidates;
    std::vector<PagePoint> centres;
    for (const double dy : {0.0, -14.0, 14.0, -28.0, 28.0, -42.0, 42.0}) {
      const PagePoint at{centre.x, centre.y + dy};
      if (!contains(d->element->geometry.areas, PlanPoint{spot->point.x, spot->point.y - dy / frame.scale})) continue;
      PageBox box = text_box(at, name, size);
      const PageBox second = text_box(at, size_text, 0.85 * size);
      box = {std::min(box.x0, second.x0), at.y - 1.1 * size, std::max(box.x1, second.x1), at.y + 1.25 * size};
      candidates.push_back(box);
      centres.push_back(at);
    }
    const int chosen = places.take_first(candidates);
    if (chosen < 0) continue;
    const PagePoint at = centres[static_cast<std::size_t>(chosen)];
    if (!name.empty()) canvas.text({at.x, at.y - 0.05 * size}, name, "pl-name", "middle", size);
    canvas.text({at.x, at.y + (name.empty() ? 0.3 : 1.12) * size}, size_text, "pl-size", "middle", 0.85 * size);
  }
}

}  // namespace landai::report
