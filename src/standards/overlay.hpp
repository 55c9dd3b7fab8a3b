// SPDX-License-Identifier: GPL-3.0-or-later
// An office's own file on top of a pack: it tightens rules, switches them on, fills placeholders and adds rules. Private to the room.
#pragma once

#include <filesystem>
#include <set>
#include <vector>

#include "parse.hpp"

namespace landai::standards {

/// Reads one overlay. `under` are the packs it stands on, from the bottom up: a pack, then the overlays between. Their changed
/// rules are replaced when all is well; with problems nothing is changed.
class OverlayParser : PackParser {
 public:
  OverlayParser(const Node& overlay, std::string file, std::vector<Pack*> under, std::vector<Problem>& problems);
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
  };

  [[nodiscard]] static Node context(const Node& overlay, const std::vector<Pack*>& under, std::vector<Problem>& problems);
  [[nodiscard]] Place place_of(const std::string& rule) const;
  void head(Pack& pack);
  void change(const Node& node);
  bool may_change(const Node& node, const RuleData& was);
  void new_number(const Node& node, const RuleData& was, bool demands);
  [[nodiscard]] Node merged(const Node& node, const Node& was, const RuleData& data);
  void where(const Node& node, const Node& was, const RuleData& data, Node& into);
  void tightened(const Node& node, const RuleData& was, const RuleData& now);
  void record(const Node& node, const RuleData& was, RuleData& now) const;
  void replace();

  const Node& overlay_;
  std::string file_;
  std::vector<Pack*> under_;
  Node context_;                 ///< the overlay with the sources and conditions of what it stands on
  std::vector<Replaced> replaced_;
  std::set<std::string> changed_;
};

[[nodiscard]] bool is_overlay(const Node& root);

}  // namespace landai::standards
