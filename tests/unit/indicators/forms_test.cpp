// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped forms against the reference (indicators.md, sections 3 to 8), and broken ones.
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "items.hpp"

namespace landai::indicators {
namespace {

using Groups = std::set<std::string>;

Groups groups(const std::string& form_id, const std::string& item) {
  const Indicator* found = form(form_id).item(item);
  if (found == nullptr) {
    ADD_FAILURE() << form_id << " has no " << item;
    return {};
  }
  return {found->groups.begin(), found->groups.end()};
}

std::vector<State> states(const std::string& form_id, const std::string& block) {
  const Block* found = form(form_id).block(block);
  return found == nullptr ? std::vector<State>{} : found->states;
}

/// The groups that the reference writes as letters.
Groups letters(const std::string& text) {
  Groups out;
  for (const char c : text) {
    if (c == 'A') return {"disability", "elderly", "child", "pregnant_or_nursing"};
    out.insert(c == 'D' ? "disability" : c == 'E' ? "elderly" : c == 'C' ? "child" : "pregnant_or_nursing");
  }
  return out;
}

TEST(Shipped, FormsHaveTheItemsOfTheReference) {
  std::map<std::string, std::size_t> sizes;
  for (const Form& each : forms()) sizes[each.id] = each.indicators.size();
  EXPECT_EQ(sizes, (std::map<std::string, std::size_t>{{"p2ham-2018-immigration", 18},
                                                       {"p2ham-2018-lapas-visitor", 11},
                                                       {"p2ham-2021-draft", 16},
                                                       {"p2ham-2022", 12},
                                                       {"p2ham-2023", 3},
                                                       {"pekppp-18", 14}}));
  std::map<std::string, int> blocks;
  for (const Indicator& i : form("p2ham-2018-immigration").indicators) ++blocks[i.block];
  EXPECT_EQ(blocks, (std::map<std::string, int>{{"a", 13}, {"b", 1}, {"c", 4}}));
}

TEST(Shipped, HaveNoProblems) {
  for (const Error& problem : problems(data_dir(), {}))
    ADD_FAILURE() << problem.file << " " << problem.where << " " << problem.message.key;
}

TEST(Shipped, OnlyTheImmigrationListIsShownUnasked) {
  auto loaded = default_forms(data_dir());
  ASSERT_TRUE(loaded);
  ASSERT_EQ(loaded->size(), 1U);
  EXPECT_EQ(loaded->front().id, "p2ham-2018-immigration");
}

TEST(Shipped, BlocksHaveTheStatesOfTheAnnex) {
  EXPECT_EQ(states("p2ham-2018-immigration", "a"),
            (std::vector{State::present, State::in_progress, State::absent}));
  EXPECT_EQ(states("p2ham-2018-immigration", "b"), (std::vector{State::present, State::absent}));
  EXPECT_EQ(states("p2ham-2018-immigration", "c"),
            (std::vector{State::compliant, State::fairly_compliant, State::less_compliant}));
  const Block& a = *form("p2ham-2018-immigration").block("a");
  EXPECT_EQ(a.words.at(State::present).id, "Ada");
  EXPECT_EQ(a.words.at(State::in_progress).id, "Proses");
  EXPECT_EQ(a.words.at(State::absent).id, "Tidak");
  EXPECT_EQ(form("p2ham-2018-immigration").block("c")->words.at(State::fairly_compliant).id, "Cukup patuh");
}

TEST(Shipped, GroupsAreThoseOfTheReference) {
  // Tables 3.2 and 5, column "group".
  const std::map<std::string, std::string> kImmigration = {
      {"a01", "A"},    {"a02", "A"}, {"a03", "DE"},   {"a04", "D"},  {"a05", "A"},
      {"a06", "W"},    {"a07", "C"}, {"a08", "DEWC"}, {"a09", "DE"}, {"a10", "DEW"},
      {"a11", "DEWC"}, {"a12", "A"}, {"a13", "A"}};
  for (const auto& [item, text] : kImmigration) {
    EXPECT_EQ(groups("p2ham-2018-immigration", "p2ham18.imi." + item), letters(text)) << item;
    if (item > "a11") continue;
    EXPECT_EQ(groups("p2ham-2018-lapas-visitor", "p2ham18.lapas.a-visitor." + item.substr(1)), letters(text))
        << item;
  }
  const std::map<std::string, std::string> kExamples = {
      {"wheelchair", "DE"}, {"ramp", "DEW"},  {"tactile", "D"},    {"toilet", "DE"},
      {"waiting", "DEWC"},  {"parking", "D"}, {"counter", "DEWC"}, {"lactation", "W"}};
  for (const auto& [item, text] : kExamples)
    EXPECT_EQ(groups("p2ham-2022", "p2ham22.ex." + item), letters(text)) << item;
  for (const char* item : {"c2", "c3", "c4", "c5"})
    EXPECT_EQ(groups("p2ham-2022", std::string("p2ham22.") + item), letters("A")) << item;
}

TEST(Shipped, TheVisitorListIsTheImmigrationListWithoutTheTelephone) {
  const Form& visitors = form("p2ham-2018-lapas-visitor");
  const Form& office = form("p2ham-2018-immigration");
  ASSERT_EQ(visitors.indicators.size(), 11U);
  for (std::size_t i = 0; i < 11; ++i) {
    const Indicator& v = visitors.indicators[i];
    if (i == 1) {
      EXPECT_EQ(v.title.id.find("telepon"), std::string::npos);
      EXPECT_EQ(v.title.en.find("telephone"), std::string::npos);
      EXPECT_NE(office.indicators[i].title.id.find("telepon"), std::string::npos);
    } else {
      EXPECT_EQ(v.title.id, office.indicators[i].title.id);
    }
  }
}

TEST(Shipped, WhatWasNotSeenIsNotInvented) {
  for (const Indicator& slot : form("p2ham-2021-draft").indicators) {
    EXPECT_FALSE(slot.filled) << slot.id;
    EXPECT_TRUE(slot.title.id.empty() && slot.groups.empty()) << slot.id;
  }
  for (const char* id : {"p2ham-2021-draft", "p2ham-2022", "p2ham-2023"})  // their scoring was not seen
    for (const Block& block : form(id).blocks) EXPECT_EQ(block.verified, "ours") << id;
  for (const Form& each : forms())
    for (const Indicator& i : each.indicators)
      for (const std::string& group : i.groups)
        EXPECT_NE(group, "women") << i.id << ": the 2021 draft's label stays with it";
}

TEST(Shipped, OneWeightIsShownAndNoneIsSummed) {
  for (const Form& each : forms()) EXPECT_EQ(each.weight.has_value(), each.id == "pekppp-18") << each.id;
  EXPECT_EQ(form("pekppp-18").weight->value, 20);
  EXPECT_EQ(states("pekppp-18", "18"), (std::vector{State::present, State::absent}));
}

TEST(Shipped, EveryReasonHasItsText) {
  auto texts = Texts::load(data_dir(), Language::id);
  ASSERT_TRUE(texts);
  for (const Indicator& i : evaluate(forms(), Plan{}, {}, {})) {
    EXPECT_TRUE(texts->has(i.reason.key)) << i.id << " " << i.reason.key;
    for (const Need& need : i.evidence) EXPECT_TRUE(texts->has("words.evidence." + need.kind)) << need.kind;
    EXPECT_TRUE(texts->has("words.claim." + std::string(to_string(i.claim))));
  }
}

/// A form that is a shipped one with a piece of text changed.
class Changed {
 public:
  explicit Changed(const std::string& id)
      : file_(std::filesystem::temp_directory_path() /
              ("landai-form-" + std::to_string(::getpid()) + ".yaml")) {
    std::ifstream in(data_dir() / "indicators" / (id + ".yaml"));
    good_.assign((std::istreambuf_iterator<char>(in)), {});
  }
  Changed(const Changed&) = delete;
  Changed& operator=(const Changed&) = delete;
  ~Changed() {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  }
  Result<std::vector<Form>> load(const std::string& from, const std::string& to) {
    write(from, to);
    const std::vector<std::string> wanted{file_.string()};
    return load_forms(data_dir(), wanted);
  }
  std::vector<Error> problems(const std::string& from, const std::string& to) {
    write(from, to);
    const std::vector<std::string> wanted{file_.string()};
    return indicators::problems(data_dir(), wanted);
  }
  [[nodiscard]] const std::string& good() const { return good_; }

