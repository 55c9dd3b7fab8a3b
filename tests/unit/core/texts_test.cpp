// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/texts.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "landai/core/uncertainty_text.hpp"

namespace landai {
namespace {

Texts texts(Language language) {
  auto loaded = Texts::load(LANDAI_SOURCE_DIR "/data", language);
  EXPECT_TRUE(loaded);
  return *loaded;
}

TEST(Texts, FillsPlaceholdersInBothLanguages) {
  const Message m = message("core.file.too_large").with("size", "900").with("limit", "512");
  EXPECT_EQ(texts(Language::en).render(m), "the file is too large: 900 MB, the limit is 512 MB");
  EXPECT_EQ(texts(Language::id).render(m), "berkas terlalu besar: 900 MB, batasnya 512 MB");
}

TEST(Texts, AnUnknownKeyLosesNothing) {
  EXPECT_EQ(texts(Language::en).render(message("no.such").with("a", "b")), "no.such a=b");
}

TEST(Texts, OneThingHasItsOwnWord) {
  EXPECT_EQ(texts(Language::en).render(message("store.did.elements").with("count", "1")), "1 element");
  EXPECT_EQ(texts(Language::en).render(message("store.did.elements").with("count", "21")), "21 elements");
  EXPECT_EQ(texts(Language::id).render(message("store.did.elements").with("count", "21")), "21 elemen");
}

TEST(Texts, WhatAFileIsToHoldIsPrintedAsItIsTyped) {
  // Not taken for "{count|row|rows}": the reader would be told to write nothing.
  for (const Language language : {Language::id, Language::en})
    EXPECT_TRUE(texts(language)("report.assumes.coverage").ends_with("building: {coverage: complete | partial}."));
}

// Each of these documents breaks one thing that our schemas demand; what the validator says of it is told in our words.
TEST(Texts, WhatTheSchemaValidatorSaysIsToldInOurWords) {
  const auto schema = std::filesystem::path(testing::TempDir()) / "texts.schema.json";
  ASSERT_FALSE(write_file(schema, R"({"type": "object", "required": ["id"], "additionalProperties": false, "properties": {
    "id": {"type": "string", "pattern": "^[a-z]+$", "minLength": 2, "maxLength": 5}, "kind": {"enum": ["a", "b"]}, "one": {"const": 1},
    "n": {"type": "number", "minimum": 1, "maximum": 9}, "m": {"exclusiveMinimum": 0, "exclusiveMaximum": 5},
    "list": {"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "string"}},
    "map": {"minProperties": 1, "maxProperties": 1, "additionalProperties": {"type": "string"}},
    "shape": {"oneOf": [{"type": "string"}, {"type": "number"}]}, "any": {"anyOf": [{"type": "string"}, {"type": "number"}]},
    "both": {"oneOf": [{"type": "number"}, {"minimum": 0}]}, "no": {"not": {"type": "string"}}}})"));
  const Texts id = texts(Language::id), en = texts(Language::en);
  int told = 0;
  for (const char* broken : {"{}", "a: 1\nid: ab", "id: 3", "id: AB", "id: a", "id: abcdef", "{id: ab, kind: c}", "{id: ab, one: 2}", "{id: ab, n: 0}",
                             "{id: ab, n: 10}", "{id: ab, m: 0}", "{id: ab, m: 5}", "{id: ab, list: []}", "{id: ab, list: [a, b, c]}", "{id: ab, list: [1]}",
                             "{id: ab, map: {}}", "{id: ab, map: {a: b, c: d}}", "{id: ab, map: {a: 1}}", "{id: ab, shape: []}", "{id: ab, any: []}",
                             "{id: ab, both: 3}", "{id: ab, no: a}"}) {
    const auto document = parse_yaml(broken, "broken.yaml");
    ASSERT_TRUE(document) << broken;
    const auto problems = check_schema(*document, schema);
    ASSERT_TRUE(problems) << broken;
    EXPECT_FALSE(problems->empty()) << broken;
    for (const SchemaProblem& problem : *problems) {
      const Message m = message("core.schema.broken").with("why", problem.message);
      for (const Texts* told_in : {&en, &id}) {
        EXPECT_EQ(told_in->render(m).find(problem.message), std::string::npos) << "still the validator's: " << problem.message;
        EXPECT_EQ(told_in->render(m).find('{'), std::string::npos) << told_in->render(m);
      }
      EXPECT_FALSE(problem.message.ends_with('.')) << "it stands within a sentence: " << problem.message;
      ++told;
    }
  }
  EXPECT_GE(told, 22);
  EXPECT_EQ(id.render(message("core.schema.broken").with("why", "Missing required property 'id'.")), "skema tidak dapat dipakai: kunci wajib 'id' tidak ada");
  EXPECT_EQ(en.render(message("core.schema.broken").with("why", "Missing required property 'id'")), "the schema cannot be used: the key 'id' is missing");
  EXPECT_EQ(id.render(message("core.schema.broken").with("why", "Expected number greater than or equal to 3")), "skema tidak dapat dipakai: angkanya harus paling sedikit 3");
}

// "0.900 m; must be at least 0.900 m" would tell a reader that we cannot compare. Each value is off a round limit by more than any tolerance.
TEST(Texts, AValueIsNotShownOnALimitThatItMisses) {
  const Texts en = texts(Language::en);
  const double degree = std::acos(-1) / 180;
  const struct { double limit, off; const char* unit; } rows[] = {
      {0.9, 0.0004, "m"}, {1.525, 0.0004, "m"}, {0.8, 0.0002, "m"}, {1.5, 0.004, "m2"}, {12.5, 0.001, "m2"}, {35 * degree, 0.004 * degree, "rad"},
      {20, 0.004, "%"}, {50, 0.002, "%"}, {1.0 / 12, 0.00003, "slope"}, {1.0 / 10, 0.00004, "slope"}, {200, 0.001, "lx"}, {5, 0.0005, "kg"}, {3, 0.0005, "1"}};
  for (const auto& row : rows)
    for (const double sign : {-1.0, 1.0})
      EXPECT_NE(en.number(row.limit + sign * row.off, row.unit), en.number(row.limit, row.unit)) << row.limit << ' ' << row.unit;
  EXPECT_EQ(en.number(20, "%"), "20 %");
  EXPECT_EQ(en.number(35 * degree, "rad"), "35°");
  EXPECT_EQ(en.number(1.5, "m2"), "1.50 m²");
}

TEST(Texts, NumbersAreWrittenAsTheLanguageWritesThem) {
  const Texts en = texts(Language::en);
  EXPECT_EQ(en.number(0.9, "m"), "0.900 m");
  EXPECT_EQ(texts(Language::id).number(0.9, "m"), "0,900 m");
  EXPECT_EQ(en.number(12.5, "m2"), "12.50 m²");
  EXPECT_EQ(en.number(1.0 / 12, "slope"), "1:12 (8.33 %)");
  EXPECT_EQ(en.number(std::atan(1), "rad"), "45°");
  EXPECT_EQ(en.number(3, "1"), "3");
}

// "± 0.000 m" says that nothing is open.
TEST(Texts, AnUncertaintyIsNeverShownAsNone) {
  const Texts en = texts(Language::en), id = texts(Language::id);
  EXPECT_EQ(uncertainty_text(en, 0.0013, "m"), en.number(0.0013, "m"));
  EXPECT_EQ(uncertainty_text(en, 0.0000003, "m"), "0.0000003 m");
  EXPECT_EQ(uncertainty_text(id, 0.0000003, "m"), "0,0000003 m");
  EXPECT_EQ(uncertainty_text(en, 0.00002, "m2"), "0.00002 m²");
  EXPECT_EQ(uncertainty_text(en, 0.0000004, ""), "0.0000004");
  EXPECT_EQ(uncertainty_text(en, 1e-40, "m"), "< 0.000000000001 m");
  EXPECT_EQ(uncertainty_text(en, 0, "m"), "0.000 m") << "of what was counted or stated there is none";
  EXPECT_EQ(en.render(message("measure.readings.u_below_any").with("count", "1").with("u", 0.0002, "m").with("written", 1e-7, "m")).find("0.000 m"), std::string::npos);
}

TEST(Texts, AmountsAndPlacesAreWrittenAsTheLanguageWritesThem) {
  const Texts id = texts(Language::id), en = texts(Language::en);
  EXPECT_EQ(id.as_written("152.5 cm"), "152,5 cm");
  EXPECT_EQ(en.as_written("152.5 cm"), "152.5 cm");
  EXPECT_EQ(id.render(message("no.such").with("limit", "152.5 cm").with("version", "1.2")), "no.such limit=152,5 cm version=1.2");
  EXPECT_EQ(id.place("line 21, rule pupr14.l2.door"), "baris 21, ketentuan pupr14.l2.door");
  EXPECT_EQ(en.place("line 21, rule pupr14.l2.door"), "line 21, rule pupr14.l2.door");
  EXPECT_EQ(id.place("line 3, value"), "baris 3, nilai");
  EXPECT_EQ(en.place("line 3, value"), "line 3, value");
  EXPECT_EQ(id.place("value"), "value") << "a column stands behind its line";
  EXPECT_EQ(id.place("#345"), "#345");
  EXPECT_EQ(id.place("liner notes, "), "liner notes");
  EXPECT_EQ(id.place("rules[3].limit"), "rules[3].limit");
}

TEST(Texts, AFailureIsNeverRoundedOntoItsLimit) {
  EXPECT_EQ(texts(Language::en).number(0.8996, "m"), "0.8996 m");
  EXPECT_EQ(texts(Language::en).number(95.3991, "m"), "95.399 m");
  EXPECT_EQ(texts(Language::en).number(0.79999, "m"), "0.79999 m");
  EXPECT_EQ(texts(Language::en).number(0.799999, "m"), "0.799999 m");
  EXPECT_EQ(texts(Language::en).number(5.00001, "kg"), "5.00001 kg");
}

// 1.25 cm for a step, 1.875 cm for the letters of an exit sign, 12.5 mm: who builds to what is printed must pass.
TEST(Texts, WhatAnArticleHasWrittenIsPrintedWhole) {
  const Texts en = texts(Language::en);
  EXPECT_EQ(en.number(0.0125, "m"), "0.0125 m");
  EXPECT_EQ(en.number(0.01875, "m"), "0.01875 m");
  EXPECT_EQ(en.number(0.013, "m"), "0.013 m");
  EXPECT_EQ(en.number(1.525, "m"), "1.525 m");
  EXPECT_EQ(en.number(1.0 / 3, "m"), "0.333 m");
  EXPECT_EQ(en.number(0.9 + 1e-12, "m"), "0.900 m");
}

}  // namespace
}  // namespace landai
