// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings_combine.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "landai/measure/catalogue.hpp"

namespace landai::measure {
namespace {

constexpr std::size_t kNamed = 5;
constexpr double kLongestOver = 10;   // m, below a ratio of lengths: a sign, a row of seats
constexpr double kNothing = 1e-6;   // what is lost when units are converted, as in `contradict`

/// Uncertainty of a value of the quantity, from parts that are angles for slopes: m = tan a, u(m) = (1 + m^2) u(a).
double u_of(const std::vector<UncertaintyPart>& parts, const std::string& kind, const QuantityInfo& info, double value) {
  if (kind != "slope" || std::string_view(info.unit) == "rad") return standard_uncertainty(parts, value);
  return (1 + value * value) * standard_uncertainty(parts, std::atan(value));
}

/// The note on what a reading was made of, in the reader's file: numbers as SI.
void append(std::string& note, const std::string& more) { note += (note.empty() ? "" : "; ") + more; }

class Combiner {
 public:
  Combiner(const Instruments& instruments, const std::string& file, Diagnostics& diagnostics) : instruments_(instruments), file_(file), diagnostics_(diagnostics) {}

  std::vector<Reading> operator()(std::vector<RowReading> rows) {
    for (RowReading& row : rows) give_u(row);
    rows = turned(std::move(rows));
    rows = again(std::move(rows));
    rows = worst(std::move(rows));
    tell();
    std::vector<Reading> out;
    for (RowReading& row : rows) out.push_back(std::move(row.reading));
    return out;
  }

 private:
  static std::string series(const RowReading& row, bool with_spot) {
    const Reading& r = row.reading;
    std::string key = r.quantity;
    for (const auto& id : r.subject) key += '\n' + id;
    for (const auto& [name, value] : r.params) key += '\n' + name + '=' + (std::holds_alternative<double>(value) ? std::to_string(std::get<double>(value)) : std::get<std::string>(value));
    for (const auto& part : {std::string(to_string(r.method)), r.by, r.date, r.instrument}) key += '\n' + part;
    return with_spot ? key + '\n' + row.spot : key;
  }

  void give_u(RowReading& row) {
    Reading& r = row.reading;
    const double* value = std::get_if<double>(&r.value);
    const QuantityInfo* info = quantity(r.quantity);
    if (!value || !info || r.method == Method::attested) return;
    const std::string kind = instruments_.kind_of(r.quantity);
    if (kind == "count") return;
    if (row.u_written) return hold_to_what_can_be(r, kind, *info, *value);
    const Instrument* instrument = r.instrument.empty() ? nullptr : instruments_.find(r.instrument);
    if (instrument) {
      if (const auto it = instrument->measures.find(kind); it != instrument->measures.end()) {
        r.u = u_of(it->second.parts, kind, *info, *value);
        return;
      }
    }
    if (row.range && r.instrument.empty()) return;
    const Instrument& assumed = instruments_.unstated(r.method == Method::photo);
    const auto it = assumed.measures.find(kind);
    if (it == assumed.measures.end()) return;   // Instruments::load has seen that there is one
    r.u = u_of(it->second.parts, kind, *info, *value);
    note(r.instrument.empty() ? "measure.readings.u_not_stated" : instrument ? "measure.readings.u_wrong_instrument" : "measure.readings.u_unknown_instrument", r, kind, r.u);
  }

  /// What an area, a ratio or a slope has of the two lengths that it is made of, each with the instrument's u: of an area that of a square, since any longer shape has
  /// more; of the others that over the longest length people hold against another.
  static double best_of_lengths(const Instrument& instrument, const std::string& kind, double value) {
    const auto it = instrument.measures.find("length");
    if (it == instrument.measures.end() || (kind != "area" && kind != "ratio" && kind != "slope")) return INFINITY;
    const auto u = [&](double length) { return standard_uncertainty(it->second.parts, length); };
    if (kind == "area") return std::sqrt(2 * std::abs(value)) * u(std::sqrt(std::abs(value)));
    return std::hypot(1, value) * u(kLongestOver) / kLongestOver;
  }

  /// What the instrument reaches at its best, of a level the mean of two readings; infinite when it does not measure such a thing.
  static double best_of(const Instrument& instrument, const std::string& kind, const QuantityInfo& info, double value) {
    const auto it = instrument.measures.find(kind);
    if (it == instrument.measures.end()) return best_of_lengths(instrument, kind, value);
    const double u = u_of(it->second.parts, kind, info, value);
    return it->second.turned.empty() ? u : std::min(u, u_of(it->second.turned, kind, info, value));
  }

