// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string_view>
#include <unistd.h>

#include "landai/core/data_dir.hpp"
#include "verbs.hpp"

namespace {

using namespace landai;
using namespace landai::cli;

/// The language stands in the options, but the texts of the options depend on it: looked up before they are parsed.
Language wanted_language(int argc, char** argv) {
  std::string_view wanted;
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg == "--lang" && i + 1 < argc) wanted = argv[i + 1];
    if (arg.starts_with("--lang=")) wanted = arg.substr(7);
  }
  if (wanted.empty())
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
      if (const char* value = std::getenv(variable); value != nullptr && *value != '\0') {
        wanted = value;
        break;
      }
  return wanted.starts_with("id") ? Language::id : Language::en;
}

/// What CLI11 says of wrong use, in our words.
Message usage_message(const CLI::ParseError& error) {
  const std::string what = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return message("cli.usage.extra").with("what", what.substr(what.find(':') + 1));
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return message("cli.usage.required").with("what", what.substr(0, what.find(' ')));
  // "--x: At Most 1 required but received 2", "--x: 1 required FILE missing"
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr && what.find("At Most") != std::string::npos)
    return message("cli.usage.once").with("what", what.substr(0, what.find(':')));
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) return message("cli.usage.value").with("what", what.substr(0, what.find(':')));
  if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) return message("cli.usage.validation").with("what", what.substr(0, what.find(':')));
  return message("cli.usage.other").with("what", what);
}

class Program {
 public:
  explicit Program(const Context& context) : context_(context), app_(t("cli.about"), "landai") {
    app_.option_defaults()->group(t("cli.label.Options"));
    app_.set_version_flag("--version", std::string("landai ") + LANDAI_VERSION, t("cli.option.version"));
    app_.set_help_flag("-h,--help", t("cli.option.help"));
    app_.add_option("--lang", language_, t("cli.option.lang"))->type_name("id|en")->check(CLI::IsMember({"id", "en"}));
    app_.fallthrough();
    app_.require_subcommand(1);
    app_.get_formatter()->column_width(34);
    for (const char* label : {"Usage", "OPTIONS", "SUBCOMMAND", "Positionals", "REQUIRED", "TEXT", "FILE", "DIR"})
      app_.get_formatter()->label(label, t((std::string("cli.label.") + label).c_str()));
    app_.footer(t("cli.footer"));
    add_check();
    add_inspect();
    add_route();
    add_measure();
    add_calibrate();
    add_packs("standards", standards_, [this] { return compare_.action.empty() ? cli::standards(context_, standards_) : cli::compare(context_, compare_); });
    add_compare();
    add_packs("indicators", indicators_, [this] { return cli::indicators(context_, indicators_); });
    add_project();
    add_worksheet();
  }

