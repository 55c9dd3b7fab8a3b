// SPDX-License-Identifier: GPL-3.0-or-later
// Ids of earlier plans.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "landai/core/message.hpp"
#include "landai/plan/plan.hpp"

namespace landai::measure {

/// Ids that elements had in earlier states of the plan, and what has each now: an id of the plan, or a name in brackets of what is gone. What two
/// had, one after the other, stands with both.
using FormerIds = std::map<std::string, std::vector<std::string>>;

/// What an id may mean, as FormerIds has it, its meaning in the plan of now first. Empty: nobody knows it.
[[nodiscard]] std::vector<std::string> meanings_of(const std::string& id, bool in_plan, const FormerIds& former);

/// What a text means as an id.
struct FoundById {
  const Element* element = nullptr;
  std::optional<Message> wrong;      ///< why it is none: gone, or one element now and another earlier
  std::vector<std::string> either;   ///< ids of those
};
/// By an id of the plan of now (`find` returns its element, or nullptr) or of an earlier one; nothing for a text that is neither.
[[nodiscard]] std::optional<FoundById> found_by_id(const std::string& id, const std::function<const Element*(const std::string&)>& find, const FormerIds& former);

}  // namespace landai::measure
