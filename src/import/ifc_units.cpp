// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

constexpr int kMaxChain = 8;  // a unit defined by a unit defined by …

double prefix_factor(std::string_view prefix) {
  struct Row {
    std::string_view word;
    double factor;
  };
  static constexpr std::array kPrefixes{
      Row{"EXA", 1e18},   Row{"PETA", 1e15},  Row{"TERA", 1e12}, Row{"GIGA", 1e9},  Row{"MEGA", 1e6},
      Row{"KILO", 1e3},   Row{"HECTO", 1e2},  Row{"DECA", 1e1},  Row{"DECI", 1e-1}, Row{"CENTI", 1e-2},
      Row{"MILLI", 1e-3}, Row{"MICRO", 1e-6}, Row{"NANO", 1e-9}, Row{"PICO", 1e-12}};
  for (const Row& r : kPrefixes) {
    if (r.word == prefix) return r.factor;
  }
  return 1;
}

std::optional<double> factor(const StepFile& file, const StepRecord* unit, int depth) {
  if (unit == nullptr || depth > kMaxChain) return std::nullopt;
  if (unit->type == "IFCSIUNIT") {
    const double f = prefix_factor((*unit)[2].text);
    const auto name = (*unit)[3].text;
    if (name == "SQUARE_METRE") return f * f;
    if (name == "CUBIC_METRE") return f * f * f;
    return f;
  }
  if (unit->type == "IFCCONVERSIONBASEDUNIT" || unit->type == "IFCCONVERSIONBASEDUNITWITHOFFSET") {
    const StepRecord* measure = file.follow((*unit)[3]);
    if (measure == nullptr || measure->type != "IFCMEASUREWITHUNIT") return std::nullopt;
    const StepArg* value = &(*measure)[0];
    while (value->kind == StepArg::Kind::typed && value->count == 1) value = value->first;
    const auto base = factor(file, file.follow((*measure)[1]), depth + 1);
    if (value->kind != StepArg::Kind::number || !(value->number > 0) || !base) return std::nullopt;
    return value->number * *base;
  }
  return std::nullopt;
}

/// The name a reader knows: "mm", "foot" …; else what the file calls it.
std::string length_name(double metres, const StepFile& file, const StepRecord& unit) {
  struct Row {
    double metres;
    const char* name;
  };
  static constexpr std::array kNames{Row{0.001, "mm"},    Row{0.01, "cm"},    Row{0.1, "dm"},
                                     Row{1, "m"},         Row{1000, "km"},    Row{0.0254, "inch"},
                                     Row{0.3048, "foot"}, Row{0.9144, "yard"}};
  for (const Row& r : kNames) {
    if (std::abs(metres - r.metres) <= 1e-5 * r.metres) return r.name;
  }
  const std::string written = unit.type == "IFCSIUNIT" ? std::string(unit[3].text) : file.text(unit[2]);
  return written.empty() ? "?" : written;
}

/// The unit assignment of the project; when there is none, the first of the file.
const StepRecord* assignment(const StepFile& file) {
  for (const StepRecord* project : file.of_type("IFCPROJECT")) {
    const StepRecord* units = file.follow((*project)[8]);
    if (units != nullptr && units->type == "IFCUNITASSIGNMENT") return units;
  }
  const auto all = file.of_type("IFCUNITASSIGNMENT");
  return all.empty() ? nullptr : all.front();
}

}  // namespace

double IfcUnits::of(IfcMeasure measure) const {
  switch (measure) {
    case IfcMeasure::length:
      return length;
    case IfcMeasure::area:
      return area;
    case IfcMeasure::volume:
      return volume;
    case IfcMeasure::angle:
      return angle;
    case IfcMeasure::plain:
      break;
  }
  return 1;
}

IfcMeasure measure_of_type(std::string_view type) {
  if (type == "IFCLENGTHMEASURE" || type == "IFCPOSITIVELENGTHMEASURE" ||
      type == "IFCNONNEGATIVELENGTHMEASURE")
    return IfcMeasure::length;
  if (type == "IFCAREAMEASURE") return IfcMeasure::area;
  if (type == "IFCVOLUMEMEASURE") return IfcMeasure::volume;
  if (type == "IFCPLANEANGLEMEASURE" || type == "IFCPOSITIVEPLANEANGLEMEASURE") return IfcMeasure::angle;
  return IfcMeasure::plain;
}

std::optional<double> si_factor(const StepFile& file, const StepRecord* unit) {
  return factor(file, unit, 0);
}

IfcUnits read_units(const StepFile& file) {
  IfcUnits out;
  const StepRecord* units = assignment(file);
  if (units == nullptr) return out;
  bool area_stated = false;
  bool volume_stated = false;
  for (const StepArg& item : (*units)[0].items()) {
    const StepRecord* unit = file.follow(item);
    const auto f = si_factor(file, unit);
    if (!f || !std::isfinite(*f) || !(*f > 0)) continue;
    const auto kind = (*unit)[1].text;
    if (kind == "LENGTHUNIT") {
      out.length = *f;
      out.length_name = length_name(*f, file, *unit);
    } else if (kind == "AREAUNIT") {
      out.area = *f;
      area_stated = true;
    } else if (kind == "VOLUMEUNIT") {
      out.volume = *f;
      volume_stated = true;
    } else if (kind == "PLANEANGLEUNIT") {
      out.angle = *f;
    }
  }
  if (!area_stated) out.area = out.length * out.length;
  if (!volume_stated) out.volume = out.length * out.length * out.length;
  return out;
}

}  // namespace landai::importer
