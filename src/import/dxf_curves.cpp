// SPDX-License-Identifier: GPL-3.0-or-later
// Hatches, splines and ellipses through GDAL. GDAL sees a small DXF of ours that holds these entities alone, each under a
// handle of ours, so that neither blocks nor limits of its reader nor missing handles can come between.
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>

#include <atomic>
#include <charconv>
#include <memory>
#include <mutex>

#include "dxf_drawing.hpp"

extern "C" void RegisterOGRDXF();

namespace landai::importer {
namespace {

constexpr std::size_t kBatchBytes = 64U << 20;  // of text given to GDAL at once
constexpr int kMaxPointsPerCurve = 20'000;

struct Heard {
  int warnings = 0;
  std::string last;
};

void CPL_STDCALL hear(CPLErr kind, CPLErrorNum, const char* text) {
  if (kind < CE_Warning) return;
  auto* heard = static_cast<Heard*>(CPLGetErrorHandlerUserData());
  ++heard->warnings;
  heard->last = text;
}

/// Settings of this thread for as long as it lives.
class Settings {
 public:
  explicit Settings(Heard& heard) {
    static std::once_flag once;
    std::call_once(once, [] { RegisterOGRDXF(); });  // all drivers would take longer than reading the file
    CPLPushErrorHandlerEx(hear, &heard);
    for (const auto& [key, value] : kOptions) CPLSetThreadLocalConfigOption(key, value);
  }
  ~Settings() {
    for (const auto& [key, value] : kOptions) CPLSetThreadLocalConfigOption(key, nullptr);
    CPLPopErrorHandler();
  }
  Settings(const Settings&) = delete;
  Settings& operator=(const Settings&) = delete;

 private:
  static constexpr std::pair<const char*, const char*> kOptions[] = {
      {"DXF_INLINE_BLOCKS", "NO"},          {"DXF_MERGE_BLOCK_GEOMETRIES", "NO"},
      {"DXF_FEATURE_LIMIT_PER_BLOCK", "10000"}, {"DXF_MAX_BSPLINE_CONTROL_POINTS", "2000"},
      {"OGR_ARC_STEPSIZE", "2"},            {"DXF_ENCODING", "UTF-8"}};
};

PlanPoint vertex(OGRGeometryH g, int i) { return {OGR_G_GetX(g, i), OGR_G_GetY(g, i)}; }

std::vector<PlanPoint> points(OGRGeometryH g) {
  std::vector<PlanPoint> out;
  const int count = std::min(OGR_G_GetPointCount(g), kMaxPointsPerCurve);
  out.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) out.push_back(vertex(g, i));
  return out;
}

void take(OGRGeometryH g, DxfEntity& to, int depth = 0) {
  if (g == nullptr || depth > 8) return;
  const auto flat = wkbFlatten(OGR_G_GetGeometryType(g));
  if (flat == wkbPolygon) {
    Polygon polygon;
    for (int i = 0; i < OGR_G_GetGeometryCount(g); ++i) {
      Ring ring = points(OGR_G_GetGeometryRef(g, i));
      if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
      if (ring.size() < 3) continue;
      if (i == 0)
        polygon.outer = std::move(ring);
      else
        polygon.holes.push_back(std::move(ring));
    }
    if (!polygon.outer.empty()) to.areas.push_back(std::move(polygon));
  } else if (flat == wkbLineString) {
    Polyline line = points(g);
    if (line.size() > 1) to.lines.push_back(std::move(line));
  } else {
    for (int i = 0; i < OGR_G_GetGeometryCount(g); ++i) take(OGR_G_GetGeometryRef(g, i), to, depth + 1);
  }
}

/// One run of GDAL over `text`; answers land in the entities that the handles number.
bool read_batch(const std::string& text, const std::vector<DxfEntity*>& entities) {
  static std::atomic<unsigned> serial{0};
  const std::string name = "/vsimem/landai-" + std::to_string(serial++) + ".dxf";
  // GDAL only reads the buffer; its interface is older than const.
  VSILFILE* file = VSIFileFromMemBuffer(name.c_str(), reinterpret_cast<GByte*>(const_cast<char*>(text.data())),  // NOLINT
                                        text.size(), FALSE);
  if (file == nullptr) return false;
  VSIFCloseL(file);
  const char* drivers[] = {"DXF", nullptr};
  const GDALDatasetH data = GDALOpenEx(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr);
  const OGRLayerH layer = data == nullptr ? nullptr : GDALDatasetGetLayerByName(data, "entities");
  if (layer != nullptr) {
    const int field = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), "EntityHandle");
    OGR_L_ResetReading(layer);
    while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
      const std::string_view handle = field < 0 ? "" : OGR_F_GetFieldAsString(feature, field);
      std::size_t index = 0;
      const auto parsed = std::from_chars(handle.data(), handle.data() + handle.size(), index, 16);
      if (parsed.ec == std::errc{} && index >= 1 && index <= entities.size())
        take(OGR_F_GetGeometryRef(feature), *entities[index - 1]);
      OGR_F_Destroy(feature);
    }
  }
  if (data != nullptr) GDALClose(data);
  VSIUnlink(name.c_str());
  return layer != nullptr;
}

constexpr std::string_view kHead =
    "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1027\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n";

void flush(std::string& text, std::vector<DxfEntity*>& batch) {
  if (batch.empty()) return;
  text += "0\nENDSEC\n0\nEOF\n";
  read_batch(text, batch);
  batch.clear();
  text = kHead;
}

void add(DxfEntity& e, std::string& text, std::vector<DxfEntity*>& batch) {
  if (e.kind != DxfKind::curve || e.raw.empty()) return;
  batch.push_back(&e);
  char handle[20];
  const auto end = std::to_chars(handle, handle + sizeof handle, batch.size(), 16).ptr;
  text += "0\n" + e.type + "\n5\n";
  text.append(handle, end);
  text += "\n8\n0\n";
  text += e.raw;
  e.raw.clear();
  e.raw.shrink_to_fit();
  if (text.size() > kBatchBytes) flush(text, batch);
}

}  // namespace

void resolve_curves(DxfDrawing& drawing, const std::string& file_name) {
  std::vector<DxfEntity*> all;
  const auto collect = [&all](std::vector<DxfEntity>& entities) {
    for (DxfEntity& e : entities)
      if (e.kind == DxfKind::curve) all.push_back(&e);
  };
  collect(drawing.entities);
  for (auto& [name, block] : drawing.blocks) collect(block.entities);
  if (all.empty()) return;
  Heard heard;
  {
    const Settings settings(heard);
    std::string text(kHead);
    std::vector<DxfEntity*> batch;
    for (DxfEntity* e : all) add(*e, text, batch);
    flush(text, batch);
  }
  int lost = 0;
  for (const DxfEntity* e : all) lost += e->areas.empty() && e->lines.empty() ? 1 : 0;
  if (lost > 0)
    drawing.diagnostics.push_back({DiagnosticSeverity::warning, file_name, "",
                                   message("import.dxf.curves_lost")
                                       .with("count", std::to_string(lost))
                                       .with("detail", heard.last),
                                   {}, lost});
}

}  // namespace landai::importer
