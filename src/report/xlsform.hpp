// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "landai/core/error.hpp"

namespace landai::report {

/// A text in Indonesian and English.
using TwoTexts = std::array<std::string, 2>;

/// A row of the sheet "survey" (xlsform.org). Empty cells are left out.
struct FormRow {
  std::string type, name;
  TwoTexts label = {}, hint = {};
  std::string relevant = {}, constraint = {};
  TwoTexts constraint_message = {};
  std::string calculation = {}, appearance = {};
  bool required = false;
};
/// A row of the sheet "choices".
struct FormChoice {
  std::string list, name;
  TwoTexts label;
};
struct XlsForm {
  std::vector<FormRow> survey;
  std::vector<FormChoice> choices;
  std::string title, id, version;
  bool english = false;   ///< the language that the form opens in; the other one is there, too
};

/// A text as an XPath literal, whatever quotes it holds; a reference to a question ("${") in it stays text.
[[nodiscard]] std::string xpath_text(const std::string& text);
/// What a row shows: clean, never empty, and without what a form would take for a reference.
[[nodiscard]] std::string form_label(const std::string& text);
/// Eight letters that another form has otherwise: a server takes a form of the same id and version for the same. Of
/// every cell but `version`.
[[nodiscard]] std::string form_version(const XlsForm& form);
/// The workbook's bytes: sheets survey, choices and settings, every cell text. The same form gives the same bytes. Error (output) when
/// it cannot be made.
[[nodiscard]] Result<std::string> xlsx(const XlsForm& form);

}  // namespace landai::report
