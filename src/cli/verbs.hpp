// SPDX-License-Identifier: GPL-3.0-or-later
// One pair per verb: the options, and what runs them. Parsing opens no file; running does the work and returns the exit code.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "context.hpp"
#include "landai/store/project.hpp"

namespace landai::cli {

/// What to judge by and what to write, of a check and of a project's report.
struct ReportOptions {
  std::vector<std::string> standards;
  std::vector<std::string> indicators;
  std::vector<std::string> mobilities;  ///< who gets where is told of these
  std::vector<std::string> asked;       ///< quantities that no pack asks for
  std::string policy;  ///< how findings become states of indicators: an id or a file; empty: the default one
  std::string name;
  std::string facility_id, facility_unit, assessor;
  std::string date;   ///< "2026-11-20"
  std::string json;   ///< "-" is standard output
  std::string html;   ///< "-" is standard output
  std::string svg;    ///< folder
  std::string gpkg;
  std::string form_csv;  ///< "-" is standard output
  std::string values_csv;  ///< the same
  std::string bundle;    ///< ZIP
  bool strict = false;
  bool remedy = false;  ///< look for what would fix the failures
  bool summary = false;
  bool blur = false;           ///< faces and number plates are looked for in what is handed on
  bool keep_gps = false;       ///< photos keep where they were taken
  bool keep_metadata = false;  ///< photos keep what else their files tell
};
/// Wrong usage when an output would overwrite one of `read` or another output; looked at before any work is done.
[[nodiscard]] Status refused_outputs(const ReportOptions& options, std::vector<std::string> read);

struct CheckOptions : ReportOptions {
  std::vector<std::string> files;
  std::string profile;
  std::string unit;
  std::string facts;
  std::string readings;
  std::string worksheet;   ///< whose numbers and tags the readings use
};
/// Wrong usage when an output would overwrite an input or another output; looked at before any work is done.
/// `evidence`: files that a readings file names; nobody's photo is written over.
[[nodiscard]] Status refused_outputs(const CheckOptions& options, const std::vector<std::string>& evidence = {});
int check(const Context& context, const CheckOptions& options);

/// Who changes a project, and why.
struct AuthorOptions {
  std::string author;   ///< empty: who runs the program
  std::string reason;
};

struct ImportOptions : AuthorOptions {
  std::vector<std::string> files;
  std::string output;
  store::Settings settings;   ///< what is empty stays as it is
  bool update = false;        ///< the project has to be there
  bool other_building = false;   ///< the plan may have hardly anything in common with the one that was there
};
int import(const Context& context, const ImportOptions& options);

struct AttachOptions : AuthorOptions {
  std::string project;
  std::vector<std::string> files;
  std::vector<std::string> elements;   ///< ids or names of what photos show
  bool link = false;                   ///< photos stay where they are
  bool strict = false;                 ///< the first row that is not clear refuses the file
  std::string worksheet;               ///< data of the one that the numbers are of
  std::string bar;                     ///< measured length of the bar on the marker sheets: "98.5 mm"
};
int attach(const Context& context, const AttachOptions& options);

/// `landai report`: a project, judged anew.
struct ProjectReportOptions : ReportOptions {
  std::string project;
};
int report(const Context& context, const ProjectReportOptions& options);

struct FindingsOptions {
  std::string project;
  bool all = false;   ///< also what is closed
  std::string date;   ///< by which day what is due is late; empty: today
};
int findings(const Context& context, const FindingsOptions& options);

struct FindingOptions : AuthorOptions {
  std::string project;
  std::string finding;   ///< its fingerprint, or the beginning of it
  store::FindingSaid said;
};
int finding(const Context& context, const FindingOptions& options);

/// `landai unmatched`: rows that were not taken.
struct UnmatchedOptions : AuthorOptions {
  std::string project;
  std::vector<long long> dismissed;   ///< their numbers
};
int unmatched(const Context& context, const UnmatchedOptions& options);

/// `landai withdraw`: what is attached, and ending rows of it.
struct WithdrawOptions : AuthorOptions {
  std::string project;
  std::vector<std::string> rows;   ///< "r12"; none: they are listed
};
int withdraw(const Context& context, const WithdrawOptions& options);

struct LogOptions {
  std::string project;
};
int log(const Context& context, const LogOptions& options);

/// Writes each picture into the folder, as its key and ".svg".
[[nodiscard]] Status write_pictures(const std::map<std::string, std::string>& pictures, const std::string& folder);

/// `landai route`: one way through the building.
struct RouteOptions {
  std::vector<std::string> files;
  std::string from, to;
  std::vector<std::string> mobilities;  ///< ids, files, or "all"; none: the manual wheelchair
  std::string profile;
  std::string unit;
  std::string facts;
  std::string json;   ///< "-" is standard output
  std::string svg;    ///< folder
  bool strict = false;
};
[[nodiscard]] Status refused_outputs(const RouteOptions& options);
int route(const Context& context, const RouteOptions& options);

/// Options of `landai measure` for photos without a marker.
struct ViewOptions {
  std::string reference;                   ///< a4, letter, paper, id1, tiles …
  std::vector<std::string> corners;        ///< "x1,y1,…,x4,y4"
  std::string corners_taken;               ///< click, loupe, snap
  std::string reference_width, reference_height, reference_u;
  std::string rounding, edge;              ///< radius; visible, upper, lower
  std::string gravity, gravity_u;          ///< "x,y,z"; an angle
  std::string slope;                       ///< lying, side, reading
  std::string slope_line, level;           ///< "x1,y1,x2,y2"
  std::string obliquity, reading, reading_u;
  std::vector<std::string> upright_lines, level_lines, across_lines;
  bool detect = false;
  std::string known, known_u, known_from, known_to;
  std::string height_of, height_u, standing, height;  ///< a length; "x,y,x,y" of base and top
  bool base_hidden = false;
};

/// `landai calibrate`.
struct CalibrateOptions {
  std::vector<std::string> photos;
  std::string board = "chessboard:9x6:25mm";
  std::string camera;
  std::string output;
};
int calibrate(const Context& context, const CalibrateOptions& options);

/// `landai measure`: one photo, one length. Options say more than the sidecar file, word for word over it.
struct MeasureOptions {
  std::string photo;
  std::string sidecar;
  std::string marker_side, marker_u;  ///< "150 mm"
  std::string dictionary;
  std::vector<int> markers;           ///< ids of the reference; none: all whose side is known
  std::string from, to;               ///< "x,y", "x1,y1,x2,y2" in pixels, or "marker:4"
  std::string look;                   ///< door, counter: in place of `from` and `to`
  std::string taken;                  ///< click, loupe, snap
  std::string offset, offset_from, offset_to, offset_u;
  std::string focal, focal_u;
  bool square_pixels = false;
  std::string surface;                ///< wall, floor
  std::string camera;                 ///< name of a calibration
  ViewOptions view;
  std::string json;                   ///< "-" is standard output
  std::string picture;
  bool blur = false;                  ///< faces and number plates in `picture`
};
[[nodiscard]] Status refused_outputs(const MeasureOptions& options);
int measure(const Context& context, const MeasureOptions& options);

/// `landai worksheet`: what to measure on site.
struct WorksheetOptions : AuthorOptions {
  std::vector<std::string> files;
  std::vector<std::string> standards;
  std::vector<std::string> indicators;
  std::string profile;
  std::string unit;
  std::string facts;
  std::string readings;
  std::string name;
  std::string assessor;
  std::string date;    ///< "2026-11-20"
  std::string output;  ///< PDF
  std::string data;    ///< JSON; empty: beside the PDF
  std::string xlsform; ///< .xlsx for KoboToolbox and ODK
  std::string earlier; ///< data of a worksheet whose markers hang already
  bool all_markers = false;   ///< also for what is asked of several things together
};
[[nodiscard]] Status refused_outputs(const WorksheetOptions& options);
int worksheet(const Context& context, const WorksheetOptions& options);

struct InspectOptions {
  std::string file;
  std::string profile;
  std::string unit;
  bool facts = false;
  bool formats = false;
  bool quantities = false;
};
int inspect(const Context& context, const InspectOptions& options);

/// `landai standards …` and `landai indicators …`.
struct PackOptions {
  std::string action;              ///< "list", "show", "check"
  std::vector<std::string> names;  ///< ids, rule ids or files
};
/// `landai standards diff`, `compare` and `coverage`.
struct CompareOptions {
  std::string action;              ///< "diff", "compare", "coverage"
  std::string a, b;                ///< of diff: two packs, ids or files
  std::vector<std::string> files;  ///< of one building
  std::vector<std::string> packs;  ///< of compare and coverage; none: all of ours
  std::string profile;
  std::string unit;
  std::string facts;
  std::string readings, worksheet;
  std::string date;       ///< YYYY-MM-DD: what is dated later does not hold yet; none: today
  std::string json;       ///< of diff; "-" is standard output
  std::string csv;        ///< of compare; "-" is standard output
  bool markdown = false;  ///< of coverage
};
[[nodiscard]] Status refused_outputs(const CompareOptions& options);
int compare(const Context& context, const CompareOptions& options);
int standards(const Context& context, const PackOptions& options);
int indicators(const Context& context, const PackOptions& options);

}  // namespace landai::cli
