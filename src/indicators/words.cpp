// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "landai/indicators/indicators.hpp"

namespace landai::indicators {
namespace {

constexpr std::array kStates = {std::pair{State::present, "present"},
                                std::pair{State::in_progress, "in_progress"},
                                std::pair{State::absent, "absent"},
                                std::pair{State::compliant, "compliant"},
                                std::pair{State::fairly_compliant, "fairly_compliant"},
                                std::pair{State::less_compliant, "less_compliant"},
                                std::pair{State::unknown, "unknown"}};

}  // namespace

const char* to_string(State state) {
  for (const auto& [each, word] : kStates)
    if (each == state) return word;
  return "unknown";
}

std::optional<State> state_from(const std::string& word) {
  for (const auto& [state, each] : kStates)
    if (word == each) return state;
  return std::nullopt;
}

const char* to_string(Claim claim) {
  switch (claim) {
    case Claim::none:
      return "none";
    case Claim::drawn:
      return "drawn";
    case Claim::attested:
      return "attested";
    case Claim::attested_with_evidence:
      return "attested_with_evidence";
    case Claim::seen:
      return "seen";
    case Claim::measured:
      return "measured";
  }
  return "none";
}

}  // namespace landai::indicators
