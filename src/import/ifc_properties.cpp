// SPDX-License-Identifier: GPL-3.0-or-later
// Property sets, quantities and direct attributes, as read but in SI.
#include <cmath>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

constexpr std::size_t kMaxAttributes = 4000;  // of one element
constexpr int kMaxNesting = 8;                // complex properties in complex properties

/// Collects the properties of one object. What is there first stays: the object's own word goes before its
/// type's.
class Collector {
 public:
  Collector(IfcImport& in, Attributes& out) : in_(in), file_(in.file), out_(out) {}

  void set(const StepRecord& set) {
    const std::string prefix = file_.text(set[2]) + ".";
    if (set.type == "IFCPROPERTYSET") {
      for (const StepArg& item : set[4].items()) property(file_.follow(item), prefix, 0);
    } else if (set.type == "IFCELEMENTQUANTITY") {
      for (const StepArg& item : set[5].items()) property(file_.follow(item), prefix, 0);
    } else {
      predefined(set);
    }
  }
  void put(std::string key, AttributeValue value) {
    if (out_.size() < kMaxAttributes) out_.emplace(std::move(key), std::move(value));
  }

 private:
  void property(const StepRecord* p, const std::string& prefix, int depth) {
    if (p == nullptr || depth > kMaxNesting) return;
    const StepRecord& r = *p;
    const std::string key = prefix + file_.text(r[0]);
    if (r.type == "IFCPROPERTYSINGLEVALUE") {
      value(key, r[2], file_.follow(r[3]));
    } else if (r.type == "IFCPROPERTYENUMERATEDVALUE" || r.type == "IFCPROPERTYLISTVALUE") {
      if (r[2].count == 1) {
        value(key, *r[2].first, nullptr);
      } else if (std::string all = joined(r[2]); !all.empty()) {
        put(key, std::move(all));
      }
    } else if (r.type == "IFCPROPERTYBOUNDEDVALUE") {
      value(key + ".upper", r[2], file_.follow(r[4]));
      value(key + ".lower", r[3], file_.follow(r[4]));
    } else if (r.type == "IFCCOMPLEXPROPERTY") {
      for (const StepArg& item : r[3].items()) property(file_.follow(item), key + ".", depth + 1);
    } else if (r.type == "IFCPHYSICALCOMPLEXQUANTITY") {
      for (const StepArg& item : r[2].items()) property(file_.follow(item), key + ".", depth + 1);
    } else {
      quantity(key, r);
    }
  }
  void quantity(const std::string& key, const StepRecord& r) {
    const IfcMeasure measure = r.type == "IFCQUANTITYLENGTH"   ? IfcMeasure::length
                               : r.type == "IFCQUANTITYAREA"   ? IfcMeasure::area
                               : r.type == "IFCQUANTITYVOLUME" ? IfcMeasure::volume
                                                               : IfcMeasure::plain;
    const bool known = measure != IfcMeasure::plain || r.type == "IFCQUANTITYCOUNT" ||
                       r.type == "IFCQUANTITYWEIGHT" || r.type == "IFCQUANTITYTIME";
    if (!known || r[3].kind != StepArg::Kind::number) return;
    number(key, r[3].number, measure, file_.follow(r[2]));
  }
  void value(const std::string& key, const StepArg& arg, const StepRecord* unit) {
    const StepArg* a = &arg;
    std::string_view type;
    while (a->kind == StepArg::Kind::typed && a->count == 1) {
      type = a->text;
      a = a->first;
    }
    switch (a->kind) {
      case StepArg::Kind::number:
        number(key, a->number, measure_of_type(type), unit);
        break;
      case StepArg::Kind::string:
        if (std::string text = file_.text(*a); !text.empty()) put(key, std::move(text));
        break;
      case StepArg::Kind::enumeration:
        if (a->text == "T" || a->text == "F") {
          put(key, a->text == "T");
        } else if (a->text != "U") {
          put(key, std::string(a->text));
        }
        break;
      default:
        break;
    }
  }
  void number(const std::string& key, double n, IfcMeasure measure, const StepRecord* unit) {
    const auto own = unit == nullptr || measure == IfcMeasure::plain ? std::nullopt : si_factor(file_, unit);
    const double si = n * own.value_or(in_.units.of(measure));
    if (std::isfinite(si)) {
      put(key, si);
    } else {
      ++in_.bad_numbers;
    }
  }
  std::string joined(const StepArg& list) {
    std::string all;
    for (const StepArg& item : list.items()) {
      const StepArg* a = &item;
      while (a->kind == StepArg::Kind::typed && a->count == 1) a = a->first;
      const std::string text = a->kind == StepArg::Kind::enumeration ? std::string(a->text) : file_.text(*a);
      if (!text.empty()) all += (all.empty() ? "" : ", ") + text;
    }
    return all;
  }
  /// IfcDoorLiningProperties and IfcDoorPanelProperties: sets whose members are attributes.
  void predefined(const StepRecord& set) {
    const std::string prefix = set.type == "IFCDOORLININGPROPERTIES"  ? "IfcDoorLiningProperties."
                               : set.type == "IFCDOORPANELPROPERTIES" ? "IfcDoorPanelProperties."
                                                                      : "";
    if (prefix.empty()) return;
    for (const IfcAttribute& a : ifc_attributes()) {
      if (a.entity != set.type) continue;
      if (const auto n = attribute_number(in_, set, a.name); n) {
        put(prefix + std::string(a.name), *n);
      } else if (std::string word = attribute_word(in_, set, a.name); !word.empty()) {
        put(prefix + std::string(a.name), std::move(word));
      }
    }
  }

