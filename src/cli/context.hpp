// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "landai/core/diagnostic.hpp"
#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"

namespace landai::cli {

/// Exit codes of docs/design.md.
inline constexpr int kFine = 0;
inline constexpr int kFailures = 1;
inline constexpr int kUsage = 2;
inline constexpr int kInput = 3;
inline constexpr int kPack = 4;

/// What every verb needs.
struct Context {
  std::filesystem::path data_dir;
  Texts texts;
  bool colour = false;  ///< standard output is a terminal and NO_COLOR is not set
};

[[nodiscard]] int exit_code(ErrorCode code);
/// "landai: FILE: WHERE: sentence" and the advice, on standard error; returns the exit code.
int complain(const Context& context, const Error& error);
/// The same of what is doubtful and stops nothing.
void tell(const Context& context, const Diagnostic& told);
/// Writes to standard output; an Error when nobody can take it (a full disk, a closed pipe).
[[nodiscard]] Status print(const std::string& text);
/// Texts that came from files, made safe for a terminal: control characters are shown, not obeyed.
[[nodiscard]] std::string visible(const std::string& text);

}  // namespace landai::cli
