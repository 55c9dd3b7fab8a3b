// SPDX-License-Identifier: GPL-3.0-or-later
// The same plan as another export would write it: other ids, another order, another origin, rounded anew.
#pragma once

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace landai::test {

/// Numbers that are the same everywhere (splitmix64).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  double unit() { return static_cast<double>(next() >> 11U) / 9007199254740992.0; }
  template <class T>
  void shuffle(std::vector<T>& those) {
    for (std::size_t i = those.size(); i > 1; --i) std::swap(those[i - 1], those[below(i)]);
  }

 private:
  std::uint64_t state_;
};

struct DxfPair {
  int code = 0;
  std::string value;
};

inline bool dxf_is_point(const std::string& kind, int code) {
  const int axis = code / 10;
  if (axis != 1 && axis != 2) return false;
  const int nth = code % 10;
  if (kind == "INSERT" || kind == "LWPOLYLINE" || kind == "CIRCLE" || kind == "ARC") return nth == 0;
  return nth <= 5;
}

/// Handles renumbered, entities of the model in another order, the whole drawing moved by (dx, dy) in its units and written with two
/// decimals; `noise` moves every coordinate by up to as much more.
inline std::string dxf_reexport(const std::string& text, std::uint64_t seed, double dx, double dy, double noise) {
  Dice dice(seed);
  std::vector<DxfPair> pairs;
  std::istringstream in(text);
  for (std::string code, value; std::getline(in, code) && std::getline(in, value);) {
    if (!value.empty() && value.back() == '\r') value.pop_back();
    pairs.push_back({std::stoi(code), value});
  }
  std::map<std::string, std::string> handles;
  const auto is_handle = [](int code) { return code == 5 || code == 105 || (code >= 320 && code <= 369) || code == 1005; };
  for (const auto& p : pairs)
    if (p.code == 5 || p.code == 105) handles.emplace(p.value, std::string());
  std::vector<std::size_t> numbers(handles.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = 0x1000 + 7 * i;
  dice.shuffle(numbers);
  std::size_t nth = 0;
  for (auto& [old, fresh] : handles) {
    char buffer[20];
    std::snprintf(buffer, sizeof buffer, "%zX", numbers[nth++]);
    fresh = buffer;
  }
  // Entities of the model; what follows an insert belongs to it up to its SEQEND.
  std::vector<DxfPair> head, tail;
  std::vector<std::vector<DxfPair>> entities;
  std::string section, kind;
  bool in_insert = false;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    DxfPair p = pairs[i];
    if (p.code == 0 && p.value == "SECTION" && i + 1 < pairs.size()) section = pairs[i + 1].value;
    if (is_handle(p.code))
      if (const auto found = handles.find(p.value); found != handles.end()) p.value = found->second;
    if (section != "ENTITIES") {
      (entities.empty() ? head : tail).push_back(p);
      continue;
    }
    if (p.code == 0) kind = p.value;
    if (kind == "SECTION" || (p.code == 2 && p.value == "ENTITIES" && entities.empty())) {
      head.push_back(p);
      continue;
    }
    if (kind == "ENDSEC") {
      tail.push_back(p);
      continue;
    }
    if (dxf_is_point(kind, p.code)) {
      char buffer[40];
      std::snprintf(buffer, sizeof buffer, "%.2f", std::stod(p.value) + (p.code / 10 == 1 ? dx : dy) + noise * (2 * dice.unit() - 1));
      p.value = buffer;
    }
    if (p.code == 0 && !in_insert) entities.emplace_back();
    if (p.code == 0) in_insert = kind == "INSERT" || (in_insert && kind != "SEQEND");
    entities.back().push_back(p);
  }
  dice.shuffle(entities);
  std::string out;
  const auto write = [&out](const std::vector<DxfPair>& those) {
    for (const auto& p : those) out += std::to_string(p.code) + "\n" + p.value + "\n";
  };
  write(head);
  for (const auto& entity : entities) write(entity);
  write(tail);
  return out;
}

