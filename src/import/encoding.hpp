// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "landai/core/diagnostic.hpp"
#include "landai/core/error.hpp"

namespace landai::importer {

/// Whether the bytes are well-formed UTF-8 (RFC 3629).
[[nodiscard]] bool is_utf8(std::string_view text);

/// Text as UTF-8 without a byte order mark. UTF-16 is known by its mark, or by the zero bytes that plain letters have in it; what is
/// no UTF-8 is read as Windows-1252, as old spreadsheets write it, which a diagnostic tells. Error (input) for text with NUL characters
/// and for bytes that none of them has.
[[nodiscard]] Result<std::string> to_utf8(std::string bytes, const std::string& file, Diagnostics& diagnostics);

}  // namespace landai::importer
