// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "landai/core/node.hpp"
#include "landai/measure/catalogue.hpp"
#include "report/text.hpp"
#include "report_texts.hpp"
#include "sample_inputs.hpp"
#include "xml_balance.hpp"

namespace landai::report {
namespace {

namespace fs = std::filesystem;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

const fs::path kSource = LANDAI_SOURCE_DIR;

class InEachLanguage : public ::testing::TestWithParam<Language> {};
INSTANTIATE_TEST_SUITE_P(Languages, InEachLanguage, ::testing::Values(Language::id, Language::en));

TEST_P(InEachLanguage, ThePageIsWellFormed) {
  const auto sample = landai::testing::sample();
  EXPECT_EQ(landai::testing::xml_problem(html(sample.inputs(), texts(GetParam()))), "");
}

TEST_P(InEachLanguage, ThePageOfAnEmptyPlanIsWellFormed) {
  const landai::testing::Sample nothing;
  EXPECT_EQ(landai::testing::xml_problem(html(nothing.inputs(), texts(GetParam()))), "");
}

TEST_P(InEachLanguage, PicturesAreWellFormed) {
  const auto sample = landai::testing::sample();
  const auto pictures = svg(sample.inputs(), texts(GetParam()));
  ASSERT_TRUE(pictures.contains("L0"));
  EXPECT_EQ(landai::testing::xml_problem(pictures.at("L0")), "");
  EXPECT_THAT(pictures.at("L0"), HasSubstr("<title"));
  EXPECT_THAT(pictures.at("L0"), HasSubstr("<desc"));
  EXPECT_THAT(pictures.at("L0"), HasSubstr("role=\"img\""));
}

TEST_P(InEachLanguage, NoKeyAndNoPlaceholderIsLeftOver) {
  const auto sample = landai::testing::sample();
  const Texts words = texts(GetParam());
  const std::regex key("(report|words)\\.[a-z_]+(\\.[a-z_0-9]+)*");
  const std::regex placeholder("\\{[a-z_]+\\}");
  for (std::string text : {html(sample.inputs(), words), terminal(sample.inputs(), words, false), inspect(sample.plan, words, false)}) {
    text = std::regex_replace(text, std::regex("<style>[^]*?</style>"), "");
    std::smatch found;
    EXPECT_FALSE(std::regex_search(text, found, key)) << found.str();
    EXPECT_FALSE(std::regex_search(text, found, placeholder)) << found.str();
  }
}

TEST_P(InEachLanguage, WhatIsOverdueOnTheDayOfTheReportIsMarked) {
  const auto sample = landai::testing::sample();
  const Texts words = texts(GetParam());
  Inputs in = sample.inputs();
  const auto found = findings(in, words);
  ASSERT_GE(found.size(), 4u);
  const auto life = [&](std::size_t i, const std::string& state, const std::string& due) {
    in.lives[found[i].fingerprint] = {state, "Tono", due, "", ""};
    in.history.push_back({found[i].fingerprint, found[i].title, 1, in.lives[found[i].fingerprint], "", "", ""});
  };
  life(0, "accepted", "2027-01-15");
  life(1, "open", "2027-01-16");
  life(2, "fixed", "2027-01-14");
  life(3, "waived", "2027-01-13");
  const auto count = [](const std::string& text, const std::string& part) {
    int n = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
  };
  const std::string late = GetParam() == Language::id ? "SUDAH LEWAT" : "OVERDUE";
  const std::string total = GetParam() == Language::id ? "lewat per 2027-01-16: 1" : "as of 2027-01-16: 1";
  in.day = "2027-01-16";
  const std::string page = html(in, words), shown = terminal(in, words, false);
  EXPECT_EQ(count(page, late), 2) << "with the finding and in the list of all";
  EXPECT_EQ(count(shown, late), 1);
  for (const std::string& text : {page, shown}) EXPECT_EQ(count(text, total), 1) << text;
  EXPECT_THAT(page, ContainsRegex("2027-01-15[^<]* " + late));
  in.day = "2027-01-15";
  for (const std::string& text : {html(in, words), terminal(in, words, false)}) {
    EXPECT_EQ(count(text, late), 0) << "it is due on this day";
    EXPECT_EQ(count(text, "as of ") + count(text, "lewat per "), 0);
  }
}

TEST(ReportPage, SaysItsLanguage) {
  const auto sample = landai::testing::sample();
  EXPECT_THAT(html(sample.inputs(), texts(Language::id)), HasSubstr("<html lang=\"id\">"));
  EXPECT_THAT(html(sample.inputs(), texts(Language::en)), HasSubstr("<html lang=\"en\">"));
}

TEST(ReportPage, HoldsNoScriptWhateverTheFileSays) {
  const auto sample = landai::testing::sample();
  const std::string page = html(sample.inputs(), texts(Language::en));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
  EXPECT_FALSE(std::regex_search(page, std::regex(" on[a-z]+=\"")));
  EXPECT_THAT(page, Not(HasSubstr("http-equiv")));
  EXPECT_FALSE(std::regex_search(page, std::regex("(src|href)=\"(https?:)?//")));  // nothing is fetched from elsewhere
  for (const auto& [level, picture] : svg(sample.inputs(), texts(Language::en))) EXPECT_THAT(picture, Not(HasSubstr("<script")));
}

TEST(ReportPage, EveryLinkInsideThePageHasItsTarget) {
  const auto sample = landai::testing::sample();
  const std::string page = html(sample.inputs(), texts(Language::en));
  const std::regex link("href=\"#([^\"]+)\"");
  int links = 0;
  for (auto it = std::sregex_iterator(page.begin(), page.end(), link); it != std::sregex_iterator(); ++it, ++links)
    EXPECT_THAT(page, HasSubstr("id=\"" + (*it)[1].str() + "\""));
  EXPECT_GT(links, 10);
}

TEST(ReportPage, TwoRunsGiveTheSameBytes) {
  const auto a = landai::testing::sample();
  const auto b = landai::testing::sample();
  EXPECT_EQ(html(a.inputs(), texts(Language::en)), html(b.inputs(), texts(Language::en)));
}

TEST(ReportPage, ShowsValueLimitArticleAndGradeOfEveryFinding) {
  const auto sample = landai::testing::sample();
  const std::string page = html(sample.inputs(), texts(Language::en));
  for (const char* part : {"0.860 m", "at least 0.900 m", "Permen PUPR 14/PRT/M/2017, Lampiran II A.1", "the text of the regulation was read", "90 cm", "1:8 (12.5 %)"})
    EXPECT_THAT(page, HasSubstr(part));
}

TEST(ReportTerminal, IsNeverWiderThanAHundredColumns) {
  const auto sample = landai::testing::sample();
  for (const std::string& text : {terminal(sample.inputs(), texts(Language::id), false), inspect(sample.plan, texts(Language::en), false)}) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(letters(line), 100u) << line;
  }
}

TEST(ReportTerminal, ColourOnlyWhenWanted) {
  const auto sample = landai::testing::sample();
  EXPECT_THAT(terminal(sample.inputs(), texts(Language::en), false), Not(HasSubstr("\033[")));
  EXPECT_THAT(terminal(sample.inputs(), texts(Language::en), true), HasSubstr("\033["));
}

TEST(ReportTerminal, AnEscapeSequenceInAFileStaysHarmless) {
  auto sample = landai::testing::sample();
  for (auto& e : sample.plan.elements) e.name = "\033[2J evil";
  sample.plan.sources[0].file = "\033]0;evil\007.dxf";
  EXPECT_EQ(terminal(sample.inputs(), texts(Language::en), false).find('\033'), std::string::npos);
  EXPECT_EQ(inspect(sample.plan, texts(Language::en), false).find('\033'), std::string::npos);
}

TEST(ReportInspect, TellsDoorsWidthsAndWhatWasNotUnderstood) {
  const auto sample = landai::testing::sample();
  const std::string text = inspect(sample.plan, texts(Language::en), false);
  EXPECT_THAT(text, HasSubstr("2 × swing, 1 leaf, opening 0.750 m [wall ends], leaf 0.750 m [arc]"));
  EXPECT_THAT(text, HasSubstr("PALEM<1>: 0 of 4 understood"));
  EXPECT_THAT(text, HasSubstr("4  walls"));
}

TEST(ReportInspect, LeavesNothingOutAndSpeaksOneLanguage) {
  auto s = landai::testing::sample();
  for (int i = 0; i < 90; ++i) {
    Element space = *s.plan.find("r1");
    space.id = "more" + std::to_string(i);
    space.name = "Kamar" + std::to_string(i);
    s.plan.elements.push_back(space);
    Element door = *s.plan.find("d1");
    door.id = "door" + std::to_string(i);
    door.name = "PX" + std::to_string(i);
    s.plan.elements.push_back(door);
  }
  s.plan.inventory.push_back({"entity", "IFCSITE", 1, "", "context", 1});
  s.plan.diagnostics = {Diagnostic{DiagnosticSeverity::warning, "a.ifc", "line 21", message("measure.complete.rooms").with("count", "3"),
                                   message("measure.complete.rooms_advice"), 1}};
  const std::string text = inspect(s.plan, texts(Language::id), false);
  for (int i = 0; i < 90; ++i) {
    EXPECT_THAT(text, HasSubstr("Kamar" + std::to_string(i)));
    EXPECT_THAT(text, HasSubstr("PX" + std::to_string(i)));
  }
  EXPECT_THAT(text, HasSubstr("ujung dinding"));
  EXPECT_THAT(text, Not(HasSubstr("wall ends")));
  EXPECT_THAT(text, Not(HasSubstr("context")));
  const std::string flat = std::regex_replace(text, std::regex("\\s+"), " ");
  EXPECT_THAT(flat, HasSubstr("baris 21: 3 ruang ditemukan dari dinding, karena denah tidak memuat ruang. Periksa namanya"));
}

TEST(ReportPage, EveryTableHasACaption) {
  const auto sample = landai::testing::sample();
  const std::string page = html(sample.inputs(), texts(Language::en));
  std::size_t tables = 0, captions = 0;
  for (auto at = page.find("<table"); at != std::string::npos; at = page.find("<table", at + 1)) ++tables;
  for (auto at = page.find("<caption"); at != std::string::npos; at = page.find("<caption", at + 1)) ++captions;
  EXPECT_GT(tables, 2u);
  EXPECT_EQ(tables, captions);
}

TEST(ReportTerminal, CodeWordsAreSaidInTheReadersLanguage) {
  auto s = landai::testing::sample();
  s.checks.front().message = message("standards.check.fail.words").with("value", "double_acting");
  const std::string page = html(s.inputs(), texts(Language::id));
  EXPECT_THAT(page, HasSubstr("ayun dua arah"));
  EXPECT_THAT(page, Not(HasSubstr("double_acting")));
}

TEST(ReportPictures, AnArcTurnsTheWayTheLeafDoes) {
  // One door, hinge (0, 0), closed to the right, open upwards: counter-clockwise on the plan, sweep flag 0 on the picture.
  landai::testing::Sample s;
  s.plan.levels = {Level{"L0", "", 0, true}};
  Element e;
  e.id = "d";
  e.category = Category::door;
  e.levels = {"L0"};
  DoorShape door;
  door.jamb_a = {0, 0};
  door.jamb_b = {1, 0};
  door.leaves = {Leaf{{0, 0}, {1, 0}, {0, 1}, Known::exact(1, Method::drawn, ""), std::nullopt}};
  e.shape = door;
  s.plan.elements = {e};
  const std::regex arc("A110 110 0 0 ([01]) ");
  std::smatch found;
  std::string picture = svg(s.inputs(), texts(Language::en)).at("L0");
  ASSERT_TRUE(std::regex_search(picture, found, arc)) << picture;
  EXPECT_EQ(found[1], "0");
  std::get<DoorShape>(s.plan.elements[0].shape).leaves[0].open_tip = {0, -1};
  picture = svg(s.inputs(), texts(Language::en)).at("L0");
  ASSERT_TRUE(std::regex_search(picture, found, arc));
  EXPECT_EQ(found[1], "1");
}

TEST(ReportPictures, WhatStandsHigherOnThePlanStandsHigherOnThePicture) {
  landai::testing::Sample s;
  s.plan.levels = {Level{"L0", "", 0, true}};
  Element low, high;
  low.id = "low", high.id = "high";
  low.category = high.category = Category::space;
  low.levels = high.levels = {"L0"};
  low.name = "BAWAH", high.name = "ATAS";
  low.geometry.areas = {landai::testing::rectangle(0, 0, 4, 3)};
  high.geometry.areas = {landai::testing::rectangle(0, 3, 4, 6)};
  s.plan.elements = {low, high};
  const std::string picture = svg(s.inputs(), texts(Language::en)).at("L0");
  const auto y_of = [&](const std::string& name) {
    std::smatch found;
    EXPECT_TRUE(std::regex_search(picture, found, std::regex(" y=\"([0-9.]+)\"[^>]*>" + name)));
    return std::stod(found[1]);
  };
  EXPECT_LT(y_of("ATAS"), y_of("BAWAH"));
}

TEST(ReportPictures, AnInsanePlanStaysASmallPicture) {
  landai::testing::Sample s;
  s.plan.levels = {Level{"L0", "", 0, true}};
  for (int i = 0; i < 40000; ++i) {
    Element e;
    e.id = "f" + std::to_string(i);
    e.category = i % 2 ? Category::furniture : Category::wall;
    e.levels = {"L0"};
    const double x = (i % 200) * 1.0, y = (i / 200) * 1.0;
    e.geometry.areas = {landai::testing::rectangle(x, y, x + 0.8, y + 0.8)};
    s.plan.elements.push_back(e);
  }
  s.plan.elements[0].geometry.areas = {landai::testing::rectangle(1e7, 1e7, 1e7 + 1, 1e7 + 1)};
  const std::string picture = svg(s.inputs(), texts(Language::en)).at("L0");
  EXPECT_LT(picture.size(), 8'000'000u);
  EXPECT_EQ(landai::testing::xml_problem(picture), "");
}

TEST(ReportPictures, ABrokenCoordinateIsLeftOutAndSaid) {
  auto s = landai::testing::sample();
  const auto whole = svg(s.inputs(), texts(Language::en)).at("L0");
  EXPECT_THAT(whole, Not(HasSubstr("Not drawn")));
  for (const double far : {1e5, 1e9, 1e300, -1e300, static_cast<double>(INFINITY)}) {
    s.plan.elements[0].geometry.areas = {landai::testing::rectangle(0, 0, far, 5)};
    const std::string picture = svg(s.inputs(), texts(Language::en)).at("L0");
    EXPECT_THAT(picture, HasSubstr("10 km off the rest: 1.")) << far;
    EXPECT_THAT(picture, HasSubstr(">2 m<")) << "the scale is that of the building";
    EXPECT_EQ(landai::testing::xml_problem(html(s.inputs(), texts(Language::id))), "");
  }
}

TEST(ReportPictures, AWitnessToNowhereEnds) {
  auto s = landai::testing::sample();
  measure::MeasurementSet far;
  for (measure::Measurement m : s.measurements.all()) {
    for (PlanSegment& w : m.evidence.witness) w.b = {1e15, -1e15};
    far.add(m);
  }
  s.measurements = far;
  EXPECT_EQ(landai::testing::xml_problem(html(s.inputs(), texts(Language::en))), "");
}

TEST(ReportTexts, LettersThatNobodySeesAreShown) {
  auto s = landai::testing::sample();
  for (auto& e : s.plan.elements)
    if (!e.name.empty()) e.name = "a\u202Eb\u2066c\u200Bd\uFEFFe\u00ADf " + e.name;
  const Texts words = texts(Language::en);
  for (const std::string& text : {html(s.inputs(), words), svg(s.inputs(), words).at("L0"), terminal(s.inputs(), words, false), inspect(s.plan, words, false)}) {
    EXPECT_THAT(text, HasSubstr("a\uFFFDb"));
    for (const char* unseen : {"\u202E", "\u2066", "\u200B", "\uFEFF", "\u00AD"}) EXPECT_THAT(text, Not(HasSubstr(unseen)));
  }
  EXPECT_THAT(json(s.inputs(), words), HasSubstr("a\\u202eb\\u2066c\\u200bd\\ufeffe\\u00adf"));
}

TEST(ReportTexts, NothingTurnsIntoInvalidUtf8) {
  EXPECT_EQ(clean("a\xC0\xAF" "b"), "a\xEF\xBF\xBD\xEF\xBF\xBD" "b");
  EXPECT_EQ(clean("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(clean("Grün ½ 東"), "Grün ½ 東");
  EXPECT_EQ(clean("a\tb\nc"), "a b c");
  EXPECT_EQ(xml("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  EXPECT_EQ(shortened("Grünes Zimmer", 4), "Grü…");
  EXPECT_TRUE(natural_less("P-2", "P-10"));
  EXPECT_FALSE(natural_less("P-10", "P-2"));
  EXPECT_TRUE(natural_less("P-02", "P-2") != natural_less("P-2", "P-02"));
}

TEST(ReportTexts, EveryWordOfTheDocumentHasADisplayWord) {
  const Texts words = texts(Language::id);
  for (const auto& row : measure::catalogue()) EXPECT_TRUE(words.has("words.quantity." + std::string(row.id))) << row.id;
  for (int c = 0; c <= static_cast<int>(Category::obstacle); ++c) {
    const std::string word = to_string(static_cast<Category>(c));
    EXPECT_TRUE(words.has("words.category." + word)) << word;
    EXPECT_TRUE(words.has("words.categories." + word)) << word;
  }
  for (int v = 0; v <= 4; ++v) {
    EXPECT_TRUE(words.has(std::string("words.verdict.") + standards::to_string(static_cast<standards::Verdict>(v))));
    EXPECT_TRUE(words.has(std::string("words.verified.") + standards::to_string(static_cast<standards::Verified>(v))));
  }
  for (int s = 0; s <= 6; ++s)
    EXPECT_TRUE(words.has(std::string("words.state.") + indicators::to_string(static_cast<indicators::State>(s))));
  for (int m = 0; m <= 6; ++m) EXPECT_TRUE(words.has(std::string("words.method.") + to_string(static_cast<Method>(m))));
  for (int o = 0; o <= static_cast<int>(DoorOperation::fixed); ++o)
    EXPECT_TRUE(words.has(std::string("words.operation.") + to_string(static_cast<DoorOperation>(o))));
}

TEST(ReportTexts, EveryUseThatNamesGiveHasADisplayWord) {
  const auto uses = load_yaml(kSource / "data" / "profiles" / "uses.yaml");
  ASSERT_TRUE(uses.has_value());
  const Texts words = texts(Language::en);
  int seen = 0;
  for (const Node& row : (*uses)["uses"].items()) {
    ++seen;
    EXPECT_TRUE(words.has("words.use." + row.text_of("use"))) << row.text_of("use");
  }
  EXPECT_GT(seen, 10);
}

TEST(ReportTexts, EveryKeyInTheSourcesIsThereInBothLanguages) {
  const Texts words = texts(Language::id);
  const std::regex key("\"((report|words)\\.[a-z_]+(\\.[a-z_0-9]+)*)\"");
  int seen = 0;
  for (const auto& entry : fs::directory_iterator(kSource / "src" / "report")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream file(entry.path());
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    for (auto it = std::sregex_iterator(text.begin(), text.end(), key); it != std::sregex_iterator(); ++it, ++seen)
      EXPECT_TRUE(words.has((*it)[1].str())) << entry.path().filename() << ": " << (*it)[1];
  }
  EXPECT_GT(seen, 60);
}

}  // namespace
}  // namespace landai::report
