// SPDX-License-Identifier: GPL-3.0-or-later
#include "context.hpp"

#include <cstdio>
#include <string_view>

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

namespace {

/// Bytes of a letter that turns or breaks the line it stands in and is not seen itself; 0 for every other.
std::size_t unseen(std::string_view text) {
  const auto byte = [text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  if (byte(0) == 0xC2 && byte(1) == 0xAD) return 2;
  if (byte(0) == 0xD8 && byte(1) == 0x9C) return 2;
  if (byte(0) == 0xE2 && byte(1) == 0x80)
    return byte(2) == 0x8B || byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xA8 && byte(2) <= 0xAE) ? 3 : 0;
  if (byte(0) == 0xE2 && byte(1) == 0x81) return byte(2) >= 0xA0 && byte(2) <= 0xAF ? 3 : 0;
  if (byte(0) == 0xEF && byte(1) == 0xBB) return byte(2) == 0xBF ? 3 : 0;
  return 0;
}

}  // namespace

std::string visible(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (const std::size_t n = unseen(std::string_view(text).substr(i)); n > 0) {
      out += "\xEF\xBF\xBD";
      i += n - 1;
      continue;
    }
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
  if (!error.where.empty()) text += context.texts.place(error.where) + ": ";
  text += context.texts.render(error.message);
  if (!error.advice.empty()) text += "\n  " + context.texts.render(error.advice);
  std::fprintf(stderr, "%s\n", visible(text).c_str());
  return exit_code(error.code);
}

void tell(const Context& context, const Diagnostic& told) {
  complain(context, {ErrorCode::input, told.message, told.file, told.where, told.advice});
}

Status print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return std::nullopt;
  return Error{ErrorCode::output, message("cli.stdout_failed"), "", "", {}};
}

}  // namespace landai::cli
