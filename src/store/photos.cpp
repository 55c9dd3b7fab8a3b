// SPDX-License-Identifier: GPL-3.0-or-later
// Photos and their sidecars. What is measured in them comes from elsewhere; here they are kept.
#include <algorithm>
#include <iterator>

#include "evidence.hpp"
#include "landai/core/file.hpp"
#include "landai/core/node.hpp"
#include "landai/store/attachments.hpp"
#include "reading_rows.hpp"

namespace landai::store {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostPhotoBytes =
    64u << 20;  // a 200 MP photo; indicators::kMostEvidenceBytes is for bundles
constexpr std::uintmax_t kMostSidecarBytes = 1u << 20;

std::string read(const fs::path& file, std::uintmax_t most) {
  auto bytes = read_file(file, most);
  if (!bytes) throw Failure{bytes.error()};
  return std::move(*bytes);
}

}  // namespace

bool is_sidecar(const std::string& name, const std::string& text, const std::string& photo) {
  if (fs::path(name).filename().string() == fs::path(photo).filename().string() + ".yaml") return true;
  const auto root = parse_yaml(text, name);
  // What cannot be read may say what is not to be shown: whoever publishes the photo has to stumble over it.
  return !root || (root->is_map() && (root->text_of("schema").starts_with("landai-photo/") || root->has("blur")));
}

Result<PhotoGiven> photo_with_sidecar(const fs::path& file, std::string bytes) {
  return guarded([&] {
    PhotoGiven photo;
    photo.name = file.string();
    photo.bytes = std::move(bytes);
    std::error_code ignored;
    for (const char* extension : {".yaml", ".yml"}) {
      fs::path whole = file, short_one = file;
      whole += extension;
      short_one.replace_extension(extension);
      for (const fs::path& path : {whole, short_one}) {
        if (!fs::is_regular_file(path, ignored)) continue;
        std::string text = read(path, kMostSidecarBytes);
        if (!is_sidecar(path.string(), text, photo.name)) continue;
        photo.sidecar_name = path.string();
        photo.sidecar = std::move(text);
        return photo;
      }
    }
    return photo;
  });
}

