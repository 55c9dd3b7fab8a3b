// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <set>

#include "dxf_build.hpp"
#include "dxf_text.hpp"

namespace landai::importer {
namespace {

std::string handle_of(const DxfPart& part) { return part.source == nullptr ? std::string() : part.source->handle; }

/// "12.5 m2", "12,50 m²", "A = 12 m2": an area, no name.
bool says_area(std::string_view text) {
  const std::string s = upper(text);
  return (s.ends_with("M2") || s.ends_with("M\u00B2") || s.ends_with("SF") || s.ends_with("SQ FT")) &&
         s.find_first_of("0123456789") != std::string::npos;
}

bool has_letter(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0; });
}

std::vector<std::string> text_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string line = trimmed_text(text.substr(0, end));
    if (!line.empty()) out.push_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

/// Keeps further words that stand in a room, as one attribute.
void add_word(Element& e, const char* attribute, const std::string& word, std::size_t most) {
  const std::string* have = e.text(attribute);
  std::string all = have == nullptr ? word : *have + "; " + word;
  if (all.size() < most) e.attributes[attribute] = std::move(all);
}

/// "LANTAI 2", "LT. 2", "LEVEL 3", "2ND FLOOR": the number of the storey a title speaks of.
std::optional<int> storey_of(std::string_view text) {
  const std::string s = upper(text);
  if (s.size() > 60) return {};
  const auto number_after = [&s](std::string_view word) -> std::optional<int> {
    const auto at = s.find(word);
    if (at == std::string::npos) return {};
    std::size_t i = at + word.size();
    while (i < s.size() && (s[i] == ' ' || s[i] == '.' || s[i] == '-')) ++i;
    int n = 0;
    const auto [end, error] = std::from_chars(s.data() + i, s.data() + std::min(s.size(), i + 2), n);
    if (error == std::errc{} && n >= 1 && n < 60 && (end == s.data() + s.size() || std::isdigit(static_cast<unsigned char>(*end)) == 0)) return n;
    return {};
  };
  if (s.find("DENAH") == std::string::npos && s.find("PLAN") == std::string::npos && s.find("FLOOR") == std::string::npos &&
      !s.starts_with("LANTAI") && !s.starts_with("LT"))
    return {};
  for (const std::string_view word : {"LANTAI", "LT.", "LEVEL", "FLOOR"})
    if (const auto n = number_after(word)) return n;
  static constexpr std::pair<std::string_view, int> kOrdinals[] = {{"1ST FLOOR", 1}, {"FIRST FLOOR", 1}, {"2ND FLOOR", 2},
                                                                   {"SECOND FLOOR", 2}, {"3RD FLOOR", 3}, {"THIRD FLOOR", 3}};
  for (const auto& [word, n] : kOrdinals)
    if (s.find(word) != std::string::npos) return n;
  return {};
}

}  // namespace

std::optional<double> level_mark(std::string_view raw, bool certain) {
  std::string s = upper(trimmed_text(raw));
  for (const std::string_view prefix : {"PEIL", "ELEV", "EL", "FFL", "+/-", "LEVEL", "LVL"})
    if (s.starts_with(prefix)) s = s.substr(prefix.size());
  while (!s.empty() && (s.front() == ' ' || s.front() == '.' || s.front() == ':' || s.front() == '=')) s.erase(0, 1);
  bool sign = raw.find("+/-") != std::string_view::npos;
  double factor = 1;
  const auto take = [&s](std::string_view p) {
    if (!s.starts_with(p)) return false;
    s = s.substr(p.size());
    return true;
  };
  if (take("\u00B1")) {
    sign = true;
  } else if (take("+")) {
    sign = true;
  } else if (take("-") || take("\u2212") || take("\u2013")) {
    sign = true;
    factor = -1;
  }
  s = trimmed_text(s);
  for (const std::string_view suffix : {" M", "M"})
    if (s.ends_with(suffix)) {
      s = trimmed_text(s.substr(0, s.size() - suffix.size()));
      break;
    }
  std::replace(s.begin(), s.end(), ',', '.');
  double value = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
  if (error != std::errc{} || end != s.data() + s.size() || s.empty()) return {};
  // Marks are written in metres with decimals; "+450" could be millimetres and is not read.
  if (s.find('.') == std::string::npos && value != 0) return {};
  if ((!sign && !certain) || std::abs(value) > 500) return {};
  return factor * value;
}

