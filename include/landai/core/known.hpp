// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace landai {

/// How a value came to be known. `drawn`: read off lines of a drawing. `attribute`: written in the file as a number.
/// `geometry`: computed from bodies or polygons. `photo`, `reading`, `attested`, `fact`: see docs/design.md.
enum class Method { drawn, attribute, geometry, photo, reading, attested, fact };

/// A number that an importer knows, with hard bounds and where it came from. SI.
struct Known {
  double value = 0;
  double lo = 0;     ///< hard lower bound; lo == value == hi when exact
  double hi = 0;
  Method method = Method::geometry;
  std::string from;  ///< for people and for tests: "OverallWidth", "arc of block PINTU-90", "level marks +0.00, +0.45"

  [[nodiscard]] static Known exact(double v, Method m, std::string from) {
    return Known{v, v, v, m, std::move(from)};
  }
};

[[nodiscard]] const char* to_string(Method method);

}  // namespace landai
