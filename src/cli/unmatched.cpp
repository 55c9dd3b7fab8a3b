// SPDX-License-Identifier: GPL-3.0-or-later
// `landai unmatched`: the rows that were not taken, and dismissing them.
#include "project.hpp"

namespace landai::cli {
namespace {

std::string row_of(const Context& context, const Plan& plan, const store::Unmatched& u) {
  std::string text = "  " + std::to_string(u.id) + "  " + u.row.file + ", " + context.texts.place(u.row.where) + "\n      " +
                     context.texts.render(u.row.why) + "\n";
  std::string cells, near;
  for (const auto& [column, cell] : u.row.cells) {
    const std::string key = "core.place.column." + column;
    cells += (cells.empty() ? "" : " · ") + (context.texts.has(key) ? context.texts(key) : column) + ": " + cell;
  }
  for (const std::string& id : u.row.near) {
    const Element* e = plan.find(id);
    near += (near.empty() ? "" : ", ") + (e && !e->name.empty() ? e->name + " (" + id + ")" : id);
  }
  text += "      " + cells + "\n";
  if (!near.empty()) text += "      " + context.texts("report.values.near") + " " + near + "\n";
  return text;
}

int list(const Context& context, const store::Project& project, const Plan& plan) {
  auto rows = project.unmatched();
  if (!rows) return complain(context, rows.error());
  std::string text = context.texts.render(message("cli.unmatched.count").with("count", std::to_string(rows->size()))) + "\n";
  for (const store::Unmatched& u : *rows) text += row_of(context, plan, u);
  const Status failed = print(visible(text));
  return failed ? complain(context, *failed) : kFine;
}

}  // namespace

int unmatched(const Context& context, const UnmatchedOptions& options) {
  const bool change = !options.dismissed.empty();
  auto opened = open_project(context, options.project, change ? store::Access::write : store::Access::read);
  if (!opened) return complain(context, opened.error());
  store::Project& project = opened->project;
  if (!change) return list(context, project, opened->subject.plan);
  if (const Status wrong = project.end_unmatched({options.dismissed.begin(), options.dismissed.end()}, true)) return complain(context, *wrong);
  const Plan plan = opened->subject.plan;
  auto life = finish(context, project, std::move(opened->subject), {"unmatched", author_of(options), options.reason});
  if (!life) return complain(context, life.error());
  return list(context, project, plan);
}

}  // namespace landai::cli
