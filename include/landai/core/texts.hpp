// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "landai/core/error.hpp"
#include "landai/core/message.hpp"

namespace landai {

enum class Language { id, en };

/// A text of a data file in both languages (rule titles, remedies, indicator names).
struct BilingualText {
  std::string id;
  std::string en;
  [[nodiscard]] const std::string& in(Language language) const { return language == Language::id ? id : en; }
};

/// All texts of data/i18n/*.yaml in one language. Each file is a map `key: {id: "…", en: "…"}`; keys start with the
/// name of their file and a dot ("import.dxf.no_unit" lives in import.yaml). Placeholders are {name}.
class Texts {
 public:
  /// Reads every file of data/i18n. Error (pack) when a file is broken, a key is doubled or a language is missing.
  [[nodiscard]] static Result<Texts> load(const std::filesystem::path& data_dir, Language language);

  [[nodiscard]] Language language() const { return language_; }
  /// The sentence. An unknown key renders as the key itself with its arguments, so that nothing is lost;
  /// a test walks the sources to see that this never happens. In Indonesian the ids of an argument `words` come with the names that they have
  /// under words.LIST, where another argument says which list: `list` when the names may be written too ("koridor (corridor)"), `gloss` when
  /// only the ids may ("corridor (koridor)").
  [[nodiscard]] std::string render(const Message& message) const;
  [[nodiscard]] std::string operator()(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const;
  /// A number with its unit as this language writes it: length in metres with three decimals ("0.860 m", "0,860 m"),
  /// area with two, slope as ratio and per cent ("1:12.0 (8.33 %)"), others shortest.
  [[nodiscard]] std::string number(double value, std::string_view unit) const;

  /// An amount as an article writes it ("152.5 cm"), with this language's decimal mark. `render` does so with the arguments
  /// that hold such amounts: limit, met, missed.
  [[nodiscard]] std::string as_written(std::string_view amount) const;
  /// The place of an Error or a Diagnostic ("line 21, rule x") in this language; what is no such word stays as it is.
  [[nodiscard]] std::string place(std::string_view where) const;

 private:
  struct Table;
  [[nodiscard]] std::string choices(std::string_view ids, const Message& message) const;
  [[nodiscard]] std::string things(std::string_view categories) const;
  Language language_ = Language::en;
  std::shared_ptr<const Table> table_;
};

}  // namespace landai
