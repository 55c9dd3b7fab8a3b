// SPDX-License-Identifier: GPL-3.0-or-later
// Small DXF drawings as text, for tests.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace landai::support {

/// Puts a drawing together. Handles count up from 100 (hex).
class DxfText {
 public:
  using Points = std::vector<std::pair<double, double>>;

  int insunits = 4;           ///< millimetres; -1: no header variable
  std::string code_page = "ANSI_1252";
  bool end_entities = true;
  bool end_file = true;
  std::string header_more;

  DxfText& layer(const std::string& name, int flags = 0, int colour = 7) {
    tables_ += "0\nLAYER\n2\n" + name + "\n70\n" + std::to_string(flags) + "\n62\n" + std::to_string(colour) + "\n";
    return *this;
  }
  DxfText& line(const std::string& l, double x0, double y0, double x1, double y1) {
    return add("LINE", l, {{10, x0}, {20, y0}, {11, x1}, {21, y1}});
  }
  DxfText& arc(const std::string& l, double x, double y, double r, double from, double to) {
    return add("ARC", l, {{10, x}, {20, y}, {40, r}, {50, from}, {51, to}});
  }
  DxfText& circle(const std::string& l, double x, double y, double r) { return add("CIRCLE", l, {{10, x}, {20, y}, {40, r}}); }
  DxfText& poly(const std::string& l, const Points& points, bool closed = true) {
    start("LWPOLYLINE", l);
    put(90, static_cast<int>(points.size()));
    put(70, closed ? 1 : 0);
    for (const auto& [x, y] : points) put(10, x), put(20, y);
    return *this;
  }
  DxfText& rect(const std::string& l, double x0, double y0, double x1, double y1) {
    return poly(l, {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
  }
  DxfText& text(const std::string& l, double x, double y, const std::string& words, double height = 100) {
    start("TEXT", l);
    put(10, x), put(20, y), put(40, height), put(1, words);
    return *this;
  }
  DxfText& insert(const std::string& l, const std::string& block, double x, double y, double turn = 0, double sx = 1, double sy = 1,
                  const std::vector<std::pair<std::string, std::string>>& attributes = {}) {
    start("INSERT", l);
    if (!attributes.empty()) put(66, 1);
    put(2, block), put(10, x), put(20, y), put(41, sx), put(42, sy), put(50, turn);
    for (const auto& [tag, value] : attributes) {
      start("ATTRIB", l);
      put(10, x), put(20, y), put(40, 10.0), put(1, value), put(2, tag), put(70, 0);
    }
    if (!attributes.empty()) start("SEQEND", l);
    return *this;
  }
  /// Any entity from its groups, given as text lines.
  DxfText& raw(const std::string& type, const std::string& l, const std::string& groups) {
    start(type, l);
    *target_ += groups;
    return *this;
  }
  /// What follows up to `end_block` goes into a block.
  DxfText& block(const std::string& name) {
    blocks_ += "0\nBLOCK\n8\n0\n2\n" + name + "\n70\n0\n10\n0\n20\n0\n";
    target_ = &blocks_;
    return *this;
  }
  DxfText& end_block() {
    blocks_ += "0\nENDBLK\n";
    target_ = &entities_;
    return *this;
  }

  [[nodiscard]] std::string str() const {
    std::string out = "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n9\n$DWGCODEPAGE\n3\n" + code_page + "\n";
    if (insunits >= 0) out += "9\n$INSUNITS\n70\n" + std::to_string(insunits) + "\n";
    out += header_more + "0\nENDSEC\n0\nSECTION\n2\nTABLES\n0\nTABLE\n2\nLAYER\n70\n9\n" + tables_ + "0\nENDTAB\n0\nENDSEC\n";
    out += "0\nSECTION\n2\nBLOCKS\n" + blocks_ + "0\nENDSEC\n0\nSECTION\n2\nENTITIES\n" + entities_;
    if (end_entities) out += "0\nENDSEC\n";
    if (end_file) out += "0\nEOF\n";
    return out;
  }

 private:
  void put(int code, double v) {
    std::ostringstream s;
    s.precision(17);
    s << code << "\n" << v << "\n";
    *target_ += s.str();
  }
  void put(int code, int v) { *target_ += std::to_string(code) + "\n" + std::to_string(v) + "\n"; }
  void put(int code, const std::string& v) { *target_ += std::to_string(code) + "\n" + v + "\n"; }
  void start(const std::string& type, const std::string& l) {
    std::ostringstream handle;
    handle << std::hex << std::uppercase << ++handle_;
    *target_ += "0\n" + type + "\n5\n" + handle.str() + "\n8\n" + l + "\n";
  }
  DxfText& add(const std::string& type, const std::string& l, std::initializer_list<std::pair<int, double>> groups) {
    start(type, l);
    for (const auto& [code, v] : groups) put(code, v);
    return *this;
  }

  int handle_ = 0xFF;
  std::string tables_, blocks_, entities_;
  std::string* target_ = &entities_;
};

/// A file that goes away with the test.
class TempFile {
 public:
  explicit TempFile(const std::string& content, const std::string& name = "drawing.dxf")
      : folder_(std::filesystem::temp_directory_path() / ("landai-test-" + std::to_string(::getpid()) + "-" + std::to_string(++serial()))) {
    std::filesystem::create_directories(folder_);
    path_ = folder_ / name;
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TempFile() {
    std::error_code ec;
    std::filesystem::remove_all(folder_, ec);
  }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  static int& serial() {
    static int n = 0;
    return n;
  }
  std::filesystem::path folder_, path_;
};

}  // namespace landai::support
