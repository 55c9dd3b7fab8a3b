// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/plan/kinds.hpp"

#include <algorithm>

namespace landai {
namespace {

using enum Category;

constexpr KindInfo kKinds[] = {
    {"turnstile", door},
    {"exit", opening},
    {"ramp", flight},
    {"stair", flight},
    {"kerb_ramp", ramp},
    {"grab_bar", handrail},
    // Predefined types of IfcRailing.
    {"handrail", handrail},
    {"guardrail", handrail},
    {"balustrade", handrail},
    {"fence", handrail},
    {"toilet_pan", sanitary},
    {"squat_pan", sanitary},
    {"basin", sanitary},
    {"urinal", sanitary},
    {"shower", sanitary},
    {"sink", sanitary},
    {"bath", sanitary},
    {"bidet", sanitary},
    {"cistern", sanitary},
    {"fountain", sanitary},
    {"table", furniture},
    {"desk", furniture},
    {"cabinet", furniture},
    {"shelf", furniture},
    {"bed", furniture},
    {"line", tactile_path},
    {"warning", tactile_path},
    {"accessible", parking_bay},
    {"accessible_parking", sign},
    {"exit", sign},
    {"kerb", obstacle},
    {"partition", obstacle},
    {"bollard", obstacle},
    {"beam", obstacle},
    {"member", obstacle},
    {"plate", obstacle},
    // Predefined types of IfcTransportElement that are no lift.
    {"escalator", obstacle},
    {"movingwalkway", obstacle},
    {"craneway", obstacle},
};

}  // namespace

std::span<const KindInfo> kinds() { return kKinds; }

std::vector<std::string_view> kind_words(std::span<const Category> of) {
  std::vector<std::string_view> words;
  for (const KindInfo& kind : kKinds) {
    const bool asked = of.empty() || std::find(of.begin(), of.end(), kind.category) != of.end();
    if (asked && std::find(words.begin(), words.end(), kind.word) == words.end()) words.push_back(kind.word);
  }
  return words;
}

}  // namespace landai
