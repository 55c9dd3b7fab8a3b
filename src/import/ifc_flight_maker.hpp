// SPDX-License-Identifier: GPL-3.0-or-later
// Flights and landings of one product: what all have in common (ifc_flight.cpp), of ramps
// (ifc_ramp_flight.cpp) and of stairs (ifc_stair_flight.cpp). Private to these.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "ifc_parts.hpp"
#include "ifc_steps.hpp"

namespace landai::importer {

/// Makes the flights and landings of one product, in the order in which they are found.
class FlightMaker {
 public:
  explicit FlightMaker(const FlightParts& parts) : parts_(parts) {}
  std::vector<Element> make(ShapeReader& shapes);

 private:
  Element& element(Category category);
  void landing(MultiPolygon outline, ZRange z);
  void slab(const std::vector<WalkFace>& faces);
  void ramp(const std::vector<WalkFace>& faces);
  static double extent_along(const WalkFace& f, PlanPoint u);
  static double height_at(const WalkFace& f, PlanPoint p);
  static std::vector<double> crossings(const Polygon& figure, PlanPoint u, double at);
  [[nodiscard]] double width_of(const WalkFace& f) const;
  void ramp_flight(const WalkFace& f);
  void curved_ramp(const std::vector<WalkFace>& facets);
  void stair(const std::vector<WalkFace>& faces);
  static PlanPoint longest_edge(const Step& tread);
  static bool curved(const std::vector<Step>& treads);
  static PlanPoint way_of(const StepRun& run);
  [[nodiscard]] bool rises_on(double z, double riser) const;
  struct Risers {
    std::vector<double> heights;
    double z_foot = 0, z_head = 0;
    bool foot_known = false, head_known = false;
    int count = 0;
    double usual = 0;  ///< riser height
  };
  Risers risers_of(const StepRun& run, bool only_run) const;
  void goings(const StepRun& run, PlanPoint way, bool bent, FlightShape& shape) const;
  void stair_flight(const StepRun& run, std::size_t runs);

  const FlightParts& parts_;
  std::vector<WalkFace> strips_;  ///< all faces, also those too narrow to walk on
  std::vector<Element> made_;
  ZRange body_;
  int flights_ = 0, landings_ = 0;
};

}  // namespace landai::importer