namespace {

constexpr const char* kStates[] = {"", "filed", "measured", "refused"};  // in the order of the enum

/// What is kept of an outcome beside its reading.
std::string told_text(const PhotoOutcome& outcome) {
  std::vector<Message> told;
  for (const Message* m : {&outcome.told, &outcome.advice})
    if (!m->empty()) told.push_back(*m);
  return to_text(told);
}

/// The same picture of the same element, or of none that was named then: what is said of it now takes its place.
struct Before {
  std::int64_t row = 0;
  std::vector<Place> places;
  bool same_said = false;
  bool same_file = false;  ///< it is in the project, or linked from where it is linked now
};
std::optional<Before> before(const Project::Impl& in, const PhotoGiven& photo, const std::string& places) {
  Statement there = in.database->prepare(
      "SELECT p.id, p.subject, coalesce(s.sha256, ''), p.state, p.told, f.link FROM landai_photos p JOIN landai_files "
      "f ON f.id = p.file LEFT JOIN landai_files s ON s.id = p.sidecar "
      "WHERE p.ended IS NULL AND f.sha256 = ? AND p.subject IN (?, '[]') ORDER BY p.subject = '[]'");
  there.bind(sha256(photo.bytes)).bind(places);
  if (!there.step()) return std::nullopt;
  const std::string side = photo.sidecar.empty() ? std::string() : sha256(photo.sidecar);
  const bool same_said = there.text(1) == places && there.text(2) == side &&
                         there.text(3) == kStates[static_cast<int>(photo.outcome.state)] &&
                         there.text(4) == told_text(photo.outcome);
  return Before{there.integer(0), subject_from(there.text(1), in.name()), same_said,
                there.is_null(5) || there.text(5) == photo.link};
}

/// The file of this picture that is there, if it is in the project or linked from where it is linked now.
std::optional<std::int64_t> stored(const Project::Impl& in, const PhotoGiven& photo) {
  Statement there = in.database->prepare(
      "SELECT id FROM landai_files WHERE role = 'photo' AND sha256 = ? AND (link IS NULL OR link = ?) ORDER BY link");
  there.bind(sha256(photo.bytes)).bind(photo.link);
  return there.step() ? std::optional(there.integer(0)) : std::nullopt;
}

/// Rows of the same picture that were refused because nobody could tell which element it shows. Now somebody does.
/// `except`: the row that is dealt with by itself.
void end_doubts(const Project::Impl& in, const PhotoGiven& photo, std::int64_t except, Attached& told) {
  Statement rows = in.database->prepare(
      "SELECT p.id, p.told FROM landai_photos p JOIN landai_files f ON f.id = p.file WHERE p.ended IS NULL AND "
      "p.state = 'refused' AND f.sha256 = ? AND p.id <> ?");
  rows.bind(sha256(photo.bytes)).bind(except);
  std::vector<std::int64_t> ended;
  while (rows.step())
    for (const Message& m : messages_from(rows.text(1), in.name()))
      if (m.key == "store.photo.element.advice" || m.key == "store.photo.two.advice") ended.push_back(rows.integer(0));
  for (const std::int64_t row : ended) {
    in.database->prepare("UPDATE landai_photos SET ended = ? WHERE id = ?").bind(in.change).bind(row).run();
    ++told.replaced;
  }
}

/// Whether somebody said before which of these elements it shows. Nobody is asked twice.
bool is_answered(const Project::Impl& in, const PhotoGiven& photo, const std::vector<Place>& subject) {
  if (photo.outcome.told.key != "store.photo.several") return false;
  Statement rows = in.database->prepare(
      "SELECT p.subject FROM landai_photos p JOIN landai_files f ON f.id = p.file WHERE p.ended IS NULL AND "
      "f.sha256 = ?");
  rows.bind(sha256(photo.bytes));
  while (rows.step()) {
    const auto known = subject_from(rows.text(0), in.name());
    if (known.size() == 1 && std::find(subject.begin(), subject.end(), known.front()) != subject.end()) return true;
  }
  return false;
}

/// The reading of a measured photo, with the photo and the picture of it as its evidence.
void keep_reading(Project::Impl& in, const PhotoGiven& photo, std::int64_t file, Attached& told) {
  Evidence evidence(in);
  const std::string name = evidence.take(fs::path(photo.name).filename().string(), photo.bytes, photo.link, told);
  const std::string picture = name + ".measured.jpg";
  if (!photo.sidecar.empty()) evidence.put(name + ".yaml", photo.sidecar, told);  // also what is not to be shown
  const int already = told.already;
  ReadingRows rows(in);
  const std::int64_t row = rows.add(*photo.outcome.reading, {name, picture}, photo.name, told);
  rows.end_replaced(told);
  in.database->prepare("UPDATE landai_readings SET photo = ? WHERE id = ?").bind(file).bind(row).run();
  if (told.already == already || !in.has_evidence(picture)) evidence.put(picture, photo.outcome.picture, told);
}

}  // namespace

bool Project::Impl::has_evidence(const std::string& evidence) const {
  return database->prepare("SELECT 1 FROM landai_files WHERE ended IS NULL AND role = 'evidence' AND name = ?")
      .bind(evidence)
      .step();
}

void Project::Impl::end_readings(const std::string& sha256_of_photo, const std::vector<Place>& places) {
  std::vector<Place> all = places;
  if (all.empty()) all.emplace_back("building");  // what is of no element
  Statement end = database->prepare(
      "UPDATE landai_readings SET ended = ? WHERE ended IS NULL AND subject = ? AND photo IN (SELECT id FROM "
      "landai_files WHERE sha256 = ?)");
  for (const Place& place : all) end.bind(change).bind(to_text(std::vector{place})).bind(sha256_of_photo).run();
}

