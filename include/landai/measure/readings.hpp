// SPDX-License-Identifier: GPL-3.0-or-later
// What was read, photographed or attested on the building itself.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/plan/plan.hpp"

namespace landai::measure {

/// One value that somebody has from the building. SI; bounds equal the value unless a range was given.
struct Reading {
  std::vector<std::string> subject;   ///< element ids, one or two (a way from, to); or "building"
  std::string quantity;               ///< catalogue id
  Params params;
  Value value;                        ///< of a range "70..75 cm" its middle
  double lo = 0, hi = 0;              ///< of a number
  double u = 0;                       ///< standard uncertainty, same unit
  Method method = Method::reading;    ///< reading, photo or attested
  std::string by, date, instrument, note;
  std::vector<std::string> evidence;  ///< files, as named in the readings file
  int line = 0;
  std::string file = {};              ///< where it stands, when not all readings are of one file
};

/// One statement about an indicator of a form. Whether the form and the state exist is not this room's business.
struct Attestation {
  std::string indicator;              ///< "p2ham18.imi.a10"
  std::string state;                  ///< as written, trimmed
  std::string by, date, note;
  std::vector<std::string> evidence;  ///< files, as named in the readings file
  int line = 0;
};

struct Readings {
  std::string file;
  std::vector<Reading> readings;          ///< in the order of the file
  std::vector<Attestation> attestations;
};

/// Reads a readings file: CSV (comma, semicolon or tab; UTF-8, with or without a byte order mark; fields may be quoted), or YAML when the
/// name ends in .yaml or .yml: `readings: [{subject: …, quantity: …, value: …}]`. At most 8 MB and 100,000 rows.
///
/// Columns in any order: subject, quantity, value; and if wanted unit, u, method, by, date, instrument, evidence, note. Empty lines and
/// lines that begin with # are skipped.
///   subject   element id; an element's name when only one element that the quantity can be asked of has it; "building"; for a way
///             "entrance > place" or "outside > entrance"; or the id of an indicator, with quantity `state` or none: an attestation.
///   quantity  catalogue id, parameters in brackets: facility.count(category=lift)
///   value     a number with its unit here or in `unit` ("72 cm", "4,5 kg", "1:12", "5°"), a range "70..75 cm", a truth, a word, or words
///             separated by commas. A length, angle or other number with a unit never goes without it.
///   u         standard uncertainty; without a unit it has the value's.
///   method    reading, photo or attested; when empty the first of these that the quantity allows.
///   evidence  files, separated by ; or |
///
/// Error (input) with file and "line N, column C" for what is not understood: an unknown column, element, quantity or word (with the nearest
/// known one), a quantity that does not fit the element or that cannot be had this way, a wrong or missing unit, a negative number, the
/// same row twice. Error (limit) for a file that is too large. Values are not compared with the plan here: see `disagreements`.
[[nodiscard]] Result<Readings> load_readings(const std::filesystem::path& file, const Plan& plan);

/// What was read or photographed is not what is drawn: the building differs from its plan (docs/design.md, "Which value counts").
struct Disagreement {
  const Measurement* as_built = nullptr;   ///< the reading or photo that counts
  const Measurement* drawn = nullptr;      ///< the value of the plan
  double difference = 0;                   ///< as built less drawn, SI; 0 for truths and words
};
/// Of each subject, quantity and parameters that was both read or photographed and drawn: those whose bounds lie farther apart than twice
/// the combined standard uncertainty, and truths and words that are not the same. In the order of the readings. Pointers into the set.
[[nodiscard]] std::vector<Disagreement> disagreements(const MeasurementSet& measurements);

}  // namespace landai::measure
