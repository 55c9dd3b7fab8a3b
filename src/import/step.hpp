// SPDX-License-Identifier: GPL-3.0-or-later
// STEP physical file (ISO 10303-21:2016, clear text encoding), as far as an IFC model needs it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"

namespace landai::importer {

/// One parameter of a record. Texts point into the file's buffer, which the StepFile owns.
struct StepArg {
  enum class Kind : std::uint8_t {
    null,         ///< $
    derived,      ///< *
    number,       ///< integer or real
    string,       ///< '…' still encoded; decode with StepFile::text
    enumeration,  ///< .WORD. without the dots; .T. and .F. too
    reference,    ///< #12
    binary,       ///< "…"
    list,         ///< ( … )
    typed,        ///< IFCLENGTHMEASURE(2.0): `text` is the type in upper case, `items` its parameters
  };
  Kind kind = Kind::null;
  std::uint32_t reference = 0;
  double number = 0;
  std::string_view text;
  const StepArg* first = nullptr;  ///< items of list and typed
  std::uint32_t count = 0;

  [[nodiscard]] std::span<const StepArg> items() const { return {first, count}; }
  [[nodiscard]] bool is_null() const { return kind == Kind::null || kind == Kind::derived; }
};

/// One instance of the DATA section. Complex instances (#1=(A()B())) keep their first part only and are counted.
struct StepRecord {
  std::uint32_t id = 0;
  std::string_view type;  ///< upper case, "IFCDOOR"; interned: equal types have equal data()
  const StepArg* first = nullptr;
  std::uint32_t count = 0;

  /// The i-th parameter, 0-based; a null argument when there are fewer (older schemas have shorter records).
  [[nodiscard]] const StepArg& operator[](std::size_t i) const;
  [[nodiscard]] std::span<const StepArg> args() const { return {first, count}; }
};

class StepFile {
 public:
  /// Parses a whole file in one pass. Bounded: nesting at most 64, records at most 20 million. Error (input) with the line
  /// and what was expected; a file that stops before END-ISO-10303-21 is an error that says "truncated".
  [[nodiscard]] static Result<StepFile> parse(std::string bytes, const std::string& file_name);

  [[nodiscard]] std::string_view schema() const;  ///< first of FILE_SCHEMA, upper case: "IFC2X3", "IFC4", "IFC4X3_ADD2"
  /// Record with this id, or nullptr.
  [[nodiscard]] const StepRecord* find(std::uint32_t id) const;
  /// Record a reference argument points at, or nullptr for anything that is not a reference or dangles.
  [[nodiscard]] const StepRecord* follow(const StepArg& arg) const;
  /// All records of exactly this type (upper case), in file order.
  [[nodiscard]] std::span<const StepRecord* const> of_type(std::string_view type) const;
  [[nodiscard]] std::span<const StepRecord> records() const;
  /// Names of all types present, with counts, sorted by name.
  [[nodiscard]] std::vector<std::pair<std::string_view, int>> types() const;
  /// Decoded UTF-8 of a string argument: '' , \\ , \S\ , \P?\ , \X\hh , \X2\…\X0\ , \X4\…\X0\ ; broken escapes stay as
  /// they are. Empty for anything that is not a string. Typed strings (IFCLABEL('x')) are looked through.
  [[nodiscard]] std::string text(const StepArg& arg) const;
  /// 1-based line of a record in the file.
  [[nodiscard]] int line_of(const StepRecord& record) const;

  StepFile(StepFile&&) noexcept;
  StepFile& operator=(StepFile&&) noexcept;
  ~StepFile();

 private:
  StepFile();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Decodes the string encoding of ISO 10303-21 (6.4.3) to UTF-8.
[[nodiscard]] std::string decode_step_string(std::string_view encoded);

}  // namespace landai::importer
