// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/texts.hpp"

#include <gtest/gtest.h>

#include <cmath>

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

TEST(Texts, NumbersAreWrittenAsTheLanguageWritesThem) {
  const Texts en = texts(Language::en);
  EXPECT_EQ(en.number(0.9, "m"), "0.900 m");
  EXPECT_EQ(texts(Language::id).number(0.9, "m"), "0,900 m");
  EXPECT_EQ(en.number(12.5, "m2"), "12.50 m²");
  EXPECT_EQ(en.number(1.0 / 12, "slope"), "1:12 (8.33 %)");
  EXPECT_EQ(en.number(std::atan(1), "rad"), "45°");
  EXPECT_EQ(en.number(3, "1"), "3");
}

TEST(Texts, AmountsAndPlacesAreWrittenAsTheLanguageWritesThem) {
  const Texts id = texts(Language::id), en = texts(Language::en);
  EXPECT_EQ(id.as_written("152.5 cm"), "152,5 cm");
  EXPECT_EQ(en.as_written("152.5 cm"), "152.5 cm");
  EXPECT_EQ(id.render(message("no.such").with("limit", "152.5 cm").with("version", "1.2")), "no.such limit=152,5 cm version=1.2");
  EXPECT_EQ(id.place("line 21, rule pupr14.l2.door"), "baris 21, ketentuan pupr14.l2.door");
  EXPECT_EQ(en.place("line 21, rule pupr14.l2.door"), "line 21, rule pupr14.l2.door");
  EXPECT_EQ(id.place("#345"), "#345");
  EXPECT_EQ(id.place("liner notes, "), "liner notes");
  EXPECT_EQ(id.place("rules[3].limit"), "rules[3].limit");
}

TEST(Texts, AFailureIsNeverRoundedOntoItsLimit) {
  EXPECT_EQ(texts(Language::en).number(0.8996, "m"), "0.8996 m");
  EXPECT_EQ(texts(Language::en).number(95.3991, "m"), "95.399 m");
}

}  // namespace
}  // namespace landai
