// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace landai::store {
namespace {

/// The tables that every GeoPackage has (OGC 12-128r17, clauses 1.1 and 2.1), with the three systems that it
/// wants.
constexpr const char* kGeoPackage = R"sql(
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
)sql";

struct Table {
  const char* name;
  const char* columns;  ///< as in CREATE TABLE
  bool shown;           ///< a GIS lists it
};

// `added` and `ended` are ids of changes: what was attached is never deleted, and has an end when it no longer counts. An element that a newer plan does
// not have goes, unless something is attached to it.
constexpr Table kTables[] = {
    {"landai_meta", "id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL", false},
    {"landai_settings", "id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL", true},
    {"landai_changes",
     "id INTEGER PRIMARY KEY AUTOINCREMENT, utc TEXT NOT NULL, author TEXT NOT NULL, verb TEXT NOT NULL, "
     "reason TEXT NOT NULL, "
     "tool TEXT NOT NULL, what TEXT NOT NULL",
     true},
    {"landai_files",
     "id INTEGER PRIMARY KEY, role TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER "
     "NOT NULL, content BLOB, "
     "link TEXT, added INTEGER NOT NULL, ended INTEGER, same_as INTEGER",
     false},
    {"landai_elements",
     "id INTEGER PRIMARY KEY, element_id TEXT NOT NULL, category TEXT NOT NULL, kind TEXT NOT NULL, name "
     "TEXT NOT NULL, "
     "level TEXT NOT NULL, level_name TEXT NOT NULL, elevation REAL, parent INTEGER, source_file TEXT NOT "
     "NULL, source_layer TEXT NOT NULL, "
     "source_entity TEXT NOT NULL, min_x REAL, min_y REAL, max_x REAL, max_y REAL, area REAL NOT NULL, "
     "length REAL NOT NULL, "
     "added INTEGER NOT NULL, gone INTEGER, why_gone TEXT",
     true},
    {"landai_former_ids", "id INTEGER PRIMARY KEY, element INTEGER NOT NULL, element_id TEXT NOT NULL, added INTEGER NOT NULL", true},
    {"landai_facts",
     "id INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_name TEXT NOT NULL, quantity TEXT NOT NULL, "
     "value TEXT NOT NULL, "
     "said_by TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, added INTEGER NOT NULL, ended "
     "INTEGER",
     true},
    {"landai_waivers",
     "id INTEGER PRIMARY KEY, rules TEXT NOT NULL, subject TEXT NOT NULL, subject_name TEXT NOT NULL, "
     "document TEXT NOT NULL, "
     "date TEXT NOT NULL, said_by TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, added INTEGER "
     "NOT NULL, ended INTEGER, "
     "finding TEXT NOT NULL DEFAULT ''",
     true},
    {"landai_waived",
     "id INTEGER PRIMARY KEY, waiver INTEGER NOT NULL, rule TEXT NOT NULL, subject TEXT NOT NULL, quantity TEXT NOT NULL, "
     "margin REAL NOT NULL, u REAL NOT NULL, play REAL NOT NULL, shown REAL NOT NULL, unit TEXT NOT NULL, added INTEGER NOT NULL",
     true},
    {"landai_readings",
     "id INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_name TEXT NOT NULL, quantity TEXT NOT NULL, "
     "params TEXT NOT NULL, "
     "value TEXT NOT NULL, lo REAL NOT NULL, hi REAL NOT NULL, u REAL NOT NULL, method TEXT NOT NULL, "
     "read_by TEXT NOT NULL, date TEXT NOT NULL, "
     "instrument TEXT NOT NULL, note TEXT NOT NULL, evidence TEXT NOT NULL, file TEXT NOT NULL, line INTEGER "
     "NOT NULL, "
     "added INTEGER NOT NULL, ended INTEGER, "
     "parts TEXT NOT NULL DEFAULT '[]', source TEXT NOT NULL DEFAULT '', photo INTEGER",
     true},
    {"landai_attestations",
     "id INTEGER PRIMARY KEY, indicator TEXT NOT NULL, state TEXT NOT NULL, said_by TEXT NOT NULL, date TEXT "
     "NOT NULL, "
     "note TEXT NOT NULL, evidence TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, added INTEGER "
     "NOT NULL, ended INTEGER, source TEXT NOT NULL DEFAULT ''",
     true},
    {"landai_photos",
     "id INTEGER PRIMARY KEY, file INTEGER NOT NULL, sidecar INTEGER, subject TEXT NOT NULL, subject_name "
     "TEXT NOT NULL, note TEXT NOT NULL, "
     "added INTEGER NOT NULL, ended INTEGER, state TEXT NOT NULL DEFAULT '', told TEXT NOT NULL DEFAULT '[]'",
     true},
    {"landai_unmatched",
     "id INTEGER PRIMARY KEY, file TEXT NOT NULL, place TEXT NOT NULL, wrong TEXT NOT NULL, cells TEXT NOT "
     "NULL, why TEXT NOT NULL, "
     "subject TEXT NOT NULL, added INTEGER NOT NULL, ended INTEGER, why_ended TEXT NOT NULL",
     true},
    {"landai_notes",
     "id INTEGER PRIMARY KEY, file TEXT NOT NULL, place TEXT NOT NULL, severity TEXT NOT NULL, told TEXT NOT "
     "NULL, count INTEGER NOT NULL, "
     "added INTEGER NOT NULL, ended INTEGER",
     true},
    {"landai_worksheet",
     "id INTEGER PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, subject TEXT NOT NULL, subject_name "
     "TEXT NOT NULL, quantity TEXT NOT NULL, "
     "unit TEXT NOT NULL, side REAL NOT NULL, added INTEGER NOT NULL, ended INTEGER",
     true},
    {"landai_findings",
     "id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, state TEXT NOT NULL, closed_by TEXT NOT "
     "NULL, follows TEXT NOT NULL, "
     "owner TEXT NOT NULL, due TEXT NOT NULL, document TEXT NOT NULL, severity INTEGER NOT NULL, verdict "
     "TEXT NOT NULL, title TEXT NOT NULL, "
     "points TEXT NOT NULL, subject TEXT NOT NULL, since INTEGER NOT NULL, added INTEGER NOT NULL, seen "
     "INTEGER NOT NULL, title_id TEXT NOT NULL DEFAULT '', title_en TEXT NOT NULL DEFAULT ''",
     true},
    {"landai_finding_log",
     "id INTEGER PRIMARY KEY, change INTEGER NOT NULL, fingerprint TEXT NOT NULL, was TEXT NOT NULL, state "
     "TEXT NOT NULL, "
     "why TEXT NOT NULL, told TEXT NOT NULL DEFAULT '[]'",
     true},
};