  int run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      return finished(app_.help());
    } catch (const CLI::CallForAllHelp&) {
      return finished(app_.help("", CLI::AppFormatMode::All));
    } catch (const CLI::CallForVersion&) {
      return finished(std::string("landai ") + LANDAI_VERSION + "\n");
    } catch (const CLI::RequiredError& error) {
      const bool verb = std::string_view(error.what()).starts_with("A subcommand");
      return complain(context_, Error{ErrorCode::usage, verb ? verb_message() : usage_message(error), "", "", message("cli.usage.advice")});
    } catch (const CLI::ParseError& error) {
      return complain(context_, Error{ErrorCode::usage, usage_message(error), "", "", message("cli.usage.advice")});
    }
    if (const std::string empty = empty_option(); !empty.empty())
      return complain(context_, Error{ErrorCode::usage, message("cli.option.empty").with("option", empty), "", "", message("cli.option.empty.advice")});
    return run_ ? run_() : kUsage;
  }

 private:
  [[nodiscard]] std::string t(const char* key) const { return context_.texts(key); }

  /// An option that names a file, folder or id and got "" (an unset variable of a script, mostly): what was meant would be lost
  /// silently. Texts may be empty.
  [[nodiscard]] std::string empty_option() const {
    for (const CLI::App* app = &app_; app != nullptr;) {
      for (const CLI::Option* option : app->get_options())
        if (option->get_type_name() != "TEXT" && option->get_expected_min() > 0)
          for (const std::string& value : option->results())
            if (value.empty()) return option->get_name();
      const auto chosen = app->get_subcommands();
      app = chosen.empty() ? nullptr : chosen.front();
    }
    return {};
  }

  int finished(const std::string& text) {
    const Status failed = print(text);
    return failed ? complain(context_, *failed) : kFine;
  }

  /// CLI11 names the groups of the help itself; a subcommand takes them over before we can say ours.
  void translate_groups(CLI::App* app) {
    app->group(t("cli.label.Subcommands"));
    app->get_help_ptr()->group(t("cli.label.Options"));
  }

  /// A missing or an unknown verb, of the program or of the verb that was given.
  [[nodiscard]] Message verb_message() {
    CLI::App* at = &app_;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
    std::string verbs, unknown;
    for (const CLI::App* verb : at->get_subcommands({})) verbs += (verbs.empty() ? "" : ", ") + verb->get_name();
    for (const std::string& word : app_.remaining(true))
      if (unknown.empty() && !word.starts_with('-')) unknown = word;
    if (unknown.empty()) return message("cli.usage.no_verb").with("verbs", verbs);
    return message("cli.usage.unknown_verb").with("what", unknown).with("verbs", verbs);
  }

  CLI::App* verb(const char* name, std::function<int()> run) {
    const std::string key = std::string("cli.") + name;
    CLI::App* app = app_.add_subcommand(name, t((key + ".about").c_str()));
    app->footer(t((key + ".example").c_str()));
    translate_groups(app);
    app->callback([this, run = std::move(run)] { run_ = run; });
    return app;
  }

  void add_check() {
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

  void add_outputs(CLI::App* app, ReportOptions& o) {
    app->add_option("--mobility", o.mobilities, t("cli.check.mobility"))->type_name("ID|FILE")->allow_extra_args(false);
    app->add_option("--ask", o.asked, t("cli.check.ask"))->type_name("QUANTITY")->allow_extra_args(false);
    app->add_option("--date", o.date, t("cli.check.date"))->type_name("YYYY-MM-DD");
    app->add_option("--json", o.json, t("cli.check.json"))->type_name("FILE");
    app->add_option("--html", o.html, t("cli.check.html"))->type_name("FILE");
    app->add_option("--svg", o.svg, t("cli.check.svg"))->type_name("DIR");
    app->add_option("--gpkg", o.gpkg, t("cli.check.gpkg"))->type_name("FILE");
    app->add_option("--form-csv", o.form_csv, t("cli.check.form_csv"))->type_name("FILE");
    app->add_option("--values-csv", o.values_csv, t("cli.check.values_csv"))->type_name("FILE");
    app->add_option("--bundle", o.bundle, t("cli.check.bundle"))->type_name("FILE");
    app->add_flag("--blur", o.blur, t("cli.check.blur"));
    app->add_flag("--keep-gps", o.keep_gps, t("cli.check.keep_gps"));
    app->add_flag("--keep-metadata", o.keep_metadata, t("cli.check.keep_metadata"));
    app->add_flag("--summary", o.summary, t("cli.check.summary"));
    app->add_flag("--remedy", o.remedy, t("cli.check.remedy"));
    app->add_flag("--strict", o.strict, t("cli.check.strict"));
  }

  void add_author(CLI::App* app, AuthorOptions& o) {
    app->add_option("--author", o.author, t("cli.option.author"))->type_name("TEXT");
    app->add_option("--reason", o.reason, t("cli.option.reason"))->type_name("TEXT");
  }

  void add_project() {
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
    CLI::App* report = verb("report", [this] { return cli::report(context_, report_); });
    report->add_option("PROJECT", report_.project, t("cli.project"))->required();
    add_rule_names(report, report_);
    add_outputs(report, report_);
    CLI::App* findings = verb("findings", [this] { return cli::findings(context_, findings_); });
    findings->add_option("PROJECT", findings_.project, t("cli.project"))->required();
    findings->add_flag("--all", findings_.all, t("cli.findings.all"));
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

  void add_inspect() {
    InspectOptions& o = inspect_;
    CLI::App* app = verb("inspect", [this] { return cli::inspect(context_, inspect_); });
    app->add_option("FILE", o.file, t("cli.inspect.file"));
    app->add_option("--profile", o.profile, t("cli.option.profile"))->type_name("ID|FILE");
    app->add_option("--unit", o.unit, t("cli.option.unit"))->type_name("U");
    app->add_flag("--facts", o.facts, t("cli.inspect.facts"));
    app->add_flag("--formats", o.formats, t("cli.inspect.formats"));
    app->add_flag("--quantities", o.quantities, t("cli.inspect.quantities"));
  }

  void add_route() {
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

  void add_measure() {
    MeasureOptions& o = measure_;
    CLI::App* app = verb("measure", [this] { return cli::measure(context_, measure_); });
    app->add_option("PHOTO", o.photo, t("cli.measure.photo"))->required();
    app->add_option("--sidecar", o.sidecar, t("cli.measure.sidecar"))->type_name("FILE");
    app->add_option("--marker-side", o.marker_side, t("cli.measure.marker_side"))->type_name("LENGTH");
    app->add_option("--marker-u", o.marker_u, t("cli.measure.marker_u"))->type_name("LENGTH");
    app->add_option("--dictionary", o.dictionary, t("cli.measure.dictionary"))->type_name("NAME");
    app->add_option("--marker", o.markers, t("cli.measure.marker"))->type_name("ID")->allow_extra_args(false);
    auto* from = app->add_option("--from", o.from, t("cli.measure.from"))->type_name("END");
    app->add_option("--to", o.to, t("cli.measure.to"))->type_name("END");
    app->add_option("--look", o.look, t("cli.measure.look"))->type_name("door|counter")->check(CLI::IsMember({"door", "counter"}))->excludes(from);
    app->add_option("--taken", o.taken, t("cli.measure.taken"))->type_name("HOW")->check(CLI::IsMember({"click", "loupe", "snap"}));
    app->add_option("--offset", o.offset, t("cli.measure.offset"))->type_name("LENGTH");
    app->add_option("--offset-from", o.offset_from, t("cli.measure.offset_from"))->type_name("LENGTH");
    app->add_option("--offset-to", o.offset_to, t("cli.measure.offset_to"))->type_name("LENGTH");
    app->add_option("--offset-u", o.offset_u, t("cli.measure.offset_u"))->type_name("LENGTH");
    app->add_option("--focal", o.focal, t("cli.measure.focal"))->type_name("LENGTH");
    app->add_option("--focal-u", o.focal_u, t("cli.measure.focal_u"))->type_name("PERCENT");
    app->add_option("--surface", o.surface, t("cli.measure.surface"))->type_name("wall|floor")->check(CLI::IsMember({"wall", "floor"}));
    app->add_option("--json", o.json, t("cli.measure.json"))->type_name("FILE");
    app->add_option("--picture", o.picture, t("cli.measure.picture"))->type_name("FILE");
    app->add_option("--camera", o.camera, t("cli.measure.camera"))->type_name("NAME");
    app->add_flag("--blur", o.blur, t("cli.measure.blur"));
    add_views(*app);
  }

  void add_views(CLI::App& app) {
    ViewOptions& o = measure_.view;
    const auto add = [&](const char* name, std::string& value, const char* key, const char* type) { return app.add_option(name, value, t(key))->type_name(type); };
    add("--reference", o.reference, "cli.measure.reference", "KIND");
    app.add_option("--corners", o.corners, t("cli.measure.corners"))->type_name("PIXELS")->allow_extra_args(false);
    add("--reference-width", o.reference_width, "cli.measure.reference_width", "LENGTH");
    add("--reference-height", o.reference_height, "cli.measure.reference_height", "LENGTH");
    add("--reference-u", o.reference_u, "cli.measure.reference_u", "LENGTH");
    add("--rounding", o.rounding, "cli.measure.rounding", "LENGTH");
    add("--edge", o.edge, "cli.measure.edge", "visible|upper|lower")->check(CLI::IsMember({"visible", "upper", "lower"}));
    add("--gravity", o.gravity, "cli.measure.gravity", "X,Y,Z");
    add("--gravity-u", o.gravity_u, "cli.measure.gravity_u", "ANGLE");
    add("--slope", o.slope, "cli.measure.slope", "lying|side|reading")->check(CLI::IsMember({"lying", "side", "reading"}));
    add("--slope-line", o.slope_line, "cli.measure.slope_line", "LINE");
    add("--level", o.level, "cli.measure.level", "LINE");
    add("--obliquity", o.obliquity, "cli.measure.obliquity", "ANGLE");
    add("--reading", o.reading, "cli.measure.reading", "SLOPE");
    add("--reading-u", o.reading_u, "cli.measure.reading_u", "ANGLE");
    app.add_option("--upright-line", o.upright_lines, t("cli.measure.upright_line"))->type_name("LINE")->allow_extra_args(false);
    app.add_option("--level-line", o.level_lines, t("cli.measure.level_line"))->type_name("LINE")->allow_extra_args(false);
    app.add_option("--across-line", o.across_lines, t("cli.measure.across_line"))->type_name("LINE")->allow_extra_args(false);
    app.add_flag("--detect-lines", o.detect, t("cli.measure.detect"));
    add("--known", o.known, "cli.measure.known", "LENGTH");
    add("--known-u", o.known_u, "cli.measure.known_u", "LENGTH");
    add("--known-from", o.known_from, "cli.measure.known_from", "END");
    add("--known-to", o.known_to, "cli.measure.known_to", "END");
    add("--height", o.height, "cli.measure.height", "LINE");
    add("--standing", o.standing, "cli.measure.standing", "LINE");
    add("--height-of", o.height_of, "cli.measure.height_of", "LENGTH");
    add("--height-u", o.height_u, "cli.measure.height_u", "LENGTH");
    app.add_flag("--base-hidden", o.base_hidden, t("cli.measure.base_hidden"));
  }

  void add_calibrate() {
    CalibrateOptions& o = calibrate_;
    CLI::App* app = verb("calibrate", [this] { return cli::calibrate(context_, calibrate_); });
    app->add_option("PHOTO", o.photos, t("cli.calibrate.photo"))->required();
    app->add_option("--board", o.board, t("cli.calibrate.board"))->type_name("BOARD");
    app->add_option("--camera", o.camera, t("cli.calibrate.camera"))->type_name("NAME")->required();
    app->add_option("--output,-o", o.output, t("cli.calibrate.output"))->type_name("FILE");
  }

  void add_worksheet() {
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

  void add_packs(const char* name, PackOptions& options, std::function<int()> run) {
    const std::string key = std::string("cli.") + name;
    CLI::App* app = verb(name, std::move(run));
    app->require_subcommand(1);
    for (const char* action : {"list", "show", "check"}) {
      const std::string sub_key = key + "." + action;
      CLI::App* sub = app->add_subcommand(action, t(sub_key.c_str()));
      sub->footer(t((sub_key + ".example").c_str()));
      translate_groups(sub);
      sub->callback([&options, action] { options.action = action; });
      auto* names = sub->add_option("NAME", options.names, t((key + ".name").c_str()));
      if (std::strcmp(action, "show") == 0) names->required();
    }
  }

  /// A verb of `landai standards` that looks at several packs; it runs in place of what the others run.
  CLI::App* comparing(const char* action) {
    CLI::App* standards = app_.get_subcommand("standards");
    const std::string key = std::string("cli.standards.") + action;
    CLI::App* app = standards->add_subcommand(action, t(key.c_str()));
    app->footer(t((key + ".example").c_str()));
    translate_groups(app);
    app->callback([this, action] { compare_.action = action; });
    return app;
  }

  void add_compare() {
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

}  // namespace

int main(int argc, char** argv) {
  try {
    Context context;
    auto data = data_dir();
    if (!data) return complain(context, data.error());
    context.data_dir = *data;
    auto texts = Texts::load(*data, wanted_language(argc, argv));
    if (!texts) return complain(context, texts.error());
    context.texts = *texts;
    context.colour = isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    return Program(context).run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("landai: not enough memory for this input / memori tidak cukup untuk masukan ini\n", stderr);
    return kInput;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "landai: %s\n", problem.what());
    return kUsage;
  }
}
