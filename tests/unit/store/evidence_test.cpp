// SPDX-License-Identifier: GPL-3.0-or-later
// Which file proves what: names that come again, files that are not there, links, sidecars.
#include "project_file.hpp"

namespace landai::store {
namespace {

/// What begins like a JPEG.
std::string jpeg(const std::string& of) { return "\xFF\xD8\xFF " + of; }
const std::string kPicture = jpeg("picture");

std::string blur(const std::string& box) { return "schema: landai-photo/1\nblur: [[" + box + "]]\n"; }

class EvidenceFiles : public ProjectFile {
 protected:
  void SetUp() override {
    ProjectFile::SetUp();
    make();
  }
  void put(const std::string& name, const std::string& bytes) {
    fs::create_directories((folder_ / name).parent_path());
    test::write(folder_ / name, bytes);
  }
  /// A row of this reader that names a photo, from a readings file in a folder of its own.
  Attached attach_row(const std::string& by, const std::string& folder, const std::string& photo = "p.jpg") {
    Attached told;
    fs::create_directories(folder_ / folder);
    change(office(), [&](Project& p) {
      auto r = reading("d1", 0.85, by);
      r.evidence = {photo};
      auto attached = p.attach(readings({r}), evidence_in(folder_ / folder));
      ASSERT_TRUE(attached);
      told = std::move(*attached);
    });
    return told;
  }
  /// A file by its own kind.
  Attached attach_as_is(const std::string& name, const std::vector<SheetTag>& tags = {}, std::vector<std::string> elements = {}) {
    Attached told;
    const Plan plan = office();
    static const Texts kTexts = *Texts::load(LANDAI_SOURCE_DIR "/data", Language::en);
    AttachmentWish wish{plan, {}, LANDAI_SOURCE_DIR "/data", kTexts, std::move(elements), false, false, "Sari"};
    wish.tags = tags;
    change(plan, [&](Project& p) {
      auto attached = attach_file(p, folder_ / name, wish);
      ASSERT_TRUE(attached) << attached.error().message.key << " " << attached.error().where;
      told = std::move(*attached);
    });
    return told;
  }
  struct Now {
    std::vector<measure::Reading> readings;
    std::vector<Photo> photos;
    std::set<std::string> evidence;
    /// What a photo row's picture is called in the folder.
    std::vector<std::string> names;
  };
  /// What the project gives for a report, its files in the folder "out".
  Now now() {
    fs::remove_all(folder_ / "out");
    auto project = Project::open(file_, Access::read);
    EXPECT_TRUE(project);
    EXPECT_TRUE(project->match(office()));
    EXPECT_FALSE(project->unpack_evidence(folder_ / "out"));
    auto pictures = project->unpack_photos(folder_ / "out");
    EXPECT_TRUE(pictures);
    Now told{project->facts()->readings.readings, *project->photos(), *project->evidence(), {}};
    for (const auto& picture : *pictures) told.names.push_back(picture.named);
    return told;
  }
  /// A file of the folder "out"; nothing when it is not there.
  std::string out(const std::string& name) { return test::slurp(folder_ / "out" / name); }
};

TEST_F(EvidenceFiles, OfOneNameInOneChangeStayTwo) {
  put("p.jpg", jpeg("old"));
  attach_row("Sari", "");
  put("a/p.jpg", kPicture + " of A");
  put("b/p.jpg", kPicture + " of B");
  change(office(), [&](Project& p) {
    ASSERT_TRUE(p.attach_photo(photo_of(folder_ / "a/p.jpg", {"d1"}, false, measured_photo("d1", 0.85, "A"))));
    ASSERT_TRUE(p.attach_photo(photo_of(folder_ / "b/p.jpg", {"d2"}, false, measured_photo("d2", 0.85, "B"))));
  });
  const auto rows = now().readings;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(out(rows[0].evidence[0]), jpeg("old"));
  EXPECT_EQ(out(rows[1].evidence[0]), kPicture + " of A");
  EXPECT_EQ(out(rows[1].evidence[1]), "A");
  EXPECT_EQ(out(rows[2].evidence[0]), kPicture + " of B");
  EXPECT_EQ(out(rows[2].evidence[1]), "B");
  // They are known again.
  Attached again;
  change(office(), [&](Project& p) {
    again = *p.attach_photo(photo_of(folder_ / "b/p.jpg", {"d2"}, false, measured_photo("d2", 0.85, "B")));
  });
  EXPECT_EQ(again.added, 0);
}

TEST_F(EvidenceFiles, OfAnEarlierVisitProveNothingOfARowWhoseOwnFileIsNotThere) {
  put("march/p.jpg", jpeg("march"));
  attach_row("Sari", "march");
  const Attached told = attach_row("Budi", "april");
  ASSERT_EQ(told.lost.size(), 1u);
  EXPECT_EQ(told.lost[0].file, "p.jpg");
  auto rows = now().readings;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(out(rows[0].evidence[0]), jpeg("march"));
  EXPECT_EQ(out(rows[1].evidence[0]), "");
  // The same row again keeps what it has, though the file is gone.
  fs::remove(folder_ / "march/p.jpg");
  const Attached again = attach_row("Sari", "march");
  EXPECT_TRUE(again.lost.empty());
  EXPECT_EQ(again.already, 1);
  // The file turns up.
  put("april/p.jpg", jpeg("april"));
  EXPECT_TRUE(attach_row("Budi", "april").lost.empty());
  rows = now().readings;
  EXPECT_EQ(out(rows[0].evidence[0]), jpeg("march"));
  EXPECT_EQ(out(rows[1].evidence[0]), jpeg("april"));
}

TEST_F(EvidenceFiles, OfALaterVisitProveNothingOfARowWhoseOwnFileWasNotThere) {
  EXPECT_EQ(attach_row("Sari", "march").lost.size(), 1u);
  put("april/p.jpg", jpeg("april"));
  attach_row("Budi", "april");
  put("other/p.jpg", kPicture);
  attach_photo("other/p.jpg", "d2");
  auto told = now();
  EXPECT_EQ(out(told.readings[0].evidence[0]), "") << told.readings[0].evidence[0];
  EXPECT_EQ(out(told.readings[1].evidence[0]), jpeg("april"));
  EXPECT_EQ(out(told.names.at(0)), kPicture);
  // Its own comes later, under the name that it has.
  put("march/p.jpg", jpeg("march"));
  EXPECT_EQ(attach_row("Sari", "march").already, 1);
  told = now();
  EXPECT_EQ(out(told.readings[0].evidence[0]), jpeg("march"));
  EXPECT_EQ(out(told.readings[1].evidence[0]), jpeg("april"));
}

TEST_F(EvidenceFiles, OfTwoElementsGiveAReadingOfEach) {
  put("p.jpg", kPicture);
  attach_photo("p.jpg", "d1", measured_photo("d1", 0.85));
  attach_photo("p.jpg", "d2", measured_photo("d2", 0.75));
  ASSERT_EQ(now().readings.size(), 2u);
  // What is said of one anew leaves the other.
  put("p.jpg.yaml", "no lines");
  PhotoOutcome refused;
  refused.state = PhotoOutcome::State::refused;
  refused.told = message("photo.refused.no_marker");
  attach_photo("p.jpg", "d2", refused);
  const auto rows = now().readings;
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].subject, std::vector<std::string>{"d1"});
}

