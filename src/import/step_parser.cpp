// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include "step_contents.hpp"

namespace landai::importer {
namespace {

constexpr int kMaxNesting = 64;
constexpr std::size_t kMaxRecords = 20'000'000;
constexpr std::size_t kMaxArgs =
    64'000'000;  // about 3 GB of parameters: more than the largest file we open needs

enum CharClass : unsigned char { kSpace = 1, kDigit = 2, kName = 4 };

constexpr std::array<unsigned char, 256> make_classes() {
  std::array<unsigned char, 256> t{};
  for (char c : {' ', '\t', '\n', '\r', '\v', '\f'}) t[static_cast<unsigned char>(c)] |= kSpace;
  for (int c = '0'; c <= '9'; ++c) t[static_cast<std::size_t>(c)] |= kDigit | kName;
  for (int c = 'A'; c <= 'Z'; ++c) t[static_cast<std::size_t>(c)] |= kName;
  for (int c = 'a'; c <= 'z'; ++c) t[static_cast<std::size_t>(c)] |= kName;
  for (char c : {'_', '-', '!'}) t[static_cast<unsigned char>(c)] |= kName;
  return t;
}
constexpr auto kClass = make_classes();

bool is(char c, unsigned char wanted) { return (kClass[static_cast<unsigned char>(c)] & wanted) != 0; }
/// Why parsing stopped: at `offset`, with what was expected there.
struct Stop {
  const char* expected =
      nullptr;  // as it would stand in the file; null when the file simply ends or a limit is met
  enum class Why { none, syntax, truncated, too_deep, too_many, big_id, big_number } why = Why::none;
  std::size_t offset = 0;
};

/// One pass over the buffer. Every function returns false once `stop` is set.
class Parser {
 public:
  explicit Parser(Contents& out)
      : out_(out), begin_(out.bytes.data()), p_(begin_), end_(begin_ + out.bytes.size()) {
    stack_.reserve(1024);
  }

  bool file() {
    if (out_.bytes.starts_with("\xEF\xBB\xBF")) p_ += 3;
    if (!skip() || !keyword("ISO-10303-21") || !punct(';')) return false;
    while (skip()) {
      const std::string_view word = name();
      if (word == "END-ISO-10303-21") return true;
      if (word == "HEADER") {
        section_ = "HEADER";
        if (!punct(';') || !header()) return false;
      } else if (word == "DATA") {
        section_ = "DATA";
        if (!data()) return false;
      } else if (word == "ANCHOR" || word == "REFERENCE" || word == "SIGNATURE") {
        section_ = word;
        if (!pass_section()) return false;
      } else {
        return syntax("HEADER, DATA, END-ISO-10303-21");
      }
    }
    return false;
  }

  [[nodiscard]] const Stop& stop() const { return stop_; }
  [[nodiscard]] std::string_view section() const { return section_; }

 private:
  bool fail(Stop::Why why, const char* expected = nullptr) {
    if (stop_.why == Stop::Why::none) stop_ = {expected, why, static_cast<std::size_t>(p_ - begin_)};
    return false;
  }
  bool syntax(const char* expected) {
    return fail(p_ >= end_ ? Stop::Why::truncated : Stop::Why::syntax, expected);
  }

  /// Past white space and comments; false at the end of the file.
  bool skip() {
    while (p_ < end_) {
      if (is(*p_, kSpace)) {
        ++p_;
      } else if (*p_ == '/' && p_ + 1 < end_ && p_[1] == '*') {
        const std::string_view rest(p_ + 2, static_cast<std::size_t>(end_ - p_ - 2));
        const auto close = rest.find("*/");
        if (close == std::string_view::npos) {
          p_ = end_;
          return fail(Stop::Why::truncated);
        }
        p_ += close + 4;
      } else {
        return true;
      }
    }
    return fail(Stop::Why::truncated);
  }
  bool punct(char c) {
    if (!skip()) return false;
    if (*p_ != c) return syntax(c == ';' ? ";" : c == '(' ? "(" : c == '=' ? "=" : ")");
    ++p_;
    return true;
  }
  std::string_view name() {
    const char* from = p_;
    while (p_ < end_ && is(*p_, kName)) ++p_;
    return {from, static_cast<std::size_t>(p_ - from)};
  }
  bool keyword(std::string_view word) {
    if (name() != word) return syntax("ISO-10303-21");
    return true;
  }

