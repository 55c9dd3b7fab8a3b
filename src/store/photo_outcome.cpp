// SPDX-License-Identifier: GPL-3.0-or-later
#include "photo_outcome.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "landai/core/date.hpp"
#include "landai/core/node.hpp"
#include "landai/measure/between_jambs.hpp"
#include "landai/measure/catalogue.hpp"
#include "landai/photo/annotate.hpp"
#include "landai/photo/marker_sheet.hpp"
#include "landai/photo/measure.hpp"
#include "landai/report/worksheet.hpp"

namespace landai::store {
namespace {

namespace fs = std::filesystem;
using State = PhotoOutcome::State;

/// Printers that fit a sheet to the page change it by 3 to 6 % (photo reference, "print scale"). Nobody measured
/// the bar of the sheet: two standard uncertainties reach over that.
constexpr double kUnprovenScale = 0.03;
constexpr double kBar = 0.100, kBarU = 0.0003;  // m: the bar of a marker sheet, and how well a ruler reads it
/// An interval as even as this about its value is told by its standard uncertainty, any other by its ends.
constexpr double kEven = 0.1;

bool is_door(Category c) { return c == Category::door || c == Category::opening; }

/// "door.jpg.yaml" is one for landai; another YAML file beside the photo is one when it says so.
bool is_task(const fs::path& sidecar, const std::string& photo) {
  if (sidecar.filename().string() == fs::path(photo).filename().string() + ".yaml") return true;
  const auto root = load_yaml(sidecar);
  return root && root->is_map() && root->text_of("schema").starts_with("landai-photo/");
}

/// EXIF writes "2026:03:02 10:11:12", and "0000:00:00 00:00:00" where the clock was never set.
std::string day_of(const std::string& exif_time) {
  if (exif_time.size() < 10 || exif_time[4] != ':' || exif_time[7] != ':') return {};
  const std::string day = exif_time.substr(0, 4) + "-" + exif_time.substr(5, 2) + "-" + exif_time.substr(8, 2);
  return is_date(day) ? day : std::string();
}

/// What was found by looking and differs from the drawing by more is not filed unseen, m: a board on the wall has two upright edges as well.
constexpr double kUnlike = 0.20;

/// The least and the greatest width between the jambs that the plan gives a door; nothing when it gives none.
std::optional<std::pair<double, double>> drawn_widths(const Element& e) {
  const DoorShape* door = e.door();
  if (!door) return std::nullopt;
  std::optional<std::pair<double, double>> out;
  const auto add = [&out](double lo, double hi) { out = out ? std::pair(std::min(out->first, lo), std::max(out->second, hi)) : std::pair(lo, hi); };
  for (const auto* known : {&door->frame_clear_width, &door->opening_width, &door->attribute_width})
    if (*known) add((*known)->lo, (*known)->hi);
  if (const double apart = distance(door->jamb_a, door->jamb_b); apart > 0) add(apart, apart);
  return out;
}

std::optional<Error> failure_of(const Result<photo::Photo>& result) { return result ? std::nullopt : std::optional(result.error()); }

class Looking {
 public:
  Looking(const PhotoAsked& asked, const AttachmentWish& wish) : asked_(asked), wish_(wish) { out_.elements = asked.elements; }

  Result<PhotoOutcome> run() {
    const bool told = asked_.sidecar && is_task(*asked_.sidecar, asked_.name);
    if (told && !read_sidecar()) return std::move(out_);
    const bool asks = !asked_.quantity.empty() || is_about_measuring();
    if (!asks && wish_.tags.empty() && task_.blur.empty()) return std::move(out_);
    auto photo = photo::read_photo(asked_.bytes, asked_.name);
    if (!photo) return refuse(photo.error()), std::move(out_);
    // A slip in what is to be blurred would be told only when the photo is handed on.
    if (const auto hidden = task_.blur.empty() ? std::nullopt : failure_of(photo::blurred(*photo, task_.blur))) return refuse(*hidden), std::move(out_);
    if (!asks && wish_.tags.empty()) return std::move(out_);
    if (!see_markers(*photo)) return std::move(out_);
    if (!asks && seen_.empty()) return std::move(out_);
    if (!find_element() || !find_quantity()) return std::move(out_);
    if (Status wrong = seek()) return *wrong;
    if (!complete()) return std::move(out_);
    if (Status wrong = measure(*photo)) return *wrong;
    return std::move(out_);
  }

 private:
  bool end(State state, Message told, const char* advice) {
    out_.state = state;
    out_.told = std::move(told);
    out_.advice = message(advice);
    return false;
  }
  bool refuse(Message told, const char* advice) { return end(State::refused, std::move(told), advice); }
  bool refuse(const Error& error) {
    out_.state = State::refused;
    out_.told = error.message;
    out_.advice = error.advice;
    return false;
  }
  [[nodiscard]] std::string name_of(const std::string& id) const {
    const Element* e = wish_.plan.find(id);
    return e && !e->name.empty() ? e->name : id;
  }

