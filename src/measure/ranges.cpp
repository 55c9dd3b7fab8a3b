// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/ranges.hpp"

#include "landai/core/amount.hpp"
#include "landai/measure/catalogue.hpp"

namespace landai::measure {
namespace {

namespace fs = std::filesystem;

Error broken(const fs::path& file, int line, Message what) {
  return Error{ErrorCode::pack, std::move(what), file.string(), line > 0 ? "line " + std::to_string(line) : std::string(), message("measure.instrument.advice")};
}

/// The usual range lies in the possible one.
Result<Plausible> plausible_of(const Node& group, const char* unit, const fs::path& file) {
  const Amount usual = amount_of(group.text_of("usual"), "", unit), possible = amount_of(group.text_of("possible"), "", unit);
  for (const auto& [key, amount] : {std::pair{"usual", &usual}, {"possible", &possible}})
    if (amount->problem != Amount::Problem::none || amount->lo == amount->hi || usual.lo < possible.lo || usual.hi > possible.hi)
      return broken(file, group[key].line(), message("measure.instrument.bounds").with("text", group.text_of(key)));
  return Plausible{usual.lo, usual.hi, possible.lo, possible.hi};
}

}  // namespace

Result<Ranges> Ranges::of(const Node& root, const fs::path& file) {
  Ranges out;
  const auto unknown = [&](const Node& node) { return broken(file, node.line(), message("measure.instrument.quantity").with("quantity", node.text())); };
  const auto twice = [&](const Node& node) { return broken(file, node.line(), message("measure.instrument.twice").with("name", node.text())); };
  for (const Node& group : root["plausible"].items())
    for (const Node& q : group["quantities"].items()) {
      const QuantityInfo* info = quantity(q.text());
      if (info == nullptr) return unknown(q);
      auto bounds = plausible_of(group, info->unit, file);
      if (!bounds) return bounds.error();
      if (!out.plausible_.emplace(q.text(), *bounds).second) return twice(q);
    }
  for (const Node& q : root["none"].items()) {
    const QuantityInfo* info = quantity(q.text());
    if (info == nullptr || info->kind != ValueKind::number || is_count(*info)) return unknown(q);  // of a count none is 0
    if (!out.none_.insert(q.text()).second) return twice(q);
  }
  return out;
}

Result<Ranges> Ranges::load(const fs::path& data_dir) {
  const fs::path file = data_dir / "readings" / "quantities.yaml";
  auto root = load_yaml(file);
  if (!root) return root.error();
  auto problems = check_schema(*root, data_dir / "schema" / "reading-quantities.schema.json");
  if (!problems) return problems.error();
  if (!problems->empty()) return broken(file, problems->front().line, message("measure.instrument.schema").with("why", problems->front().message));
  return of(*root, file);
}

const Plausible* Ranges::plausible(std::string_view quantity) const {
  const auto at = plausible_.find(quantity);
  return at == plausible_.end() ? nullptr : &at->second;
}

}  // namespace landai::measure
