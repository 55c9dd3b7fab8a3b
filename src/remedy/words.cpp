// SPDX-License-Identifier: GPL-3.0-or-later
#include "words.hpp"

#include <cmath>
#include <utility>

namespace landai::remedy {
namespace {

double millimetres(double metres) { return std::round(std::abs(metres) * 1000); }

/// "12.5 mm", "3.2°": rounded up, so that who gains it is done.
Message&& with_missing(Message&& text, double missing, const std::string& unit) {
  if (unit == "m") return std::move(text).with("missing", std::ceil(missing * 10'000 - 1e-6) / 10, "mm");
  return std::move(text).with("missing", missing, unit);
}

Message shift_words(const Shift& shift) {
  const double x = millimetres(shift.by_m.x), y = millimetres(shift.by_m.y);
  std::string way;
  if (x > 0) way = shift.by_m.x > 0 ? "right" : "left";
  if (y > 0) way += std::string(way.empty() ? "" : "_") + (shift.by_m.y > 0 ? "up" : "down");
  return message("remedy.move." + way).with("element", shift.element).with("dx", x, "").with("dy", y, "")
      .with("length", std::ceil(shift.length_m * 1000 - 1e-6), "");
}

}  // namespace

const char* to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::shift: return "shift";
    case Outcome::none_movable: return "none_movable";
    case Outcome::none_frees: return "none_frees";
    case Outcome::no_place: return "no_place";
    case Outcome::cut_off: return "cut_off";
  }
  return "";
}

Message words_of(const Proposal& proposal, const std::string& thing, std::size_t tried) {
  if (proposal.shift) return shift_words(*proposal.shift);
  Message text = message(std::string("remedy.") + to_string(proposal.outcome) + (proposal.missing ? ".by" : ""));
  std::move(text).with("element", thing).with("count", std::to_string(tried));
  if (proposal.missing) with_missing(std::move(text), *proposal.missing, proposal.unit);
  return text;
}

}  // namespace landai::remedy
