// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace landai {
namespace {

namespace fs = std::filesystem;

class File : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("landai-file-" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

TEST_F(File, ReadsWhatWasWritten) {
  const fs::path file = folder_ / "a.txt";
  ASSERT_FALSE(write_file(file, std::string("a\0b", 3)));
  auto back = read_file(file);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, std::string("a\0b", 3));
}

TEST_F(File, RefusesWhatIsNoFile) {
  EXPECT_EQ(read_file(folder_ / "none").error().message.key, "core.file.missing");
  EXPECT_EQ(read_file(folder_).error().message.key, "core.file.is_folder");
  std::ofstream(folder_ / "empty");
  EXPECT_EQ(read_file(folder_ / "empty").error().message.key, "core.file.empty");
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(read_file(folder_ / "pipe").error().message.key, "core.file.not_regular");
}

TEST_F(File, RefusesBeforeReadingWhatIsTooLarge) {
  const fs::path file = folder_ / "large";
  std::ofstream(file) << "x";
  fs::resize_file(file, 3ULL << 30U);  // sparse: takes no room
  EXPECT_EQ(read_file(file).error().code, ErrorCode::limit);
}

TEST_F(File, AFailedWriteLeavesWhatWasThere) {
  const fs::path file = folder_ / "kept";
  ASSERT_FALSE(write_file(file, "old"));
  const Status problem = write_file(folder_ / "nowhere" / "new", "new");
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->code, ErrorCode::output);
  EXPECT_TRUE(write_file(folder_, "a folder is no target"));
  EXPECT_EQ(*read_file(file), "old");
}

TEST_F(File, ListsTheYamlFilesOfAFolderInOrder) {
  for (const char* name : {"b.yaml", "a.yaml", "c.txt"}) std::ofstream(folder_ / name) << "x";
  fs::create_directory(folder_ / "deeper");
  std::ofstream(folder_ / "deeper" / "d.yaml") << "x";
  const auto files = yaml_files(folder_);
  ASSERT_TRUE(files);
  EXPECT_EQ(*files, (std::vector<fs::path>{folder_ / "a.yaml", folder_ / "b.yaml"}));
  EXPECT_TRUE(yaml_files(folder_ / "none")->empty());
  EXPECT_EQ(yaml_files(folder_ / "c.txt").error().message.key, "core.folder.cannot_list");
}

TEST_F(File, RefusesAFolderOfTooManyYamlFiles) {
  for (int i = 0; i < 1000; ++i) std::ofstream(folder_ / (std::to_string(i) + ".yaml"));
  ASSERT_TRUE(yaml_files(folder_));
  std::ofstream(folder_ / "one-more.yaml");
  EXPECT_EQ(yaml_files(folder_).error().message.key, "core.folder.too_many");
}

// FIPS 180-2, appendix B.1.
TEST_F(File, ALinkStaysAndItsTargetIsWritten) {
  ASSERT_FALSE(write_file(folder_ / "target", "old"));
  fs::create_symlink("target", folder_ / "link");
  fs::create_symlink(folder_ / "new", folder_ / "dangling");
  ASSERT_FALSE(write_file(folder_ / "link", "new"));
  ASSERT_FALSE(write_file(folder_ / "dangling", "made"));
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_TRUE(fs::is_symlink(folder_ / "dangling"));
  EXPECT_EQ(*read_file(folder_ / "target"), "new");
  EXPECT_EQ(*read_file(folder_ / "new"), "made");
  fs::create_symlink("ring", folder_ / "ring");
  EXPECT_TRUE(write_file(folder_ / "ring" / "x", "never"));
}

TEST_F(File, KnowsOneFileByAllItsNames) {
  ASSERT_FALSE(write_file(folder_ / "a", "a"));
  ASSERT_FALSE(write_file(folder_ / "b", "a"));
  fs::create_symlink("a", folder_ / "soft");
  fs::create_hard_link(folder_ / "a", folder_ / "hard");
  for (const char* name : {"a", "soft", "hard", "./a", "../soft"}) {
    const fs::path other = std::string(name).starts_with("..") ? folder_ / ".." / folder_.filename() / "soft" : folder_ / name;
    EXPECT_TRUE(same_file(folder_ / "a", other)) << other;
  }
  EXPECT_FALSE(same_file(folder_ / "a", folder_ / "b"));
  EXPECT_FALSE(same_file(folder_ / "a", folder_ / "none"));
  EXPECT_TRUE(same_file(folder_ / "none", folder_ / "." / "none"));
  EXPECT_FALSE(same_file(folder_ / "none", folder_ / "neither"));
}

TEST(Sha256, OfAbc) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace landai
