// SPDX-License-Identifier: GPL-3.0-or-later
// Photos and documents that readings, attestations and the project name, and what they show.
#pragma once

#include <string>
#include <vector>

#include "handed.hpp"
#include "json_writer.hpp"
#include "view.hpp"

namespace landai::report {

/// Files that a reading names, in its order; empty for what no readings file told. A photo and the picture with its measurement drawn in count
/// as one, by the photo's name.
[[nodiscard]] std::vector<std::string> files_of(const View& view, const measure::Measurement& m);

/// A file with everything that it is named for.
struct EvidenceFile {
  std::string named;
  std::vector<const measure::Measurement*> measurements;
  std::vector<const indicators::Indicator*> items;
  std::vector<std::string> elements;  ///< of a project's photo: what it shows
  std::string problem;                ///< of a project's photo that is not there any more
  std::string gone = {};              ///< what a project's photo showed that is not in the plan any more
};

/// Every file that is named, each once, in the order in which they are first named: readings, attestations, photos of elements.
[[nodiscard]] std::vector<EvidenceFile> evidence_files(const View& view);

/// "Door P-01: clear width 0.892 m ± 0.004 m", of each thing that a file is named for.
[[nodiscard]] std::string shows_text(const View& view, const measure::Measurement& m);
/// What was done to a piece: why it is left out, what was blurred, what was taken out of the file. Sentences.
[[nodiscard]] std::vector<std::string> done_text(const View& view, const HandedPiece& piece);
/// What holds for all photos of an output: whether faces were looked for, and what was kept.
[[nodiscard]] std::string privacy_text(const View& view);

/// `history` of the report document: everything that a project ever found.
void write_history(JsonWriter& json, const View& view);
/// `evidence` of the report document.
void write_evidence_files(JsonWriter& json, const View& view);

}  // namespace landai::report
