// SPDX-License-Identifier: GPL-3.0-or-later
// What a rule asks, of what and when, in words. Private to the room.
#pragma once

#include <string>

#include "landai/core/texts.hpp"
#include "rule_data.hpp"

namespace landai::standards {

/// The word of data/i18n/words.yaml for `one` of a kind ("use", "category"); `one` itself when there is none.
[[nodiscard]] std::string word_of(const Texts& texts, const char* what, const std::string& one);
/// "asked of: each door".
[[nodiscard]] std::string subject_words(Category subject, const Texts& texts);
/// The remedy with the limit filled in where the rule has one; what only a check knows is "…".
[[nodiscard]] std::string remedy_words(const Rule& rule, const Texts& texts);
/// "at least 90 cm", "yes", "men, women".
[[nodiscard]] std::string limit_words(const Limit& limit, const std::string& quantity, const Texts& texts);
/// "role of the door: main entrance; and not (part of: turnstile)". Empty for a condition that always holds.
[[nodiscard]] std::string condition_words(const Condition& condition, const Texts& texts);
/// One line for each quantity, with its parameters, its table and how the answers of parts become one.
/// `indent` begins every line.
[[nodiscard]] std::string demand_words(const Demand& demand, const std::string& indent, const Texts& texts);

}  // namespace landai::standards
