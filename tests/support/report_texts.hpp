// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the report share: the texts of data/i18n.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>

#include "landai/core/texts.hpp"

namespace landai::report {

inline const std::filesystem::path kData = std::filesystem::path(LANDAI_SOURCE_DIR) / "data";

inline Texts texts(Language language = Language::en) {
  auto loaded = Texts::load(kData, language);
  EXPECT_TRUE(loaded.has_value());
  return *loaded;
}

}  // namespace landai::report
