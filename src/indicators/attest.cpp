// SPDX-License-Identifier: GPL-3.0-or-later
// Attestations against the forms they speak of.
#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <map>
#include <set>

#include "form_data.hpp"
#include "landai/photo/photo.hpp"

namespace landai::indicators {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

Error wrong(const std::string& file, int line, Message what, Message advice) {
  return Error{ErrorCode::input, std::move(what), file,
               line > 0 ? "line " + std::to_string(line) : std::string(), std::move(advice)};
}

const Form* form_of(std::span<const Form> forms, const std::string& item) {
  for (const Form& form : forms)
    if (form.item(item) != nullptr) return &form;
  return nullptr;
}

/// The item's id where only capital and small letters differ; else as it was.
std::string own_letters(const std::string& id, std::span<const Form> forms, std::span<const Form> known) {
  for (const auto& shelf : {forms, known})
    for (const Form& form : shelf)
      for (const Indicator& item : form.indicators)
        if (lower(item.id) == lower(id)) return item.id;
  return id;
}

Error no_item(const Attestation& said, std::span<const Form> forms, std::span<const Form> known,
              const std::string& file) {
  std::vector<std::string> ids;
  for (const auto& shelf : {forms, known})
    for (const Form& form : shelf)
      for (const Indicator& item : form.indicators) ids.push_back(item.id);
  const std::string meant = nearest(said.indicator, ids);
  return wrong(
      file, said.line, message("indicators.attest.no_item").with("item", said.indicator),
      meant.empty() ? message("indicators.form.list") : message("indicators.form.meant").with("name", meant));
}

/// The state that a word names in a block: its id, the form's own word in either language, or what else is written for it.
std::optional<State> state_in(const Block& block, const std::string& word) {
  const std::string wanted = lower(word);
  for (const State state : block.states) {
    if (wanted == to_string(state)) return state;
    const auto own = block.words.find(state);
    if (own != block.words.end() && (wanted == lower(own->second.id) || wanted == lower(own->second.en)))
      return state;
    if (const auto also = block.also.find(state); also != block.also.end() && std::find(also->second.begin(), also->second.end(), wanted) != also->second.end())
      return state;
  }
  return std::nullopt;
}

/// "present (Ada)", or "Ada (present)": ids and the form's own words of both languages, all of which are taken. Each is told once.
std::string states_of(const Block& block, Language language) {
  std::string out;
  for (const State state : block.states) {
    std::vector<std::string> names{to_string(state)};
    if (const auto words = block.words.find(state); words != block.words.end()) {
      names.push_back(words->second.in(Language::en));
      names.push_back(words->second.in(Language::id));
    }
    if (language == Language::id) std::reverse(names.begin(), names.end());
    const auto told_before = [&](auto at) { return std::any_of(names.begin(), at, [&](const std::string& name) { return lower(name) == lower(*at); }); };
    std::string others;
    for (auto at = names.begin() + 1; at != names.end(); ++at)
      if (!told_before(at)) others += (others.empty() ? "" : ", ") + *at;
    out += (out.empty() ? "" : ", ") + names.front() + (others.empty() ? "" : " (" + others + ")");
  }
  return out;
}

Result<Statement> statement(const Attestation& said, const Form& form, const std::string& file) {
  const Indicator& item = *form.item(said.indicator);
  const Block* block = form.block(item.block);
  if (!item.filled || block == nullptr)
    return wrong(file, said.line,
                 message("indicators.attest.empty_slot").with("item", item.id).with("form", form.id),
                 message("indicators.attest.fill"));
  const auto state = state_in(*block, said.state);
  if (!state)
    return wrong(file, said.line,
                 message("indicators.attest.no_state")
                     .with("item", item.id)
                     .with("state", said.state)
                     .with("block", block->id)
                     .with("states", states_of(*block, Language::en))
                     .with("states_id", states_of(*block, Language::id)),
                 {});
  return Statement{*state, said};
}

/// The latest of an item counts, and with it those of the same state. Dates are "YYYY-MM-DD", so they compare
/// as text. Where the latest ones contradict each other none does.
void order(std::vector<Statement>& all) {
  std::map<std::string, const Statement*> latest;
  for (const Statement& s : all) {
    const auto [at, fresh] = latest.try_emplace(s.said.indicator, &s);
    if (!fresh && s.said.date > at->second->said.date) at->second = &s;
  }
  std::set<std::string> contested;
  for (Statement& s : all) {
    const Statement& last = *latest.at(s.said.indicator);
    s.counts = s.state == last.state;
    if (!s.counts && s.said.date == last.said.date) contested.insert(s.said.indicator);
  }
  for (Statement& s : all) {
    if (!contested.contains(s.said.indicator)) continue;
    s.counts = false;
    s.disputed = s.said.date == latest.at(s.said.indicator)->said.date;
  }
}

/// Whether a path lies in a folder once links are followed.
bool inside(const fs::path& folder, const fs::path& file) {
  std::error_code failed;
  const fs::path top = fs::canonical(folder, failed);
  if (failed) return false;
  const fs::path real = fs::weakly_canonical(file, failed);
  if (failed) return false;
  return std::mismatch(top.begin(), top.end(), real.begin(), real.end()).first == top.end();
}

/// Whether a file calls itself a picture and does not begin like one, of this kind or the other.
bool is_no_picture(const fs::path& file) {
  const std::string ending = lower(file.extension().string());
  static constexpr std::array kEndings{".jpg", ".jpeg", ".png", ".heic", ".heif"};
  if (std::find(kEndings.begin(), kEndings.end(), ending) == kEndings.end()) return false;
  std::string begin(64, 0);
  std::ifstream in(file, std::ios::binary);
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(in.gcount()));
  return !photo::begins_like_photo(begin);
}

}  // namespace