void make_table(const Database& database, const Table& table) {
  database.execute(std::string("CREATE TABLE ") + table.name + " (" + table.columns + ")");
  if (table.shown)
    database
        .prepare("INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)")
        .bind(table.name)
        .bind(table.name)
        .run();
}

struct Column {
  std::string name;
  bool required = false, unique = false;
};

/// The columns of a definition: what stands between commas.
std::vector<Column> columns_of(std::string_view columns) {
  std::vector<Column> out;
  for (std::size_t at = 0; at < columns.size();) {
    while (at < columns.size() && columns[at] == ' ') ++at;
    const auto comma = std::min(columns.find(',', at), columns.size());
    const std::string_view column = columns.substr(at, comma - at);
    const auto says = [&](std::string_view what) { return column.find(what) != std::string_view::npos; };
    out.push_back({std::string(column.substr(0, column.find(' '))), says(" NOT NULL"), says(" UNIQUE")});
    at = comma + 1;
  }
  return out;
}

std::vector<std::string> columns_there(const Database& database, const char* table) {
  std::vector<std::string> there;
  Statement rows = database.prepare("SELECT name FROM pragma_table_info(?)");
  rows.bind(table);
  while (rows.step()) there.push_back(rows.text(0));
  return there;
}

bool holds(const std::vector<std::string>& there, const std::string& column) { return std::find(there.begin(), there.end(), column) != there.end(); }

Failure refused(const Database& database, const char* key, Message what) {
  return Failure{{ErrorCode::input, std::move(what), database.file().string(), "", message(key)}};
}

}  // namespace

void make_layout(const Database& database) {
  database.execute(kGeoPackage);
  for (const Table& table : kTables) make_table(database, table);
  database.prepare("INSERT INTO landai_meta (name, value) VALUES ('layout', ?), ('written_by', ?)")
      .bind(std::to_string(kLayout))
      .bind(LANDAI_VERSION)
      .run();
}

