// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/node.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <charconv>
#include <set>
#include <sstream>

#include "landai/core/file.hpp"

namespace landai {

namespace {
constexpr int kMaxDepth = 64;
constexpr std::uintmax_t kMaxBytes = 8U << 20U;
}  // namespace

/// Builds a Node from yaml-cpp's events, so that no second tree is made. Throws YAML::Exception with a mark on what we do not accept.
class NodeBuilder : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(leaf(mark, Node::Kind::null)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { throw YAML::ParserException(mark, "aliases are not accepted"); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    refuse(anchor, mark);
    Node node = leaf(mark, Node::Kind::scalar);
    node.quoted_ = tag == "!";
    node.text_ = value;
    if (!node.quoted_ && (value == "~" || value == "null")) node.kind_ = Node::Kind::null;
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, anchor, Node::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, anchor, Node::Kind::map);
  }
  void OnMapEnd() override { close(); }

  Node root;

 private:
  struct Frame {
    Node node;
    std::optional<std::string> key;  // of a map: read, its value not yet
    int key_line = 0;
    std::set<std::string> keys;
  };

  static Node leaf(const YAML::Mark& mark, Node::Kind kind) {
    Node node;
    node.kind_ = kind;
    node.line_ = mark.line + 1;
    return node;
  }
  static void refuse(YAML::anchor_t anchor, const YAML::Mark& mark) {
    if (anchor != 0) throw YAML::ParserException(mark, "anchors are not accepted");
  }
  void open(const YAML::Mark& mark, YAML::anchor_t anchor, Node::Kind kind) {
    refuse(anchor, mark);
    if (stack_.size() >= kMaxDepth) throw YAML::ParserException(mark, "nested too deeply");
    stack_.push_back(Frame{leaf(mark, kind), std::nullopt, 0, {}});
  }
  void close() {
    Node done = std::move(stack_.back().node);
    stack_.pop_back();
    add(std::move(done));
  }
  void add(Node node) {
    if (stack_.empty()) {
      root = std::move(node);
      return;
    }
    Frame& top = stack_.back();
    if (top.node.kind_ == Node::Kind::list) {
      top.node.items_.push_back(std::move(node));
      return;
    }
    if (!top.key) {
      const YAML::Mark mark = mark_at(node.line_);
      if (!node.is_scalar()) throw YAML::ParserException(mark, "a key must be text");
      if (!top.keys.insert(node.text_).second) throw YAML::ParserException(mark, "key '" + node.text_ + "' stands twice");
      top.key = std::move(node.text_);
      top.key_line = node.line_;
      return;
    }
    node.line_ = top.key_line;  // a member is found where its name stands, also when its value begins below
    top.node.members_.emplace_back(std::move(*top.key), std::move(node));
    top.key.reset();
  }
  static YAML::Mark mark_at(int line) {
    YAML::Mark mark;
    mark.line = line - 1;
    return mark;
  }

  std::vector<Frame> stack_;
};

std::optional<double> Node::number() const {
  if (!is_scalar() || quoted_ || text_.empty()) return std::nullopt;
  const char* first = text_.data() + (text_.front() == '+' ? 1 : 0);
  const char* last = text_.data() + text_.size();
  double value = 0;
  const auto [end, error] = std::from_chars(first, last, value);
  if (error != std::errc() || end != last) return std::nullopt;
  return value;
}

std::optional<bool> Node::boolean() const {
  if (!is_scalar() || quoted_) return std::nullopt;
  if (text_ == "true") return true;
  if (text_ == "false") return false;
  return std::nullopt;
}

const Node& Node::operator[](std::string_view key) const {
  static const Node kNothing;
  for (const auto& [name, node] : members_)
    if (name == key) return node;
  return kNothing;
}

std::string Node::text_of(std::string_view key, std::string otherwise) const {
  const Node& member = (*this)[key];
  return member.is_scalar() ? member.text() : std::move(otherwise);
}

std::vector<std::string> Node::texts() const {
  if (is_scalar()) return {text_};
  std::vector<std::string> out;
  for (const Node& item : items_)
    if (item.is_scalar()) out.push_back(item.text_);
  return out;
}

Result<Node> parse_yaml(std::string_view text, const std::string& file_name, ErrorCode code) {
  try {
    std::istringstream in{std::string(text)};
    YAML::Parser parser(in);
    NodeBuilder builder;
    parser.HandleNextDocument(builder);
    return std::move(builder.root);
  } catch (const YAML::Exception& problem) {
    return Error{code, message("core.yaml.broken").with("why", problem.msg), file_name,
                 "line " + std::to_string(problem.mark.line + 1), message("core.yaml.advice")};
  }
}

Result<Node> load_yaml(const std::filesystem::path& file, ErrorCode code) {
  auto content = read_file(file, kMaxBytes);
  if (!content) {
    Error error = content.error();
    error.code = code;
    return error;
  }
  return parse_yaml(*content, file.string(), code);
}

}  // namespace landai
