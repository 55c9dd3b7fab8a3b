// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "landai/core/geometry.hpp"
#include "landai/core/known.hpp"
#include "landai/core/message.hpp"

namespace landai::measure {

/// Parameters of a quantity, SI numbers or words: {"a": 1.525, "b": 2.275}, {"category": "space", "use": "lactation"}.
/// Ordered, so equal parameters compare equal.
using Param = std::variant<double, std::string>;
using Params = std::map<std::string, Param>;

/// A number (SI), a truth, a word, or a list of words.
using Value = std::variant<double, bool, std::string, std::vector<std::string>>;

/// A point pair, path or area on a level that shows where a value comes from.
struct Evidence {
  std::string level;
  std::vector<PlanSegment> witness;  ///< drawn as dimension lines
  Polyline path;
  MultiPolygon areas;                ///< a placement, a swept sector
  Message note;                      ///< "OverallWidth 0.900 m less leaf 0.040 m"; may be empty
  std::string from;                  ///< Known::from, for tests and experts
};

/// One value of one quantity on one subject; or the statement that it could not be measured, and why.
struct Measurement {
  std::string id;                    ///< "m1", "m2", … in output order; given by MeasurementSet
  std::vector<std::string> subject;  ///< element ids: one, or two for a pair (route from, to)
  std::string quantity;              ///< catalogue id
  Params params;
  std::optional<Value> value;        ///< empty: not measured
  double lo = 0, hi = 0;             ///< hard bounds of a number; equal to the value when exact
  double u = 0;                      ///< standard uncertainty, same unit
  std::string unit;                  ///< "m", "m2", "rad", "1" …; "" for truths and words
  Method method = Method::geometry;
  Evidence evidence;
  Message missing;                   ///< when not measured: why, and what would settle it
  bool applies = true;               ///< false: measured that the question does not arise here (no stair near the door);
                                     ///< `value` is empty and `missing` says why. A check of it is "not applicable".

  [[nodiscard]] std::optional<double> number() const {
    if (value && std::holds_alternative<double>(*value)) return std::get<double>(*value);
    return std::nullopt;
  }
  [[nodiscard]] const std::string* word() const { return value ? std::get_if<std::string>(&*value) : nullptr; }
  [[nodiscard]] std::optional<bool> truth() const {
    if (value && std::holds_alternative<bool>(*value)) return std::get<bool>(*value);
    return std::nullopt;
  }
};

/// What a pack asks for.
struct Request {
  std::string quantity;
  Params params;
  auto operator<=>(const Request&) const = default;
};

/// Whether it answers a question with these parameters: it was asked with them, or somebody stated or read it, which has none.
[[nodiscard]] bool answers(const Measurement& m, const Params& params);
/// Whether `a` counts rather than `b` (docs/design.md "Which value counts"): what was seen on the building, then what is stated, then
/// what is drawn, then what is not measured; of equals the smaller uncertainty, then the later day, then the smaller value.
[[nodiscard]] bool counts_before(const Measurement& a, const Measurement& b);
/// Whether `a` has the smaller uncertainty, hard bounds and `u` together.
[[nodiscard]] bool surer(const Measurement& a, const Measurement& b);

/// Whether somebody found that there is none of what a number is asked of: no glass in the leaf, so no sill of it (kThereIsNone).
[[nodiscard]] bool says_there_is_none(const Measurement& m);

/// All measurements of a run, in a fixed order.
class MeasurementSet {
 public:
  void add(Measurement m);  ///< gives it the next id; a second one of the same subject, quantity and params stays visible
  [[nodiscard]] const std::vector<Measurement>& all() const { return all_; }
  /// The one that counts for this question (docs/design.md "Which value counts": attested/as-built before drawn), or nullptr
  /// when nobody asked it.
  [[nodiscard]] const Measurement* find(const std::vector<std::string>& subject, const std::string& quantity,
                                        const Params& params = {}) const;
  [[nodiscard]] const Measurement* find(const std::string& subject, const std::string& quantity,
                                        const Params& params = {}) const;
  /// All of a quantity whose first subject is this element (a route's from, say).
  [[nodiscard]] std::vector<const Measurement*> of(const std::string& subject, const std::string& quantity) const;

 private:
  std::vector<Measurement> all_;
  std::unordered_map<std::string, std::vector<std::size_t>> index_;   ///< by subject and quantity
};

}  // namespace landai::measure
