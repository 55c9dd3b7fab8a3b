// SPDX-License-Identifier: GPL-3.0-or-later
#include "database.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <fstream>

namespace landai::store {
namespace {

/// The Error for a code of SQLite; `why` is its own sentence.
Error told(int code, const std::string& why, const std::filesystem::path& file) {
  const auto say = [&](ErrorCode kind, const char* key) {
    return Error{kind, message(key).with("why", why), file.string(), "",
                 message(std::string(key) + ".advice")};
  };
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return say(ErrorCode::output, "store.busy");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return say(ErrorCode::output, "store.read_only");
    case SQLITE_CANTOPEN:
      return say(ErrorCode::output, "store.cannot_open");
    case SQLITE_FULL:
      return say(ErrorCode::output, "store.full");
    case SQLITE_IOERR:
      return say(ErrorCode::output, "store.disk");
    case SQLITE_TOOBIG:
      return say(ErrorCode::limit, "store.too_big");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return say(ErrorCode::input, "store.damaged");
    default:
      return say(ErrorCode::input, "store.unexpected");
  }
}

[[noreturn]] void fail(sqlite3* handle, int code, const std::filesystem::path& file) {
  throw Failure{told(code, handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code), file)};
}

/// Said before SQLite is asked: it would take an empty or a missing file for an empty database.
void check_head(const std::filesystem::path& file) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  std::array<char, 16> head{};
  std::ifstream in(file, std::ios::binary);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored))
    throw Failure{
        {ErrorCode::input, message("store.missing"), file.string(), "", message("store.missing.advice")}};
  if (!std::filesystem::is_regular_file(file, ignored) || !in)
    throw Failure{{ErrorCode::input, message("store.cannot_read"), file.string(), "",
                   message("store.cannot_read.advice")}};
  in.read(head.data(), head.size());
  if (in.gcount() != 16 || std::string_view(head.data(), head.size()) != kMagic)
    throw Failure{{ErrorCode::input, message("store.no_geopackage"), file.string(), "",
                   message("store.no_geopackage.advice")}};
}

}  // namespace

void Statement::Finish::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement::Statement(sqlite3* handle, const std::filesystem::path& file, std::string_view sql)
    : handle_(handle), file_(file) {
  sqlite3_stmt* made = nullptr;
  const int code = sqlite3_prepare_v2(handle, sql.data(), static_cast<int>(sql.size()), &made, nullptr);
  statement_.reset(made);
  if (code != SQLITE_OK) fail(handle_, code, file_);
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) fail(handle_, code, file_);
}

Statement& Statement::bind(std::int64_t value) {
  check(sqlite3_bind_int64(statement_.get(), next_++, value));
  return *this;
}

Statement& Statement::bind(double value) {
  check(sqlite3_bind_double(statement_.get(), next_++, value));
  return *this;
}

Statement& Statement::bind(std::string_view text) {
  check(sqlite3_bind_text64(statement_.get(), next_++, text.data() ? text.data() : "", text.size(),
                            SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(Blob blob) {
  // A plan may be large: not copied, it outlives the statement.
  check(sqlite3_bind_blob64(statement_.get(), next_++, blob.bytes.data(), blob.bytes.size(), SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind_null() {
  check(sqlite3_bind_null(statement_.get(), next_++));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(handle_, code, file_);
  return false;
}

void Statement::run() {
  while (step()) {
  }
  check(sqlite3_reset(statement_.get()));
  sqlite3_clear_bindings(statement_.get());
  next_ = 1;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }
bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}
bool Statement::is_real(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_FLOAT;
}

std::string Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes ? std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)) : std::string();
}

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

void Database::open(const char* name, int flags, std::chrono::milliseconds patience) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(name, &opened, flags, nullptr);
  handle_.reset(opened);
  if (code != SQLITE_OK) fail(opened, code, file_);
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_busy_timeout(opened, static_cast<int>(patience.count()));
  // The file may come from anywhere: what its schema holds is not run.
  sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(opened, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
}

std::unique_ptr<Database> Database::copy() const {
  std::unique_ptr<Database> out(new Database(file_));
  // An empty name is a file in TMPDIR that nobody else sees; large projects need not fit into memory.
  out->open("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, std::chrono::seconds(1));
  sqlite3_backup* backup = sqlite3_backup_init(out->handle_.get(), "main", handle_.get(), "main");
  if (!backup) fail(out->handle_.get(), sqlite3_errcode(out->handle_.get()), file_);
  static_cast<void>(sqlite3_backup_step(backup, -1));
  if (const int code = sqlite3_backup_finish(backup); code != SQLITE_OK) fail(out->handle_.get(), code, file_);
  return out;
}

Database::Database(const std::filesystem::path& file, Mode mode, std::chrono::milliseconds patience,
                   std::filesystem::path shown)
    : file_(std::move(shown)) {
  if (mode != Mode::create) check_head(file);
  // A project that may not be written is only read. One that may be is opened for writing even to be read: a
  // change that was cut off has to be undone before anybody can see what there was.
  const bool may_write = mode != Mode::read || ::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) == 0;
  const int flags = (may_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                    (mode == Mode::create ? SQLITE_OPEN_CREATE : 0);
  open(file.c_str(), flags, patience);
  if (mode == Mode::read) {
    execute("PRAGMA query_only = ON");
    return;
  }
  // One file, and what was acknowledged survives a power cut: a rollback journal, and its removal is on the
  // disk before COMMIT returns. QGIS may have left the file in another mode; where it has it open still, the
  // mode stays and commits are as safe.
  execute("PRAGMA synchronous = EXTRA");
  // Readers are not kept waiting before the commit: SQLite locks them out when its cache is full and it begins to
  // write. 65536 pages are 256 MB, a visit's photos; a larger change does not have to fit into memory.
  execute("PRAGMA cache_spill = 65536");
  try {
    execute("PRAGMA journal_mode = DELETE");
  } catch (const Failure& failure) {
    if (failure.error.message.key != "store.busy") throw;
  }
}

void Database::execute(const std::string& sql) const {
  const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(handle_.get(), code, file_);
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(handle_.get()); }

bool Database::has_table(std::string_view name) const {
  return prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").bind(name).step();
}

void Database::check_all() const {
  Statement check = prepare("PRAGMA quick_check(1)");
  if (check.step() && check.text(0) != "ok") throw Failure{told(SQLITE_CORRUPT, check.text(0), file_)};
}

}  // namespace landai::store
