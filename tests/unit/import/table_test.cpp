// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/import/table.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "landai/core/file.hpp"
#include "landai/import/archive.hpp"
#include "spreadsheet_file.hpp"
#include "zip_bytes.hpp"

namespace landai::importer {
namespace {

using test::zip;
using testing::ElementsAre;

bool known(std::string_view cell) { return cell == "subject" || cell == "quantity" || cell == "value" || cell == "nilai" || cell == "KEY"; }

std::filesystem::path temporary(const char* extension) {
  std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
  std::replace(name.begin(), name.end(), '/', '-');   // of a test with a parameter
  return std::filesystem::path(testing::TempDir()) / ("table-" + name + extension);
}

Result<Tables> read(const std::string& bytes, const char* extension = ".csv") {
  const auto file = temporary(extension);
  EXPECT_FALSE(write_file(file, bytes));
  return read_tables(file, known);
}

/// "value of row 1|value of row 2" in the last column, or the key of the error with its place.
std::string last_cells(const std::string& bytes) {
  const auto tables = read(bytes);
  if (!tables) return tables.error().message.key + (tables.error().where.empty() ? "" : " " + tables.error().where);
  std::string out;
  for (const TableRow& row : tables->tables.front().rows) out += (out.empty() ? "" : "|") + row.cells.back();
  return out;
}

std::string utf16(const std::string& text, bool little, bool mark) {
  std::string out;
  const auto add = [&](char32_t c) { out += little ? std::string{static_cast<char>(c & 0xff), static_cast<char>(c >> 8)} : std::string{static_cast<char>(c >> 8), static_cast<char>(c & 0xff)}; };
  if (mark) add(0xfeff);
  for (const char c : text) add(c == '~' ? U'\u00b0' : static_cast<unsigned char>(c));   // ~ stands for °
  return out;
}

TEST(Tables, EverySeparatorIsFoundByTheHeader) {
  for (const char* text : {"subject,value\na,\"87,5 cm\"\n", "subject;value\na;87,5 cm\n", "subject\tvalue\na\t87,5 cm\n", "subject|value\na|87,5 cm\n"})
    EXPECT_EQ(last_cells(text), "87,5 cm") << text;
  EXPECT_EQ(last_cells("subject;note, and more, and more;value\na;x;1\n"), "1") << "more commas than semicolons, but they name less";
}

TEST(Tables, LineEndsQuotesAndRemarks) {
  EXPECT_EQ(last_cells("# by hand\r\n\r\nsubject,value\r\na,\"two\nlines, \"\"quoted\"\"\"\r\n,,\r\nb,2\r\n"), "two\nlines, \"quoted\"|2");
  EXPECT_EQ(last_cells("subject,value\ra,1\rb,2\r"), "1|2") << "line ends of old Macs";
  EXPECT_EQ(last_cells("subject,value\na,5\" wide\n"), "5\" wide") << "a quote inside a cell is a sign";
  const auto tables = read("\xEF\xBB\xBF# x\nsubject,value\n\"a\nb\",1\nc,2\n");
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->tables[0].header.line, 2);
  EXPECT_EQ(tables->tables[0].rows[0].line, 3);
  EXPECT_EQ(tables->tables[0].rows[1].line, 5);
}

TEST(Tables, EncodingsAreConvertedOrTold) {
  const std::string text = "subject;value\ndoor;4,8~\n";
  for (const bool little : {true, false})
    for (const bool mark : {true, false}) EXPECT_EQ(last_cells(utf16(text, little, mark)), "4,8°") << little << mark;
  const auto old = read("subject;value\ndoor;4,8\xB0\n");
  ASSERT_TRUE(old);
  EXPECT_EQ(old->tables[0].rows[0].cells[1], "4,8°");
  ASSERT_EQ(old->diagnostics.size(), 1u);
  EXPECT_EQ(old->diagnostics[0].message.key, "import.table.cp1252");
  EXPECT_TRUE(read("subject;value\ndoor;4,8°\n")->diagnostics.empty());
  EXPECT_EQ(last_cells(std::string("subject,value\na,1\0\n", 20)), "import.table.nul");
  EXPECT_EQ(last_cells("subject,value\na,\x81\n"), "import.table.encoding") << "a byte that Windows-1252 does not have";
  EXPECT_EQ(last_cells("\xEF\xBB\xBFsubject,value\na,\xFF\n"), "import.table.encoding") << "its mark says UTF-8";
  EXPECT_EQ(last_cells(std::string("\xFF\xFE") + "abc"), "import.table.encoding");
}

TEST(Tables, RefusesWhatIsNoTable) {
  EXPECT_EQ(last_cells("door-1,door.clear_width,72 cm\ndoor-2,door.clear_width,72 cm\n"), "import.table.no_header");
  EXPECT_EQ(last_cells("\n\n# only remarks\n"), "import.table.no_header");
  EXPECT_EQ(last_cells("subject,value\na,\"1\n"), "import.table.quote line 2");
  EXPECT_EQ(last_cells("subject,value\na,1,5\n"), "import.table.fields line 2");
  EXPECT_EQ(last_cells("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "import.table.xls");
  std::string wide = "subject,value";
  for (int i = 0; i < 5000; ++i) wide += ",x";
  EXPECT_EQ(last_cells(wide + "\n"), "import.table.wide line 1");
  std::string many = "subject,value\n";
  for (int i = 0; i < 100'001; ++i) many += "a,1\n";
  EXPECT_EQ(last_cells(many), "import.table.rows");
  EXPECT_EQ(last_cells("subject,value\na," + std::string(1 << 20, 'x') + "\n").size(), 1u << 20) << "a huge cell is still a cell";
}

TEST(Tables, AnyBytesGetAnAnswer) {
  std::mt19937 random(20260302);
  const std::string seed = "subject;value\n\"a\n\"\"b\";87,5 cm\r\n# c\n;\xB0\n";
  for (int i = 0; i < 400; ++i) {
    std::string bytes = seed;
    for (int k = 0; k < 4; ++k) {
      const std::size_t at = random() % bytes.size();
      if (random() % 2 == 0) bytes[at] = static_cast<char>(random() % 256);
      else bytes.insert(at, 1, "\",;\n\0\xFF"[random() % 6]);
    }
    const auto tables = read(bytes);
    if (!tables) {
      EXPECT_NE(tables.error().message.key.find("import.table."), std::string::npos);
      continue;
    }
    for (const TableRow& row : tables->tables.front().rows) EXPECT_LE(row.cells.size(), tables->tables.front().header.cells.size());
  }
}

class Spreadsheets : public testing::TestWithParam<const char*> {};

TEST_P(Spreadsheets, SheetsTitlesNumbersAndRows) {
  const auto file = temporary(GetParam());
  std::filesystem::remove(file);
  test::write_spreadsheet(file, {{"Pintu", {{"Laporan", "", ""}, {"subject", "quantity", "value"}, {"door-1", "door.clear_width", "87,5 cm"}}},
                                 {"Angka", {{"subject", "value"}, {"a", 0.875}, {"b", 12.0}}},
                                 {"Catatan", {{"apa saja", "x"}, {"y", "z"}}}});
  const auto tables = read_tables(file, known);
  ASSERT_TRUE(tables) << tables.error().message.key;
  ASSERT_EQ(tables->tables.size(), 2u);
  EXPECT_EQ(tables->tables[0].name, "Pintu");
  EXPECT_THAT(tables->tables[0].header.cells, ElementsAre("subject", "quantity", "value"));
  EXPECT_EQ(tables->tables[0].header.line, 2);
  EXPECT_THAT(tables->tables[0].rows[0].cells, ElementsAre("door-1", "door.clear_width", "87,5 cm"));
  EXPECT_EQ(tables->tables[0].rows[0].line, 3);
  EXPECT_EQ(tables->tables[1].rows[0].cells[1], "0.875");
  EXPECT_EQ(tables->tables[1].rows[1].cells[1], "12");
  EXPECT_THAT(tables->without_header, ElementsAre("Catatan"));
}

TEST_P(Spreadsheets, BrokenOnesAreAnErrorNotACrash) {
  const auto file = temporary(GetParam());
  std::filesystem::remove(file);
  test::write_spreadsheet(file, {{"S", {{"subject", "value"}, {"a", "1"}}}});
  const std::string whole = *read_file(file);
  for (std::size_t size = 1; size < whole.size(); size += 97) EXPECT_FALSE(read(whole.substr(0, size), GetParam()).has_value()) << size;
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    std::string bytes = whole;
    bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
    (void)read(bytes, GetParam());   // an answer; a changed time stamp still reads
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Spreadsheets, testing::Values(".xlsx", ".ods"));

TEST(Spreadsheet, ABombIsRefusedBeforeItIsRead) {
  const std::string bomb = zip({{"[Content_Types].xml", "<x/>"}, {"xl/workbook.xml", "<x/>"}, {"xl/worksheets/sheet1.xml", std::string(120u << 20, ' ')}});
  EXPECT_LT(bomb.size(), 1u << 20);
  const auto tables = read(bomb, ".xlsx");
  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.error().code, ErrorCode::limit);
}

TEST(ArchiveTables, TablesAndPhotosOfAnExport) {
  const auto tables = read(zip({{"form.csv", "KEY,value\nk1,1\n"}, {"form-doors.csv", "\xEF\xBB\xBFsubject;value\na;2\n"}, {"media/1.jpg", "jpeg"}, {"__MACOSX/._form.csv", "x"}}), ".zip");
  ASSERT_TRUE(tables) << tables.error().message.key;
  ASSERT_EQ(tables->tables.size(), 2u);
  EXPECT_EQ(tables->tables[1].name, "form-doors.csv");
  EXPECT_EQ(tables->tables[1].rows[0].cells[1], "2");
  EXPECT_THAT(tables->files, ElementsAre("media/1.jpg"));
}

std::string archive_key(const std::string& bytes) {
  const auto archive = Archive::of(bytes, "a.zip");
  return archive ? "open" : archive.error().message.key;
}

TEST(Archives, NamesStayInside) {
  for (const char* name : {"../form.csv", "a/../../b.csv", "/etc/passwd", "C:/x.csv", "a\\b.csv", "a\nb.csv", ".."})
    EXPECT_EQ(archive_key(zip({{name, "x"}})), "import.archive.name") << name;
  EXPECT_EQ(archive_key(zip({{"a..b/c...csv", "x"}})), "open");
  EXPECT_EQ(archive_key(zip({{"a.csv", "x"}, {"a.csv", "y"}})), "import.archive.twice");
}

TEST(Archives, BombsEndInAnErrorWithinLimits) {
  std::vector<test::ZipMember> many;
  for (int i = 0; i < 10'001; ++i) many.push_back({"f" + std::to_string(i), "", false});
  EXPECT_EQ(archive_key(zip(many)), "import.archive.files");
  many.assign(3, {"", "x", true, 0, 0xf0000000u});
  for (int i = 0; i < 3; ++i) many[static_cast<std::size_t>(i)].name = "g" + std::to_string(i);
  EXPECT_EQ(archive_key(zip(many)), "import.archive.content") << "11 GB, as it states";
  const auto packed = Archive::of(zip({{"media/1.jpg", std::string(90u << 20, '\0')}}), "a.zip");
  ASSERT_TRUE(packed);
  const auto content = packed->read("media/1.jpg", 96u << 20);
  ASSERT_FALSE(content);
  EXPECT_EQ(content.error().code, ErrorCode::limit);
  EXPECT_EQ(packed->read("media/2.jpg", 96u << 20).error().message.key, "import.archive.none");
  // Two directory entries for one run of bytes.
  std::string twice = zip({{"a.csv", "xxxxxxxxxx", false}, {"b.csv", "yyyyyyyyyy", false}});
  const auto second = twice.rfind("PK\1\2");
  for (int i = 0; i < 4; ++i) twice[second + 42 + static_cast<std::size_t>(i)] = '\0';
  EXPECT_EQ(archive_key(twice), "import.archive.overlap");
}

}  // namespace
}  // namespace landai::importer
