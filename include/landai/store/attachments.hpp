// SPDX-License-Identifier: GPL-3.0-or-later
// The kinds of files that can be attached to a project. To add one: a row in the table of
// src/store/attachments.cpp, one function, and its line in docs/project.md.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"
#include "landai/photo/task.hpp"
#include "landai/plan/plan.hpp"
#include "landai/standards/standards.hpp"
#include "landai/store/project.hpp"

namespace landai::store {

/// What a file is attached with.
struct AttachmentWish {
  const Plan& plan;                           ///< the one that the project was matched with
  const std::vector<standards::Pack>& packs;  ///< that the project is judged by
  std::filesystem::path data_dir;             ///< instruments and names of columns
  const Texts& texts;                         ///< of what is written into a picture
  std::vector<std::string> elements;          ///< of photos: ids of what they show
  bool link = false;                          ///< of photos: leave them where they are
  bool strict = false;                        ///< of readings: the first row that is not clear refuses the file
  std::string by;                             ///< who read, where the file does not say
  measure::WorksheetNames worksheet = {};     ///< what numbers and tags mean
  measure::FormerIds former = {};             ///< ids of earlier plans
  std::vector<SheetTag> tags = {};            ///< markers that may be in photos
  std::function<std::optional<Message>(measure::Attestation&)> unfit = {};  ///< as measure::ReadingOptions has it
  std::optional<double> bar = {};             ///< metres: how long the printed 100 mm bar of the marker sheets is
  /// Adds what is known of the camera of a photo, where the task says nothing. None: nothing is known.
  std::function<Status(const photo::Photo& photo, photo::Task& task)> camera = {};
};

struct AttachmentKind {
  const char* id;  ///< "table"
  /// Looks at the name and the first bytes.
  bool (*sniff)(const std::filesystem::path& file, std::string_view head);
  /// Puts into the project what the file holds; `bytes` is its content.
  Result<Attached> (*take)(Project& project, const std::filesystem::path& file, std::string bytes,
                           const AttachmentWish& wish);
};

/// A photo with the sidecar that lies beside it: door.jpg.yaml, or door.yaml when it speaks of a photo. Error
/// (input, limit) for a sidecar that cannot be read.
[[nodiscard]] Result<PhotoGiven> photo_with_sidecar(const std::filesystem::path& file, std::string bytes);

/// The first kind that fits is taken.
[[nodiscard]] std::span<const AttachmentKind> attachment_kinds();

/// Attaches one file. Rows that are not clear, and photos that cannot be measured, are kept and told. Error (input)
/// for what is of no kind, and whatever the reader of its kind says. Part of the file may have been attached by
/// then: the project must not be committed.
[[nodiscard]] Result<Attached> attach_file(Project& project, const std::filesystem::path& file,
                                           const AttachmentWish& wish);

}  // namespace landai::store