  bool header() {
    while (skip()) {
      const std::string_view word = name();
      if (word == "ENDSEC") return punct(';');
      if (word.empty()) return syntax("ENDSEC");
      if (!punct('(')) return false;
      StepArg args;
      if (!list(args, 1) || !punct(';')) return false;
      if (word == "FILE_SCHEMA") schema(args);
    }
    return false;
  }
  void schema(const StepArg& args) {
    const StepArg* a = &args;
    while (a->kind == StepArg::Kind::list && a->count > 0) a = a->first;
    if (a->kind != StepArg::Kind::string) return;
    out_.schema.assign(a->text);
    for (char& c : out_.schema) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const auto space = out_.schema.find_first_of(" {");
    if (space != std::string::npos) out_.schema.resize(space);
  }
  bool pass_section() {
    if (!punct(';')) return false;
    const auto at = out_.bytes.find("ENDSEC", static_cast<std::size_t>(p_ - begin_));
    p_ = at == std::string::npos ? end_ : begin_ + at + 6;
    return punct(';');
  }

  bool data() {
    if (!skip()) return false;
    if (*p_ == '(') {  // edition 2 and 3 name their sections
      StepArg args;
      ++p_;
      if (!list(args, 1)) return false;
    }
    if (!punct(';')) return false;
    while (skip()) {
      if (*p_ == '#') {
        if (!record()) return false;
      } else if (name() == "ENDSEC") {
        return punct(';');
      } else {
        return syntax("#…=, ENDSEC");
      }
    }
    return false;
  }
  bool identifier(std::uint32_t& id) {
    ++p_;
    const auto [after, problem] = std::from_chars(p_, end_, id);
    if (problem == std::errc::result_out_of_range) return fail(Stop::Why::big_id);
    if (after == p_) return syntax("#…");
    p_ = after;
    return true;
  }
  bool record() {
    const auto offset = static_cast<std::uint32_t>(p_ - begin_);
    StepRecord r;
    if (!identifier(r.id) || !punct('=') || !skip()) return false;
    const bool complex = *p_ == '(';
    if (complex) {
      ++p_;
      if (!skip()) return false;
    }
    StepArg args;
    const std::string_view word = name();
    if (word.empty()) return syntax("IFC…");
    if (!punct('(') || !list(args, 1)) return false;
    while (complex) {  // the other parts of a complex instance are read and left
      if (!skip()) return false;
      if (*p_ == ')') {
        ++p_;
        break;
      }
      StepArg part;
      if (name().empty()) return syntax("IFC…");
      if (!punct('(') || !list(part, 1)) return false;
    }
    if (!punct(';')) return false;
    const auto type = out_.names.intern(word);
    r.type = out_.names.name(type);
    r.first = args.first;
    r.count = args.count;
    out_.records.push_back(r);
    out_.record_type.push_back(type);
    out_.record_offset.push_back(offset);
    if (out_.records.size() > kMaxRecords || out_.arena.used() > kMaxArgs) return fail(Stop::Why::too_many);
    return true;
  }

  /// Items up to the closing bracket; the opening one has been read.
  bool list(StepArg& out, int depth) {
    if (depth > kMaxNesting) return fail(Stop::Why::too_deep);
    const std::size_t base = stack_.size();
    if (!skip()) return false;
    if (*p_ == ')') {
      ++p_;
    } else {
      for (;;) {
        StepArg item;
        if (!arg(item, depth)) return false;
        stack_.push_back(item);
        if (p_ >= end_ || (*p_ != ',' && *p_ != ')')) {
          if (!skip()) return false;
        }
        const char c = *p_;
        if (c != ',' && c != ')') return syntax(", )");
        ++p_;
        if (c == ')') break;
        if (stack_.size() > kMaxArgs) return fail(Stop::Why::too_many);
      }
    }
    out.kind = StepArg::Kind::list;
    out.count = static_cast<std::uint32_t>(stack_.size() - base);
    out.first = out_.arena.store(stack_.data() + base, out.count);
    stack_.resize(base);
    return true;
  }