namespace {

/// "+300", "±0" without a decimal point: in the drawing's unit, where no mark of the drawing is written in metres.
std::optional<double> whole_mark(std::string_view raw) {
  std::string s = trimmed_text(raw);
  double factor = 1;
  if (s.starts_with("\u00B1")) s.erase(0, 2);
  else if (s.starts_with("+")) s.erase(0, 1);
  else if (s.starts_with("-")) factor = -1, s.erase(0, 1);
  else return {};
  int value = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
  if (error != std::errc{} || end != s.data() + s.size() || s.empty()) return {};
  return factor * value;
}

/// At most `kLongestName` bytes, cut between letters.
std::string shortened(const std::string& text) {
  constexpr std::size_t kLongestName = 120;
  if (text.size() <= kLongestName) return text;
  std::size_t end = kLongestName;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "\u2026";
}

}  // namespace

void build_words(DxfBuild& b) {
  bool decimals = false;
  for (const DxfPart& part : b.parts.loose)
    if (part.kind == DxfPart::Kind::text && level_mark(part.text, b.role_of(part) == LayerRole::level_mark) &&
        part.text.find_first_of(".,") != std::string::npos)
      decimals = true;
  std::set<int> storeys;
  for (std::size_t i = 0; i < b.parts.loose.size(); ++i) {
    const DxfPart& part = b.parts.loose[i];
    if (part.kind != DxfPart::Kind::text || part.text.empty()) continue;
    const LayerRole role = b.role_of(part);
    if (const auto n = storey_of(part.text)) storeys.insert(*n);
    if (role == LayerRole::dimension || role == LayerRole::ignore) continue;
    b.used[i] = 1;
    const auto whole = !decimals && role == LayerRole::level_mark ? whole_mark(part.text) : std::nullopt;
    if (whole && std::abs(*whole * b.metres_per_unit) < 500)
      b.marks.push_back({part.position, *whole * b.metres_per_unit, part.text});
    else if (const auto z = level_mark(part.text, role == LayerRole::level_mark)) b.marks.push_back({part.position, *z, part.text});
    b.plan.labels.push_back({part.text, part.position, "L0", b.layer_name(part.layer)});
  }
  if (storeys.size() > 1) {
    std::string list;
    for (const int n : storeys) list += (list.empty() ? "" : ", ") + std::to_string(n);
    b.say(DiagnosticSeverity::warning, "", message("import.dxf.several_storeys").with("storeys", list), static_cast<int>(storeys.size()));
  }
}

