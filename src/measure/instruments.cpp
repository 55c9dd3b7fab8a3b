// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/instruments.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "landai/core/amount.hpp"
#include "landai/core/node.hpp"
#include "landai/measure/catalogue.hpp"

namespace landai::measure {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 200;
constexpr std::string_view kUnstated = "unstated", kPhotoUnstated = "photo_unstated";
constexpr std::size_t kLongestName = 200;

Error broken(const fs::path& file, int line, Message what, const std::string& more = {}) {
  std::string where = line > 0 ? "line " + std::to_string(line) : std::string();
  if (!more.empty()) where += (where.empty() ? "" : ", ") + more;
  return Error{ErrorCode::pack, std::move(what), file.string(), std::move(where), message("measure.instrument.advice")};
}

/// Lower case, one space for whatever is no letter or digit.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, kLongestName)) {
    const auto u = static_cast<unsigned char>(c);
    if (u >= 0x80 || std::isalnum(u) != 0) out += static_cast<char>(std::tolower(u));
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// SI unit of a kind in which its parts are written; angles for slopes.
const char* unit_of(std::string_view kind) {
  if (kind == "length") return "m";
  if (kind == "slope" || kind == "angle") return "rad";
  if (kind == "load") return "kg";
  if (kind == "force") return "N";
  if (kind == "time") return "s";
  if (kind == "light") return "lx";
  if (kind == "area") return "m2";
  return "1";
}

}  // namespace

/// Reads what the schema has found well-formed, and keeps the first thing wrong with it.
class InstrumentReader {
 public:
  explicit InstrumentReader(const fs::path& data_dir) : data_dir_(data_dir) {}