 private:
  void write(const std::string& from, const std::string& to) {
    std::string text = good_;
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    std::ofstream(file_) << text.replace(at, from.size(), to);
  }
  std::filesystem::path file_;
  std::string good_;
};

int line_of(const std::string& text, const std::string& part) {
  const auto at = text.find(part);
  return at == std::string::npos
             ? 0
             : 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

TEST(Broken, FormsAreRefusedWithTheLine) {
  Changed form_file("p2ham-2018-immigration");
  EXPECT_TRUE(form_file.load("a", "a"));
  for (const auto& [from, to] : {std::pair{"groups: [child]", "groups: [cat]"},
                                 {"block: b", "block: z"},
                                 {"category: ramp", "category: slide"},
                                 {"id: p2ham18.imi.a02", "id: p2ham18.imi.a01"},
                                 {"en: Ramp", "xx: Ramp"},
                                 {"support: photo\n", "support: luck\n"},
                                 {"evidence: [photo]", "evidence: [rumour]"},
                                 {"states: [present, absent]", "states: [present, maybe]"},
                                 {"states: [present, absent]", "states: [present]"},
                                 {"verified: text", "verified: surely"},
                                 {"words: {present: {id: Ada, en: Present}, absent",
                                  "words: {compliant: {id: Ada, en: Present}, absent"},
                                 {"{category: ramp}", "{category: ramp, where: {ramp.colour: [red]}}"},
                                 {"{category: ramp}", "{category: ramp, where: {space.use: [play]}}"},
                                 {"default: true", "default: true\nscore: 100"},
                                 {"block: b\n", "block: b\n    empty: true\n"}}) {
    auto loaded = form_file.load(from, to);
    ASSERT_FALSE(loaded) << to;
    EXPECT_EQ(loaded.error().code, ErrorCode::pack) << to;
    EXPECT_TRUE(loaded.error().where.starts_with("line ")) << to << ": " << loaded.error().where;
  }
}

TEST(Broken, AForeignFileIsNoForm) {
  Changed form_file("p2ham-2018-immigration");
  auto loaded = form_file.load(form_file.good(), "readings:\n  - {subject: d, quantity: q}\n");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().message.key, "indicators.form.not_a_form");
  EXPECT_EQ(loaded.error().where, "line 1");
}

TEST(Broken, ARuleThatNoPackHasIsNamedWithTheNearest) {
  Changed form_file("p2ham-2018-immigration");
  const auto wrong = form_file.problems("pupr14.l3.toilet.count", "pupr14.l3.toilet.cuont");
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong.front().where,
            "line " + std::to_string(line_of(form_file.good(), "pupr14.l3.toilet.count")));
  EXPECT_EQ(wrong.front().message.key, "indicators.form.no_rule");
  EXPECT_EQ(wrong.front().advice.args.front().second.text, "pupr14.l3.toilet.count");
  const auto prefix = form_file.problems("pupr14.l2.tactile.*", "pupr14.l2.tactil.*");
  ASSERT_EQ(prefix.size(), 1U);
  EXPECT_EQ(prefix.front().advice.args.front().second.text, "pupr14.l2.tactile.*");
}

TEST(Broken, ARuleOfWhatNoFacilityHasMustSayThatItSupportsFromAnywhere) {
  Changed form_file("p2ham-2018-immigration");
  const std::string tiles = "    anywhere: true\n    rules: [\"pupr14.l2.tactile.*\"]";
  const auto apart = form_file.problems(tiles, "    rules: [\"pupr14.l2.tactile.*\"]");
  ASSERT_EQ(apart.size(), 1U);
  EXPECT_EQ(apart.front().message.key, "indicators.form.apart");
  EXPECT_EQ(apart.front().where, "line " + std::to_string(line_of(form_file.good(), tiles)));
  EXPECT_TRUE(
      form_file
          .problems(tiles, "    anywhere: [\"pupr14.l2.tactile.*\"]\n    rules: [\"pupr14.l2.tactile.*\"]")
          .empty());
  const auto stray =
      form_file.problems("anywhere: [pupr14.l3.prayer.tap]", "anywhere: [pupr14.l3.lact.size]");
  ASSERT_FALSE(stray.empty());
  EXPECT_EQ(stray.front().message.key, "indicators.form.anywhere");
}

TEST(Broken, AFormOrAnItemMayComeOnce) {
  const std::vector<std::string> twice{"pekppp-18", "pekppp-18"};
  auto loaded = load_forms(data_dir(), twice);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().message.key, "indicators.form.form_twice");
  const std::vector<std::string> unknown{"p2ham-2020"};
  loaded = load_forms(data_dir(), unknown);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().message.key, "indicators.form.none");
}

