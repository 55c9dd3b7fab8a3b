// SPDX-License-Identifier: GPL-3.0-or-later
// Overlays: what they change and add, what they may not, and the sample.
#include "broken_table.hpp"

namespace landai::standards {
namespace {

namespace fs = std::filesystem;

const Node& table() {
  static const Node read = broken_table("broken_overlays.yaml");
  return read;
}

std::string good() { return table().text_of("good"); }

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("not in the good one: " + from);
  return text.replace(at, from.size(), to);
}

/// Packs of files that lie in one folder, in the order given; names end up relative to it.
Result<std::vector<Pack>> load(const std::vector<std::pair<std::string, std::string>>& files,
                               std::vector<std::string> wanted = {}) {
  const test::TempFolder folder;
  for (const auto& [name, text] : files) {
    test::write(folder / name, text);
    if (wanted.size() < files.size()) wanted.push_back(name);
  }
  for (std::string& name : wanted)
    if (name.ends_with(".yaml")) name = (folder / name).string();
  return load_packs(data_dir(), wanted);
}

const Pack* pack_of(const std::vector<Pack>& packs, const std::string& id) {
  for (const Pack& pack : packs)
    if (pack.id == id) return &pack;
  return nullptr;
}

Verdict door(const std::vector<Pack>& packs, const std::string& rule, double width) {
  Plan plan;
  plan.elements = {thing("A", Category::space), thing("B", Category::space),
                   thing("D", Category::door, "swing", {"A", "B"})};
  measure::MeasurementSet set;
  set.add(word("D", "door.role", std::string("internal")));
  set.add(word("A", "space.use", std::string("office")));
  set.add(word("B", "space.use", std::string("corridor")));
  set.add(word("D", "door.operation", std::string("swing")));
  set.add(number({"D"}, "door.clear_width", width, {}, 0, Method::reading));
  const auto checks = evaluate(packs, plan, set);
  const Check* check = check_of(checks, rule, "D");
  if (!check) throw std::runtime_error("no check of " + rule);
  return check->verdict;
}

/// What editors and spreadsheets leave behind changes nothing: a byte order mark, line ends of Windows, ratios and angles without quotes.
TEST(Overlay, IsReadAsEditorsWriteIt) {
  const std::string windows = [] {
    std::string out = "\xEF\xBB\xBF";
    for (const char c : good()) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
  }();
  const auto read = load({{"office.yaml", windows}});
  ASSERT_TRUE(read) << read.error().where;
  EXPECT_EQ(door(*read, "pupr14.l2.door.other.clear", 0.84), Verdict::fail);
  const std::string door_rule = "subject: door\n    quantity: door.clear_width\n    limit: {min: 82 cm}";
  for (const auto& [written, slope] : {std::pair<const char*, double>{"{max: 1:14}", 1.0 / 14}, {"{max: \"1:14\"}", 1.0 / 14}, {"\n      max: 1:14", 1.0 / 14},
                                       {"{max: 7%}", 0.07}, {"{max: 7 %}", 0.07}, {"{max: 4°}", 0.06992681194}, {"{max: 4 derajat}", 0.06992681194}}) {
    const auto packs = load({{"office.yaml", with(good(), door_rule, std::string("subject: flight\n    quantity: ramp.slope\n    limit: ") + written)}});
    ASSERT_TRUE(packs) << written;
    EXPECT_NEAR(*pack_of(*packs, "office")->rules.at(0).limit.max, slope, 1e-9) << written;
  }
}

TEST(BrokenOverlays, EveryConstraintOfTheSchemaHasARow) {
  expect_a_row_for_every_constraint(table(), "overlay.schema.json", 40);
}

TEST(BrokenOverlays, TheGoodOneIsGood) {
  for (const Error& error : problems_of_file("office.yaml", good()))
    ADD_FAILURE() << error.where << " " << error.message.key;
}

TEST(BrokenOverlays, EachIsToldInOurWordsWithFileAndLine) { expect_each_row_is_told(table(), "office.yaml"); }

// The good one changes a rule and adds one, both by its own authority; a rule that it leaves alone stays as well known as it was.
TEST(Overlay, WhatAnOfficeLaysDownIsItsOwnAndNotLandais) {
  const auto packs = load({{"office.yaml", good()}});
  ASSERT_TRUE(packs) << packs.error().message.key;
  for (const Language language : {Language::id, Language::en}) {
    const auto texts = Texts::load(data_dir(), language);
    ASSERT_TRUE(texts);
    const auto told = [&](const char* rule) { return verified_text(*packs, *find_rule(*packs, rule), *texts); };
    const std::string ours = (*texts)("words.verified.ours");
    for (const char* rule : {"pupr14.l2.door.other.clear", "office.door"}) {
      EXPECT_NE(told(rule).find("(office)"), std::string::npos) << told(rule);
      EXPECT_EQ(told(rule).find("landai"), std::string::npos) << told(rule);
      EXPECT_EQ(show_text(*packs, rule, *texts, data_dir())->find(ours), std::string::npos);
    }
    EXPECT_EQ(told("pupr14.l2.door.main.clear"), (*texts)("words.verified.text"));
  }
}

TEST(Overlay, TightensARuleThatKeepsItsIdAndAddsItsOwn) {
  const auto base = load_packs(data_dir(), std::vector<std::string>{"permen-pupr-14-2017"});
  const auto packs = load({{"office.yaml", good()}});
  ASSERT_TRUE(base);
  ASSERT_TRUE(packs) << packs.error().where << packs.error().message.key;
  EXPECT_EQ(door(*base, "pupr14.l2.door.other.clear", 0.84), Verdict::pass);
  EXPECT_EQ(door(*packs, "pupr14.l2.door.other.clear", 0.84), Verdict::fail);
  EXPECT_EQ(door(*packs, "pupr14.l2.door.other.clear", 0.85), Verdict::pass);
  EXPECT_EQ(door(*packs, "office.door", 0.82), Verdict::pass);
  EXPECT_EQ(door(*packs, "office.door", 0.81), Verdict::fail);

  const Rule* rule = find_rule(*packs, "pupr14.l2.door.other.clear");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->standard, "permen-pupr-14-2017");
  EXPECT_EQ(rule->citation.instrument, "Office rules");
  EXPECT_EQ(rule->citation.article, "Art. 1");
  ASSERT_EQ(rule->changed_by.size(), 1U);
  EXPECT_EQ(rule->changed_by[0].overlay, "office");
  EXPECT_EQ(rule->changed_by[0].was.as_written, "80 cm");
  EXPECT_EQ(rule->changed_by[0].now.as_written, "85 cm");
  EXPECT_EQ(rule->changed_by[0].cited.article, find_rule(*base, rule->id)->citation.article);

