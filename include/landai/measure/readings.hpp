// SPDX-License-Identifier: GPL-3.0-or-later
// What was read, photographed or attested on the building itself.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "landai/core/diagnostic.hpp"
#include "landai/core/error.hpp"
#include "landai/measure/former.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/plan/plan.hpp"

namespace landai::measure {

/// One of the rows that a reading was made of.
struct ReadingPart {
  enum class Kind {
    straight,   ///< before turning the instrument by 180 degrees
    turned,     ///< after it: the reading is the mean of both
    spot,       ///< at one of several spots: the reading is the worst of them; without a spot, the same once more: the reading spans them
  } kind = Kind::spot;
  double value = 0;   ///< SI
  std::string spot;   ///< as written; may be empty
  int line = 0;
};

/// One value that somebody has from the building. SI; bounds equal the value unless a range was given.
struct Reading {
  std::vector<std::string> subject;   ///< element ids, one or two (a way from, to); or "building"
  std::string quantity;               ///< catalogue id
  Params params;
  Value value;                        ///< of a range "70..75 cm" its middle
  double lo = 0, hi = 0;              ///< of a number
  double u = 0;                       ///< standard uncertainty, same unit; of the instrument, or assumed, where none is written
  Method method = Method::reading;    ///< reading, photo or attested
  std::string by, date, instrument, note;
  std::vector<std::string> evidence;  ///< files, as named in the readings file; of an archive: paths inside it (EvidenceSource)
  int line = 0;
  std::string file = {};              ///< where it stands, when that is not Readings::file: "export.zip/form.csv", "visit.xlsx/Doors"
  std::vector<ReadingPart> parts = {};   ///< the rows it was made of, when there are several
};

/// One statement about an indicator of a form. Whether the form and the state exist is not this room's business.
struct Attestation {
  std::string indicator;              ///< "p2ham18.imi.a10"
  std::string state;                  ///< as written, trimmed
  std::string by, date, note;
  std::vector<std::string> evidence;  ///< files, as for a reading
  int line = 0;
  std::string file = {};
};

/// A row that was not taken, because it is not clear what it speaks of or what it says. Nothing is guessed, and nothing is dropped: it
/// stands in the result and in every report until it is put right.
struct UnmatchedRow {
  std::string where;                  ///< "line 12, subject", "sheet Pintu, line 3, value"
  std::string column;                 ///< the column that is not understood
  std::vector<std::pair<std::string, std::string>> cells;  ///< column and text, of the cells that are not empty; texts as written
  Message why;
  std::vector<std::string> near;      ///< ids of the elements that may be meant, nearest first
  std::string file = {};              ///< that it stands in, when that is not Readings::file
};

/// A photo or document that the file names, and what it shows as far as the row says so.
struct EvidenceFile {
  std::string name;                   ///< as in Reading::evidence; EvidenceSource reads it
  std::vector<std::string> subject;   ///< element ids, "building", or the id of an indicator; empty when its row was not taken
  std::string quantity;               ///< may be empty: a photo of the element
  bool inside = false;                ///< lies in the archive; else beside the readings file, if at all
  std::string by = {}, date = {};     ///< of its row
};

struct Readings {
  std::string file;
  std::vector<Reading> readings;          ///< in the order of the file
  std::vector<Attestation> attestations;
  std::vector<UnmatchedRow> unmatched = {};
  std::vector<EvidenceFile> evidence = {};     ///< of all rows, also of those that only bring a photo
  Diagnostics diagnostics = {};                ///< how the file was understood
  std::vector<std::size_t> settled = {};       ///< which of ReadingOptions::earlier this file puts right
};

/// What a number on a worksheet stands for.
struct WorksheetRow {
  std::string subject;    ///< as in the column subject
  std::string quantity;   ///< as in the column quantity; empty for the number of an element
  std::string unit;       ///< of the cell to fill; may be empty
  std::vector<std::string> several = {};   ///< of a common row the ids of its elements; subject is empty then
};
/// What a worksheet calls the elements of its plan.
struct WorksheetNames {
  std::map<std::string, WorksheetRow> numbers;   ///< "12", or "12b" for the second question there; "A5" for a common row
  std::map<int, std::string> tags;               ///< AprilTag 36h11 id to element id; empty for the spare one
  std::map<std::string, std::string> doubtful = {};   ///< numbers that stand for different things on different worksheets, and for which:
                                                      ///< a row that names one is not taken
  std::vector<std::string> plans = {};                ///< SHA-256 of the files of the plan it was made of, as far as told
};

/// Reads the worksheet.json that `landai worksheet` writes beside its PDF. Error (input) with file and line for another kind of file.
[[nodiscard]] Result<WorksheetNames> load_worksheet_names(const std::filesystem::path& file);
/// The same of its text; `file` is what errors call it.
[[nodiscard]] Result<WorksheetNames> worksheet_names_of(const std::string& text, const std::filesystem::path& file);

struct ReadingOptions {
  bool strict = false;      ///< the first row that is not understood is an Error
  WorksheetNames worksheet = {};
  /// A row that names one of these is of the element that has it no more. One that names an id of the plan that another element had earlier is not
  /// taken, unless its number, tag or name tells which of the two is meant.
  FormerIds former = {};
  /// Rows of a file of this name that were not taken before. One is settled when the row in its place is taken now, or reads differently,
  /// and agrees with it in every cell but the one that was not understood.
  std::vector<UnmatchedRow> earlier = {};
  /// What is wrong with what a row says of an indicator; nothing when it fits, and then its id is the indicator's own. Empty: nobody asks, and every row is taken.
  std::function<std::optional<Message>(Attestation&)> unfit = {};
};

/// Reads a readings file: CSV (comma, semicolon, tab or pipe; UTF-8, UTF-16 or Windows-1252), XLSX, ODS, a ZIP of such
/// tables with their photos (KoboToolbox, ODK Central), or YAML: `readings: [{subject: …, quantity: …, value: …}]`. The content decides
/// which. Columns, units and forms: docs/readings.md. At most 100,000 rows.
///
/// Error (input) with file and place for a table that cannot be read: no header, a broken quote, a column that is missing or twice or
/// probably misspelt; Error (limit) for a file that is too large or an archive that is a bomb; Error (pack) for broken data files.
/// A row that is not understood goes to `unmatched` with the reason, the others are taken: an unknown or doubtful element, quantity or
/// word, a wrong or missing unit, a negative number, the same row twice. Values are not compared with the plan here: see `disagreements`.
[[nodiscard]] Result<Readings> load_readings(const std::filesystem::path& file, const Plan& plan, const std::filesystem::path& data_dir,
                                             const ReadingOptions& options = {});

/// Where the evidence of a readings file lies: in the archive that it is, else in its folder. Opened once, read file by file. Copies share it.
class EvidenceSource {
 public:
  /// Error as `load_readings` for a file that cannot be opened.
  [[nodiscard]] static Result<EvidenceSource> open(const std::filesystem::path& readings_file);