TEST(Draft, ACopyWithAFilledSlotIsAForm) {
  Changed copy("p2ham-2021-draft");
  const std::string slot = "  - {id: p2ham21.01, block: draft, empty: true}";
  auto loaded = copy.load(
      slot,
      "  - id: p2ham21.01\n    block: draft\n    title: {id: Uji, en: Trial}\n    groups: [women, child]\n"
      "    support: photo\n    evidence: [photo]\n    verified: text");
  ASSERT_TRUE(loaded) << loaded.error().where << loaded.error().message.key;
  EXPECT_TRUE(loaded->front().indicators[0].filled);
  EXPECT_EQ(loaded->front().indicators[0].groups, (std::vector<std::string>{"women", "child"}));
  EXPECT_FALSE(loaded->front().indicators[1].filled);
  EXPECT_FALSE(copy.load(slot, "  - {id: p2ham21.01, block: draft, empty: true, groups: [women]}"))
      << "half filled";
}

TEST(Policies, AreReadAndRefused) {
  EXPECT_EQ(policy("").id, "default");
  EXPECT_EQ(policy("default").defect, Policy::Defect::note);
  EXPECT_EQ(policy("strict").defect, Policy::Defect::in_progress);
  EXPECT_FALSE(load_policy(data_dir(), "lenient"));
  const auto file =
      std::filesystem::temp_directory_path() / ("landai-policy-" + std::to_string(::getpid()) + ".yaml");
  std::ifstream in(data_dir() / "indicators/policies/strict.yaml");
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  for (const auto& [from, to] : {std::pair{"defect: in_progress", "defect: absent"},
                                 {"drawn_only: in_progress", "drawn_only: present"},
                                 {"attested_only: needs_evidence", "attested_only: maybe"},
                                 {"id: strict", "id: strict\nbonus: 5"}}) {
    std::string text = good;
    text.replace(text.find(from), std::string(from).size(), to);
    std::ofstream(file) << text;
    auto loaded = load_policy(data_dir(), file.string());
    ASSERT_FALSE(loaded) << to;
    EXPECT_TRUE(loaded.error().where.starts_with("line ")) << to << loaded.error().where;
  }
  std::filesystem::remove(file);
}

