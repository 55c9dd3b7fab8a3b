// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/report/worksheet.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <random>
#include <set>

#include "landai/core/file.hpp"
#include "landai/measure/instruments.hpp"
#include "landai/measure/otherwise.hpp"
#include "report/worksheet_map.hpp"
#include "report/worksheet_table.hpp"
#include "report/xlsform.hpp"
#include "sample_inputs.hpp"

namespace landai::report {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const fs::path kData = fs::path(LANDAI_SOURCE_DIR) / "data";

Texts texts(Language language = Language::en) {
  auto loaded = Texts::load(kData, language);
  EXPECT_TRUE(loaded.has_value());
  return *loaded;
}

const HowTos& how() {
  static const HowTos kHow = [] {
    auto loaded = load_how(kData);
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().where + " " + loaded.error().message.key);
    return loaded ? *loaded : HowTos{};
  }();
  return kHow;
}

Worksheet sheet_of(const landai::testing::Sample& sample, const WorksheetOptions& options = {}) {
  auto sheet = worksheet(sample.inputs(), texts(), how(), options);
  EXPECT_TRUE(sheet);
  return sheet ? *sheet : Worksheet{};
}

std::vector<const Ask*> asks_of(const Worksheet& sheet) {
  std::vector<const Ask*> out;
  for (const auto& group : sheet.groups)
    for (const auto& stop : group.stops)
      for (const auto& ask : stop.asks) out.push_back(&ask);
  return out;
}

std::vector<std::string> keys_of(const Worksheet& sheet) {
  std::vector<std::string> out;
  for (const Ask* ask : asks_of(sheet)) out.push_back(ask->key);
  return out;
}

/// Asks one more thing of the sample: the check is not measured.
void ask(landai::testing::Sample& sample, const std::string& element, const std::string& quantity, standards::Verdict verdict, bool counts = true) {
  measure::Measurement m;
  m.subject = {element};
  m.quantity = quantity;
  sample.measurements.add(std::move(m));
  standards::Check c;
  c.id = "c" + std::to_string(sample.checks.size() + 1);
  c.rule = "handle";
  c.subject = {element};
  c.verdict = verdict;
  c.severity = 3;
  c.counts = counts;
  c.measurements = {sample.measurements.all().back().id};
  sample.checks.push_back(std::move(c));
}

TEST(Worksheet, AsksWhatIsNotMeasuredOrUndecidedAndNothingElse) {
  const auto sheet = sheet_of(landai::testing::sample());
  std::set<std::string> asked;
  for (const Ask* ask : asks_of(sheet)) asked.insert(ask->quantity + " " + ask->subjects.front().front());
  EXPECT_EQ(asked, (std::set<std::string>{"door.handle_height d1", "door.handle_height d2", "door.handle_height d3", "door.handle_height d4",
                                          "space.turning_diameter r3"}));
  EXPECT_EQ(sheet.rows, 5);
}

TEST(Worksheet, WhatCannotBeSeenOnSiteIsForTheAuthor) {
  auto sample = landai::testing::sample();
  ask(sample, "building", "building.function", standards::Verdict::not_measured);
  const auto sheet = sheet_of(sample);
  ASSERT_EQ(sheet.for_author.size(), 1u);
  EXPECT_EQ(sheet.for_author.front().quantity, "building.function");
  EXPECT_EQ(sheet.rows, 5);
}

// A door whose room is not drawn: its rule hangs on the room's use, so its height settles nothing.
TEST(Worksheet, WhatARuleWaitsForIsAskedInItsPlace) {
  auto sample = landai::testing::sample();
  ask(sample, "d1", "door.threshold_height", standards::Verdict::not_measured);
  sample.checks.back().measurements.clear();
  sample.checks.back().message = message("standards.check.fact_missing").with("fact", "space.use").with("element", "d1");
  const auto sheet = sheet_of(sample);
  ASSERT_EQ(sheet.for_author.size(), 1u);
  EXPECT_EQ(sheet.for_author.front().quantity, "space.use");
  EXPECT_EQ(sheet.rows, 5);
}