  Result<Instruments> read() {
    std::vector<fs::path> files;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(data_dir_ / "instruments", failed))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    if (files.empty() || files.size() > kMostFiles) return broken(data_dir_ / "instruments", 0, message("measure.instrument.none"));
    std::sort(files.begin(), files.end());
    std::vector<std::pair<double, Instrument>> placed;
    for (const fs::path& file : files)
      if (Status wrong = read_one(file, placed)) return *wrong;
    std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [order, instrument] : placed)
      if (Status wrong = take(std::move(instrument))) return *wrong;
    if (Status wrong = read_quantities()) return *wrong;
    if (Status wrong = check_defaults()) return *wrong;
    return std::move(out_);
  }

 private:
  Result<Node> checked(const fs::path& file, const char* schema) {
    auto root = load_yaml(file);
    if (!root) return root.error();
    auto problems = check_schema(*root, data_dir_ / "schema" / schema);
    if (!problems) return problems.error();
    if (!problems->empty())
      return broken(file, problems->front().line, message("measure.instrument.schema").with("why", problems->front().message), problems->front().where);
    return root;
  }

  Status read_one(const fs::path& file, std::vector<std::pair<double, Instrument>>& placed) {
    auto root = checked(file, "instrument.schema.json");
    if (!root) return root.error();
    Instrument instrument;
    instrument.id = root->text_of("id");
    instrument.title = {(*root)["title"].text_of("id"), (*root)["title"].text_of("en")};
    instrument.about = {(*root)["about"].text_of("id"), (*root)["about"].text_of("en")};
    instrument.names = (*root)["names"].texts();
    if (instrument.id + ".yaml" != file.filename().string()) return broken(file, (*root)["id"].line(), message("measure.instrument.file").with("id", instrument.id));
    for (const auto& [kind, node] : (*root)["measures"].members()) {
      InstrumentMeasure measure;
      for (const auto& [key, parts] : {std::pair{"parts", &measure.parts}, {"turned", &measure.turned}})
        for (const Node& part : node[key].items()) {
          if (Status wrong = read_part(*root, part, kind, file, *parts)) return wrong;
        }
      instrument.measures.emplace(kind, std::move(measure));
    }
    placed.emplace_back((*root)["order"].number().value_or(0), std::move(instrument));
    return std::nullopt;
  }

  static Status read_part(const Node& root, const Node& node, const std::string& kind, const fs::path& file, std::vector<UncertaintyPart>& into) {
    UncertaintyPart part;
    for (const auto& [key, to, unit] : {std::tuple{"constant", &part.constant, unit_of(kind)}, {"per_started_metre", &part.per_started_metre, "m"},
                                        {"relative", &part.relative, "1"}}) {
      if (!node.has(key)) continue;
      const Amount amount = amount_of(node[key].text(), "", unit);
      if (amount.problem != Amount::Problem::none) return broken(file, node[key].line(), message("measure.instrument.amount").with("text", node[key].text()).with("kind", kind));
      *to = amount.value;
    }
    if (part.per_started_metre > 0 && kind != "length") return broken(file, node.line(), message("measure.instrument.amount").with("text", node["per_started_metre"].text()).with("kind", kind));
    const std::string spread = node.text_of("spread");
    part.divisor = spread == "limits" ? std::sqrt(3.0) : spread == "two_sigma" ? 2 : 1;
    const Node& source = root["sources"][node.text_of("source")];
    if (source.is_null()) return broken(file, node.line(), message("measure.instrument.source").with("source", node.text_of("source")));
    part.source = {source.text_of("id"), source.text_of("en")};
    part.note = {node["note"].text_of("id"), node["note"].text_of("en")};
    part.verified = node.text_of("verified");
    into.push_back(std::move(part));
    return std::nullopt;
  }

  Status take(Instrument instrument) {
    const std::size_t at = out_.all_.size();
    std::vector<std::string> names = instrument.names;
    names.push_back(instrument.id);
    for (const std::string& name : names) {
      const auto [it, fresh] = out_.by_name_.emplace(plain(name), at);
      if (!fresh && it->second != at) return broken(data_dir_ / "instruments" / (instrument.id + ".yaml"), 0, message("measure.instrument.twice").with("name", name));
    }
    out_.all_.push_back(std::move(instrument));
    return std::nullopt;
  }

  Status read_quantities() {
    const fs::path file = data_dir_ / "readings" / "quantities.yaml";
    auto root = checked(file, "reading-quantities.schema.json");
    if (!root) return root.error();
    const auto known = [&](const Node& node) -> Status {
      if (quantity(node.text())) return std::nullopt;
      return broken(file, node.line(), message("measure.instrument.quantity").with("quantity", node.text()));
    };
    for (const auto& [kind, node] : (*root)["kinds"].members()) {
      if (node.has("unit")) out_.kinds_by_unit_[node.text_of("unit")] = kind;
      for (const Node& q : node["quantities"].items()) {
        if (Status wrong = known(q)) return wrong;
        if (!out_.kinds_.emplace(q.text(), kind).second) return broken(file, q.line(), message("measure.instrument.twice").with("name", q.text()));
      }
    }
    for (const auto& [key, sign] : {std::pair{"greatest", 1}, {"least", -1}})
      for (const Node& q : (*root)["worst"][key].items()) {
        if (Status wrong = known(q)) return wrong;
        if (!out_.worst_.emplace(q.text(), sign).second) return broken(file, q.line(), message("measure.instrument.twice").with("name", q.text()));
      }
    auto ranges = Ranges::of(*root, file);
    if (!ranges) return ranges.error();
    out_.ranges_ = std::move(*ranges);
    return std::nullopt;
  }

  /// No number that can be read may be left without an uncertainty.
  Status check_defaults() {
    for (const std::string_view id : {kUnstated, kPhotoUnstated})
      if (!out_.by_name_.contains(plain(id))) return broken(data_dir_ / "instruments", 0, message("measure.instrument.no_default").with("kind", std::string(id)));
    for (const QuantityInfo& info : catalogue()) {
      if (info.kind != ValueKind::number) continue;
      const std::string kind = out_.kind_of(info.id);
      const std::vector<std::string> ways = words_of(info.by);
      for (const bool photo : {false, true}) {
        if (std::find(ways.begin(), ways.end(), photo ? "photo" : "reading") == ways.end() || kind == "count") continue;
        if (!out_.unstated(photo).measures.contains(kind))
          return broken(data_dir_ / "instruments", 0, message("measure.instrument.no_default").with("kind", std::string(info.id) + " (" + kind + ")"));
      }
    }
    return std::nullopt;
  }

  const fs::path& data_dir_;
  Instruments out_;
};

double standard_uncertainty(const std::vector<UncertaintyPart>& parts, double value) {
  double squares = 0;
  for (const UncertaintyPart& part : parts) {
    const double size = std::abs(value);
    const double u = (part.constant + part.per_started_metre * std::ceil(size) + part.relative * size) / part.divisor;
    squares += u * u;
  }
  return std::sqrt(squares);
}

Result<Instruments> Instruments::load(const fs::path& data_dir) { return InstrumentReader(data_dir).read(); }

const Instrument* Instruments::find(std::string_view text) const {
  if (const auto cut = text.find_first_of(",(["); cut != std::string_view::npos && cut > 0) text = text.substr(0, cut);
  const auto it = by_name_.find(plain(text));
  return it == by_name_.end() ? nullptr : &all_[it->second];
}

const Instrument& Instruments::unstated(bool photo) const { return all_[by_name_.find(plain(photo ? kPhotoUnstated : kUnstated))->second]; }

std::string Instruments::kind_of(std::string_view id) const {
  const QuantityInfo* info = quantity(id);
  if (!info || info->kind != ValueKind::number) return {};
  if (const auto it = kinds_.find(id); it != kinds_.end()) return it->second;
  const auto it = kinds_by_unit_.find(info->unit);
  return it == kinds_by_unit_.end() ? std::string() : it->second;
}

int Instruments::worst_of(std::string_view id) const {
  const auto it = worst_.find(id);
  return it == worst_.end() ? 0 : it->second;
}

}  // namespace landai::measure
