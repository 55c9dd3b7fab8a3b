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
#include "qml.hpp"
#include "repair_text.hpp"
#include "text.hpp"
#include "view.hpp"

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

struct FieldSpec {
  const char* name;
  OGRFieldType type;
};

struct LayerSpec {
  const char* name;
  OGRwkbGeometryType geometry;
  std::vector<FieldSpec> fields;
};

const std::vector<FieldSpec> kElementFields = {{"element_id", OFTString}, {"category", OFTString}, {"kind", OFTString}, {"name", OFTString},
    {"label", OFTString}, {"level", OFTString}, {"parent", OFTString}, {"connects", OFTString}, {"z_low", OFTReal}, {"z_high", OFTReal},
    {"confidence", OFTReal}, {"file", OFTString}, {"layer", OFTString}, {"entity", OFTString}};

const std::vector<LayerSpec>& layers() {
  static const std::vector<LayerSpec> kLayers = {
      {"elements_polygon", wkbMultiPolygon, kElementFields},
      {"elements_line", wkbMultiLineString, kElementFields},
      {"elements_point", wkbMultiPoint, kElementFields},
      {"witnesses", wkbLineString, {{"measurement", OFTString}, {"subject", OFTString}, {"level", OFTString}, {"quantity", OFTString},
          {"value", OFTString}, {"verdict", OFTString}}},
      {"findings", wkbPoint, {{"number", OFTInteger}, {"fingerprint", OFTString}, {"severity", OFTString}, {"verdict", OFTString},
          {"title", OFTString}, {"remedy", OFTString}, {"place", OFTString}, {"place_name", OFTString}, {"level", OFTString},
          {"fix_order", OFTInteger}, {"opens", OFTString}}},
      {"levels", wkbNone, {{"level", OFTString}, {"name", OFTString}, {"elevation", OFTReal}}},
      {"checks", wkbNone, {{"check_id", OFTString}, {"rule", OFTString}, {"standard", OFTString}, {"subject", OFTString}, {"place", OFTString},
          {"verdict", OFTString}, {"reason", OFTString}, {"duty", OFTString}, {"severity", OFTInteger}, {"obligation", OFTString},
          {"verified", OFTString}, {"counts", OFTInteger}, {"value", OFTReal}, {"value_text", OFTString}, {"limit_text", OFTString},
          {"margin", OFTReal}, {"message", OFTString}}},
      {"layer_styles", wkbNone, {{"f_table_catalog", OFTString}, {"f_table_schema", OFTString}, {"f_table_name", OFTString},
          {"f_geometry_column", OFTString}, {"styleName", OFTString}, {"styleQML", OFTString}, {"styleSLD", OFTString},
          {"useAsDefault", OFTInteger}, {"description", OFTString}, {"owner", OFTString}, {"ui", OFTString}, {"update_time", OFTDateTime}}},
  };
  return kLayers;
}

/// Everything of a file on the disk, so that a power cut after the renaming finds a whole file.
bool flush_to_disk(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool done = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return done;
}

/// A feature being filled and stored.
class Row {
 public:
  explicit Row(OGRLayer& layer) : layer_(layer), feature_(OGRFeature::CreateFeature(layer.GetLayerDefn())) {}
  Row& set(const char* field, const std::string& text) {
    feature_->SetField(field, clean(text).c_str());
    return *this;
  }
  Row& set(const char* field, double value) { feature_->SetField(field, value); return *this; }
  Row& set(const char* field, int value) { feature_->SetField(field, value); return *this; }
  /// QML is many lines long: stored as it is.
  Row& set_raw(const char* field, const std::string& text) { feature_->SetField(field, text.c_str()); return *this; }
  Row& geometry(const OGRGeometry& g) { feature_->SetGeometry(&g); return *this; }
  [[nodiscard]] bool store() { return layer_.CreateFeature(feature_.get()) == OGRERR_NONE; }