  const Pack& overlay = packs->back();
  EXPECT_EQ(overlay.id, "office");
  EXPECT_EQ(overlay.over, "permen-pupr-14-2017");
  EXPECT_EQ(overlay.sha256.size(), 64U);
  EXPECT_EQ(overlay.rules.size(), 1U);
  EXPECT_EQ(pack_of(*packs, "permen-pupr-14-2017")->sha256, pack_of(*base, "permen-pupr-14-2017")->sha256);
}

/// An overlay that asks for a larger accessible toilet; `more` may say what readers see of it.
std::string larger_toilet(const std::string& more = {}) {
  return "schema: landai-overlay/1\nid: office\nversion: \"1\"\ncounts: true\nover: permen-pupr-14-2017\ninstrument: Office rules\n"
         "title: {id: Kantor, en: Office}\nstatus: {id: ada, en: there}\nabout: {id: coba, en: a trial}\nsources:\n  O: {id: sini, en: here}\n"
         "change:\n  - id: pupr14.l3.toilet.acc.size\n    article: Art. 3\n    source: O\n    verified: ours\n    params: {a: 160 cm, b: 230 cm}\n" + more;
}

// Else the report would say of 170 × 228 cm that it misses 152.5 × 227.5 cm, which it does not.
TEST(Overlay, OtherSizesAreWhatReadersSeeOfTheLimit) {
  const auto packs = load({{"office.yaml", larger_toilet()}});
  ASSERT_TRUE(packs) << packs.error().where << packs.error().message.key;
  const Rule* rule = find_rule(*packs, "pupr14.l3.toilet.acc.size");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->limit.as_written, "160 cm × 230 cm");
  ASSERT_EQ(rule->changed_by.size(), 1U);
  EXPECT_EQ(rule->changed_by[0].was.as_written, "152.5 × 227.5 cm");
  EXPECT_EQ(rule->changed_by[0].now.as_written, "160 cm × 230 cm");
  EXPECT_TRUE(load({{"office.yaml", larger_toilet("    limit: {is: true, as_written: 160 × 230 cm}\n")}}));
}

