// SPDX-License-Identifier: GPL-3.0-or-later
// How a door is measured on what an IFC model has of it: its opening and frame (ifc_door.cpp), its leaves as
// modelled or drawn (ifc_door_leaves.cpp), and as only its properties state them (ifc_door_stated.cpp).
// Private to these.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "ifc_door_operation.hpp"
#include "ifc_door_parts.hpp"
#include "ifc_door_symbol.hpp"
#include "ifc_parts.hpp"

namespace landai::importer {

/// "#12, #13": the items of the model that pieces were made of.
[[nodiscard]] std::string items_text(const std::vector<DoorPiece>& pieces);

/// Everything in the door's own frame: x along the wall, y through it, z up.
class DoorMeasure {
 public:
  DoorMeasure(ShapeReader& shapes, const DoorParts& parts, DoorShape& door)
      : shapes_(shapes), parts_(parts), door_(door), operation_(operation_of(parts.operation)) {}
  void run();

 private:
  [[nodiscard]] std::vector<Body> local(std::vector<Body> bodies) const;
  [[nodiscard]] PlanPoint world(double x, double y) const;
  std::optional<Interval> hole(const std::vector<Body>& bodies);
  Interval wall_depth(const std::vector<Body>& own);
  void crossings(const Ring& ring, double x, std::vector<double>& hits) const;
  void set_opening(const std::vector<Body>& own);
  [[nodiscard]] std::optional<Interval> outer_span() const;
  [[nodiscard]] bool frame_is_told() const;
  void set_frame();
  void set_leaves();
  void choose_leaf();
  [[nodiscard]] int handle_side(const DoorPiece& leaf) const;
  [[nodiscard]] int free_side(const DoorPiece& leaf) const;
  [[nodiscard]] bool swings() const {
    return door_.operation == DoorOperation::swing || door_.operation == DoorOperation::double_acting;
  }
  void leaves_from_bodies();
  void closed_leaf(double x0, double x1, double y0, double y1, int hinge, int side, const Known& width,
                   const std::optional<Known>& thickness);
  void open_leaf(const DoorPiece& piece, const Known& width, const std::optional<Known>& thickness);
  void split_leaf(const DoorPiece& both);
  [[nodiscard]] std::vector<SwingArc> drawn_arcs() const;
  void swing_from_symbol();
  bool leaves_from_symbol();
  [[nodiscard]] std::optional<Known> between_linings() const;
  [[nodiscard]] int leaves_stated() const;
  [[nodiscard]] std::optional<double> share(const DoorParts::Panel* panel,
                                            const DoorParts::Panel* other) const;
  [[nodiscard]] const DoorParts::Panel* panel_at(const char* position, std::size_t otherwise) const;
  static Known leaf_of(const Known& all, std::optional<double> part, double least);
  void leaf_between(double x0, double x1, int hinge, const Known& width);
  void leaves_that_share();
  void leaf_from_properties();

  ShapeReader& shapes_;
  const DoorParts& parts_;
  DoorShape& door_;
  LeafOperation operation_;
  Placement frame_, inverse_;
  DoorBodies bodies_;
  std::optional<Interval> hole_;
  Interval hole_depth_{INFINITY, -INFINITY};
  double hole_top_ = 0;
  Interval wall_{1, -1};
  Interval jambs_;
  std::optional<double> narrowest_;
};

}  // namespace landai::importer
