// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn, computed, photographed and read of one quantity of one thing, side by side.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/measure/measurement.hpp"

namespace landai::measure {

/// Whether two values of one quantity lie farther apart than their bounds and twice their combined standard uncertainty tell; truths and words when
/// they are not the same. False when one of them is not measured or they are of different kinds.
[[nodiscard]] bool contradict(const Measurement& a, const Measurement& b);

/// Why one value counts and not another (docs/design.md, "Which value counts").
enum class Precedence {
  only,         ///< there is no other
  as_built,     ///< seen on the building: beats what is stated or drawn, whatever its uncertainty
  stated,       ///< stated: beats what is drawn
  smallest_u,   ///< of equals the one with the smallest uncertainty
  first,        ///< of equals that are as uncertain the one of the later day, then the smaller; of drawn ones the first
};

/// All values of one question.
struct Reconciliation {
  std::vector<std::string> subject;
  std::string quantity;
  Params params;
  std::vector<const Measurement*> values;   ///< the one that counts first, then in the order in which they would count
  Precedence why = Precedence::only;
  bool built_differently = false;           ///< what was read or photographed contradicts what is drawn, or what follows in part from the plan
  double difference = 0;                    ///< as built less drawn, SI; 0 for truths, words and when one is missing
  std::vector<const Measurement*> contradicting;   ///< values that contradict the one that counts (below)
};

/// Of each question with a value from the building, or with a statement that the plan or another statement contradicts, in the order of the
/// measurements. Pointers into the set.
[[nodiscard]] std::vector<Reconciliation> reconciliations(const MeasurementSet& measurements);

/// Other values that contradict this one, of the same subject, quantity and parameters: no uncertainty explains both, so the smaller one
/// does not settle which is true. Of a reading or photo: other as-built values, and what follows from readings of other quantities alone. Of a
/// statement: the other statements, nobody's comes first, and what the plan shows. A drawn count contradicts a stated one that is smaller, and a
/// larger one only where somebody states that the plan shows the whole building: else it need not show all there is. Empty for any other measurement.
[[nodiscard]] std::vector<const Measurement*> contradicting(const MeasurementSet& measurements, const Measurement& said);

/// Says in the evidence's note, which it replaces, that readings of a quantity that the value was worked out from contradict each other, and lie
/// between `least` and `greatest` metres.
void follows_from_disputed(Measurement& m, std::string_view quantity, double least, double greatest);
/// Whether it was worked out of readings of other quantities, the rest as drawn (rise over run), or is the most that they allow: it is neither
/// drawn nor a reading of its own.
[[nodiscard]] bool follows_from_readings(const Measurement& m);
/// Says in the note of such a value that this quantity, which it was worked out from, was not read: it is as drawn or as stated.
void as_drawn(Measurement& m, std::string_view quantity);
/// Whether it is such a value: worked out in part from readings, in part from the plan or a statement. It contradicts no reading of the quantity
/// itself.
[[nodiscard]] bool partly_drawn(const Measurement& m);
/// The quantity whose readings contradict each other (`follows_from_disputed`); nothing for any other measurement.
[[nodiscard]] std::optional<std::string> disputed_input(const Measurement& m);

/// Whether it is a count or a share over the building as drawn, while nobody stated whether the plan shows the whole (building.coverage): there
/// may be more than it says.
[[nodiscard]] bool taken_for_whole(const Measurement& m);
/// Says so in the evidence's note, which it replaces.
void take_for_whole(Measurement& m);

/// Who read a value, when and with what. Empty where nobody told, and for what was not read.
struct ReadingSource {
  std::string by, date, instrument, line;
};
[[nodiscard]] ReadingSource reading_source(const Measurement& measurement);

}  // namespace landai::measure
