// SPDX-License-Identifier: GPL-3.0-or-later
// Calibrating a camera from photos of a board (reference section 4: 0.5 % of the focal length instead of 4 %).
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/photo/camera.hpp"
#include "landai/photo/photo.hpp"

namespace landai::photo {

/// A board as printed.
struct Board {
  bool charuco = false;
  int columns = 0, rows = 0;  ///< chessboard: inner corners; charuco: squares
  double square = 0;          ///< m
  double marker = 0;          ///< m, side of a charuco marker
  std::string dictionary;     ///< of marker_dictionaries()
  std::string text;           ///< as written
};
/// "chessboard:9x6:25mm" (inner corners) or "charuco:5x7:40mm:20mm:aruco_6x6_250" (squares, an odd number of rows). Error (usage) for anything else.
[[nodiscard]] Result<Board> board_of(std::string_view text);

/// A calibrated camera: pixels of the upright photos it was made from.
struct Calibration {
  std::string id, make, model, lens;
  int width = 0, height = 0;
  double f = 0, u_f = 0;             ///< px; the fit's standard deviation
  double cx = 0, cy = 0, u_c = 0;    ///< px
  std::array<double, 5> distortion{};
  double u_k1 = 0;
  double rms = 0;                    ///< px, of the corners
  int photos = 0;
  std::string board;
};

/// What came of it.
struct Calibrated {
  std::optional<Calibration> calibration;  ///< empty: refused
  Message refused, advice;
  std::vector<Message> warnings;
};

/// Takes photos one by one, so that only their corners stay in memory.
class Calibrator {
 public:
  explicit Calibrator(Board board);
  ~Calibrator();
  /// Whether the board was seen. Error (input) for a photo of another size, camera or lens than the first, and for one that was cropped, resized or
  /// zoomed digitally, as far as its EXIF tells.
  [[nodiscard]] Result<bool> add(const Photo& photo);
  /// Refused: the board seen in fewer than three photos, or from nearly one angle only (within 8 degrees), or a focal length that stays unsure by more
  /// than 3 %. A photo whose corners fit far worse than the others' is left out and named.
  [[nodiscard]] Calibrated solve(const std::string& id) const;

 private:
  struct Views;
  std::unique_ptr<Views> views_;
};

/// As a file (data/schema/camera.schema.json, "landai-camera/1").
[[nodiscard]] std::string calibration_yaml(const Calibration& calibration);
/// Reads one. Error (input) for a file that breaks the schema.
[[nodiscard]] Result<Calibration> load_calibration(const std::filesystem::path& file, const std::filesystem::path& data_dir);

/// Whether the photo was taken by that camera, as far as its EXIF tells: make, model, lens (where both name one) and the shape of the picture.
[[nodiscard]] bool made_by(const Photo& photo, const Calibration& calibration);
/// The same of a photo whose EXIF may have been lost: nothing in it speaks against that camera, and it has its shape.
[[nodiscard]] bool may_be_by(const Photo& photo, const Calibration& calibration);
/// The calibration as what is known of the photo's camera: u_f at least 0.5 %, twice the fit's with fewer than ten photos. In a photo turned by 90 degrees against those of the
/// calibration the principal point is not taken over, since the file does not tell to which side.
[[nodiscard]] CameraStatement statement_of(const Calibration& calibration, const Photo& photo);

}  // namespace landai::photo
