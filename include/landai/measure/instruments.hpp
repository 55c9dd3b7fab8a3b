// SPDX-License-Identifier: GPL-3.0-or-later
// What people measure with on site, and how exactly (data/instruments).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"
#include "landai/measure/ranges.hpp"

namespace landai::measure {

/// One cause of uncertainty. SI; angles in rad.
struct UncertaintyPart {
  double constant = 0;
  double per_started_metre = 0;   ///< for each metre of the length, a begun one counting whole
  double relative = 0;            ///< share of the value
  double divisor = 1;             ///< 1 for a standard uncertainty, 2 for two of them, the root of 3 for largest errors
  BilingualText source, note;
  std::string verified;           ///< word of the schema: "text", "secondary", "unverified", "borrowed", "ours"
};

/// How exactly an instrument measures one kind of quantity.
struct InstrumentMeasure {
  std::vector<UncertaintyPart> parts;
  std::vector<UncertaintyPart> turned;   ///< of the mean of two readings, the second after turning by 180 degrees; may be empty
};

struct Instrument {
  std::string id;
  BilingualText title, about;
  std::vector<std::string> names;
  std::map<std::string, InstrumentMeasure> measures;   ///< by kind: "length", "slope" …
};

/// Root of the sum of the squares of the parts for this value. Lengths metres, slopes as angle in rad (`value` too), else the quantity's unit.
[[nodiscard]] double standard_uncertainty(const std::vector<UncertaintyPart>& parts, double value);

/// The instruments of data/instruments and what is known of quantities (data/readings/quantities.yaml).
class Instruments {
 public:
  /// Error (pack) for a file that does not follow its schema, a name that two instruments have, a quantity that is not in the catalogue, bounds that are none, or when
  /// a kind of quantity has no default.
  [[nodiscard]] static Result<Instruments> load(const std::filesystem::path& data_dir);

  [[nodiscard]] const std::vector<Instrument>& all() const { return all_; }   ///< in their order; the two that are not stated come last
  /// The instrument that is called so: id or name; case, dashes and underscores make no difference, and what stands in brackets or
  /// behind a comma ("steel tape, 5 m", "laser (Bosch)") is left out. Null when none is.
  [[nodiscard]] const Instrument* find(std::string_view text) const;
  /// What is used when none is stated.
  [[nodiscard]] const Instrument& unstated(bool photo) const;

  /// Kind of a quantity of the catalogue: "length", "slope", "count" …; empty for one that is no number.
  [[nodiscard]] std::string kind_of(std::string_view quantity) const;
  /// Of readings at several spots: +1 when the greatest counts, -1 the least, 0 when they are not put together.
  [[nodiscard]] int worst_of(std::string_view quantity) const;
  /// Where the values of quantities lie, and of which there may be none.
  [[nodiscard]] const Ranges& ranges() const { return ranges_; }
  /// Where its values lie; null when nothing is noted of the quantity.
  [[nodiscard]] const Plausible* plausible(std::string_view quantity) const { return ranges_.plausible(quantity); }

 private:
  std::vector<Instrument> all_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::map<std::string, std::string, std::less<>> kinds_;         ///< by quantity
  std::map<std::string, std::string, std::less<>> kinds_by_unit_;
  std::map<std::string, int, std::less<>> worst_;
  Ranges ranges_;

  friend class InstrumentReader;
};

}  // namespace landai::measure
