// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a quantity as the worksheet and its form print them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "landai/core/error.hpp"
#include "landai/core/texts.hpp"
#include "landai/plan/plan.hpp"

namespace landai::measure {

class PrintedWords {
 public:
  explicit PrintedWords(std::filesystem::path data_dir) : data_dir_(std::move(data_dir)) {}

  /// Those of `words` that are printed as `label` in Indonesian or in English, or are it themselves; letter case, dashes and underscores do not
  /// count. Two when the languages mean different ones. Error (pack) when the texts cannot be read, which is done when they are first needed.
  [[nodiscard]] Result<std::vector<std::string>> meant(std::string_view quantity, const std::vector<std::string>& words, std::string_view label) const;
  /// The same of the words of any list of the texts: words.LIST.<word>.
  [[nodiscard]] Result<std::vector<std::string>> listed(std::string_view list, const std::vector<std::string>& words, std::string_view label) const;
  /// Whether the word is what an element of this category or kind is called in one of the languages: "Pintu", "Door".
  [[nodiscard]] bool is_kind(std::string_view word, const Element& element) const;

 private:
  Status read() const;

  std::filesystem::path data_dir_;
  mutable std::vector<Texts> texts_;
};

}  // namespace landai::measure
