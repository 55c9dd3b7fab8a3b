// SPDX-License-Identifier: GPL-3.0-or-later
#include "heif_light.hpp"

#include <algorithm>
#include <cmath>

namespace landai::photo {
namespace {

constexpr double kPaperWhite = 203;      // cd/m2, ITU-R BT.2408, table 1
constexpr double kPaperSignal = 0.75;    // the same in HLG

/// cd/m2 of a PQ signal, ITU-R BT.2100 table 4.
double pq_light(double signal) {
  constexpr double kM1 = 2610.0 / 16384, kM2 = 2523.0 / 4096 * 128, kC1 = 3424.0 / 4096, kC2 = 2413.0 / 4096 * 32, kC3 = 2392.0 / 4096 * 32;
  const double e = std::pow(signal, 1 / kM2);
  return 10000 * std::pow(std::max(e - kC1, 0.0) / (kC2 - kC3 * e), 1 / kM1);
}

/// Light of the scene of an HLG signal, from 0 to 1, ITU-R BT.2100 table 5.
double hlg_light(double signal) {
  constexpr double kA = 0.17883277, kB = 0.28466892, kC = 0.55991073;
  return signal <= 0.5 ? signal * signal / 3 : (std::exp((signal - kC) / kA) + kB) / 12;
}

/// IEC 61966-2-1.
double srgb(double light) { return light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055; }

Transfer told_by(const HeifItem& item) {
  for (const Box& box : item.properties) {
    if (box.type != "colr" || !box.content.starts_with("nclx")) continue;
    ByteReader in(box.content);
    in.take(4);
    in.number(2);  // primaries
    const auto transfer = in.number(2);
    if (!in.failed() && transfer == 16) return Transfer::pq;
    if (!in.failed() && transfer == 18) return Transfer::hlg;
  }
  return Transfer::ordinary;
}

}  // namespace

Transfer transfer_of(const HeifItems& all, std::uint32_t id) {
  const auto item = all.items.find(id);
  if (item == all.items.end()) return Transfer::ordinary;
  const Transfer own = told_by(item->second);
  if (own != Transfer::ordinary || item->second.type != "grid") return own;
  const auto tiles = all.of(id, "dimg");
  const auto tile = tiles.empty() ? all.items.end() : all.items.find(tiles.front());
  return tile == all.items.end() ? own : told_by(tile->second);
}

std::string name_of(Transfer transfer) { return transfer == Transfer::pq ? "PQ" : transfer == Transfer::hlg ? "HLG" : ""; }

std::vector<unsigned char> ordinary_levels(Transfer transfer, int bits) {
  const int count = 1 << bits;
  std::vector<unsigned char> out;
  for (int i = 0; i < count; ++i) {
    const double signal = static_cast<double>(i) / (count - 1);
    const double light = transfer == Transfer::pq ? pq_light(signal) / kPaperWhite : hlg_light(signal) / hlg_light(kPaperSignal);
    const double level = transfer == Transfer::ordinary ? signal : srgb(std::clamp(light, 0.0, 1.0));
    out.push_back(static_cast<unsigned char>(std::lround(255 * level)));
  }
  return out;
}

}  // namespace landai::photo
