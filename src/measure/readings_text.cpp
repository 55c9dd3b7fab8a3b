// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings_text.hpp"

#include <algorithm>

#include "landai/core/amount.hpp"

namespace landai::measure {
namespace {

constexpr std::size_t kShown = 80;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_mark(char c) { return c == '.' || c == ','; }

/// How one number of a text may be read.
struct Written {
  enum class Kind {
    plain,      ///< no marks, or one that can only be the decimal mark
    thousands,  ///< one kind of mark, several times
    both,       ///< thousands and decimal mark
    doubtful,   ///< one mark with three digits behind it
    broken,
  } kind = Kind::plain;
  char decimal = 0;   ///< the decimal mark, where there is one; of doubtful ones the mark
  std::string digits; ///< of all kinds but doubtful: with a decimal point, without thousands marks
};

/// Groups of three behind a first one of one to three.
bool grouped(std::string_view text, char mark) {
  const auto first = text.find(mark);
  if (first == 0 || first > 3 || first == std::string_view::npos) return false;
  text.remove_prefix(first);
  if (text.size() % 4 != 0) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((i % 4 == 0) != (text[i] == mark)) return false;
  return true;
}

std::string without(std::string_view text, char mark) {
  std::string out(text);
  out.erase(std::remove(out.begin(), out.end(), mark), out.end());
  return out;
}

Written read(std::string_view token) {
  const auto points = std::count(token.begin(), token.end(), '.'), commas = std::count(token.begin(), token.end(), ',');
  Written out;
  if (points + commas == 0) {
    out.digits = token;
    return out;
  }
  if (points > 0 && commas > 0) {
    out.decimal = token.rfind('.') > token.rfind(',') ? '.' : ',';
    const char thousands = out.decimal == '.' ? ',' : '.';
    const auto at = token.find(out.decimal);
    out.kind = std::count(token.begin(), token.end(), out.decimal) == 1 && grouped(token.substr(0, at), thousands) ? Written::Kind::both : Written::Kind::broken;
    out.digits = without(token.substr(0, at), thousands) + "." + std::string(token.substr(at + 1));
    return out;
  }
  const char mark = points > 0 ? '.' : ',';
  if (points + commas > 1) {
    out.kind = grouped(token, mark) ? Written::Kind::thousands : Written::Kind::broken;
    out.decimal = mark == '.' ? ',' : '.';
    out.digits = without(token, mark);
    return out;
  }
  const auto at = token.find(mark);
  out.decimal = mark;
  out.digits = std::string(token.substr(0, at)) + "." + std::string(token.substr(at + 1));
  if (token.size() - at - 1 == 3 && at >= 1 && at <= 3 && token.front() != '0') out.kind = Written::Kind::doubtful;
  return out;
}

/// Calls `word` for what lies between numbers and `number` for each number, with its marks; spaces between groups of three are taken out.
template <class Word, class Number>
void walk(std::string_view text, const Word& word, const Number& number) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (!is_digit(text[i])) {
      word(text[i++]);
      continue;
    }
    std::string token;
    while (i < text.size()) {
      const char c = text[i];
      const bool digit_next = i + 1 < text.size() && is_digit(text[i + 1]);
      const bool group = c == ' ' && digit_next && i + 3 < text.size() && is_digit(text[i + 2]) && is_digit(text[i + 3]) &&
                         (i + 4 >= text.size() || !is_digit(text[i + 4])) && token.find_first_of(".,") == std::string::npos;
      if (is_digit(c) || (is_mark(c) && digit_next)) token += c;
      else if (!group) break;
      ++i;
    }
    number(token);
  }
}

}  // namespace

std::vector<std::string> split_list(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    std::string_view part = text.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string shortened(std::string_view text) {
  std::string out(text.substr(0, kShown));
  if (text.size() > kShown) {
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
    if (!out.empty() && static_cast<unsigned char>(out.back()) >= 0xC0) out.pop_back();
    out += "…";
  }
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return out;
}

void learn_decimal_mark(std::string_view text, DecimalMark& mark) {
  walk(text, [](char) {}, [&mark](const std::string& token) {
    const Written w = read(token);
    if (w.decimal == 0 || w.kind == Written::Kind::doubtful || w.kind == Written::Kind::broken) return;
    const DecimalMark seen = w.decimal == '.' ? DecimalMark::point : DecimalMark::comma;
    mark = mark == DecimalMark::unknown || mark == seen ? seen : DecimalMark::both;
  });
}

std::optional<std::string> plain_numbers(std::string_view text, DecimalMark mark, bool below_thousand) {
  std::string out;
  bool clear = true;
  walk(text, [&out](char c) { out += c; }, [&](const std::string& token) {
    const Written w = read(token);
    if (w.kind == Written::Kind::doubtful) {
      const bool decimal = below_thousand || mark == (w.decimal == '.' ? DecimalMark::point : DecimalMark::comma);
      const bool thousands = mark == (w.decimal == '.' ? DecimalMark::comma : DecimalMark::point);
      clear = clear && (decimal || thousands);
      out += decimal ? w.digits : without(token, w.decimal);
      return;
    }
    clear = clear && w.kind != Written::Kind::broken;
    out += w.digits;
  });
  if (!clear) return std::nullopt;
  return out;
}

std::optional<double> metres_of(std::string_view text, DecimalMark mark) {
  const auto plain = plain_numbers(text, mark);
  if (!plain || plain->empty()) return std::nullopt;
  const bool bare = is_digit(plain->back());
  const Amount amount = amount_of(*plain, bare ? "m" : "", "m");
  if (amount.problem != Amount::Problem::none || amount.lo != amount.hi) return std::nullopt;
  return amount.value;
}

}  // namespace landai::measure
