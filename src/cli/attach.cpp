// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/store/attachments.hpp"
#include "project.hpp"

namespace landai::cli {
namespace {

std::string told(const Context& context, const std::string& file, const store::Attached& attached) {
  std::string text = context.texts.render(message("cli.attach.done")
                                              .with("file", file)
                                              .with("added", std::to_string(attached.added))
                                              .with("replaced", std::to_string(attached.replaced))
                                              .with("already", std::to_string(attached.already))
                                              .with("kept", std::to_string(attached.kept_files))) +
                     "\n";
  for (const std::string& lost : attached.lost)
    text += "  " + context.texts.render(message("cli.attach.lost").with("file", lost)) + "\n";
  return text;
}

/// Elements by id, or by a name that only one has.
Result<std::vector<std::string>> elements_of(const Plan& plan, const std::vector<std::string>& named) {
  std::vector<std::string> out;
  for (const std::string& name : named) {
    if (plan.find(name)) {
      out.push_back(name);
      continue;
    }
    std::vector<std::string> ids;
    for (const Element& e : plan.elements)
      if (e.name == name && !e.parent) ids.push_back(e.id);
    if (ids.size() != 1)
      return Error{ErrorCode::usage,
                   message(ids.empty() ? "cli.element.unknown" : "cli.element.several").with("name", name),
                   "", "", message("cli.element.advice")};
    out.push_back(ids.front());
  }
  return out;
}

}  // namespace

int attach(const Context& context, const AttachOptions& options) {
  auto project = store::Project::open(options.project, store::Access::write);
  if (!project) return complain(context, project.error());
  auto unpacked = project->unpack();
  if (!unpacked) return complain(context, unpacked.error());
  auto subject = read_subject(context, *unpacked, rule_names(unpacked->settings));
  if (!subject) return complain(context, subject.error());
  if (auto matched = project->match(subject->plan); !matched) return complain(context, matched.error());
  auto elements = elements_of(subject->plan, options.elements);
  if (!elements) return complain(context, elements.error());
  const store::AttachmentWish wish{subject->plan, subject->rules.packs, context.data_dir, std::move(*elements), options.link};
  std::string text;
  for (const std::string& file : options.files) {
    auto attached = store::attach_file(*project, file, wish);
    if (!attached) return complain(context, attached.error());
    text += told(context, file, *attached);
  }
  // What does not go with the rules (a state that a form has not) is refused before it is kept.
  auto life = finish(context, *project, std::move(*subject), {"attach", author_of(options), options.reason});
  if (!life) return complain(context, life.error());
  const Status failed = print(visible(text + told(context, *life)));
  return failed ? complain(context, *failed) : kFine;
}

}  // namespace landai::cli
