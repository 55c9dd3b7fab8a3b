// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cctype>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "landai/core/geometry.hpp"

/// Polygons of a WKT text (POLYGON, MULTIPOLYGON, GEOMETRYCOLLECTION of them), for tests only.
namespace landai::test {

class WktReader {
 public:
  explicit WktReader(std::string text) : text_(std::move(text)) {}

  std::optional<MultiPolygon> read() {
    MultiPolygon all;
    if (!shape(all)) return std::nullopt;
    return all;
  }

 private:
  bool take(char c) {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string word() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    std::string result;
    while (at_ < text_.size() && std::isalpha(static_cast<unsigned char>(text_[at_]))) result += text_[at_++];
    return result;
  }
  bool ring(Ring& ring) {
    if (!take('(')) return false;
    do {
      char* end = nullptr;
      const double x = std::strtod(text_.c_str() + at_, &end);
      at_ = static_cast<std::size_t>(end - text_.c_str());
      const double y = std::strtod(text_.c_str() + at_, &end);
      at_ = static_cast<std::size_t>(end - text_.c_str());
      ring.push_back({x, y});
    } while (take(','));
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    return take(')') && ring.size() >= 3;
  }
  bool polygon(MultiPolygon& all) {
    Polygon polygon;
    if (!take('(')) return false;
    bool first = true;
    do {
      Ring r;
      if (!ring(r)) return false;
      if (first) {
        polygon.outer = std::move(r);
      } else {
        polygon.holes.push_back(std::move(r));
      }
      first = false;
    } while (take(','));
    all.push_back(std::move(polygon));
    return take(')');
  }
  bool shape(MultiPolygon& all) {
    const std::string kind = word();
    if (kind == "POLYGON") return polygon(all);
    if (kind != "MULTIPOLYGON" && kind != "GEOMETRYCOLLECTION") return false;
    if (!take('(')) return false;
    do {
      if (!(kind == "MULTIPOLYGON" ? polygon(all) : shape(all))) return false;
    } while (take(','));
    return take(')');
  }

  std::string text_;
  std::size_t at_ = 0;
};

/// Nothing when the file is not there or is not WKT.
inline std::optional<MultiPolygon> read_wkt(const std::string& file) {
  std::ifstream in(file);
  if (!in) return std::nullopt;
  std::stringstream text;
  text << in.rdbuf();
  return WktReader(text.str()).read();
}

}  // namespace landai::test
