// SPDX-License-Identifier: GPL-3.0-or-later
// Doors, ramps and stairs of an IFC model, measured on their bodies. The semantics (which opening, which
// lining, which property) come from the caller; only geometry is read here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ifc_shape.hpp"

namespace landai::importer {

/// What the model says of a door besides its body. Lengths in metres; nothing where the file is silent.
struct DoorParts {
  const StepRecord* door = nullptr;     ///< IfcDoor, IfcDoorStandardCase
  const StepRecord* opening = nullptr;  ///< the IfcOpeningElement it fills; may be null
  const StepRecord* wall = nullptr;     ///< the element that opening voids; may be null
  std::optional<double> overall_width;
  std::optional<double> overall_height;
  /// OperationType as written, of the style or type or of IFC4's occurrence: "SINGLE_SWING_LEFT"; empty when
  /// absent.
  std::string operation;
  std::optional<double> lining_depth;      ///< IfcDoorLiningProperties.LiningDepth
  std::optional<double> lining_thickness;  ///< IfcDoorLiningProperties.LiningThickness
  struct Panel {
    std::string operation;              ///< PanelOperation: "SWINGING", "SLIDING", "FIXEDPANEL" …
    std::string position;               ///< PanelPosition: "LEFT", "MIDDLE", "RIGHT"
    std::optional<double> width_ratio;  ///< PanelWidth, of the lining's inner width
    std::optional<double> depth;        ///< PanelDepth
  };
  std::vector<Panel> panels;
};

/// DoorOperation of an OperationType word (IFC2x3, IFC4, IFC4x3); unknown for USERDEFINED, NOTDEFINED, empty.
[[nodiscard]] DoorOperation door_operation(std::string_view operation_word);

/// Fills operation, jambs, wall_thickness, attribute_width, opening_width, frame_clear_width, height and
/// leaves as far as bodies, curves and properties tell; what they do not tell stays empty. jamb_a == jamb_b
/// when there is no body, no opening and no width. Local frame: x along the wall, y to the swing side, as ISO
/// 16739 defines door operation.
void measure_door(ShapeReader& shapes, const DoorParts& parts, DoorShape& door);

/// One product of a ramp or a stair that has a body: IfcRampFlight, IfcStairFlight, or an IfcRamp, IfcStair,
/// IfcSlab (landing) with a body of its own.
struct FlightParts {
  const StepRecord* product = nullptr;
  bool stair = false;
  std::string id;        ///< id of the product
  std::string parent;    ///< id of the ramp or stair element the made elements belong to
  bool take_id = false;  ///< the first flight made takes `id` itself (product is a flight, not the whole)
  std::vector<std::string> levels;
  std::vector<SourceRef> sources;
  std::optional<Known> riser_attribute;  ///< as stated, metres
  std::optional<Known> tread_attribute;
  std::optional<int> risers_attribute;  ///< NumberOfRiser
};

/// Makes `flight` elements (kind "ramp" or "stair", with FlightShape) and `landing` elements from the
/// product's walkable faces. Ids: "<id>/flight-1", "<id>/landing-1", … or `id` for the first flight when
/// take_id. No walkable face, no element.
[[nodiscard]] std::vector<Element> measure_flight(ShapeReader& shapes, const FlightParts& parts);

}  // namespace landai::importer
