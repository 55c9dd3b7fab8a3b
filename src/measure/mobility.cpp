// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/mobility.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"

namespace landai::measure {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 100;

Error broken(const fs::path& file, int line, Message what, std::string more = {}) {
  std::string where = line > 0 ? "line " + std::to_string(line) : std::string();
  if (!more.empty()) where += (where.empty() ? "" : ", ") + more;
  return Error{ErrorCode::pack, std::move(what), file.string(), std::move(where), message("measure.mobility.advice")};
}

/// "120 cm" → metres; "1:12" → rise over run; "2 deg" → its tangent. The schema has seen the form.
std::optional<double> amount(std::string_view text) {
  const bool ratio = text.starts_with("1:");
  if (ratio) text.remove_prefix(2);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !(value > 0)) return std::nullopt;
  if (ratio) return 1 / value;
  std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
  if (unit == "deg") return std::tan(value * std::numbers::pi / 180);
  // Division keeps "92 cm" the same number as 0.92.
  if (unit == "mm") return value / 1000;
  if (unit == "cm") return value / 100;
  return value;
}

BilingualText bilingual(const Node& node) { return {node.text_of("id"), node.text_of("en")}; }

/// Reads what the schema has found well-formed, and keeps the first thing wrong with it.
class Reader {
 public:
  Reader(const Node& root, const fs::path& file) : root_(root), file_(file) {}

  Sourced<double> number(const Node& node) {
    Sourced<double> out;
    origin(node, out);
    const auto value = amount(node["value"].text());
    if (!value) fail(node["value"], message("measure.mobility.amount").with("text", node["value"].text()));
    out.value = value.value_or(0);
    return out;
  }
  std::optional<Sourced<double>> maybe(const char* key) {
    if (!root_.has(key)) return std::nullopt;
    return number(root_[key]);
  }
  Sourced<bool> able(const char* key) {
    Sourced<bool> out;
    origin(root_[key], out);
    out.value = root_[key]["value"].boolean().value_or(false);
    return out;
  }
  /// `lower` may not be above `upper`.
  void ordered(const char* lower, double low, const char* upper, double high) {
    if (low > high)
      fail(root_[lower], message("measure.mobility.order").with("lower", lower).with("upper", upper));
  }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  template <class T>
  void origin(const Node& node, Sourced<T>& out) {
    const Node& source = root_["sources"][node.text_of("source")];
    if (source.is_null()) fail(node["source"], message("measure.mobility.source").with("source", node.text_of("source")));
    out.source = bilingual(source);
    out.note = bilingual(node["note"]);
    out.verified = node.text_of("verified");
  }
  void fail(const Node& at, Message what) {
    if (!error_) error_ = broken(file_, at.line(), std::move(what));
  }

  const Node& root_;
  const fs::path& file_;
  std::optional<Error> error_;
};

struct Placed {
  double order = 0;
  Mobility mobility;
};

Result<Placed> read(const fs::path& file, const fs::path& data_dir) {
  auto root = load_yaml(file);
  if (!root) return root.error();
  auto problems = check_schema(*root, data_dir / "schema" / "mobility.schema.json");
  if (!problems) return problems.error();
  if (!problems->empty()) {
    const SchemaProblem& first = problems->front();
    return broken(file, first.line, message("measure.mobility.schema").with("why", first.message), first.where);
  }
  Reader reader(*root, file);
  Mobility m;
  m.id = root->text_of("id");
  m.title = bilingual((*root)["title"]);
  m.about = bilingual((*root)["about"]);
  m.length = reader.number((*root)["footprint"]["length"]);
  m.width = reader.number((*root)["footprint"]["width"]);
  m.clear_width = reader.number((*root)["clear_width"]);
  m.door_width = reader.number((*root)["door_width"]);
  m.turning_diameter = reader.number((*root)["turning_diameter"]);
  m.body_top = reader.number((*root)["body_top"]);
  m.step = reader.number((*root)["step"]);
  m.slope = reader.maybe("slope");
  m.slope_outdoor = reader.maybe("slope_outdoor");
  m.cross_slope = reader.maybe("cross_slope");
  m.detects_below = reader.maybe("detects_below");
  m.stairs = reader.able("stairs");
  m.lifts = reader.able("lifts");
  m.ramps = reader.able("ramps");
  reader.ordered("door_width", m.door_width.value, "clear_width", m.clear_width.value);
  reader.ordered("clear_width", m.clear_width.value, "turning_diameter", m.turning_diameter.value);
  reader.ordered("step", m.step.value, "body_top", m.body_top.value);
  if (m.slope_outdoor && m.slope) reader.ordered("slope_outdoor", m.slope_outdoor->value, "slope", m.slope->value);
  if (reader.error()) return *reader.error();
  m.file = file.string();
  return Placed{(*root)["order"].number().value_or(0), std::move(m)};
}

}  // namespace

Result<Mobility> load_mobility(const fs::path& file, const fs::path& data_dir) {
  auto placed = read(file, data_dir);
  if (!placed) return placed.error();
  return std::move(placed->mobility);
}

Result<std::vector<Mobility>> load_mobilities(const fs::path& data_dir) {
  const fs::path folder = data_dir / "mobility";
  const auto files = yaml_files(folder);
  if (!files) return files.error();
  if (files->empty() || files->size() > kMostFiles) return broken(folder, 0, message("measure.mobility.none"));
  std::vector<Placed> placed;
  for (const auto& file : *files) {
    auto one = read(file, data_dir);
    if (!one) return one.error();
    for (const auto& other : placed)
      if (other.mobility.id == one->mobility.id)
        return broken(file, 0, message("measure.mobility.twice").with("id", one->mobility.id).with("other", other.mobility.file));
    placed.push_back(std::move(*one));
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return a.order < b.order; });
  std::vector<Mobility> out;
  for (auto& p : placed) out.push_back(std::move(p.mobility));
  return out;
}

const Mobility* find_mobility(std::span<const Mobility> mobilities, std::string_view id) {
  for (const auto& m : mobilities)
    if (m.id == id) return &m;
  return nullptr;
}

}  // namespace landai::measure
