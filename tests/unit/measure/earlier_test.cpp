// SPDX-License-Identifier: GPL-3.0-or-later
// What is looked at again on a later day: the later value counts, the earlier one is history.
#include <gmock/gmock.h>

#include "landai/measure/earlier.hpp"
#include "landai/measure/reconcile.hpp"
#include "readings_file.hpp"

namespace landai::measure {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class EarlierReadings : public ReadingsFile {
 protected:
  /// The lines that stay; what went is in `taken_`, as "line > line that it gave way to".
  std::vector<int> stay(const std::string& rows, const std::string& day = "2026-12-31") {
    Readings readings = good("subject;quantity;value;u;method;by;date\n" + rows);
    const auto line = [](const Measurement& m) { return reading_source(m).line; };
    taken_.clear();
    for (const Earlier& e : take_earlier(readings, day)) taken_.push_back(line(e.was) + " > " + line(e.since));
    std::vector<int> lines;
    for (const Reading& r : readings.readings) lines.push_back(r.line);
    return lines;
  }
  std::vector<std::string> taken_;
};

const std::string kNarrow = "P-01;door.clear_width;75 cm;2 mm;reading;Sari;2026-03-02\n", kWide = "P-01;door.clear_width;90 cm;2 mm;reading;Budi;2026-11-20\n";

TEST_F(EarlierReadings, GiveWayToOneOfALaterDayInWhateverOrderTheyStand) {
  EXPECT_THAT(stay(kNarrow + kWide), ElementsAre(3));
  EXPECT_THAT(taken_, ElementsAre("2 > 3"));
  EXPECT_THAT(stay(kWide + kNarrow), ElementsAre(2));
  EXPECT_THAT(taken_, ElementsAre("3 > 2"));
}

TEST_F(EarlierReadings, AreAChainAndNoneComesBackWhenItIsRightAgain) {
  EXPECT_THAT(stay(kNarrow + kWide + "P-01;door.clear_width;75 cm;2 mm;reading;Sari;2026-12-01\n"), ElementsAre(4));
  EXPECT_THAT(taken_, ElementsAre("2 > 3", "3 > 4"));
}

TEST_F(EarlierReadings, StayWhereTheyAgreeWithTheLaterOne) {
  EXPECT_THAT(stay(kNarrow + "P-01;door.clear_width;77 cm;20 mm;photo;Budi;2026-11-20\n"), ElementsAre(2, 3));
  EXPECT_THAT(stay(kNarrow + "P-01;door.clear_width;75.3 cm;2 mm;reading;Budi;2026-11-20\n"), ElementsAre(2, 3));
}

TEST_F(EarlierReadings, StayBesideAnotherOfTheSameDayOneWithoutADateAndOneOfADayThatHasNotBeen) {
  EXPECT_THAT(stay(kNarrow + "P-01;door.clear_width;90 cm;2 mm;reading;Budi;2026-03-02T17:00\n"), ElementsAre(2, 3));
  EXPECT_THAT(stay(kNarrow + "P-01;door.clear_width;90 cm;2 mm;reading;Budi;\n"), ElementsAre(2, 3));
  EXPECT_THAT(stay(kNarrow + kWide, "2026-11-19"), ElementsAre(2, 3));
  EXPECT_THAT(taken_, IsEmpty());
  EXPECT_THAT(stay(kNarrow + kWide, "2026-11-20"), ElementsAre(3));
}

TEST_F(EarlierReadings, TwoOfTheLastDayContradictEachOtherStill) {
  EXPECT_THAT(stay(kNarrow + kWide + "P-01;door.clear_width;85 cm;2 mm;reading;Sari;2026-11-20\n"), ElementsAre(3, 4));
}

TEST_F(EarlierReadings, OfOtherThingsQuantitiesAndSizesStay) {
  EXPECT_THAT(stay(kNarrow + "door-2;door.clear_width;90 cm;2 mm;reading;Budi;2026-11-20\n"), ElementsAre(2, 3));
  EXPECT_THAT(stay(kNarrow + "P-01;door.opening_width;90 cm;2 mm;reading;Budi;2026-11-20\n"), ElementsAre(2, 3));
}

// The clear width is never more than the opening: of two visits the later one counts, as with one quantity.
TEST_F(EarlierReadings, OfAnOpeningGiveWayToALaterClearWidthThatItDoesNotAllow) {
  const std::string hole = "P-01;door.opening_width;82 cm;2 mm;reading;Sari;2026-03-02\n", later = "P-01;door.opening_width;82 cm;2 mm;reading;Sari;2026-11-20\n";
  EXPECT_THAT(stay(hole + kWide), ElementsAre(3));
  EXPECT_THAT(taken_, ElementsAre("2 > 3"));
  EXPECT_THAT(stay("P-01;door.clear_width;90 cm;2 mm;reading;Budi;2026-03-02\n" + later), ElementsAre(3)) << "and the other way round";
  EXPECT_THAT(stay(hole + "P-01;door.clear_width;75 cm;2 mm;reading;Budi;2026-11-20\n"), ElementsAre(2, 3)) << "it fits into the opening";
  EXPECT_THAT(stay(later + kWide), ElementsAre(2, 3)) << "of one day nobody knows which is wrong";
}

TEST_F(EarlierReadings, AreStatementsToo) {
  const std::string first = "building;facility.accessible_counters;0;;attested;Sari;2026-03-02\n", second = "building;facility.accessible_counters;2;;attested;Budi;2026-11-20\n";
  EXPECT_THAT(stay(first + second), ElementsAre(3));
  EXPECT_THAT(stay("P-01;door.one_fist;tidak;;photo;Sari;2026-03-02\nP-01;door.one_fist;ya;;photo;Budi;2026-11-20\n"), ElementsAre(3));
  EXPECT_THAT(stay("P-01;door.handle_kind;lever;;photo;Sari;2026-03-02\nP-01;door.handle_kind;knob;;photo;Budi;2026-11-20\n"), ElementsAre(3));
  // What was seen counts before what is stated, whatever its day.
  EXPECT_THAT(stay("P-01;door.one_fist;tidak;;photo;Sari;2026-03-02\nP-01;door.one_fist;ya;;attested;Budi;2026-11-20\n"), ElementsAre(2, 3));
}

}  // namespace
}  // namespace landai::measure
