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
  const UseRow* row = profile().use_of(name).row;
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

TEST(UseOfName, WordsWithoutASpaceBetweenThemAreNoOrdinaryToilet) {
  for (const char* name : {"TOILETDIFABEL", "WCDISABILITAS", "TOILET-DIFABEL"}) EXPECT_EQ(use(name), "toilet_accessible") << name;
  for (const char* name : {"TOILETDIFFABEL", "WCKHUSUS"}) EXPECT_EQ(use(name), "") << name;
}

TEST(UseOfName, AnOrdinaryToiletStaysOne) {
  for (const char* name : {"TOILET WANITA", "WC PRIA", "Toilet Pria (non difabel)", "TOILET NONDIFABEL WANITA", "W.C.", "TOILET WANITA DAN ANAK", "KM/WC", "TOILET KHUSUS WANITA",
                           "TOILET KHUSUS STAF", "TOILET LT. 2", "R. TOILET UMUM 1", "WC1", "WC 101", "TOILET 2b", "Toiletten Damen", "TOILET KEPALA", "WC Herren 1.OG"}) EXPECT_EQ(use(name), "toilet") << name;
  EXPECT_EQ(use("TOILET PRIA ANAK"), "toilet_child");
  EXPECT_EQ(use("WC ANAK-ANAK"), "toilet_child");
  EXPECT_NE(use("LOKET DIFABEL"), "toilet_accessible");
}

// Misspelt, with a word for those who need more room than others, or with one that nobody knows: asked, or it would pass with a door of 70 cm.
TEST(UseOfName, AToiletWithAWordThatIsNotKnownIsAsked) {
  for (const char* word : {"DIFFABEL", "DIFFABLE", "DEFABEL", "DISABLITAS", "DISBILITAS", "TUNA DAKSA", "PENCA", "(D)", "PRIORITAS", "DIFFABEL2", "UNIVERSAL", "LANSIA", "KHUSUS", "KELUARGA"})
    for (const std::string& name : {"TOILET " + std::string(word), "WC WANITA " + std::string(word), std::string(word) + " TOILET"}) {
      const NamedUse use = profile().use_of(name);
      EXPECT_EQ(use.row, nullptr) << name;
      EXPECT_TRUE(use.one && use.one->use.starts_with("toilet")) << name;
    }
  EXPECT_EQ(profile().use_of("TOILET PRIORITAS").word, "prioritas");
}

// Which of two uses a room has, its name does not tell; the rules of one would be lost with the other.
TEST(UseOfName, ANameThatSpeaksOfTwoUsesIsAsked) {
  for (const char* name : {"RUANG RAPAT PELAYANAN", "RUANG RAPAT PTSP", "RUANG RAPAT TEKNIS", "RUANG RAPAT DAN ARSIP", "MEETING HALL", "CONFERENCE HALL", "LECTURE HALL", "SEMINAR HALL",
                           "AULA PELAYANAN", "TERAS LOKET", "TERAS PELAYANAN", "TERAS TOILET", "RUANG TUNGGU TOILET", "LOKET TOILET", "TERAS MUSHOLA", "LOKET PARKIR", "MUSHOLA & WUDHU", "KM/WC & WUDHU",
                           "TEMPAT WUDHU & TOILET", "RUANG TUNGGU DAN BERMAIN", "LOBI TOILET", "GUDANG (EX TOILET DIFABEL)", "RUANG TUNGGU DEPAN TOILET DIFABEL", "LOBBY TOILET DIFABEL", "R. PANEL TOILET DIFABEL", "R. GANTI DIFABEL + WC", "RUANG RAPAT/LOBI",
                           "R. RAPAT + LOKET", "RUANG KELAS KOMPUTER / SERVER", "AUDITORIUM/TOILET", "SHAFT TOILET", "RUANG SEKSI PELAYANAN", "Flur 1.OG Treppe"}) {
    const NamedUse use = profile().use_of(name);
    EXPECT_EQ(use.row, nullptr) << name << ": " << (use.row ? use.row->use : "");
    EXPECT_TRUE(use.one && use.other && use.one->use != use.other->use) << name;
  }
}