TEST(Overlay, SizesThatAreWrittenOtherwiseThanAskedAreRefused) {
  const auto packs = load({{"office.yaml", larger_toilet("    limit: {is: true, as_written: 100 × 100 cm}\n")}});
  ASSERT_FALSE(packs);
  EXPECT_EQ(packs.error().message.key, "standards.pack.written_other_size");
}

/// An overlay that changes one rule's limit.
std::string with_limit(const std::string& rule, const std::string& limit) {
  std::string text = larger_toilet();
  text = with(std::move(text), "pupr14.l3.toilet.acc.size", rule);
  return with(std::move(text), "params: {a: 160 cm, b: 230 cm}", "limit: " + limit);
}

// What readers see of several limits in one, and of a table, must not be what the rule below asks.
TEST(Overlay, WordsOfTheRuleBelowAreNotThoseOfAnotherLimit) {
  constexpr const char* kSlope = "pupr14.l2.ramp.slope.out";
  const std::string was = find_rule(*load_packs(data_dir(), std::vector<std::string>{"permen-pupr-14-2017"}), kSlope)->limit.as_written;
  ASSERT_NE(was.find("1:12"), std::string::npos) << was;
  const auto broken = load({{"office.yaml", with_limit(kSlope, "{either: [{max: 4°}, {max: \"1:15\"}], as_written: \"5° / 1:12\"}")}});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().message.key, "standards.overlay.same_words");
  EXPECT_TRUE(load({{"office.yaml", with_limit(kSlope, "{either: [{max: 4°}, {max: \"1:15\"}], as_written: \"4° / 1:15\"}")}}));
  const auto basin = load({{"office.yaml", with_limit("pupr14.l3.basin.space", "{either: [{min: 70 cm}, {min: 130 cm}], as_written: 60 cm + 60 cm}")}});
  ASSERT_FALSE(basin);
  EXPECT_EQ(basin.error().message.key, "standards.overlay.same_words");
}

TEST(Overlay, StandsOnAnotherOverlayAndTheStrictestHolds) {
  std::string upper =
      with(with(good(), "id: office", "id: floor"), "over: permen-pupr-14-2017", "over: office.yaml");
  upper = with(with(upper, "min: 85 cm", "min: 88 cm"), "id: office.door", "id: floor.door");
  for (const bool upper_first : {true, false}) {
    std::vector<std::pair<std::string, std::string>> files{{"office.yaml", good()}, {"floor.yaml", upper}};
    if (upper_first) std::swap(files[0], files[1]);
    const auto packs = load(files);
    ASSERT_TRUE(packs) << packs.error().where << packs.error().message.key;
    EXPECT_EQ(packs->back().id, "floor");
    EXPECT_EQ(door(*packs, "pupr14.l2.door.other.clear", 0.87), Verdict::fail);
    EXPECT_EQ(find_rule(*packs, "pupr14.l2.door.other.clear")->changed_by.size(), 2U);
  }
  const auto looser =
      load({{"office.yaml", good()}, {"floor.yaml", with(upper, "min: 88 cm", "min: 84 cm")}});
  ASSERT_FALSE(looser) << "84 cm is stricter than the pack, but not than the overlay between";
  EXPECT_EQ(looser.error().message.key, "standards.overlay.looser");
}

