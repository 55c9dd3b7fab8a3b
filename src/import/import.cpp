// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/import/import.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "dxf.hpp"
#include "ifc.hpp"
#include "landai/core/file.hpp"

namespace landai::importer {
namespace {

constexpr std::size_t kHeadBytes = 4096;

constexpr std::array kFormats{
    Format{"ifc", "Industry Foundation Classes (STEP)", ".ifc .ifczip .zip",
           "https://standards.buildingsmart.org/IFC/RELEASE/IFC4_3/", sniff_ifc, read_ifc},
    Format{"dxf", "Drawing Exchange Format (text and binary)", ".dxf",
           "https://help.autodesk.com/view/OARX/2018/ENU/?guid=GUID-235B22E0-A567-4CF6-92D3-38A2306D73F3",
           looks_like_dxf, read_dxf},
};

std::string lower(std::string s) {
  for (char& c : s) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return s;
}

bool has_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const auto space = list.find(' ');
    if (list.substr(0, space) == word) return true;
    if (space == std::string_view::npos) return false;
    list.remove_prefix(space + 1);
  }
  return false;
}

/// "AC1027" → "2013"; empty when the bytes are no DWG.
std::string dwg_version(std::string_view head) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kVersions{{{"AC1012", "R13"},
                                                                                    {"AC1014", "R14"},
                                                                                    {"AC1015", "2000"},
                                                                                    {"AC1018", "2004"},
                                                                                    {"AC1021", "2007"},
                                                                                    {"AC1024", "2010"},
                                                                                    {"AC1027", "2013"},
                                                                                    {"AC1032", "2018"}}};
  for (const auto& [magic, version] : kVersions) {
    if (head.starts_with(magic)) return std::string(version);
  }
  const bool other = head.starts_with("AC10") || head.starts_with("AC1.") || head.starts_with("AC2.");
  return other && head.size() > 6 && head.find('\0') < 12 ? std::string(head.substr(0, 6)) : std::string();
}

/// What a content that we do not read looks like: the key of the sentence that says so; with ".advice" what
/// to do.
std::string_view looks_like(std::string_view head) {
  struct Magic {
    std::string_view bytes;
    std::string_view key;
  };
  static constexpr std::array kMagics{
      Magic{"%PDF", "import.is.pdf"},
      Magic{"\x89PNG", "import.is.image"},
      Magic{"\xFF\xD8\xFF", "import.is.image"},
      Magic{"GIF8", "import.is.image"},
      Magic{"II*", "import.is.image"},
      Magic{std::string_view("MM\0*", 4), "import.is.image"},
      Magic{"SQLite format 3", "import.is.map"},
      Magic{"\xD0\xCF\x11\xE0", "import.is.revit"},
      Magic{"\x1F\x8B", "import.is.archive"},
      Magic{"Rar!", "import.is.archive"},
      Magic{"7z\xBC\xAF", "import.is.archive"},
  };
  for (const Magic& m : kMagics) {
    if (head.starts_with(m.bytes)) return m.key;
  }
  if (head.starts_with("BM") && head.find('\0') < 14) return "import.is.image";
  if (head.starts_with("RIFF") && head.substr(0, 12).ends_with("WEBP")) return "import.is.image";
  if (head.substr(0, 8).ends_with("ftyp")) return "import.is.image";  // HEIC, AVIF
  const auto first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos) return "import.is.unknown";
  const auto text = head.substr(first);
  const std::string words = lower(std::string(text.substr(0, 2000)));
  const auto says = [&words](std::string_view w) { return words.find(w) != std::string::npos; };
  if (text[0] == '<') {
    if (says("ifcxml") || says("<ifc:") || says("/ifcxml/") || says("iso_10303_28"))
      return "import.is.ifcxml";
    if (says("<svg")) return "import.is.svg";
    if (says("gml") || says("<osm") || says("<kml")) return "import.is.map";
    return "import.is.xml";
  }
  if (text[0] == '{' && (says("featurecollection") || says("\"feature\""))) return "import.is.map";
  if (text[0] == '{' && says("ifc")) return "import.is.ifcjson";
  return "import.is.unknown";
}

Error refusal(std::string_view head, const std::filesystem::path& file) {
  Error e;
  e.file = file.string();
  if (const auto version = dwg_version(head); !version.empty()) {
    e.message = message("import.is.dwg").with("version", version);
    e.advice = message("import.is.dwg.advice");
    return e;
  }
  const std::string key(looks_like(head));
  e.message = message(key);
  e.advice = message(key + ".advice");
  return e;
}

}  // namespace

std::span<const Format> formats() { return kFormats; }

Result<Plan> read_plan(const std::filesystem::path& file, const Options& options) {
  std::error_code ignored;
  std::ifstream in;
  if (std::filesystem::is_regular_file(file, ignored)) in.open(file, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  if (in) in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(in.is_open() ? static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)) : 0);
  in.close();
  if (head.empty()) {  // missing, a directory, no permission, empty: read_file says which
    const auto content = read_file(file);
    if (!content) return content.error();
    return refusal(*content, file);
  }
  for (const Format& format : kFormats) {
    if (!format.sniff(head)) continue;
    auto plan = format.read(file, options);
    if (plan && !has_word(format.extensions, lower(file.extension().string()))) {
      plan->diagnostics.insert(
          plan->diagnostics.begin(),
          {DiagnosticSeverity::warning, file.string(), "",
           message("import.renamed").with("format", format.title).with("extensions", format.extensions),
           message("import.renamed.advice").with("extensions", format.extensions), 1});
    }
    return plan;
  }
  return refusal(head, file);
}

std::optional<double> metres_per_unit(std::string_view unit) {
  struct Row {
    std::string_view word;
    double metres;
  };
  static constexpr std::array kUnits{
      Row{"mm", 0.001},         Row{"millimetre", 0.001},
      Row{"millimeter", 0.001}, Row{"milimeter", 0.001},
      Row{"cm", 0.01},          Row{"centimetre", 0.01},
      Row{"centimeter", 0.01},  Row{"sentimeter", 0.01},
      Row{"dm", 0.1},           Row{"m", 1},
      Row{"metre", 1},          Row{"meter", 1},
      Row{"km", 1000},          Row{"in", 0.0254},
      Row{"inch", 0.0254},      Row{"inches", 0.0254},
      Row{"inci", 0.0254},      Row{"\"", 0.0254},
      Row{"ft", 0.3048},        Row{"foot", 0.3048},
      Row{"feet", 0.3048},      Row{"kaki", 0.3048},
      Row{"'", 0.3048},         Row{"yd", 0.9144},
      Row{"yard", 0.9144},
  };
  const std::string word = lower(std::string(unit));
  const auto it = std::find_if(kUnits.begin(), kUnits.end(), [&](const Row& r) { return r.word == word; });
  if (it == kUnits.end()) return std::nullopt;
  return it->metres;
}

}  // namespace landai::importer