// 0.65 m with one leaf, 1.27 to 1.40 m with both, where 0.90 m is asked: nobody can draw whether both stand open.
TEST(Worksheet, WhetherBothLeavesStandOpenIsAskedWhereItDecides) {
  const auto asked = [](double limit, bool vouched = true) {
    auto sample = landai::testing::sample();
    measure::Measurement m;
    m.subject = {"d1"};
    m.quantity = "door.clear_width";
    m.unit = "m";
    m.value = m.lo = m.hi = 0.65;
    if (vouched) measure::would_be(m, {"door.both_leaves_open", 1.27, 1.40});
    sample.measurements.add(std::move(m));
    standards::Check c;
    c.id = "c99";
    c.rule = "clear";
    c.subject = {"d1"};
    c.verdict = standards::Verdict::fail;
    c.severity = 2;
    c.limit.min = limit;
    c.measurements = {sample.measurements.all().back().id};
    sample.checks.push_back(std::move(c));
    const auto sheet = sheet_of(sample);
    const auto asks = asks_of(sheet);
    return std::any_of(asks.begin(), asks.end(), [](const Ask* ask) {
      return ask->quantity == "door.both_leaves_open" && ask->subjects.front() == std::vector<std::string>{"d1"};
    });
  };
  EXPECT_TRUE(asked(0.9));
  EXPECT_TRUE(asked(1.3)) << "it may be enough";
  EXPECT_FALSE(asked(1.5)) << "both are not enough either";
  EXPECT_FALSE(asked(0.9, false));
}

TEST(Worksheet, PacksThatDoNotCountAskNothing) {
  auto sample = landai::testing::sample();
  ask(sample, "c1", "counter.knee_depth", standards::Verdict::not_measured, false);
  EXPECT_EQ(sheet_of(sample).rows, 5);
}

TEST(Worksheet, ADoubtOfTheTextIsSettledByNoMeasurement) {
  auto sample = landai::testing::sample();
  ask(sample, "c1", "counter.knee_depth", standards::Verdict::undecided);
  sample.checks.back().reason = "rule_text";
  const auto sheet = sheet_of(sample);
  EXPECT_EQ(sheet.rows, 5);
  EXPECT_EQ(sheet.settled_by_nothing, 1);
  // Not where something else than the number settles it.
  sample.checks.back().settle = std::make_shared<const standards::Settle>(standards::Settle{"counter.knee_depth", std::nullopt});
  EXPECT_EQ(sheet_of(sample).rows, 6);
}

TEST(Worksheet, TellsTheSmallestUncertaintyThatDecidesAll) {
  auto sample = landai::testing::sample();
  for (auto& check : sample.checks)
    if (check.verdict == standards::Verdict::undecided) {
      check.settle = std::make_shared<standards::Settle>(standards::Settle{"space.turning_diameter", 0.004});
      auto second = check;
      second.id = "c99";
      second.settle = std::make_shared<standards::Settle>(standards::Settle{"space.turning_diameter", 0.002});
      sample.checks.push_back(second);
      break;
    }
  const auto sheet = sheet_of(sample);
  for (const Ask* ask : asks_of(sheet)) {
    if (ask->quantity != "space.turning_diameter") continue;
    EXPECT_TRUE(ask->undecided);
    ASSERT_TRUE(ask->u_max);
    EXPECT_DOUBLE_EQ(*ask->u_max, 0.002);
    EXPECT_EQ(ask->checks.size(), 2u);
  }
}

TEST(Worksheet, OneWalksInFromOutside) {
  const auto sheet = sheet_of(landai::testing::sample());
  // The main door is met outside, those of the rooms behind it in the waiting room, the toilet last.
  std::vector<std::string> order;
  for (const auto& group : sheet.groups)
    for (const auto& stop : group.stops)
      if (stop.number > 0) order.push_back(stop.element);
  EXPECT_EQ(order.front(), "d1");
  const auto at = [&](const char* id) { return std::find(order.begin(), order.end(), id) - order.begin(); };
  EXPECT_LT(at("d3"), at("r3"));
  int number = 0;
  for (const auto& group : sheet.groups)
    for (const auto& stop : group.stops)
      if (stop.number > 0) {
        EXPECT_EQ(stop.number, ++number);
      }
}