int layout_of(const Database& database) {
  if (!database.has_table("landai_meta")) {
    // `landai check --gpkg` writes results without the plan they came from: nothing can be made of them.
    const bool result = database.has_table("elements_polygon") && database.has_table("checks");
    throw result ? refused(database, "store.only_results.advice", message("store.only_results"))
                 : refused(database, "store.no_project.advice", message("store.no_project"));
  }
  Statement row = database.prepare("SELECT value FROM landai_meta WHERE name = 'layout'");
  int layout = 0;
  if (row.step()) {
    const std::string text = row.text(0);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), layout);
    if (error != std::errc{} || end != text.data() + text.size()) layout = 0;
  }
  if (layout < 1) throw refused(database, "store.no_project.advice", message("store.no_layout"));
  if (layout > kLayout) {
    Statement tool = database.prepare("SELECT value FROM landai_meta WHERE name = 'written_by'");
    throw refused(database, "store.newer.advice",
                  message("store.newer")
                      .with("layout", std::to_string(layout))
                      .with("ours", std::to_string(kLayout))
                      .with("tool", tool.step() ? tool.text(0) : "?"));
  }
  return layout;
}

namespace {

/// The table of that name as it is in this layout. A step uses it for a table that has not changed since.
void add_table(const Database& database, std::string_view name) {
  for (const Table& table : kTables)
    if (table.name == name) make_table(database, table);
}

/// Layout 2: the life of findings, and photos.
void from_1_to_2(const Database& database) {
  make_table(database, {"landai_finding_log",
                        "id INTEGER PRIMARY KEY, change INTEGER NOT NULL, fingerprint TEXT NOT NULL, was TEXT NOT NULL, "
                        "state TEXT NOT NULL, why TEXT NOT NULL",
                        true});
  make_table(database,
             {"landai_findings",
              "id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, state TEXT NOT NULL, closed_by TEXT NOT "
              "NULL, follows TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, document TEXT NOT NULL, severity "
              "INTEGER NOT NULL, verdict TEXT NOT NULL, title TEXT NOT NULL, points TEXT NOT NULL, subject TEXT NOT "
              "NULL, since INTEGER NOT NULL, added INTEGER NOT NULL, seen INTEGER NOT NULL",
              true});
  make_table(database,
             {"landai_photos",
              "id INTEGER PRIMARY KEY, file INTEGER NOT NULL, sidecar INTEGER, subject TEXT NOT NULL, "
              "subject_name TEXT NOT NULL, "
              "note TEXT NOT NULL, added INTEGER NOT NULL, ended INTEGER",
              true});
  database.execute("ALTER TABLE landai_waivers ADD COLUMN finding TEXT NOT NULL DEFAULT ''");
}

/// Layout 3: worksheets, rows that were not taken, what was read of a file, what a photo gave, files that are
/// kept once.
void from_2_to_3(const Database& database) {
  for (const char* table : {"landai_unmatched", "landai_notes", "landai_worksheet"})
    add_table(database, table);
  for (const char* column :
       {"landai_files ADD COLUMN same_as INTEGER", "landai_readings ADD COLUMN parts TEXT NOT NULL DEFAULT '[]'",
        "landai_readings ADD COLUMN source TEXT NOT NULL DEFAULT ''",
        "landai_readings ADD COLUMN photo INTEGER",
        "landai_attestations ADD COLUMN source TEXT NOT NULL DEFAULT ''",
        "landai_photos ADD COLUMN state TEXT NOT NULL DEFAULT ''",
        "landai_photos ADD COLUMN told TEXT NOT NULL DEFAULT '[]'"})
    database.execute(std::string("ALTER TABLE ") + column);
}

/// Layout 4: the titles of findings in both languages.
void from_3_to_4(const Database& database) {
  for (const char* column : {"title_id", "title_en"})
    database.execute(std::string("ALTER TABLE landai_findings ADD COLUMN ") + column + " TEXT NOT NULL DEFAULT ''");
}

/// Layout 5: what a waiver was given for, and what is told of a finding's change of state.
void from_4_to_5(const Database& database) {
  add_table(database, "landai_waived");
  database.execute("ALTER TABLE landai_finding_log ADD COLUMN told TEXT NOT NULL DEFAULT '[]'");
}

/// Layout 6: the ids that elements had in earlier plans.
void from_5_to_6(const Database& database) { add_table(database, "landai_former_ids"); }

constexpr void (*kSteps[])(const Database&) = {from_1_to_2, from_2_to_3, from_3_to_4, from_4_to_5, from_5_to_6};  // the step at k leads from layout k + 1
static_assert(std::size(kSteps) == kLayout - 1);

}  // namespace

