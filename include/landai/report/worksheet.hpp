// SPDX-License-Identifier: GPL-3.0-or-later
// What an assessor takes along: the questions that only the building can answer, where they are asked, and how.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"
#include "landai/report/report.hpp"

namespace landai::report {

/// How a quantity is had on site: one entry of data/worksheet/how.yaml.
struct HowTo {
  BilingualText where;                   ///< in a few words, for the row of the table: between which faces, at which height
  BilingualText how;                     ///< in one to three sentences
  std::vector<std::string> instruments;  ///< words of data/worksheet/how.yaml, the handiest first; empty: one looks or asks
  std::string unit;                      ///< of the cell to fill: "cm", "mm", "m", "%", "°", …; empty for counts, truths and words
  bool marker = false;                   ///< a printed marker beside it lets a photo measure it
  std::string photo;                     ///< what is looked for in a photo whose lines nobody drew: "door", "counter", "lying"; empty: nothing
};
struct HowTos {
  std::map<std::string, HowTo> quantities;           ///< by id of the catalogue
  std::map<std::string, BilingualText> instruments;  ///< titles
};
/// Reads data/worksheet/how.yaml. Error (pack) with the line for what breaks data/schema/how.schema.json, for a quantity that the
/// catalogue does not have or that no reading, photo or attestation can give, and for one of these that has no entry.
[[nodiscard]] Result<HowTos> load_how(const std::filesystem::path& data_dir);

/// An answer to another question that makes one arise.
struct After {
  std::string question;              ///< as a readings file writes it: "door.is_glass"
  std::string subject;
  std::string quantity;
  std::vector<std::string> answers;  ///< "yes", "no", or words
  std::string key;                   ///< of the row that asks it
  bool operator==(const After&) const = default;
};

/// One thing to find out: a quantity of one subject, or the same quantity of several that are alike.
struct Ask {
  std::string key;                                 ///< 8 hex digits of quantity and subjects: the same in every run on the plan
  std::string label;                               ///< on paper: "12b" is the second question at stop 12, "0a" one of the building, "A3" one
                                                   ///< of several things on the first level
  std::vector<std::vector<std::string>> subjects;  ///< each one element id, two (a way from, to), or "building"
  std::string quantity;
  measure::Params params;
  std::vector<const standards::Check*> checks;     ///< that wait for it
  int severity = 3;                                ///< of the gravest of them
  bool undecided = false;                          ///< the plan gives a value that does not decide
  std::vector<After> after;                        ///< it arises only with one of these; empty: it stands by itself
  std::optional<double> u_max;                     ///< SI: how good it has to be to decide them all, as far as that is known
};

/// A thing that one stands before, with what is asked of it.
struct Stop {
  int number = 0;            ///< on the map; 0: the building as a whole, ways, and rows of several stops
  std::string element;       ///< id; "building"; empty for several
  std::vector<Ask> asks;     ///< what is required first
  std::optional<int> tag;    ///< of the marker that is printed for it
};

/// A room, or what lies outside, in the order in which one walks.
struct StopGroup {
  std::string level;         ///< id; empty: the whole building
  std::string space;         ///< id, "outside", or empty: elsewhere on the level
  std::vector<Stop> stops;
};

/// Whose a marker is. The tag belongs to the element in every worksheet of the plan.
struct TagPlace {
  bool printed = true;       ///< a sheet with it is among the pages
  int tag = 0;
  std::string element;       ///< empty: the spare one, which goes to the other side of an opening and names nothing
  double side = 0.15;        ///< of the black square, metres
};

struct Worksheet {
  std::vector<StopGroup> groups;
  std::vector<Ask> for_author;  ///< what a visit does not tell: it goes into the facts file
  std::vector<TagPlace> tags;   ///< ascending; also of what is not asked any more: its sheet may still hang there
  int rows = 0;                 ///< asks in groups
  int gathered = 0;             ///< single questions that became rows of several elements
  int without_tag = 0;          ///< elements that would need a marker when all of the dictionary's are taken
  int settled_by_nothing = 0;   ///< undecided because of the rule's text: no measurement helps
};

struct WorksheetOptions {
  std::size_t most_rows = 120;  ///< above this, alike questions about alike elements become one row, the least grave first
  bool all_markers = false;         ///< markers also for what is asked in common rows
  std::map<std::string, int> tags;  ///< of an earlier worksheet, by element id: they stay
};

/// The questions of the checks that are not measured or undecided and count. Walking order: level, then rooms as one comes through
/// them from outside, then name. Markers are numbered over everything of the plan that could have one, so an answered question changes
/// no tag.
[[nodiscard]] Result<Worksheet> worksheet(const Inputs& in, const Texts& texts, const HowTos& how, const WorksheetOptions& options = {});

/// Whose the tags of an earlier worksheet are, by element id: of the file that worksheet_json made. Error (input) for anything else.
[[nodiscard]] Result<std::map<std::string, int>> worksheet_tags(const std::filesystem::path& file, const std::filesystem::path& data_dir);

/// The worksheet to print, A4: how to use it, maps, table, check-list of the forms, how each quantity is measured, marker sheets.
/// Deterministic: no time but the facility's date. Error (output) when no PDF can be made.
[[nodiscard]] Result<std::string> worksheet_pdf(const Worksheet& sheet, const Inputs& in, const Texts& texts, const HowTos& how);
/// The same questions as an XLSForm workbook (.xlsx, its bytes) for KoboToolbox and ODK, in Indonesian and English; it opens in `first`. The
/// names of its questions are those of docs/readings.md. The same worksheet gives the same bytes. Error (output) when it cannot be made.
[[nodiscard]] Result<std::string> worksheet_xlsform(const Worksheet& sheet, const Inputs& in, const Texts& id, const Texts& en, const HowTos& how,
                                                    Language first);
/// Its data (data/schema/worksheet.schema.json): rows with their keys, tags with their elements and sizes. A photo with a tag finds its
/// element through it, a form's answer its row.
[[nodiscard]] std::string worksheet_json(const Worksheet& sheet, const Inputs& in, const Texts& texts, const HowTos& how);

}  // namespace landai::report
