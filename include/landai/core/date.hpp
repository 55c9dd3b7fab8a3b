// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace landai {

/// Whether the text is a day of the calendar from 1900 to 9999, as YYYY-MM-DD.
[[nodiscard]] bool is_date(const std::string& text);

/// Whether a text that has to name a document or a person holds a letter or a digit; blanks, no-break spaces and dashes name nothing.
[[nodiscard]] bool names_something(const std::string& text);

/// The day that it is now where it is latest on Earth (UTC+14), as 2026-11-20: a later day is in the future everywhere.
[[nodiscard]] std::string latest_today();

/// The moment now in UTC, as 2026-11-20T08:15:30.250Z.
[[nodiscard]] std::string utc_now();

}  // namespace landai
