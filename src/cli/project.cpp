// SPDX-License-Identifier: GPL-3.0-or-later
#include "project.hpp"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <future>

#include "read.hpp"

namespace landai::cli {
namespace {

/// The plan as it lies in the project, read again.
Result<Plan> read_plan(const Context& context, const store::Unpacked& unpacked) {
  auto plan = read_building(context, unpacked.plan_files, unpacked.settings.profile, unpacked.settings.unit);
  if (!plan) {
    Error error = plan.error();
    unpacked.restore_names(error);
    return error;
  }
  unpacked.restore_names(*plan);
  return plan;
}

/// A waiver was looked at when it came; one of a rule that this run does not ask waives nothing in it.
void keep_known(std::vector<measure::Waiver>& waivers, const std::vector<standards::Pack>& packs) {
  for (measure::Waiver& w : waivers)
    std::erase_if(w.rules,
                  [&](const std::string& rule) { return standards::find_rule(packs, rule) == nullptr; });
  std::erase_if(waivers, [](const measure::Waiver& w) { return w.rules.empty(); });
}

/// The plan and, meanwhile, the rules that it is judged by.
Result<Subject> read_subject(const Context& context, const store::Unpacked& unpacked,
                             const report::RuleNames& names) {
  auto loading = std::async(std::launch::async, [&] { return report::load_rules(context.data_dir, names); });
  auto plan = read_plan(context, unpacked);
  auto rules = loading.get();
  if (!plan) return plan.error();
  if (!rules) return rules.error();
  return Subject{std::move(*plan), std::move(*rules)};
}

}  // namespace

std::string author_of(const AuthorOptions& options) {
  if (!options.author.empty()) return options.author;
  for (const char* variable : {"LANDAI_AUTHOR", "USER", "LOGNAME"})
    if (const char* value = std::getenv(variable); value != nullptr && *value != '\0') return value;
  if (const passwd* user = ::getpwuid(::getuid()); user != nullptr && user->pw_name != nullptr)
    return user->pw_name;
  return "uid " + std::to_string(::getuid());
}

Result<OpenProject> read_project(const Context& context, store::Project project, const report::RuleNames& asked) {
  auto unpacked = project.unpack();
  if (!unpacked) return unpacked.error();
  const store::Settings& kept = unpacked->settings;
  auto subject = read_subject(context, *unpacked,
                              {asked.standards.empty() ? kept.standards : asked.standards,
                               asked.indicators.empty() ? kept.indicators : asked.indicators,
                               asked.policy.empty() ? kept.policy : asked.policy});
  if (!subject) return subject.error();
  auto change = project.match(subject->plan);
  if (!change) return change.error();
  return OpenProject{std::move(project), std::move(*unpacked), std::move(*subject), std::move(*change)};
}

Result<OpenProject> open_project(const Context& context, const std::string& file, store::Access access,
                                 const report::RuleNames& asked) {
  auto project = store::Project::open(file, access);
  if (!project) return project.error();
  return read_project(context, std::move(*project), asked);
}

Result<Gathered> gather(const store::Project& project, store::Cameras cameras) {
  auto facts = project.facts(cameras);
  if (!facts) return facts.error();
  auto orphans = project.orphans();
  if (!orphans) return orphans.error();
  auto evidence = project.evidence();
  if (!evidence) return evidence.error();
  auto photos = project.photos();
  if (!photos) return photos.error();
  std::set<std::int64_t> lost;
  for (const store::Photo& photo : *photos)
    if (!photo.link.empty() && !project.content(photo.file)) lost.insert(photo.id);
  return Gathered{project.file().string(), std::move(*facts), std::move(*orphans), std::move(*evidence), std::move(*photos), std::move(lost)};
}

Message orphan_message(const store::Orphan& o, const std::string& category) {
  return message(o.ambiguous ? "store.orphan.ambiguous" : "store.orphan")
      .with("name", o.name.empty() ? o.element : o.name)
      .with("category", category)
      .with("readings", std::to_string(o.readings))
      .with("facts", std::to_string(o.facts))
      .with("waivers", std::to_string(o.waivers))
      .with("photos", std::to_string(o.photos));
}

Result<std::unique_ptr<report::Inspection>> judge(const Context& context, Gathered gathered, Subject subject,
                                                  report::Wanted wanted) {
  keep_known(gathered.facts.waivers, subject.rules.packs);
  wanted.has_evidence = [names = std::move(gathered.evidence)](const std::string& file) {
    return names.contains(file);
  };
  const Diagnostics& read = gathered.facts.readings.diagnostics;
  subject.plan.diagnostics.insert(subject.plan.diagnostics.end(), read.begin(), read.end());
  for (const store::Photo& photo : gathered.photos)
    if (!gathered.lost.contains(photo.id)) wanted.photos.push_back({photo.subject, "", photo.name});
  for (const store::Photo& photo : gathered.photos)
    if (photo.state == store::PhotoOutcome::State::refused)
      subject.plan.diagnostics.push_back({DiagnosticSeverity::warning, photo.name, "", photo.told, photo.advice, 1});
  for (const store::Orphan& o : gathered.orphans)
    subject.plan.diagnostics.push_back(
        {DiagnosticSeverity::warning, gathered.project, o.level, orphan_message(o, to_string(o.category)),
         message("store.orphan.advice"), o.readings + o.facts + o.waivers + o.photos});
  return report::judge_building(std::move(subject.plan), std::move(gathered.facts), std::move(subject.rules),
                                std::move(wanted), context.data_dir);
}

Result<store::LifeChange> finish(const Context& context, store::Project& project, Subject subject,
                                 const store::Change& change) {
  auto settings = project.settings();
  if (!settings) return settings.error();
  auto gathered = gather(project);
  if (!gathered) return gathered.error();
  auto judged = judge(context, std::move(*gathered), std::move(subject), {});
  if (!judged) return judged.error();
  // Who reads it next may want the other language.
  auto other = Texts::load(context.data_dir, context.texts.language() == Language::id ? Language::en : Language::id);
  if (!other) return other.error();
  auto life = project.record(
      (*judged)->inputs({}, settings->name,
                        {settings->facility_id, settings->facility_unit, settings->assessor, {}}),
      context.texts, &*other);
  if (!life) return life.error();
  if (const Status wrong = project.commit(change)) return *wrong;
  return life;
}

std::string told(const Context& context, const store::LifeChange& life) {
  std::string gone;
  for (const store::LifeChange::Exceeded& e : life.exceeded)
    gone += context.texts.render(message("store.life.exceeded").with("title", e.title).with("told", context.texts.render(e.told))) + "\n";
  if (life.followed > 0) gone += context.texts.render(message("store.did.followed").with("count", std::to_string(life.followed))) + "\n";
  if (life.gone > 0) gone += context.texts.render(message("store.did.gone").with("count", std::to_string(life.gone))) + "\n";
  if (life.found + life.fixed + life.reopened + life.waived == 0) return gone;
  return context.texts.render(message("store.did.findings")
                                  .with("found", std::to_string(life.found))
                                  .with("fixed", std::to_string(life.fixed))
                                  .with("reopened", std::to_string(life.reopened))
                                  .with("waived", std::to_string(life.waived))) +
         "\n" + gone;
}

}  // namespace landai::cli
