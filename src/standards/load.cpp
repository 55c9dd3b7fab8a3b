// SPDX-License-Identifier: GPL-3.0-or-later
// Packs from files: ours by id, anybody's by path. Nothing of a pack with an error is used.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "landai/core/file.hpp"
#include "landai/core/nearest.hpp"
#include "landai/standards/standards.hpp"
#include "lay.hpp"
#include "overlay.hpp"
#include "rule_data.hpp"

namespace landai::standards {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxBytes = 8U << 20U;
constexpr std::size_t kMostPacks = 200;

Error broken(const fs::path& file, int line, Message what, std::string more = {}, Message advice = {}) {
  std::string where = line > 0 ? "line " + std::to_string(line) : std::string();
  if (!more.empty()) where += (where.empty() ? "" : ", ") + more;
  if (advice.empty()) advice = message("standards.pack.advice");
  return Error{ErrorCode::pack, std::move(what), file.string(), std::move(where), std::move(advice)};
}

/// The rule is part of the place, not of the sentence.
std::string rule_of(const Message& message) {
  for (const auto& [name, arg] : message.args)
    if (name == "rule") return "rule " + arg.text;
  return {};
}

/// What a problem says and where, for whichever rule.
std::string said(const Problem& problem) {
  std::string text = std::to_string(problem.line) + problem.message.key;
  for (const auto& [name, arg] : problem.message.args)
    if (name != "rule") text += "\n" + name + "=" + arg.text;
  return text;
}

}  // namespace

void tell(std::vector<Problem> problems, const fs::path& file, std::vector<Error>& errors) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) { return a.line < b.line; });
  // A condition that many rules name is wrong once.
  std::set<std::string> told;
  std::erase_if(problems, [&told](const Problem& problem) { return !told.insert(said(problem)).second; });
  for (Problem& problem : problems) {
    std::string rule = rule_of(problem.message);
    errors.push_back(broken(file, problem.line, std::move(problem.message), std::move(rule), std::move(problem.advice)));
  }
}

void check_against(const Node& root, const fs::path& file, const fs::path& schema, std::vector<Error>& errors) {
  const auto against = check_schema(root, schema);
  if (!against) return errors.push_back(against.error());
  for (const SchemaProblem& problem : *against)
    errors.push_back(broken(file, problem.line, message("standards.pack.schema").with("why", problem.message), problem.where));
}

namespace {

/// An overlay as it stands in its file.
Pack unlaid(Node root, const fs::path& file, std::string_view bytes) {
  Pack pack;
  pack.id = root.text_of("id");
  pack.file = file.string();
  pack.sha256 = sha256(bytes);
  pack.source = std::make_shared<const Node>(std::move(root));
  return pack;
}

/// Reads one pack; an overlay comes without rules, as it is laid later. Every error goes to `errors`. `whole` also holds it against the schema.
std::optional<Pack> read_pack(const fs::path& file, const fs::path& data_dir, bool whole, const measure::Ranges* ranges, std::vector<Error>& errors) {
  auto bytes = read_file(file, kMaxBytes);
  if (!bytes) {
    Error error = bytes.error();
    error.code = ErrorCode::pack;
    errors.push_back(std::move(error));
    return std::nullopt;
  }
  auto root = parse_yaml(*bytes, file.string());
  if (!root) {
    errors.push_back(root.error());
    return std::nullopt;
  }
  if (is_overlay(*root)) return unlaid(std::move(*root), file, *bytes);
  const std::size_t before = errors.size();
  std::vector<Problem> problems;
  PackData data = parse_pack(*root, problems, ranges);
  tell(std::move(problems), file, errors);
  // The schema says again, in its own English, what we have told: it is asked only of what we found good.
  if (whole && errors.size() == before) check_against(*root, file, data_dir / "schema" / "standard.schema.json", errors);
  if (errors.size() > before) return std::nullopt;
  data.pack.file = file.string();
  data.pack.sha256 = sha256(*bytes);
  data.pack.source = std::make_shared<const Node>(std::move(*root));
  Pack pack = data.pack;
  pack.data = std::make_shared<const PackData>(std::move(data));
  return pack;
}

class Loader {
 public:
  Loader(const fs::path& data_dir, bool whole) : data_dir_(data_dir), whole_(whole) {
    std::error_code ignored;
    if (!fs::exists(data_dir / "readings" / "quantities.yaml", ignored)) return;  // a folder of packs alone
    auto ranges = measure::Ranges::load(data_dir);
    if (ranges) ranges_ = std::move(*ranges);
    else errors.push_back(ranges.error());
  }

