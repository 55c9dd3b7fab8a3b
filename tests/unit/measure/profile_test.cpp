// SPDX-License-Identifier: GPL-3.0-or-later
// What a room's name tells of its use.
#include "measure/profile.hpp"

#include <gtest/gtest.h>

namespace landai::measure {
namespace {

const Profile& profile() {
  static const Profile loaded = *Profile::load(std::filesystem::path(LANDAI_SOURCE_DIR) / "data");
  return loaded;
}

std::string use(const std::string& name) {
  const UseRow* row = profile().use_of(name);
  return row ? row->use : "";
}

// On Indonesian plans the word for whom a toilet is stands before or after the sex, in brackets or behind a stroke. Taken for an
// ordinary toilet it would pass with a door of 70 cm.
TEST(UseOfName, AnAccessibleToiletIsOneInAnyOrder) {
  for (const std::string room : {"TOILET", "WC", "Km. Wc", "KAMAR MANDI", "Restroom"})
    for (const std::string whom : {"DIFABEL", "Disabilitas", "PENYANDANG DISABILITAS", "DISABEL", "KURSI RODA", "PENYANDANG CACAT", "ACCESSIBLE", "Disabled"})
      for (const std::string who : {"", "PRIA", "WANITA", "PEREMPUAN", "LANSIA DAN"})
        for (const std::string between : {" ", " / ", "-", " ("}) {
          const std::string gap = who.empty() ? "" : between;
          for (const std::string& name : {room + " " + who + gap + whom, room + " " + whom + gap + who, whom + " " + room + gap + who})
            EXPECT_EQ(use(name), "toilet_accessible") << name;
        }
}

TEST(UseOfName, AnOrdinaryToiletStaysOne) {
  for (const char* name : {"TOILET WANITA", "WC PRIA", "Toilet Pria (non difabel)", "TOILET LANSIA", "TOILET WANITA DAN ANAK", "KM/WC"}) EXPECT_EQ(use(name), "toilet") << name;
  EXPECT_EQ(use("TOILET PRIA ANAK"), "toilet_child");
  EXPECT_EQ(use("WC ANAK-ANAK"), "toilet_child");
  EXPECT_NE(use("LOKET DIFABEL"), "toilet_accessible");
}

// A way is not what it leads to: taken for a toilet or an office it would lose the rules on corridors.
TEST(UseOfName, ACorridorIsOneWhateverItLeadsTo) {
  for (const char* name : {"KORIDOR TOILET", "Koridor Pelayanan", "LORONG LOKET", "1.02 Koridor Staf", "Toilet corridor", "WC-Flur 2", "Koridor"})
    EXPECT_EQ(use(name), "corridor") << name;
  for (const char* name : {"SELASAR TOILET", "Selasar Pelayanan", "SELASAR TIMUR"}) EXPECT_EQ(use(name), "selasar") << name;
  EXPECT_EQ(use("TOILET KORIDOR TIMUR"), "toilet");  // the toilet on the eastern corridor
}

// Named in the rule on doors of rooms for many people: performances.
TEST(UseOfName, AnAssemblyHallIsNoLobby) {
  for (const char* name : {"AULA", "Aula Lt. 2", "AUDITORIUM", "RUANG PERTUNJUKAN", "Assembly Hall", "TEATER"}) EXPECT_EQ(use(name), "assembly") << name;
  EXPECT_EQ(use("LOBBY"), "lobby");
  EXPECT_EQ(use("Hall"), "lobby");
  EXPECT_NE(use("Operating Theatre 2"), "assembly");
}

}  // namespace
}  // namespace landai::measure
