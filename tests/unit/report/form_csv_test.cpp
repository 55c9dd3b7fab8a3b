// SPDX-License-Identifier: GPL-3.0-or-later
// The forms as a table, and the archive that bundles are made of.
#include <gmock/gmock.h>

#include <filesystem>
#include <functional>

#include "report/zip_writer.hpp"
#include "report_texts.hpp"
#include "sample_inputs.hpp"

namespace landai::report {
namespace {

/// RFC 4180, strictly: every record ends in CR LF, quotes are doubled.
std::vector<std::vector<std::string>> records(const std::string& text) {
  std::vector<std::vector<std::string>> out(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"')
        cell += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        cell += c, ++i;
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',' || c == '\r') {
      out.back().push_back(cell);
      cell.clear();
      if (c == ',') continue;
      EXPECT_EQ(text[++i], '\n');
      if (i + 1 < text.size()) out.emplace_back();
    } else {
      ADD_FAILURE() << "outside quotes: " << c;
    }
  }
  EXPECT_FALSE(quoted);
  return out;
}

/// The shipped immigration form with one item changed.
landai::testing::Sample with_form(const std::function<void(indicators::Indicator&)>& change) {
  auto sample = landai::testing::sample();
  const std::vector<std::string> wanted{"p2ham-2018-immigration"};
  auto forms = indicators::load_forms(kData, wanted);
  EXPECT_TRUE(forms);
  sample.forms = *forms;
  sample.indicators = indicators::evaluate(sample.forms, sample.plan, sample.measurements, sample.checks);
  change(sample.indicators.front());
  return sample;
}

TEST(FormCsv, HasARowPerItemAndTheFormsOwnWords) {
  const auto sample =
      with_form([](indicators::Indicator& item) { item.state = indicators::State::in_progress; });
  for (const Language language : {Language::id, Language::en}) {
    const std::string table = form_csv(sample.inputs(), texts(language));
    ASSERT_TRUE(table.starts_with("\xEF\xBB\xBF"));
    const auto rows = records(table.substr(3));
    ASSERT_EQ(rows.size(), 1U + 18U);
    for (const auto& row : rows) EXPECT_EQ(row.size(), 13U);
    EXPECT_EQ(rows[1][0], "p2ham-2018-immigration");
    EXPECT_EQ(rows[1][1], "a");
    EXPECT_EQ(rows[1][2], "p2ham18.imi.a01");
    EXPECT_EQ(rows[1][4], "Proses") << "the form is Indonesian in every language";
    EXPECT_EQ(rows[1][5], "in_progress");
  }
}

TEST(FormCsv, ASpreadsheetTakesNoCellForAFormula) {
  for (const char* hostile : {"=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM(A1)"}) {
    const auto sample = with_form([&](indicators::Indicator& item) { item.title = {hostile, hostile}; });
    const auto rows = records(form_csv(sample.inputs(), texts(Language::en)).substr(3));
    EXPECT_EQ(rows[1][3], "'" + std::string(hostile));
  }
  const auto sample = with_form([](indicators::Indicator& item) {
    item.title = {"a \"b\",\nc", "a \"b\",\nc"};
  });
  EXPECT_EQ(records(form_csv(sample.inputs(), texts(Language::en)).substr(3))[1][3], "a \"b\", c");
}

TEST(Zip, TheSameFilesAndDateGiveTheSameBytes) {
  const std::vector<ZipFile> files{
      {"a/b.txt", "hello"}, {"empty", ""}, {"c.bin", std::string(100'000, '\0')}};
  const auto once = zip(files, "2026-11-20"), again = zip(files, "2026-11-20"),
             other = zip(files, "2026-11-21"), none = zip(files, "");
  ASSERT_TRUE(once && again && other && none);
  EXPECT_EQ(*once, *again);
  EXPECT_NE(*once, *other);
  EXPECT_LT(once->size(), 2000U) << "compressed";
  // PKZIP APPNOTE 4.4.6: the date stands at byte 12 of a local header, as year - 1980, month, day in 7, 4 and
  // 5 bits.
  const auto date = [](const std::string& bytes) {
    return static_cast<unsigned char>(bytes[12]) | static_cast<unsigned char>(bytes[13]) << 8;
  };
  EXPECT_EQ(date(*once), (46 << 9) | (11 << 5) | 20);
  EXPECT_EQ(date(*none), (0 << 9) | (1 << 5) | 1);
}

}  // namespace
}  // namespace landai::report