  /// With `defaults_only`, a pack that says `default: false` is passed over; who names or presents it gets it all the same.
  void file(const fs::path& path, bool ours, bool defaults_only = false) {
    std::error_code ignored;
    const fs::path file = fs::weakly_canonical(path, ignored);
    if (!files_.insert(file).second) return;
    auto pack = read_pack(path, data_dir_, whole_ || !ours, &ranges_, errors);
    if (!pack) return;
    if (defaults_only && !pack->by_default) {
      files_.erase(file);
      return;
    }
    if (is_overlay(*pack->source)) return overlay(std::move(*pack), path);
    // Which of two packs of one name would judge must not depend on their order; a copy of the same bytes is the same pack.
    for (const Pack& other : packs) {
      if (other.id != pack->id) continue;
      if (other.sha256 != pack->sha256)
        errors.push_back(broken(path, 0, message("standards.pack.pack_twice").with("id", pack->id).with("other", other.file)));
      return;
    }
    if (!ours && is_another_of_ours(*pack))
      return errors.push_back(broken(path, (*pack->source)["id"].line(), message("standards.pack.pack_twice").with("id", pack->id).with("other", shipped(pack->id).string())));
    if (!ours && !is_ours(pack->id) && takes_rules_of_ours(*pack, path)) return;
    if (ours && pack->id != path.stem().string())
      errors.push_back(broken(path, 1, message("standards.pack.file_name").with("id", pack->id)));
    seen_.insert(pack->id);
    const auto presents = pack->presents;
    packs.push_back(std::move(*pack));
    for (const auto& id : presents) named(id, path);
  }

  /// An overlay waits until all packs are read; what it stands on is read with it.
  void overlay(Pack pack, const fs::path& path) {
    if (overlays_.size() >= kMostOverlays)
      return errors.push_back(broken(path, 1, message("standards.overlay.too_many").with("count", std::to_string(kMostOverlays))));
    const fs::path base = base_file(pack);
    const std::string id = (*pack.source)["over"].text();
    overlays_.push_back({std::move(pack)});
    std::error_code ignored;
    if (!base.empty() && fs::exists(base, ignored)) file(base, false);
    if (base.empty() && is_ours(id)) named(id);
  }

  /// Overlays on their packs, and what must not be twice among all that were read.
  void lay_overlays() {
    if (overlays_.empty()) return;
    for (std::size_t i = 0; i < overlays_.size(); ++i) {
      const Pack& one = overlays_[i].pack;
      const auto is_twin = [&one](const Pack& other) { return other.id == one.id && !one.id.empty(); };
      const auto pack = std::find_if(packs.begin(), packs.end(), is_twin);
      const auto last = overlays_.begin() + static_cast<std::ptrdiff_t>(i);
      const auto twin = std::find_if(overlays_.begin(), last, [&](const Overlay& o) { return is_twin(o.pack); });
      if (pack == packs.end() && twin == last && !is_another_of_ours(one)) continue;
      const std::string other = pack != packs.end() ? pack->file : twin != last ? twin->pack.file : shipped(one.id).string();
      overlays_[i].state = Overlay::State::lost;
      errors.push_back(broken(one.file, (*one.source)["id"].line(), message("standards.pack.pack_twice").with("id", one.id).with("other", other)));
    }
    std::vector<std::string> ours;
    if (const auto files = yaml_files(data_dir_ / "standards"))
      for (const auto& path : *files) ours.push_back(path.stem().string());
    lay(overlays_, packs, ours, data_dir_, true, &ranges_, errors);
  }

  void named(const std::string& name, const fs::path& by = {}) {
    if (name == "all" && by.empty()) return everything(false);
    if (is_path(name) && by.empty()) return file(name, false);
    if (packs.size() >= kMostPacks) return;
    if (is_ours(name)) return file(data_dir_ / "standards" / (name + ".yaml"), true);
    if (seen_.contains(name)) return;  // a pack from a file of the user
    errors.push_back(Error{ErrorCode::pack, message("standards.pack.none").with("name", name), by.string(), "", probably(name)});
  }

  void everything(bool defaults_only) {
    const auto ours = yaml_files(data_dir_ / "standards");
    if (!ours) return errors.push_back(ours.error());
    for (const auto& path : *ours) file(path, true, defaults_only);
    if (packs.empty() && errors.empty())
      errors.push_back(Error{ErrorCode::pack, message("standards.pack.no_packs"), (data_dir_ / "standards").string(), "", {}});
  }

  /// Two packs must not give one rule two meanings.
  void no_rule_twice() {
    std::set<std::string> ids;
    for (const Pack& pack : packs)
      for (std::size_t i = 0; i < pack.rules.size(); ++i) {
        const std::string& id = pack.rules[i].id;
        if (!ids.insert(id).second)
          errors.push_back(broken(pack.file, pack.data->rules[i].line, message("standards.pack.id_twice").with("id", id), "rule " + id));
      }
  }

