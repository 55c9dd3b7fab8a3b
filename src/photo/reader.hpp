// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts of a sidecar file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "landai/core/amount.hpp"
#include "landai/core/node.hpp"

namespace landai::photo {

/// Collects the first thing that is not understood, so that every reader below can stay one line.
class Reader {
 public:
  explicit Reader(std::string file, ErrorCode code = ErrorCode::input) : file_(std::move(file)), code_(code) {}

  /// A text with a unit; nothing when the member is absent or, with a problem noted, not understood.
  std::optional<double> amount(const Node& map, std::string_view key, std::string_view si) {
    const Node& node = map[key];
    if (node.is_null()) return std::nullopt;
    const Amount found = amount_of(node.text(), "", si);
    // Of a range no middle is guessed; 4.8 without a unit may be degrees, a percentage or a ratio.
    if (found.problem == Amount::Problem::none && found.lo == found.hi && !found.unit.empty()) return found.value;
    if (found.problem == Amount::Problem::too_steep) {
      complain(node, message("photo.task.steep").with("key", std::string(key)).with("value", node.text()), message("photo.task.steep_advice"));
      return std::nullopt;
    }
    complain(node, message("photo.task.amount").with("key", std::string(key)).with("value", node.text()),
             message("photo.task.amount_advice").with("units", si == "%" ? "%" : units_for(si)));
    return std::nullopt;
  }
  /// Above 0.
  std::optional<double> positive(const Node& map, std::string_view key, std::string_view si) {
    const auto value = amount(map, key, si);
    if (!value || *value > 0) return value;
    complain(map[key], message("photo.task.positive").with("key", std::string(key)).with("value", map[key].text()), {});
    return std::nullopt;
  }
  void complain(const Node& at, Message what, Message advice) {
    if (!problem) problem = Error{code_, std::move(what), file_, "line " + std::to_string(at.line()), std::move(advice)};
  }

  std::optional<Error> problem;

 private:
  std::string file_;
  ErrorCode code_;
};

}  // namespace landai::photo