TEST(Overlay, TwoThatChangeOneRuleDifferentlyAreAConflict) {
  const std::string other = with(with(with(good(), "id: office", "id: branch"), "min: 85 cm", "min: 90 cm"),
                                 "id: office.door", "id: branch.door");
  const auto packs = load({{"office.yaml", good()}, {"branch.yaml", other}});
  ASSERT_FALSE(packs);
  EXPECT_EQ(packs.error().message.key, "standards.overlay.conflict");
  EXPECT_TRUE(packs.error().file.ends_with("branch.yaml"));
  EXPECT_EQ(packs.error().where, "line 15, rule pupr14.l2.door.other.clear");
  EXPECT_FALSE(packs.error().advice.empty());
  EXPECT_TRUE(load({{"office.yaml", good()}, {"branch.yaml", with(other, "min: 90 cm", "min: 85 cm")}}))
      << "the same change is no conflict";
}

// What a regulation says is no other number for being typed by two offices.
TEST(Overlay, TwoMayFillOnePlaceholderAlike) {
  const std::string one = "schema: landai-overlay/1\nid: a\nversion: \"1\"\nover: pergub-64-2008\ntitle: {id: a, en: a}\nabout: {id: a, en: a}\nsources: {B: {id: a, en: a}}\nchange:\n"
                    "  - {id: pergub64.todo.counter, article: Lampiran 1, source: B, verified: text, quantity: counter.lowest_height, limit: {max: 80 cm}, "
                    "remedy: {id: a, en: a}, title: {id: a, en: a}, examples: [{pass: 80 cm}, {fail: 80.05 cm}]}\n";
  const auto other = with(one, "id: a\n", "id: b\n");
  const auto packs = load({{"a.yaml", one}, {"b.yaml", other}});
  EXPECT_TRUE(packs) << (packs ? "" : packs.error().message.key + " " + packs.error().where);
  const auto differs = load({{"a.yaml", one}, {"b.yaml", with(other, "max: 80 cm", "max: 75 cm")}});
  ASSERT_FALSE(differs);
  EXPECT_EQ(differs.error().message.key, "standards.overlay.conflict");
}

TEST(Overlay, OverlaysThatStandOnEachOtherAreRefused) {
  const std::string a = with(good(), "over: permen-pupr-14-2017", "over: b.yaml");
  const std::string b =
      with(with(good(), "id: office", "id: other"), "over: permen-pupr-14-2017", "over: a.yaml");
  const auto packs = load({{"a.yaml", a}, {"b.yaml", b}});
  ASSERT_FALSE(packs);
  EXPECT_EQ(packs.error().message.key, "standards.overlay.circle");
  EXPECT_EQ(packs.error().where, "line 5");
}

TEST(Overlay, TheSampleFillsAPlaceholderThatThenCounts) {
  const std::vector<std::string> sample{LANDAI_SOURCE_DIR "/samples/overlays/kelurahan-contoh.yaml"};
  for (const Error& error : problems(data_dir(), sample))
    ADD_FAILURE() << error.where << " " << error.message.key;
  const auto packs = load_packs(data_dir(), sample);
  ASSERT_TRUE(packs);
  const Rule* filled = find_rule(*packs, "pergub64.todo.counter");
  ASSERT_TRUE(filled);
  EXPECT_FALSE(filled->placeholder);
  EXPECT_TRUE(find_rule(*packs, "pergub64.todo.areas")->placeholder);
  EXPECT_NE(filled->citation.instrument.find("CONTOH"), std::string::npos)
      << "nobody may take it for the law";
  EXPECT_EQ(changes_of(*packs, "kelurahan-contoh").size(), 2U);

  const auto report = run_examples(data_dir(), *packs);
  for (const Error& error : report.errors)
    ADD_FAILURE() << error.file << " " << error.where << " " << error.message.key;
  for (const Error& gap : report.gaps)
    ADD_FAILURE() << gap.file << " " << gap.where << " " << gap.message.key;

  Plan plan;
  plan.elements = {thing("L", Category::counter)};
  measure::MeasurementSet set;
  set.add(number({"L"}, "counter.lowest_height", 0.83, {}, 0, Method::reading));
  const auto checks = evaluate(*packs, plan, set);
  const Check* check = check_of(checks, "pergub64.todo.counter", "L");
  ASSERT_TRUE(check);
  EXPECT_EQ(check->verdict, Verdict::fail);
  EXPECT_TRUE(check->counts) << "the overlay says that it counts, though the pack below does not";
}