  std::vector<Pack> packs;
  std::vector<Error> errors;

 private:
  /// The pack of ours that was probably meant, else where they are listed.
  [[nodiscard]] Message probably(const std::string& name) const {
    const auto files = yaml_files(data_dir_ / "standards");
    std::vector<std::string> ids;
    if (files)
      for (const auto& path : *files) ids.push_back(path.stem().string());
    const std::vector<std::string_view> known(ids.begin(), ids.end());
    const std::string near(nearest(name, known));
    return near.empty() ? message("standards.pack.list") : message("standards.pack.near").with("word", near);
  }
  /// Whether data_dir has a pack of this name.
  [[nodiscard]] bool is_ours(const std::string& name) const {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; });
    std::error_code ignored;
    return plain && fs::exists(data_dir_ / "standards" / (name + ".yaml"), ignored);
  }

  [[nodiscard]] fs::path shipped(const std::string& id) const { return data_dir_ / "standards" / (id + ".yaml"); }
  /// Whether it has the id of a pack of ours without being a copy of it: forms, overlays and examples that name the id mean ours.
  [[nodiscard]] bool is_another_of_ours(const Pack& pack) const {
    if (!is_ours(pack.id)) return false;
    const auto bytes = read_file(shipped(pack.id), kMaxBytes);
    return bytes && sha256(*bytes) != pack.sha256;
  }

  /// Whether it has rules with the ids of ours, which it would give another meaning under the old name. An overlay is what changes them.
  bool takes_rules_of_ours(const Pack& pack, const fs::path& path) {
    bool any = false;
    for (std::size_t i = 0; i < pack.rules.size(); ++i) {
      const auto there = rules_of_ours().find(pack.rules[i].id);
      if (there == rules_of_ours().end()) continue;
      any = true;
      errors.push_back(broken(path, pack.data->rules[i].line, message("standards.pack.rule_of_ours").with("id", there->first).with("pack", there->second), "rule " + there->first,
                              message("standards.pack.rule_of_ours.advice").with("pack", there->second)));
    }
    return any;
  }
  /// Ids of the rules of all packs of ours, loaded or not, and whose they are. One that cannot be read is told where it is loaded.
  const std::map<std::string, std::string>& rules_of_ours() {
    if (rules_of_ours_) return *rules_of_ours_;
    rules_of_ours_.emplace();
    const auto files = yaml_files(data_dir_ / "standards");
    if (!files) return *rules_of_ours_;
    for (const fs::path& file : *files)
      if (const auto root = load_yaml(file))
        for (const Node& rule : (*root)["rules"].items()) rules_of_ours_->emplace(rule.text_of("id"), file.stem().string());
    return *rules_of_ours_;
  }

  const fs::path& data_dir_;
  bool whole_;
  measure::Ranges ranges_;
  std::optional<std::map<std::string, std::string>> rules_of_ours_;
  std::vector<Overlay> overlays_;
  std::set<std::string> seen_;
  std::set<fs::path> files_;
};

void load(Loader& loader, std::span<const std::string> wanted, bool defaults_only) {
  if (wanted.empty()) loader.everything(defaults_only);
  for (const auto& name : wanted) loader.named(name);
  loader.lay_overlays();
  loader.no_rule_twice();
}

}  // namespace

Result<std::vector<Pack>> load_packs(const fs::path& data_dir, std::span<const std::string> wanted) {
  Loader loader(data_dir, false);
  load(loader, wanted, true);
  if (!loader.errors.empty()) return loader.errors.front();
  return std::move(loader.packs);
}

std::vector<Error> problems(const fs::path& data_dir, std::span<const std::string> wanted) {
  Loader loader(data_dir, true);
  load(loader, wanted, false);
  return std::move(loader.errors);
}

std::vector<measure::Request> requests(std::span<const Pack> packs) {
  std::vector<measure::Request> all;
  for (const Pack& pack : packs) {
    if (!pack.data) continue;
    const PackData& data = *pack.data;
    for (const DutyRule& duty : data.duties) collect(duty.when, all);
    for (const RuleData& rule : data.rules) {
      if (rule.off || rule.placeholder) continue;
      collect(rule.when, all);
      collect(rule.cuts_route, all);
      if (rule.fails_only_when) collect(*rule.fails_only_when, all);
      collect(rule.demand, all);
    }
    for (const auto& [ratio, length] : data.tolerance.over) all.push_back({length, {}});
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

const Rule* find_rule(std::span<const Pack> packs, const std::string& id) {
  for (const Pack& pack : packs)
    for (const Rule& rule : pack.rules)
      if (rule.id == id) return &rule;
  return nullptr;
}

}  // namespace landai::standards
