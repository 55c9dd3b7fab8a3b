// SPDX-License-Identifier: GPL-3.0-or-later
// data/worksheet/how.yaml: how each quantity is had on site.
#include <algorithm>
#include <set>

#include "landai/core/node.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/report/worksheet.hpp"

namespace landai::report {
namespace {

namespace fs = std::filesystem;

Error broken(const fs::path& file, int line, Message what, const std::string& where = {}) {
  std::string place = line > 0 ? "line " + std::to_string(line) : std::string();
  if (!where.empty()) place += (place.empty() ? "" : ", ") + where;
  return Error{ErrorCode::pack, std::move(what), file.string(), std::move(place), message("report.how.advice")};
}

BilingualText bilingual(const Node& node) { return {node.text_of("id"), node.text_of("en")}; }

/// Whether the building itself can give it.
bool on_site(const measure::QuantityInfo& info) {
  for (const auto& by : measure::words_of(info.by))
    if (by == "reading" || by == "photo" || by == "attested") return true;
  return false;
}

/// What is wrong with an entry beyond its form.
std::optional<Message> wrong(const std::string& id, const Node& entry, const HowTos& known) {
  const auto* info = measure::quantity(id);
  if (!info) return message("report.how.unknown").with("quantity", id);
  if (!on_site(*info)) return message("report.how.plan_only").with("quantity", id);
  for (const Node& instrument : entry["with"].items())
    if (!known.instruments.contains(instrument.text())) return message("report.how.instrument").with("quantity", id).with("instrument", instrument.text());
  const bool number = info->kind == measure::ValueKind::number;
  if (entry.has("unit") && !number) return message("report.how.unit").with("quantity", id);
  const auto means = measure::words_of(info->by);
  if ((entry["marker"].boolean().value_or(false) || entry.has("photo")) && (!number || std::find(means.begin(), means.end(), "photo") == means.end()))
    return message("report.how.marker").with("quantity", id);
  if (number && std::string_view(info->unit) != "1" && !entry.has("unit")) return message("report.how.no_unit").with("quantity", id);
  return std::nullopt;
}

HowTo read_entry(const Node& node) {
  HowTo out;
  out.where = bilingual(node["where"]);
  out.how = bilingual(node["how"]);
  out.instruments = node["with"].texts();
  out.unit = node.text_of("unit");
  out.marker = node["marker"].boolean().value_or(false);
  out.photo = node.text_of("photo");
  return out;
}

/// A quantity of the catalogue that is neither explained nor left to the author; empty when there is none.
std::string forgotten(const HowTos& all, const std::set<std::string>& author) {
  for (const auto& row : measure::catalogue())
    if (on_site(row) && !all.quantities.contains(row.id) && !author.contains(row.id)) return row.id;
  return {};
}

}  // namespace

Result<HowTos> load_how(const fs::path& data_dir) {
  const fs::path file = data_dir / "worksheet" / "how.yaml";
  auto root = load_yaml(file);
  if (!root) return root.error();
  auto problems = check_schema(*root, data_dir / "schema" / "how.schema.json");
  if (!problems) return problems.error();
  if (!problems->empty()) {
    const SchemaProblem& first = problems->front();
    return broken(file, first.line, message("report.how.schema").with("why", first.message), first.where);
  }
  HowTos out;
  for (const auto& [id, title] : (*root)["instruments"].members()) out.instruments[id] = bilingual(title);
  for (const auto& [id, entry] : (*root)["quantities"].members()) {
    if (auto what = wrong(id, entry, out)) return broken(file, entry.line(), std::move(*what));
    out.quantities[id] = read_entry(entry);
  }
  std::set<std::string> author;
  for (const Node& id : (*root)["author"].items()) {
    if (!measure::quantity(id.text())) return broken(file, id.line(), message("report.how.unknown").with("quantity", id.text()));
    if (out.quantities.contains(id.text())) return broken(file, id.line(), message("report.how.both").with("quantity", id.text()));
    author.insert(id.text());
  }
  if (const std::string missing = forgotten(out, author); !missing.empty())
    return broken(file, 0, message("report.how.missing").with("quantity", missing));
  return out;
}

}  // namespace landai::report
