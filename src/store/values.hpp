// SPDX-License-Identifier: GPL-3.0-or-later
// Values as the text of a column: JSON.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "landai/core/message.hpp"
#include "landai/measure/measurement.hpp"

namespace landai::store {

[[nodiscard]] std::string to_text(const measure::Value& value);
[[nodiscard]] std::string to_text(const measure::Params& params);
[[nodiscard]] std::string to_text(const std::vector<std::string>& words);
[[nodiscard]] std::string to_text(const std::vector<Message>& messages);

/// One end of a subject: the key of an element in the project, or a word ("building", "outside").
using Place = std::variant<std::int64_t, std::string>;
[[nodiscard]] std::string to_text(const std::vector<Place>& subject);

// Back again. Failure (input), told with `file`, for what was not written by us.
[[nodiscard]] measure::Value value_from(const std::string& text, const std::string& file);
[[nodiscard]] measure::Params params_from(const std::string& text, const std::string& file);
[[nodiscard]] std::vector<std::string> words_from(const std::string& text, const std::string& file);
[[nodiscard]] std::vector<Message> messages_from(const std::string& text, const std::string& file);
[[nodiscard]] std::vector<Place> subject_from(const std::string& text, const std::string& file);

}  // namespace landai::store
