// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>

#include "project.hpp"

namespace landai::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostMoved = 20;  ///< so many are listed by name

std::string number(int n) { return std::to_string(n); }

std::string orphans_text(const Context& context, const std::vector<store::Orphan>& orphans) {
  std::string text;
  for (const store::Orphan& o : orphans)
    text += "  " +
            context.texts.render(
                orphan_message(o, context.texts("words.category." + std::string(to_string(o.category))))) +
            "\n";
  return text;
}

/// What is to be looked at: elements that their id alone tells, and ids that went to other elements.
std::string moved_text(const Context& context, const store::PlanChange& change) {
  std::string text;
  if (change.renumbered > 0)
    text += context.texts.render(message("cli.import.renumbered").with("count", number(change.renumbered))) + "\n";
  if (change.moved.empty()) return text;
  text += context.texts("cli.import.moved") + "\n";
  for (std::size_t k = 0; k < std::min(change.moved.size(), kMostMoved); ++k) {
    const store::MovedElement& m = change.moved[k];
    text += "  " +
            context.texts.render(message("cli.import.moved.one")
                                     .with("category", context.texts("words.category." + std::string(to_string(m.category))))
                                     .with("name", m.name.empty() ? m.element : m.name)
                                     .with("by", context.texts.number(m.by_m, "m"))) +
            "\n";
  }
  if (change.moved.size() > kMostMoved)
    text += "  " + context.texts.render(message("cli.import.moved.more").with("count", number(static_cast<int>(change.moved.size() - kMostMoved)))) + "\n";
  return text;
}

std::string told(const Context& context, const store::PlanChange& change) {
  if (change.first)
    return context.texts.render(message("cli.import.new").with("count", number(change.added))) + "\n";
  std::string text = change.turned == 0 && !change.mirrored ? "" : context.texts.render(store::turned_message(change)) + "\n";
  text += context.texts.render(message("cli.import.changed")
                                              .with("same", number(change.same))
                                              .with("by_id", number(change.by_id))
                                              .with("by_place", number(change.by_place))
                                              .with("added", number(change.added))
                                              .with("gone", number(change.gone))
                                              .with("returned", number(change.returned))) +
          "\n" + moved_text(context, change);
  if (!change.orphans.empty())
    text += context.texts("cli.import.orphans") + "\n" + orphans_text(context, change.orphans);
  return text;
}

}  // namespace

int import(const Context& context, const ImportOptions& options) {
  std::error_code ignored;
  const bool there = fs::exists(options.output, ignored);
  for (const std::string& file : options.files)
    if (there && fs::equivalent(file, options.output, ignored))
      return complain(context, Error{ErrorCode::usage, message("cli.output.is_input").with("option", "-o"),
                                     options.output, "", message("cli.output.advice")});
  if (options.update && !there)
    return complain(context, Error{ErrorCode::input, message("store.missing"), options.output, "",
                                   message("store.missing.advice")});
  auto project = there ? store::Project::open(options.output, store::Access::write)
                       : store::Project::create(options.output);
  if (!project) return complain(context, project.error());
  if (const Status wrong = project->set_plan(options.files, options.settings))
    return complain(context, *wrong);
  auto opened = read_project(context, std::move(*project));
  if (!opened) return complain(context, opened.error());
  const store::PlanChange& change = opened->change;
  if (change.other_building() && !options.other_building)
    return complain(context, Error{ErrorCode::input,
                                   message("cli.import.other")
                                       .with("same", number(change.same + change.by_id + change.by_place))
                                       .with("before", number(change.before))
                                       .with("now", number(change.now)),
                                   options.output, "", message("cli.import.other.advice")});
  auto life = finish(context, opened->project, std::move(opened->subject), {"import", author_of(options), options.reason});
  if (!life) return complain(context, life.error());
  const Status failed = print(visible(told(context, change) + told(context, *life)));
  return failed ? complain(context, *failed) : kFine;
}

}  // namespace landai::cli
