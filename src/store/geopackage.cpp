// SPDX-License-Identifier: GPL-3.0-or-later
#include "geopackage.hpp"

#include <bit>
#include <cstring>

namespace landai::store {
namespace {

using report::FieldType;
using report::Layer;
using report::LayerShape;

static_assert(std::endian::native == std::endian::little, "geometries are written as they lie in memory");

// Types of geometry as well-known binary numbers them (OGC 06-103r4, 8.2.8).
enum Wkb : std::uint32_t {
  kPoint = 1,
  kLine = 2,
  kPolygon = 3,
  kMultiPoint = 4,
  kMultiLine = 5,
  kMultiPolygon = 6
};

class Bytes {
 public:
  template <class T>
  Bytes& put(T value) {
    char raw[sizeof(T)];
    std::memcpy(raw, &value, sizeof(T));
    out_.append(raw, sizeof(T));
    return *this;
  }
  Bytes& head(Wkb type) { return put<std::uint8_t>(1).put<std::uint32_t>(type); }
  Bytes& point(PlanPoint p) { return put(p.x).put(p.y); }
  Bytes& count(std::size_t n) { return put(static_cast<std::uint32_t>(n)); }
  Bytes& line(const Polyline& line) {
    count(line.size());
    for (const PlanPoint& p : line) point(p);
    return *this;
  }
  Bytes& ring(const Ring& ring) {  // a ring is closed there, here it is not
    count(ring.size() + 1);
    for (const PlanPoint& p : ring) point(p);
    return point(ring.front());
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

void put_body(Bytes& out, LayerShape shape, const landai::Geometry& g) {
  switch (shape) {
    case LayerShape::none:
      return;
    case LayerShape::point:
      out.head(kPoint).point(g.points.front());
      return;
    case LayerShape::line:
      out.head(kLine).line(g.lines.front());
      return;
    case LayerShape::multi_point:
      out.head(kMultiPoint).count(g.points.size());
      for (const PlanPoint& p : g.points) out.head(kPoint).point(p);
      return;
    case LayerShape::multi_line:
      out.head(kMultiLine).count(g.lines.size());
      for (const Polyline& line : g.lines) out.head(kLine).line(line);
      return;
    case LayerShape::multi_polygon:
      out.head(kMultiPolygon).count(g.areas.size());
      for (const Polygon& p : g.areas) {
        out.head(kPolygon).count(1 + p.holes.size()).ring(p.outer);
        for (const Ring& hole : p.holes) out.ring(hole);
      }
      return;
  }
}

bool is_empty(LayerShape shape, const landai::Geometry& g) {
  switch (shape) {
    case LayerShape::none:
      return true;
    case LayerShape::point:
    case LayerShape::multi_point:
      return g.points.empty();
    case LayerShape::line:
    case LayerShape::multi_line:
      return g.lines.empty();
    case LayerShape::multi_polygon:
      return g.areas.empty();
  }
  return true;
}

const char* sql_type(FieldType type) {
  switch (type) {
    case FieldType::text:
      return "TEXT";
    case FieldType::integer:
      return "INTEGER";
    case FieldType::real:
      return "REAL";
    case FieldType::truth:
      return "BOOLEAN";
    case FieldType::time:
      return "DATETIME";
  }
  return "TEXT";
}

const char* geometry_type(LayerShape shape) {
  switch (shape) {
    case LayerShape::none:
      break;
    case LayerShape::point:
      return "POINT";
    case LayerShape::line:
      return "LINESTRING";
    case LayerShape::multi_point:
      return "MULTIPOINT";
    case LayerShape::multi_line:
      return "MULTILINESTRING";
    case LayerShape::multi_polygon:
      return "MULTIPOLYGON";
  }
  return "GEOMETRY";
}

/// The table with all that refers to it. A GIS may have given it an index, which is a table of its own, with
/// triggers.
void drop(const Database& database, const std::string& table) {
  if (database.has_table("rtree_" + table + "_geom"))
    database.execute("DROP TABLE \"rtree_" + table + "_geom\"");
  if (database.has_table("gpkg_extensions"))
    database.prepare("DELETE FROM gpkg_extensions WHERE table_name = ?").bind(table).run();
  for (const char* from : {"gpkg_ogr_contents", "gpkg_geometry_columns", "gpkg_contents"})
    if (database.has_table(from))
      database.prepare(std::string("DELETE FROM ") + from + " WHERE table_name = ?").bind(table).run();
  database.execute("DROP TABLE IF EXISTS \"" + table + "\"");
}

std::string create_statement(const Layer& layer) {
  std::string sql = "CREATE TABLE \"" + std::string(layer.name) + "\" (\"" + layer.key +
                    "\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
  if (layer.shape != LayerShape::none) sql += std::string(", geom ") + geometry_type(layer.shape);
  for (const auto& field : layer.fields)
    sql += std::string(", \"") + field.name + "\" " + sql_type(field.type);
  return sql + ")";
}

void insert_rows(const Database& database, const Layer& layer) {
  const bool placed = layer.shape != LayerShape::none;
  std::string columns = placed ? "geom" : "", marks = placed ? "?" : "";
  for (const auto& field : layer.fields) {
    columns += std::string(columns.empty() ? "" : ", ") + "\"" + field.name + "\"";
    marks += marks.empty() ? "?" : ", ?";
  }
  Statement insert = database.prepare("INSERT INTO \"" + std::string(layer.name) + "\" (" + columns +
                                      ") VALUES (" + marks + ")");
  for (const auto& row : layer.rows) {
    const std::string blob = geometry_blob(layer.shape, row.geometry);
    if (placed && blob.empty()) insert.bind_null();
    if (placed && !blob.empty()) insert.bind(Blob{blob});
    for (const auto& cell : row.cells) {
      if (const auto* text = std::get_if<std::string>(&cell))
        insert.bind(*text);
      else if (const auto* whole = std::get_if<int>(&cell))
        insert.bind(*whole);
      else if (const auto* real = std::get_if<double>(&cell))
        insert.bind(*real);
      else
        insert.bind_null();
    }
    insert.run();
  }
}

}  // namespace

std::string geometry_blob(LayerShape shape, const landai::Geometry& geometry) {
  if (is_empty(shape, geometry)) return {};
  constexpr std::uint8_t kFlags = 0b0000'0011;  // envelope of two axes, little endian
  const Box box = geometry.box();
  Bytes out;
  out.put('G')
      .put('P')
      .put<std::uint8_t>(0)
      .put(kFlags)
      .put<std::int32_t>(-1)
      .put(box.min_x)
      .put(box.max_x)
      .put(box.min_y)
      .put(box.max_y);
  put_body(out, shape, geometry);
  return out.take();
}

void write_layers(const Database& database, const std::vector<Layer>& layers) {
  for (const Layer& layer : layers) {
    if (std::string_view(layer.name) == "layer_styles" && database.has_table(layer.name)) {
      database.execute("DELETE FROM layer_styles WHERE styleName = 'landai'");  // those of other layers and
                                                                                // of the user stay
      insert_rows(database, layer);
      continue;
    }
    drop(database, layer.name);
    database.execute(create_statement(layer));
    const bool placed = layer.shape != LayerShape::none;
    Box box;
    for (const auto& row : layer.rows)
      if (placed) box.add(row.geometry.box());
    Statement contents = database.prepare(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    contents.bind(layer.name).bind(placed ? "features" : "attributes").bind(layer.name);
    for (const double side : {box.min_x, box.min_y, box.max_x, box.max_y})
      box.empty() ? contents.bind_null() : contents.bind(side);
    placed ? contents.bind(-1) : contents.bind_null();
    contents.run();
    if (placed)
      database.prepare("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, -1, 0, 0)")
          .bind(layer.name)
          .bind(geometry_type(layer.shape))
          .run();
    insert_rows(database, layer);
  }
}

}  // namespace landai::store
