// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/node.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace landai {

std::optional<double> Node::number() const {
  if (!is_scalar() || quoted_ || text_.empty()) return std::nullopt;
  const char* first = text_.data() + (text_.front() == '+' ? 1 : 0);
  const char* last = text_.data() + text_.size();
  double value = 0;
  const auto [end, error] = std::from_chars(first, last, value);
  if (error != std::errc() || end != last || !std::isfinite(value)) return std::nullopt;
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

Node Node::map_at(int line) {
  Node node;
  node.kind_ = Kind::map;
  node.line_ = line;
  return node;
}

Node Node::list_at(int line) {
  Node node;
  node.kind_ = Kind::list;
  node.line_ = line;
  return node;
}

void Node::set(std::string_view key, Node value) {
  if (!is_map()) return;
  for (auto& [name, node] : members_)
    if (name == key) {
      node = std::move(value);
      return;
    }
  members_.emplace_back(std::string(key), std::move(value));
}

void Node::drop(std::string_view key) {
  std::erase_if(members_, [key](const auto& member) { return member.first == key; });
}

void Node::put(std::size_t at, Node item) {
  if (!is_list()) return;
  if (at < items_.size()) items_[at] = std::move(item);
  else items_.push_back(std::move(item));
}

Node Node::at_line(int line) const {
  Node node = *this;
  node.line_ = line;
  for (Node& item : node.items_) item = item.at_line(line);
  for (auto& [key, value] : node.members_) value = value.at_line(line);
  return node;
}

bool Node::same_as(const Node& other) const {
  const auto same = [](const auto& a, const auto& b) {
    if constexpr (requires { a.second; }) return a.first == b.first && a.second.same_as(b.second);
    else return a.same_as(b);
  };
  return kind_ == other.kind_ && quoted_ == other.quoted_ && text_ == other.text_ &&
         std::equal(items_.begin(), items_.end(), other.items_.begin(), other.items_.end(), same) &&
         std::equal(members_.begin(), members_.end(), other.members_.begin(), other.members_.end(), same);
}

}  // namespace landai
