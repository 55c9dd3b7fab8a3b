// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "landai/core/message.hpp"

namespace landai {

enum class DiagnosticSeverity { info, warning, error };

/// The input was odd but usable; work went on. Shown in every report ("how the file was understood").
struct Diagnostic {
  DiagnosticSeverity severity = DiagnosticSeverity::warning;
  std::string file;   ///< as the user named it; may be empty
  std::string where;  ///< "layer A-DOOR", "#345", "block PINTU-90"; may be empty
  Message message;
  Message advice;     ///< key may be empty
  int count = 1;      ///< how many things of the file it speaks of
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace landai
