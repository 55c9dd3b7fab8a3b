// SPDX-License-Identifier: GPL-3.0-or-later
// Files that prove something, and their names in a project.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "landai/measure/readings.hpp"
#include "project_impl.hpp"

namespace landai::store {

/// The bytes of a file that a readings file names: of its archive, of its folder, or of the folder media there.
/// Error (input, limit) with the reason when it cannot be had, a link out of the folder included.
[[nodiscard]] Result<std::string> evidence_bytes(const std::string& file, const measure::EvidenceSource& source);
/// Where one lies that is in no archive. The same errors.
[[nodiscard]] Result<std::filesystem::path> evidence_path(const std::string& file,
                                                          const measure::EvidenceSource& source);

/// Takes evidence into the project and gives it a name there.
class Evidence {
 public:
  explicit Evidence(Project::Impl& in);

  /// A row comes again of which the project has one that names these: what it names in vain is its own, and no
  /// reason to give its file another name. To be said of all rows before the first is taken.
  void again(const std::vector<std::string>& names);
  /// The names under which the project has the files of a row of a readings file. `before`: what the row in the
  /// project names that this one is or takes the place of; what it has need not be there again. What cannot be
  /// had is told and has a name that no other row's file will get.
  std::vector<std::string> take(const std::vector<std::string>& files, const std::vector<std::string>& before,
                                const measure::EvidenceSource& source, Attached& told);
  /// The name of bytes that are at hand; with a link they stay outside.
  std::string take(const std::string& file, std::string_view bytes, const std::string& link, Attached& told);
  /// A picture that is made anew takes the place of the one of this name.
  void put(const std::string& name, std::string_view bytes, Attached& told);

 private:
  struct Kept {
    std::string sha, link;
  };
  std::string take_one(const std::string& file, const std::vector<std::string>& before,
                       const measure::EvidenceSource& source, Attached& told);
  /// The name of a file that cannot be had.
  std::string missed(const std::string& file, const std::vector<std::string>& before, Message why, Attached& told);
  [[nodiscard]] std::string free_name(const std::string& file) const;
  /// What lies beside a photo says what nobody else may see of it. The last one counts.
  void take_sidecar(const std::string& file, const std::string& name, const measure::EvidenceSource& source,
                    Attached& told);
  void end(const std::string& name);
  void keep(const std::string& name, std::string_view bytes, const std::string& sha, const std::string& link,
            Attached& told);

  Project::Impl& in_;
  std::map<std::string, Kept> there_;           ///< by name
  std::multiset<std::string> in_vain_;          ///< names that rows name and nothing has
  std::map<std::string, std::string> taken_;    ///< name by file, of this run
  std::map<std::string, std::string> missing_;  ///< the same of what cannot be had
  std::set<std::string> told_;                  ///< of those, what was told
};

}  // namespace landai::store
