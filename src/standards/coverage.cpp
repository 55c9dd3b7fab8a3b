// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/standards/coverage.hpp"

#include <algorithm>
#include <set>

#include "rule_data.hpp"

namespace landai::standards {
namespace {

std::set<std::string> quantities_in(const std::vector<measure::Request>& requests) {
  std::set<std::string> out;
  for (const auto& request : requests) out.insert(request.quantity);
  return out;
}

/// What a rule's answer is made of.
void deciding(const Demand& demand, std::set<std::string>& out) {
  for (const std::string* one : {&demand.quantity, &demand.relative, &demand.table_quantity})
    if (!one->empty()) out.insert(*one);
  for (const Demand& part : demand.parts) deciding(part, out);
}

void collect_cases(const Demand& demand, std::vector<measure::Request>& into) {
  collect(demand.when, into);
  for (const Demand& part : demand.parts) collect_cases(part, into);
}

/// What tells whether a rule applies, which of its limits does, and whether its answer stands.
std::set<std::string> applicability(const RuleData& rule) {
  std::vector<measure::Request> asked;
  collect(rule.when, asked);
  collect_cases(rule.demand, asked);
  if (rule.fails_only_when) collect(*rule.fails_only_when, asked);
  if (rule.passes_only_when) collect(*rule.passes_only_when, asked);
  return quantities_in(asked);
}

bool can_be_had_by(const std::string& quantity, std::string_view means) {
  const auto* info = measure::quantity(quantity);
  if (!info) return false;
  const auto words = measure::words_of(info->by);
  return std::find(words.begin(), words.end(), means) != words.end();
}

Clause clause_of(const RuleData& rule, const Proven& proven) {
  Clause out;
  out.rule = rule.rule.id;
  out.article = rule.rule.citation.article;
  out.title = rule.rule.title;
  if (rule.placeholder || rule.off) {
    out.undecided = rule.placeholder ? Undecided::placeholder : Undecided::off;
    return out;
  }
  std::set<std::string> decides;
  deciding(rule.demand, decides);
  const auto all_by = [&](std::string_view means) {
    return !decides.empty() && std::all_of(decides.begin(), decides.end(), [&](const auto& q) { return can_be_had_by(q, means); });
  };
  out.photo = all_by("photo");
  out.reading = all_by("reading");
  out.attested = all_by("attested");
  auto needed = applicability(rule);
  needed.insert(decides.begin(), decides.end());
  out.plan = all_by("plan");
  for (const auto& quantity : needed) {
    if (!can_be_had_by(quantity, "plan")) out.plan = false;
    else if (const auto found = proven.quantities.find(quantity); found == proven.quantities.end() || found->second.empty()) out.unproven.push_back(quantity);
  }
  // Values of all its quantities prove nothing yet: a urinal has a size only where one is drawn.
  const bool seen = proven.rules.contains(out.rule);
  if (seen || !out.plan) out.unproven.clear();
  out.unseen = out.plan && !seen && out.unproven.empty();
  out.plan = seen;
  const auto somehow = [](const std::string& q) {
    return can_be_had_by(q, "photo") || can_be_had_by(q, "reading") || can_be_had_by(q, "attested");
  };
  out.mixed = !out.plan && !out.photo && !out.reading && !out.attested && !decides.empty() && std::all_of(decides.begin(), decides.end(), somehow);
  return out;
}

std::string of_cell(std::string text) {
  std::replace(text.begin(), text.end(), '|', '/');
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string quantity_name(const std::string& id, const Texts& texts) {
  const std::string key = "words.quantity." + id;
  return texts.has(key) ? texts(key) : id;
}

/// Why not from a plan, or why not at all.
std::string remark(const Clause& clause, const Texts& texts) {
  switch (clause.undecided) {
    case Undecided::placeholder: return texts("standards.coverage.placeholder");
    case Undecided::off: return texts("standards.coverage.off");
    case Undecided::unchecked: return texts("standards.coverage.unchecked");
    default: break;
  }
  if (clause.unseen) return texts("standards.coverage.unseen");
  if (clause.mixed && clause.unproven.empty()) return texts("standards.coverage.mixed");
  if (clause.unproven.empty()) return {};
  std::string names;
  for (const auto& id : clause.unproven) names += (names.empty() ? "" : ", ") + quantity_name(id, texts);
  return texts.render(message("standards.coverage.unproven").with("quantities", names));
}

std::vector<std::string> means_of(const Clause& clause, const Texts& texts) {
  std::vector<std::string> out;
  if (clause.plan) out.push_back(texts("standards.coverage.plan"));
  if (clause.photo) out.push_back(texts("standards.coverage.photo"));
  if (clause.reading) out.push_back(texts("standards.coverage.reading"));
  if (clause.attested) out.push_back(texts("standards.coverage.attested"));
  return out;
}

}  // namespace

Result<Proven> load_proven(const std::filesystem::path& data_dir) {
  Proven out;
  const auto file = data_dir / "coverage" / "quantities.yaml";
  if (!std::filesystem::exists(file)) return out;
  auto root = load_yaml(file);
  if (!root) return root.error();
  // What was measured and what was inferred from names, on plans made by others. Our own samples prove nothing.
  for (const char* list : {"quantities", "inferred"})
    for (const auto& [id, row] : (*root)[list].members()) {
      if (!measure::quantity(id))
        return Error{ErrorCode::pack, message("standards.coverage.unknown_quantity").with("quantity", id), file.string(), "line " + std::to_string(row.line()), {}};
      out.quantities[id] = row["plans"].texts();
    }
  for (const auto& [id, row] : (*root)["rules"].members()) out.rules[id] = row["plans"].texts();
  return out;
}

std::vector<PackCoverage> coverage(std::span<const Pack> packs, const Proven& proven) {
  std::vector<PackCoverage> out;
  for (const Pack& pack : packs) {
    PackCoverage one{pack.id, pack.title, pack.presents, {}};
    if (pack.data)
      for (const RuleData& rule : pack.data->rules) one.clauses.push_back(clause_of(rule, proven));
    if (pack.source)
      for (const Node& item : (*pack.source)["unchecked"].items()) {
        Clause clause;
        clause.rule = item.text_of("id");
        clause.article = item.text_of("article");
        clause.title = {item["about"].text_of("id"), item["about"].text_of("en")};
        clause.undecided = Undecided::unchecked;
        one.clauses.push_back(std::move(clause));
      }
    out.push_back(std::move(one));
  }
  return out;
}

std::string coverage_summary(const PackCoverage& one, const Texts& texts) {
  const auto count = [&](auto test) { return std::to_string(std::count_if(one.clauses.begin(), one.clauses.end(), test)); };
  return texts.render(message("standards.coverage.summary").with("count", std::to_string(one.clauses.size()))
      .with("plan", count([](const Clause& c) { return c.plan; })).with("photo", count([](const Clause& c) { return c.photo; }))
      .with("reading", count([](const Clause& c) { return c.reading; })).with("attested", count([](const Clause& c) { return c.attested; }))
      .with("none", count([](const Clause& c) { return !c.decided(); })));
}

std::string coverage_remark(const Clause& clause, const Texts& texts) { return remark(clause, texts); }

std::string coverage_markdown(std::span<const PackCoverage> all, const Texts& texts) {
  std::string out = "# " + texts("standards.coverage.title") + "\n\n" + texts("standards.coverage.explained") + "\n";
  const Language language = texts.language();
  for (const PackCoverage& one : all) {
    out += "\n## " + one.pack + "\n\n" + one.title.in(language) + ". " + coverage_summary(one, texts) + "\n";
    if (one.clauses.empty()) continue;
    out += "\n| " + texts("standards.coverage.article") + " | " + texts("standards.coverage.rule") + " | " + texts("standards.coverage.clause") + " | " +
           texts("standards.coverage.plan") + " | " + texts("standards.coverage.photo") + " | " + texts("standards.coverage.reading") + " | " +
           texts("standards.coverage.attested") + " | " + texts("standards.coverage.remark") + " |\n|---|---|---|---|---|---|---|---|\n";
    const auto tick = [](bool yes) { return std::string(yes ? "✓" : ""); };
    for (const Clause& c : one.clauses)
      out += "| " + of_cell(c.article) + " | `" + c.rule + "` | " + of_cell(c.title.in(language)) + " | " + tick(c.plan) + " | " + tick(c.photo) + " | " +
             tick(c.reading) + " | " + tick(c.attested) + " | " + of_cell(remark(c, texts)) + " |\n";
  }
  return out;
}

std::string coverage_text(std::span<const PackCoverage> all, const Texts& texts) {
  std::string out;
  for (const PackCoverage& one : all) {
    out += (out.empty() ? "" : "\n") + one.pack + "  " + one.title.in(texts.language()) + "\n    " + coverage_summary(one, texts) + "\n";
    for (const Clause& c : one.clauses) {
      std::string by;
      for (const auto& means : means_of(c, texts)) by += (by.empty() ? "" : ", ") + means;
      const std::string why = remark(c, texts);
      out += "  " + c.rule + "  " + (c.article.empty() ? "" : c.article + "  ") + c.title.in(texts.language()) + "\n      " +
             (by.empty() ? (why.empty() ? texts("standards.coverage.none") : why) : by + (why.empty() ? "" : "; " + why)) + "\n";
    }
  }
  return out;
}

}  // namespace landai::standards
