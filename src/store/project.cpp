// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, committing, history. What a change consists of is in the other sources of this room.
#include "landai/store/project.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <system_error>

#include "landai/core/date.hpp"
#include "landai/core/file.hpp"
#include "layout.hpp"
#include "project_impl.hpp"

namespace landai::store {
namespace {

namespace fs = std::filesystem;

Failure cannot_write(const fs::path& file, int number) {
  return Failure{{ErrorCode::output,
                  message("store.cannot_write").with("why", std::generic_category().message(number)),
                  file.string(), "", message("store.cannot_write.advice")}};
}

Failure taken(const fs::path& file) {
  return Failure{
      {ErrorCode::output, message("store.taken"), file.string(), "", message("store.taken.advice")}};
}

/// A name is on the disk when its folder is.
void flush_folder(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throw cannot_write(file, errno);
  const bool done = ::fsync(descriptor) == 0 || errno == EINVAL;  // some file systems have no such thing
  const int number = errno;
  ::close(descriptor);
  if (!done) throw cannot_write(file, number);
}

/// Gives the finished file its name, unless something has that meanwhile.
void take_name(const fs::path& scratch, const fs::path& file) {
  if (::renameat2(AT_FDCWD, scratch.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) throw taken(file);
    if (errno != EINVAL && errno != ENOSYS) throw cannot_write(file, errno);
    std::error_code ignored;  // a file system without it
    if (fs::exists(file, ignored)) throw taken(file);
    if (::rename(scratch.c_str(), file.c_str()) != 0) throw cannot_write(file, errno);
  }
  flush_folder(file);
}

/// Unfinished projects of this name whose makers were killed: nobody can want them.
void sweep(const fs::path& file) {
  const std::string begin = "." + file.filename().string() + ".part";
  std::error_code failed;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(begin)) continue;
    pid_t maker = 0;
    const char* end = name.data() + name.size();
    const auto [stop, wrong] = std::from_chars(name.data() + begin.size(), end, maker);
    const bool ours = wrong == std::errc{} && (stop == end || std::string_view(stop) == "-journal");
    if (ours && maker > 0 && ::kill(maker, 0) != 0 && errno == ESRCH) fs::remove(entry.path(), failed);
  }
}

}  // namespace

Project::Project(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() = default;

Project::Impl::~Impl() {
  database.reset();  // an open transaction is rolled back
  std::error_code ignored;
  if (scratch.empty()) {
    // After a full disk SQLite leaves that to whoever opens the file next, and without its journal the file
    // would be no good to mail.
    if (access != Access::write || !fs::exists(file.string() + "-journal", ignored)) return;
    static_cast<void>(guarded([&] {
      static_cast<void>(Database(file, Mode::read, std::chrono::seconds(1), file).has_table("landai_meta"));
    }));
    return;
  }
  fs::remove(scratch, ignored);
  fs::remove(scratch.string() + "-journal", ignored);
}

void Project::Impl::want_write() const {
  if (access == Access::write) return;
  throw Failure{
      {ErrorCode::usage, message("store.read_only"), name(), "", message("store.read_only.advice")}};
}

void Project::Impl::want_match() const {
  if (matched) return;
  throw Failure{{ErrorCode::usage, message("store.not_matched"), name(), "", {}}};
}

/// Takes the lock, so that nobody else can change what is read from here on, and the number of the change.
void Project::Impl::begin() { database->execute("BEGIN IMMEDIATE"); }

Result<Project> Project::create(const fs::path& named) {
  return guarded([&] {
    auto impl = std::make_unique<Impl>();
    impl->file = write_target(named);
    impl->access = Access::write;
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(impl->file, ignored))) throw taken(named);
    fs::path scratch = impl->file;
    scratch.replace_filename("." + impl->file.filename().string() + ".part" + std::to_string(::getpid()));
    sweep(impl->file);
    const int made = ::open(scratch.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (made < 0) throw cannot_write(named, errno);
    ::close(made);
    impl->scratch = scratch;
    impl->database = std::make_unique<Database>(scratch, Mode::create, std::chrono::seconds(10), named);
    impl->begin();
    make_layout(*impl->database);
    impl->database->execute(
        "INSERT INTO landai_changes (utc, author, verb, reason, tool, what) VALUES ('', '', '', '', '', '')");
    impl->change = impl->database->last_id();
    return Project(std::move(impl));
  });
}

