// SPDX-License-Identifier: GPL-3.0-or-later
#include "describe.hpp"

#include <cmath>

namespace landai::standards {
namespace {

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

/// A word of a quantity, or else of any list of words that has it.
std::string any_word(const Texts& texts, const std::string& quantity, const std::string& one) {
  if (std::string found = word_of(texts, quantity == "facility.signs" ? "sign" : "", one); found != one)
    return found;
  for (const char* what :
       {"operation", "use", "access", "role", "status", "coverage", "ramp_use", "function", "reaches", "flow",
        "handle_kind", "users", "age", "capacity", "kit", "signal", "sign"})
    if (texts.has(std::string("words.") + what + "." + one)) return word_of(texts, what, one);  // it may be the id itself
  return one;
}

/// Words of the categories and kinds stand in lists elsewhere and begin with a capital letter; here they
/// stand in a sentence.
std::string in_sentence(std::string text) {
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a')
    text[0] = static_cast<char>(text[0] + ('a' - 'A'));
  return text;
}

/// What an element is, or is part of.
std::string things(const std::vector<std::string>& words, const Texts& texts) {
  std::vector<std::string> out;
  for (const std::string& one : words) {
    const std::string category = word_of(texts, "category", one);
    out.push_back(in_sentence(category == one ? word_of(texts, "kind", one) : category));
  }
  return joined(out, ", ");
}

std::string words_of(const std::vector<std::string>& words, const std::string& quantity, const Texts& texts) {
  std::vector<std::string> out;
  for (const std::string& one : words) out.push_back(any_word(texts, quantity, one));
  return joined(out, ", ");
}

/// A number in the unit of its quantity.
std::string amount(double value, const std::string& quantity, const Texts& texts) {
  const auto* info = measure::quantity(quantity);
  if (!info || measure::is_count(*info)) return texts.number(value, "");
  if (std::string_view(info->unit) != "1") return texts.number(value, info->unit);
  return quantity.find("slope") != std::string::npos ? texts.number(value, "slope")
                                                     : texts.number(value * 100, "%");
}

/// "number of facilities (parking bays)", with the quantity's id, by which a reading names it.
std::string quantity_words(const std::string& id, const measure::Params& params, const Texts& texts) {
  std::vector<std::string> told;
  for (const auto& [name, param] : params) {
    if (const auto* word = std::get_if<std::string>(&param))
      told.push_back(word_of(texts, name == "category" ? "categories" : name.c_str(), *word));
    else
      told.push_back(name + " = " + texts.number(std::get<double>(param), "m"));
  }
  std::string out = word_of(texts, "quantity", id) + " [" + id + "]";
  return told.empty() ? out : out + " (" + joined(told, ", ") + ")";
}

std::string say(const Texts& texts, const char* key, const std::string& what) {
  return texts.render(message(key).with("what", what));
}

std::string quantity_condition(const Condition& c, const Texts& texts) {
  const std::string subject = quantity_words(c.quantity, c.params, texts) + ": ";
  if (c.truth) return subject + texts(*c.truth ? "standards.show.yes" : "standards.show.no");
  if (!c.words.empty()) return subject + words_of(c.words, c.quantity, texts);
  std::vector<std::string> sides;
  const auto side = [&](const char* key, double at) {
    sides.push_back(texts.render(message(key).with("limit", amount(at, c.quantity, texts))));
  };
  if (c.min) side(c.strict ? "standards.show.more" : "standards.show.min", *c.min);
  if (c.max) side(c.strict ? "standards.show.less" : "standards.show.max", *c.max);
  return subject + joined(sides, ", ");
}

std::string several(const Condition& c, const char* between, const Texts& texts) {
  std::vector<std::string> parts;
  for (const Condition& part : c.parts) {
    std::string words = condition_words(part, texts);
    const bool nested =
        (part.op == Condition::Op::all || part.op == Condition::Op::any) && part.parts.size() > 1;
    if (!words.empty()) parts.push_back(nested ? "(" + words + ")" : words);
  }
  return joined(parts, " " + texts(between) + " ");
}

/// "up to 50: 2", each on its line.
std::string table_words(const Demand& d, const std::string& indent, const Texts& texts) {
  std::string out;
  for (const TableRow& row : d.table) {
    std::string least = row.percent ? texts.number(*row.percent, "%") : amount(row.min, d.quantity, texts);
    if (row.per > 0)
      least = texts.render(message("standards.show.row_per")
                               .with("base", amount(row.base, d.quantity, texts))
                               .with("per", amount(row.per, d.table_quantity, texts))
                               .with("above", amount(row.above, d.table_quantity, texts)));
    const Message line =
        std::isfinite(row.upto)
            ? message("standards.show.row").with("upto", amount(row.upto, d.table_quantity, texts))
            : message("standards.show.row_last");
    out += indent + texts.render(Message(line).with("least", least)) + "\n";
  }
  return out;
}

std::string leaf_words(const Demand& d, const std::string& indent, const Texts& texts) {
  std::string out = indent + quantity_words(d.quantity, d.params, texts);
  if (d.children) {
    const char* keys[] = {"standards.show.each", "standards.show.any", "standards.show.least",
                          "standards.show.sum"};
    out += ", " + say(texts, keys[static_cast<int>(d.combine)],
                      word_of(texts, "categories", to_string(*d.children)));
  }
  if (!d.table.empty())
    return out + ": " +
           say(texts, "standards.show.table", quantity_words(d.table_quantity, d.table_params, texts)) +
           "\n" + table_words(d, indent + "  ", texts);
  if (!d.relative.empty())
    return out + ": " +
           texts.render(message(d.relative_is_max ? "standards.show.times_max" : "standards.show.times_min")
                            .with("times", d.limit.as_written.empty() ? texts.number(d.times, "")
                                                                      : texts.as_written(d.limit.as_written))
                            .with("what", quantity_words(d.relative, {}, texts))) +
           "\n";
  return out + ": " + limit_words(d.limit, d.quantity, texts) + "\n";
}

}  // namespace

std::string subject_words(Category subject, const Texts& texts) {
  if (subject == Category::building) return texts("standards.show.building");
  return say(texts, "standards.show.subject", in_sentence(word_of(texts, "category", to_string(subject))));
}

std::string remedy_words(const Rule& rule, const Texts& texts) {
  std::string out = rule.remedy.in(texts.language());
  const auto fill = [&out](const std::string& name, const std::string& by) {
    const std::string hole = "{" + name + "}";
    for (auto at = out.find(hole); at != std::string::npos; at = out.find(hole, at + by.size()))
      out.replace(at, hole.size(), by);
  };
  for (const auto& [name, param] : rule.params)
    if (const double* length = std::get_if<double>(&param)) fill(name, texts.number(*length, "m"));
  if (rule.limit.min) fill("min", amount(*rule.limit.min, rule.quantity, texts));
  if (rule.limit.max) fill("max", amount(*rule.limit.max, rule.quantity, texts));
  for (const char* found_on_site : {"value", "limit", "min", "max", "difference"}) fill(found_on_site, "…");
  return out;
}

std::string word_of(const Texts& texts, const char* what, const std::string& one) {
  const std::string key = std::string("words.") + what + "." + one;
  return texts.has(key) ? texts(key) : one;
}

std::string limit_words(const Limit& limit, const std::string& quantity, const Texts& texts) {
  const auto told = [&](const char* key, const std::string& value) {
    return texts.render(message(key).with("limit", value));
  };
  if (limit.truth) {
    const std::string answer = texts(*limit.truth ? "standards.show.yes" : "standards.show.no");
    return limit.as_written.empty() ? answer : texts.as_written(limit.as_written) + ": " + answer;
  }
  if (!limit.one_of.empty()) return words_of(limit.one_of, quantity, texts);
  if (limit.min && limit.max) return texts.as_written(limit.as_written);
  if (limit.min) return told(limit.strict ? "standards.show.more" : "standards.show.min", limit.as_written);
  if (limit.max) return told(limit.strict ? "standards.show.less" : "standards.show.max", limit.as_written);
  return texts.as_written(limit.as_written);
}

std::string condition_words(const Condition& c, const Texts& texts) {
  using Op = Condition::Op;
  const auto inner = [&](const char* key) {
    return say(texts, key, condition_words(c.parts.front(), texts));
  };
  switch (c.op) {
    case Op::always:
      return c.truth.value_or(true) ? std::string() : texts("standards.show.never");
    case Op::quantity:
      return quantity_condition(c, texts);
    case Op::kind:
      return say(texts, "standards.show.kind", things(c.words, texts));
    case Op::within:
      return say(texts, "standards.show.within", things(c.words, texts));
    case Op::outside:
      return texts(c.truth.value_or(true) ? "standards.show.outside" : "standards.show.not_outside");
    case Op::ground_floor:
      return texts(c.truth.value_or(true) ? "standards.show.ground" : "standards.show.not_ground");
    case Op::all:
      return several(c, "standards.show.and", texts);
    case Op::any:
      return several(c, "standards.show.or", texts);
    case Op::negate:
      return inner("standards.show.not");
    case Op::stated:
      return inner("standards.show.stated");
    case Op::some_space:
      return inner("standards.show.some_space");
    case Op::every_space:
      return inner("standards.show.every_space");
    case Op::some_door:
      return inner("standards.show.some_door");
    case Op::parent:
      return inner("standards.show.parent");
    case Op::building:
      return condition_words(c.parts.front(), texts);
  }
  return {};
}

std::string demand_words(const Demand& d, const std::string& indent, const Texts& texts) {
  const char* heads[] = {"", "standards.show.all_of", "standards.show.any_of", "standards.show.either_of",
                         "standards.show.cases_of"};
  if (d.op == Demand::Op::leaf) return leaf_words(d, indent, texts);
  std::string out = indent + texts(heads[static_cast<int>(d.op)]) + "\n";
  for (const Demand& part : d.parts) {
    const std::string when = d.op == Demand::Op::cases ? condition_words(part.when, texts) : std::string();
    if (d.op == Demand::Op::cases)
      out += indent + "  " +
             (when.empty() ? texts("standards.show.else") : say(texts, "standards.show.if", when)) + "\n";
    out += demand_words(part, indent + (d.op == Demand::Op::cases ? "    " : "  "), texts);
  }
  return out;
}

}  // namespace landai::standards
