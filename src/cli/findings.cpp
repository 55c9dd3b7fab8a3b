// SPDX-License-Identifier: GPL-3.0-or-later
// `landai findings`, `landai finding` and `landai log`: what became of findings, and who changed what.
#include <algorithm>

#include "landai/core/date.hpp"
#include "landai/measure/reconcile.hpp"
#include "landai/report/value.hpp"
#include "project.hpp"

namespace landai::cli {
namespace {

constexpr const char* kShown[] = {"open", "accepted", "waived", "gone", "fixed", "superseded"};

std::string line_of(const Context& context, const store::FindingTold& f, const std::string& today) {
  const auto say = [&](const char* key, const char* name, const std::string& value) {
    return "; " + context.texts.render(message(key).with(name, value));
  };
  std::string text = "  " + f.fingerprint + "  [" + std::to_string(f.severity) + "] " + f.title + "\n";
  std::string more = context.texts.render(
      message("cli.findings.since").with("date", f.life.since.substr(0, 10)).with("author", f.author));
  if (!f.closed_by.empty()) more += "; " + context.texts("words.closed_by." + f.closed_by);
  if (f.told) more += "; " + context.texts.render(*f.told);
  if (!f.life.owner.empty()) more += say("cli.findings.owner", "owner", f.life.owner);
  const bool late = report::is_overdue(f.life, today);
  if (!f.life.due.empty()) more += say(late ? "report.life.late" : "report.life.due", "date", f.life.due);
  if (!f.life.document.empty()) more += "; " + f.life.document;
  if (!f.follows.empty()) more += say("cli.findings.follows", "finding", f.follows);
  return text + "      " + more + "\n";
}

/// What was read before something else was: "P-01: clear width 0.750 m on 2026-03-02, since then 0.900 m on 2026-11-20".
std::string earlier_text(const Context& context, const std::vector<store::EarlierTold>& all) {
  if (all.empty()) return {};
  const auto what = [&](const measure::Measurement& m) { return context.texts("words.quantity." + m.quantity); };
  std::string text = context.texts("report.values.earlier") + ": " + std::to_string(all.size()) + "\n";
  for (const store::EarlierTold& e : all) {
    const measure::Measurement &was = e.values.was, &since = e.values.since;
    text += "  " + e.about + ": " + what(was) + " " +
            context.texts.render(message(was.quantity == since.quantity ? "report.values.earlier.told" : "report.values.earlier.other")
                                     .with("was", report::bare_value_text(context.texts, was))
                                     .with("day", measure::reading_source(was).date)
                                     .with("what", what(since))
                                     .with("now", report::bare_value_text(context.texts, since))
                                     .with("since", measure::reading_source(since).date)) +
            "\n";
  }
  return text;
}

/// A line of the log. States are kept as they are said on the command line.
std::string done(const Context& context, Message what) {
  for (auto& [name, arg] : what.args)
    if (const std::string word = "words.finding_state." + arg.text; name == "state" && context.texts.has(word))
      arg.text = context.texts(word);
  std::string text = context.texts.render(what);
  if (what.key == "store.did.finding")  // of older projects: all in one line, and most of it is empty
    text.erase(text.find_last_not_of(" :") + 1);
  return text;
}

}  // namespace

int findings(const Context& context, const FindingsOptions& options) {
  if (!options.date.empty() && !is_date(options.date))
    return complain(context, Error{ErrorCode::usage, message("cli.date.wrong").with("date", options.date), "", "",
                                   message("cli.date.advice")});
  auto project = store::Project::open(options.project, store::Access::read);
  if (!project) return complain(context, project.error());
  auto all = project->findings(context.texts.language());
  if (!all) return complain(context, all.error());
  const std::string today = options.date.empty() ? utc_now().substr(0, 10) : options.date;
  std::string text;
  for (const char* state : kShown) {
    std::string lines;
    int count = 0, left_out = 0;
    for (const auto& f : *all) {
      if (f.life.state != state) continue;
      ++count;
      // What is closed, and what is only a question to measure, is counted; --all lists it.
      const bool listed =
          options.all ||
          ((f.life.state == "open" || f.life.state == "accepted" || f.life.state == "waived" || f.life.state == "gone") &&
           f.verdict != "not_measured");
      if (listed) lines += line_of(context, f, today);
      else ++left_out;
    }
    if (count > 0)
      text +=
          context.texts.render(message("cli.findings.heading")
                                   .with("state", context.texts("words.finding_state." + std::string(state)))
                                   .with("count", std::to_string(count))) +
          (left_out > 0 ? context.texts.render(message("cli.findings.left_out").with("count", std::to_string(left_out))) : std::string()) +
          "\n" + lines;
  }
  const auto inspected = project->inspected();
  if (!inspected) return complain(context, inspected.error());
  if (text.empty())
    text = (*inspected ? context.texts("report.no_findings") : context.texts.render(message("cli.findings.none_kept").with("project", options.project))) + "\n";
  const auto earlier = project->earlier(today);
  if (!earlier) return complain(context, earlier.error());
  text += earlier_text(context, *earlier);
  const Status failed = print(visible(text));
  return failed ? complain(context, *failed) : kFine;
}

int finding(const Context& context, const FindingOptions& options) {
  const store::FindingSaid& said = options.said;
  if (said.due && !said.due->empty() && !is_date(*said.due))
    return complain(context, Error{ErrorCode::usage, message("cli.date.wrong").with("date", *said.due), "",
                                   "", message("cli.date.advice")});
  if (!said.state && !said.owner && !said.due && !said.document)
    return complain(context, Error{ErrorCode::usage, message("cli.finding.nothing"), "", "",
                                   message("cli.usage.advice")});
  auto opened = open_project(context, options.project, store::Access::write);
  if (!opened) return complain(context, opened.error());
  store::Project& project = opened->project;
  auto named = project.say(options.finding, said, author_of(options));
  if (!named) return complain(context, named.error());
  auto life = finish(context, project, std::move(opened->subject), {"finding", author_of(options), options.reason});
  if (!life) return complain(context, life.error());
  auto all = project.findings(context.texts.language());
  if (!all) return complain(context, all.error());
  std::string text;
  for (const auto& f : *all)
    if (f.fingerprint == *named)
      text += context.texts("words.finding_state." + f.life.state) + "\n" +
              line_of(context, f, utc_now().substr(0, 10));
  const Status failed = print(visible(text));
  return failed ? complain(context, *failed) : kFine;
}

int log(const Context& context, const LogOptions& options) {
  auto project = store::Project::open(options.project, store::Access::read);
  if (!project) return complain(context, project.error());
  auto changes = project->history();
  if (!changes) return complain(context, changes.error());
  std::string text;
  for (const store::ChangeTold& c : *changes) {
    text += std::to_string(c.id) + "  " + c.utc + "  " + c.change.author + "  landai " + c.change.verb +
            " (" + c.tool + ")\n";
    if (!c.change.reason.empty())
      text += "    " + context.texts.render(message("cli.log.reason").with("reason", c.change.reason)) + "\n";
    for (const Message& m : c.what) text += "    " + done(context, m) + "\n";
  }
  const Status failed = print(visible(text));
  return failed ? complain(context, *failed) : kFine;
}

}  // namespace landai::cli