  /// A smaller uncertainty than the instrument has, or any where none is known, would decide what nobody can tell. Its own counts, and that is told.
  void hold_to_what_can_be(Reading& r, const std::string& kind, const QuantityInfo& info, double value) {
    const Instrument* named = r.instrument.empty() ? nullptr : instruments_.find(r.instrument);
    double best = named ? best_of(*named, kind, info, value) : INFINITY;
    const bool own = std::isfinite(best);
    if (!own)
      for (const Instrument& any : instruments_.all()) {
        if (&any == &instruments_.unstated(false) || &any == &instruments_.unstated(true)) continue;   // wide on purpose
        best = std::min(best, best_of(any, kind, info, value));
      }
    if (!std::isfinite(best) || r.u >= best * (1 - 1e-9)) return;
    const double written = r.u;
    r.u = best;
    note(own ? "measure.readings.u_below_instrument" : "measure.readings.u_below_any", r, kind, written);
  }

  void note(const char* why, const Reading& r, const std::string& kind, double written) {
    auto& told = assumed_[{why, r.instrument, kind}];
    told.least = told.count == 0 ? written : std::min(told.least, written);
    ++told.count;
    told.greatest = std::max(told.greatest, r.u);
    told.unit = quantity(r.quantity)->unit;
    if (told.lines.size() < kNamed) told.lines.push_back(r.line);
  }

  void tell() {
    for (const auto& [key, told] : assumed_) {
      const auto& [why, instrument, kind] = key;
      std::string lines;
      for (const int line : told.lines) lines += (lines.empty() ? "" : ", ") + std::to_string(line);
      if (told.count > static_cast<int>(told.lines.size())) lines += ", …";
      diagnostics_.push_back({DiagnosticSeverity::warning, file_, "line " + lines,
                              message(why).with("count", std::to_string(told.count)).with("instrument", shortened(instrument)).with("u", told.greatest, told.unit).with("written", told.least, told.unit),
                              message(std::string_view(why).find("u_below") == std::string_view::npos ? "measure.readings.u_advice" : "measure.readings.u_below.advice"), told.count});
    }
  }

  /// Pairs of a reading and the one after turning. Where there are more than two, which belong together is not known, and each stands for itself.
  std::vector<RowReading> turned(std::vector<RowReading> rows) const {
    std::map<std::string, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> pairs;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!std::holds_alternative<double>(rows[i].reading.value)) continue;
      auto& [straight, turned] = pairs[series(rows[i], true)];
      (rows[i].turned ? turned : straight).push_back(i);
    }
    std::vector<bool> gone(rows.size(), false);
    for (const auto& [key, pair] : pairs) {
      const auto& [straight, turned] = pair;
      if (straight.size() != 1 || turned.size() != 1) continue;
      join(rows[straight.front()], rows[turned.front()]);
      gone[turned.front()] = true;
    }
    return kept(std::move(rows), gone);
  }

