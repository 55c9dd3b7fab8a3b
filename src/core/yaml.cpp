// SPDX-License-Identifier: GPL-3.0-or-later
// YAML text to Nodes. libyaml finds the events; what they may be, and how a fault is told, is ours.
#include <yaml.h>

#include <algorithm>
#include <unordered_set>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"

namespace landai {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::uintmax_t kMaxBytes = 8U << 20U;

/// What is wrong and on which line (0-based).
struct Fault {
  Message message;
  std::size_t line = 0;
};

class Event {
 public:
  Event() = default;
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  ~Event() { yaml_event_delete(&event_); }
  [[nodiscard]] yaml_event_t* get() { return &event_; }
  const yaml_event_t* operator->() const { return &event_; }
  [[nodiscard]] std::size_t line() const { return event_.start_mark.line; }

 private:
  yaml_event_t event_{};
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {
    ready_ = yaml_parser_initialize(&parser_) == 1;
    if (!ready_) return;
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() {
    if (ready_) yaml_parser_delete(&parser_);
  }
  bool next(Event& event) { return ready_ && yaml_parser_parse(&parser_, event.get()) == 1; }
  /// Why `next` could not go on.
  [[nodiscard]] Fault fault() const;

 private:
  std::string_view text_;
  yaml_parser_t parser_{};
  bool ready_ = false;
};

/// The library's reasons, which are English, and what we say instead.
struct Reason {
  std::string_view begins;
  const char* key;
};
constexpr Reason kReasons[] = {
    {"did not find expected ',' or", "core.yaml.open_bracket"},
    {"found unexpected end of stream", "core.yaml.open_quote"},
    {"found unexpected document indicator", "core.yaml.open_quote"},
    {"mapping values are not allowed", "core.yaml.colon"},
    {"could not find expected ':'", "core.yaml.no_colon"},
    {"did not find expected key", "core.yaml.indent"},
    {"did not find expected '-'", "core.yaml.indent"},
    {"block sequence entries are not allowed", "core.yaml.indent"},
    {"did not find expected node content", "core.yaml.no_value"},
    {"did not find expected <document start>", "core.yaml.indent"},
    {"found a tab character", "core.yaml.tab"},
    {"found character that cannot start", "core.yaml.bad_start"},
    {"found unknown escape", "core.yaml.escape"},
    {"did not find expected hexdecimal", "core.yaml.escape"},
    {"found invalid Unicode character escape", "core.yaml.escape"},
};

Fault Parser::fault() const {
  if (!ready_ || parser_.error == YAML_MEMORY_ERROR) return {message("core.yaml.broken").with("why", "memory"), 0};
  const std::string_view why = parser_.problem != nullptr ? parser_.problem : "";
  if (parser_.error == YAML_READER_ERROR) {  // the reader is ahead of the scanner, so the line is counted
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(parser_.problem_offset, text_.size()));
    return {message("core.yaml.not_text"), static_cast<std::size_t>(std::count(text_.begin(), end, '\n'))};
  }
  for (const Reason& reason : kReasons)
    if (why.starts_with(reason.begins)) return {message(reason.key), parser_.problem_mark.line};
  return {message("core.yaml.broken").with("why", std::string(why)), parser_.problem_mark.line};
}

bool stands_for_nothing(std::string_view plain) {
  return plain.empty() || plain == "~" || plain == "null" || plain == "Null" || plain == "NULL";
}

std::string_view text_of(const yaml_char_t* chars) {
  return chars == nullptr ? std::string_view{} : reinterpret_cast<const char*>(chars);
}

}  // namespace

/// Builds a Node from events.
class NodeBuilder {
 public:
  /// Something is wrong with the event; nothing when it was taken.
  std::optional<Fault> take(const Event& event) {
    switch (event->type) {
      case YAML_DOCUMENT_START_EVENT:
        if (documents_++ > 0) return Fault{message("core.yaml.second_document"), event.line()};
        return std::nullopt;
      case YAML_ALIAS_EVENT: return Fault{message("core.yaml.anchor"), event.line()};
      case YAML_SCALAR_EVENT:
        if (event->data.scalar.anchor != nullptr) return Fault{message("core.yaml.anchor"), event.line()};
        return add(scalar(event));
      case YAML_SEQUENCE_START_EVENT: return open(event, event->data.sequence_start.anchor != nullptr, Node::Kind::list);
      case YAML_MAPPING_START_EVENT: return open(event, event->data.mapping_start.anchor != nullptr, Node::Kind::map);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT: {
        Node done = std::move(stack_.back().node);
        stack_.pop_back();
        return add(std::move(done));
      }
      default: return std::nullopt;
    }
  }