TEST(Worksheet, DoesNotDependOnTheOrderOfElementsAndChecks) {
  const auto one = sheet_of(landai::testing::sample()), other = sheet_of(landai::testing::shuffled_sample());
  EXPECT_EQ(keys_of(one), keys_of(other));
  ASSERT_EQ(one.tags.size(), other.tags.size());
  for (std::size_t i = 0; i < one.tags.size(); ++i) EXPECT_EQ(one.tags[i].element, other.tags[i].element);
}

TEST(Worksheet, NumbersAndMarkersAreTheSameInBothLanguages) {
  auto sample = landai::testing::sample();
  Element lift = *sample.plan.find("c1");   // a door comes before a lift in English, a lift before a "pintu" in Indonesian
  lift.id = "lift-1", lift.category = Category::lift, lift.name.clear();
  sample.plan.elements.push_back(lift);
  ask(sample, "lift-1", "lift.door_width", standards::Verdict::not_measured);
  const auto sheet_in = [&](Language language) {
    std::string out;
    auto sheet = worksheet(sample.inputs(), texts(language), how());
    EXPECT_TRUE(sheet);
    for (const auto& group : sheet->groups)
      for (const auto& stop : group.stops)
        for (const Ask& ask : stop.asks) out += ask.label + " " + ask.subjects.front().front() + " " + ask.quantity + "\n";
    for (const TagPlace& tag : sheet->tags) out += std::to_string(tag.tag) + " " + tag.element + "\n";
    return out;
  };
  EXPECT_THAT(sheet_in(Language::en), HasSubstr("lift-1 lift.door_width"));
  EXPECT_EQ(sheet_in(Language::en), sheet_in(Language::id));
}

TEST(Worksheet, KeysAreDifferentAndLabelsAreDifferent) {
  const auto sheet = sheet_of(landai::testing::sample());
  std::set<std::string> keys, labels;
  for (const Ask* ask : asks_of(sheet)) keys.insert(ask->key), labels.insert(ask->label);
  EXPECT_EQ(keys.size(), 5u);
  EXPECT_EQ(labels.size(), 5u);
}

TEST(Worksheet, TooManyAlikeQuestionsBecomeOneRow) {
  WorksheetOptions options;
  options.most_rows = 4;
  const auto sheet = sheet_of(landai::testing::sample(), options);
  EXPECT_EQ(sheet.rows, 2);
  EXPECT_EQ(sheet.gathered, 4);
  const auto asks = asks_of(sheet);
  const auto several = std::find_if(asks.begin(), asks.end(), [](const Ask* a) { return a->subjects.size() > 1; });
  ASSERT_NE(several, asks.end());
  EXPECT_EQ((*several)->subjects.size(), 4u);
  EXPECT_EQ((*several)->label, "A1");
  // What is undecided stays by itself, and every thing of the common row keeps its number.
  EXPECT_EQ(stop_numbers(sheet).size(), 5u);
}

TEST(WorksheetTags, AnAnsweredQuestionChangesNoOthersTag) {
  auto sample = landai::testing::sample();
  const auto before = sheet_of(sample);
  std::erase_if(sample.checks, [](const auto& check) { return check.subject.front() == "d1" && check.verdict == standards::Verdict::not_measured; });
  const auto after = sheet_of(sample);
  std::map<std::string, int> old;
  for (const auto& place : before.tags) old[place.element] = place.tag;
  const auto sheets = [](const Worksheet& of) { return std::count_if(of.tags.begin(), of.tags.end(), [](const TagPlace& t) { return t.printed; }); };
  EXPECT_EQ(sheets(after) + 1, sheets(before));
  EXPECT_EQ(after.tags.size(), before.tags.size());
  for (const auto& place : after.tags) EXPECT_EQ(old.at(place.element), place.tag);
}

