-- A project as layout 5 was: the plan, a reading, a waiver and what it was given for, a finding and a photo with its sidecar. The upgrade is tested on it; do not change it.
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER);
INSERT INTO "gpkg_contents" VALUES('landai_unmatched','attributes','landai_unmatched','','2026-11-24T08:00:00.000Z',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "gpkg_contents" VALUES('landai_notes','attributes','landai_notes','','2026-11-24T08:00:00.000Z',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "gpkg_contents" VALUES('landai_worksheet','attributes','landai_worksheet','','2026-11-24T08:00:00.000Z',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO "gpkg_spatial_ref_sys" VALUES('Undefined Cartesian SRS',-1,'NONE',-1,'undefined','undefined Cartesian coordinate reference system');
INSERT INTO "gpkg_spatial_ref_sys" VALUES('Undefined geographic SRS',0,'NONE',0,'undefined','undefined geographic coordinate reference system');
CREATE TABLE landai_attestations (id INTEGER PRIMARY KEY, indicator TEXT NOT NULL, state TEXT NOT NULL, said_by TEXT NOT NULL, date TEXT NOT NULL, note TEXT NOT NULL, evidence TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, added INTEGER NOT NULL, ended INTEGER, source TEXT NOT NULL DEFAULT '');
CREATE TABLE landai_changes (id INTEGER PRIMARY KEY AUTOINCREMENT, utc TEXT NOT NULL, author TEXT NOT NULL, verb TEXT NOT NULL, reason TEXT NOT NULL, tool TEXT NOT NULL, what TEXT NOT NULL);
INSERT INTO "landai_changes" VALUES(1,'2026-03-01T08:00:00.000Z','Budi','import','first','0.1.0','[]');
INSERT INTO "landai_changes" VALUES(2,'2026-03-02T08:00:00.000Z','Sari','attach','visit','0.1.0','[]');
CREATE TABLE landai_elements (id INTEGER PRIMARY KEY, element_id TEXT NOT NULL, category TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL, level_name TEXT NOT NULL, elevation REAL, parent INTEGER, source_file TEXT NOT NULL, source_layer TEXT NOT NULL, source_entity TEXT NOT NULL, min_x REAL, min_y REAL, max_x REAL, max_y REAL, area REAL NOT NULL, length REAL NOT NULL, added INTEGER NOT NULL, gone INTEGER, why_gone TEXT);
INSERT INTO "landai_elements" VALUES(1,'d1','door','','P-01','L0','Ground',0.0,NULL,'office.dxf','LAYER','d1',2.0,-0.2,2.9,0.0,0.18,0.0,1,NULL,NULL);
CREATE TABLE landai_facts (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_name TEXT NOT NULL, quantity TEXT NOT NULL, value TEXT NOT NULL, said_by TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, added INTEGER NOT NULL, ended INTEGER);
CREATE TABLE landai_files (id INTEGER PRIMARY KEY, role TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, content BLOB, link TEXT, added INTEGER NOT NULL, ended INTEGER, same_as INTEGER);
INSERT INTO "landai_files" VALUES(1,'plan','office.dxf','b4b9aa30fd0f0335fc43ae6ceb0e11eaa9b2cad8a8d765e5e48d743d1b3cddcd',9,'a drawing',NULL,1,NULL,NULL);
INSERT INTO "landai_files" VALUES(2,'photo','p.jpg','92b2fa58028958317e408bd84ecfa70f5ee35b121991dbc232c49d166353708b',9,'a picture',NULL,2,NULL,NULL);
INSERT INTO "landai_files" VALUES(3,'sidecar','p.yaml','967fa1aa147bac0855e8d7cee4749b7f5534ed5c7b19584eb1cfe23a46067dc6',9,'lines: []',NULL,2,NULL,NULL);
CREATE TABLE landai_finding_log (id INTEGER PRIMARY KEY, change INTEGER NOT NULL, fingerprint TEXT NOT NULL, was TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL, told TEXT NOT NULL DEFAULT '[]');
CREATE TABLE landai_findings (id INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, state TEXT NOT NULL, closed_by TEXT NOT NULL, follows TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, document TEXT NOT NULL, severity INTEGER NOT NULL, verdict TEXT NOT NULL, title TEXT NOT NULL, points TEXT NOT NULL, subject TEXT NOT NULL, since INTEGER NOT NULL, added INTEGER NOT NULL, seen INTEGER NOT NULL, title_id TEXT NOT NULL DEFAULT '', title_en TEXT NOT NULL DEFAULT '');
INSERT INTO "landai_findings" VALUES(1,'abcdef0123456789','accepted','','','Budi','2027-01-31','',2,'fail','narrow','[]','[1]',2,2,2,'sempit','narrow');
CREATE TABLE landai_meta (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
INSERT INTO "landai_meta" VALUES(1,'layout','5');
INSERT INTO "landai_meta" VALUES(2,'written_by','0.1.0');
CREATE TABLE landai_notes (id INTEGER PRIMARY KEY, file TEXT NOT NULL, place TEXT NOT NULL, severity TEXT NOT NULL, told TEXT NOT NULL, count INTEGER NOT NULL, added INTEGER NOT NULL, ended INTEGER);
CREATE TABLE landai_photos (id INTEGER PRIMARY KEY, file INTEGER NOT NULL, sidecar INTEGER, subject TEXT NOT NULL, subject_name TEXT NOT NULL, note TEXT NOT NULL, added INTEGER NOT NULL, ended INTEGER, state TEXT NOT NULL DEFAULT '', told TEXT NOT NULL DEFAULT '[]');
INSERT INTO "landai_photos" VALUES(1,2,3,'[1]','P-01','',2,NULL,'','[]');
CREATE TABLE landai_readings (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, subject_name TEXT NOT NULL, quantity TEXT NOT NULL, params TEXT NOT NULL, value TEXT NOT NULL, lo REAL NOT NULL, hi REAL NOT NULL, u REAL NOT NULL, method TEXT NOT NULL, read_by TEXT NOT NULL, date TEXT NOT NULL, instrument TEXT NOT NULL, note TEXT NOT NULL, evidence TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, added INTEGER NOT NULL, ended INTEGER, parts TEXT NOT NULL DEFAULT '[]', source TEXT NOT NULL DEFAULT '', photo INTEGER);
INSERT INTO "landai_readings" VALUES(1,'[1]','P-01','door.clear_width','{}','0.892',0.892,0.892,0.002,'reading','Sari','2026-03-02','steel tape','','[]','r.csv',2,2,NULL,'[]','',NULL);
CREATE TABLE landai_settings (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
CREATE TABLE landai_unmatched (id INTEGER PRIMARY KEY, file TEXT NOT NULL, place TEXT NOT NULL, wrong TEXT NOT NULL, cells TEXT NOT NULL, why TEXT NOT NULL, subject TEXT NOT NULL, added INTEGER NOT NULL, ended INTEGER, why_ended TEXT NOT NULL);
CREATE TABLE landai_waived (id INTEGER PRIMARY KEY, waiver INTEGER NOT NULL, rule TEXT NOT NULL, subject TEXT NOT NULL, quantity TEXT NOT NULL, margin REAL NOT NULL, u REAL NOT NULL, play REAL NOT NULL, shown REAL NOT NULL, unit TEXT NOT NULL, added INTEGER NOT NULL);
INSERT INTO "landai_waived" VALUES(1,1,'some.rule','[1]','door.clear_width',-0.03,0.002,0.0,0.77,'m',2);
CREATE TABLE landai_waivers (id INTEGER PRIMARY KEY, rules TEXT NOT NULL, subject TEXT NOT NULL, subject_name TEXT NOT NULL, document TEXT NOT NULL, date TEXT NOT NULL, said_by TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, added INTEGER NOT NULL, ended INTEGER, finding TEXT NOT NULL DEFAULT '');
INSERT INTO "landai_waivers" VALUES(1,'["some.rule"]','[1]','P-01','TABG 12/2025','2025-03-01','Budi','facts.yaml',3,2,NULL,'');
CREATE TABLE landai_worksheet (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, subject TEXT NOT NULL, subject_name TEXT NOT NULL, quantity TEXT NOT NULL, unit TEXT NOT NULL, side REAL NOT NULL, added INTEGER NOT NULL, ended INTEGER);
