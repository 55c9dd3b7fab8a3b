// SPDX-License-Identifier: GPL-3.0-or-later
#include "step.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <deque>
#include <unordered_map>

namespace landai::importer {
namespace {

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxRecords = 20'000'000;
constexpr std::size_t kMaxArgs = 64'000'000;  // about 3 GB of parameters: more than the largest file we open needs
constexpr std::uint32_t kNoRecord = 0xffffffff;
const StepArg kNullArg{};

enum CharClass : unsigned char { kOther = 0, kSpace = 1, kDigit = 2, kNumberTail = 4, kName = 8 };

constexpr std::array<unsigned char, 256> make_classes() {
  std::array<unsigned char, 256> t{};
  for (char c : {' ', '\t', '\n', '\r', '\v', '\f'}) t[static_cast<unsigned char>(c)] |= kSpace;
  for (int c = '0'; c <= '9'; ++c) t[static_cast<std::size_t>(c)] |= kDigit | kNumberTail | kName;
  for (char c : {'.', '+', '-', 'e', 'E'}) t[static_cast<unsigned char>(c)] |= kNumberTail;
  for (int c = 'A'; c <= 'Z'; ++c) t[static_cast<std::size_t>(c)] |= kName;
  for (int c = 'a'; c <= 'z'; ++c) t[static_cast<std::size_t>(c)] |= kName;
  for (char c : {'_', '-', '!'}) t[static_cast<unsigned char>(c)] |= kName;
  return t;
}
constexpr auto kClass = make_classes();

bool is(char c, unsigned char wanted) { return (kClass[static_cast<unsigned char>(c)] & wanted) != 0; }

/// Parameters live in large blocks that never move.
class ArgArena {
 public:
  const StepArg* store(const StepArg* from, std::size_t n) {
    if (n == 0) return nullptr;
    if (n > left_) {
      const std::size_t size = std::max(n, kBlock);
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size * sizeof(StepArg)));
      next_ = blocks_.back().get();
      left_ = size;
    }
    auto* to = reinterpret_cast<StepArg*>(next_);
    std::uninitialized_copy_n(from, n, to);
    next_ += n * sizeof(StepArg);
    left_ -= n;
    used_ += n;
    return to;
  }
  [[nodiscard]] std::size_t used() const { return used_; }

 private:
  static constexpr std::size_t kBlock = 1 << 16;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t used_ = 0;
};

/// Type names, upper case, each stored once.
class TypeNames {
 public:
  std::uint32_t intern(std::string_view name) {
    Slot& slot = recent_[(name.size() * 31 + static_cast<unsigned char>(name.back()) * 7 +
                          static_cast<unsigned char>(name[name.size() / 2])) & 255];
    if (slot.seen == name) return slot.index;
    const std::string_view upper = upper_case(name);
    auto [it, fresh] = index_.try_emplace(upper, static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back(upper);
    slot = {name, it->second};
    return it->second;
  }
  [[nodiscard]] std::string_view name(std::uint32_t i) const { return names_[i]; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view upper) const {
    const auto it = index_.find(upper);
    if (it == index_.end()) return std::nullopt;
    return it->second;
  }

 private:
  struct Slot {
    std::string_view seen;
    std::uint32_t index = 0;
  };
  std::string_view upper_case(std::string_view name) {
    const auto low = [](char c) { return c >= 'a' && c <= 'z'; };
    if (std::none_of(name.begin(), name.end(), low)) return name;
    std::string up(name);
    for (char& c : up) {
      if (low(c)) c = static_cast<char>(c - 'a' + 'A');
    }
    return owned_.emplace_back(std::move(up));
  }
  std::array<Slot, 256> recent_{};
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::uint32_t> index_;
  std::deque<std::string> owned_;  // deque: views into it stay valid
};

/// Everything a StepFile holds.
struct Contents {
  std::string bytes;
  ArgArena arena;
  TypeNames names;
  std::vector<StepRecord> records;
  std::vector<std::uint32_t> record_type;    // index into names, parallel to records
  std::vector<std::uint32_t> record_offset;  // into bytes; files are at most 512 MB
  std::vector<std::uint32_t> dense;          // id → record, when ids are packed closely
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sparse;  // otherwise (id, record), sorted by id
  std::vector<const StepRecord*> by_type;    // grouped by type, file order within
  std::vector<std::size_t> type_begin;       // into by_type, one more than types
  std::string schema;

  [[nodiscard]] int line_at(std::size_t offset) const {
    const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(offset, bytes.size()));
    const auto lines = std::count(bytes.begin(), end, '\n');
    return static_cast<int>(1 + (lines > 0 ? lines : std::count(bytes.begin(), end, '\r')));
  }
  std::optional<std::pair<std::uint32_t, std::uint32_t>> index();
};

/// Why parsing stopped: at `offset`, with what was expected there.
struct Stop {
  const char* expected = nullptr;  // as it would stand in the file; null when the file simply ends or a limit is met
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
    if (depth > kMaxDepth) return fail(Stop::Why::too_deep);
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
      const auto* quote = static_cast<const char*>(std::memchr(p_, '\'', static_cast<std::size_t>(end_ - p_)));
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
      e.message = message("import.step.truncated").with("line", line_text).with("section", std::string(parser.section()));
      e.advice = message("import.step.truncated.advice");
      break;
    case Stop::Why::too_deep:
      e.code = ErrorCode::limit;
      e.message = message("import.step.too_deep").with("line", line_text).with("limit", std::to_string(kMaxDepth));
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
      e.message = message("import.step.syntax").with("line", line_text)
                      .with("expected", stop.expected == nullptr ? "ENDSEC" : stop.expected);
      e.advice = message("import.step.broken.advice");
      break;
  }
  return e;
}

