// SPDX-License-Identifier: GPL-3.0-or-later
// What all verbs have in common: texts, wrong use in our words, options that several of them take.
#include "program.hpp"

#include <string_view>

namespace landai::cli {
namespace {

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

}  // namespace

Program::Program(const Context& context) : context_(context), app_(t("cli.about"), "landai") {
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

int Program::run(int argc, char** argv) {
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

/// An option that names a file, folder or id and got "" (an unset variable of a script, mostly): what was meant would be lost
/// silently. Texts may be empty.
std::string Program::empty_option() const {
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

int Program::finished(const std::string& text) {
  const Status failed = print(text);
  return failed ? complain(context_, *failed) : kFine;
}

/// CLI11 names the groups of the help itself; a subcommand takes them over before we can say ours.
void Program::translate_groups(CLI::App* app) {
  app->group(t("cli.label.Subcommands"));
  app->get_help_ptr()->group(t("cli.label.Options"));
}

/// A missing or an unknown verb, of the program or of the verb that was given.
Message Program::verb_message() {
  CLI::App* at = &app_;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  std::string verbs, unknown;
  for (const CLI::App* verb : at->get_subcommands({})) verbs += (verbs.empty() ? "" : ", ") + verb->get_name();
  for (const std::string& word : app_.remaining(true))
    if (unknown.empty() && !word.starts_with('-')) unknown = word;
  if (unknown.empty()) return message("cli.usage.no_verb").with("verbs", verbs);
  return message("cli.usage.unknown_verb").with("what", unknown).with("verbs", verbs);
}

CLI::App* Program::verb(const char* name, std::function<int()> run) {
  const std::string key = std::string("cli.") + name;
  CLI::App* app = app_.add_subcommand(name, t((key + ".about").c_str()));
  app->footer(t((key + ".example").c_str()));
  translate_groups(app);
  app->callback([this, run = std::move(run)] { run_ = run; });
  return app;
}

void Program::add_outputs(CLI::App* app, ReportOptions& o) {
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

void Program::add_author(CLI::App* app, AuthorOptions& o) {
  app->add_option("--author", o.author, t("cli.option.author"))->type_name("TEXT");
  app->add_option("--reason", o.reason, t("cli.option.reason"))->type_name("TEXT");
}

}  // namespace landai::cli