  bool read_sidecar() {
    auto task = photo::load_task(*asked_.sidecar, wish_.data_dir);
    if (!task) {
      const Error& e = task.error();
      return refuse(message("store.photo.sidecar")
                        .with("file", fs::path(e.file).filename().string())
                        .with("where", wish_.texts.place(e.where))
                        .with("what", wish_.texts.render(e.message)),
                    "store.photo.sidecar.advice");
    }
    task_ = std::move(*task);
    const std::string name = fs::path(asked_.name).filename().string();
    if (!task_.photo.empty() && fs::path(task_.photo).filename() != name)
      return refuse(message("store.photo.other").with("photo", task_.photo), "store.photo.other.advice");
    return true;
  }

  bool see_markers(const photo::Photo& photo) {
    // Whoever names the numbers of the markers has markers of his own: they say nothing of an element.
    if (wish_.tags.empty() || (task_.markers && !task_.markers->ids.empty())) return true;
    const auto found = photo::find_markers(photo, photo::kSheetDictionary);
    if (!found) return refuse(found.error());
    for (const photo::Marker& m : *found)
      for (const SheetTag& tag : wish_.tags)
        if (tag.tag == m.id) seen_.push_back(tag);
    return true;
  }

  [[nodiscard]] std::optional<measure::FoundById> by_id(const std::string& text) const {
    return measure::found_by_id(text, [this](const std::string& id) { return wish_.plan.find(id); }, wish_.former);
  }

  /// Ids by id or by a name that only one element has.
  [[nodiscard]] std::string element_named(const std::string& name) const {
    if (const auto found = by_id(name)) return found->element ? found->element->id : std::string();
    // A leaf has the name of its door, a flight one of its own.
    std::vector<std::string> ids, parts;
    for (const Element& e : wish_.plan.elements)
      if (e.name == name) (e.parent ? parts : ids).push_back(e.id);
    if (ids.empty()) ids = std::move(parts);
    return ids.size() == 1 ? ids.front() : std::string();
  }

  bool find_element() {
    std::set<std::string> marked;
    for (const SheetTag& tag : seen_)
      if (!tag.element.empty()) marked.insert(tag.element);
    std::string told = task_.element;
    if (!told.empty() && told != "building") {
      if (const auto found = by_id(task_.element); found && found->wrong) return refuse(*found->wrong, "store.photo.element.advice");
      told = element_named(task_.element);
      if (told.empty())
        return refuse(message("store.photo.element").with("element", task_.element), "store.photo.element.advice");
      if (!asked_.elements.empty() && std::find(asked_.elements.begin(), asked_.elements.end(), told) == asked_.elements.end())
        return refuse(message("store.photo.two").with("a", name_of(told)).with("b", name_of(asked_.elements.front())),
                      "store.photo.element.advice");
    }
    if (told.empty() && asked_.elements.size() == 1) told = asked_.elements.front();
    std::string names;
    for (const std::string& id : marked) names += (names.empty() ? "" : ", ") + name_of(id);
    if (out_.elements.empty())  // a photo that shows several is evidence of each
      for (const std::string& id : told.empty() ? std::vector(marked.begin(), marked.end()) : std::vector{told})
        if (wish_.plan.find(id)) out_.elements.push_back(id);
    if (told.empty() && marked.size() > 1)
      return refuse(message("store.photo.several").with("names", names), "store.photo.element.advice");
    if (told.empty() && marked.empty()) return refuse(message("store.photo.no_element"), "store.photo.element.advice");
    const bool has_own = std::any_of(wish_.tags.begin(), wish_.tags.end(), [&](const SheetTag& t) { return t.element == told; });
    if (!told.empty() && has_own && !marked.empty() && !marked.contains(told)) {
      // Rows of one file that name the photo for each of these contradict nothing: it shows both.
      if (std::all_of(marked.begin(), marked.end(), [this](const std::string& id) { return std::find(asked_.beside.begin(), asked_.beside.end(), id) != asked_.beside.end(); }))
        return end(State::filed, message("store.photo.evidence_only").with("element", name_of(told)), "store.photo.evidence_only.advice");
      return refuse(message("store.photo.two").with("a", name_of(told)).with("b", names), "store.photo.two.advice");
    }
    element_ = told.empty() ? *marked.begin() : told;
    if (element_ != "building" && !wish_.plan.find(element_))
      return refuse(message("store.photo.gone").with("element", element_), "store.photo.element.advice");
    return true;
  }

