// SPDX-License-Identifier: GPL-3.0-or-later
// The program's verbs and options: what all have in common (program.cpp), the verbs (program_verbs.cpp), and measuring on photos
// (program_photos.cpp). Private to the room.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "verbs.hpp"

namespace landai::cli {

/// The command line: every verb with its options and texts, parsed, and the verb that was asked for run.
class Program {
 public:
  explicit Program(const Context& context);
  /// The exit code.
  int run(int argc, char** argv);

 private:
  [[nodiscard]] std::string t(const char* key) const { return context_.texts(key); }
  [[nodiscard]] std::string empty_option() const;
  int finished(const std::string& text);
  void translate_groups(CLI::App* app);
  [[nodiscard]] Message verb_message();
  CLI::App* verb(const char* name, std::function<int()> run);
  void add_check();
  /// What to judge by, and whose building it is. `o` has standards, indicators, policy, name and so on.
  template <class Options>
  void add_rule_names(CLI::App* app, Options& o) {
    app->add_option("--standard", o.standards, t("cli.check.standard"))->type_name("ID")->allow_extra_args(false);
    app->add_option("--indicators", o.indicators, t("cli.check.indicators"))->type_name("ID")->allow_extra_args(false);
    app->add_option("--policy", o.policy, t("cli.check.policy"))->type_name("ID|FILE");
    app->add_option("--name", o.name, t("cli.check.name"))->type_name("TEXT");
    app->add_option("--facility-id", o.facility_id, t("cli.check.facility_id"))->type_name("TEXT");
    app->add_option("--facility-unit", o.facility_unit, t("cli.check.facility_unit"))->type_name("TEXT");
    app->add_option("--assessor", o.assessor, t("cli.check.assessor"))->type_name("TEXT");
  }
  void add_outputs(CLI::App* app, ReportOptions& o);
  void add_author(CLI::App* app, AuthorOptions& o);
  void add_project();
  void add_inspect();
  void add_route();
  void add_measure();
  void add_views(CLI::App& app);
  void add_calibrate();
  void add_worksheet();
  void add_packs(const char* name, PackOptions& options, std::function<int()> run);
  CLI::App* comparing(const char* action);
  void add_compare();

  const Context& context_;
  CLI::App app_;
  std::string language_;
  CheckOptions check_;
  ImportOptions import_;
  AttachOptions attach_;
  ProjectReportOptions report_;
  FindingsOptions findings_;
  FindingOptions finding_;
  LogOptions log_;
  UnmatchedOptions unmatched_;
  WithdrawOptions withdraw_;
  InspectOptions inspect_;
  RouteOptions route_;
  MeasureOptions measure_;
  WorksheetOptions worksheet_;
  CalibrateOptions calibrate_;
  PackOptions standards_;
  CompareOptions compare_;
  PackOptions indicators_;
  std::function<int()> run_;
};

}  // namespace landai::cli