  Node root;

 private:
  struct Frame {
    Node node;
    std::optional<std::string> key = std::nullopt;  // of a map: read, its value not yet
    int key_line = 0;
    std::unordered_set<std::string> keys = {};  // of a large map
  };

  static Node leaf(const Event& event, Node::Kind kind) {
    Node node;
    node.kind_ = kind;
    node.line_ = static_cast<int>(event.line()) + 1;
    return node;
  }
  static Node scalar(const Event& event) {
    Node node = leaf(event, Node::Kind::scalar);
    const auto& scalar = event->data.scalar;
    node.text_.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
    const std::string_view tag = text_of(scalar.tag);
    node.quoted_ = scalar.style != YAML_PLAIN_SCALAR_STYLE || tag == "!" || tag == YAML_STR_TAG;
    if (!node.quoted_ && stands_for_nothing(node.text_)) node.kind_ = Node::Kind::null;
    return node;
  }
  std::optional<Fault> open(const Event& event, bool anchored, Node::Kind kind) {
    if (anchored) return Fault{message("core.yaml.anchor"), event.line()};
    if (stack_.size() >= kMaxDepth)
      return Fault{message("core.yaml.too_deep").with("limit", std::to_string(kMaxDepth)), event.line()};
    stack_.push_back(Frame{leaf(event, kind)});
    return std::nullopt;
  }
  std::optional<Fault> add(Node node) {
    if (stack_.empty()) {
      root = std::move(node);
      return std::nullopt;
    }
    Frame& top = stack_.back();
    if (top.node.kind_ == Node::Kind::list) {
      top.node.items_.push_back(std::move(node));
      return std::nullopt;
    }
    if (!top.key) return name(top, std::move(node));
    node.line_ = top.key_line;  // a member is found where its name stands, also when its value begins below
    top.node.members_.emplace_back(std::move(*top.key), std::move(node));
    top.key.reset();
    return std::nullopt;
  }
  static std::optional<Fault> name(Frame& map, Node key) {
    const auto line = static_cast<std::size_t>(key.line_ - 1);
    if (!key.is_scalar()) return Fault{message("core.yaml.key_is_text"), line};
    if (stands_already(map, key.text_)) return Fault{message("core.yaml.key_twice").with("key", key.text_), line};
    map.key = std::move(key.text_);
    map.key_line = key.line_;
    return std::nullopt;
  }
  /// Small maps are looked through; a large one has an index, so that no file takes time that grows with its square.
  static bool stands_already(Frame& map, const std::string& key) {
    constexpr std::size_t kSmall = 16;
    const auto& members = map.node.members_;
    if (members.size() < kSmall)
      return std::any_of(members.begin(), members.end(), [&key](const auto& member) { return member.first == key; });
    if (map.keys.empty())
      for (const auto& member : members) map.keys.insert(member.first);
    return !map.keys.insert(key).second;
  }

  std::vector<Frame> stack_;
  int documents_ = 0;
};

Result<Node> parse_yaml(std::string_view text, const std::string& file_name, ErrorCode code) {
  const auto broken = [&](Fault fault) {
    return Error{code, std::move(fault.message), file_name, "line " + std::to_string(fault.line + 1),
                 message("core.yaml.advice")};
  };
  Parser parser(text);
  NodeBuilder builder;
  std::optional<std::pair<std::size_t, std::size_t>> quoted;  // lines of the last text between quotes that goes over several of them
  for (;;) {
    Event event;
    if (!parser.next(event)) {
      Fault fault = parser.fault();
      // Where a quote is not closed the next one ends it, and what follows that makes no sense.
      if (quoted && quoted->second == fault.line)
        fault = {message("core.yaml.quote_from").with("line", std::to_string(fault.line + 1)), quoted->first};
      return broken(std::move(fault));
    }
    if (event->type == YAML_SCALAR_EVENT) {
      const auto style = event->data.scalar.style;
      const bool between = style == YAML_DOUBLE_QUOTED_SCALAR_STYLE || style == YAML_SINGLE_QUOTED_SCALAR_STYLE;
      if (between && event->end_mark.line > event.line()) quoted.emplace(event.line(), event->end_mark.line);
    }
    if (event->type == YAML_STREAM_END_EVENT) return std::move(builder.root);
    if (auto fault = builder.take(event)) return broken(std::move(*fault));
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