TEST(WorksheetTags, ThoseOfAnEarlierWorksheetStay) {
  WorksheetOptions options;
  options.tags = {{"d2", 100}, {"gone", 0}};
  std::map<std::string, int> tags;
  for (const auto& place : sheet_of(landai::testing::sample(), options).tags) tags[place.element] = place.tag;
  EXPECT_EQ(tags.at("d2"), 100);
  std::set<int> different;
  for (const auto& [element, tag] : tags) different.insert(tag);
  EXPECT_EQ(different.size(), tags.size());
  EXPECT_FALSE(different.contains(0));   // the tag of what is gone is given to nobody
}

TEST(WorksheetTags, TheSpareOneIsTheLastOfTheDictionary) {
  const auto sheet = sheet_of(landai::testing::sample());
  ASSERT_FALSE(sheet.tags.empty());
  EXPECT_EQ(sheet.tags.back().tag, 586);
  EXPECT_EQ(sheet.tags.back().element, "");
}

TEST(WorksheetTags, MoreThingsThanTagsAreTold) {
  auto sample = landai::testing::sample();
  const Element door = *sample.plan.find("d2");
  for (int i = 0; i < 700; ++i) {
    Element more = door;
    more.id = "more-" + std::to_string(i);
    sample.plan.elements.push_back(more);
    ask(sample, more.id, "door.handle_height", standards::Verdict::not_measured);
  }
  WorksheetOptions options;
  options.most_rows = 10'000;   // each by itself
  const auto sheet = sheet_of(sample, options);
  EXPECT_EQ(sheet.tags.size(), 587u);
  EXPECT_EQ(sheet.without_tag, 704 - 586);
}

TEST(WorksheetMap, NumbersOverlapNeitherEachOtherNorAPoint) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> x(0, 40), y(0, 50);
  std::vector<MapPoint> points;
  for (int i = 1; i <= 150; ++i) points.push_back({i, {x(random), y(random)}, ""});
  const double width = 700, height = 900;
  const auto parts = map_parts(Box{0, 0, 40, 50}, Box{}, points, width, height);
  std::size_t shown = 0;
  for (const MapPart& part : parts) {
    Frame frame;
    frame.scale = std::min(width / part.box.width(), height / part.box.height()) * 0.9;
    frame.plan = part.box;
    frame.left = frame.top = 30;
    const auto placed = place_numbers(part.points, frame, {0, 0, width, height});
    shown += part.points.size();
    if (!placed) continue;
    for (std::size_t i = 0; i < placed->size(); ++i) {
      const PagePoint p = (*placed)[i];
      EXPECT_TRUE(p.x >= kNumberRadius && p.y >= kNumberRadius && p.x <= width - kNumberRadius && p.y <= height - kNumberRadius);
      for (std::size_t j = 0; j < placed->size(); ++j) {
        const PagePoint q = (*placed)[j], point = frame(part.points[j].at);
        if (j < i) {
          EXPECT_GE(std::max(std::abs(p.x - q.x), std::abs(p.y - q.y)), 2 * kNumberRadius) << i << " " << j;
        }
        EXPECT_GE(std::hypot(p.x - point.x, p.y - point.y), kNumberRadius) << i << " " << j;
      }
    }
  }
  EXPECT_EQ(shown, points.size());
}

TEST(WorksheetMap, ABuildingIsShownWholeAndAFarYardIsNot) {
  const std::vector<MapPoint> points{{1, {1, 5}, ""}, {2, {8, 5}, ""}};   // its right third holds no number
  const auto house = map_parts(Box{0, 0, 12, 10}, Box{}, points, 744, 900);
  ASSERT_EQ(house.size(), 1u);
  EXPECT_EQ(house.front().box.max_x, 12);
  const auto plot = map_parts(Box{-40, -60, 60, 70}, Box{}, points, 744, 900);
  ASSERT_EQ(plot.size(), 1u);
  EXPECT_LT(plot.front().box.max_x, 12);
  // One number in a corner of a large building: where on the storey that is can only be told from the whole.
  const auto large = map_parts(Box{-40, -60, 60, 70}, Box{0, 0, 40, 20}, {{1, {38, 2}, ""}}, 744, 900);
  ASSERT_EQ(large.size(), 1u);
  EXPECT_LE(large.front().box.min_x, 0);
  EXPECT_GE(large.front().box.max_y, 20);
  EXPECT_GT(large.front().box.min_x, -40);
}

