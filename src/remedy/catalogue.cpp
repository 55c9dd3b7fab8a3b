// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalogue.hpp"

#include <algorithm>

#include "landai/core/node.hpp"
#include "landai/measure/catalogue.hpp"

namespace landai::remedy {
namespace {

Error broken(const std::string& file, const Node& at, const std::string& what) {
  return Error{ErrorCode::pack, message("remedy.data.broken").with("what", what), file,
               "line " + std::to_string(at.line()), {}};
}

}  // namespace

const Mendable* Catalogue::mendable(std::string_view quantity) const {
  const auto it = std::find_if(mendables.begin(), mendables.end(), [&](const Mendable& m) { return m.quantity == quantity; });
  return it == mendables.end() ? nullptr : &*it;
}

bool Catalogue::moves(const Element& thing, const measure::Facts& facts, bool* stated) const {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const MovableRow& r) { return r.category == thing.category; });
  bool moves = row != rows.end() && row->moves;
  if (stated) *stated = false;
  if (row == rows.end()) return false;  // of other things the fact cannot be stated
  for (const auto& fact : facts.facts)
    if (fact.subject == thing.id && fact.quantity == "element.movable")
      if (const bool* truth = std::get_if<bool>(&fact.value)) {
        moves = *truth;
        if (stated) *stated = true;
      }
  return moves;
}

Result<Catalogue> load_catalogue(const std::filesystem::path& data_dir) {
  const auto file = data_dir / "remedy" / "remedy.yaml";
  auto root = load_yaml(file);
  if (!root) return root.error();
  Catalogue out;
  for (const Node& node : (*root)["quantities"].items()) {
    Mendable m{node.text_of("quantity"), node["gain"].number(), node["shrinks"].texts(), node.text_of("width")};
    const bool known = measure::quantity(m.quantity) && (m.width.empty() || measure::quantity(m.width));
    if (!known) return broken(file.string(), node, m.quantity);
    if (node.has("gain") && !(m.gain && *m.gain > 0)) return broken(file.string(), node, "gain");
    out.mendables.push_back(std::move(m));
  }
  for (const Node& node : (*root)["movable"].items()) {
    const auto category = category_from(node.text_of("category"));
    const auto moves = node["moves"].boolean();
    if (!category || !moves) return broken(file.string(), node, node.text_of("category"));
    out.rows.push_back({*category, *moves});
  }
  if (out.mendables.empty() || out.rows.empty()) return broken(file.string(), *root, "remedy");
  return out;
}

}  // namespace landai::remedy