  bool find_quantity() {
    const Element* e = wish_.plan.find(element_);
    std::string text = task_.quantity.empty() ? asked_.quantity : task_.quantity;
    const bool by_itself = task_.target.ends.empty() && !task_.height && !task_.slope;
    if (text.empty() && by_itself && e && is_door(e->category)) text = "door.nominal_width", by_itself_ = true;
    if (text.empty() && by_itself && e && e->category == Category::counter) text = "counter.height";
    if (text.empty() && says_where()) return refuse(message("store.photo.no_quantity"), "store.photo.quantity.advice");
    if (text.empty()) return end(State::filed, message("store.photo.filed").with("element", name_of(element_)), "store.photo.quantity.advice");
    if (const auto open = text.find('('); open != std::string::npos && text.back() == ')') text[open] = ':', text.pop_back();
    auto request = measure::request_from(text);
    if (!request) return refuse(request.error().message, "store.photo.quantity.advice");
    reading_.quantity = request->quantity;
    reading_.params = request->params;
    info_ = measure::quantity(reading_.quantity);
    const auto by = measure::words_of(info_->by);
    const Category category = e ? e->category : Category::building;
    const bool fits = std::find(info_->subjects.begin(), info_->subjects.end(), category) != info_->subjects.end();
    if (std::find(by.begin(), by.end(), "photo") == by.end() || info_->kind != measure::ValueKind::number || info_->pair || !fits)
      return refuse(message("store.photo.quantity").with("quantity", text).with("element", name_of(element_)), "store.photo.quantity.advice");
    reading_.subject = {element_};
    return true;
  }

  /// A sidecar may say no more than what is to be blurred.
  [[nodiscard]] bool is_about_measuring() const {
    return says_where() || other_reference() || task_.markers || !task_.element.empty() || !task_.quantity.empty();
  }
  /// Whether somebody said where in the photo the ends are.
  [[nodiscard]] bool says_where() const {
    return !task_.target.ends.empty() || task_.target.look != photo::Look::none || task_.height || task_.slope;
  }
  /// Whether what is known is no marker's: another length, or what an instrument read.
  [[nodiscard]] bool other_reference() const {
    return task_.rectangle || task_.known || task_.height || (task_.slope && task_.slope->method == photo::SlopeMethod::reading);
  }

  /// Where nobody says where the ends are: what looking by itself can find, as data/worksheet/how.yaml has it.
  Status seek() {
    if (says_where()) return std::nullopt;
    const auto how = report::load_how(wish_.data_dir);
    if (!how) return how.error();
    const auto entry = how->quantities.find(reading_.quantity);
    if (entry == how->quantities.end()) return std::nullopt;
    const std::string& sought = entry->second.photo;
    if (sought == "lying") task_.slope = photo::SlopeTask{};
    if (sought == "door") task_.target.look = photo::Look::door;
    if (sought == "counter") task_.target.look = photo::Look::counter;
    return std::nullopt;
  }
  /// Whether the ends are found by looking for a door: those are its jambs, never its leaf.
  [[nodiscard]] bool between_jambs() const {
    return task_.target.ends.empty() && task_.target.look == photo::Look::door && !task_.height && !task_.slope;
  }

  /// What the task leaves open: the side of the worksheet's markers.
  bool complete() {
    if (!says_where()) return refuse(message("store.photo.no_lines").with("quantity", reading_.quantity), "store.photo.lines.advice");
    if (seen_.empty() || other_reference()) return true;
    if (task_.markers && (task_.markers->side || !task_.markers->sides.empty())) return true;
    if (!task_.markers) task_.markers = photo::MarkerReference{};
    // The marker of another element may lie in another plane.
    for (const SheetTag& tag : seen_) {
      if (!tag.element.empty() && tag.element != element_) continue;
      const double side = wish_.bar ? tag.side * *wish_.bar / kBar : tag.side;
      task_.markers->sides[tag.tag] = photo::Stated{side, std::nullopt};
      if (task_.markers->ids.empty() || added_ids_) task_.markers->ids.push_back(tag.tag), added_ids_ = true;
    }
    unproven_ = !wish_.bar;
    task_.markers->scale_u = wish_.bar ? kBarU / kBar : kUnprovenScale;  // one printer printed them all
    return true;
  }

