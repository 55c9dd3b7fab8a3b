// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/measure/readings.hpp"
#include "landai/plan/plan.hpp"

namespace landai::measure {

/// One statement of a planner or assessor: quantity `quantity` of element `subject` is `value`.
struct Fact {
  std::string subject;   ///< element id, or "building"
  std::string quantity;  ///< a catalogue row with fact = true
  Value value;
  std::string by;        ///< who says so; may be empty
  int line = 0;
};

/// A name that several elements have.
struct SharedName {
  std::string name;
  std::vector<std::string> ids;   ///< in plan order
  int line = 0;
};

/// The number that a check was decided by when leave was given for it. SI units unless said otherwise.
struct WaivedValue {
  std::string rule;
  std::vector<std::string> subject;   ///< of the check
  std::string quantity;               ///< what the number is of
  double margin = 0;                  ///< to the limit, negative when failed
  double u = 0;                       ///< standard uncertainty
  double play = 0;                    ///< width of hard bounds and tolerance of the drawing
  double shown = 0;                   ///< the number as it is told, in `unit`
  std::string unit;                   ///< "m", "slope", "%" …: as in a message
};

/// Leave to depart from rules, with the document that gives it (Permen PUPR 14/2017 Annex I B: expert opinion and approval of the local
/// government). It changes the duty of checks, never a verdict.
struct Waiver {
  std::vector<std::string> rules;     ///< rule ids
  std::vector<std::string> elements;  ///< element ids or "building"; empty: wherever the rules are asked
  std::string document;               ///< what gives leave
  std::string date, by;
  int line = 0;
  std::vector<SharedName> shared = {};  ///< named in `elements` too; which element is meant depends on the rules (standards::check_waivers)
  std::string key = {};                 ///< what a project calls it; empty in a file
  std::vector<WaivedValue> given_for = {};  ///< what it was given for, as far as a project knows: it covers nothing that is worse
};

struct Facts {
  std::string file;
  std::vector<Fact> facts;
  std::vector<Waiver> waivers;
  Readings readings = {};   ///< what was read on the building; measured with the plan, and before it where it was seen
};

/// Reads a facts file (data/schema/facts.schema.json):
///   building: {status: existing, function: public_service, storeys: 1}
///   elements:
///     <element>: {use: lactation, access: public}          # short names: the part of the quantity after the dot
///     <element>: {is_door: false}
///   waivers:
///     - {rules: [pupr14.l2.ramp.slope.in], elements: [ramp-1], document: "TABG 12/2025", date: 2025-03-01, by: "…"}
/// An element is named by its id, its name ("R-4 RAM SAMPING") or the first word of one ("R-4"). A name of several elements stands for
/// the one that has such facts; where that is none or several, it is an error that lists their ids. An id of an earlier plan (`former`) is that of the
/// element that had it; where an id means one element now and meant another, it is an error that names both.
/// Lengths carry a unit ("72 cm") or are metres. Error (input) names file and line for an unknown id of the plan, an unknown
/// quantity, one that is no fact, one that does not fit the element, or a value of the wrong kind.
[[nodiscard]] Result<Facts> load_facts(const std::filesystem::path& file, const Plan& plan, const FormerIds& former = {});

/// The facts file that says what landai took for granted, for `landai inspect --facts`: every space with its use and access and
/// where that came from (as a comment), every door with its role, entrances, the building. Loading it back changes no value.
/// With texts the comments are in their language.
[[nodiscard]] std::string write_facts(const Plan& plan, const MeasurementSet& measurements, const Texts* texts = nullptr);

}  // namespace landai::measure
