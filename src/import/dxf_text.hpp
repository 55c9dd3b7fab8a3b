// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a DXF file as UTF-8, without their formatting codes.
#pragma once

#include <string>
#include <string_view>

namespace landai::importer {

/// Turns bytes of one code page into UTF-8. One object per file; copying is not needed.
class DxfDecoder {
 public:
  /// `code_page` as in $DWGCODEPAGE ("ANSI_1252"), `version` as in $ACADVER ("AC1021" and later are UTF-8 anyway).
  DxfDecoder(std::string_view code_page, std::string_view version);
  ~DxfDecoder();
  DxfDecoder(const DxfDecoder&) = delete;
  DxfDecoder& operator=(const DxfDecoder&) = delete;

  /// UTF-8, with \U+XXXX resolved. Bytes that are no text of the code page become U+FFFD.
  [[nodiscard]] std::string decode(std::string_view bytes) const;

 private:
  [[nodiscard]] std::string to_utf8(std::string_view bytes) const;
  void* converter_ = nullptr;  ///< iconv_t; null when unknown (then as Latin-1)
};

void append_utf8(std::string& out, unsigned code_point);

/// TEXT and ATTRIB: %%d %%p %%c become ° ± ⌀, other % codes go.
[[nodiscard]] std::string plain_text(std::string_view text);
/// MTEXT: formatting goes, \P becomes a new line, stacked fractions "a/b".
[[nodiscard]] std::string plain_mtext(std::string_view text);

/// Upper case for comparing names: ASCII, Latin-1, Greek and Cyrillic letters.
[[nodiscard]] std::string upper(std::string_view utf8);
/// Without blanks at both ends.
[[nodiscard]] std::string trimmed_text(std::string_view text);

}  // namespace landai::importer
