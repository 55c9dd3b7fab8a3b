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
  EXPECT_EQ(last_cells("sep=;\r\nsubject;value\r\na;87,5 cm\r\n"), "87,5 cm") << "Excel's first line";
  EXPECT_EQ(read("sep=;\nsubject;value\na;1\n")->tables[0].rows[0].line, 3);
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

/// "a 10 %|b 0.1" of the first two cells that each row of the table has.
std::string pairs_of(const Result<Tables>& tables) {
  if (!tables) return tables.error().message.key + " " + tables.error().where;
  std::string out;
  for (const TableRow& row : tables->tables.front().rows)
    out += (out.empty() ? "" : "|") + std::to_string(row.line) + " " + row.cells[1] + " " + row.cells[3] + (row.cells.size() > 4 ? " " + row.cells[4] : "");
  return out;
}

// Who types 10% into a cell sees 10 % and stores 0.1.
TEST(Spreadsheet, APercentCellOfXlsxIsWhatItShows) {
  const std::string sheet =
      R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="3"><c r="B3" t="inlineStr"><is><t>subject</t></is></c><c r="D3" t="inlineStr"><is><t>value</t></is></c><c r="E3" t="inlineStr"><is><t>u</t></is></c></row>
<row r="4"><c r="B4" t="inlineStr"><is><t>built in</t></is></c><c r="D4" s="1"><v>0.1</v></c><c r="E4" s="1"><v>7.0000000000000007E-2</v></c></row>
<row r="6"><c r="B6" t="inlineStr"><is><t>own</t></is></c><c r="D6" s="2"><f>1/12</f><v>8.3333333333333329E-2</v></c></row>
<row r="7"><c r="B7" t="inlineStr"><is><t>sign as text</t></is></c><c r="D7" s="3"><v>4.8</v></c></row>
<row r="8"><c r="B8" t="inlineStr"><is><t>text</t></is></c><c r="D8" s="1" t="inlineStr"><is><t>1:12</t></is></c></row>
<row r="9"><c r="B9" t="inlineStr"><is><t>plain</t></is></c><c r="D9"><v>0.1</v></c></row>
<row r="10"><c r="B10" t="inlineStr"><is><t>whole</t></is></c><c r="D10" s="1"><v>1</v></c></row>
</sheetData></worksheet>)";
  const std::string book = zip({
      {"[Content_Types].xml", R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>)"},
      {"xl/workbook.xml", R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Ram" sheetId="1" r:id="rId7"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels", R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>)"},
      {"xl/styles.xml", R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%;[Red]\-0.0%"/><numFmt numFmtId="165" formatCode="0.0&quot; %&quot;"/></numFmts><cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>)"},
      {"xl/worksheets/sheet1.xml", sheet}});
  const auto is_column = [](std::string_view cell) { return known(cell) || cell == "u"; };
  EXPECT_FALSE(write_file(temporary(".xlsx"), book));
  EXPECT_EQ(pairs_of(read_tables(temporary(".xlsx"), is_column)),
            "4 built in 10 % 7 %|6 own 8.33333333333 %|7 sign as text 4.8|8 text 1:12|9 plain 0.1|10 whole 100 %");
}

TEST(Spreadsheet, APercentCellOfOdsIsWhatItShows) {
  const std::string content =
      R"(<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Ram">
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="4"/></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>subject</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="string"><text:p>value</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell office:value-type="string"><text:p>alike</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="percentage" office:value="0.0833"><text:p>8,33 %</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>plain</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="float" office:value="0.1"><text:p>0,1</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>two</text:p></table:table-cell><table:table-cell/><table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.02"><text:p>2 %</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>)";
  EXPECT_EQ(pairs_of(read(zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}}), ".ods")),
            "4 alike 8.33 %|5 alike 8.33 %|6 plain 0.1|7 two 2 % 2 %");
}

// What programs that only write files leave: a formula, and no result beside it. GDAL gives an empty cell.
TEST(Spreadsheet, AFormulaWithoutAResultIsNoEmptyCell) {
  const std::string sheet =
      R"(<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>subject</t></is></c><c r="B1" t="inlineStr"><is><t>quantity</t></is></c><c r="C1" t="inlineStr"><is><t>value</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>none</t></is></c><c r="B2" t="inlineStr"><is><t>q</t></is></c><c r="C2"><f>1+1</f><v></v></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>stored</t></is></c><c r="B3" t="inlineStr"><is><t>q</t></is></c><c r="C3"><f>1+1</f><v>2</v></c></row>
<row r="4"><c r="A4" t="inlineStr"><is><t>empty text</t></is></c><c r="B4" t="inlineStr"><is><t>q</t></is></c><c r="C4" t="str"><f>IF(A9,1,"")</f><v></v></c></row>
<row r="7"><c r="C7"><f>A1</f></c></row>
</sheetData></worksheet>)";
  const auto book = [&](const std::string& state) {
    return zip({{"[Content_Types].xml", R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>)"},
                {"xl/workbook.xml", R"(<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Pintu" sheetId="1")" + state + R"( r:id="rId1"/></sheets></workbook>)"},
                {"xl/_rels/workbook.xml.rels", R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>)"},
                {"xl/worksheets/sheet1.xml", sheet}});
  };
  const auto tables = read(book(""), ".xlsx");
  ASSERT_TRUE(tables) << tables.error().message.key;
  std::string told;
  for (const TableRow& row : tables->tables.at(0).rows) told += std::to_string(row.line) + " " + (row.cells.size() > 2 ? row.cells[2] : "-") + "|";
  EXPECT_EQ(told, "2 =1+1|3 2|4 -|7 =A1|");
  EXPECT_TRUE(tables->diagnostics.empty());
  for (const char* state : {R"( state="hidden")", R"( state="veryHidden")"}) {
    const auto hidden = read(book(state), ".xlsx");
    ASSERT_TRUE(hidden);
    ASSERT_EQ(hidden->diagnostics.size(), 1u);
    EXPECT_EQ(hidden->diagnostics[0].message.key, "import.table.hidden");
    EXPECT_EQ(hidden->diagnostics[0].where, "Pintu");
    EXPECT_EQ(hidden->diagnostics[0].severity, DiagnosticSeverity::warning);
  }
}

TEST(Spreadsheet, OfOdsAFormulaWithoutAResultAndASheetThatIsNotDisplayedAreTold) {
  const std::string content =
      R"x(<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="true"/></style:style></office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="Lain" table:style-name="ta1"><table:table-row><table:table-cell office:value-type="string"><text:p>subject</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>value</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="Ram" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>subject</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>value</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>none</text:p></table:table-cell><table:table-cell table:formula="of:=NONSENSE([.A1])"><office:annotation><text:p>by hand</text:p></office:annotation></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>stored</text:p></table:table-cell><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>)x";
  const auto tables = read(zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}}), ".ods");
  ASSERT_TRUE(tables) << tables.error().message.key;
  ASSERT_EQ(tables->tables.size(), 2u);
  EXPECT_EQ(tables->tables[1].rows.at(0).cells.at(1), "=NONSENSE([.A1])");
  EXPECT_EQ(tables->tables[1].rows.at(1).cells.at(1), "2");
  ASSERT_EQ(tables->diagnostics.size(), 1u);
  EXPECT_EQ(tables->diagnostics[0].where, "Lain");
}

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
