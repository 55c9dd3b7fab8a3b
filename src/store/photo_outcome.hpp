// SPDX-License-Identifier: GPL-3.0-or-later
// What a photo that is attached says of an element.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "landai/store/attachments.hpp"

namespace landai::store {

/// A photo, and what is said of it from outside.
struct PhotoAsked {
  std::string name;
  std::string_view bytes;
  std::optional<std::filesystem::path> sidecar;
  std::vector<std::string> elements;  ///< ids that its user or its row names
  std::string quantity;               ///< that its row names; may be empty
  std::string by, date;               ///< of its row; else of the sidecar and of EXIF
  std::vector<std::string> beside = {};  ///< ids that other rows of the file say the same photo shows
};

/// Measures the photo when it can be. The element is told by the sidecar, by its user, or by a marker of a
/// worksheet of the project in it; the quantity by sidecar or row, else by what the element is. Error only for
/// broken data files: whatever is wrong with the photo or its sidecar is an outcome.
[[nodiscard]] Result<PhotoOutcome> look_into(const PhotoAsked& asked, const AttachmentWish& wish);

}  // namespace landai::store
