// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/measure/otherwise.hpp"

#include <utility>

namespace landai::measure {
namespace {

// Beside the words of the note, as few measurements have one.
constexpr const char* kTruth = "otherwise";
constexpr const char* kLeast = "otherwise_lo";
constexpr const char* kMost = "otherwise_hi";

}  // namespace

void would_be(Measurement& m, const Otherwise& otherwise) {
  std::move(m.evidence.note).with(kTruth, otherwise.quantity).with(kLeast, otherwise.lo, m.unit).with(kMost, otherwise.hi, m.unit);
}

std::optional<Otherwise> otherwise(const Measurement& m) {
  Otherwise out;
  for (const auto& [name, arg] : m.evidence.note.args) {
    if (name == kTruth) out.quantity = arg.text;
    if (name == kLeast) out.lo = arg.value.value_or(0);
    if (name == kMost) out.hi = arg.value.value_or(0);
  }
  return out.quantity.empty() ? std::nullopt : std::optional(out);
}

}  // namespace landai::measure