TEST_F(EvidenceFiles, LinkedFromElsewhereOrTakenInAreFoundThere) {
  put("old/p.jpg", kPicture);
  attach_photo("old/p.jpg", "d1", measured_photo("d1", 0.85), true);
  fs::create_directories(folder_ / "new");
  fs::rename(folder_ / "old/p.jpg", folder_ / "new/p.jpg");
  EXPECT_EQ(now().evidence.count("p.jpg"), 0u);
  const Attached moved = attach_photo("new/p.jpg", "d1", measured_photo("d1", 0.85), true);
  EXPECT_EQ(moved.added, 1) << "the photo; its reading is as it was";
  EXPECT_EQ(moved.replaced, 1);
  auto told = now();
  ASSERT_EQ(told.photos.size(), 1u);
  EXPECT_EQ(told.photos[0].link, fs::absolute(folder_ / "new/p.jpg"));
  EXPECT_EQ(told.evidence.count("p.jpg"), 1u);
  ASSERT_EQ(told.readings.size(), 1u);
  attach_photo("new/p.jpg", "d1", measured_photo("d1", 0.85));
  // What is in stays in, whatever is linked.
  EXPECT_EQ(attach_photo("new/p.jpg", "d1", measured_photo("d1", 0.85), true).added, 0);
  fs::remove(folder_ / "new/p.jpg");
  told = now();
  ASSERT_EQ(told.photos.size(), 1u);
  EXPECT_EQ(told.photos[0].link, "");
  EXPECT_EQ(out(told.names[0]), kPicture);
  EXPECT_EQ(out(told.readings.at(0).evidence[0]), kPicture);
}

