// SPDX-License-Identifier: GPL-3.0-or-later
// An IFC model made by others, read where it lies; nothing, said aloud, where it is absent.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

#include "landai/import/import.hpp"

namespace landai::test {

/// The model `name` of the shared plans; nullopt where it is absent; a failed test and an empty plan where it cannot be read.
inline std::optional<Plan> shared_model(const std::string& name) {
  const std::filesystem::path file = std::filesystem::path(LANDAI_SHARED_DIR) / "plans" / "ifc" / name;
  if (!std::filesystem::exists(file)) {
    std::cout << "SKIPPED: no shared plans\n";
    return std::nullopt;
  }
  importer::Options options;
  options.data_dir = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";
  auto plan = importer::read_plan(file, options);
  if (!plan) {
    ADD_FAILURE() << name << ": " << plan.error().message.key << " " << plan.error().where;
    return Plan{};
  }
  return *std::move(plan);
}

}  // namespace landai::test

#define PLAN_OR_SKIP(plan, name)                                \
  const auto plan##_read = ::landai::test::shared_model(name);  \
  if (!plan##_read) GTEST_SKIP() << "no shared plans";          \
  const Plan& plan = *plan##_read