/// Builds the id index and the lists by type. Returns the two records that share an id, if any do.
std::optional<std::pair<std::uint32_t, std::uint32_t>> Contents::index() {
  const auto n = static_cast<std::uint32_t>(records.size());
  std::uint32_t highest = 0;
  for (const StepRecord& r : records) highest = std::max(highest, r.id);
  if (highest / 8 <= static_cast<std::size_t>(n) + 1024) {
    dense.assign(static_cast<std::size_t>(highest) + 1, kNoRecord);
    for (std::uint32_t i = 0; i < n; ++i) {
      std::uint32_t& slot = dense[records[i].id];
      if (slot != kNoRecord) return std::pair{slot, i};
      slot = i;
    }
  } else {
    sparse.reserve(n);
    for (std::uint32_t i = 0; i < n; ++i) sparse.emplace_back(records[i].id, i);
    std::sort(sparse.begin(), sparse.end());
    const auto twice = std::adjacent_find(sparse.begin(), sparse.end(),
                                          [](const auto& a, const auto& b) { return a.first == b.first; });
    if (twice != sparse.end()) return std::pair{twice->second, std::next(twice)->second};
  }
  type_begin.assign(names.size() + 1, 0);
  for (const auto t : record_type) ++type_begin[t + 1];
  for (std::size_t t = 1; t < type_begin.size(); ++t) type_begin[t] += type_begin[t - 1];
  by_type.resize(n);
  auto next = type_begin;
  for (std::uint32_t i = 0; i < n; ++i) by_type[next[record_type[i]]++] = &records[i];
  return std::nullopt;
}

}  // namespace

struct StepFile::Impl : Contents {};

const StepArg& StepRecord::operator[](std::size_t i) const { return i < count ? first[i] : kNullArg; }

StepFile::StepFile() : impl_(std::make_unique<Impl>()) {}
StepFile::StepFile(StepFile&&) noexcept = default;
StepFile& StepFile::operator=(StepFile&&) noexcept = default;
StepFile::~StepFile() = default;

Result<StepFile> StepFile::parse(std::string bytes, const std::string& file_name) {
  StepFile file;
  Impl& impl = *file.impl_;
  impl.bytes = std::move(bytes);
  const std::size_t guess = impl.bytes.size() / 64;
  impl.records.reserve(guess);
  impl.record_type.reserve(guess);
  impl.record_offset.reserve(guess);
  Parser parser(impl);
  if (!parser.file()) return parse_error(parser, impl, file_name);
  if (const auto twice = impl.index()) {
    const auto [first, second] = *twice;
    Error e;
    e.file = file_name;
    e.where = "#" + std::to_string(impl.records[second].id);
    e.message = message("import.step.duplicate_id").with("id", e.where)
                    .with("first", std::to_string(impl.line_at(impl.record_offset[first])))
                    .with("second", std::to_string(impl.line_at(impl.record_offset[second])));
    e.advice = message("import.step.broken.advice");
    return e;
  }
  return file;
}

std::string_view StepFile::schema() const { return impl_->schema; }

const StepRecord* StepFile::find(std::uint32_t id) const {
  std::uint32_t i = kNoRecord;
  if (!impl_->dense.empty()) {
    if (id < impl_->dense.size()) i = impl_->dense[id];
  } else {
    const auto it = std::lower_bound(impl_->sparse.begin(), impl_->sparse.end(), std::pair{id, 0u});
    if (it != impl_->sparse.end() && it->first == id) i = it->second;
  }
  return i == kNoRecord ? nullptr : &impl_->records[i];
}

const StepRecord* StepFile::follow(const StepArg& arg) const {
  return arg.kind == StepArg::Kind::reference ? find(arg.reference) : nullptr;
}

std::span<const StepRecord* const> StepFile::of_type(std::string_view type) const {
  const auto t = impl_->names.find(type);
  if (!t || *t + 1 >= impl_->type_begin.size()) return {};
  const auto from = impl_->type_begin[*t];
  return {impl_->by_type.data() + from, impl_->type_begin[*t + 1] - from};
}

std::span<const StepRecord> StepFile::records() const { return impl_->records; }

std::vector<std::pair<std::string_view, int>> StepFile::types() const {
  std::vector<std::pair<std::string_view, int>> out;
  for (std::size_t t = 0; t + 1 < impl_->type_begin.size(); ++t) {
    const auto n = impl_->type_begin[t + 1] - impl_->type_begin[t];
    if (n > 0) out.emplace_back(impl_->names.name(static_cast<std::uint32_t>(t)), static_cast<int>(n));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string StepFile::text(const StepArg& arg) const {
  const StepArg* a = &arg;
  while (a->kind == StepArg::Kind::typed && a->count == 1) a = a->first;
  return a->kind == StepArg::Kind::string ? decode_step_string(a->text) : std::string();
}

int StepFile::line_of(const StepRecord& record) const {
  const auto i = static_cast<std::size_t>(&record - impl_->records.data());
  return i < impl_->records.size() ? impl_->line_at(impl_->record_offset[i]) : 0;
}

}  // namespace landai::importer
