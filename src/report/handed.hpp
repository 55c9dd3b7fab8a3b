// SPDX-License-Identifier: GPL-3.0-or-later
// Files of a visit as they leave the house: photos without what nobody else may know, documents as they are.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "landai/photo/publish.hpp"
#include "landai/report/report.hpp"

namespace landai::report {

/// Name of the photo with lines, markers and value drawn in, seen from the photo's.
inline constexpr std::string_view kMeasuredSuffix = ".measured.jpg";

/// One file that is handed on.
struct HandedPiece {
  std::string named;               ///< "p01.jpg", or "p01.jpg.measured.jpg" of the photo with the measurement drawn in
  std::string sha256;              ///< of the file as it was
  bool annotated = false;          ///< the photo with the measurement drawn in
  bool picture = false;            ///< `made` holds it; else a document, `made.bytes` as it was
  std::string left_out;            ///< why it is not handed on, though it can be had: the end of a key report.evidence.left_out.…
  photo::Published made;
  int stated = 0;                  ///< places blurred because the sidecar says so
};

/// What comes of one file that a reading, an attestation or a project names.
struct Handed {
  std::string problem;             ///< why it cannot be had: the end of a key report.bundle.missing.…; then there are no pieces
  std::vector<HandedPiece> pieces; ///< the annotated photo first; the file itself last
};

/// Bounds of what is read and kept for one output.
struct HandBounds {
  int long_side = 0;                      ///< px of photos, made JPEG; 0: as large as they are
  std::uintmax_t most_read = 200u << 20;  ///< bytes of all files together
  std::uintmax_t most_kept = 200u << 20;  ///< bytes of all pieces together
  std::size_t most_pieces = 5000;
  double most_pixels = 6e9;               ///< of all photos together: what is decoded costs time
};

/// Reads files and makes them fit, each once. What cannot be cleaned or blurred is left out with its reason and never handed on as it is.
class HandOn {
 public:
  HandOn(const Inputs& in, const HandBounds& bounds) : in_(in), bounds_(bounds) {}
  /// Valid as long as this object.
  const Handed& file(const std::string& named);

 private:
  struct Read {
    std::string bytes, problem;
  };
  Read read(const std::string& named, bool counted);
  Handed make(const std::string& named);
  /// `of`: the photo that this picture was made of, with its file `original`; `boxes` are places in it.
  HandedPiece piece(const std::string& named, std::string bytes, std::vector<photo::PixelBox> boxes, const photo::Published* of, std::string_view original);
  [[nodiscard]] std::string as_picture(HandedPiece& out, const std::string& bytes, std::vector<photo::PixelBox> boxes, const photo::Published* of, std::string_view original);
  [[nodiscard]] bool full(std::uintmax_t bytes);

  const Inputs& in_;
  HandBounds bounds_;
  std::map<std::string, Handed> files_;
  std::uintmax_t read_ = 0, kept_ = 0;
  std::size_t pieces_ = 0;
  double pixels_ = 0;
};

/// Why a file cannot be had, as `Handed::problem`, without reading all of it: inside the readings' archive or the evidence folder.
[[nodiscard]] std::string evidence_problem(const Inputs& in, const std::string& named);
/// Bytes of a file that can be had; an Error for one that is too large or gone meanwhile.
[[nodiscard]] Result<std::string> evidence_bytes(const Inputs& in, const std::string& named);

}  // namespace landai::report
