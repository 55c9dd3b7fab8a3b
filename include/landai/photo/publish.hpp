// SPDX-License-Identifier: GPL-3.0-or-later
// A photo made fit to leave the house: nothing personal in the file, nothing private in the picture.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/photo/privacy.hpp"
#include "landai/photo/strip.hpp"

namespace landai::photo {

struct PublishWish {
  int long_side = 0;                       ///< px at most, as a JPEG; 0: as large as it is, and byte for byte where nothing is blurred (a HEIC as a JPEG unless all is kept)
  const PrivacyFinder* finder = nullptr;   ///< set: faces and number plates are looked for and blurred
  std::vector<PixelBox> boxes = {};        ///< always blurred: what the sidecar says, or what was found in the photo of which this one was made
  int boxes_width = 0, boxes_height = 0;   ///< px of the upright photo that `boxes` are of; 0: this one
  Keep keep = {};
  std::string_view original = {};          ///< the file of the photo into which this picture was drawn: lines and values stay on top of what is blurred
};

struct Published {
  std::string bytes;
  std::string type;                  ///< "image/jpeg", "image/png" or "image/heic"
  int width = 0, height = 0;         ///< px, as stored
  int full_width = 0, full_height = 0; ///< px of the upright photo that it was made of
  std::vector<PixelBox> blurred;     ///< in that one
  int found = 0;                     ///< of these by looking
  int under_lines = 0;               ///< of these under something that is drawn: there the photo is no evidence any more
  bool made_anew = false;            ///< coded again; else the coded picture is the original's
  std::vector<std::string> removed;  ///< as Stripped::removed
};

/// Blurs, turns upright, scales (in this order) and strips. What is blurred is at most kSearchSide px long, also with `long_side` 0. A file that is coded again
/// never keeps a thumbnail. Error as `read_photo` for a file that cannot be read, as `blurred` for a wrong box: there is no picture then.
[[nodiscard]] Result<Published> publish(std::string_view bytes, const std::string& name, const PublishWish& wish);

/// The same for several outputs of one run, which want a photo in several sizes: it is decoded and blurred once. What `publish` gives is what the function above gives.
class Publisher {
 public:
  /// `long_sides`: as PublishWish::long_side, of the outputs there will be.
  explicit Publisher(std::vector<int> long_sides);
  /// Makes the other sizes along, and keeps each until it is asked for once (64 MB of them at most; what is over is made when it is asked for).
  [[nodiscard]] Result<Published> publish(std::string_view bytes, const std::string& name, const PublishWish& wish);
  [[nodiscard]] int decoded() const;  ///< how many pictures were decoded so far

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace landai::photo