TEST(WorksheetMap, ACrowdedLevelIsCutUntilEverythingFindsAPlace) {
  // A row of forty doors, 40 cm apart, and a gate 100 m off.
  std::vector<MapPoint> points{{41, {99, 5}, ""}};
  for (int i = 0; i < 40; ++i) points.push_back({i + 1, {0.4 * i, 5}, ""});
  const auto parts = map_parts(Box{0, 0, 100, 20}, Box{}, points, 744, 900);
  EXPECT_GT(parts.size(), 1u);
  std::set<int> numbers;
  for (const auto& part : parts)
    for (const auto& point : part.points) {
      numbers.insert(point.number);
      EXPECT_TRUE(point.at.x >= part.box.min_x && point.at.x <= part.box.max_x);
    }
  EXPECT_EQ(numbers.size(), 41u);
}

TEST(WorksheetTable, RangesOfNumbers) {
  EXPECT_EQ(ranges({1, 2, 3, 7, 9, 10}), "1–3, 7, 9, 10");
  EXPECT_EQ(ranges({12}), "12");
  EXPECT_EQ(ranges({}), "");
}

// DejaVu has no kana and no Chinese characters; the font that has them draws each as wide as it is high.
TEST(WorksheetText, LettersOfAnotherFontHaveRoom) {
  EXPECT_DOUBLE_EQ(text_width("プロジェクト番号", 3, true), 8 * 3);
  EXPECT_LT(text_width("Kantor", 3, true), 6 * 3 * 0.8);
}

TEST(WorksheetText, LinesAreNeverWiderThanTheirColumn) {
  const std::string text = "Ukur mendatar dari muka daun ke sisi tahan di seberangnya https://example.org/averyverylongwordwithoutanyblank";
  for (const double width : {20.0, 35.0, 80.0}) {
    std::string joined;
    for (const auto& line : lines_of(text, 3.1, false, width)) {
      EXPECT_LE(text_width(line, 3.1, false), width + 1e-9) << line;
      joined += line;
    }
    std::string letters = text;
    std::erase(letters, ' ');
    std::erase(joined, ' ');
    EXPECT_EQ(joined, letters);
  }
}

TEST(WorksheetPdf, TwoRunsGiveTheSameBytes) {
  const auto sample = landai::testing::sample();
  const auto inputs = sample.inputs();
  const auto sheet = sheet_of(sample);
  const auto one = worksheet_pdf(sheet, inputs, texts(), how()), two = worksheet_pdf(sheet, inputs, texts(), how());
  ASSERT_TRUE(one);
  ASSERT_TRUE(two);
  EXPECT_EQ(*one, *two);
  EXPECT_THAT(*one, ::testing::StartsWith("%PDF-"));
}

TEST(Pdf, WhatIsNoPageIsAnError) {
  const auto broken = pdf({{"<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>", 210, 297}}, "t", "");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, ErrorCode::output);
  EXPECT_EQ(broken.error().where, "page 1");
}

