// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "landai/core/amount.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/store/attachments.hpp"
#include "option_values.hpp"
#include "project.hpp"

namespace landai::cli {
namespace {

constexpr std::size_t kMostShown = 20;  ///< rows; `landai unmatched` shows all

/// An element as people know it, with its id.
std::string called(const Plan& plan, const std::string& id) {
  const Element* e = plan.find(id);
  return e && !e->name.empty() ? e->name + " (" + id + ")" : id;
}

/// What was found in a photo, on a line, and below it what is doubtful about it.
std::string told(const Context& context, const Plan& plan, const store::PhotoTold& photo) {
  const store::PhotoOutcome& outcome = photo.outcome;
  if (outcome.state != store::PhotoOutcome::State::measured) {
    const char* key = outcome.state == store::PhotoOutcome::State::refused ? "cli.attach.refused" : "cli.attach.filed";
    return "  " + context.texts.render(message(key)
                                           .with("file", photo.file)
                                           .with("why", context.texts.render(outcome.told))
                                           .with("advice", context.texts.render(outcome.advice))) +
           "\n";
  }
  const measure::Reading& r = *outcome.reading;
  const auto* info = measure::quantity(r.quantity);
  std::string text = "  " + context.texts.render(message("cli.attach.measured")
                                         .with("file", photo.file)
                                         .with("element", called(plan, r.subject.front()))
                                         .with("quantity", r.quantity)
                                         .with("value", std::get<double>(r.value), info->unit)
                                         .with("lo", r.lo - 1.96 * r.u, info->unit)
                                         .with("hi", r.hi + 1.96 * r.u, info->unit)) +
                     "\n";
  for (const Message& warning : outcome.warnings) text += "    " + context.texts.render(message("cli.attach.warned").with("warning", context.texts.render(warning))) + "\n";
  return text;
}

std::string told(const Context& context, const Plan& plan, const std::string& file, const store::Attached& attached) {
  std::string text = context.texts.render(message("cli.attach.done")
                                              .with("file", file)
                                              .with("added", std::to_string(attached.added))
                                              .with("replaced", std::to_string(attached.replaced))
                                              .with("already", std::to_string(attached.already))
                                              .with("kept", std::to_string(attached.kept_files))) +
                     "\n";
  if (attached.settled > 0)
    text += "  " + context.texts.render(message("cli.attach.settled").with("count", std::to_string(attached.settled))) + "\n";
  for (const store::Lost& lost : attached.lost)
    text += "  " + context.texts.render(message("cli.attach.lost").with("file", lost.file).with("why", context.texts.render(lost.why))) + "\n";
  if (!attached.left.empty())
    text += "  " + context.texts.render(message("cli.attach.left").with("count", std::to_string(attached.left.size()))) + "\n";
  for (std::size_t i = 0; i < std::min(kMostShown, attached.left.size()); ++i) text += "    " + line_of(context, attached.left[i]) + "\n";
  if (attached.left.size() > kMostShown)
    text += "    " + context.texts.render(message("report.more").with("count", std::to_string(attached.left.size() - kMostShown))) + "\n";
  for (const store::PhotoTold& photo : attached.photos) text += told(context, plan, photo);
  for (std::size_t i = 0; i < std::min(kMostShown, attached.unmatched.size()); ++i) {
    const measure::UnmatchedRow& row = attached.unmatched[i];
    text += "  " + context.texts.render(message("cli.attach.row")
                                            .with("where", context.texts.place(row.where))
                                            .with("why", context.texts.render(row.why))) +
            "\n";
  }
  if (attached.unmatched.size() > kMostShown)
    text += "  " + context.texts.render(message("report.more").with("count", std::to_string(attached.unmatched.size() - kMostShown))) + "\n";
  return text;
}

/// Elements by id, by a name that only one has, or by their number on the worksheet: of a common row all of them.
Result<std::vector<std::string>> elements_of(const Plan& plan, const std::vector<std::string>& named, const store::AttachmentWish& wish) {
  std::vector<std::string> out;
  for (const std::string& name : named) {
    if (auto found = measure::found_by_id(name, [&plan](const std::string& id) { return plan.find(id); }, wish.former)) {
      if (!found->element) return Error{ErrorCode::usage, std::move(*found->wrong), "", "", message("cli.element.advice")};
      out.push_back(found->element->id);
      continue;
    }
    // A leaf has the name of its door, a flight one of its own.
    std::vector<std::string> ids, parts;
    for (const Element& e : plan.elements)
      if (e.name == name) (e.parent ? parts : ids).push_back(e.id);
    if (ids.empty()) ids = std::move(parts);
    const auto number = wish.worksheet.numbers.find(name);
    if (ids.empty() && number != wish.worksheet.numbers.end()) {
      std::vector<std::string> numbered = number->second.several;
      numbered.push_back(number->second.subject);
      for (std::string& id : numbered)
        if (plan.find(id)) out.push_back(std::move(id)), ids = {out.back()};
      if (!ids.empty()) continue;
    }
    if (ids.size() != 1)
      return Error{ErrorCode::usage,
                   message(ids.empty() ? "cli.element.unknown" : "cli.element.several").with("name", name),
                   "", "", message("cli.element.advice")};
    out.push_back(ids.front());
  }
  return out;
}

/// What numbers and tags mean, and how long the bar of the printed sheets is.
Status add_worksheet(const store::Project& project, const AttachOptions& options, store::AttachmentWish& wish) {
  auto names = options.worksheet.empty() ? project.worksheet_names() : measure::load_worksheet_names(options.worksheet);
  if (!names) return names.error();
  auto now = options.worksheet.empty() ? std::move(names) : project.as_of_now(std::move(*names));
  if (!now) return now.error();
  wish.worksheet = std::move(*now);
  auto former = project.former_ids();
  if (!former) return former.error();
  wish.former = std::move(*former);
  auto tags = project.sheet_tags();
  if (!tags) return tags.error();
  wish.tags = std::move(*tags);
  if (options.bar.empty()) return std::nullopt;
  const Amount bar = amount_of(options.bar, "", "m");
  // "Fit to page" makes 3 to 6 %: what is farther off is a slip, or the bar of something else.
  constexpr double kPrinted = 0.100, kMostOff = 0.008;
  if (bar.problem != Amount::Problem::none || bar.lo != bar.hi || std::abs(bar.value - kPrinted) > kMostOff)
    return Error{ErrorCode::usage, message("cli.attach.bar.wrong").with("value", options.bar), "", "", message("cli.attach.bar.advice")};
  wish.bar = bar.value;
  return std::nullopt;
}

/// What was kept but does not count: no script may take the change for the whole.
int told_code(const Context& context, const AttachOptions& options, std::size_t rows, bool missing) {
  if (rows > 0)
    return complain(context, Error{ErrorCode::input, message("cli.attach.unmatched").with("count", std::to_string(rows)), options.project, "",
                                   message("cli.attach.unmatched.advice").with("project", options.project)});
  return missing ? kFailures : kFine;
}

}  // namespace

int attach(const Context& context, const AttachOptions& options) {
  auto opened = open_project(context, options.project, store::Access::write);
  if (!opened) return complain(context, opened.error());
  auto& [project, unpacked, subject, change] = *opened;
  store::AttachmentWish wish{subject.plan, subject.rules.packs, context.data_dir, context.texts, {}, options.link,
                             options.strict, author_of(options)};
  wish.unfit = [&rules = subject.rules](measure::Attestation& said) { return indicators::unfit(said, rules.forms, rules.known_forms); };
  wish.camera = [&](const photo::Photo& photo, photo::Task& task) { return take_camera(context, {}, photo, task); };
  if (const Status wrong = add_worksheet(project, options, wish)) return complain(context, *wrong);
  auto elements = elements_of(subject.plan, options.elements, wish);
  if (!elements) return complain(context, elements.error());
  wish.elements = std::move(*elements);
  std::string text;
  std::size_t rows = 0;
  bool missing = false;   // the value of a photo that was to be measured
  for (const std::string& file : options.files) {
    auto attached = store::attach_file(project, file, wish);
    if (!attached) return complain(context, attached.error());
    text += told(context, subject.plan, file, *attached);
    rows += attached->unmatched.size();
    for (const auto& photo : attached->photos) missing = missing || photo.outcome.state == store::PhotoOutcome::State::refused;
  }
  // What does not go with the rules (a state that a form has not) is refused before it is kept.
  auto life = finish(context, project, std::move(subject), {"attach", author_of(options), options.reason});
  if (!life) return complain(context, life.error());
  if (const Status failed = print(visible(text + told(context, *life)))) return complain(context, *failed);
  return told_code(context, options, rows, missing);
}

}  // namespace landai::cli