// What it was, will be or is no more, no room is: counted as one there would be a room that nobody can use.
TEST(UseOfName, ARoomThatWasOrWillBeIsAsked) {
  for (const char* name : {"EX RUANG LAKTASI", "BEKAS MUSHOLA", "CALON RUANG LAKTASI", "RENCANA TOILET DIFABEL", "TOILET DIFABEL (TIDAK DIPAKAI)", "EX RUANG RAPAT", "LOKET TUTUP", "BEKAS KORIDOR"}) {
    const NamedUse use = profile().use_of(name);
    EXPECT_EQ(use.row, nullptr) << name;
    EXPECT_NE(use.one, nullptr) << name;
  }
  // What lies beside a room is not that room, and what is not there yet is none.
  for (const char* name : {"DEPAN TOILET", "Ruang Depan Toilet", "MUKA MUSHOLA", "SAMPING LOKET", "SEBELAH TOILET DIFABEL", "DEKAT MUSHOLA", "MENUJU TOILET", "AREA DEPAN MUSHOLA", "AREA TOILET", "TOILET DIFABEL BELUM ADA",
                           "RUANG LAKTASI (TIDAK ADA)", "MUSHOLA BELUM JADI"}) {
    const NamedUse use = profile().use_of(name);
    EXPECT_EQ(use.row, nullptr) << name << ": " << (use.row ? use.row->use : "");
  }
  const std::pair<const char*, const char*> here[] = {{"RUANG RAPAT DEPAN", "meeting"}, {"TOILET DEPAN", "toilet"}, {"AREA TUNGGU", "waiting"}, {"AREA PARKIR", "parking"}, {"KORIDOR MENUJU TOILET", "corridor"}, {"TERAS DEPAN", "terrace"}};
  for (const auto& [name, wanted] : here) EXPECT_EQ(use(name), wanted) << name;
  for (const char* name : {"MULTIPURPOSE HALL", "HALL SERBAGUNA", "KORIDOR/SELASAR", "KORIDOR TERBUKA"}) EXPECT_EQ(use(name), "") << name;
  for (const char* name : {"LOBBY", "Hall", "LOBBY UTAMA LT. 2", "LOBBY BARAT"}) EXPECT_EQ(use(name), "lobby") << name;
}

TEST(UseOfName, AWordOfTheSameUseOrOfNoneLeavesNoDoubt) {
  const std::pair<const char*, const char*> names[] = {
      {"RUANG RAPAT BESAR LT. 2", "meeting"}, {"Entrance hall", "entrance_hall"}, {"FRONT OFFICE", "information"}, {"RUANG FRONT OFFICE", "information"}, {"LOBI LIFT", "lift_lobby"},
      {"GUDANG ALAT", "storage"}, {"POJOK BERMAIN ANAK", "play"}, {"R. KEPALA SEKSI PELAYANAN", "office"}, {"R. KASI PELAYANAN", "office"}, {"RUANG KASIE PELAYANAN", "office"}, {"RUANG KABID PELAYANAN", "office"}, {"LIFT HALL", "lift_lobby"}, {"W.C. DIFABEL", "toilet_accessible"}, {"NURSERY ROOM", "lactation"}, {"Nurse", "health"},
      {"Nurses' station", "health"}, {"PELAYANAN TERPADU SATU PINTU", "service_hall"}, {"RUANG PETUGAS LOKET", "service_hall"}};
  for (const auto& [name, wanted] : names) EXPECT_EQ(use(name), wanted) << name;
  for (const char* name : {"BEKAS TOILET DIFABEL", "NURSERY", "BABY CHANGING", "RUANG GANTI POPOK"}) EXPECT_EQ(use(name), "") << name;
}

// A way is not what it leads to: taken for a toilet or an office it would lose the rules on corridors.
TEST(UseOfName, ACorridorIsOneWhateverItLeadsTo) {
  for (const char* name : {"KORIDOR TOILET", "Koridor Pelayanan", "LORONG LOKET", "1.02 Koridor Staf", "Toilet corridor", "WC-Flur 2", "Koridor"})
    EXPECT_EQ(use(name), "corridor") << name;
  for (const char* name : {"SELASAR TOILET", "Selasar Pelayanan", "SELASAR TIMUR"}) EXPECT_EQ(use(name), "selasar") << name;
  EXPECT_EQ(use("TOILET KORIDOR TIMUR"), "toilet");  // the toilet on the eastern corridor
}

// The rule on doors of rooms for many people names class rooms, and neither of these.
TEST(UseOfName, ALibraryAndALaboratoryAreNoClassRooms) {
  for (const char* name : {"PERPUSTAKAAN", "Library", "R. Perpustakaan"}) EXPECT_EQ(use(name), "library") << name;
  for (const char* name : {"LABORATORIUM", "LAB", "Lab 2"}) EXPECT_EQ(use(name), "laboratory") << name;
  EXPECT_EQ(use("RUANG KELAS 3"), "classroom");
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
