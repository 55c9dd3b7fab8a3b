// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/step.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace landai::importer {
namespace {

std::string whole(const std::string& data, const std::string& schema = "IFC4") {
  return "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_SCHEMA(('" + schema +
         "'));\nENDSEC;\nDATA;\n" + data + "\nENDSEC;\nEND-ISO-10303-21;\n";
}

StepFile good(const std::string& data) {
  auto file = StepFile::parse(whole(data), "a.ifc");
  EXPECT_TRUE(file.has_value()) << (file ? "" : file.error().message.key + " " + file.error().where);
  return *std::move(file);
}

Error bad(std::string bytes) {
  auto file = StepFile::parse(std::move(bytes), "a.ifc");
  EXPECT_FALSE(file.has_value());
  return file ? Error{} : file.error();
}

TEST(Step, ReadsEveryKindOfParameter) {
  const auto f =
      good("#1=IFCX($,*,12,-1.5E-3,+2.,'it''s',.T.,#7,\"0FF\",(1,(2,3),()),IFCLENGTHMEASURE(2.5));");
  const StepRecord& r = *f.find(1);
  using Kind = StepArg::Kind;
  ASSERT_EQ(r.count, 11u);
  EXPECT_EQ(r[0].kind, Kind::null);
  EXPECT_EQ(r[1].kind, Kind::derived);
  EXPECT_DOUBLE_EQ(r[2].number, 12);
  EXPECT_DOUBLE_EQ(r[3].number, -0.0015);
  EXPECT_DOUBLE_EQ(r[4].number, 2);
  EXPECT_EQ(f.text(r[5]), "it's");
  EXPECT_EQ(r[6].text, "T");
  EXPECT_EQ(r[7].reference, 7u);
  EXPECT_EQ(f.follow(r[7]), nullptr) << "dangling";
  EXPECT_EQ(r[8].text, "0FF");
  ASSERT_EQ(r[9].items().size(), 3u);
  EXPECT_DOUBLE_EQ(r[9].items()[1].items()[1].number, 3);
  EXPECT_EQ(r[9].items()[2].count, 0u);
  EXPECT_EQ(r[10].kind, Kind::typed);
  EXPECT_EQ(r[10].text, "IFCLENGTHMEASURE");
  EXPECT_DOUBLE_EQ(r[10].items()[0].number, 2.5);
  EXPECT_TRUE(r[99].is_null()) << "past the end";
}

TEST(Step, FindsByIdAndType) {
  const auto f = good("#5=IFCDOOR(1);\n#2 = IfcWall ( 2 ) ;\n/* #9=IFCDOOR(9); */ #900000000=IFCDOOR(#5);");
  EXPECT_EQ(f.schema(), "IFC4");
  EXPECT_EQ(f.records().size(), 3u);
  ASSERT_EQ(f.of_type("IFCDOOR").size(), 2u);
  EXPECT_EQ(f.of_type("IFCDOOR")[0]->id, 5u);
  EXPECT_EQ(f.of_type("IFCDOOR")[1]->id, 900000000u);
  EXPECT_EQ(f.of_type("IFCWALL").size(), 1u) << "lower case is read too";
  EXPECT_TRUE(f.of_type("IFCROOF").empty());
  EXPECT_EQ(f.find(9), nullptr);
  EXPECT_EQ(f.follow((*f.find(900000000))[0]), f.find(5));
  EXPECT_EQ(f.line_of(*f.find(5)), 7);
  EXPECT_EQ(f.line_of(*f.find(2)), 8);
  EXPECT_EQ(f.types(), (std::vector<std::pair<std::string_view, int>>{{"IFCDOOR", 2}, {"IFCWALL", 1}}));
}

TEST(Step, ReadsComplexInstancesByTheirFirstPart) {
  const auto f = good("#1=(IFCA(1)IFCB(2,3));\n#2=IFCC();");
  EXPECT_EQ(f.find(1)->type, "IFCA");
  EXPECT_EQ(f.find(2)->count, 0u);
}

TEST(Step, AcceptsNamedSectionsByteOrderMarkAndReturns) {
  const auto f = StepFile::parse(
      "\xEF\xBB\xBFISO-10303-21;\r\nHEADER;FILE_SCHEMA(('ifc4x3_add2 { 1 0 10303 }'));ENDSEC;\r\n"
      "ANCHOR;<a>=#1;ENDSEC;DATA('x',('IFC4X3'));#1=IFCX();ENDSEC;END-ISO-10303-21;  \r\n",
      "a.ifc");
  ASSERT_TRUE(f.has_value());
  EXPECT_EQ(f->schema(), "IFC4X3_ADD2");
  EXPECT_NE(f->find(1), nullptr);
}

TEST(Step, StaysValidWhenMoved) {
  auto a = good("#1=IFCX('abc');");
  const StepFile b = std::move(a);
  EXPECT_EQ(b.text((*b.find(1))[0]), "abc");
}

TEST(Step, SaysWhereATruncatedFileStops) {
  const std::string text = whole("#1=IFCX(1);\n#2=IFCX(2);");
  for (std::size_t n = 0; n + 2 < text.size(); ++n) {
    if (n >= text.find("END-ISO-10303-21") + 16) break;
    const auto e = bad(text.substr(0, n));
    EXPECT_EQ(e.message.key.substr(0, 12), "import.step.") << n;
  }
  const auto e = bad(text.substr(0, text.find("#2=") + 6));
  EXPECT_EQ(e.message.key, "import.step.truncated");
  EXPECT_EQ(e.where, "line 8");
  EXPECT_EQ(e.message.args.at(1).second.text, "DATA");
  EXPECT_EQ(e.code, ErrorCode::input);
}

TEST(Step, SaysTheLineOfASyntaxError) {
  for (const char* line : {"#2=IFCX(1;", "#2 IFCX(1);", "#=IFCX();", "#2=(1);", "garbage", "#2=IFCX(1,);",
                           "#2=IFCX(1)", "#2=IFCX(-inf);", "#2=IFCX(nan);", "#2=IFCX(.T);"}) {
    const auto e = bad(whole("#1=IFCX(1);\n" + std::string(line) + "\n#3=IFCX(3);"));
    EXPECT_EQ(e.message.key, "import.step.syntax") << line;
    EXPECT_TRUE(e.where == "line 8" || e.where == "line 9") << line << " " << e.where;
  }
  EXPECT_EQ(bad("not a step file").message.key, "import.step.syntax");
}

TEST(Step, RefusesDoubleHugeAndOverflowingNumbers) {
  EXPECT_EQ(bad(whole("#1=IFCX();\n#1=IFCX();")).message.key, "import.step.duplicate_id");
  EXPECT_EQ(bad(whole("#4000000000=IFCX();\n#4000000000=IFCX();")).message.key, "import.step.duplicate_id");
  EXPECT_EQ(bad(whole("#99999999999=IFCX();")).message.key, "import.step.big_id");
  EXPECT_EQ(bad(whole("#1=IFCX(#99999999999);")).message.key, "import.step.big_id");
  EXPECT_EQ(bad(whole("#1=IFCX(1E999);")).message.key, "import.step.big_number");
  EXPECT_DOUBLE_EQ((*good("#1=IFCX(1E-999);").find(1))[0].number, 0);
}

TEST(Step, RefusesDeepNestingAtOnce) {
  const auto at = [](int n) {
    return whole("#1=IFCX(" + std::string(static_cast<std::size_t>(n), '(') +
                 std::string(static_cast<std::size_t>(n), ')') + ");");
  };
  EXPECT_TRUE(StepFile::parse(at(63), "a.ifc").has_value());
  EXPECT_EQ(bad(at(64)).message.key, "import.step.too_deep");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(bad(at(5'000'000)).code, ErrorCode::limit);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

// What the escapes mean: ISO 10303-21, 6.4.3.2 to 6.4.3.4; the examples are those of the implementers' guide.
TEST(StepText, DecodesTheEscapes) {
  EXPECT_EQ(decode_step_string("it''s"), "it's");
  EXPECT_EQ(decode_step_string("a\\\\b"), "a\\b");
  EXPECT_EQ(decode_step_string("K\\X\\FChl"), "K\xC3\xBChl");
  EXPECT_EQ(decode_step_string("K\\S\\|hl"), "K\xC3\xBChl");
  EXPECT_EQ(decode_step_string("\\X2\\968E\\X0\\2"),
            "\xE9\x9A\x8E"
            "2");
  EXPECT_EQ(decode_step_string("\\X2\\00E400F6\\X0\\"), "\xC3\xA4\xC3\xB6");
  EXPECT_EQ(decode_step_string("\\X4\\0001F600\\X0\\"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(decode_step_string("\\X2\\D83DDE00\\X0\\"), "\xF0\x9F\x98\x80") << "surrogate pair";
  EXPECT_EQ(decode_step_string("\\PE\\\\S\\1"), "\xD0\x91") << "ISO 8859-5, 0xB1";
  EXPECT_EQ(decode_step_string("\xC3\xBC"), "\xC3\xBC") << "UTF-8 that should not be there stays";
  EXPECT_EQ(decode_step_string("\xFC"), "\xC3\xBC") << "Latin 1 that should not be there";
}

TEST(StepText, LeavesBrokenEscapesAsTheyAre) {
  for (const char* s : {"\\", "\\X", "\\X\\", "\\X\\G0", "\\X2\\968E", "\\X2\\96", "\\X2\\zzzz\\X0\\",
                        "\\Q\\", "C:\\temp", "\\S\\"}) {
    EXPECT_EQ(decode_step_string(s), s);
  }
}

TEST(StepText, MakesValidUtf8OfAnyBytes) {
  unsigned seed = 1;
  for (int round = 0; round < 2000; ++round) {
    std::string s;
    for (int i = 0; i < 24; ++i) {
      seed = seed * 1664525u + 1013904223u;
      static constexpr std::string_view kLetters = "\\\\\\X204PS'0123ABCDEF\xC3\xFC\x80 ";
      s += kLetters[(seed >> 16) % kLetters.size()];
    }
    const std::string out = decode_step_string(s);
    for (std::size_t i = 0; i < out.size(); ++i) {  // every lead byte has its followers
      const auto c = static_cast<unsigned char>(out[i]);
      const int follow = c < 0x80 ? 0 : c < 0xC0 ? -1 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
      ASSERT_GE(follow, 0) << s;
      for (int k = 0; k < follow; ++k) ASSERT_EQ(static_cast<unsigned char>(out.at(++i)) & 0xC0, 0x80) << s;
    }
  }
}

}  // namespace
}  // namespace landai::importer
