// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"
#include "landai/photo/measured.hpp"

namespace landai::photo {

/// "0.8512 m ± 0.0064 m" as people read it: millimetres, U rounded to two figures: "851.2 ± 6.4 mm". An uneven interval is written as such.
/// A slope in per cent, then in degrees and as a ratio.
[[nodiscard]] std::string value_text(const Measured& measured, const Texts& texts);

/// The photo with lines, markers, value and assumptions drawn in: JPEG, or PNG when `png`. At most `long_side` px long unless `full_size`.
/// The picture carries no metadata, so neither place nor time of the original. Error (output) when it cannot be encoded.
struct AnnotateOptions {
  bool png = false;
  bool full_size = false;
  int long_side = 2400;
};
[[nodiscard]] Result<std::string> annotate(const Photo& photo, const Answer& answer, const Texts& texts, const AnnotateOptions& options = {});

}  // namespace landai::photo
