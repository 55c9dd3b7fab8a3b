// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace landai {

/// One named argument of a Message: plain text, or a number with its SI unit that is written the way the reader's
/// language writes numbers ("0.860 m", "0,860 m").
struct MessageArg {
  std::string text;             ///< used when `value` is empty
  std::optional<double> value;  ///< SI
  std::string unit;             ///< "m", "m2", "1", "rad", … ; empty for a plain number
};

/// A text for people, not yet in any language: a key of data/i18n/*.yaml and what fills its {placeholders}.
/// Code never holds sentences; Texts::render makes them.
struct Message {
  std::string key;
  std::vector<std::pair<std::string, MessageArg>> args;

  [[nodiscard]] bool empty() const { return key.empty(); }
  Message&& with(std::string name, std::string text) && {
    args.emplace_back(std::move(name), MessageArg{std::move(text), std::nullopt, {}});
    return std::move(*this);
  }
  Message&& with(std::string name, double value, std::string unit) && {
    args.emplace_back(std::move(name), MessageArg{{}, value, std::move(unit)});
    return std::move(*this);
  }
};

/// Starts a message: message("import.dxf.unit_conflict").with("header", "inch").with("leaf", 0.927, "m").
inline Message message(std::string key) { return Message{std::move(key), {}}; }

}  // namespace landai
