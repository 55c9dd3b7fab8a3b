// SPDX-License-Identifier: GPL-3.0-or-later
// A small office made by hand, with everything a report has to show: findings of every severity, a cut route, open
// questions, a historical pack, an indicator, diagnostics, and names that try to break out of their documents.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "landai/report/report.hpp"

namespace landai::testing {

inline constexpr const char* kHostileName = "Pintu <script>alert(1)</script> & \"kutip\" 'satu' \xff\xfe \x01";

inline Polygon rectangle(double x0, double y0, double x1, double y1) {
  return Polygon{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}, {}};
}

/// Everything a report refers to, kept alive together.
struct Sample {
  Plan plan;
  measure::MeasurementSet measurements;
  std::vector<standards::Pack> packs;
  std::vector<standards::Check> checks;
  std::vector<indicators::Form> forms;
  std::vector<indicators::Indicator> indicators;

  [[nodiscard]] report::Inputs inputs() const {
    return report::Inputs{plan, measurements, packs, checks, forms, indicators, {{"profile", "indonesia"}}, "Kantor Kelurahan Contoh"};
  }
};

class SampleMaker {
 public:
  Sample make() {
    building();
    packs();
    judge();
    form();
    return std::move(s_);
  }

 private:
  Element& add(std::string id, Category category, std::string name, MultiPolygon areas) {
    Element e;
    e.id = std::move(id);
    e.category = category;
    e.name = std::move(name);
    e.levels = {"L0"};
    e.geometry.areas = std::move(areas);
    e.sources = {SourceRef{0, "LAYER-1", "#1"}};
    s_.plan.elements.push_back(std::move(e));
    return s_.plan.elements.back();
  }

  void door(std::string id, std::string name, PlanPoint a, PlanPoint b, PlanPoint open, std::vector<std::string> sides) {
    Element& e = add(std::move(id), Category::door, std::move(name), {});
    DoorShape shape;
    shape.operation = DoorOperation::swing;
    shape.jamb_a = a;
    shape.jamb_b = b;
    shape.wall_thickness = 0.15;
    shape.opening_width = Known::exact(distance(a, b), Method::geometry, "wall ends");
    Leaf leaf;
    leaf.hinge = a;
    leaf.closed_tip = b;
    leaf.open_tip = open;
    leaf.width = Known::exact(distance(a, b), Method::drawn, "arc");
    shape.leaves = {leaf};
    e.shape = shape;
    e.connects = std::move(sides);
  }

  void building() {
    Plan& p = s_.plan;
    p.name = "Kantor";
    p.sources = {PlanSource{"kantor & loket.dxf", "dxf", "AC1027", "mm", "header", 0.001, std::string(64, 'a'), "indonesia"}};
    p.levels = {Level{"L0", "Lantai 1", 0.0, true}};
    add("r1", Category::space, "Ruang tunggu", {rectangle(0.15, 0.15, 8, 5)});
    add("r2", Category::space, "Ruang <arsip> & 'gudang'", {rectangle(8.15, 0.15, 12, 5)});
    add("r3", Category::space, "Toilet difabel", {rectangle(0.15, 5.15, 2.4, 7)});
    add("w1", Category::wall, "", {rectangle(0, 0, 3, 0.15), rectangle(4, 0, 12.15, 0.15)});
    add("w2", Category::wall, "", {rectangle(0, 0.15, 0.15, 7.15), rectangle(0.15, 7, 12.15, 7.15), rectangle(12, 0.15, 12.15, 7)});
    add("w3", Category::wall, "", {rectangle(8, 0.15, 8.15, 2), rectangle(8, 2.85, 8.15, 7)});
    add("w4", Category::wall, "", {rectangle(0.15, 5, 1, 5.15), rectangle(1.75, 5, 8, 5.15), rectangle(2.4, 5.15, 2.55, 7)});
    door("d1", "P-01", {3, 0.075}, {4, 0.075}, {3, 1.075}, {"outside", "r1"});
    door("d2", kHostileName, {8.075, 2}, {8.075, 2.85}, {8.925, 2}, {"r1", "r2"});
    door("d3", "P-03", {1, 5.075}, {1.75, 5.075}, {1, 4.325}, {"r1", "r3"});
    door("d4", "P-04", {8.075, 4.0}, {8.075, 4.75}, {8.825, 4.0}, {"r1", "r2"});
    add("c1", Category::counter, "Loket 1", {rectangle(5, 3.8, 7.5, 4.4)});
    Element& pan = add("s1", Category::sanitary, "", {rectangle(0.3, 6.3, 0.7, 7)});
    pan.kind = "toilet_pan";
    pan.connects = {"r3"};
    Element& ramp = add("ram", Category::ramp, "Ram depan", {rectangle(2.5, -4.2, 4, -1.2)});
    ramp.connects = {"outside"};
    Element& flight = add("ram/1", Category::flight, "", {rectangle(2.5, -4.2, 4, -1.2)});
    flight.kind = "ramp";
    flight.parent = "ram";
    FlightShape run;
    run.foot = {3.25, -4.2};
    run.head = {3.25, -1.2};
    run.rise = Known::exact(0.375, Method::drawn, "level marks");
    flight.shape = run;
    Element& stair = add("tangga", Category::flight, "", {rectangle(6, -1.8, 7.5, -0.2)});
    stair.kind = "stair";
    FlightShape steps;
    steps.foot = {6.75, -1.8};
    steps.head = {6.75, -0.2};
    steps.risers = 6;
    stair.shape = steps;
    p.diagnostics = {Diagnostic{DiagnosticSeverity::warning, "kantor.dxf", "layer <X>", message("core.yaml.not_there"), {}, 3}};
    p.inventory = {InventoryRow{"layer", "DINDING", 12, "wall", "LWPOLYLINE", 12}, InventoryRow{"block", "PALEM<1>", 4, "", "INSERT", 0}};
  }

