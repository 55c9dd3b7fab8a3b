// SPDX-License-Identifier: GPL-3.0-or-later
// Where the attributes that we use stand in the records of each schema (ISO 16739 and the IFC 2x editions
// before it).
#include <array>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

using enum IfcSchema;
using enum IfcMeasure;

constexpr std::array kAttributes{
    IfcAttribute{"IFCDOOR", "OverallHeight", 8, length},
    IfcAttribute{"IFCDOOR", "OverallWidth", 9, length},
    IfcAttribute{"IFCDOOR", "PredefinedType", 10, plain, ifc4},
    IfcAttribute{"IFCDOOR", "OperationType", 11, plain, ifc4},
    IfcAttribute{"IFCDOORSTYLE", "OperationType", 8},
    IfcAttribute{"IFCDOORSTYLE", "ConstructionType", 9},
    IfcAttribute{"IFCDOORTYPE", "PredefinedType", 9, plain, ifc4},
    IfcAttribute{"IFCDOORTYPE", "OperationType", 10, plain, ifc4},
    IfcAttribute{"IFCDOORLININGPROPERTIES", "LiningDepth", 4, length},
    IfcAttribute{"IFCDOORLININGPROPERTIES", "LiningThickness", 5, length},
    IfcAttribute{"IFCDOORLININGPROPERTIES", "ThresholdDepth", 6, length},
    IfcAttribute{"IFCDOORLININGPROPERTIES", "ThresholdThickness", 7, length},
    IfcAttribute{"IFCDOORLININGPROPERTIES", "LiningOffset", 10, length},
    IfcAttribute{"IFCDOORLININGPROPERTIES", "CasingThickness", 12, length},
    IfcAttribute{"IFCDOORPANELPROPERTIES", "PanelDepth", 4, length},
    IfcAttribute{"IFCDOORPANELPROPERTIES", "PanelOperation", 5},
    IfcAttribute{"IFCDOORPANELPROPERTIES", "PanelWidth", 6},
    IfcAttribute{"IFCDOORPANELPROPERTIES", "PanelPosition", 7},
    IfcAttribute{"IFCWINDOW", "OverallHeight", 8, length},
    IfcAttribute{"IFCWINDOW", "OverallWidth", 9, length},
    IfcAttribute{"IFCSPACE", "LongName", 7},
    IfcAttribute{"IFCSPACE", "InteriorOrExteriorSpace", 9, plain, ifc2x, ifc2x3},
    IfcAttribute{"IFCSPACE", "PredefinedType", 9, plain, ifc4},
    IfcAttribute{"IFCSPACE", "ElevationWithFlooring", 10, length},
    IfcAttribute{"IFCBUILDINGSTOREY", "LongName", 7},
    IfcAttribute{"IFCBUILDINGSTOREY", "Elevation", 9, length},
    IfcAttribute{"IFCSTAIR", "ShapeType", 8, plain, ifc2x, ifc2x3},
    IfcAttribute{"IFCSTAIR", "PredefinedType", 8, plain, ifc4},
    IfcAttribute{"IFCSTAIRFLIGHT", "NumberOfRiser", 8},
    IfcAttribute{"IFCSTAIRFLIGHT", "NumberOfTreads", 9},
    IfcAttribute{"IFCSTAIRFLIGHT", "RiserHeight", 10, length},
    IfcAttribute{"IFCSTAIRFLIGHT", "TreadLength", 11, length},
    IfcAttribute{"IFCSTAIRFLIGHT", "PredefinedType", 12, plain, ifc4},
    IfcAttribute{"IFCRAMP", "ShapeType", 8, plain, ifc2x, ifc2x3},
    IfcAttribute{"IFCRAMP", "PredefinedType", 8, plain, ifc4},
    IfcAttribute{"IFCRAMPFLIGHT", "PredefinedType", 8, plain, ifc4},
    IfcAttribute{"IFCSLAB", "PredefinedType", 8},
    IfcAttribute{"IFCRAILING", "PredefinedType", 8},
    IfcAttribute{"IFCWALL", "PredefinedType", 8, plain, ifc4},
    IfcAttribute{"IFCCOLUMN", "PredefinedType", 8, plain, ifc4},
    IfcAttribute{"IFCOPENINGELEMENT", "PredefinedType", 8, plain, ifc4},
    IfcAttribute{"IFCTRANSPORTELEMENT", "PredefinedType", 8},  // OperationType before IFC4, the same words
    IfcAttribute{"IFCTRANSPORTELEMENT", "CapacityByWeight", 9, plain, ifc2x, ifc2x3},
    IfcAttribute{"IFCTRANSPORTELEMENT", "CapacityByNumber", 10, plain, ifc2x, ifc2x3},
    IfcAttribute{"IFCTRANSPORTELEMENTTYPE", "PredefinedType", 9},
    IfcAttribute{"IFCFURNITURE", "PredefinedType", 8, plain, ifc4},
    IfcAttribute{"IFCFURNITURETYPE", "PredefinedType", 10, plain, ifc4},
    IfcAttribute{"IFCSYSTEMFURNITUREELEMENT", "PredefinedType", 8, plain, ifc4},
    IfcAttribute{"IFCSANITARYTERMINAL", "PredefinedType", 8, plain, ifc4},
    IfcAttribute{"IFCSANITARYTERMINALTYPE", "PredefinedType", 9},
    IfcAttribute{"IFCBUILDINGELEMENTPROXY", "CompositionType", 8, plain, ifc2x, ifc2x3},
    IfcAttribute{"IFCBUILDINGELEMENTPROXY", "PredefinedType", 8, plain, ifc4},
    IfcAttribute{"IFCKERB", "PredefinedType", 8, plain, ifc4x3},
    IfcAttribute{"IFCSIGN", "PredefinedType", 8, plain, ifc4x3},
};

}  // namespace

std::span<const IfcAttribute> ifc_attributes() { return kAttributes; }

std::optional<IfcSchema> ifc_schema(std::string_view word) {
  if (word.starts_with("IFC2X3")) return ifc2x3;
  if (word.starts_with("IFC2X")) return ifc2x;  // IFC2X_FINAL, IFC2X2, IFC2X2_FINAL
  if (word.starts_with("IFC4X")) return ifc4x3;
  if (word.starts_with("IFC4")) return ifc4;
  return std::nullopt;
}

std::string_view plain_entity(std::string_view type) {
  if (type == "IFCOPENINGSTANDARDCASE") return "IFCOPENINGELEMENT";
  for (const std::string_view tail : {"STANDARDCASE", "ELEMENTEDCASE"}) {
    if (type.size() > tail.size() + 3 && type.ends_with(tail))
      return type.substr(0, type.size() - tail.size());
  }
  return type;
}

}  // namespace landai::importer
