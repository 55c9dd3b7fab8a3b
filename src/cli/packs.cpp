// SPDX-License-Identifier: GPL-3.0-or-later
// `landai standards …` and `landai indicators …`: list, show and check what is data.
#include <string>

#include "landai/indicators/indicators.hpp"
#include "landai/standards/standards.hpp"
#include "verbs.hpp"

namespace landai::cli {
namespace {

bool is_file(const std::string& name) { return name.find('/') != std::string::npos || name.ends_with(".yaml"); }

/// Files among the names are loaded as they are; ids are looked up among ours.
std::vector<std::string> files_among(const std::vector<std::string>& names) {
  std::vector<std::string> files;
  for (const std::string& name : names)
    if (is_file(name)) files.push_back(name);
  return files;
}

/// What standards and indicators have in common, so that the verbs are written once.
template <class Set>
struct Shelf {
  const char* kind;                ///< "standards", "indicators": begins the text keys
  Result<std::vector<Set>> (*load)(const std::filesystem::path&, std::span<const std::string>);
  std::vector<Error> (*problems)(const std::filesystem::path&, std::span<const std::string>);
  std::string (*list)(std::span<const Set>, const Texts&);
  std::optional<std::string> (*show)(std::span<const Set>, const std::string&, const Texts&, const std::filesystem::path&);
  std::string (*near)(std::span<const Set>, const std::string&);
  Message (*fine)(std::span<const Set>, const Set&);   ///< that one of them has no problem, and what it holds
};

/// What a file holds; an overlay comes after what it stands on.
template <class Set>
std::string id_in_file(const std::vector<Set>& sets, const std::string& file) {
  if constexpr (requires(const Set& set) { set.file; })
    for (const Set& set : sets)
      if (set.file == file) return set.id;
  return sets.empty() ? file : sets.front().id;
}

int printed(const Context& context, const std::string& text) {
  const Status failed = print(visible(text));
  return failed ? complain(context, *failed) : kFine;
}

template <class Set>
int show(const Context& context, const Shelf<Set>& shelf, const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    const std::vector<std::string> files = files_among({name});
    auto sets = shelf.load(context.data_dir, files);
    if (!sets) return complain(context, sets.error());
    const std::string wanted = is_file(name) ? id_in_file(*sets, name) : name;
    const auto text = shelf.show(*sets, wanted, context.texts, context.data_dir);
    if (!text) {
      const std::string near = shelf.near(*sets, wanted);
      return complain(context, Error{ErrorCode::usage, message("cli.packs.unknown").with("name", name), "", "",
                                     near.empty() ? message("cli.packs.advice").with("kind", shelf.kind) : message("cli.packs.near").with("name", near)});
    }
    out += *text;
  }
  return printed(context, out);
}

template <class Set>
int check(const Context& context, const Shelf<Set>& shelf, const std::vector<std::string>& names) {
  const auto problems = shelf.problems(context.data_dir, names);
  for (const Error& problem : problems) complain(context, problem);
  if (!problems.empty()) return kPack;
  auto sets = shelf.load(context.data_dir, names);
  if (!sets) return complain(context, sets.error());
  std::string out;
  for (const Set& set : *sets)
    out += context.texts.render(shelf.fine(*sets, set)) + "\n";
  return printed(context, out);
}

template <class Set>
int act(const Context& context, const Shelf<Set>& shelf, const PackOptions& options) {
  if (options.action == "show") return show(context, shelf, options.names);
  if (options.action == "check") return check(context, shelf, options.names);
  auto sets = shelf.load(context.data_dir, options.names);
  if (!sets) return complain(context, sets.error());
  return printed(context, shelf.list(*sets, context.texts));
}

}  // namespace

namespace {

/// Structure, then what the rules' own examples say. What examples leave out is told, but is no error.
int check_examples(const Context& context, const std::vector<std::string>& names) {
  auto packs = landai::standards::load_packs(context.data_dir, names.empty() ? std::vector<std::string>{"all"} : names);
  if (!packs) return complain(context, packs.error());
  const auto report = landai::standards::run_examples(context.data_dir, *packs);
  for (const Error& error : report.errors) complain(context, error);
  std::string out;
  for (const Diagnostic& silent : landai::standards::uncounted_overlays(*packs))
    out += context.texts.render(message("cli.standards.gap").with("where", silent.file + ": " + context.texts.place(silent.where)).with("why", context.texts.render(silent.message) + "; " + context.texts.render(silent.advice))) + "\n";
  for (const Error& gap : report.gaps) out += context.texts.render(message("cli.standards.gap").with("where", context.texts.place(gap.where)).with("why", context.texts.render(gap.message))) + "\n";
  out += context.texts.render(message("cli.standards.examples").with("count", std::to_string(report.run)).with("wrong", std::to_string(report.errors.size()))
                                  .with("gaps", std::to_string(report.gaps.size()))) + "\n";
  const int code = printed(context, out);
  return report.errors.empty() ? code : kPack;
}

/// An overlay's own rules are those that it adds; what it does to the rules below is told as well.
Message fine_pack(std::span<const landai::standards::Pack> packs, const landai::standards::Pack& pack) {
  if (pack.over.empty()) return message("cli.standards.fine").with("name", pack.id).with("count", std::to_string(pack.rules.size()));
  std::size_t tightened = 0, filled = 0, other = 0;
  for (const auto* rule : landai::standards::changes_of(packs, pack.id))
    for (const auto& change : rule->changed_by)
      if (change.overlay == pack.id) ++(change.filled ? filled : change.judges ? tightened : other);
  return message("cli.standards.fine_overlay").with("name", pack.id).with("over", pack.over).with("tightened", std::to_string(tightened))
      .with("filled", std::to_string(filled)).with("other", std::to_string(other)).with("added", std::to_string(pack.rules.size()));
}

}  // namespace

int standards(const Context& context, const PackOptions& options) {
  namespace room = landai::standards;
  // Here every pack is of interest, also those that a check loads only by name.
  const auto load = [](const std::filesystem::path& data_dir, std::span<const std::string> wanted) {
    static const std::vector<std::string> kAll{"all"};
    return room::load_packs(data_dir, wanted.empty() ? std::span<const std::string>(kAll) : wanted);
  };
  const Shelf<room::Pack> shelf{"standards", load, room::problems, room::list_text, room::show_text, room::near_name,
                                fine_pack};
  const int code = act(context, shelf, options);
  return code == kFine && options.action == "check" ? check_examples(context, options.names) : code;
}

int indicators(const Context& context, const PackOptions& options) {
  namespace room = landai::indicators;
  const Shelf<room::Form> shelf{"indicators", room::load_forms, room::problems, room::list_text,
                                [](std::span<const room::Form> forms, const std::string& name, const Texts& texts, const std::filesystem::path&) {
                                  return room::show_text(forms, name, texts);
                                },
                                room::near_name, [](std::span<const room::Form>, const room::Form& form) {
                                  return Message(message("cli.indicators.fine").with("name", form.id).with("count", std::to_string(form.indicators.size())));
                                }};
  return act(context, shelf, options);
}

}  // namespace landai::cli