TEST(Overlay, MakesNoPackForComparisonCount) {
  const std::string text = R"(schema: landai-overlay/1
id: office
version: "1"
counts: true
over: ada-2010
title: {id: Kantor, en: Office}
about: {id: coba, en: a trial}
change:
  - id: ada.door.clear
    obligation: mandatory
)";
  const auto refused = load({{"office.yaml", text}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message.key, "standards.overlay.for_comparison");
  EXPECT_EQ(refused.error().where.substr(0, 6), "line 4");
  const auto shown = load({{"office.yaml", with(text, "counts: true\n", "")}});
  ASSERT_TRUE(shown) << shown.error().where << shown.error().message.key;
  EXPECT_EQ(find_rule(*shown, "ada.door.clear")->obligation, Obligation::mandatory);
  const auto told = uncounted_overlays(*shown);
  ASSERT_EQ(told.size(), 1U) << "a duty that counts for nothing is told";
  EXPECT_TRUE(told[0].file.ends_with("office.yaml"));
  EXPECT_EQ(told[0].where, "line 8");
  EXPECT_EQ(told[0].advice.key, "standards.overlay.silent.comparison");
}

TEST(Overlay, SaysWhenWhatItFillsDoesNotCount) {
  const std::string text = R"(schema: landai-overlay/1
id: office
version: "1"
counts: true
over: pergub-64-2008
title: {id: Kantor, en: Office}
about: {id: coba, en: a trial}
sources:
  O: {id: sini, en: here}
change:
  - id: pergub64.todo.counter
    article: Art. 1
    source: O
    verified: ours
    limit: {max: 82 cm}
)";
  const auto counting = load({{"office.yaml", text}});
  ASSERT_TRUE(counting) << counting.error().where << counting.error().message.key;
  EXPECT_TRUE(uncounted_overlays(*counting).empty());
  const auto silent = load({{"office.yaml", with(text, "counts: true\n", "")}});
  ASSERT_TRUE(silent) << silent.error().where << silent.error().message.key;
  const auto told = uncounted_overlays(*silent);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].where, "line 10");
  EXPECT_EQ(told[0].advice.key, "standards.overlay.silent.say");
}

TEST(Overlay, AnExampleOfItsGroupIsNoErrorOfThePackBelow) {
  // Of a door that may be any, a limit of 90 cm for the others answers what 80 cm left open.
  const auto packs = load({{"office.yaml", with(good(), "limit: {min: 85 cm}", "limit: {min: 90 cm}")}});
  ASSERT_TRUE(packs);
  for (const Error& error : run_examples(data_dir(), *packs).errors)
    EXPECT_TRUE(error.file.ends_with("office.yaml")) << error.file << " " << error.where;
}

TEST(BrokenOverlays, WhatIsToldInOurWordsIsNotToldAgainByTheSchema) {
  const auto told = problems_of_file("office.yaml", with(good(), "counts: true", "counts: often"));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].message.key, "standards.pack.not_truth");
}

TEST(Overlay, AChangedLimitNeedsExamplesOfItsOwn) {
  const auto packs = load({{"office.yaml", good()}});
  ASSERT_TRUE(packs);
  const auto report = run_examples(data_dir(), *packs);
  std::set<std::string> gaps;
  for (const Error& gap : report.gaps) gaps.insert(gap.where + " " + gap.message.key);
  EXPECT_TRUE(gaps.contains("rule pupr14.l2.door.other.clear standards.example.no_fail"));
  EXPECT_TRUE(gaps.contains("rule office.door standards.example.none"));
  ASSERT_EQ(report.errors.size(), 1U) << "the example lacks the rooms beside the door";
  EXPECT_TRUE(report.errors[0].file.ends_with("office.yaml"));
}

}  // namespace
}  // namespace landai::standards