TEST_F(EvidenceFiles, TheLastThatWasSaidOfAPictureCountsWhereverItIsKept) {
  put("a/p.jpg", kPicture);
  put("a/p.jpg.yaml", blur("1, 2, 3, 4"));
  attach_photo("a/p.jpg", "d1");
  EXPECT_EQ(out((now(), "p.jpg.yaml")), blur("1, 2, 3, 4"));
  put("b/p.jpg", kPicture);
  put("b/p.jpg.yaml", blur("5, 6, 7, 8"));
  attach_row("Sari", "b");
  auto told = now();
  EXPECT_EQ(out(told.names[0] + ".yaml"), blur("5, 6, 7, 8"));
  EXPECT_EQ(out(told.readings[0].evidence[0] + ".yaml"), blur("5, 6, 7, 8"));
  // The other way round, with another file of that name before.
  put("c/q.jpg", kPicture);
  put("c/q.jpg.yaml", blur("9, 9, 9, 9"));
  attach_photo("c/q.jpg", "d2");
  told = now();
  for (const std::string& name : {told.names[0], told.names[1], told.readings[0].evidence[0]})
    EXPECT_EQ(out(name + ".yaml"), blur("9, 9, 9, 9")) << name;
}

constexpr const char* kShowing = "subject,quantity,value,evidence\nd1,,,p.jpg\n";

TEST_F(EvidenceFiles, ThatARowOnlyShowsComeWithWhatIsNotToBeShown) {
  put("r.csv", kShowing);
  put("p.jpg", kPicture);
  put("p.jpg.yaml", blur("1, 2, 3, 4"));
  attach_as_is("r.csv");
  auto told = now();
  ASSERT_EQ(told.photos.size(), 1u);
  EXPECT_EQ(told.photos[0].subject, std::vector<std::string>{"d1"});
  EXPECT_EQ(out(told.names[0] + ".yaml"), blur("1, 2, 3, 4"));
  // Of an archive, too.
  ASSERT_EQ(test::run("cd " + folder_.path().string() + " && python3 -m zipfile -c r.zip r.csv p.jpg p.jpg.yaml").exit_code, 0);
  fs::remove(file_);
  make();
  for (const char* name : {"r.csv", "p.jpg", "p.jpg.yaml"}) fs::remove(folder_ / name);
  attach_as_is("r.zip");
  told = now();
  ASSERT_EQ(told.names.size(), 1u);
  EXPECT_EQ(out(told.names[0] + ".yaml"), blur("1, 2, 3, 4"));
}

