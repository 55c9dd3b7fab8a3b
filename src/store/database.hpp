// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite behind values of our own. Inside this room what goes wrong is thrown as a Failure; public functions
// catch it (`guarded`).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "landai/core/error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace landai::store {

/// What ends a public function of this room.
struct Failure {
  Error error;
};

/// Runs `work` and turns a Failure into the Error it carries.
template <class Work>
auto guarded(const Work& work) {
  using Value = std::invoke_result_t<const Work&>;
  if constexpr (std::is_void_v<Value>) {
    try {
      work();
      return Status{};
    } catch (Failure& failure) {
      return Status(std::move(failure.error));
    }
  } else {
    try {
      return Result<Value>(work());
    } catch (Failure& failure) {
      return Result<Value>(std::move(failure.error));
    }
  }
}

/// Bytes that are stored as such and not as text.
struct Blob {
  std::string_view bytes;
};

/// One statement: bind in order, then `step` through its rows or `run` it once.
class Statement {
 public:
  Statement(sqlite3* handle, const std::filesystem::path& file, std::string_view sql);

  Statement& bind(std::int64_t value);
  Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(double value);
  Statement& bind(std::string_view text);
  Statement& bind(const std::string& text) { return bind(std::string_view(text)); }
  Statement& bind(const char* text) { return bind(std::string_view(text)); }
  Statement& bind(Blob blob);
  Statement& bind_null();
  /// Nothing becomes NULL.
  template <class T>
  Statement& bind(const std::optional<T>& value) {
    return value ? bind(*value) : bind_null();
  }
  [[nodiscard]] bool step();  ///< to the next row; false when there is none
  void run();                 ///< a statement without rows; ready to be bound again

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string text(int column) const;  ///< also of a blob; empty for NULL
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] bool is_real(int column) const;

 private:
  void check(int code) const;
  struct Finish {
    void operator()(sqlite3_stmt* statement) const;
  };
  sqlite3* handle_;
  const std::filesystem::path& file_;
  std::unique_ptr<sqlite3_stmt, Finish> statement_;
  int next_ = 1;
};

enum class Mode { read, write, create };

/// One file, one connection. Every commit is on the disk when it returns.
class Database {
 public:
  /// Error (input) when it is no database, cannot be opened or is damaged; (output) when it is to be written
  /// and cannot be. Errors name the file as `shown`.
  Database(const std::filesystem::path& file, Mode mode, std::chrono::milliseconds patience,
           std::filesystem::path shown);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() = default;

  [[nodiscard]] Statement prepare(std::string_view sql) const { return {handle_.get(), file_, sql}; }
  void execute(const std::string& sql) const;  ///< one or more statements without parameters
  [[nodiscard]] std::int64_t last_id() const;
  [[nodiscard]] bool has_table(std::string_view name) const;
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }
  /// All of it in a private file without a name, which goes with the object; this one is not touched. For
  /// reading what has to be changed first.
  [[nodiscard]] std::unique_ptr<Database> copy() const;
  /// Reads every page. Error (input) when anything is damaged.
  void check_all() const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  explicit Database(std::filesystem::path shown) : file_(std::move(shown)) {}
  void open(const char* name, int flags, std::chrono::milliseconds patience);
  std::filesystem::path file_;
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace landai::store
