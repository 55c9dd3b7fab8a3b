// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "view.hpp"

namespace landai::report {

/// What every output says of one item of a form. Clean UTF-8 in the report's language, not yet escaped.
struct ItemText {
  std::string title;  ///< of an empty slot: that it is not filled
  std::string state;  ///< the form's own word, else ours
  std::string
      own_state;       ///< the form's own word in the form's language (Indonesian); `state` where it has none
  std::string code;    ///< "present" …, "unknown", "not_filled": the same in every language
  std::string claim;   ///< how strongly the state is supported; empty for an empty slot
  std::string groups;  ///< "elderly people, children"
  std::string reason;
  std::vector<std::string> notes;
  std::vector<std::string> evidence;    ///< "photo: ramp.jpg", "measurement: missing"
  std::vector<std::string> statements;  ///< who attested what
  std::vector<std::string> defects;     ///< rule, places, and what was measured
  std::vector<std::string> to_measure;  ///< quantity and places
};

[[nodiscard]] ItemText item_text(const View& view, const indicators::Form& form,
                                 const indicators::Indicator& item);
/// The form's own word for a state of a block in the report's language; ours where it has none.
[[nodiscard]] std::string state_word(const View& view, const indicators::Form& form, const std::string& block,
                                     indicators::State state);
/// The evaluated items of a form, in its order.
[[nodiscard]] std::vector<const indicators::Indicator*> items_of(const View& view,
                                                                 const indicators::Form& form);
/// What stands above a form's items: its weight as seen, and whose its states are; may be empty.
[[nodiscard]] std::vector<std::string> form_remarks(const View& view, const indicators::Form& form);

}  // namespace landai::report
