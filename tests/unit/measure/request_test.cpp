// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "landai/measure/catalogue.hpp"

namespace landai::measure {
namespace {

std::string complaint(std::string_view text) {
  const auto request = request_from(text);
  return request ? "" : request.error().message.key;
}

TEST(RequestFrom, LengthsWithAndWithoutUnits) {
  const auto request = request_from("space.fits_t_turn:size=1525mm,arm=91.5cm");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->quantity, "space.fits_t_turn");
  EXPECT_DOUBLE_EQ(std::get<double>(request->params.at("size")), 1.525);
  EXPECT_DOUBLE_EQ(std::get<double>(request->params.at("arm")), 0.915);
  EXPECT_EQ(*request, *request_from("space.fits_t_turn:arm=0.915 m,size=1.525"));
  EXPECT_TRUE(request_from("space.area")->params.empty());
}

TEST(RequestFrom, SidesWhoseOrderIsFreeHaveOneForm) {
  for (const char* quantity : {"space.fits_rectangle", "space.fits_free_rectangle", "counter.approach"})
    EXPECT_EQ(*request_from(std::string(quantity) + ":a=2.275,b=1.525"), *request_from(std::string(quantity) + ":a=1.525,b=2.275")) << quantity;
  // Beside a seat and before a fixture it matters which side is which.
  EXPECT_NE(*request_from("seat.side_bay:a=0.8,b=1.2"), *request_from("seat.side_bay:a=1.2,b=0.8"));
}

TEST(Answers, WhatIsReadOfOneSizeForAnotherThatFollows) {
  const auto read = [](const char* question, bool yes) {
    const auto request = request_from(question);
    Measurement m;
    m.quantity = request->quantity;
    m.params = request->params;
    m.value = yes;
    m.method = Method::reading;
    return m;
  };
  const auto answered = [&](const Measurement& m, const char* question) { return answers(m, request_from(question)->params); };
  const auto fits = read("space.fits_rectangle:a=2,b=1.5", true), not_in = read("space.fits_rectangle:a=2,b=1.5", false);
  EXPECT_TRUE(answered(fits, "space.fits_rectangle:a=1.5,b=1.9"));
  EXPECT_FALSE(answered(fits, "space.fits_rectangle:a=1.4,b=2.1"));
  EXPECT_TRUE(answered(not_in, "space.fits_rectangle:a=2.1,b=1.5"));
  EXPECT_FALSE(answered(not_in, "space.fits_rectangle:a=3,b=1.4"));
  EXPECT_TRUE(answered(read("door.has_alternative:clear=0.9", true), "door.has_alternative:clear=0.8"));
  EXPECT_FALSE(answered(read("door.has_alternative:clear=0.7", true), "door.has_alternative:clear=0.8"));
  EXPECT_FALSE(answered(read("sanitary.approach:a=0.9,b=1.2,kind=side", true), "sanitary.approach:a=0.9,b=1.2,kind=front"));
  auto drawn = fits;
  drawn.method = Method::geometry;
  EXPECT_FALSE(answered(drawn, "space.fits_rectangle:a=1.5,b=1.9")) << "the plan is asked itself";
}

TEST(RequestFrom, WhatDoesNotFitIsNamed) {
  EXPECT_EQ(complaint("space.volume"), "measure.ask.unknown");
  EXPECT_EQ(complaint("door.clear_widht"), "measure.ask.unknown_near");
  EXPECT_EQ(complaint(""), "measure.ask.unknown");
  EXPECT_EQ(complaint("space.area:width=1"), "measure.ask.param");
  EXPECT_EQ(complaint("space.dead_end:diameter"), "measure.ask.param");
  EXPECT_EQ(complaint("space.dead_end"), "measure.ask.missing");
  for (const char* wrong : {"space.dead_end:diameter=0", "space.dead_end:diameter=-1", "space.dead_end:diameter=1.5kg",
                            "space.dead_end:diameter=inf", "space.dead_end:diameter=nan", "space.dead_end:diameter=wide"})
    EXPECT_EQ(complaint(wrong), "measure.ask.length") << wrong;
}

TEST(RequestFrom, AWordThatIsNoneIsRefused) {
  for (const char* text : {"facility.count:category=banana", "facility.count:category=space;use=toilet", "facility.count:category=space,use=toilet_accesible",
                           "facility.count:category=space,use=toilet,users=women;men"})
    EXPECT_FALSE(request_from(text)) << text;
  const auto near = request_from("facility.count:category=lyft");
  ASSERT_FALSE(near);
  EXPECT_EQ(near.error().message.key, "measure.ask.word_near");
  EXPECT_TRUE(request_from("facility.count:category=space,use=toilet_accessible,users=women"));
}

TEST(RequestFrom, EveryQuantityCanBeAsked) {
  for (const auto& info : catalogue()) {
    std::string text = info.id, joint = ":";
    std::string_view names = info.params;
    while (!names.empty()) {
      const std::string name(names.substr(0, names.find(' ')));
      names = name.size() == names.size() ? std::string_view{} : names.substr(name.size() + 1);
      text += joint + name + "=" + (name == "category" ? "space" : name == "kind" ? "front" : name == "use" ? "lactation" : name == "mobility" ? "manual_chair" : name == "users" ? "women" : "1");
      joint = ",";
    }
    EXPECT_TRUE(request_from(text)) << text;
  }
}

}  // namespace
}  // namespace landai::measure