TEST(Fitting, WhatDoesNotFitIsAnErrorWithTheLine) {
  const auto refused = [](std::vector<Attestation> said) {
    auto fit = fitting(said, forms(), {}, "readings.csv");
    EXPECT_FALSE(fit);
    return fit ? Error{} : fit.error();
  };
  for (const auto& [item, state, key] : {std::tuple{"p2ham18.imi.a99", "Ada", "indicators.attest.no_item"},
                                         {"p2ham18.imi.b01", "Proses", "indicators.attest.no_state"},
                                         {"p2ham18.imi.a01", "Patuh", "indicators.attest.no_state"},
                                         {"p2ham18.imi.a01", "unknown", "indicators.attest.no_state"},
                                         {"p2ham18.imi.a01", "", "indicators.attest.no_state"},
                                         {"p2ham21.03", "Ada", "indicators.attest.empty_slot"}}) {
    const Error error = refused({attestation(item, state)});
    EXPECT_EQ(error.message.key, key) << item << state;
    EXPECT_EQ(error.file, "readings.csv");
    EXPECT_EQ(error.where, "line 7");
    EXPECT_EQ(error.code, ErrorCode::input);
  }
  EXPECT_EQ(refused({attestation("p2ham18.imi.aO1", "Ada")}).advice.key, "indicators.form.meant");
  const Error states = refused({attestation("p2ham18.imi.b01", "Proses")});
  std::map<std::string, std::string> told;
  for (const auto& [name, arg] : states.message.args) told[name] = arg.text;
  EXPECT_EQ(told["states"], "present (Ada), absent (Tidak)") << "the word Present is the id: it is told once";
  EXPECT_EQ(told["states_id"], "Ada (Present), Tidak (Absent)");
}