/// A copy of the data folder's instructions with one thing changed.
class ChangedHow {
 public:
  ChangedHow(const std::string& from, const std::string& to) {
    std::string pattern = (fs::temp_directory_path() / "landai-how-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    fs::create_directories(folder_ / "worksheet");
    fs::create_directory_symlink(kData / "schema", folder_ / "schema");
    std::string text = *read_file(kData / "worksheet" / "how.yaml");
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    std::ofstream(folder_ / "worksheet" / "how.yaml") << text;
  }
  ~ChangedHow() { fs::remove_all(folder_); }
  [[nodiscard]] std::string key() const {
    const auto loaded = load_how(folder_);
    return loaded ? "" : loaded.error().message.key;
  }

 private:
  fs::path folder_;
};

// What the table names is what somebody writes down as the instrument.
TEST(HowTo, InstrumentsAreKnownAsTheyArePrinted) {
  const auto instruments = measure::Instruments::load(kData);
  ASSERT_TRUE(instruments);
  for (const auto& [word, title] : how().instruments)
    for (const std::string& text : {word, title.id, title.en}) {
      const auto* found = instruments->find(text);
      EXPECT_TRUE(found && found->id == word) << text;
    }
}

TEST(HowTo, ABrokenFileIsRefused) {
  EXPECT_EQ(ChangedHow("  door.force:", "  door.farce:").key(), "report.how.unknown");
  EXPECT_EQ(ChangedHow("    with: [hanging_scale]", "    with: [spring_balance]").key(), "report.how.instrument");
  EXPECT_EQ(ChangedHow("    unit: kg\n", "").key(), "report.how.no_unit");
  EXPECT_EQ(ChangedHow("  - lift.busy\n", "").key(), "report.how.missing");
  EXPECT_EQ(ChangedHow("  - lift.busy\n", "  - lift.busy\n  - door.force\n").key(), "report.how.both");
  EXPECT_EQ(ChangedHow("    unit: kg\n", "    unit: stone\n").key(), "report.how.schema");
  EXPECT_EQ(ChangedHow("    unit: kg\n", "    unit: kg\n    marker: true\n").key(), "report.how.marker");
  EXPECT_EQ(ChangedHow("    unit: kg\n", "    unit: kg\n    photo: door\n").key(), "report.how.marker");
  EXPECT_EQ(ChangedHow("schema: landai-how/1", "schema: landai-how/1").key(), "");
}

TEST(XlsForm, TextsStayTextsWhateverTheyHold) {
  EXPECT_EQ(xpath_text("dxf-16F"), "'dxf-16F'");
  EXPECT_EQ(xpath_text("it's"), "\"it's\"");
  EXPECT_EQ(xpath_text("5' 3\""), "concat(\"5' 3\", '\"')");
  EXPECT_THAT(xpath_text("a${b}"), ::testing::Not(HasSubstr("${")));
  EXPECT_EQ(xpath_text(""), "''");
  EXPECT_EQ(form_label("cost ${x}"), "cost $ {x}");
  EXPECT_EQ(form_label(""), "–");
}

TEST(XlsForm, AFormThatDiffersAnywhereIsAnotherVersion) {
  const XlsForm form{{{"text", "a", {"l", "l"}, {"h", "h"}, "r", "c", {"m", "m"}, "x", "y", false}}, {{"yes", "y", {"ya", "yes"}}}, "t", "id", "", false};
  std::set<std::string> versions{form_version(form)};
  std::size_t count = 1;
  const auto expect_other = [&](const auto& change) {
    XlsForm other = form;
    change(other);
    versions.insert(form_version(other));
    EXPECT_EQ(versions.size(), ++count);
  };
  for (const auto text : {&FormRow::type, &FormRow::name, &FormRow::relevant, &FormRow::constraint, &FormRow::calculation, &FormRow::appearance})
    expect_other([&](XlsForm& f) { f.survey[0].*text += "2"; });
  for (const auto texts : {&FormRow::label, &FormRow::hint, &FormRow::constraint_message})
    for (const std::size_t language : {0U, 1U}) expect_other([&](XlsForm& f) { (f.survey[0].*texts)[language] += "2"; });
  expect_other([](XlsForm& f) { f.survey[0].required = true; });
  expect_other([](XlsForm& f) { f.choices[0].list += "2"; });
  expect_other([](XlsForm& f) { f.choices[0].name += "2"; });
  expect_other([](XlsForm& f) { f.choices[0].label[0] += "2"; });
  expect_other([](XlsForm& f) { f.choices[0].label[1] += "2"; });
  expect_other([](XlsForm& f) { f.title += "2"; });
  expect_other([](XlsForm& f) { f.english = true; });
  XlsForm same = form;
  same.version = "other";
  EXPECT_EQ(form_version(same), form_version(form));
}

}  // namespace
}  // namespace landai::report
