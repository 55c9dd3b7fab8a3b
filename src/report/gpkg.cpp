// SPDX-License-Identifier: GPL-3.0-or-later
// The GeoPackage: what a GIS opens. Written beside its target and renamed at the end, so that a failure costs nothing.
#include <cpl_conv.h>
#include <cpl_error.h>
#include <fcntl.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <memory>
#include <system_error>

#include "landai/core/file.hpp"
#include "landai/report/layers.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

namespace fs = std::filesystem;

struct CloseDataset {
  void operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// Messages of GDAL stay off the terminal; what matters becomes an Error.
struct QuietGdal {
  QuietGdal() {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    // Without this the file would carry the time of the run.
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z");
    // The scratch file needs no journal and no waiting for the disk: it is flushed once, before it takes its name.
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF");
    CPLSetThreadLocalConfigOption("OGR_SQLITE_JOURNAL", "MEMORY");
  }
  ~QuietGdal() {
    CPLSetThreadLocalConfigOption("OGR_SQLITE_JOURNAL", nullptr);
    CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", nullptr);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr);
    CPLPopErrorHandler();
  }
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;
};

/// Everything of a file on the disk, so that a power cut after the renaming finds a whole file.
bool flush_to_disk(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool done = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return done;
}

OGRLinearRing ring_of(const Ring& ring) {
  OGRLinearRing out;
  for (const PlanPoint& p : ring) out.addPoint(p.x, p.y);
  out.closeRings();
  return out;
}

OGRMultiPolygon polygons_of(const MultiPolygon& areas) {
  OGRMultiPolygon out;
  for (const Polygon& p : areas) {
    OGRPolygon polygon;
    OGRLinearRing outer = ring_of(p.outer);
    polygon.addRing(&outer);
    for (const Ring& hole : p.holes) {
      OGRLinearRing inner = ring_of(hole);
      polygon.addRing(&inner);
    }
    out.addGeometry(&polygon);
  }
  return out;
}

OGRLineString line_of(const Polyline& line) {
  OGRLineString out;
  for (const PlanPoint& p : line) out.addPoint(p.x, p.y);
  return out;
}

OGRMultiLineString lines_of(const std::vector<Polyline>& lines) {
  OGRMultiLineString out;
  for (const Polyline& l : lines) {
    const OGRLineString one = line_of(l);
    out.addGeometry(&one);
  }
  return out;
}

OGRMultiPoint points_of(const std::vector<PlanPoint>& points) {
  OGRMultiPoint out;
  for (const PlanPoint& p : points) {
    const OGRPoint one(p.x, p.y);
    out.addGeometry(&one);
  }
  return out;
}

OGRwkbGeometryType type_of(LayerShape shape) {
  switch (shape) {
    case LayerShape::none: return wkbNone;
    case LayerShape::point: return wkbPoint;
    case LayerShape::line: return wkbLineString;
    case LayerShape::multi_point: return wkbMultiPoint;
    case LayerShape::multi_line: return wkbMultiLineString;
    case LayerShape::multi_polygon: return wkbMultiPolygon;
  }
  return wkbNone;
}

OGRFieldType type_of(FieldType type) {
  switch (type) {
    case FieldType::text: return OFTString;
    case FieldType::integer:
    case FieldType::truth: return OFTInteger;
    case FieldType::real: return OFTReal;
    case FieldType::time: return OFTDateTime;
  }
  return OFTString;
}

void set_geometry(OGRFeature& feature, LayerShape shape, const landai::Geometry& g) {
  switch (shape) {
    case LayerShape::none: return;
    case LayerShape::point:
      if (!g.points.empty()) { const OGRPoint p(g.points.front().x, g.points.front().y); feature.SetGeometry(&p); }
      return;
    case LayerShape::line:
      if (!g.lines.empty()) { const OGRLineString l = line_of(g.lines.front()); feature.SetGeometry(&l); }
      return;
    case LayerShape::multi_point: { const auto p = points_of(g.points); feature.SetGeometry(&p); return; }
    case LayerShape::multi_line: { const auto l = lines_of(g.lines); feature.SetGeometry(&l); return; }
    case LayerShape::multi_polygon: { const auto p = polygons_of(g.areas); feature.SetGeometry(&p); return; }
  }
}

bool write_rows(GDALDataset& file, const Layer& spec) {
  OGRLayer* layer = file.GetLayerByName(spec.name);
  if (!layer) return false;
  for (const LayerRow& row : spec.rows) {
    const std::unique_ptr<OGRFeature, OGRFeatureUniquePtrDeleter> feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
    for (std::size_t k = 0; k < row.cells.size(); ++k) {
      const int field = static_cast<int>(k);
      if (const auto* text = std::get_if<std::string>(&row.cells[k])) feature->SetField(field, text->c_str());
      if (const auto* whole = std::get_if<int>(&row.cells[k])) feature->SetField(field, *whole);
      if (const auto* real = std::get_if<double>(&row.cells[k])) feature->SetField(field, *real);
    }
    set_geometry(*feature, spec.shape, row.geometry);
    if (layer->CreateFeature(feature.get()) != OGRERR_NONE) return false;
  }
  return true;
}

bool make_layers(GDALDataset& file, const std::vector<Layer>& all) {
  for (const Layer& spec : all) {
    char** options = CSLSetNameValue(nullptr, "SPATIAL_INDEX", "NO");  // a building's few thousand rows need none
    if (spec.shape == LayerShape::none) options = CSLSetNameValue(options, "ASPATIAL_VARIANT", "GPKG_ATTRIBUTES");
    options = CSLSetNameValue(options, "FID", spec.key);
    OGRLayer* layer = file.CreateLayer(spec.name, nullptr, type_of(spec.shape), options);
    CSLDestroy(options);
    if (!layer) return false;
    for (const LayerField& field : spec.fields) {
      OGRFieldDefn definition(field.name, type_of(field.type));
      if (field.type == FieldType::truth) definition.SetSubType(OFSTBoolean);
      if (layer->CreateField(&definition) != OGRERR_NONE) return false;
    }
  }
  return true;
}

/// Metres of a local frame, tied to no place on earth: the specification's "undefined cartesian" system is −1, while the
/// driver takes 0, "undefined geographic", for a layer without one.
void mark_cartesian(GDALDataset& file) {
  for (const char* statement : {"UPDATE gpkg_geometry_columns SET srs_id = -1 WHERE srs_id = 0",
                                "UPDATE gpkg_contents SET srs_id = -1 WHERE data_type = 'features' AND srs_id = 0"})
    if (OGRLayer* answer = file.ExecuteSQL(statement, nullptr, nullptr)) file.ReleaseResultSet(answer);
}

Error cannot_write(const fs::path& file, std::string why) {
  return Error{ErrorCode::output, message("report.gpkg.cannot_write").with("why", clean(why)), file.string(), {}, message("report.gpkg.advice")};
}

bool is_styles(const Layer& layer) { return std::string_view(layer.name) == "layer_styles"; }

Status write(const std::vector<Layer>& all, const fs::path& scratch, const fs::path& target) {
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (!driver) {
    RegisterOGRGeoPackage();
    driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  }
  if (!driver) return cannot_write(target, "no GeoPackage driver");
  {
    Dataset file(driver->Create(scratch.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    // Styles go in now: a driver that opens a file may keep their table to itself.
    if (!file || !make_layers(*file, all)) return cannot_write(target, CPLGetLastErrorMsg());
    for (const Layer& layer : all)
      if (is_styles(layer) && !write_rows(*file, layer)) return cannot_write(target, CPLGetLastErrorMsg());
    file->FlushCache();
    mark_cartesian(*file);
  }
  // Opened again, so that the driver takes the system from the tables and writes it into every geometry.
  Dataset file(GDALDataset::Open(scratch.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
  if (!file) return cannot_write(target, CPLGetLastErrorMsg());
  file->StartTransaction();
  for (const Layer& layer : all)
    if (!is_styles(layer) && !write_rows(*file, layer)) return cannot_write(target, CPLGetLastErrorMsg());
  if (file->CommitTransaction() != OGRERR_NONE) return cannot_write(target, CPLGetLastErrorMsg());
  CPLErrorReset();
  file.reset();
  if (CPLGetLastErrorType() >= CE_Failure) return cannot_write(target, CPLGetLastErrorMsg());
  return std::nullopt;
}

}  // namespace

Status gpkg(const Inputs& in, const Texts& texts, const fs::path& named) {
  const fs::path file = write_target(named);
  std::error_code failed;
  // A pipe or a device would be replaced by the renaming, and a database cannot be streamed into one.
  if (const auto status = fs::status(file, failed); fs::exists(status) && !fs::is_regular_file(status))
    return Error{ErrorCode::output, message("report.gpkg.not_regular"), named.string(), {}, message("report.gpkg.advice")};
  const std::vector<Layer> all = layers(in, texts);
  const QuietGdal quiet;
  fs::path scratch = file;
  scratch.replace_filename("." + file.stem().string() + ".part.gpkg");
  fs::remove(scratch, failed);
  Status status;
  try {
    status = write(all, scratch, file);
  } catch (const std::exception& e) {
    status = cannot_write(file, e.what());
  }
  if (!status && !flush_to_disk(scratch)) status = cannot_write(file, "fsync");
  if (!status) {
    fs::rename(scratch, file, failed);
    if (failed) status = cannot_write(file, failed.message());
  }
  if (status) fs::remove(scratch, failed);
  return status;
}

}  // namespace landai::report
