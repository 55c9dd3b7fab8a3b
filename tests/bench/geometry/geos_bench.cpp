// SPDX-License-Identifier: GPL-3.0-or-later
// One GEOS erosion of the free space by 450 mm: what it leaves tells where a disc of 0.90 m can be, and
// nothing about other widths. The free space itself is prepared before the clock starts.
#include <geos_c.h>

#include "floors.hpp"

namespace {

using namespace landai;

class Geos {
 public:
  Geos() : handle_(GEOS_init_r()) {}
  ~Geos() { GEOS_finish_r(handle_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  GEOSGeometry* polygon(const Ring& ring) {
    GEOSCoordSequence* points = GEOSCoordSeq_create_r(handle_, static_cast<unsigned>(ring.size() + 1), 2);
    for (unsigned i = 0; i <= ring.size(); ++i) {
      const PlanPoint p = ring[i % ring.size()];
      GEOSCoordSeq_setXY_r(handle_, points, i, p.x, p.y);
    }
    return GEOSGeom_createPolygon_r(handle_, GEOSGeom_createLinearRing_r(handle_, points), nullptr, 0);
  }
  GEOSGeometry* free_space(const geometry::Floor& floor) {
    std::vector<GEOSGeometry*> parts;
    for (const Polygon& solid : floor.solids) parts.push_back(polygon(solid.outer));
    GEOSGeometry* all = GEOSGeom_createCollection_r(handle_, GEOS_MULTIPOLYGON, parts.data(),
                                                    static_cast<unsigned>(parts.size()));
    GEOSGeometry* solids = GEOSUnaryUnion_r(handle_, all);
    GEOSGeometry* inside = polygon(floor.within->front().outer);
    GEOSGeometry* free = solids == nullptr ? nullptr : GEOSDifference_r(handle_, inside, solids);
    for (GEOSGeometry* geometry : {all, solids, inside}) destroy(geometry);
    return free;
  }
  GEOSGeometry* eroded(const GEOSGeometry* free, double by_m) {
    return GEOSBuffer_r(handle_, free, -by_m, 8);
  }
  void destroy(GEOSGeometry* geometry) {
    if (geometry != nullptr) GEOSGeom_destroy_r(handle_, geometry);
  }

 private:
  GEOSContextHandle_t handle_;
};

void geos_erosion(benchmark::State& state) {
  Geos geos;
  const geometry::Floor floor = bench::floor_of(state);
  GEOSGeometry* free = geos.free_space(floor);
  if (free == nullptr) state.SkipWithError("no free space");
  for (auto _ : state) {
    GEOSGeometry* left = geos.eroded(free, 0.45);
    if (left == nullptr) state.SkipWithError("no erosion");
    geos.destroy(left);
  }
  geos.destroy(free);
  bench::report(state, floor);
}
BENCHMARK(geos_erosion)->Apply(bench::on_all_floors);

}  // namespace