  standards::Rule& rule(standards::Pack& pack, std::string id, Category subject, std::string quantity, standards::Limit limit, BilingualText title) {
    standards::Rule r;
    r.id = std::move(id);
    r.standard = pack.id;
    r.citation = {"Lampiran II A.1", "Permen PUPR 14/PRT/M/2017", "S4"};
    r.title = std::move(title);
    r.remedy = {"Lebarkan menjadi {min}; kurang {difference}.", "Widen it to {min}; {difference} are missing."};
    r.subject = subject;
    r.quantity = std::move(quantity);
    r.limit = std::move(limit);
    pack.rules.push_back(std::move(r));
    return pack.rules.back();
  }

  static standards::Limit at_least(double v, std::string written = {}) {
    standards::Limit limit;
    limit.min = v;
    limit.as_written = std::move(written);
    return limit;
  }
  static standards::Limit at_most(double v) {
    standards::Limit limit;
    limit.max = v;
    return limit;
  }

  void packs() {
    standards::Pack now;
    now.id = "permen-pupr-14-2017";
    now.version = "1";
    now.sha256 = std::string(64, 'b');
    now.title = {"Permen PUPR 14/2017", "Permen PUPR 14/2017"};
    now.status = {"Berlaku.", "In force."};
    now.about = {"Teks dibaca lengkap.", "The whole text was read."};
    rule(now, "main", Category::door, "door.clear_width", at_least(0.9, "90 cm"), {"Lebar pintu utama", "Width of the main door"});
    rule(now, "other", Category::door, "door.clear_width", at_least(0.8, "80 cm"), {"Lebar pintu lain", "Width of other doors"});
    rule(now, "handle", Category::door, "door.handle_height", at_most(1.1), {"Tinggi gagang", "Height of the handle"});
    rule(now, "route", Category::space, "route.clear_width", at_least(0.92), {"Lebar rute", "Width of the route"});
    rule(now, "slope", Category::flight, "ramp.slope", at_most(1.0 / 12), {"Kelandaian ram", "Slope of the ramp"});
    rule(now, "counter", Category::counter, "counter.height", at_most(0.85), {"Tinggi loket", "Height of the counter"}).obligation =
        standards::Obligation::advisory;
    rule(now, "turn", Category::space, "space.turning_diameter", at_least(1.5), {"Ruang putar", "Turning space"});
    standards::Pack then;
    then.id = "permen-pu-30-2006";
    then.version = "1";
    then.sha256 = std::string(64, 'c');
    then.title = {"Permen PU 30/2006", "Permen PU 30/2006"};
    then.status = {"Dicabut.", "Revoked."};
    then.counts = false;
    rule(then, "old.main", Category::door, "door.clear_width", at_least(0.8), {"Lebar pintu (2006)", "Width of doors (2006)"});
    s_.packs = {std::move(now), std::move(then)};
  }

