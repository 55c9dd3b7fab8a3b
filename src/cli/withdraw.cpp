// SPDX-License-Identifier: GPL-3.0-or-later
// `landai withdraw`: what is attached to a project, and taking it back.
#include "project.hpp"

namespace landai::cli {
namespace {

int list(const Context& context, const store::Project& project) {
  auto rows = project.attached();
  if (!rows) return complain(context, rows.error());
  std::string text = context.texts.render(message("cli.withdraw.count").with("count", std::to_string(rows->size()))) + "\n";
  for (const store::AttachedRow& row : *rows) {
    text += "  " + line_of(context, row) + "\n";
    for (const Message& value : row.measured)
      text += "      " + context.texts.render(message("cli.withdraw.measured").with("value", context.texts.render(value)).with("row", row.row)) + "\n";
  }
  const Status failed = print(visible(text));
  return failed ? complain(context, *failed) : kFine;
}

}  // namespace

std::string line_of(const Context& context, const store::AttachedRow& row) {
  std::string text = row.row;
  for (const std::string& part : {row.about, context.texts.render(row.what), row.from})
    if (!part.empty()) text += "  " + part;
  return text;
}

int withdraw(const Context& context, const WithdrawOptions& options) {
  const bool change = !options.rows.empty();
  if (change && options.reason.empty())
    return complain(context, Error{ErrorCode::usage, message("cli.withdraw.reason"), "", "", message("cli.usage.advice")});
  auto opened = open_project(context, options.project, change ? store::Access::write : store::Access::read);
  if (!opened) return complain(context, opened.error());
  store::Project& project = opened->project;
  if (!change) return list(context, project);
  if (const Status wrong = project.withdraw(options.rows)) return complain(context, *wrong);
  auto life = finish(context, project, std::move(opened->subject), {"withdraw", author_of(options), options.reason});
  if (!life) return complain(context, life.error());
  if (const Status failed = print(visible(told(context, *life)))) return complain(context, *failed);
  return list(context, project);
}

}  // namespace landai::cli
