// SPDX-License-Identifier: GPL-3.0-or-later
// How large a picture a piece of HEVC makes (ITU-T H.265), without decoding it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace landai::photo {

/// Pixels of the one picture that a decoder makes of `configuration` (the content of a box hvcC, ISO/IEC 14496-15) and `coded` (units with a length
/// of four bytes). The largest of its parameter sets counts. Nothing when it is broken, holds no picture or more than one: what a box
/// says of the size binds no decoder, and a few bytes may hold many pictures.
[[nodiscard]] std::optional<std::int64_t> hevc_pixels(std::string_view configuration, std::string_view coded);

}  // namespace landai::photo