 private:
  OGRLayer& layer_;
  std::unique_ptr<OGRFeature, OGRFeatureUniquePtrDeleter> feature_;
};

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

Row& describe(Row& row, const View& view, const Element& e) {
  row.set("element_id", e.id).set("category", std::string(to_string(e.category))).set("kind", e.kind).set("name", e.name)
      .set("label", view.name(e.id)).set("level", join(e.levels, ",")).set("parent", e.parent.value_or(""))
      .set("connects", join(e.connects, ",")).set("confidence", e.confidence);
  if (e.z) row.set("z_low", e.z->lo).set("z_high", e.z->hi);
  if (!e.sources.empty()) {
    const auto& s = e.sources.front();
    if (s.file >= 0 && static_cast<std::size_t>(s.file) < view.in.plan.sources.size())
      row.set("file", view.in.plan.sources[static_cast<std::size_t>(s.file)].file);
    row.set("layer", s.layer).set("entity", s.entity);
  }
  return row;
}

bool write_elements(GDALDataset& file, const View& view) {
  OGRLayer& polygons = *file.GetLayerByName("elements_polygon");
  OGRLayer& lines = *file.GetLayerByName("elements_line");
  OGRLayer& points = *file.GetLayerByName("elements_point");
  for (const Element& e : view.in.plan.elements) {
    if (!e.geometry.areas.empty()) {
      Row row(polygons);
      if (!describe(row, view, e).geometry(polygons_of(e.geometry.areas)).store()) return false;
    }
    if (!e.geometry.lines.empty()) {
      OGRMultiLineString many;
      for (const Polyline& l : e.geometry.lines) {
        const OGRLineString one = line_of(l);
        many.addGeometry(&one);
      }
      Row row(lines);
      if (!describe(row, view, e).geometry(many).store()) return false;
    }
    if (!e.geometry.points.empty()) {
      OGRMultiPoint many;
      for (const PlanPoint& p : e.geometry.points) {
        const OGRPoint one(p.x, p.y);
        many.addGeometry(&one);
      }
      Row row(points);
      if (!describe(row, view, e).geometry(many).store()) return false;
    }
  }
  return true;
}

bool write_findings(GDALDataset& file, const View& view) {
  OGRLayer& layer = *file.GetLayerByName("findings");
  int number = 0;
  for (const Finding& f : find_all(view)) {
    if (f.verdict != standards::Verdict::not_measured) ++number;
    for (const auto& place : f.places) {
      Row row(layer);
      if (f.verdict != standards::Verdict::not_measured) row.set("number", number);
      if (f.order) row.set("fix_order", *f.order);
      if (const std::string opens = opens_text(view, f); !opens.empty()) row.set("opens", opens);
      row.set("fingerprint", f.fingerprint).set("severity", std::to_string(f.severity)).set("verdict", std::string(to_string(f.verdict)))
          .set("title", f.title).set("remedy", f.remedy).set("place", place).set("place_name", view.name(place));
      if (const auto spot = view.spot(place)) row.set("level", spot->level).geometry(OGRPoint(spot->point.x, spot->point.y));
      if (!row.store()) return false;
    }
  }
  return true;
}

bool write_witnesses(GDALDataset& file, const View& view) {
  std::unordered_map<std::string, standards::Verdict> verdicts;
  for (const auto& c : view.in.checks) {
    if (!c.counts) continue;
    for (const auto& id : c.measurements) {
      const auto [at, fresh] = verdicts.try_emplace(id, c.verdict);
      if (c.verdict == standards::Verdict::fail) at->second = c.verdict;
    }
  }
  OGRLayer& layer = *file.GetLayerByName("witnesses");
  for (const auto& m : view.in.measurements.all())
    for (const PlanSegment& w : m.evidence.witness) {
      const auto verdict = verdicts.find(m.id);
      Row row(layer);
      row.set("measurement", m.id).set("subject", join(m.subject, ",")).set("level", m.evidence.level).set("quantity", m.quantity)
          .set("value", view.value(m)).set("verdict", verdict == verdicts.end() ? std::string("none") : std::string(to_string(verdict->second)))
          .geometry(line_of({w.a, w.b}));
      if (!row.store()) return false;
    }
  return true;
}

