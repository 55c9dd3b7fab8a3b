// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "landai/core/geometry.hpp"

namespace landai::report {

/// Writes JSON straight into a string: keys in the order of the calls, numbers rounded to 1e-6, texts as valid UTF-8.
/// A tree in memory would cost several times the document (large plans give tens of thousands of values).
class JsonWriter {
 public:
  JsonWriter& object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& number(double value);
  JsonWriter& integer(long long value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& point(PlanPoint p);

  // A key and its value in one call.
  JsonWriter& text(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonWriter& number(std::string_view name, double value) { return key(name).number(value); }
  JsonWriter& boolean(std::string_view name, bool value) { return key(name).boolean(value); }
  JsonWriter& null(std::string_view name) { return key(name).null(); }
  /// The text, or null when it is empty.
  JsonWriter& text_or_null(std::string_view name, std::string_view value);
  template <class List>
  JsonWriter& texts(std::string_view name, const List& list) {
    key(name).array();
    for (const auto& value : list) text(value);
    return end_array();
  }
  /// Starts a new line, so that people can read and compare documents; only between elements of long lists.
  JsonWriter& line() { new_line_ = true; return *this; }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void quote(std::string_view value);

  std::string out_;
  bool first_ = true;      ///< nothing stands yet in the innermost list or object
  bool after_key_ = false;
  bool new_line_ = false;
};

}  // namespace landai::report