TEST_F(EvidenceFiles, OfOneNameInAnArchiveAreNotGuessed) {
  put("r.csv", "subject,quantity,value,evidence\nd1,door.clear_width,0.85 m,p.jpg\nd2,door.clear_width,0.86 m,media/b/p.jpg\n");
  put("media/a/p.jpg", kPicture + "a");
  put("media/b/p.jpg", kPicture + "b");
  ASSERT_EQ(test::run("cd " + folder_.path().string() + " && python3 -m zipfile -c r.zip r.csv media").exit_code, 0);
  const Attached told = attach_as_is("r.zip");
  ASSERT_EQ(told.lost.size(), 1u);
  EXPECT_EQ(told.lost[0].file, "p.jpg");
  EXPECT_EQ(told.lost[0].why.key, "measure.evidence.several");
  const auto rows = now().readings;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(out(rows[1].evidence[0]), kPicture + "b");
}

TEST_F(EvidenceFiles, ThatLeadOutOfTheFolderStayOutside) {
  test::TempFolder elsewhere;
  test::write(elsewhere / "private.jpg", kPicture);
  put("r.csv", kShowing);
  fs::create_symlink(elsewhere / "private.jpg", folder_ / "p.jpg");
  const Attached told = attach_as_is("r.csv");
  ASSERT_EQ(told.lost.size(), 1u);
  EXPECT_EQ(told.lost[0].why.key, "store.lost.outside");
  EXPECT_TRUE(now().photos.empty());
  fs::remove(folder_ / "p.jpg");
  put("media/p.jpg", kPicture);
  EXPECT_TRUE(attach_as_is("r.csv").lost.empty()) << "beside it, or in its folder media";
  EXPECT_EQ(now().photos.size(), 1u);
}

TEST_F(EvidenceFiles, BesideAPhotoAreItsSidecarOnlyWhenTheySpeakOfIt) {
  put("p.jpg", kPicture);
  for (const char* foreign : {"building: {storeys: 2}\n", "schema: landai-facts/1\nelements: {}\n", "- a list\n"}) {
    put("p.yaml", foreign);
    EXPECT_EQ(photo_of(folder_ / "p.jpg", {}).sidecar, "") << foreign;
  }
  for (const char* own : {"schema: landai-photo/1\n", "blur: [[1, 2, 3, 4]]\n", "blur: [[1, 2\n"}) {
    put("p.yaml", own);
    EXPECT_EQ(photo_of(folder_ / "p.jpg", {}).sidecar, own);
  }
  put("p.jpg.yaml", "whatever: 1\n");
  EXPECT_EQ(photo_of(folder_ / "p.jpg", {}).sidecar_name, folder_ / "p.jpg.yaml");
}

TEST_F(EvidenceFiles, OfAnOlderProjectThatOnlyLayBesideAPhotoAreNotItsSidecar) {
  put("p.jpg", kPicture);
  PhotoGiven photo = photo_of(folder_ / "p.jpg", {"d1"});
  photo.sidecar_name = "p.yaml";
  photo.sidecar = "building: {storeys: 2}\n";
  change(office(), [&](Project& p) { ASSERT_TRUE(p.attach_photo(photo)); });
  EXPECT_EQ(out(now().names.at(0) + ".yaml"), "");
}

TEST_F(EvidenceFiles, OfFormatsThatAreNotDecodedAreKeptAndRefusedOnlyWhenSomebodyAsked) {
  put("p.tif", std::string("II*\0", 4));
  const std::vector<SheetTag> tags = {{7, "d1", 0.15}};
  attach_as_is("p.tif", tags);
  ASSERT_EQ(now().photos.size(), 1u);
  EXPECT_EQ(now().photos[0].state, PhotoOutcome::State::none);
  const Attached named = attach_as_is("p.tif", tags, {"d1"});
  EXPECT_EQ(now().photos.at(0).state, PhotoOutcome::State::filed);
  ASSERT_EQ(named.photos.size(), 1u);
  EXPECT_EQ(named.photos[0].outcome.advice.key, "photo.file.format_advice");
  put("p.tif.yaml", "schema: landai-photo/1\nmeasures: {element: d1, quantity: door.clear_width}\n");
  attach_as_is("p.tif", tags, {"d1"});
  EXPECT_EQ(now().photos.at(0).state, PhotoOutcome::State::refused);
}

}  // namespace
}  // namespace landai::store