namespace {

/// A line of lettering in a room.
struct RoomLine {
  const DxfPart* part;
  std::string text;
  bool named;   ///< on a layer for room names
};

/// Of several lines the one on a layer for room names names the room, then the larger lettering.
double weight_of(const RoomLine& line) { return line.part->height + (line.named ? 1000 : 0) + (has_letter(line.text) ? 100 : 0); }

/// Whether a line may be part of a name that is written on several: words, with no number but one of at most two digits at their end ("WANITA 2"). What
/// has others is a remark ("KERAMIK 40x40", "KAP. 20 ORANG").
bool may_go_on(const std::string& line) {
  const std::size_t digit = line.find_first_of("0123456789");
  return has_letter(line) && (digit == std::string::npos || (digit > 0 && line.size() - digit <= 2 && line.find_first_not_of("0123456789", digit) == std::string::npos));
}

/// Lines of one text, or of two that stand as close to each other as lines of one do, of the same lettering.
bool beside(const RoomLine& a, const RoomLine& b) {
  if (a.part == b.part) return true;
  constexpr double kFarthest = 2.5, kSameHeight = 0.01;   // of the letters' height
  const double height = a.part->height;
  return height > 0 && a.part->layer == b.part->layer && std::abs(b.part->height - height) <= kSameHeight * height &&
         distance(a.part->position, b.part->position) <= kFarthest * height;
}

/// The line that names the room and those that it goes on with, from top to bottom; the other words are kept.
void name_room(Element& e, std::vector<RoomLine>& lines) {
  if (lines.empty()) return;
  std::stable_sort(lines.begin(), lines.end(), [](const RoomLine& a, const RoomLine& b) { return weight_of(a) > weight_of(b); });
  std::vector<const RoomLine*> name{&lines.front()};
  if (may_go_on(lines.front().text))
    for (std::size_t known = 0; known < name.size(); ++known)
      for (const RoomLine& line : lines) {
        const bool there = std::any_of(name.begin(), name.end(), [&line](const RoomLine* one) { return one == &line || one->text == line.text; });
        if (!there && may_go_on(line.text) && beside(*name[known], line)) name.push_back(&line);
      }
  for (const RoomLine& line : lines) {
    if (std::find(name.begin(), name.end(), &line) != name.end()) continue;
    add_word(e, "words", shortened(line.text), 2000);
    // Lettered otherwise, or farther off: it may go on the name, and what the room is for is asked where that would make it something else.
    if (line.named == lines.front().named && may_go_on(line.text)) add_word(e, "beside_name", shortened(line.text), 400);
  }
  std::stable_sort(name.begin(), name.end(), [](const RoomLine* a, const RoomLine* b) {
    const PlanPoint p = a->part->position, q = b->part->position;
    return p.y != q.y ? p.y > q.y : p.x != q.x ? p.x < q.x : a < b;
  });
  std::string whole;
  for (const RoomLine* line : name) whole += (whole.empty() ? "" : " ") + line->text;
  e.name = shortened(whole);
}

}  // namespace

void build_spaces(DxfBuild& b) {
  struct Room {
    std::size_t element;
    Polygon polygon;
    Box box;
    double area;
    std::vector<RoomLine> lines;
  };
  std::vector<Room> rooms;
  int open = 0;
  for (std::size_t i = 0; i < b.parts.loose.size(); ++i) {
    const DxfPart& part = b.parts.loose[i];
    if (part.kind == DxfPart::Kind::text || b.role_of(part) != LayerRole::room_outline) continue;
    for (Polygon& polygon : areas_of(part)) {
      polygon = normalised(std::move(polygon));
      if (area(polygon) < 0.1) continue;
      Element& e = b.add(Category::space, handle_of(part), part.layer);
      e.geometry.areas.push_back(polygon);
      const Box box = bounds(polygon);
      const double a = area(polygon);
      rooms.push_back({b.plan.elements.size() - 1, std::move(polygon), box, a, {}});
      b.used[i] = 1;
    }
    if (b.used[i] == 0) ++open;
  }
  if (open > 0) b.say(DiagnosticSeverity::warning, "", message("import.dxf.open_rooms").with("count", std::to_string(open)), open);
  if (rooms.empty()) return;
  // Smallest first, so that a word in a closet does not name the hall around it.
  std::sort(rooms.begin(), rooms.end(), [](const Room& x, const Room& y) { return x.area < y.area; });
  for (const DxfPart& part : b.parts.loose) {
    if (part.kind != DxfPart::Kind::text || part.text.empty()) continue;
    const LayerRole role = b.role_of(part);
    if (role != LayerRole::room_name && role != LayerRole::text && role != LayerRole::room_outline) continue;
    if (level_mark(part.text, false)) continue;
    const auto room = std::find_if(rooms.begin(), rooms.end(), [&part](const Room& r) {
      return part.position.x >= r.box.min_x && part.position.x <= r.box.max_x && part.position.y >= r.box.min_y &&
             part.position.y <= r.box.max_y && contains(r.polygon, part.position);
    });
    if (room == rooms.end()) continue;
    for (const std::string& line : text_lines(part.text)) {
      if (says_area(line)) b.plan.elements[room->element].attributes["area_text"] = line;
      else if (has_letter(line) || role == LayerRole::room_name) room->lines.push_back({&part, line, role == LayerRole::room_name});
    }
  }
  for (Room& r : rooms) name_room(b.plan.elements[r.element], r.lines);
}

}  // namespace landai::importer
