// SPDX-License-Identifier: GPL-3.0-or-later
#include "json_writer.hpp"

#include <algorithm>

#include "text.hpp"

namespace landai::report {

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) out_ += ',';
  if (new_line_) out_ += '\n';
  first_ = false;
  new_line_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  if (new_line_) out_ += '\n';
  new_line_ = false;
  out_ += bracket;
  first_ = false;
  return *this;
}

void JsonWriter::quote(std::string_view value) {
  // Nearly all texts are plain ASCII; only the others pay for being looked at letter by letter.
  const bool plain = std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; });
  out_ += '"';
  if (plain) {
    out_ += value;
  } else {
    out_ += json_text(value);
  }
  out_ += '"';
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  out_ += ':';
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  separate();
  quote(value);
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  separate();
  append_number(out_, value);
  return *this;
}

JsonWriter& JsonWriter::integer(long long value) {
  separate();
  out_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  separate();
  out_ += "null";
  return *this;
}

JsonWriter& JsonWriter::point(PlanPoint p) {
  separate();
  out_ += '[';
  append_number(out_, p.x);
  out_ += ',';
  append_number(out_, p.y);
  out_ += ']';
  return *this;
}

JsonWriter& JsonWriter::text_or_null(std::string_view name, std::string_view value) {
  return value.empty() ? null(name) : text(name, value);
}

}  // namespace landai::report
