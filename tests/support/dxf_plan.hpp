// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "dxf_text.hpp"
#include "import/dxf.hpp"

namespace landai::support {

inline Result<Plan> read_text(const std::string& content, importer::Options options = {}) {
  const TempFile file(content);
  if (options.data_dir.empty()) options.data_dir = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";
  return importer::read_dxf(file.path(), options);
}

/// The plan of a drawing that must be readable.
inline Plan plan_of(const DxfText& dxf, const importer::Options& options = {}) {
  auto plan = read_text(dxf.str(), options);
  if (!plan) {
    ADD_FAILURE() << plan.error().message.key << " " << plan.error().where;
    return {};
  }
  return *std::move(plan);
}

inline std::vector<const Element*> of(const Plan& plan, Category category) {
  std::vector<const Element*> out;
  for (const Element& e : plan.elements)
    if (e.category == category) out.push_back(&e);
  return out;
}

inline bool says(const Plan& plan, const std::string& key) {
  return std::any_of(plan.diagnostics.begin(), plan.diagnostics.end(), [&key](const Diagnostic& d) { return d.message.key == key; });
}

}  // namespace landai::support
