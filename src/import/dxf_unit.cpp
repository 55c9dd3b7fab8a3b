// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_unit.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace landai::importer {
namespace {

struct Unit {
  const char* name;
  double metres;
};
constexpr std::array<Unit, 5> kCandidates{{{"mm", 0.001}, {"cm", 0.01}, {"m", 1}, {"inch", 0.0254}, {"foot", 0.3048}}};

// What buildings have: leaves, walls, whole drawings (metres).
constexpr double kLeafLow = 0.5, kLeafHigh = 1.4;
constexpr double kWallLow = 0.05, kWallHigh = 0.6;
constexpr double kExtentLow = 2, kExtentHigh = 1000;
constexpr double kAbsurdExtent = 0.3;   // a header that makes the whole drawing smaller than this is wrong

std::optional<Unit> header_unit(const DxfHeader& header) {
  if (!header.units) return {};
  switch (*header.units) {
    case 1: return Unit{"inch", 0.0254};
    case 2: return Unit{"foot", 0.3048};
    case 4: return Unit{"mm", 0.001};
    case 5: return Unit{"cm", 0.01};
    case 6: return Unit{"m", 1};
    case 7: return Unit{"km", 1000};
    case 10: return Unit{"yard", 0.9144};
    case 14: return Unit{"dm", 0.1};
    case 21: return Unit{"foot", 1200.0 / 3937};  // US survey foot
    default: return {};
  }
}

/// Share of the values that lie in [low, high] metres under a unit.
double share(const std::vector<double>& values, double metres, double low, double high) {
  if (values.empty()) return 0;
  const auto n = std::count_if(values.begin(), values.end(), [&](double v) { return v * metres >= low && v * metres <= high; });
  return static_cast<double>(n) / static_cast<double>(values.size());
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<long>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// The one unit under which at least `needed` of the values are plausible; nothing when several or none fit.
std::optional<Unit> only_unit(const std::vector<double>& values, double low, double high, double needed) {
  std::optional<Unit> found;
  for (const Unit& unit : kCandidates) {
    if (share(values, unit.metres, low, high) < needed) continue;
    if (found) return {};
    found = unit;
  }
  return found;
}

/// Metres that a dimension's text says, when it says a unit or a ratio that only one unit explains.
std::optional<double> stated_metres(const DxfDimension& d) {
  if (!d.linear || !(d.measured > 0) || d.text.empty() || d.text.find("<>") != std::string::npos) return {};
  std::string digits = d.text;
  std::replace(digits.begin(), digits.end(), ',', '.');
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || !(value > 0)) return {};
  std::string rest = digits.substr(static_cast<std::size_t>(end - digits.data()));
  std::erase(rest, ' ');
  for (const auto& [suffix, metres] : {std::pair{"mm", 0.001}, {"cm", 0.01}, {"m", 1.0}, {"\"", 0.0254}, {"'", 0.3048}})
    if (rest == suffix) return value * metres;
  if (rest.starts_with("'") && rest.ends_with("\"")) {  // feet and inches: 26'-3"
    double inches = 0;
    const std::size_t from = rest.starts_with("'-") ? 2 : 1;
    if (std::from_chars(rest.data() + from, rest.data() + rest.size() - 1, inches).ptr == rest.data() + rest.size() - 1 && inches < 12)
      return value * 0.3048 + inches * 0.0254;
  }
  if (!rest.empty()) return {};
  // "3.00" beside 3000: written in metres. The other way round no text tells its unit.
  const bool decimals = digits.find('.') != std::string::npos;
  for (const double ratio : {1000.0, 100.0})
    if (decimals && std::abs(d.measured / value - ratio) < 0.01 * ratio) return value;
  // "8000" beside 800 or 8: written in millimetres; "800" beside 8: in centimetres.
  for (const auto& [ratio, metres] : {std::pair{10.0, 0.001}, {1000.0, 0.001}, {100.0, 0.01}})
    if (!decimals && value >= 50 && std::abs(value / d.measured - ratio) < 0.005 * ratio) return value * metres;
  return {};
}

std::optional<Unit> from_dimensions(const std::vector<DxfDimension>& dimensions) {
  std::array<int, kCandidates.size()> votes{};
  int all = 0;
  for (const DxfDimension& d : dimensions) {
    const auto metres = stated_metres(d);
    if (!metres) continue;
    ++all;
    for (std::size_t i = 0; i < kCandidates.size(); ++i)
      if (std::abs(d.measured * kCandidates[i].metres - *metres) < 0.01 * *metres) ++votes[i];
  }
  const auto best = std::max_element(votes.begin(), votes.end());
  if (all == 0 || *best * 10 < all * 8) return {};
  return kCandidates[static_cast<std::size_t>(best - votes.begin())];
}

/// Without a header: all that is known must fit one unit only, and walls must be among it.
std::optional<Unit> from_walls(const UnitEvidence& e) {
  if (e.wall_thicknesses.size() < 4 || !(e.extent > 0)) return {};
  std::optional<Unit> found;
  for (const Unit& unit : kCandidates) {
    const double extent = e.extent * unit.metres;
    if (extent < kExtentLow || extent > kExtentHigh || share(e.wall_thicknesses, unit.metres, kWallLow, kWallHigh) < 0.8) continue;
    if (found) return {};
    found = unit;
  }
  return found;
}

Diagnostic note(DiagnosticSeverity severity, const std::string& file, Message text) {
  return {severity, file, "", std::move(text), {}, 1};
}

Error no_unit(const std::string& file, Message text) {
  return Error{ErrorCode::no_unit, std::move(text), file, "", message("import.dxf.advice_unit")};
}

bool same(double a, double b) { return std::abs(a - b) < 0.001 * b; }

/// --unit is obeyed; what speaks against it is said.
UnitChoice asked_for(const Options& options, const UnitEvidence& e, const std::string& file) {
  UnitChoice choice{*options.metres_per_unit, options.unit_name, "user", {}};
  const double m = choice.metres_per_unit;
  if (choice.name.empty())
    for (const Unit& unit : kCandidates)
      if (same(unit.metres, m)) choice.name = unit.name;
  if (!e.leaves.empty() && share(e.leaves, m, kLeafLow, kLeafHigh) < 0.5)
    choice.diagnostics.push_back(note(DiagnosticSeverity::warning, file,
                                      message("import.dxf.user_unit_leaf").with("unit", choice.name).with("leaf", median(e.leaves) * m, "m")));
  else if (e.extent > 0 && (e.extent * m < kExtentLow || e.extent * m > 10 * kExtentHigh))
    choice.diagnostics.push_back(note(DiagnosticSeverity::warning, file,
                                      message("import.dxf.user_unit_extent").with("unit", choice.name).with("extent", e.extent * m, "m")));
  return choice;
}

}  // namespace

