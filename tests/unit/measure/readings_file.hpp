// SPDX-License-Identifier: GPL-3.0-or-later
// A small plan and readings files about it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "drawn.hpp"
#include "landai/core/file.hpp"
#include "landai/measure/readings.hpp"
#include "measuring.hpp"
#include "run_program.hpp"

namespace landai::measure {

inline Plan two_doors() {
  Plan plan = test::one_level();
  const auto add = [&](const std::string& id, Category category, const std::string& name) {
    Element e = test::thing(id, category);
    e.name = name;
    if (category == Category::door) {
      DoorShape shape;
      shape.operation = DoorOperation::none;
      shape.jamb_b = {1, 0};
      shape.frame_clear_width = Known::exact(0.90, Method::geometry, "frame");
      e.shape = shape;
    }
    plan.elements.push_back(e);
  };
  add("door-1", Category::door, "P-01");
  add("door-1/leaf-1", Category::leaf, "P-01");
  add("door-2", Category::door, "P-02");
  add("door-3", Category::door, "P-02");
  add("counter-1", Category::counter, "L-01");
  add("ramp-1", Category::ramp, "R-1");
  add("flight-1", Category::flight, "R-1/1");
  plan.elements.back().kind = "ramp";
  return plan;
}

class ReadingsFile : public testing::Test {
 protected:
  Result<Readings> read(const std::string& text, const char* extension = ".csv") {
    const auto file = folder_ / (std::string("readings") + extension);
    EXPECT_FALSE(write_file(file, text));
    return load_readings(file, plan_, test::data_folder(), options_);
  }
  Readings good(const std::string& text, const char* extension = ".csv") {
    auto readings = read(text, extension);
    if (readings) {
      for (const UnmatchedRow& row : readings->unmatched) ADD_FAILURE() << row.where << ": " << row.why.key;
      return *readings;
    }
    ADD_FAILURE() << readings.error().message.key << ' ' << readings.error().where;
    return {};
  }
  /// "line 3, value: unit", and the argument that the message names: of the error, or of the first row that was not taken.
  std::string complaint(const std::string& text, const char* argument = nullptr, const char* extension = ".csv") {
    auto readings = read(text, extension);
    if (readings && readings->unmatched.empty()) return "read";
    const std::string where = readings ? readings->unmatched.front().where : readings.error().where;
    const Message& why = readings ? readings->unmatched.front().why : readings.error().message;
    std::string out = where + ": " + why.key.substr(why.key.rfind('.') + 1);
    if (argument)
      for (const auto& [name, arg] : why.args)
        if (name == argument) out += " " + arg.text;
    if (readings) {
      options_.strict = true;   // the same is an error, with the same place and reason
      const auto strict = read(text, extension);
      options_.strict = false;
      if (strict) ADD_FAILURE() << "strict took " << out;
      else EXPECT_EQ(strict.error().where + strict.error().message.key, where + why.key);
    } else {
      EXPECT_FALSE(readings.error().file.empty());
    }
    return out;
  }
  /// One row below a header with all the columns that are used here.
  std::string row(const std::string& fields) { return complaint("subject;quantity;value;unit;u;method\n" + fields + "\n"); }

  test::TempFolder folder_;
  Plan plan_ = two_doors();
  ReadingOptions options_ = {};
};

}  // namespace landai::measure
