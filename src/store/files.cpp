// SPDX-License-Identifier: GPL-3.0-or-later
// The files that a project keeps: plans, what they are read and judged with, evidence.
#include <algorithm>
#include <cstdlib>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "project_impl.hpp"

namespace landai::store {
namespace {

namespace fs = std::filesystem;

/// Whether the name of a pack, form, profile or policy is that of a file: all of them take an id of ours
/// otherwise.
bool is_file_name(const std::string& name) {
  return name.find('/') != std::string::npos || fs::path(name).has_extension();
}

/// A folder that goes with its last owner.
std::shared_ptr<const fs::path> make_folder() {
  std::error_code failed;
  std::string pattern = (fs::temp_directory_path(failed) / "landai-XXXXXX").string();
  if (failed || ::mkdtemp(pattern.data()) == nullptr)
    throw Failure{
        {ErrorCode::output, message("store.no_folder"), pattern, "", message("store.no_folder.advice")}};
  return {new fs::path(pattern), [](const fs::path* folder) {
            std::error_code ignored;
            fs::remove_all(*folder, ignored);
            delete folder;
          }};
}

/// The last part of a name that somebody else wrote, fit to be a file here.
std::string base_name(const std::string& name) {
  std::string base = fs::path(name).filename().string();
  if (base.empty() || base == "." || base == "..") base = "file";
  return base;
}

constexpr const char* kBase = "standard_base";  ///< role of a pack on which the one before it stands

/// The packs that an overlay stands on as files of their own, seen from the folder of the first:
/// "./office.yaml", "../region/x.yaml". What is no overlay, or stands on a pack of ours, has none. Whether
/// they are any good is told by who loads them.
std::vector<std::string> bases_of(const fs::path& top) {
  constexpr std::size_t kDeepest = 16;
  std::vector<std::string> bases;
  fs::path at = top;
  while (bases.size() < kDeepest) {
    const auto pack = load_yaml(at);
    const std::string over = pack ? (*pack)["over"].text() : std::string();
    if (!is_file_name(over)) break;
    at = (fs::path(over).is_absolute() ? fs::path(over) : at.parent_path() / over).lexically_normal();
    const fs::path seen = fs::absolute(at).lexically_normal().lexically_relative(
        fs::absolute(top).lexically_normal().parent_path());
    if (std::find(bases.begin(), bases.end(), seen.string()) != bases.end())
      break;  // they stand on each other
    bases.push_back(seen.string());
  }
  return bases;
}

struct Choice {
  const char* name;
  std::string Settings::*one;
  std::vector<std::string> Settings::*many;
  bool may_be_file;
};

constexpr Choice kChoices[] = {{"profile", &Settings::profile, nullptr, true},
                               {"unit", &Settings::unit, nullptr, false},
                               {"policy", &Settings::policy, nullptr, true},
                               {"standard", nullptr, &Settings::standards, true},
                               {"indicators", nullptr, &Settings::indicators, true},
                               {"name", &Settings::name, nullptr, false},
                               {"facility_id", &Settings::facility_id, nullptr, false},
                               {"facility_unit", &Settings::facility_unit, nullptr, false},
                               {"assessor", &Settings::assessor, nullptr, false}};

std::vector<std::string> values_of(const Settings& settings, const Choice& choice) {
  if (choice.many) return settings.*choice.many;
  return {settings.*choice.one};
}

}  // namespace

namespace {

void restore(std::string& file, const Unpacked& from) {
  for (std::size_t i = 0; i < from.plan_files.size(); ++i)
    if (file == from.plan_files[i]) {
      file = from.names[i];
      return;
    }
}

}  // namespace

void Unpacked::restore_names(Plan& plan) const {
  for (PlanSource& source : plan.sources) restore(source.file, *this);
  for (Diagnostic& diagnostic : plan.diagnostics) restore(diagnostic.file, *this);
}

void Unpacked::restore_names(Error& error) const { restore(error.file, *this); }

std::int64_t Project::Impl::keep_file(const std::string& role, const std::string& named,
                                      std::string_view bytes, const std::string& link) {
  Statement sum = database->prepare(
      "SELECT count(*), coalesce(sum(CASE WHEN content IS NOT NULL THEN bytes END), 0) "
      "FROM landai_files");
  static_cast<void>(sum.step());
  const auto kept = static_cast<std::uintmax_t>(sum.integer(1));
  if (sum.integer(0) >= kMostFiles || bytes.size() > kMostFileBytes ||
      (link.empty() && kept + bytes.size() > kMostKeptBytes))
    throw Failure{
        {ErrorCode::limit,
         message("store.too_much").with("file", named).with("limit", std::to_string(kMostKeptBytes >> 30U)),
         name(), "", message("store.too_much.advice")}};
  const std::string sha = sha256(bytes);
  // What is there already is not kept twice: a photo that is evidence, too.
  std::optional<std::int64_t> same;
  Statement there = database->prepare(
      "SELECT id FROM landai_files WHERE sha256 = ? AND bytes = ? AND content IS NOT NULL LIMIT 1");
  if (link.empty() && there.bind(sha).bind(static_cast<std::int64_t>(bytes.size())).step())
    same = there.integer(0);
  Statement insert = database->prepare(
      "INSERT INTO landai_files (role, name, sha256, bytes, added, content, link, same_as) VALUES (?, ?, ?, ?, "
      "?, ?, ?, ?)");
  insert.bind(role)
      .bind(named)
      .bind(sha)
      .bind(static_cast<std::int64_t>(bytes.size()))
      .bind(change);
  if (link.empty() && !same)
    insert.bind(Blob{bytes}).bind_null();
  else if (link.empty())
    insert.bind_null().bind_null();
  else
    insert.bind_null().bind(link);
  insert.bind(same).run();
  return database->last_id();
}

std::string Project::Impl::content(std::int64_t file_id, const std::string& sha) const {
  Statement row = database->prepare(
      "SELECT coalesce(f.content, o.content), f.name FROM landai_files f LEFT JOIN landai_files o ON o.id = "
      "f.same_as WHERE f.id = ?");
  row.bind(file_id);
  std::string bytes = row.step() ? row.text(0) : std::string();
  if (sha256(bytes) != sha)
    throw Failure{{ErrorCode::input, message("store.file_changed").with("file", row.text(1)), name(), "",
                   message("store.damaged.advice")}};
  return bytes;
}

Settings Project::Impl::load_settings() const {
  Settings settings;
  for (const Choice& choice : kChoices) {
    Statement row = database->prepare("SELECT value FROM landai_settings WHERE name = ?");
    row.bind(choice.name);
    if (!row.step()) continue;
    if (choice.many)
      settings.*choice.many = words_from(row.text(0), name());
    else
      settings.*choice.one = row.text(0);
  }
  return settings;
}

Status Project::set_plan(std::span<const std::string> files, const Settings& given) {
  return guarded([&] {
    impl_->want_write();
    const Database& database = *impl_->database;
    const auto end = [&](const std::string& role) {
      database.prepare("UPDATE landai_files SET ended = ? WHERE ended IS NULL AND role = ?")
          .bind(impl_->change)
          .bind(role)
          .run();
    };
    const auto keep = [&](const std::string& role, const fs::path& file, const std::string& named) {
      auto bytes = read_file(file, kMostFileBytes);
      if (!bytes) throw Failure{bytes.error()};
      impl_->keep_file(role, named, *bytes);
    };
    end("plan");
    for (const std::string& file : files) keep("plan", file, file);
    for (const std::string& file : files) impl_->what.push_back(message("store.did.plan").with("file", file));
    for (const Choice& choice : kChoices) {
      std::vector<std::string> values = values_of(given, choice);
      if (values.empty() || values == std::vector<std::string>{""}) continue;  // as it was
      const std::string value = choice.many ? to_text(values) : values.front();
      database
          .prepare(
              "INSERT INTO landai_settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET "
              "value = excluded.value")
          .bind(choice.name)
          .bind(value)
          .run();
      impl_->what.push_back(message("store.did.setting")
                                .with("name", choice.name)
                                .with("value", choice.many ? value : values.front()));
      if (!choice.may_be_file) continue;
      std::erase_if(values, [](const std::string& name) { return !is_file_name(name); });
      const bool packs = std::string_view(choice.name) == "standard";
      end(choice.name);
      if (packs) end(kBase);
      for (const std::string& file : values) {
        keep(choice.name, file, file);
        if (!packs) continue;
        for (const std::string& base : bases_of(file))
          keep(kBase, fs::absolute(file).parent_path() / base, base);
      }
    }
  });
}

Result<Unpacked> Project::unpack() const {
  return guarded([&] {
    Unpacked out;
    out.folder = make_folder();
    out.settings = impl_->load_settings();
    std::map<std::pair<std::string, std::string>, std::string> placed;
    Statement rows = impl_->database->prepare(
        "SELECT id, role, name, sha256 FROM landai_files WHERE ended IS NULL AND role IN ('plan', 'profile', "
        "'policy', 'standard', 'standard_base', 'indicators') ORDER BY id");
    fs::path pack;  // the last one, from whose folder its bases are seen
    while (rows.step()) {
      const std::string role = rows.text(1), named = rows.text(2);
      const fs::path folder = *out.folder / std::to_string(rows.integer(0));
      fs::path path = folder / base_name(named);
      if (role == "standard")
        path = pack = folder / "of/a/house/with/many/floors/and/a/cellar" /
                      base_name(named);  // a base may lie above it
      if (role == kBase) {
        path = (pack.parent_path() / named).lexically_normal();
        const fs::path inside = path.lexically_relative(*out.folder);
        if (pack.empty() || inside.empty() || *inside.begin() == ".." || fs::path(named).is_absolute())
          throw Failure{{ErrorCode::input, message("store.far_base").with("file", named), impl_->name(), "",
                         message("store.far_base.advice")}};
      }
      std::error_code failed;
      fs::create_directories(path.parent_path(), failed);
      if (const Status wrong = write_file(path, impl_->content(rows.integer(0), rows.text(3))))
        throw Failure{*wrong};
      placed[{role, named}] = path.string();
      if (role != "plan") continue;
      out.plan_files.push_back(path.string());
      out.names.push_back(named);
    }
    if (out.plan_files.empty())
      throw Failure{
          {ErrorCode::input, message("store.no_plan"), impl_->name(), "", message("store.no_plan.advice")}};
    const auto replace = [&](const char* role, std::string& value) {
      if (const auto at = placed.find({role, value}); at != placed.end()) value = at->second;
    };
    for (const Choice& choice : kChoices) {
      if (!choice.may_be_file) continue;
      if (choice.one) replace(choice.name, out.settings.*choice.one);
      if (choice.many)
        for (std::string& value : out.settings.*choice.many) replace(choice.name, value);
    }
    return out;
  });
}

Result<std::set<std::string>> Project::evidence() const {
  return guarded([&] {
    std::set<std::string> names;
    Statement rows = impl_->database->prepare(
        "SELECT name, link, id FROM landai_files WHERE ended IS NULL AND role = 'evidence'");
    // A linked photo that is gone or not what it was is none; the report tells so.
    while (rows.step())
      if (rows.is_null(1) || content(rows.integer(2))) names.insert(rows.text(0));
    return names;
  });
}

Status Project::unpack_evidence(const fs::path& folder) const {
  return guarded([&] {
    const auto sidecars = impl_->last_sidecars();
    std::map<fs::path, std::int64_t> said;  // over what was said of the picture before
    Statement rows = impl_->database->prepare(
        "SELECT id, name, sha256, link FROM landai_files WHERE ended IS NULL AND role = 'evidence' ORDER BY "
        "id");
    while (rows.step()) {
      const fs::path named = fs::path(rows.text(1)).lexically_normal();
      // The names were looked at when they came in; a file made by somebody else may hold any.
      if (named.empty() || named.is_absolute() || *named.begin() == "..") continue;
      const auto bytes = content(rows.integer(0));
      if (!bytes && !rows.is_null(3)) continue;  // see `evidence`
      if (!bytes) throw Failure{bytes.error()};
      std::error_code ignored;
      fs::create_directories((folder / named).parent_path(), ignored);
      if (const Status wrong = write_file(folder / named, *bytes))
        throw Failure{*wrong};
      if (const auto last = sidecars.find(rows.text(2)); last != sidecars.end())
        said[folder / (named.string() + ".yaml")] = last->second;
    }
    for (const auto& [path, file] : said) {
      const auto text = content(file);
      if (!text) throw Failure{text.error()};
      if (const Status wrong = write_file(path, *text)) throw Failure{*wrong};
    }
  });
}

}  // namespace landai::store