bool write_tables(GDALDataset& file, const View& view) {
  OGRLayer& levels = *file.GetLayerByName("levels");
  for (const Level& l : view.in.plan.levels) {
    Row row(levels);
    row.set("level", l.id).set("name", l.name);
    if (l.elevation_known) row.set("elevation", l.elevation);
    if (!row.store()) return false;
  }
  OGRLayer& checks = *file.GetLayerByName("checks");
  for (const auto& c : view.in.checks) {
    const auto* m = view.deciding(c);
    const auto* rule = view.rule(c.rule);
    Row row(checks);
    row.set("check_id", c.id).set("rule", c.rule).set("standard", c.standard).set("subject", join(c.subject, ","))
        .set("place", c.subject.empty() ? std::string() : view.name(c.subject.back())).set("verdict", std::string(to_string(c.verdict)))
        .set("reason", c.reason).set("duty", c.duty).set("obligation", std::string(to_string(c.obligation)))
        .set("verified", std::string(to_string(c.verified))).set("counts", c.counts ? 1 : 0)
        .set("limit_text", view.limit(c.limit, rule ? rule->quantity : std::string())).set("message", view.render(c.message));
    if (c.severity) row.set("severity", *c.severity);
    if (c.margin) row.set("margin", *c.margin);
    if (m && m->value) row.set("value_text", view.value(*m));
    if (m && m->number()) row.set("value", *m->number());
    if (!row.store()) return false;
  }
  return true;
}

std::vector<StyleClass> category_classes(const View& view) {
  const std::pair<const char*, const char*> colours[] = {
      {"space", "243,246,249,255"}, {"wall", "58,67,79,255"}, {"column", "58,67,79,255"}, {"door", "255,255,255,255"},
      {"window", "214,228,240,255"}, {"opening", "255,255,255,255"}, {"ramp", "200,228,208,255"}, {"stair", "226,231,236,255"},
      {"flight", "210,222,214,255"}, {"landing", "232,238,233,255"}, {"lift", "226,231,236,255"}, {"counter", "239,230,212,255"},
      {"seat", "250,250,250,255"}, {"furniture", "250,250,250,255"}, {"sanitary", "222,234,244,255"}, {"handrail", "140,90,43,255"},
      {"tactile_path", "246,216,96,255"}, {"parking_bay", "255,255,255,120"}, {"sign", "255,255,255,255"}, {"obstacle", "236,236,236,255"}};
  std::vector<StyleClass> out;
  for (const auto& [category, colour] : colours) out.push_back({category, view.word("category", category), colour, "circle"});
  return out;
}

std::vector<StyleClass> severity_classes(const View& view) {
  const std::pair<const char*, const char*> marks[] = {{"179,38,30,255", "triangle"}, {"180,83,9,255", "square"},
                                                       {"29,78,216,255", "circle"}, {"75,85,99,255", "hexagon"}};
  std::vector<StyleClass> out;
  for (int severity = 1; severity <= 4; ++severity)
    out.push_back({std::to_string(severity), view.word("severity", std::to_string(severity)), marks[severity - 1].first, marks[severity - 1].second});
  return out;
}

std::vector<StyleClass> verdict_classes(const View& view) {
  const std::pair<const char*, const char*> colours[] = {{"fail", "179,38,30,255"}, {"undecided", "29,78,216,255"},
      {"pass", "31,107,58,255"}, {"not_measured", "75,85,99,255"}, {"not_applicable", "160,168,176,255"}};
  std::vector<StyleClass> out;
  for (const auto& [verdict, colour] : colours) out.push_back({verdict, view.word("verdict", verdict), colour, "circle"});
  out.push_back({"none", "–", "160,168,176,255", "circle"});
  return out;
}

