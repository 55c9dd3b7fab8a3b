// SPDX-License-Identifier: GPL-3.0-or-later
// The runner of examples itself: it must say when one is wrong.
#include "standards/examples.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "landai/core/texts.hpp"

namespace landai::standards {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPack = R"(schema: landai-standard/1
id: mine
version: "1"
counts: true
instrument: Mine
title: {id: Punyaku, en: Mine}
status: {id: ada, en: there}
about: {id: coba, en: a trial}
tolerance: {drawn: 0.5 mm}
sources:
  S: {id: sini, en: here}
duties:
  - duty: staged
    article: Art. 9
    when:
      all:
        - {quantity: building.status, is: [existing]}
        - {ground_floor: false}
rules:
  - id: mine.door
    article: Art. 1
    source: S
    title: {id: Pintu, en: Door}
    obligation: mandatory
    verified: text
    subject: door
    when: {some_space: {quantity: space.use, is: [toilet]}}
    quantity: door.clear_width
    limit: {min: 70 cm}
    remedy: {id: Lebarkan, en: Widen}
  - id: mine.room
    article: Art. 2
    source: S
    title: {id: Ruang, en: Room}
    obligation: mandatory
    verified: text
    subject: space
    quantity: space.fits_rectangle
    params: {a: 90 cm, b: 130 cm}
    limit: {is: true}
    remedy: {id: Lebarkan, en: Widen}
)";

/// A data folder of its own, with one pack and its examples.
class Examples : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("landai-examples-" + std::to_string(getpid()));
    fs::create_directories(folder_ / "standards" / "examples");
    fs::create_directories(folder_ / "schema");
    std::ofstream(folder_ / "standards" / "mine.yaml") << kPack;
  }
  void TearDown() override { fs::remove_all(folder_); }

  ExampleReport run(const std::string& cases) {
    std::ofstream(folder_ / "standards" / "examples" / "mine.yaml") << "schema: landai-examples/1\npack: mine\nrules:\n" << cases;
    const auto packs = load_packs(folder_, {});
    EXPECT_TRUE(packs) << (packs ? "" : packs.error().message.key);
    return packs ? run_examples(folder_, *packs) : ExampleReport{};
  }

  fs::path folder_;
};

TEST_F(Examples, ComeOutAsTheySay) {
  const auto report = run(R"(  mine.door:
    given: {space.use: toilet}
    cases:
      - {pass: 70 cm}
      - {fail: 69.95 cm}
      - {pass: 69.96 cm, method: drawn}
      - {fail: 69.94 cm, method: drawn}
      - {undecided: 70 cm, u: 1 cm}
      - {undecided: 69 cm .. 71 cm}
      - {not_measured: "?"}
      - {not_applicable: 60 cm, given: {space.use: [office, corridor]}}
      - {pass: 70 cm, given: {space.use: [office, toilet]}}
      - {fail: 60 cm, duty: required}
      - {fail: 60 cm, duty: required, given: {building.status: existing}}
      - {fail: 60 cm, duty: staged, given: {building.status: existing, ground_floor: false}}
      - {fail: 60 cm, duty: waived, waiver: a letter}
  mine.room:
    - {pass: 90 cm x 130 cm}
    - {pass: 130 cm x 90 cm}
    - {fail: 90 cm x 129.9 cm}
    - {not_measured: 85 cm .. 95 cm x 200 cm}
)");
  for (const Error& error : report.errors) ADD_FAILURE() << error.where << " " << error.message.key;
  EXPECT_TRUE(report.gaps.empty());
  EXPECT_EQ(report.run, 17);
}

TEST_F(Examples, AWrongOneIsToldWithItsLine) {
  const auto report = run("  mine.door:\n    given: {space.use: toilet}\n    cases:\n      - {pass: 70 cm}\n      - {pass: 69 cm}\n");
  ASSERT_EQ(report.errors.size(), 1U);
  EXPECT_EQ(report.errors[0].where, "line 8, rule mine.door");
  EXPECT_EQ(report.errors[0].message.key, "standards.example.verdict");
}

TEST_F(Examples, WhatTheyLeaveOutIsTold) {
  const auto report = run("  mine.door:\n    given: {space.use: toilet}\n    cases:\n      - {pass: 71 cm}\n");
  std::vector<std::string> keys;
  for (const Error& gap : report.gaps) keys.push_back(gap.where + " " + gap.message.key);
  EXPECT_EQ(keys, (std::vector<std::string>{"rule mine.door standards.example.no_fail", "rule mine.door standards.example.no_doubt",
                                            "rule mine.door standards.example.not_at_limit", "rule mine.room standards.example.none"}));
}

TEST_F(Examples, ADecimalCommaIsTold) {
  const auto texts = Texts::load(std::filesystem::path(LANDAI_SOURCE_DIR) / "data", Language::id);
  ASSERT_TRUE(texts);
  for (const char* example : {"{pass: 70,5 cm}", "{pass: {door.clear_width: {value: 70,5 cm}}}", "{undecided: 70 cm, u: 0,5 cm}", "{pass: \"70,5 cm\"}"}) {
    const auto report = run("  mine.door:\n    given: {space.use: toilet}\n    cases:\n      - " + std::string(example) + "\n");
    ASSERT_EQ(report.errors.size(), 1U) << example;
    EXPECT_EQ(report.errors[0].where, "line 7, rule mine.door");
    EXPECT_NE(texts->render(report.errors[0].advice).find("Tulis desimal dengan titik: "), std::string::npos) << example << ": " << texts->render(report.errors[0].advice);
  }
}

TEST_F(Examples, AWrongUncertaintyIsToldAsThat) {
  for (const char* u : {"little", "3 kg", "0 cm"}) {
    const auto report = run("  mine.door:\n    given: {space.use: toilet}\n    cases:\n      - {undecided: 70 cm, u: " + std::string(u) + "}\n");
    ASSERT_EQ(report.errors.size(), 1U) << u;
    EXPECT_EQ(report.errors[0].message.key, "standards.example.u") << u;
  }
}

TEST_F(Examples, WhatCannotBeReadIsAnError) {
  for (const char* cases : {"  mine.door:\n    - {pass: 70 kg}\n", "  mine.door:\n    - {passed: 70 cm}\n", "  mine.door:\n    - {pass: 70 cm, given: {door.wdth: 1}}\n",
                            "  mine.door:\n    - {pass: 70 cm, method: guess}\n", "  mine.none:\n    - {pass: 70 cm}\n", "  mine.door: {}\n",
                            "  mine.room:\n    - {pass: 90 cm}\n", "  mine.door:\n    - {pass: 70 cm, u: 3 kg}\n",
                            "  mine.door:\n    - {pass: {\"door.clear_width(\": 70 cm}}\n", "  mine.door:\n    - {pass: 70 cm, given: {kind: turnstyle}}\n",
                            "  mine.door:\n    - {pass: 70 cm, given: {within: stairs}}\n"}) {
    const auto report = run(cases);
    EXPECT_EQ(report.errors.size(), 1U) << cases;
  }
}

}  // namespace
}  // namespace landai::standards
