// SPDX-License-Identifier: GPL-3.0-or-later
// Files that prove something, and their names in a project.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "landai/measure/readings.hpp"
#include "project_impl.hpp"

namespace landai::store {

/// The bytes of a file that a readings file names: of its archive, or of its folder. Error (input, limit) with the reason when it cannot be had.
[[nodiscard]] Result<std::string> evidence_bytes(const std::string& file, const measure::EvidenceSource& source);

/// Takes evidence into the project and gives it a name there.
class Evidence {
 public:
  explicit Evidence(Project::Impl& in);

  /// The names under which the project has the files of a readings file. What cannot be had keeps its name and
  /// is told.
  std::vector<std::string> take(const std::vector<std::string>& files, const measure::EvidenceSource& source,
                                Attached& told);
  /// The name of bytes that are at hand; with a link they stay outside.
  std::string take(const std::string& file, std::string_view bytes, const std::string& link, Attached& told);
  /// A picture that is made anew takes the place of the one of this name.
  void put(const std::string& name, std::string_view bytes, Attached& told);

 private:
  std::string take_one(const std::string& file, const measure::EvidenceSource& source, Attached& told);
  /// What lies beside a photo says what nobody else may see of it. The last one counts.
  void take_sidecar(const std::string& file, const std::string& name, const measure::EvidenceSource& source,
                    Attached& told);
  void keep(const std::string& name, std::string_view bytes, const std::string& sha, const std::string& link,
            Attached& told);

  Project::Impl& in_;
  std::map<std::string, std::string> there_;                    ///< SHA-256 by name
  std::map<std::string, std::string> taken_;                    ///< name by file, of this run
};

}  // namespace landai::store
