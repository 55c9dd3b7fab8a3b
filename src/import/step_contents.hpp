// SPDX-License-Identifier: GPL-3.0-or-later
// What a StepFile holds, and the pass over the buffer that fills it. Private to the STEP reader.
#pragma once

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "step.hpp"

namespace landai::importer {

inline constexpr std::uint32_t kNoRecord = 0xffffffff;

/// Parameters live in large blocks that never move.
class ArgArena {
 public:
  const StepArg* store(const StepArg* from, std::size_t n) {
    if (n == 0) return nullptr;
    if (n > left_) {
      const std::size_t size = std::max(n, kBlock);
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size * sizeof(StepArg)));
      next_ = blocks_.back().get();
      left_ = size;
    }
    auto* to = reinterpret_cast<StepArg*>(next_);
    std::uninitialized_copy_n(from, n, to);
    next_ += n * sizeof(StepArg);
    left_ -= n;
    used_ += n;
    return to;
  }
  [[nodiscard]] std::size_t used() const { return used_; }

 private:
  static constexpr std::size_t kBlock = 1 << 16;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t used_ = 0;
};

/// Type names, upper case, each stored once.
class TypeNames {
 public:
  std::uint32_t intern(std::string_view name) {
    Slot& slot = recent_[(name.size() * 31 + static_cast<unsigned char>(name.back()) * 7 +
                          static_cast<unsigned char>(name[name.size() / 2])) &
                         255];
    if (slot.seen == name) return slot.index;
    const std::string_view upper = upper_case(name);
    auto [it, fresh] = index_.try_emplace(upper, static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back(upper);
    slot = {name, it->second};
    return it->second;
  }
  [[nodiscard]] std::string_view name(std::uint32_t i) const { return names_[i]; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view upper) const {
    const auto it = index_.find(upper);
    if (it == index_.end()) return std::nullopt;
    return it->second;
  }

 private:
  struct Slot {
    std::string_view seen;
    std::uint32_t index = 0;
  };
  std::string_view upper_case(std::string_view name) {
    const auto low = [](char c) { return c >= 'a' && c <= 'z'; };
    if (std::none_of(name.begin(), name.end(), low)) return name;
    std::string up(name);
    for (char& c : up) {
      if (low(c)) c = static_cast<char>(c - 'a' + 'A');
    }
    return owned_.emplace_back(std::move(up));
  }
  std::array<Slot, 256> recent_{};
  std::vector<std::string_view> names_;
  std::unordered_map<std::string_view, std::uint32_t> index_;
  std::deque<std::string> owned_;  // deque: views into it stay valid
};

/// Everything a StepFile holds.
struct Contents {
  std::string bytes;
  ArgArena arena;
  TypeNames names;
  std::vector<StepRecord> records;
  std::vector<std::uint32_t> record_type;                       // index into names, parallel to records
  std::vector<std::uint32_t> record_offset;                     // into bytes; files are at most 512 MB
  std::vector<std::uint32_t> dense;                             // id → record, when ids are packed closely
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sparse;  // otherwise (id, record), sorted by id
  std::vector<const StepRecord*> by_type;                       // grouped by type, file order within
  std::vector<std::size_t> type_begin;                          // into by_type, one more than types
  std::string schema;

  [[nodiscard]] int line_at(std::size_t offset) const {
    const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(offset, bytes.size()));
    const auto lines = std::count(bytes.begin(), end, '\n');
    return static_cast<int>(1 + (lines > 0 ? lines : std::count(bytes.begin(), end, '\r')));
  }
  std::optional<std::pair<std::uint32_t, std::uint32_t>> index();
};

/// Fills `out` from `out.bytes`; the error says the line and what was expected there.
[[nodiscard]] Status parse_step(Contents& out, const std::string& file_name);

}  // namespace landai::importer
