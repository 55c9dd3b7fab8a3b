// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/report/inspection.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "landai/core/date.hpp"
#include "landai/measure/measure.hpp"
#include "landai/report/later.hpp"

namespace landai::report {
namespace {

/// A form of the user's own may name rules of our packs and of those of this run.
Status own_forms(const std::filesystem::path& data_dir, const RuleNames& names,
                 const std::vector<indicators::Form>& forms, const std::vector<standards::Pack>& packs) {
  const auto ours = data_dir / "indicators";
  std::optional<std::vector<standards::Pack>> all;
  for (const indicators::Form& form : forms) {
    if (std::filesystem::path(form.file).parent_path() == ours) continue;
    if (!all) {
      all = packs;
      if (!names.standards.empty()) {
        auto shipped = standards::load_packs(data_dir, {});
        if (!shipped) return shipped.error();
        all->insert(all->end(), shipped->begin(), shipped->end());
      }
    }
    if (Status problem = indicators::rules_exist(form, *all)) return problem;
  }
  return std::nullopt;
}

/// What packs and forms ask, and what the user asks beside them.
std::vector<measure::Request> questions(const Rules& rules, const std::vector<measure::Request>& asked) {
  auto all = standards::requests(rules.packs);
  all.insert(all.end(), asked.begin(), asked.end());
  auto more = indicators::requests(rules.forms);
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// What is attested of forms that this run does not show is not lost silently.
void tell_elsewhere(Plan& plan, const std::vector<indicators::Attestation>& elsewhere,
                    const std::string& file) {
  if (elsewhere.empty()) return;
  std::string items;
  for (const auto& said : elsewhere)
    if (items.find(said.indicator) == std::string::npos)
      items += (items.empty() ? "" : ", ") + said.indicator;
  plan.diagnostics.push_back(
      {DiagnosticSeverity::warning, file, "", message("indicators.attest.elsewhere").with("items", items),
       message("indicators.attest.elsewhere.advice"), static_cast<int>(elsewhere.size())});
}

/// What rows without a value bring: a photo or a document of an element, and nothing else. A file that a reading or an attestation names, too, is
/// told there.
std::vector<measure::EvidenceFile> photos_alone(const measure::Readings& readings) {
  std::set<std::string> told;
  for (const auto& reading : readings.readings) told.insert(reading.evidence.begin(), reading.evidence.end());
  for (const auto& said : readings.attestations) told.insert(said.evidence.begin(), said.evidence.end());
  std::vector<measure::EvidenceFile> out;
  for (const measure::EvidenceFile& e : readings.evidence)
    if (!e.subject.empty() && !told.contains(e.name)) out.push_back(e);
  return out;
}

/// Photos that readings name and nobody can open are told in every output, not only where they would stand.
void tell_lost(Plan& plan, const measure::Readings& readings,
               const std::function<bool(const std::string&)>& has_evidence) {
  std::string files;
  int lost = 0;
  std::set<std::string> seen;
  for (const auto& reading : readings.readings)
    for (const std::string& file : reading.evidence)
      if (seen.insert(file).second && !has_evidence(file)) files += (lost++ ? ", " : "") + file;
  for (const auto& alone : photos_alone(readings))
    if (seen.insert(alone.name).second && !has_evidence(alone.name)) files += (lost++ ? ", " : "") + alone.name;
  if (lost == 0) return;
  plan.diagnostics.push_back({DiagnosticSeverity::warning, readings.file, "",
                              message("report.evidence.lost").with("files", files),
                              message("report.evidence.lost.advice"), lost});
}

}  // namespace

Result<Rules> load_rules(const std::filesystem::path& data_dir, const RuleNames& names) {
  auto packs = standards::load_packs(data_dir, names.standards);
  if (!packs) return packs.error();
  auto forms = names.indicators.empty() ? indicators::default_forms(data_dir)
                                        : indicators::load_forms(data_dir, names.indicators);
  if (!forms) return forms.error();
  auto known = indicators::load_forms(data_dir, {});
  if (!known) return known.error();
  auto policy = indicators::load_policy(data_dir, names.policy);
  if (!policy) return policy.error();
  if (const Status problem = own_forms(data_dir, names, *forms, *packs)) return *problem;
  return Rules{std::move(*packs), std::move(*forms), std::move(*known), std::move(*policy)};
}

namespace {

/// The pictures of readings, and of rows that bring nothing but a picture, that can be had.
std::vector<indicators::SitePhoto> site_photos(const measure::Readings& readings, const Wanted& wanted) {
  const auto& has = wanted.has_evidence;
  std::vector<indicators::SitePhoto> out = wanted.photos;
  const auto add = [&](const std::vector<std::string>& subject, const std::string& quantity, const std::string& file) {
    if (indicators::is_picture(file) && (!has || has(file))) out.push_back({subject, quantity, file});
  };
  for (const measure::Reading& r : readings.readings)
    for (const std::string& file : r.evidence) add(r.subject, r.quantity, file);
  for (const measure::EvidenceFile& e : photos_alone(readings)) add(e.subject, e.quantity, e.name);
  return out;
}

}  // namespace

Inputs Inspection::inputs(std::map<std::string, std::string> options, std::string facility_name,
                          Facility facility) const {
  Inputs made{plan,
              measurements,
              rules.packs,
              checks,
              rules.forms,
              indicators,
              std::move(options),
              std::move(facility_name),
              wanted.remedy ? &proposals : nullptr,
              wanted.mobilities,
              reach,
              wanted.asked,
              std::move(facility),
              &rules.policy,
              coverage,
              {},
              {},
              &facts.readings};
  made.earlier = &earlier;
  for (const measure::EvidenceFile& e : photos_alone(facts.readings)) made.photos.push_back({e.name, e.subject, {}});
  return made;
}

Result<std::unique_ptr<Inspection>> judge_building(Plan plan, measure::Facts facts, Rules rules,
                                                   Wanted wanted, const std::filesystem::path& data_dir) {
  auto made = std::make_unique<Inspection>();
  Inspection& in = *made;
  in.plan = std::move(plan);
  in.facts = std::move(facts);
  in.rules = std::move(rules);
  in.wanted = std::move(wanted);
  for (Diagnostic& silent : standards::uncounted_overlays(in.rules.packs))
    in.plan.diagnostics.push_back(std::move(silent));
  const std::string day = in.wanted.date.empty() ? latest_today() : in.wanted.date;
  tell_later(in.facts, day, in.plan);
  if (const Status wrong = standards::check_waivers(in.rules.packs, in.plan, in.facts.waivers, in.facts.file))
    return *wrong;
  if (in.wanted.has_evidence) tell_lost(in.plan, in.facts.readings, in.wanted.has_evidence);
  in.earlier = measure::take_earlier(in.facts.readings, day);
  auto measurements = measure::measure(in.plan, in.facts, questions(in.rules, in.wanted.asked), data_dir);
  if (!measurements) return measurements.error();
  in.measurements = std::move(*measurements);
  in.checks = standards::evaluate(in.rules.packs, in.plan, in.measurements, in.facts.waivers);
  for (Diagnostic& idle : standards::idle_waivers(in.rules.packs, in.checks, in.plan, in.facts.waivers, in.facts.file))
    in.plan.diagnostics.push_back(std::move(idle));
  const measure::Readings& readings = in.facts.readings;
  auto also = indicators::requests(in.rules.forms);
  also.insert(also.end(), in.wanted.asked.begin(), in.wanted.asked.end());
  for (Diagnostic& unused : standards::unused_readings(in.rules.packs, also, in.plan, in.checks, readings))
    in.plan.diagnostics.push_back(std::move(unused));
  auto statements =
      indicators::fitting(readings.attestations, in.rules.forms, in.rules.known_forms, readings.file);
  if (!statements) return statements.error();
  tell_elsewhere(in.plan, statements->elsewhere, readings.file);
  if (in.wanted.has_evidence) {
    for (indicators::Statement& statement : statements->here)
      for (const std::string& file : statement.said.evidence)
        if (!in.wanted.has_evidence(file)) statement.lost.push_back(file);
  }
  in.indicators = indicators::evaluate(in.rules.forms, in.plan, in.measurements, in.checks, in.rules.policy,
                                       statements->here, site_photos(readings, in.wanted));
  if (!in.wanted.mobilities.empty()) {
    auto reached = measure::reach(in.plan, in.facts, in.wanted.mobilities, data_dir);
    if (!reached) return reached.error();
    in.reach = std::move(*reached);
  }
  auto proven = standards::load_proven(data_dir);
  if (!proven) return proven.error();
  in.coverage = standards::coverage(in.rules.packs, *proven);
  if (in.wanted.remedy) {
    auto found = remedy::propose(in.plan, in.facts, in.rules.packs, in.measurements, in.checks, data_dir);
    if (!found) return found.error();
    in.proposals = std::move(*found);
  }
  return made;
}

bool has_failures(const std::vector<standards::Check>& checks, bool strict) {
  return std::any_of(checks.begin(), checks.end(), [strict](const standards::Check& check) {
    if (!check.counts || check.obligation != standards::Obligation::mandatory) return false;
    if (check.duty == "waived" || check.duty == "staged" || check.duty == "advisory") return false;
    const bool open =
        check.verdict == standards::Verdict::undecided || check.verdict == standards::Verdict::not_measured;
    return check.verdict == standards::Verdict::fail || (strict && open);
  });
}

}  // namespace landai::report
