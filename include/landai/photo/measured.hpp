// SPDX-License-Identifier: GPL-3.0-or-later
// What a photo answers: a value with its 95 % interval and where the doubt comes from, or why there is none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "landai/core/message.hpp"
#include "landai/photo/photo.hpp"

namespace landai::photo {

/// One row of the budget of uncertainty.
struct Share {
  std::string source;  ///< text key, as `photo.source.focal_length`
  double u = 0;        ///< contribution to the standard uncertainty, in the value's unit
  double share = 0;    ///< of the sum of the squares, 0 to 1
};

/// A value from a photo. SI: "m", or "1" for a slope (rise over run).
struct Measured {
  double value = 0;
  double lo = 0, hi = 0;            ///< 95 % interval; it need not lie evenly about the value
  double u = 0;                     ///< standard uncertainty
  std::string unit = "m";
  std::vector<Share> budget;        ///< largest first
  bool budget_by_draws = false;     ///< the first order formula differs from the Monte Carlo by more than 15 %: not shown
  std::vector<double> percentiles;  ///< of the Monte Carlo at 0, 1, … 100 %, for a verdict on a skewed result
  int draws = 0;

  [[nodiscard]] double half_width() const { return (hi - lo) / 2; }
};

/// What is drawn into the photo, in its pixels.
struct DrawnLine {
  PixelPoint a, b;
  enum class Kind { target, measured, reference } kind = Kind::target;
};
struct DrawnOutline {
  std::vector<PixelPoint> corners;
  std::string label;  ///< "7": number of a marker
};
struct Drawing {
  std::vector<DrawnLine> lines;
  std::vector<DrawnOutline> outlines;
};

/// The answer to one question put to one photo. A photo without any known length never yields a length: it is refused.
struct Answer {
  std::optional<Measured> measured;   ///< empty: refused
  Message refused;                    ///< why; empty when measured
  Message advice;                     ///< what to do about it
  std::vector<Message> assumptions;   ///< what was taken to be so: same plane, offset, source of the focal length
  std::vector<Message> warnings;      ///< what widened the interval or should be looked at
  Drawing drawing;
};

/// A refusal with its reason and what to do.
[[nodiscard]] inline Answer refuse(Message why, Message advice) {
  Answer answer;
  answer.refused = std::move(why);
  answer.advice = std::move(advice);
  return answer;
}

/// The same, with what was drawn and told so far.
[[nodiscard]] inline Answer refused_as(Answer answer, Message why, Message advice) {
  answer.refused = std::move(why);
  answer.advice = std::move(advice);
  return answer;
}

}  // namespace landai::photo
