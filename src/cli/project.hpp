// SPDX-License-Identifier: GPL-3.0-or-later
// What the verbs of a project have in common. The store keeps, the report judges.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "landai/report/inspection.hpp"
#include "landai/store/project.hpp"
#include "verbs.hpp"

namespace landai::cli {

/// Who makes a change: who is named, else LANDAI_AUTHOR, else who runs the program.
[[nodiscard]] std::string author_of(const AuthorOptions& options);

/// A project's plan, read from where it was unpacked, and the rules that it is judged by.
struct Subject {
  Plan plan;
  report::Rules rules;
};

/// A project whose plan was read and found again in it.
struct OpenProject {
  store::Project project;
  store::Unpacked unpacked;
  Subject subject;
  store::PlanChange change;
};
/// The plan of the project, judged by its own rules or, where `asked` names some, by these. Error as Project::open, unpack and match say, and
/// as reading the plan and the rules does.
[[nodiscard]] Result<OpenProject> open_project(const Context& context, const std::string& file, store::Access access,
                                               const report::RuleNames& asked = {});
/// The same of a project that is open already.
[[nodiscard]] Result<OpenProject> read_project(const Context& context, store::Project project, const report::RuleNames& asked = {});

/// What an inspection needs of a project, so that the file need not stay open meanwhile.
struct Gathered {
  std::string project;
  measure::Facts facts;
  std::vector<store::Orphan> orphans;
  std::set<std::string> evidence;
  std::vector<store::Photo> photos;
  std::set<std::int64_t> lost;   ///< photos (their ids) whose linked file is gone or is not what it was: they show nothing
};
[[nodiscard]] Result<Gathered> gather(const store::Project& project,
                                      store::Cameras cameras = store::Cameras::left_out);

/// Puts the building of a project to its rules. What has lost its element is told in every output.
[[nodiscard]] Result<std::unique_ptr<report::Inspection>> judge(const Context& context, Gathered gathered,
                                                                Subject subject, report::Wanted wanted);

/// Judges the changed project, keeps what was found and makes it one change.
[[nodiscard]] Result<store::LifeChange> finish(const Context& context, store::Project& project,
                                               Subject subject, const store::Change& change);

/// "r12  P-01  door.clear_width 0.5  v.csv:2, Sari, 2026-11-20".
[[nodiscard]] std::string line_of(const Context& context, const store::AttachedRow& row);
/// What an orphan lost, as a sentence.
[[nodiscard]] Message orphan_message(const store::Orphan& orphan, const std::string& category);
/// What became of findings, as a line; empty when nothing did.
[[nodiscard]] std::string told(const Context& context, const store::LifeChange& life);

}  // namespace landai::cli
