// SPDX-License-Identifier: GPL-3.0-or-later
// What a photo file tells beside its picture, taken out without touching the picture.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"

namespace landai::photo {

/// What stays in a file that is handed on. Nothing: only the orientation and what colours need.
struct Keep {
  bool place = false;     ///< where it was taken (GPS)
  bool metadata = false;  ///< camera, time, names, notes
  [[nodiscard]] bool all() const { return place && metadata; }
};

/// A file without what was not to be kept.
struct Stripped {
  std::string bytes;
  /// What was in it and is no more, each once: "place", "exif" (camera, time, owner, serial number), "maker_note", "thumbnail", "xmp", "iptc",
  /// "comment", "other", "trailer" (what stood behind the picture's end: a second picture, a film).
  std::vector<std::string> removed;
};

/// Takes the metadata out of a JPEG (ITU-T T.81: all APPn and COM segments but JFIF without its thumbnail, the colour profile and Adobe's colour
/// transform) or PNG (ISO/IEC 15948: all ancillary chunks but those of colour and size) and what stands behind its end. The coded picture stays byte
/// for byte; the orientation stays as the only EXIF tag. With `keep.place` the GPS directory stays, with `keep.metadata` the other EXIF tags without
/// thumbnail and without maker note (which may tell the place); with both the file stays as it is. Error as `read_photo` for other files, and Error (input)
/// for a HEIC unless both are kept: its boxes are not taken apart, `publish` codes its picture anew.
[[nodiscard]] Result<Stripped> strip(std::string_view bytes, const std::string& name, const Keep& keep = {});

}  // namespace landai::photo
