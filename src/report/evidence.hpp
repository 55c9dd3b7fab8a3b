// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "view.hpp"

namespace landai::report {

/// Files that a reading names, in its order; empty for what no readings file told.
[[nodiscard]] std::vector<std::string> files_of(const measure::Measurement& m);

/// A file that readings or attestations name, and what the page can do with it.
struct EvidenceFile {
  std::string named;               ///< as the readings file writes it
  std::string problem;             ///< why it cannot be had: the end of a key report.bundle.missing.…; empty when it can
  std::string sha256;              ///< of its bytes; empty with a problem
  std::string data_uri;            ///< the picture itself, for <img src>; empty when the page does not hold it
  const char* left_out = nullptr;  ///< text key: why the page does not hold it, though it can be had
  std::vector<std::string> shows;  ///< sentences: what it was named for
};

/// Every file that readings and attestations name, each once, read within bounds: 20 MB each and 200 MB together, JPEG and PNG up to
/// 2 MB each and 20 MB together into the page.
[[nodiscard]] std::vector<EvidenceFile> evidence_files(const View& view);

}  // namespace landai::report
