// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs and their options, measuring on photos aside.
#include <cstring>

#include "program.hpp"

namespace landai::cli {

void Program::add_check() {
  CheckOptions& o = check_;
  CLI::App* app = verb("check", [this] { return cli::check(context_, check_); });
  app->add_option("FILE", o.files, t("cli.check.file"))->required();
  add_rule_names(app, o);
  app->add_option("--profile", o.profile, t("cli.option.profile"))->type_name("ID|FILE");
  app->add_option("--unit", o.unit, t("cli.option.unit"))->type_name("U");
  app->add_option("--facts", o.facts, t("cli.check.facts"))->type_name("FILE");
  app->add_option("--readings", o.readings, t("cli.check.readings"))->type_name("FILE");
  app->add_option("--worksheet", o.worksheet, t("cli.check.worksheet"))->type_name("FILE");
  add_outputs(app, o);
}

void Program::add_project() {
  ImportOptions& i = import_;
  CLI::App* import = verb("import", [this] { return cli::import(context_, import_); });
  import->add_option("FILE", i.files, t("cli.check.file"))->required();
  import->add_option("-o,--output", i.output, t("cli.import.output"))->type_name("FILE")->required();
  import->add_flag("--update", i.update, t("cli.import.update"));
  import->add_flag("--other-building", i.other_building, t("cli.import.other_building"));
  import->add_option("--profile", i.settings.profile, t("cli.option.profile"))->type_name("ID|FILE");
  import->add_option("--unit", i.settings.unit, t("cli.option.unit"))->type_name("U");
  add_rule_names(import, i.settings);
  add_author(import, i);
  CLI::App* attach = verb("attach", [this] { return cli::attach(context_, attach_); });
  attach->add_option("PROJECT", attach_.project, t("cli.project"))->required();
  attach->add_option("FILE", attach_.files, t("cli.attach.file"))->required();
  attach->add_option("--element", attach_.elements, t("cli.attach.element"))->type_name("ID")->allow_extra_args(false);
  attach->add_flag("--link", attach_.link, t("cli.attach.link"));
  attach->add_flag("--strict", attach_.strict, t("cli.attach.strict"));
  attach->add_option("--worksheet", attach_.worksheet, t("cli.attach.worksheet"))->type_name("FILE");
  attach->add_option("--bar", attach_.bar, t("cli.attach.bar"))->type_name("LENGTH");
  add_author(attach, attach_);
  UnmatchedOptions& u = unmatched_;
  CLI::App* rows = verb("unmatched", [this] { return cli::unmatched(context_, unmatched_); });
  rows->add_option("PROJECT", u.project, t("cli.project"))->required();
  rows->add_option("--dismiss", u.dismissed, t("cli.unmatched.dismiss"))->type_name("ROW")->allow_extra_args(false);
  add_author(rows, u);
  WithdrawOptions& w = withdraw_;
  CLI::App* back = verb("withdraw", [this] { return cli::withdraw(context_, withdraw_); });
  back->add_option("PROJECT", w.project, t("cli.project"))->required();
  back->add_option("ROW", w.rows, t("cli.withdraw.row"));
  add_author(back, w);
  CLI::App* report = verb("report", [this] { return cli::report(context_, report_); });
  report->add_option("PROJECT", report_.project, t("cli.project"))->required();
  add_rule_names(report, report_);
  add_outputs(report, report_);
  CLI::App* findings = verb("findings", [this] { return cli::findings(context_, findings_); });
  findings->add_option("PROJECT", findings_.project, t("cli.project"))->required();
  findings->add_flag("--all", findings_.all, t("cli.findings.all"));
  findings->add_option("--date", findings_.date, t("cli.findings.date"))->type_name("YYYY-MM-DD");
  FindingOptions& f = finding_;
  CLI::App* finding = verb("finding", [this] { return cli::finding(context_, finding_); });
  finding->add_option("PROJECT", f.project, t("cli.project"))->required();
  finding->add_option("FINDING", f.finding, t("cli.finding.finding"))->required();
  finding->add_option("--state", f.said.state, t("cli.finding.state"))->check(CLI::IsMember({"open", "accepted", "fixed", "waived"}));
  finding->add_option("--document", f.said.document, t("cli.finding.document"))->type_name("TEXT");
  finding->add_option("--owner", f.said.owner, t("cli.finding.owner"))->type_name("TEXT");
  finding->add_option("--due", f.said.due, t("cli.finding.due"))->type_name("YYYY-MM-DD");
  add_author(finding, f);
  CLI::App* log = verb("log", [this] { return cli::log(context_, log_); });
  log->add_option("PROJECT", log_.project, t("cli.project"))->required();
}

void Program::add_inspect() {
  InspectOptions& o = inspect_;
  CLI::App* app = verb("inspect", [this] { return cli::inspect(context_, inspect_); });
  app->add_option("FILE", o.file, t("cli.inspect.file"));
  app->add_option("--profile", o.profile, t("cli.option.profile"))->type_name("ID|FILE");
  app->add_option("--unit", o.unit, t("cli.option.unit"))->type_name("U");
  app->add_flag("--facts", o.facts, t("cli.inspect.facts"));
  app->add_flag("--formats", o.formats, t("cli.inspect.formats"));
  app->add_flag("--quantities", o.quantities, t("cli.inspect.quantities"));
}

void Program::add_route() {
  RouteOptions& o = route_;
  CLI::App* app = verb("route", [this] { return cli::route(context_, route_); });
  app->add_option("FILE", o.files, t("cli.check.file"))->required();
  app->add_option("--from", o.from, t("cli.route.from"))->type_name("PLACE")->required();
  app->add_option("--to", o.to, t("cli.route.to"))->type_name("PLACE")->required();
  app->add_option("--mobility", o.mobilities, t("cli.route.mobility"))->type_name("ID|FILE")->allow_extra_args(false);
  app->add_option("--profile", o.profile, t("cli.option.profile"))->type_name("ID|FILE");
  app->add_option("--unit", o.unit, t("cli.option.unit"))->type_name("U");
  app->add_option("--facts", o.facts, t("cli.check.facts"))->type_name("FILE");
  app->add_option("--json", o.json, t("cli.route.json"))->type_name("FILE");
  app->add_option("--svg", o.svg, t("cli.route.svg"))->type_name("DIR");
  app->add_flag("--strict", o.strict, t("cli.route.strict"));
}

void Program::add_worksheet() {
  WorksheetOptions& o = worksheet_;
  CLI::App* app = verb("worksheet", [this] { return cli::worksheet(context_, worksheet_); });
  app->add_option("FILE", o.files, t("cli.worksheet.file"))->required();
  app->add_option("-o,--output", o.output, t("cli.worksheet.output"))->type_name("FILE")->required();
  app->add_option("--data", o.data, t("cli.worksheet.data"))->type_name("FILE");
  app->add_option("--xlsform", o.xlsform, t("cli.worksheet.xlsform"))->type_name("FILE");
  app->add_option("--earlier", o.earlier, t("cli.worksheet.earlier"))->type_name("FILE");
  app->add_flag("--all-markers", o.all_markers, t("cli.worksheet.all_markers"));
  add_author(app, o);
  app->add_option("--standard", o.standards, t("cli.check.standard"))->type_name("ID")->allow_extra_args(false);
  app->add_option("--indicators", o.indicators, t("cli.check.indicators"))->type_name("ID")->allow_extra_args(false);
  app->add_option("--profile", o.profile, t("cli.option.profile"))->type_name("ID|FILE");
  app->add_option("--unit", o.unit, t("cli.option.unit"))->type_name("U");
  app->add_option("--facts", o.facts, t("cli.check.facts"))->type_name("FILE");
  app->add_option("--readings", o.readings, t("cli.check.readings"))->type_name("FILE");
  app->add_option("--name", o.name, t("cli.check.name"))->type_name("TEXT");
  app->add_option("--assessor", o.assessor, t("cli.check.assessor"))->type_name("TEXT");
  app->add_option("--date", o.date, t("cli.check.date"))->type_name("YYYY-MM-DD");
}

void Program::add_packs(const char* name, PackOptions& options, std::function<int()> run) {
  const std::string key = std::string("cli.") + name;
  CLI::App* app = verb(name, std::move(run));
  app->require_subcommand(1);
  for (const char* action : {"list", "show", "check"}) {
    const std::string sub_key = key + "." + action;
    CLI::App* sub = app->add_subcommand(action, t(sub_key.c_str()));
    sub->footer(t((sub_key + ".example").c_str()));
    translate_groups(sub);
    sub->callback([&options, action] { options.action = action; });
    const bool show = std::strcmp(action, "show") == 0;  // it alone takes a part of a pack
    auto* names = sub->add_option("NAME", options.names, t(((show ? sub_key : key) + ".name").c_str()));
    if (show) names->required();
  }
}

/// A verb of `landai standards` that looks at several packs; it runs in place of what the others run.
CLI::App* Program::comparing(const char* action) {
  CLI::App* standards = app_.get_subcommand("standards");
  const std::string key = std::string("cli.standards.") + action;
  CLI::App* app = standards->add_subcommand(action, t(key.c_str()));
  app->footer(t((key + ".example").c_str()));
  translate_groups(app);
  app->callback([this, action] { compare_.action = action; });
  return app;
}

void Program::add_compare() {
  CompareOptions& o = compare_;
  CLI::App* diff = comparing("diff");
  diff->add_option("A", o.a, t("cli.standards.name"))->required();
  diff->add_option("B", o.b, t("cli.standards.name"))->required();
  CLI::App* compare = comparing("compare");
  for (CLI::App* app : {diff, compare}) {
    app->add_option("FILE", o.files, t("cli.check.file"))->required();
    app->add_option("--facts", o.facts, t("cli.check.facts"))->type_name("FILE");
    app->add_option("--readings", o.readings, t("cli.check.readings"))->type_name("FILE");
    app->add_option("--worksheet", o.worksheet, t("cli.check.worksheet"))->type_name("FILE");
    app->add_option("--date", o.date, t("cli.check.date"))->type_name("YYYY-MM-DD");
    app->add_option("--profile", o.profile, t("cli.option.profile"))->type_name("ID|FILE");
    app->add_option("--unit", o.unit, t("cli.option.unit"))->type_name("U");
  }
  diff->add_option("--json", o.json, t("cli.standards.diff.json"))->type_name("FILE");
  compare->add_option("--standard", o.packs, t("cli.compare.standard"))->type_name("ID")->allow_extra_args(false);
  compare->add_option("--csv", o.csv, t("cli.standards.compare.csv"))->type_name("FILE");
  CLI::App* coverage = comparing("coverage");
  coverage->add_option("NAME", o.packs, t("cli.standards.name"));
  coverage->add_flag("--markdown", o.markdown, t("cli.standards.coverage.markdown"));
}

}  // namespace landai::cli
