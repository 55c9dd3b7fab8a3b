// SPDX-License-Identifier: GPL-3.0-or-later
// HEIC photos, as iPhones write them: HEIF (ISO/IEC 23008-12) with a picture coded as HEVC.
#pragma once

#include <opencv2/core.hpp>

#include <string>
#include <string_view>

#include "container.hpp"

namespace landai::photo {

/// What the boxes say of the primary picture, and that decoding it stays within the limits of photo.hpp: what the decoder would make is read from the
/// coded tiles themselves. Error (input) for a broken file, for one without a primary picture, and for one made in another way than of HEVC, whole or in
/// tiles (AVIF, overlays); Error (limit) for too many pixels.
[[nodiscard]] Result<Container> look_into_heif(std::string_view bytes, const std::string& name);

/// The primary picture as it is to be seen: turned, mirrored and cut as its boxes say, 8 bit, on white where it is transparent. Empty when libheif cannot decode it.
/// `bytes` were looked into.
[[nodiscard]] cv::Mat decode_heif(std::string_view bytes);

}  // namespace landai::photo