TEST(Fitting, WhatElsePeopleWriteForAStateIsTaken) {
  for (const auto& [item, word, state] : {std::tuple{"p2ham18.imi.a01", "Tidak Ada", State::absent}, {"p2ham18.imi.a01", "belum ada", State::absent},
                                          {"p2ham18.imi.a01", "Ya", State::present}, {"p2ham18.imi.a01", "Dalam proses", State::in_progress},
                                          {"p2ham18.imi.b01", "none", State::absent}, {"pekppp18.01", "Tidak", State::absent}}) {
    const std::vector<Attestation> said{attestation(item, word)};
    const auto fit = fitting(said, forms(), {}, "readings.csv");
    ASSERT_TRUE(fit) << item << " " << word;
    ASSERT_EQ(fit->here.size(), 1U) << item;
    EXPECT_EQ(fit->here[0].state, state) << word;
  }
  for (const char* word : {"Tidak sesuai", "Ada?", "ada tetapi rusak"}) {
    const std::vector<Attestation> said{attestation("p2ham18.imi.a01", word)};
    EXPECT_FALSE(fitting(said, forms(), {}, "readings.csv")) << word;
  }
}

TEST(Fitting, OfStatementsOfOneDayThatContradictEachOtherNoneCounts) {
  const std::vector<Attestation> said{attestation("p2ham18.imi.a01", "Ada", "2025-12-31"), attestation("p2ham18.imi.a01", "Ada", "2026-01-01"),
                                      attestation("p2ham18.imi.a01", "Tidak", "2026-01-01")};
  const auto fit = fitting(said, forms(), {}, "readings.csv");
  ASSERT_TRUE(fit);
  for (const Statement& s : fit->here) EXPECT_FALSE(s.counts);
  EXPECT_FALSE(fit->here[0].disputed);
  EXPECT_TRUE(fit->here[1].disputed && fit->here[2].disputed);
  Bench b;
  b.said = said;
  const Indicator item = b.of("a01");
  EXPECT_EQ(item.state, State::unknown);
  const auto told = notes(item);
  EXPECT_EQ(std::count(told.begin(), told.end(), "indicators.note.disputed"), 2);
}

TEST(Fitting, AnIdInCapitalLettersIsTheItems) {
  Attestation said = attestation("P2HAM18.IMI.A01", "ada");
  EXPECT_EQ(unfit(said, forms(), {}), std::nullopt);
  EXPECT_EQ(said.indicator, "p2ham18.imi.a01");
  Attestation wrong = attestation("p2ham18.imi.b01", "Proses");
  EXPECT_EQ(unfit(wrong, {}, forms())->key, "indicators.attest.no_state");
}

TEST(Fitting, WhatIsSaidOfAFormThatIsNotHereIsCheckedAndHandedBack) {
  const std::vector<Form> here{form("p2ham-2018-immigration")};
  const std::vector<Attestation> said{attestation("pekppp18.01", "Dicentang"),
                                      attestation("p2ham18.imi.a01", "ada")};
  auto fit = fitting(said, here, forms(), "readings.csv");
  ASSERT_TRUE(fit);
  ASSERT_EQ(fit->here.size(), 1U);
  ASSERT_EQ(fit->elsewhere.size(), 1U);
  EXPECT_EQ(fit->elsewhere.front().indicator, "pekppp18.01");
  const std::vector<Attestation> wrong{attestation("pekppp18.01", "Proses")};
  EXPECT_FALSE(fitting(wrong, here, forms(), "readings.csv"));
}

}  // namespace
}  // namespace landai::indicators