  /// The bytes of a file that `Reading::evidence` names; beside a plain file also looked for in its folder media. At most 96 MB.
  /// Error (input) when there is none or its name leads out of the folder; Error (limit) when it is too large or packed too well.
  [[nodiscard]] Result<std::string> read(const std::string& name) const;
  [[nodiscard]] bool inside(const std::string& name) const;        ///< an archive holds it
  [[nodiscard]] const std::filesystem::path& folder() const;       ///< of the readings file, absolute

 private:
  struct Place;
  std::shared_ptr<const Place> place_;
};

/// What was read or photographed is not what is drawn: the building differs from its plan (docs/design.md, "Which value counts").
struct Disagreement {
  const Measurement* as_built = nullptr;   ///< the reading or photo that counts
  const Measurement* drawn = nullptr;      ///< the value of the plan, or what follows from it and other readings (measure::partly_drawn)
  double difference = 0;                   ///< as built less drawn, SI; 0 for truths and words
};
/// Of each subject, quantity and parameters that was both read or photographed and drawn: those whose bounds lie farther apart than twice
/// the combined standard uncertainty, and truths and words that are not the same. In the order of the readings. Pointers into the set.
[[nodiscard]] std::vector<Disagreement> disagreements(const MeasurementSet& measurements);

}  // namespace landai::measure