  /// Error only for broken data files; a refusal is an outcome.
  Status measure(const photo::Photo& photo) {
    if (wish_.camera)
      if (const Status wrong = wish_.camera(photo, task_)) return refuse(*wrong), std::nullopt;
    auto answer = photo::measure_photo(photo, task_);
    if (!answer) return refuse(answer.error()), std::nullopt;
    if (!answer->measured) {
      out_.state = State::refused;
      out_.told = answer->refused;
      out_.advice = answer->advice;
      return std::nullopt;
    }
    if (answer->measured->unit != info_->unit)
      return refuse(message("store.photo.unit").with("quantity", reading_.quantity), "store.photo.quantity.advice"), std::nullopt;
    fill(*answer->measured);
    if (between_jambs()) {
      const auto told = by_jambs();
      if (!told) return told.error();
      if (!*told) return std::nullopt;
    }
    if (unproven_) answer->warnings.push_back(message("store.photo.unproven"));
    auto picture = photo::annotate(photo, *answer, wish_.texts);
    if (!picture) return picture.error();
    out_.picture = std::move(*picture);
    out_.warnings = answer->warnings;
    describe(photo);
    out_.state = State::measured;
    out_.reading = std::move(reading_);
    return std::nullopt;
  }

  void fill(const photo::Measured& m) {
    reading_.value = m.value;
    reading_.lo = reading_.hi = m.value;
    reading_.u = m.u;
    const double even = 1.96 * m.u;
    if (std::abs(m.value - m.lo - even) <= kEven * even && std::abs(m.hi - m.value - even) <= kEven * even) return;
    // Two poses that both fit, a skewed result: judged by the ends of the interval, which is on the safe side.
    reading_.lo = m.lo;
    reading_.hi = m.hi;
    reading_.u = 0;
  }

  /// The jambs were found; what is asked of a door is mostly what its open leaf leaves between them. False, with a refusal, where they do not tell
  /// what was asked.
  Result<bool> by_jambs() {
    const Element* e = wish_.plan.find(element_);
    const bool clear_asked = reading_.quantity == "door.clear_width", nominal = reading_.quantity == "door.nominal_width";
    const double width = std::get<double>(reading_.value);
    if (const auto drawn = e ? drawn_widths(*e) : std::nullopt; drawn && (width < drawn->first - kUnlike || width > drawn->second + kUnlike))
      return refuse(message("store.photo.unlike").with("width", width, "m").with("drawn", drawn->second, "m").with("element", name_of(element_)), "store.photo.unlike.advice");
    const Message untold = message("store.photo.jambs").with("quantity", reading_.quantity).with("width", width, "m");
    // A hole in the wall without a frame is as wide as it looks.
    if (!clear_asked && !nominal) return (e && e->category == Category::opening) || refuse(untold, "store.photo.jambs.advice");
    if (!clear_asked && !by_itself_) return true;
    const auto clear = e ? measure::clear_width_between_jambs(*e, width, wish_.data_dir) : Result<std::optional<measure::ClearWidth>>(std::optional<measure::ClearWidth>());
    if (!clear) return clear.error();
    if (!*clear) return !clear_asked || refuse(untold, "store.photo.jambs.advice");
    reading_.quantity = "door.clear_width";
    reading_.value = (*clear)->value;
    reading_.lo += (*clear)->lo - width;
    reading_.hi += (*clear)->hi - width;
    if ((*clear)->lo < (*clear)->hi)
      note_ = wish_.texts.render(message("store.photo.between_jambs").with("width", width, "m"));
    return true;
  }

  void describe(const photo::Photo& photo) {
    const photo::Exif& exif = photo.exif();
    const std::string camera = exif.make.empty() || exif.model.starts_with(exif.make) ? exif.model : exif.make + " " + exif.model;
    const std::string file = fs::path(asked_.name).filename().string();
    reading_.method = Method::photo;
    // Two photos of one thing are two values: the file tells them apart.
    reading_.instrument = camera.empty() ? file : camera + " (" + file + ")";
    reading_.by = !task_.by.empty() ? task_.by : !asked_.by.empty() ? asked_.by : wish_.by;
    reading_.date = asked_.date.empty() ? day_of(exif.time) : asked_.date;
    reading_.note = task_.note;
    const auto add = [this](const std::string& more) {
      if (!more.empty()) reading_.note += (reading_.note.empty() ? "" : "; ") + more;
    };
    add(note_);
    // The value goes on without its picture: into tables and documents.
    for (const Message& warning : out_.warnings) add(wish_.texts.render(warning));
    reading_.file = asked_.name;
  }

  const PhotoAsked& asked_;
  const AttachmentWish& wish_;
  PhotoOutcome out_;
  photo::Task task_;
  std::vector<SheetTag> seen_;
  std::string element_, note_;
  measure::Reading reading_;
  const measure::QuantityInfo* info_ = nullptr;
  bool by_itself_ = false;  ///< nobody said what is measured
  bool unproven_ = false;
  bool added_ids_ = false;
};

}  // namespace

Result<PhotoOutcome> look_into(const PhotoAsked& asked, const AttachmentWish& wish) { return Looking(asked, wish).run(); }

}  // namespace landai::store
