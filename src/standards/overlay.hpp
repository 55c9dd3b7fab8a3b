// SPDX-License-Identifier: GPL-3.0-or-later
// An office's own file on top of a pack: it tightens rules, switches them on, fills placeholders and adds
// rules. Private to the room.
#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include "parse.hpp"

namespace landai::standards {

/// Reads one overlay. `over` is what it names; `under` are all the packs whose rules it may change: the pack
/// at the bottom, those that it presents, then the overlays between. Their changed rules are replaced when
/// all is well; with problems nothing is changed.
class OverlayParser : PackParser {
 public:
  OverlayParser(const Node& overlay, std::string file, const Pack& over, std::vector<Pack*> under,
                std::vector<Problem>& problems, const measure::Ranges* ranges);
  /// The overlay as a pack of the rules that it adds.
  PackData lay();

 private:
  /// Where a rule stands: the pack and its place in it.
  struct Place {
    Pack* pack = nullptr;
    std::size_t at = 0;
  };
  /// A changed rule, to be put in its place once everything is known to be well.
  struct Replaced {
    Place place;
    RuleData data;
    Node node;
    Node names;  ///< the sources and conditions that it was read with
  };

  [[nodiscard]] Node with_names_of(const Pack& pack);
  [[nodiscard]] Place place_of(const std::string& rule) const;
  void head(Pack& pack);
  void change(const Node& node);
  bool in_conflict(const Node& node, const Rule& rule);
  void own_group(const Node& item, const RuleData& added);
  void unknown_rule(const Node& at, const std::string& id);
  bool may_change(const Node& node, const RuleData& was);
  void new_number(const Node& node, const RuleData& was, bool demands);
  [[nodiscard]] Node merged(const Node& node, const Node& was, const RuleData& data);
  void where(const Node& node, const Node& was, const RuleData& data, Node& into);
  void tightened(const Node& node, const RuleData& was, const RuleData& now);
  void record(const Node& node, const RuleData& was, RuleData& now) const;
  void replace();

  const Node& overlay_;
  std::string file_;
  std::string over_;
  std::vector<Pack*> under_;
  Node context_;  ///< the overlay with the sources and conditions of the pack whose rule is read
  std::vector<Replaced> replaced_;
  std::set<std::string> changed_;
};

/// Whether rules of the pack may count once an overlay says so: it counts already, or no rule of it had a limit before overlays gave
/// it one. A pack that stands there to be compared with never does.
[[nodiscard]] bool may_count(const Pack& pack);
/// Whether the file says that it is an overlay.
[[nodiscard]] bool is_overlay(const Node& root);

}  // namespace landai::standards