/// New GlobalIds; with `renumber` also other numbers and another order of the lines.
inline std::string ifc_reexport(const std::string& text, std::uint64_t seed, bool renumber) {
  constexpr const char* kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$";
  Dice dice(seed);
  std::vector<std::string> head, data, tail;
  std::istringstream in(text);
  std::string statement;
  int part = 0;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (part == 0) {
      head.push_back(line);
      if (line == "DATA;") part = 1;
    } else if (part == 1 && line != "ENDSEC;") {
      statement += line;
      if (!statement.empty() && statement.back() == ';') data.push_back(std::move(statement)), statement.clear();
    } else {
      part = 2;
      tail.push_back(line);
    }
  }
  std::map<std::string, std::string> numbers;
  const auto number_at = [](const std::string& s, std::size_t at) {
    std::size_t end = at + 1;
    while (end < s.size() && std::isdigit(static_cast<unsigned char>(s[end]))) ++end;
    return s.substr(at + 1, end - at - 1);
  };
  if (renumber) {
    std::vector<std::size_t> fresh(data.size());
    for (std::size_t i = 0; i < fresh.size(); ++i) fresh[i] = 5 + 3 * i;
    dice.shuffle(fresh);
    for (std::size_t i = 0; i < data.size(); ++i) numbers[number_at(data[i], 0)] = std::to_string(fresh[i]);
  }
  for (auto& line : data) {
    std::string out;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c == '\'') quoted = !quoted;
      if (c == '#' && !quoted && renumber) {
        const std::string old = number_at(line, i);
        const auto found = numbers.find(old);
        out += "#" + (found == numbers.end() ? old : found->second);
        i += old.size();
        continue;
      }
      out += c;
    }
    const std::size_t open = out.find("('");
    if (open != std::string::npos && open + 24 < out.size() && out[open + 24] == '\'' && out.find('(') == open) {
      const bool id = std::all_of(out.begin() + static_cast<long>(open) + 2, out.begin() + static_cast<long>(open) + 24,
                                  [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$'; });
      if (id)
        for (std::size_t k = 0; k < 22; ++k) out[open + 2 + k] = kDigits[k == 0 ? dice.below(4) : dice.below(64)];
    }
    line = std::move(out);
  }
  if (renumber) dice.shuffle(data);
  std::string out;
  for (const auto* lines : {&head, &data, &tail})
    for (const auto& line : *lines) out += line + "\n";
  return out;
}

/// The model with another placement of its site: `point` and `directions` as IFCAXIS2PLACEMENT3D takes them, `lines` what they refer to. Needs one IFCSITE
/// with a placement of its own; else empty.
inline std::string ifc_placed(std::string text, const std::string& lines, const std::string& placement_of_site) {
  const auto line_of = [&text](const std::string& begin) {
    const std::size_t at = text.find("\n" + begin);
    return at == std::string::npos ? std::string() : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
  };
  const auto reference = [](const std::string& line, int nth) {
    std::size_t at = line.find('=');
    for (int i = 0; i <= nth && at != std::string::npos; ++i) at = line.find('#', at + 1);
    return at == std::string::npos ? std::string() : line.substr(at, line.find_first_of(",)", at) - at);
  };
  const std::size_t site = text.find("IFCSITE(");
  if (site == std::string::npos) return {};
  const std::size_t begin = text.rfind('\n', site) + 1;
  const std::string placement = reference(text.substr(begin, text.find('\n', begin) - begin), 0);
  const std::string local = line_of(placement + "=");
  const std::string axis = reference(local, 0);
  const std::string old = line_of(axis + "=");
  if (old.empty()) return {};
  text.replace(text.find("\n" + old) + 1, old.size(), lines + axis + "=IFCAXIS2PLACEMENT3D(" + placement_of_site + ");");
  return text;
}

inline std::string ifc_point(double x, double y) {
  char buffer[100];
  std::snprintf(buffer, sizeof buffer, "#9999999=IFCCARTESIANPOINT((%.3f,%.3f,0.));\n", x, y);
  return buffer;
}

/// The model moved as a whole: its site stands elsewhere. `x` and `y` in the file's unit.
inline std::string ifc_moved(std::string text, double x, double y) { return ifc_placed(std::move(text), ifc_point(x, y), "#9999999,$,$"); }

/// The model turned by so many degrees counter-clockwise and moved, as when north is set later.
inline std::string ifc_turned(std::string text, double degrees, double x, double y) {
  const double a = degrees * 3.14159265358979323846 / 180;
  char buffer[200];
  std::snprintf(buffer, sizeof buffer, "#9999998=IFCDIRECTION((0.,0.,1.));\n#9999997=IFCDIRECTION((%.12f,%.12f,0.));\n", std::cos(a), std::sin(a));
  return ifc_placed(std::move(text), ifc_point(x, y) + buffer, "#9999999,#9999998,#9999997");
}

}  // namespace landai::test