void Project::Impl::keep_photo(const PhotoGiven& photo, Attached& told) {
  const std::vector<Place> subject = place_of(photo.subject);
  const std::string places = to_text(subject);
  if (is_answered(*this, photo, subject)) {
    ++told.already;
    return;
  }
  const auto there = stored(*this, photo);
  const std::int64_t kept = there ? *there : keep_file("photo", photo.name, photo.bytes, photo.link);
  const auto was = before(*this, photo, places);
  if (subject.size() == 1) end_doubts(*this, photo, was ? was->row : 0, told);
  if (was && was->same_said && was->same_file) {
    ++told.already;
  } else {
    std::optional<std::int64_t> sidecar;
    if (!photo.sidecar.empty()) sidecar = keep_file("sidecar", photo.sidecar_name, photo.sidecar);
    if (was) {
      ++told.replaced;
      database->prepare("UPDATE landai_photos SET ended = ? WHERE id = ?").bind(change).bind(was->row).run();
    }
    database
        ->prepare(
            "INSERT INTO landai_photos (file, sidecar, subject, subject_name, note, added, state, told) VALUES (?, "
            "?, ?, ?, '', ?, ?, ?)")
        .bind(kept)
        .bind(sidecar)
        .bind(places)
        .bind(name_of(photo.subject))
        .bind(change)
        .bind(kStates[static_cast<int>(photo.outcome.state)])
        .bind(told_text(photo.outcome))
        .run();
    ++told.added;
    told.kept_files += (there || !photo.link.empty() ? 0 : 1) + (sidecar ? 1 : 0);
    what.push_back(
        message("store.did.photo").with("file", photo.name).with("place", name_of(photo.subject)));
    // What it gave before was said with another sidecar. What it gives of other elements was not.
    if (!was || !was->same_said) end_readings(sha256(photo.bytes), subject);
    if (was && !was->same_said) end_readings(sha256(photo.bytes), was->places);
  }
  if (photo.outcome.reading) keep_reading(*this, photo, kept, told);
  if (photo.outcome.state != PhotoOutcome::State::none) told.photos.push_back({photo.name, photo.outcome});
}

Result<Attached> Project::attach_photo(const PhotoGiven& photo) {
  return guarded([&] {
    impl_->want_write();
    impl_->want_match();
    Attached told;
    impl_->keep_photo(photo, told);
    return told;
  });
}

Result<std::vector<Photo>> Project::photos() const {
  return guarded([&] {
    std::vector<Photo> out;
    Statement rows = impl_->database->prepare(
        "SELECT p.id, p.file, p.sidecar, f.name, f.link, f.sha256, p.subject, p.state, p.told, p.subject_name FROM landai_photos p JOIN "
        "landai_files f ON f.id = p.file WHERE p.ended IS NULL ORDER BY p.id");
    while (rows.step()) {
      Photo photo{rows.integer(0),
                  rows.integer(1),
                  rows.is_null(2) ? std::nullopt : std::optional(rows.integer(2)),
                  rows.text(3),
                  rows.text(4),
                  rows.text(5),
                  {},
                  PhotoOutcome::State::none,
                  {},
                  {},
                  {}};
      if (auto subject = impl_->subject_of(subject_from(rows.text(6), impl_->name())))
        photo.subject = std::move(*subject);
      else
        photo.gone = rows.text(9);
      const auto state = std::find(std::begin(kStates), std::end(kStates), rows.text(7));
      if (state != std::end(kStates)) photo.state = static_cast<PhotoOutcome::State>(state - std::begin(kStates));
      auto told = messages_from(rows.text(8), impl_->name());
      if (!told.empty()) photo.told = std::move(told[0]);
      if (told.size() > 1) photo.advice = std::move(told[1]);
      out.push_back(std::move(photo));
    }
    return out;
  });
}

Result<std::string> Project::content(std::int64_t file) const {
  return guarded([&] {
    Statement row = impl_->database->prepare("SELECT sha256, link FROM landai_files WHERE id = ?");
    row.bind(file);
    if (!row.step())
      throw Failure{{ErrorCode::usage,
                     message("store.no_file").with("file", std::to_string(file)),
                     impl_->name(),
                     "",
                     {}}};
    if (row.is_null(1)) return impl_->content(file, row.text(0));
    std::string bytes = read(row.text(1), kMostPhotoBytes);
    if (sha256(bytes) != row.text(0))
      throw Failure{{ErrorCode::input, message("store.link_changed"), row.text(1), "",
                     message("store.link_changed.advice")}};
    return bytes;
  });
}

}  // namespace landai::store
