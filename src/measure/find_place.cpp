// SPDX-License-Identifier: GPL-3.0-or-later
// What a user calls a place.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "landai/measure/journey.hpp"

namespace landai::measure {
namespace {

constexpr std::size_t kNamed = 5;   // of the things an error names
constexpr double kBeside_m = 50;    // a street may pass this far from the building; what is farther is a slip

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
  return out;
}

Error no_place(Message what) {
  return Error{ErrorCode::usage, std::move(what), "", "", message("measure.place.advice")};
}

/// The number that fills the whole text.
std::optional<double> number_in(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// "x,y" or "x,y@LEVEL"; nothing when the text is no point.
std::optional<Place> point_in(std::string_view text) {
  Place place;
  if (const auto at = text.rfind('@'); at != std::string_view::npos) {
    place.level = text.substr(at + 1);
    text = text.substr(0, at);
  }
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto x = number_in(text.substr(0, comma)), y = number_in(text.substr(comma + 1));
  if (!x || !y) return std::nullopt;
  place.at = {*x, *y};
  return place;
}

std::string ids_of(const std::vector<const Element*>& elements) {
  std::string ids;
  for (std::size_t i = 0; i < elements.size() && i < kNamed; ++i) ids += (i ? ", " : "") + elements[i]->id;
  return elements.size() > kNamed ? ids + " …" : ids;
}

bool goes_there(const Element& e) {
  return e.category != Category::building && e.category != Category::level && e.category != Category::leaf && !e.geometry.empty();
}

}  // namespace

Result<Place> find_place(const Plan& plan, std::string_view text) {
  Place place;
  if (text == "outside" || plan.find(text)) {
    place.element = text;
    return place;
  }
  if (auto point = point_in(text)) {
    Box box;
    for (const Element& e : plan.elements) box.add(e.geometry.box());
    Box there;
    there.add(point->at);
    if (!box.grown(kBeside_m).overlaps(there)) return no_place(message("measure.place.far").with("place", std::string(text)));
    return *point;
  }
  const std::string wanted = lower(text);
  std::vector<const Element*> named, parts;
  for (const Element& e : plan.elements) {
    if (!goes_there(e) || e.name.empty() || wanted.empty()) continue;
    const std::string name = lower(e.name);
    if (name == wanted) named.push_back(&e);
    else if (name.find(wanted) != std::string::npos) parts.push_back(&e);
  }
  if (named.empty()) named = parts;
  // A room and the sign at it often share a name; one goes to the room.
  if (named.size() > 1) {
    std::vector<const Element*> spaces;
    std::copy_if(named.begin(), named.end(), std::back_inserter(spaces), [](const Element* e) { return e->category == Category::space; });
    if (spaces.size() == 1) named = spaces;
  }
  if (named.empty()) return no_place(message("measure.place.none").with("place", std::string(text)));
  if (named.size() > 1)
    return no_place(message("measure.place.several").with("place", std::string(text)).with("ids", ids_of(named)));
  place.element = named.front()->id;
  return place;
}

}  // namespace landai::measure