bool write_styles(GDALDataset& file, const View& view) {
  OGRLayer& layer = *file.GetLayerByName("layer_styles");
  auto lines = category_classes(view);
  for (auto& c : lines)
    if (c.colour.starts_with("2")) c.colour = "110,120,130,255";  // pale fills would vanish as lines
  const std::pair<const char*, std::string> styles[] = {
      {"elements_polygon", qml(StyleGeometry::polygon, "category", category_classes(view), "")},
      {"elements_line", qml(StyleGeometry::line, "category", lines, "")},
      {"elements_point", qml(StyleGeometry::point, "category", lines, "")},
      {"findings", qml(StyleGeometry::point, "severity", severity_classes(view), "number")},
      {"witnesses", qml(StyleGeometry::line, "verdict", verdict_classes(view), "value")}};
  for (const auto& [table, style] : styles) {
    Row row(layer);
    row.set("f_table_catalog", std::string()).set("f_table_schema", std::string()).set("f_table_name", std::string(table))
        .set("f_geometry_column", std::string("geom")).set("styleName", std::string("landai")).set_raw("styleQML", style)
        .set("styleSLD", std::string()).set("useAsDefault", 1).set("description", std::string("landai")).set("owner", std::string())
        .set("ui", std::string()).set("update_time", std::string("2000-01-01T00:00:00.000Z"));
    if (!row.store()) return false;
  }
  return true;
}

bool make_layers(GDALDataset& file) {
  for (const LayerSpec& spec : layers()) {
    char** options = CSLSetNameValue(nullptr, "SPATIAL_INDEX", "NO");  // a building's few thousand rows need none
    if (spec.geometry == wkbNone) options = CSLSetNameValue(options, "ASPATIAL_VARIANT", "GPKG_ATTRIBUTES");
    options = CSLSetNameValue(options, "FID", std::string_view(spec.name) == "layer_styles" ? "id" : "fid");
    OGRLayer* layer = file.CreateLayer(spec.name, nullptr, spec.geometry, options);
    CSLDestroy(options);
    if (!layer) return false;
    for (const FieldSpec& field : spec.fields) {
      OGRFieldDefn definition(field.name, field.type);
      if (std::string_view(field.name) == "useAsDefault") definition.SetSubType(OFSTBoolean);
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

Status write(const View& view, const fs::path& scratch, const fs::path& target) {
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (!driver) {
    RegisterOGRGeoPackage();
    driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  }
  if (!driver) return cannot_write(target, "no GeoPackage driver");
  {
    Dataset file(driver->Create(scratch.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    // Styles go in now: a driver that opens a file may keep their table to itself.
    if (!file || !make_layers(*file) || !write_styles(*file, view)) return cannot_write(target, CPLGetLastErrorMsg());
    file->FlushCache();
    mark_cartesian(*file);
  }
  // Opened again, so that the driver takes the system from the tables and writes it into every geometry.
  Dataset file(GDALDataset::Open(scratch.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
  if (!file) return cannot_write(target, CPLGetLastErrorMsg());
  for (const LayerSpec& spec : layers())
    if (std::string_view(spec.name) != "layer_styles" && !file->GetLayerByName(spec.name)) return cannot_write(target, spec.name);
  file->StartTransaction();
  if (!write_elements(*file, view) || !write_findings(*file, view) || !write_witnesses(*file, view) || !write_tables(*file, view) ||
      file->CommitTransaction() != OGRERR_NONE)
    return cannot_write(target, CPLGetLastErrorMsg());
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
  const View view(in, texts);
  const QuietGdal quiet;
  fs::path scratch = file;
  scratch.replace_filename("." + file.stem().string() + ".part.gpkg");
  fs::remove(scratch, failed);
  Status status;
  try {
    status = write(view, scratch, file);
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
