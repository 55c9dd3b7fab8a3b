// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/node.hpp"

#include <charconv>

namespace landai {

std::optional<double> Node::number() const {
  if (!is_scalar() || quoted_ || text_.empty()) return std::nullopt;
  const char* first = text_.data() + (text_.front() == '+' ? 1 : 0);
  const char* last = text_.data() + text_.size();
  double value = 0;
  const auto [end, error] = std::from_chars(first, last, value);
  if (error != std::errc() || end != last) return std::nullopt;
  return value;
}

std::optional<bool> Node::boolean() const {
  if (!is_scalar() || quoted_) return std::nullopt;
  if (text_ == "true") return true;
  if (text_ == "false") return false;
  return std::nullopt;
}

const Node& Node::operator[](std::string_view key) const {
  static const Node kNothing;
  for (const auto& [name, node] : members_)
    if (name == key) return node;
  return kNothing;
}

std::string Node::text_of(std::string_view key, std::string otherwise) const {
  const Node& member = (*this)[key];
  return member.is_scalar() ? member.text() : std::move(otherwise);
}

std::vector<std::string> Node::texts() const {
  if (is_scalar()) return {text_};
  std::vector<std::string> out;
  for (const Node& item : items_)
    if (item.is_scalar()) out.push_back(item.text_);
  return out;
}

}  // namespace landai
