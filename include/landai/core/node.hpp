// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "landai/core/error.hpp"

namespace landai {

/// A piece of a YAML file: null, scalar, list or map, with the line it stands on. This is what every room reads its
/// data files through, so that libyaml stays inside core.
class Node {
 public:
  enum class Kind { null, scalar, list, map };

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
  [[nodiscard]] bool is_scalar() const { return kind_ == Kind::scalar; }
  [[nodiscard]] bool is_list() const { return kind_ == Kind::list; }
  [[nodiscard]] bool is_map() const { return kind_ == Kind::map; }
  [[nodiscard]] int line() const { return line_; }  ///< 1-based; 0 when not from a file
  [[nodiscard]] bool quoted() const { return quoted_; }  ///< the scalar was quoted, so it is text even if it looks like a number

  /// Text of a scalar as written; empty for everything else.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The scalar as a number (from_chars over the whole text, unquoted), or nothing.
  [[nodiscard]] std::optional<double> number() const;
  /// `true` / `false`, or nothing.
  [[nodiscard]] std::optional<bool> boolean() const;

  [[nodiscard]] const std::vector<Node>& items() const { return items_; }  ///< of a list; empty otherwise
  [[nodiscard]] const std::vector<std::pair<std::string, Node>>& members() const { return members_; }  ///< of a map, in file order
  /// The member of a map, or a null node that lives for ever.
  [[nodiscard]] const Node& operator[](std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return !(*this)[key].is_null(); }
  /// Text of a member, or `otherwise`.
  [[nodiscard]] std::string text_of(std::string_view key, std::string otherwise = {}) const;
  /// Items of a list as texts; a scalar counts as a list of one.
  [[nodiscard]] std::vector<std::string> texts() const;

  // Making one piece of several, as when one file is laid over another.
  [[nodiscard]] static Node map_at(int line);
  [[nodiscard]] static Node list_at(int line);
  /// The member of a map gets this value; it is added when there is none. Not a map: nothing happens.
  void set(std::string_view key, Node value);
  /// The member goes, if there is one.
  void drop(std::string_view key);
  /// The item of a list is replaced; added at the end when `at` is its size or more. Not a list: nothing happens.
  void put(std::size_t at, Node item);
  /// The same piece, all of it said to stand on this line.
  [[nodiscard]] Node at_line(int line) const;
  /// Whether both say the same; lines do not matter.
  [[nodiscard]] bool same_as(const Node& other) const;

 private:
  friend class NodeBuilder;
  Kind kind_ = Kind::null;
  bool quoted_ = false;
  int line_ = 0;
  std::string text_;
  std::vector<Node> items_;
  std::vector<std::pair<std::string, Node>> members_;
};

/// Reads a YAML file. At most 8 MB, 64 levels deep, no anchors or aliases, no duplicate keys.
/// Error (ErrorCode `code`) with file and line on anything else.
[[nodiscard]] Result<Node> load_yaml(const std::filesystem::path& file, ErrorCode code = ErrorCode::pack);
[[nodiscard]] Result<Node> parse_yaml(std::string_view text, const std::string& file_name, ErrorCode code = ErrorCode::pack);

/// One place where a document breaks its schema.
struct SchemaProblem {
  std::string where;   ///< path in the document: "rules[3].limit"
  int line = 0;        ///< 1-based when the document came from YAML
  std::string message; ///< what the validator says (valijson, English; Texts::render tells it in the language of the reader when it is an argument "why")
};

/// Validates against a JSON Schema (draft 7) file in data/schema. Empty when the document is valid.
[[nodiscard]] Result<std::vector<SchemaProblem>> check_schema(const Node& document, const std::filesystem::path& schema);
/// The same for JSON text (the report document).
[[nodiscard]] Result<std::vector<SchemaProblem>> check_schema_json(std::string_view json, const std::filesystem::path& schema);

}  // namespace landai
