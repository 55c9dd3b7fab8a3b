// SPDX-License-Identifier: GPL-3.0-or-later
// Faces and number plates: found by OpenCV's cascades, hidden for good.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/photo/photo.hpp"

namespace landai::photo {

/// A part of an upright photo, px: left, top, width, height.
struct PixelBox {
  double x = 0, y = 0, w = 0, h = 0;
};

/// Something that was found.
struct FoundPlace {
  PixelBox box;
  bool face = false;  ///< else a number plate
};

/// What was looked through so far.
struct Looked {
  int photos = 0;
  int places = 0;
};

/// Looks for faces (from the front and from both sides) and number plates with Haar cascades. It misses some (turned, covered, small, dark) and takes other
/// things for them: nobody may rely on it unseen. Copies share what was found.
class PrivacyFinder {
 public:
  /// Reads the cascades from a folder; none named: LANDAI_CASCADES, else where Debian's package opencv-data puts them. Error (input) for one that is
  /// not there or broken.
  [[nodiscard]] static Result<PrivacyFinder> load(std::filesystem::path folder = {});
  /// Boxes of what was found, a fifth larger than the cascade's to each side since that sees no hair and no frame. The photo is looked through at no
  /// more than kSearchSide px on its long side. Each photo is looked through once. Error (input) for a picture that OpenCV cannot work on: it was not
  /// looked through.
  [[nodiscard]] Result<std::vector<FoundPlace>> find(const Photo& photo) const;
  [[nodiscard]] Looked looked() const;

 private:
  [[nodiscard]] std::vector<FoundPlace> look_through(const Photo& photo) const;
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

/// A face smaller than 20 px at this size is not found, so nothing larger is handed on of a photo that was looked through.
inline constexpr int kSearchSide = 1600;

/// The photo with each box made a mosaic of at most four cells along its longer side, in steps of 32 levels: at most sixteen colours are left of
/// a face. Its neighbourhood stays as it was. Error (usage) for a box that lies outside of the photo or has no size.
[[nodiscard]] Result<Photo> blurred(const Photo& photo, const std::vector<PixelBox>& boxes);

}  // namespace landai::photo