void check_dimensions(UnitChoice& choice, const std::vector<DxfDimension>& dimensions, const std::string& file) {
  int count = 0;
  const DxfDimension* first = nullptr;
  for (const DxfDimension& d : dimensions) {
    if (!d.linear || !(d.measured > 0)) continue;
    std::string digits = d.text;
    std::replace(digits.begin(), digits.end(), ',', '.');
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || !(value > 0)) continue;
    const double drawn = d.measured * choice.metres_per_unit;
    const bool fits = std::any_of(kCandidates.begin(), kCandidates.end(), [&](const Unit& unit) {
      return std::abs(value * unit.metres - drawn) <= std::max(0.02 * drawn, 0.006);
    });
    if (fits) continue;
    if (count++ == 0) first = &d;
  }
  if (count == 0) return;
  choice.diagnostics.push_back({DiagnosticSeverity::warning, file, "",
                                message("import.dxf.dimension_text")
                                    .with("count", std::to_string(count))
                                    .with("text", first->text.substr(0, 40))
                                    .with("drawn", first->measured * choice.metres_per_unit, "m"),
                                {}, count});
}

Result<UnitChoice> choose_unit(const DxfHeader& header, const UnitEvidence& e, const Options& options, const std::string& file) {
  if (options.metres_per_unit) return asked_for(options, e, file);
  const auto said = header_unit(header);
  const auto doors = only_unit(e.leaves, kLeafLow, kLeafHigh, 0.6);
  const auto dims = from_dimensions(e.dimensions);

  if (said) {
    const bool doors_agree = !e.leaves.empty() && share(e.leaves, said->metres, kLeafLow, kLeafHigh) >= 0.5;
    const bool dims_agree = !dims || same(dims->metres, said->metres);
    const double extent = e.extent * said->metres;
    const bool extent_fits = !(e.extent > 0) || (extent >= kAbsurdExtent && extent <= 10 * kExtentHigh);
    if (doors && !doors_agree && (!dims || same(dims->metres, doors->metres))) {
      UnitChoice choice{doors->metres, doors->name, "plausibility", {}};
      choice.diagnostics.push_back(note(DiagnosticSeverity::warning, file,
                                        message("import.dxf.header_unit_wrong")
                                            .with("header", said->name)
                                            .with("unit", doors->name)
                                            .with("leaf", median(e.leaves) * doors->metres, "m")
                                            .with("wrong", median(e.leaves) * said->metres, "m")));
      return choice;
    }
    if (!dims_agree && !doors_agree) {
      UnitChoice choice{dims->metres, dims->name, "dimensions", {}};
      choice.diagnostics.push_back(note(DiagnosticSeverity::warning, file,
                                        message("import.dxf.header_unit_dims").with("header", said->name).with("unit", dims->name)));
      return choice;
    }
    if (!doors_agree && !extent_fits)
      return no_unit(file, message("import.dxf.header_unit_extent").with("header", said->name).with("extent", extent, "m"));
    UnitChoice choice{said->metres, said->name, "header", {}};
    if (!dims_agree)
      choice.diagnostics.push_back(note(DiagnosticSeverity::warning, file,
                                        message("import.dxf.dims_disagree").with("header", said->name).with("unit", dims->name)));
    return choice;
  }

  if (dims && (!doors || same(doors->metres, dims->metres))) return UnitChoice{dims->metres, dims->name, "dimensions", {}};
  if (dims && doors)
    return no_unit(file, message("import.dxf.unit_conflict").with("dims", dims->name).with("doors", doors->name));
  if (doors) {
    UnitChoice choice{doors->metres, doors->name, "plausibility", {}};
    choice.diagnostics.push_back(note(DiagnosticSeverity::info, file,
                                      message("import.dxf.unit_from_doors")
                                          .with("unit", doors->name)
                                          .with("leaf", median(e.leaves) * doors->metres, "m")));
    return choice;
  }
  // Feet and inches as number format are set by people who draw in inches.
  const bool inches = header.linear_format && (*header.linear_format == 3 || *header.linear_format == 4);
  if (const auto walls = from_walls(e); walls && (!inches || same(walls->metres, 0.0254))) {
    UnitChoice choice{walls->metres, walls->name, "plausibility", {}};
    choice.diagnostics.push_back(note(DiagnosticSeverity::warning, file,
                                      message("import.dxf.unit_from_walls")
                                          .with("unit", walls->name)
                                          .with("wall", median(e.wall_thicknesses) * walls->metres, "m")));
    return choice;
  }
  if (inches && e.extent * 0.0254 >= kExtentLow && e.extent * 0.0254 <= kExtentHigh) {
    UnitChoice choice{0.0254, "inch", "plausibility", {}};
    choice.diagnostics.push_back(note(DiagnosticSeverity::warning, file, message("import.dxf.unit_from_format")));
    return choice;
  }
  return no_unit(file, message("import.dxf.no_unit"));
}

}  // namespace landai::importer