bool is_project(const fs::path& file) {
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) return false;
  const auto found = guarded([&] { return Database(file, Mode::read, std::chrono::seconds(1), file).has_table("landai_meta"); });
  return found && *found;
}

Result<Project> Project::open(const fs::path& file, Access access, std::chrono::milliseconds patience) {
  return guarded([&] {
    auto impl = std::make_unique<Impl>();
    impl->file = file;
    impl->access = access;
    impl->database =
        std::make_unique<Database>(file, access == Access::write ? Mode::write : Mode::read, patience, file);
    if (access == Access::read) {
      impl->database->execute("BEGIN");  // what is read belongs together
    } else {
      static_cast<void>(layout_of(*impl->database));  // before anything is touched
      impl->begin();
      if (const int older = layout_of(*impl->database); older < kLayout) check_older(*impl->database, older);
      impl->database->check_all();
    }
    const int layout = layout_of(*impl->database);
    if (layout < kLayout && access == Access::read) check_older(*impl->database, layout);
    // Who only reads an older project may not be able to change it: a copy is brought up to date.
    if (layout < kLayout && access == Access::read) impl->database = impl->database->copy();
    const Database& database = *impl->database;
    if (upgrade(database, layout))
      impl->what.push_back(message("store.did.upgrade")
                               .with("from", std::to_string(layout))
                               .with("to", std::to_string(kLayout)));
    check_tables(database);
    if (access == Access::write) {
      database.execute(
          "INSERT INTO landai_changes (utc, author, verb, reason, tool, what) VALUES ('', '', '', '', '', "
          "'')");
      impl->change = database.last_id();
    }
    return Project(std::move(impl));
  });
}

const fs::path& Project::file() const { return impl_->file; }

Result<Settings> Project::settings() const {
  return guarded([&] { return impl_->load_settings(); });
}

Result<std::vector<ChangeTold>> Project::history() const {
  return guarded([&] {
    std::vector<ChangeTold> changes;
    Statement rows = impl_->database->prepare(
        "SELECT id, utc, author, verb, reason, tool, what FROM landai_changes WHERE utc <> '' ORDER BY id");
    while (rows.step()) {
      if (changes.size() == kMostRows) break;
      changes.push_back({rows.integer(0),
                         rows.text(1),
                         rows.text(5),
                         {rows.text(3), rows.text(2), rows.text(4)},
                         messages_from(rows.text(6), impl_->name())});
    }
    return changes;
  });
}

Status Project::commit(const Change& change) {
  return guarded([&] {
    impl_->want_write();
    const Database& database = *impl_->database;
    database
        .prepare(
            "UPDATE landai_changes SET utc = ?, author = ?, verb = ?, reason = ?, tool = ?, what = ? WHERE "
            "id = ?")
        .bind(utc_now())
        .bind(change.author)
        .bind(change.verb)
        .bind(change.reason)
        .bind(LANDAI_VERSION)
        .bind(to_text(impl_->what))
        .bind(impl_->change)
        .run();
    database.prepare("UPDATE landai_meta SET value = ? WHERE name = 'written_by'").bind(LANDAI_VERSION).run();
    database.execute("COMMIT");
    if (!impl_->scratch.empty()) {
      impl_->database.reset();
      take_name(impl_->scratch, impl_->file);
      impl_->scratch.clear();
    }
    impl_->access = Access::read;  // one object, one change
    impl_->what.clear();
  });
}

}  // namespace landai::store
