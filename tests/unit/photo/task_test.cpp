// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/task.hpp"

#include <gtest/gtest.h>

#include "run_program.hpp"

namespace landai::photo {
namespace {

Result<Task> task_of(const std::string& yaml) {
  const test::TempFolder folder;
  test::write(folder / "door.jpg.yaml", yaml);
  return load_task(folder / "door.jpg.yaml", LANDAI_SOURCE_DIR "/data");
}

TEST(Sidecar, SaysWhatIsMeasured) {
  const auto task = task_of(R"(schema: landai-photo/1
photo: door.jpg
markers: {dictionary: aruco_4x4_50, side: 15 cm, u: 0.5 mm, ids: [7, 8], sides: [{id: 9, side: 200 mm}]}
camera: {focal_px: 3120, u: 2 %, width: 4032, distortion: [0.1, -0.2]}
gravity: {down: [0, 2, 0], u: 0.3°}
surface: wall
target:
  a: {line: [[1, 2], [3, 4]], offset: -5 mm, offset_u: 1 mm}
  b: {marker: 8}
  parallel: false
measures: {element: P-01, quantity: door.clear_width}
)");
  ASSERT_TRUE(task) << task.error().where;
  EXPECT_EQ(task->photo, "door.jpg");
  ASSERT_TRUE(task->markers);
  EXPECT_EQ(task->markers->dictionary, "aruco_4x4_50");
  EXPECT_DOUBLE_EQ(task->markers->side->value, 0.15);
  EXPECT_DOUBLE_EQ(*task->markers->side->u, 0.0005);
  EXPECT_EQ(task->markers->ids, (std::vector<int>{7, 8}));
  EXPECT_DOUBLE_EQ(task->markers->sides.at(9).value, 0.2);
  EXPECT_DOUBLE_EQ(*task->camera.focal_px, 3120);
  EXPECT_DOUBLE_EQ(*task->camera.focal_u, 0.02);
  EXPECT_DOUBLE_EQ((*task->camera.distortion)[1], -0.2);
  EXPECT_DOUBLE_EQ((*task->gravity)[1], 1);
  EXPECT_NEAR(task->gravity_u, 0.005236, 1e-6);
  EXPECT_EQ(task->surface, Surface::wall);
  ASSERT_EQ(task->target.ends.size(), 2U);
  EXPECT_EQ(task->target.ends[0].taken, Taken::snap);
  EXPECT_DOUBLE_EQ(task->target.ends[0].offset->value, -0.005);
  EXPECT_EQ(task->target.ends[1].marker, 8);
  EXPECT_FALSE(task->target.parallel);
  EXPECT_EQ(task->quantity, "door.clear_width");
}

TEST(Sidecar, WhatIsNotUnderstoodIsAnErrorWithItsLine) {
  struct Row { const char* yaml; const char* key; const char* where; };
  for (const Row& row : {Row{"schema: landai-photo/1\nmarkers: {side: \"150\"}\n", "photo.task.amount", "line 2"},
                         {"schema: landai-photo/1\nmarkers: {side: 140..160 mm}\n", "photo.task.amount", "line 2"},
                         {"schema: landai-photo/1\nmarkers: {side: 150 kg}\n", "photo.task.amount", "line 2"},
                         {"schema: landai-photo/1\nmarkers:\n  side: 0 mm\n", "photo.task.positive", "line 3"},
                         {"schema: landai-photo/1\ngravity: {down: [0, 0, 0]}\n", "photo.task.gravity", "line 2"},
                         {"schema: landai-photo/1\nmarker: {side: 150 mm}\n", "photo.task.schema", ""},
                         {"schema: landai-photo/2\n", "photo.task.schema", ""},
                         {"schema: landai-photo/1\ntarget: {a: {marker: 99999999999}}\n", "photo.task.schema", ""},
                         {"schema: landai-photo/1\nmarkers: {ids: [99999999999]}\n", "photo.task.schema", ""},
                         {"schema: landai-photo/1\ncamera: {width: 99999999999}\n", "photo.task.schema", ""},
                         {"schema: landai-photo/1\ntarget: {a: {point: [nan, 5]}}\n", "photo.task.schema", ""},
                         {"schema: landai-photo/1\ncamera: {focal_px: inf}\n", "photo.task.schema", ""},
                         {"schema: landai-photo/1\ntarget: {a: {line: [[1, 2]]}}\n", "photo.task.schema", ""},
                         {"schema: landai-photo/1\ntarget: {a: {point: [1, 2], marker: 3}}\n", "photo.task.schema", ""}}) {
    const auto task = task_of(row.yaml);
    ASSERT_FALSE(task) << row.yaml;
    EXPECT_EQ(task.error().code, ErrorCode::input);
    EXPECT_EQ(task.error().message.key, row.key) << row.yaml;
    EXPECT_EQ(task.error().where.substr(0, std::string(row.where).size()), row.where) << row.yaml;
  }
}

TEST(Sidecar, StandsBesideItsPhoto) {
  const test::TempFolder folder;
  EXPECT_FALSE(sidecar_of(folder / "a.jpg"));
  test::write(folder / "a.jpg.yaml", "schema: landai-photo/1\n");
  EXPECT_EQ(sidecar_of(folder / "a.jpg"), folder / "a.jpg.yaml");
}

}  // namespace
}  // namespace landai::photo