  /// Of readings of one series those that their uncertainties explain become one that spans them all, so that the order of the rows decides nothing.
  /// What lies farther apart stays: they contradict each other. Where the worst of several spots counts it does so among these, too.
  std::vector<RowReading> again(std::vector<RowReading> rows) const {
    std::map<std::string, std::vector<std::size_t>> all;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool by_spot = !rows[i].spot.empty() && instruments_.worst_of(rows[i].reading.quantity) != 0;
      if (!by_spot && std::holds_alternative<double>(rows[i].reading.value)) all[series(rows[i], true)].push_back(i);
    }
    std::vector<bool> gone(rows.size(), false);
    for (auto& [key, same] : all) {
      std::sort(same.begin(), same.end(), [&](std::size_t a, std::size_t b) {
        const Reading &x = rows[a].reading, &y = rows[b].reading;
        return std::tuple(x.lo, x.hi, x.u, a) < std::tuple(y.lo, y.hi, y.u, b);
      });
      for (std::size_t from = 0; from < same.size();) {
        double hi = rows[same[from]].reading.hi, u = rows[same[from]].reading.u;
        std::size_t to = from + 1;
        for (; to < same.size(); ++to) {
          const Reading& next = rows[same[to]].reading;
          if (next.lo - hi > 2 * std::hypot(u, next.u) + kNothing) break;
          hi = std::max(hi, next.hi);
          u = std::max(u, next.u);
        }
        if (to - from > 1) span(rows, {same.begin() + static_cast<std::ptrdiff_t>(from), same.begin() + static_cast<std::ptrdiff_t>(to)}, gone);
        from = to;
      }
    }
    return kept(std::move(rows), gone);
  }

  /// Makes one of these, in the place of the first row.
  static void span(std::vector<RowReading>& rows, std::vector<std::size_t> same, std::vector<bool>& gone) {
    std::sort(same.begin(), same.end());
    Reading& r = rows[same.front()].reading;
    std::vector<ReadingPart> parts;
    for (const std::size_t i : same) {
      const Reading& other = rows[i].reading;
      parts.push_back({ReadingPart::Kind::spot, std::get<double>(other.value), "", other.line});
      if (i == same.front()) continue;
      r.lo = std::min(r.lo, other.lo);
      r.hi = std::max(r.hi, other.hi);
      r.u = std::max(r.u, other.u);
      r.evidence.insert(r.evidence.end(), other.evidence.begin(), other.evidence.end());
      if (!other.note.empty()) append(r.note, other.note);
      gone[i] = true;
    }
    r.value = (r.lo + r.hi) / 2;
    r.parts = std::move(parts);
  }

  void join(RowReading& first, const RowReading& second) const {
    Reading& r = first.reading;
    const double a = std::get<double>(r.value), b = std::get<double>(second.reading.value);
    // Turning cancels a zero error. What lies farther apart than one can explain is a slip in one of the two, and which one is not
    // known: their range stays as bounds.
    const bool slip = std::abs(a - b) > 2 * (r.u + second.reading.u) + 1e-9;
    r.value = (a + b) / 2;
    r.lo = slip ? std::min(r.lo, second.reading.lo) : (r.lo + second.reading.lo) / 2;
    r.hi = slip ? std::max(r.hi, second.reading.hi) : (r.hi + second.reading.hi) / 2;
    const QuantityInfo& info = *quantity(r.quantity);
    const std::string kind = instruments_.kind_of(r.quantity);
    const Instrument* instrument = instruments_.find(r.instrument);
    const auto measure = instrument ? instrument->measures.find(kind) : std::map<std::string, InstrumentMeasure>::const_iterator{};
    const bool known = instrument && measure != instrument->measures.end() && !measure->second.turned.empty();
    if (!first.u_written && known) r.u = u_of(measure->second.turned, kind, info, (a + b) / 2);
    else r.u = std::hypot(r.u, second.reading.u) / 2;   // two readings of their own
    r.evidence.insert(r.evidence.end(), second.reading.evidence.begin(), second.reading.evidence.end());
    if (!second.reading.note.empty()) append(r.note, second.reading.note);
    r.parts.push_back({ReadingPart::Kind::straight, a, first.spot, r.line});
    r.parts.push_back({ReadingPart::Kind::turned, b, second.spot, second.reading.line});
  }

  std::vector<RowReading> worst(std::vector<RowReading> rows) const {
    std::map<std::string, std::size_t> first;
    std::vector<bool> gone(rows.size(), false);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const int sign = instruments_.worst_of(rows[i].reading.quantity);
      if (sign == 0 || rows[i].spot.empty() || !std::holds_alternative<double>(rows[i].reading.value)) continue;
      const auto [it, fresh] = first.emplace(series(rows[i], false), i);
      if (fresh) continue;
      merge(rows[it->second], rows[i], sign);
      gone[i] = true;
    }
    return kept(std::move(rows), gone);
  }

  /// Keeps the worse one in the place of the first.
  static void merge(RowReading& kept, RowReading& other, int sign) {
    const auto parts_of = [](const RowReading& row) {
      if (!row.reading.parts.empty()) return row.reading.parts;
      return std::vector<ReadingPart>{{ReadingPart::Kind::spot, std::get<double>(row.reading.value), row.spot, row.reading.line}};
    };
    std::vector<ReadingPart> parts = parts_of(kept);
    const std::vector<ReadingPart> more = parts_of(other);
    parts.insert(parts.end(), more.begin(), more.end());
    std::vector<std::string> evidence = kept.reading.evidence;
    evidence.insert(evidence.end(), other.reading.evidence.begin(), other.reading.evidence.end());
    if (sign * std::get<double>(other.reading.value) > sign * std::get<double>(kept.reading.value)) std::swap(kept, other);
    kept.reading.parts = std::move(parts);
    kept.reading.evidence = std::move(evidence);
  }

  static std::vector<RowReading> kept(std::vector<RowReading> rows, const std::vector<bool>& gone) {
    std::vector<RowReading> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (!gone[i]) out.push_back(std::move(rows[i]));
    return out;
  }

  struct Told {
    int count = 0;
    double greatest = 0;   ///< u that counts
    double least = 0;      ///< u as written
    std::string unit;
    std::vector<int> lines;
  };
  const Instruments& instruments_;
  const std::string& file_;
  Diagnostics& diagnostics_;
  std::map<std::tuple<std::string, std::string, std::string>, Told> assumed_;
};

}  // namespace

std::vector<Reading> combined(std::vector<RowReading> rows, const Instruments& instruments, const std::string& file, Diagnostics& diagnostics) {
  return Combiner(instruments, file, diagnostics)(std::move(rows));
}

}  // namespace landai::measure