  IfcImport& in_;
  const StepFile& file_;
  Attributes& out_;
};

const IfcAttribute* row(const IfcImport& in, const StepRecord& object, std::string_view name) {
  const std::string_view entity = plain_entity(object.type);
  for (const IfcAttribute& a : ifc_attributes()) {
    if (a.entity == entity && a.name == name && in.schema >= a.from && in.schema <= a.to) return &a;
  }
  return nullptr;
}

}  // namespace

std::optional<double> attribute_number(const IfcImport& in, const StepRecord& object, std::string_view name) {
  const IfcAttribute* a = row(in, object, name);
  if (a == nullptr) return std::nullopt;
  const StepArg* arg = &object[a->index];
  while (arg->kind == StepArg::Kind::typed && arg->count == 1) arg = arg->first;
  if (arg->kind != StepArg::Kind::number) return std::nullopt;
  const double si = arg->number * in.units.of(a->measure);
  return std::isfinite(si) ? std::optional(si) : std::nullopt;
}

std::string attribute_word(const IfcImport& in, const StepRecord& object, std::string_view name) {
  const IfcAttribute* a = row(in, object, name);
  if (a == nullptr) return {};
  const StepArg& arg = object[a->index];
  return arg.kind == StepArg::Kind::enumeration ? std::string(arg.text) : in.file.text(arg);
}

Attributes read_attributes(IfcImport& in, const StepRecord& object) {
  Attributes out;
  Collector collect(in, out);
  const auto text = [&](const char* key, std::size_t index) {
    if (std::string t = in.file.text(object[index]); !t.empty()) collect.put(key, std::move(t));
  };
  text("Name", 2);
  text("Description", 3);
  text("ObjectType", 4);
  const std::string_view entity = plain_entity(object.type);
  if (entity != "IFCSPACE") text("Tag", 7);
  for (const IfcAttribute& a : ifc_attributes()) {
    if (a.entity != entity || in.schema < a.from || in.schema > a.to) continue;
    if (const auto n = attribute_number(in, object, a.name); n) {
      collect.put(std::string(a.name), *n);
    } else if (std::string word = attribute_word(in, object, a.name); !word.empty()) {
      collect.put(std::string(a.name), std::move(word));
    }
  }
  const auto sets = [&](const StepRecord* of) {
    if (const auto it = in.relations.property_sets.find(of); it != in.relations.property_sets.end()) {
      for (const StepRecord* set : it->second) collect.set(*set);
    }
  };
  sets(&object);
  if (const StepRecord* type = in.type_of(object); type != nullptr) {
    for (const StepArg& item : (*type)[5].items()) {
      if (const StepRecord* set = in.file.follow(item); set != nullptr) collect.set(*set);
    }
    sets(type);
    if (std::string t = in.file.text((*type)[2]); !t.empty()) collect.put("Type", std::move(t));
  }
  return out;
}

std::optional<double> find_number(const Attributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes) {
    const std::string_view k = key;
    if (k.size() > name.size() && k.ends_with(name) && k[k.size() - name.size() - 1] == '.') {
      if (const double* n = std::get_if<double>(&value); n != nullptr) return *n;
    }
  }
  return std::nullopt;
}

}  // namespace landai::importer