  bool arg(StepArg& out, int depth) {
    if (!skip()) return false;
    const char c = *p_;
    if (is(c, kDigit) || c == '-' || c == '+') return number(out);
    switch (c) {
      case '#':
        out.kind = StepArg::Kind::reference;
        return identifier(out.reference);
      case '(':
        ++p_;
        return list(out, depth + 1);
      case '$':
        ++p_;
        return true;
      case '*':
        ++p_;
        out.kind = StepArg::Kind::derived;
        return true;
      case '\'':
        return string(out);
      case '"':
        return delimited(out, '"', StepArg::Kind::binary);
      case '.':
        return delimited(out, '.', StepArg::Kind::enumeration);
      default:
        return typed(out, depth);
    }
  }
  bool typed(StepArg& out, int depth) {
    const std::string_view word = name();
    if (word.empty()) return syntax("$ * # ( ' . 0…9");
    const auto type = out_.names.intern(word);
    if (!punct('(') || !list(out, depth + 1)) return false;
    out.kind = StepArg::Kind::typed;
    out.text = out_.names.name(type);
    return true;
  }
  bool number(StepArg& out) {
    const char* from = *p_ == '+' ? p_ + 1 : p_;
    out.kind = StepArg::Kind::number;
    const auto [after, problem] = std::from_chars(from, end_, out.number);
    if (after == from) return syntax("0…9");
    if (problem == std::errc::result_out_of_range) {
      // Too small to tell from zero is zero; too large is no length of a building.
      const std::string_view written(from, static_cast<std::size_t>(after - from));
      const auto e = written.find_first_of("eE");
      if (e == std::string_view::npos || written.substr(e + 1, 1) != "-") return fail(Stop::Why::big_number);
      out.number = 0;
    } else if (!std::isfinite(out.number)) {
      return syntax("0…9");  // "-inf", "-nan"
    }
    p_ = after;
    return true;
  }
  bool string(StepArg& out) {
    const char* from = ++p_;
    for (;;) {
      const auto* quote =
          static_cast<const char*>(std::memchr(p_, '\'', static_cast<std::size_t>(end_ - p_)));
      if (quote == nullptr) {
        p_ = end_;
        return fail(Stop::Why::truncated);
      }
      p_ = quote + 1;
      if (p_ >= end_ || *p_ != '\'') break;
      ++p_;
    }
    out.kind = StepArg::Kind::string;
    out.text = {from, static_cast<std::size_t>(p_ - 1 - from)};
    return true;
  }
  bool delimited(StepArg& out, char mark, StepArg::Kind kind) {
    const char* from = ++p_;
    while (p_ < end_ && is(*p_, kName)) ++p_;
    if (p_ >= end_) return fail(Stop::Why::truncated);
    if (*p_ != mark) return syntax("$ * # ( ' . 0…9");
    out.kind = kind;
    out.text = {from, static_cast<std::size_t>(p_ - from)};
    ++p_;
    return true;
  }

  Contents& out_;
  const char* begin_;
  const char* p_;
  const char* end_;
  std::vector<StepArg> stack_;
  std::string_view section_ = "HEADER";
  Stop stop_;
};

Error parse_error(const Parser& parser, const Contents& impl, const std::string& file) {
  const Stop& stop = parser.stop();
  Error e;
  e.file = file;
  const int line = impl.line_at(stop.offset);
  e.where = "line " + std::to_string(line);
  const auto line_text = std::to_string(line);
  switch (stop.why) {
    case Stop::Why::truncated:
      e.message = message("import.step.truncated")
                      .with("line", line_text)
                      .with("section", std::string(parser.section()));
      e.advice = message("import.step.truncated.advice");
      break;
    case Stop::Why::too_deep:
      e.code = ErrorCode::limit;
      e.message =
          message("import.step.too_deep").with("line", line_text).with("limit", std::to_string(kMaxNesting));
      e.advice = message("import.step.broken.advice");
      break;
    case Stop::Why::too_many:
      e.code = ErrorCode::limit;
      e.message = message("import.step.too_many").with("line", line_text);
      e.advice = message("import.step.too_many.advice");
      break;
    case Stop::Why::big_id:
      e.message = message("import.step.big_id").with("line", line_text);
      e.advice = message("import.step.broken.advice");
      break;
    case Stop::Why::big_number:
      e.message = message("import.step.big_number").with("line", line_text);
      e.advice = message("import.step.broken.advice");
      break;
    case Stop::Why::none:
    case Stop::Why::syntax:
      e.message = message("import.step.syntax")
                      .with("line", line_text)
                      .with("expected", stop.expected == nullptr ? "ENDSEC" : stop.expected);
      e.advice = message("import.step.broken.advice");
      break;
  }
  return e;
}

}  // namespace

Status parse_step(Contents& out, const std::string& file_name) {
  Parser parser(out);
  if (parser.file()) return std::nullopt;
  return parse_error(parser, out, file_name);
}

}  // namespace landai::importer
