// SPDX-License-Identifier: GPL-3.0-or-later
// How a demand is put to one subject: what one value makes of it (outcome.cpp), a limit that is itself measured (judge_beside.cpp), and values
// of several parts or ways (judge_parts.cpp). Values that contradict each other decide only what they agree on. Private to the room.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "against.hpp"
#include "outcome.hpp"

namespace landai::standards {

using measure::Measurement;

/// Not measured, or not applicable where the measurement says so: of a demand.
[[nodiscard]] inline Outcome missing(const Measurement* m, const Demand& d) { return missing(m, d.quantity, d.limit); }
/// Of two outcomes of equal things the better one has more.
[[nodiscard]] int goodness(const Outcome& out);

class Judge {
 public:
  Judge(const RuleData& rule, const Tolerance& tolerance, const Site& site, std::span<const Element* const> subjects)
      : rule_(rule), tolerance_(tolerance), site_(site), subjects_(subjects) {}

  Outcome operator()(const Demand& d) const;

 private:
  [[nodiscard]] const Element* subject() const { return subjects_.empty() ? nullptr : subjects_.front(); }
  [[nodiscard]] const std::string& id() const { return subject() ? subject()->id : site_.building(); }
  Outcome leaf(const Demand& d) const;
  Outcome of_children(const Demand& d) const;
  static std::optional<Measurement> as_one(const Demand& d, const std::vector<const Measurement*>& of);
  Outcome as_one_value(const Demand& d, const std::vector<const Measurement*>& found) const;
  Outcome pair(const Demand& d) const;
  std::optional<Outcome> best_of(const Demand& d, const std::vector<const Measurement*>& ways) const;
  Outcome together(const Demand& d) const;
  Outcome with_value(const Demand& d, const Measurement& m) const;
  Outcome decided(const Demand& d, const Measurement& m) const;
  Outcome there_is_none(const Demand& d, const Measurement& m) const;
  Outcome one_value(const Demand& d, const Measurement& m) const;
  Outcome by_table(const Demand& d, const Measurement& m) const;
  Outcome beside_total(const Demand& d, const Measurement& m, const Measurement& counted) const;
  static Outcome open_by(Outcome out, const std::string& quantity, const std::string& subject, const std::string& measurement);
  static Outcome contested(Outcome out, const Measurement& of, const Measurement& other);
  Outcome relative(const Demand& d, const Measurement& m) const;
  Outcome beside_other(const Demand& d, const Measurement& m, const Measurement& other) const;
  static Outcome of_several(const Demand& d, const Demand& part, Outcome out);
  Outcome combined(const Demand& d) const;
  [[nodiscard]] Demanded demanded(const Demand& d, const Outcome& out) const;
  [[nodiscard]] std::shared_ptr<const Demanded> every(Demanded::Op op, const std::vector<const Demand*>& of, const std::vector<Outcome>& parts) const;
  static Outcome merged(const Demand& d, Demand::Op op, const std::vector<Outcome>& parts);
  Outcome cases(const Demand& d) const;
  Outcome one_of(const Demand& d, const std::vector<const Demand*>& open, const std::vector<Unknown>& unknown) const;

  const RuleData& rule_;
  const Tolerance& tolerance_;
  const Site& site_;
  std::span<const Element* const> subjects_;
};

}  // namespace landai::standards
