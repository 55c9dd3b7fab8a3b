// SPDX-License-Identifier: GPL-3.0-or-later
// A project on a drawn office, and a way to open its file behind landai's back.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>

#include "landai/core/file.hpp"
#include "landai/store/attachments.hpp"
#include "landai/store/project.hpp"
#include "run_program.hpp"

namespace landai::store {

namespace fs = std::filesystem;
using landai::test::TempFolder;

/// A file of a project, opened behind landai's back.
class Raw {
 public:
  explicit Raw(const fs::path& file) {
    sqlite3* opened = nullptr;
    EXPECT_EQ(sqlite3_open(file.c_str(), &opened), SQLITE_OK);
    handle_.reset(opened);
  }
  int run(const std::string& sql) const {
    return sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  }
  std::string one(const std::string& sql) const {
    std::string out;
    const auto take = [](void* to, int, char** values, char**) {
      return *static_cast<std::string*>(to) = values[0] ? values[0] : "NULL", 0;
    };
    EXPECT_EQ(sqlite3_exec(handle_.get(), sql.c_str(), take, &out, nullptr), SQLITE_OK)
        << sqlite3_errmsg(handle_.get());
    return out;
  }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

inline Plan office(const std::string& prefix = "", bool with_second_door = true) {
  Plan plan;
  plan.sources = {PlanSource{"office.dxf", "dxf", "", "m", "user", 1, "", ""}};
  plan.levels = {Level{"L0", "Ground", 0, true}};
  const auto add = [&](std::string id, Category category, std::string name, double x0, double y0, double x1,
                       double y1) {
    Element e;
    e.id = prefix + id;
    e.category = category;
    e.name = std::move(name);
    e.levels = {"L0"};
    e.geometry.areas = {Polygon{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}}};
    e.sources = {SourceRef{0, "LAYER", id}};
    plan.elements.push_back(std::move(e));
  };
  add("r1", Category::space, "Waiting", 0, 0, 6, 5);
  add("r2", Category::space, "Archive", 6.2, 0, 10, 5);
  add("w1", Category::wall, "", 6, 0, 6.2, 5);
  add("d1", Category::door, "P-01", 2, -0.2, 2.9, 0);
  if (with_second_door) add("d2", Category::door, "P-02", 6, 2, 6.2, 2.9);
  return plan;
}

inline measure::Reading reading(const std::string& id, double value, const std::string& by = "Sari") {
  measure::Reading r;
  r.subject = {id};
  r.quantity = "door.clear_width";
  r.value = value;
  r.lo = r.hi = value;
  r.u = 0.0021;
  r.by = by;
  return r;
}

inline measure::Readings readings(std::vector<measure::Reading> rows) { return {"r.csv", std::move(rows), {}}; }

/// A photo with what lies beside it, of these elements.
inline PhotoGiven photo_of(const fs::path& file, std::vector<std::string> subject, bool link = false,
                           const PhotoOutcome& outcome = {}) {
  auto photo = photo_with_sidecar(file, *read_file(file));
  EXPECT_TRUE(photo);
  photo->subject = std::move(subject);
  photo->outcome = outcome;
  if (link) photo->link = fs::absolute(file).string();
  return std::move(*photo);
}

/// A photo that was measured: what it gives of an element.
inline PhotoOutcome measured_photo(const std::string& element, double value, const std::string& picture = "lines") {
  PhotoOutcome outcome;
  outcome.state = PhotoOutcome::State::measured;
  outcome.reading = reading(element, value);
  outcome.reading->method = Method::photo;
  outcome.picture = picture;
  return outcome;
}

/// Where the evidence of a readings file of this folder lies.
inline measure::EvidenceSource evidence_in(const fs::path& folder) { return *measure::EvidenceSource::open(folder / "r.csv"); }

class ProjectFile : public testing::Test {
 protected:
  TempFolder folder_;
  fs::path file_ = folder_ / "p.gpkg";
  fs::path plan_ = folder_ / "office.dxf";

  void SetUp() override { test::write(plan_, "a drawing"); }

  void make() {
    auto project = Project::create(file_);
    ASSERT_TRUE(project) << project.error().message.key;
    ASSERT_FALSE(project->set_plan(std::vector{plan_.string()}, {}));
    ASSERT_TRUE(project->match(office()));
    ASSERT_FALSE(project->commit({"import", "Budi", "first"}));
  }

  /// Opens, finds the plan's elements, does `work` and commits.
  template <class Work>
  void change(const Plan& plan, const Work& work) {
    auto project = Project::open(file_, Access::write);
    ASSERT_TRUE(project) << project.error().message.key;
    ASSERT_TRUE(project->match(plan));
    work(*project);
    ASSERT_FALSE(project->commit({"attach", "Sari", ""}));
  }

  measure::Facts facts_on(const Plan& plan) {
    auto project = Project::open(file_, Access::read);
    EXPECT_TRUE(project);
    EXPECT_TRUE(project->match(plan));
    auto facts = project->facts();
    EXPECT_TRUE(facts);
    return *facts;
  }

  /// A photo comes as a change of its own.
  Attached attach_photo(const std::string& name, const std::string& element, const PhotoOutcome& outcome = {},
                        bool link = false) {
    return attach_photo(name, std::vector{element}, outcome, link);
  }
  Attached attach_photo(const std::string& name, const std::vector<std::string>& elements, const PhotoOutcome& outcome,
                        bool link = false) {
    Attached told;
    change(office(), [&](Project& p) {
      auto attached = p.attach_photo(photo_of(folder_ / name, elements, link, outcome));
      ASSERT_TRUE(attached);
      told = std::move(*attached);
    });
    return told;
  }

  std::string refusal(Access access) {
    auto project = Project::open(file_, access, std::chrono::milliseconds(200));
    if (project) return "opened";
    EXPECT_EQ(project.error().file, file_.string());
    EXPECT_FALSE(project.error().advice.empty());
    return project.error().message.key;
  }
};

}  // namespace landai::store
