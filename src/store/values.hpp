// SPDX-License-Identifier: GPL-3.0-or-later
// Values as the text of a column: JSON.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "landai/core/message.hpp"
#include "landai/measure/measurement.hpp"
#include "landai/measure/readings.hpp"

namespace landai::store {

[[nodiscard]] std::string to_text(const measure::Value& value);
[[nodiscard]] std::string to_text(const measure::Params& params);
[[nodiscard]] std::string to_text(const std::vector<std::string>& words);
[[nodiscard]] std::string to_text(const std::vector<Message>& messages);

[[nodiscard]] std::string to_text(const std::vector<measure::ReadingPart>& parts);
/// Column and text.
using Cells = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] std::string to_text(const Cells& cells);

/// One end of a subject: the key of an element in the project, or a word ("building", "outside").
using Place = std::variant<std::int64_t, std::string>;
[[nodiscard]] std::string to_text(const std::vector<Place>& subject);

// Back again. Failure (input), told with `file`, for what was not written by us.
[[nodiscard]] measure::Value value_from(const std::string& text, const std::string& file);
[[nodiscard]] measure::Params params_from(const std::string& text, const std::string& file);
[[nodiscard]] std::vector<std::string> words_from(const std::string& text, const std::string& file);
[[nodiscard]] std::vector<Message> messages_from(const std::string& text, const std::string& file);
[[nodiscard]] std::vector<measure::ReadingPart> parts_from(const std::string& text, const std::string& file);
[[nodiscard]] Cells cells_from(const std::string& text, const std::string& file);
[[nodiscard]] std::vector<Place> subject_from(const std::string& text, const std::string& file);

}  // namespace landai::store