std::string evidence_problem(const fs::path& folder, const std::string& named) {
  if (folder.empty()) return "no_folder";
  if (named.empty() || fs::path(named).is_absolute() || !inside(folder, folder / named)) return "outside";
  std::error_code failed;
  const auto status = fs::status(folder / named, failed);
  if (!fs::exists(status)) return "not_found";
  if (!fs::is_regular_file(status)) return "not_plain";
  const auto size = fs::file_size(folder / named, failed);
  if (failed) return "not_plain";
  if (size > kMostEvidenceBytes) return "too_large";
  return size == 0 || is_no_picture(folder / named) ? "no_picture" : "";
}

void find_evidence(std::vector<Statement>& statements, const fs::path& folder) {
  for (Statement& statement : statements)
    for (const std::string& file : statement.said.evidence)
      if (!evidence_problem(folder, file).empty()) statement.lost.push_back(file);
}

std::optional<Message> unfit(Attestation& said, std::span<const Form> forms, std::span<const Form> known) {
  const auto find = [&] {
    const Form* form = form_of(forms, said.indicator);
    return form != nullptr ? form : form_of(known, said.indicator);
  };
  const Form* form = find();
  if (form == nullptr) {
    said.indicator = own_letters(said.indicator, forms, known);
    form = find();
  }
  if (form == nullptr) return message("indicators.attest.no_item").with("item", said.indicator);
  const auto made = statement(said, *form, {});
  return made ? std::nullopt : std::optional(made.error().message);
}

Result<Statements> fitting(std::span<const Attestation> attestations, std::span<const Form> forms,
                           std::span<const Form> known, const std::string& file) {
  Statements out;
  for (const Attestation& said : attestations) {
    const Form* form = form_of(forms, said.indicator);
    if (form == nullptr) {
      // A form that is not in this run: what is said of it must still be right.
      const Form* other = form_of(known, said.indicator);
      if (other == nullptr) return no_item(said, forms, known, file);
      if (auto checked = statement(said, *other, file); !checked) return checked.error();
      out.elsewhere.push_back(said);
      continue;
    }
    auto made = statement(said, *form, file);
    if (!made) return made.error();
    out.here.push_back(std::move(*made));
  }
  order(out.here);
  return out;
}

}  // namespace landai::indicators
