// SPDX-License-Identifier: GPL-3.0-or-later
#include "context.hpp"

#include <cstdio>

namespace landai::cli {

int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
    case ErrorCode::output: return kUsage;
    case ErrorCode::input:
    case ErrorCode::no_unit:
    case ErrorCode::limit: return kInput;
    case ErrorCode::pack: return kPack;
  }
  return kUsage;
}

std::string visible(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F) {
      constexpr const char* kHex = "0123456789abcdef";
      out += "\\x";
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
  return out;
}

int complain(const Context& context, const Error& error) {
  std::string text = "landai: ";
  if (!error.file.empty()) text += error.file + ": ";
  if (!error.where.empty()) text += error.where + ": ";
  text += context.texts.render(error.message);
  if (!error.advice.empty()) text += "\n  " + context.texts.render(error.advice);
  std::fprintf(stderr, "%s\n", visible(text).c_str());
  return exit_code(error.code);
}

Status print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return std::nullopt;
  return Error{ErrorCode::output, message("cli.stdout_failed"), "", "", {}};
}

}  // namespace landai::cli
