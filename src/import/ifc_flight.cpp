// SPDX-License-Identifier: GPL-3.0-or-later
// Flights and landings of ramps and stairs, measured on the faces that people walk on.
#include "ifc_flight_maker.hpp"

namespace landai::importer {

std::vector<Element> FlightMaker::make(ShapeReader& shapes) {
  const auto bodies = shapes.bodies(*parts_.product);
  const auto faces = walk_faces(bodies);
  body_ = z_range(bodies).value_or(ZRange{});
  if (parts_.product->type.starts_with("IFCSLAB")) {
    slab(faces);
  } else if (parts_.stair) {
    stair(faces);
  } else {
    ramp(faces);
  }
  return std::move(made_);
}

Element& FlightMaker::element(Category category) {
  const bool flight = category == Category::flight;
  Element e;
  e.category = category;
  e.kind = parts_.stair ? "stair" : "ramp";
  int& n = flight ? flights_ : landings_;
  ++n;
  e.id = flight && n == 1 && parts_.take_id
             ? parts_.id
             : parts_.id + (flight ? "/flight-" : "/landing-") + std::to_string(n);
  if (!parts_.parent.empty()) e.parent = parts_.parent;
  e.levels = parts_.levels;
  e.sources = parts_.sources;
  made_.push_back(std::move(e));
  return made_.back();
}

void FlightMaker::landing(MultiPolygon outline, ZRange z) {
  Element& e = element(Category::landing);
  e.geometry.areas = std::move(outline);
  e.z = z;
}

/// A slab that belongs to a stair or a ramp: sloping it is a flight, level it is a landing.
void FlightMaker::slab(const std::vector<WalkFace>& faces) {
  if (!parts_.stair) return ramp(faces);
  for (const WalkFace& f : open_faces(faces)) {
    if (f.slope < 0.05) landing({f.outline}, f.z);
  }
}

std::vector<Element> measure_flight(ShapeReader& shapes, const FlightParts& parts) {
  if (!parts.product) return {};
  return FlightMaker(parts).make(shapes);
}

}  // namespace landai::importer
