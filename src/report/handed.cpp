// SPDX-License-Identifier: GPL-3.0-or-later
#include "handed.hpp"

#include <algorithm>
#include <array>

#include "landai/core/data_dir.hpp"
#include "landai/core/file.hpp"
#include "landai/photo/photo.hpp"
#include "landai/photo/task.hpp"

namespace landai::report {
namespace {

using namespace std::string_view_literals;

constexpr std::uintmax_t kMostSidecarBytes = 1u << 20;

/// Pictures and films of formats that we cannot clean, by their first bytes or their ending. Whatever may tell a place is treated as one that does.
bool may_tell(std::string_view bytes, const std::string& named) {
  const std::string_view head = bytes.substr(0, 16);
  if (head.size() >= 8 && head.substr(4, 4) == "ftyp") return true;  // AVIF, MP4, MOV
  for (const std::string_view start : {"II*\0"sv, "MM\0*"sv, "RIFF"sv, "GIF8"sv, "BM"sv, "\x1A\x45\xDF\xA3"sv})
    if (head.starts_with(start)) return true;
  std::string ending = std::filesystem::path(named).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  static constexpr std::array kEndings{".jpg", ".jpeg", ".jpe", ".png", ".heic", ".heif", ".avif", ".tif", ".tiff", ".webp", ".gif",
                                       ".bmp", ".dng", ".cr2", ".nef", ".arw", ".mp4", ".mov", ".3gp", ".avi", ".mkv", ".webm"};
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

bool packed(const Inputs& in, const std::string& named) {
  if (!in.evidence_archive || in.readings == nullptr) return false;
  const auto& files = in.readings->evidence;
  return std::any_of(files.begin(), files.end(), [&](const auto& f) { return f.inside && f.name == named; });
}

/// What the sidecar of a photo says nobody else may see. `wrong`: there is a sidecar, and it is not understood.
std::vector<photo::PixelBox> stated_boxes(const Inputs& in, const std::string& named, bool& wrong) {
  const std::string sidecar = named + ".yaml";
  const auto bytes = evidence_bytes(in, sidecar);
  if (!bytes) {
    const std::string problem = evidence_problem(in, sidecar);
    wrong = problem != "not_found" && problem != "no_folder";
    return {};
  }
  const auto data = data_dir();
  const auto task = data && bytes->size() <= kMostSidecarBytes ? photo::read_task(*bytes, sidecar, *data) : Result<photo::Task>(Error{});
  wrong = !task;
  return task ? task->blur : std::vector<photo::PixelBox>{};
}

}  // namespace

std::string evidence_problem(const Inputs& in, const std::string& named) {
  if (packed(in, named)) return {};
  return indicators::evidence_problem(in.evidence_folder, named);
}

Result<std::string> evidence_bytes(const Inputs& in, const std::string& named) {
  if (in.evidence_archive) {
    // A sidecar and a measured picture are named by nobody, but lie beside their photo.
    const std::string photo = named.substr(0, named.size() - (named.ends_with(kMeasuredSuffix) ? kMeasuredSuffix.size() : named.ends_with(".yaml") ? 5 : 0));
    if (packed(in, named) || packed(in, photo))
      if (auto bytes = in.evidence_archive->read(named)) {
        if (bytes->size() > indicators::kMostEvidenceBytes) return Error{ErrorCode::limit, message("report.bundle.missing.too_large"), named, "", {}};
        return bytes;
      }
  }
  if (const std::string problem = indicators::evidence_problem(in.evidence_folder, named); !problem.empty())
    return Error{problem == "too_large" ? ErrorCode::limit : ErrorCode::input, message("report.bundle.missing." + problem), named, "", {}};
  return read_file(in.evidence_folder / named, indicators::kMostEvidenceBytes);
}

HandOn::Read HandOn::read(const std::string& named, bool counted) {
  Read out;
  out.problem = evidence_problem(in_, named);
  if (!out.problem.empty()) return out;
  auto bytes = evidence_bytes(in_, named);
  if (!bytes) out.problem = bytes.error().code == ErrorCode::limit ? "too_large" : "not_plain";
  else if (counted && read_ + bytes->size() > bounds_.most_read) out.problem = "too_large";
  else out.bytes = std::move(*bytes);
  read_ += out.bytes.size();
  return out;
}

bool HandOn::full(std::uintmax_t bytes) {
  if (pieces_ >= bounds_.most_pieces || kept_ + bytes > bounds_.most_kept) return true;
  ++pieces_;
  kept_ += bytes;
  return false;
}

std::string HandOn::as_picture(HandedPiece& out, const std::string& bytes, std::vector<photo::PixelBox> boxes, const photo::Published* of, std::string_view original) {
  if (pieces_ >= bounds_.most_pieces || kept_ >= bounds_.most_kept || pixels_ > bounds_.most_pixels) return "many";
  photo::PublishWish wish;
  wish.long_side = bounds_.long_side;
  wish.finder = in_.photo_export.finder ? &*in_.photo_export.finder : nullptr;
  wish.boxes = std::move(boxes);
  if (of != nullptr) wish.boxes_width = of->full_width, wish.boxes_height = of->full_height, wish.original = original;
  wish.keep = in_.photo_export.keep;
  const auto& publisher = in_.photo_export.publisher;
  auto made = publisher ? publisher->publish(bytes, out.named, wish) : photo::publish(bytes, out.named, wish);
  if (!made) return made.error().message.key == "photo.privacy.outside" ? "box" : made.error().code == ErrorCode::limit ? "pixels" : "broken";
  pixels_ += static_cast<double>(made->full_width) * made->full_height;
  if (full(made->bytes.size())) return "many";
  out.made = std::move(*made);
  out.picture = true;
  return {};
}

HandedPiece HandOn::piece(const std::string& named, std::string bytes, std::vector<photo::PixelBox> boxes, const photo::Published* of, std::string_view original) {
  HandedPiece out;
  out.named = named;
  out.sha256 = sha256(bytes);
  out.stated = of == nullptr ? static_cast<int>(boxes.size()) : 0;
  if (photo::begins_like_photo(bytes)) {
    out.left_out = as_picture(out, bytes, std::move(boxes), of, original);
  } else if (may_tell(bytes, named) && !(in_.photo_export.keep.all() && !in_.photo_export.finder && boxes.empty())) {
    out.left_out = "unclean";
  } else if (bounds_.long_side > 0) {
    out.left_out = "no_picture";  // a page shows no documents
  } else if (full(bytes.size())) {
    out.left_out = "many";
  } else {
    out.made.bytes = std::move(bytes);
  }
  return out;
}

Handed HandOn::make(const std::string& named) {
  Handed out;
  Read whole = read(named, true);
  out.problem = whole.problem;
  if (!out.problem.empty()) return out;
  bool wrong = false;
  const auto boxes = stated_boxes(in_, named, wrong);
  HandedPiece own;
  if (wrong) {
    own.named = named;
    own.sha256 = sha256(whole.bytes);
    own.left_out = "sidecar";
  } else {
    own = piece(named, whole.bytes, boxes, nullptr, {});
  }
  const std::string measured = named + std::string(kMeasuredSuffix);
  if (Read drawn = read(measured, true); drawn.problem.empty()) {
    HandedPiece annotated;
    // What was found in the photo is hidden in the picture made of it, too; without the photo nobody knows where it lies there.
    const bool placed = own.picture || (!wrong && boxes.empty() && !in_.photo_export.finder);
    if (placed) {
      annotated = piece(measured, std::move(drawn.bytes), own.made.blurred, own.picture ? &own.made : nullptr, whole.bytes);
    } else {
      annotated.named = measured;
      annotated.sha256 = sha256(drawn.bytes);
      annotated.left_out = "no_photo";
    }
    annotated.annotated = true;
    if (annotated.picture) {  // what was found or stated in the photo was so here, too
      annotated.stated = own.stated;
      annotated.made.found = static_cast<int>(annotated.made.blurred.size()) - own.stated;
    }
    out.pieces.push_back(std::move(annotated));
  }
  out.pieces.push_back(std::move(own));
  return out;
}

const Handed& HandOn::file(const std::string& named) {
  const auto at = files_.find(named);
  return at != files_.end() ? at->second : files_.emplace(named, make(named)).first->second;
}

}  // namespace landai::report