namespace {

/// What the steps above bring, and with which layout; without a column the table itself. All else was there from the first.
struct Brought {
  int layout;
  std::string_view table, column;
};
constexpr Brought kBrought[] = {
    {2, "landai_finding_log", ""}, {2, "landai_findings", ""}, {2, "landai_photos", ""}, {2, "landai_waivers", "finding"},
    {3, "landai_unmatched", ""}, {3, "landai_notes", ""}, {3, "landai_worksheet", ""}, {3, "landai_files", "same_as"},
    {3, "landai_readings", "parts"}, {3, "landai_readings", "source"}, {3, "landai_readings", "photo"}, {3, "landai_attestations", "source"},
    {3, "landai_photos", "state"}, {3, "landai_photos", "told"},
    {4, "landai_findings", "title_id"}, {4, "landai_findings", "title_en"},
    {5, "landai_waived", ""}, {5, "landai_finding_log", "told"}, {6, "landai_former_ids", ""}};

bool is_later(int layout, std::string_view table, std::string_view column) {
  return std::any_of(std::begin(kBrought), std::end(kBrought), [&](const Brought& b) { return b.layout > layout && b.table == table && b.column == column; });
}

/// Rows without what each must have, and two of which there may be one.
void check_rows(const Database& database, const Table& table, const std::vector<Column>& columns) {
  for (const Column& column : columns) {
    const std::string from = std::string(" FROM ") + table.name;
    if (column.required && database.prepare("SELECT 1" + from + " WHERE " + column.name + " IS NULL LIMIT 1").step())
      throw refused(database, "store.older.advice", message("store.older.empty").with("table", table.name).with("column", column.name));
    if (!column.unique) continue;
    Statement twice = database.prepare("SELECT " + column.name + from + " GROUP BY " + column.name + " HAVING count(*) > 1 LIMIT 1");
    if (twice.step())
      throw refused(database, "store.older.advice", message("store.older.twice").with("table", table.name).with("column", column.name).with("value", twice.text(0)));
  }
}

}  // namespace

void check_older(const Database& database, int layout) {
  const auto listed = columns_there(database, "gpkg_contents");
  for (const char* column : {"table_name", "data_type", "identifier"})
    if (!holds(listed, column)) throw refused(database, "store.older.advice", message("store.table").with("table", "gpkg_contents").with("column", column));
  for (const Table& table : kTables) {
    const auto there = columns_there(database, table.name);
    if (is_later(layout, table.name, "")) {
      const bool named = database.prepare("SELECT 1 FROM gpkg_contents WHERE table_name = ?1 OR identifier = ?1").bind(table.name).step();
      if (!there.empty() || named)
        throw refused(database, "store.older.advice", message(there.empty() ? "store.older.listed" : "store.older.table").with("table", table.name).with("layout", std::to_string(layout)));
      continue;
    }
    std::vector<Column> columns = columns_of(table.columns);
    for (const Column& column : columns) {
      const bool later = is_later(layout, table.name, column.name), has = holds(there, column.name);
      if (!later && !has) throw refused(database, "store.older.advice", message("store.table").with("table", table.name).with("column", column.name));
      if (later && has)
        throw refused(database, "store.older.advice", message("store.older.column").with("table", table.name).with("column", column.name).with("layout", std::to_string(layout)));
    }
    std::erase_if(columns, [&](const Column& column) { return is_later(layout, table.name, column.name); });
    check_rows(database, table, columns);
  }
}

bool upgrade(const Database& database, int from) {
  for (int layout = from; layout < kLayout; ++layout) kSteps[layout - 1](database);
  if (from < kLayout)
    database.prepare("UPDATE landai_meta SET value = ? WHERE name = 'layout'")
        .bind(std::to_string(kLayout))
        .run();
  return from < kLayout;
}

void check_tables(const Database& database) {
  for (const Table& table : kTables) {
    const auto there = columns_there(database, table.name);
    for (const Column& column : columns_of(table.columns))
      if (!holds(there, column.name))
        throw refused(database, "store.damaged.advice",
                      message("store.table").with("table", table.name).with("column", column.name));
  }
}

}  // namespace landai::store