  std::string measure(std::vector<std::string> subject, std::string quantity, std::optional<double> value, std::vector<PlanSegment> witness, double doubt = 0) {
    measure::Measurement m;
    m.subject = std::move(subject);
    m.quantity = std::move(quantity);
    m.unit = "m";
    if (value) {
      m.value = *value;
      m.lo = *value - doubt;
      m.hi = *value + doubt;
    } else {
      m.missing = message("report.html.nothing_open");
    }
    m.evidence.level = "L0";
    m.evidence.witness = std::move(witness);
    s_.measurements.add(std::move(m));
    return s_.measurements.all().back().id;
  }

  void check(std::string rule_id, std::vector<std::string> subject, standards::Verdict verdict, std::optional<int> severity, std::string measurement) {
    standards::Check c;
    c.id = "c" + std::to_string(s_.checks.size() + 1);
    for (const auto& pack : s_.packs)
      for (const auto& r : pack.rules)
        if (r.id == rule_id) {
          c.standard = pack.id;
          c.limit = r.limit;
          c.obligation = r.obligation;
          c.counts = pack.counts;
        }
    c.rule = std::move(rule_id);
    c.subject = std::move(subject);
    c.verdict = verdict;
    c.severity = severity;
    c.measurements = {measurement};
    if (c.limit.min)
      for (const auto& m : s_.measurements.all())
        if (m.id == measurement && m.number()) c.margin = *m.number() - *c.limit.min;
    c.message = message("report.no_findings");
    s_.checks.push_back(std::move(c));
  }

  void judge() {
    using enum standards::Verdict;
    const auto d1 = measure({"d1"}, "door.clear_width", 0.86, {{{3.04, 0.075}, {3.9, 0.075}}});
    const auto d2 = measure({"d2"}, "door.clear_width", 0.81, {{{8.075, 2.04}, {8.075, 2.85}}});
    const auto d3 = measure({"d3"}, "door.clear_width", 0.71, {{{1.04, 5.075}, {1.75, 5.075}}});
    const auto d4 = measure({"d4"}, "door.clear_width", 0.7102, {{{8.075, 4.04}, {8.075, 4.7502}}});
    const auto route = measure({"d1", "r3"}, "route.clear_width", 0.71, {{{1.04, 5.075}, {1.75, 5.075}}});
    const auto slope = measure({"ram/1"}, "ramp.slope", 0.125, {{{3.25, -4.2}, {3.25, -1.2}}});
    const auto counter = measure({"c1"}, "counter.height", 1.05, {});
    const auto turn = measure({"r3"}, "space.turning_diameter", 1.497, {{{0.5, 6}, {1.997, 6}}}, 0.02);
    check("main", {"d1"}, fail, 1, d1);
    check("other", {"d2"}, pass, std::nullopt, d2);
    check("other", {"d3"}, fail, 2, d3);
    check("other", {"d4"}, fail, 2, d4);
    check("route", {"d1", "r3"}, fail, 1, route);
    check("slope", {"ram/1"}, fail, 2, slope);
    check("counter", {"c1"}, fail, 4, counter);
    check("turn", {"r3"}, undecided, 3, turn);
    for (const char* id : {"d1", "d2", "d3", "d4"})
      check("handle", {id}, not_measured, 3, measure({id}, "door.handle_height", std::nullopt, {}));
    check("old.main", {"d1"}, pass, std::nullopt, d1);
    check("old.main", {"d3"}, fail, 2, d3);
  }

  void form() {
    indicators::Form form;
    form.id = "p2ham-2018-immigration";
    form.version = "1";
    form.sha256 = std::string(64, 'd');
    form.title = {"P2HAM 2018, kantor imigrasi", "P2HAM 2018, immigration office"};
    indicators::Indicator ramp;
    ramp.form = form.id;
    ramp.id = "p2ham18.imi.a10";
    ramp.block = "a";
    ramp.title = {"Jalan landai", "Ramp"};
    ramp.groups = {"disability", "elderly"};
    ramp.state = indicators::State::in_progress;
    ramp.reason = message("report.no_findings");
    ramp.elements = {"ram"};
    ramp.checks = {"c6"};
    ramp.defects = true;
    s_.indicators = {ramp};
    form.indicators = s_.indicators;
    s_.forms = {std::move(form)};
  }

  Sample s_;
};

inline Sample sample() { return SampleMaker().make(); }

/// The same building with its elements and checks in another order; ids of checks stay with their checks.
inline Sample shuffled_sample() {
  Sample s = sample();
  std::reverse(s.plan.elements.begin(), s.plan.elements.end());
  std::reverse(s.checks.begin(), s.checks.end());
  return s;
}

}  // namespace landai::testing
