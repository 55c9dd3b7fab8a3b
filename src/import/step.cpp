// SPDX-License-Identifier: GPL-3.0-or-later
#include "step.hpp"

#include <algorithm>

#include "step_contents.hpp"

namespace landai::importer {
namespace {

const StepArg kNullArg{};

}  // namespace

/// Builds the id index and the lists by type. Returns the two records that share an id, if any do.
std::optional<std::pair<std::uint32_t, std::uint32_t>> Contents::index() {
  const auto n = static_cast<std::uint32_t>(records.size());
  std::uint32_t highest = 0;
  for (const StepRecord& r : records) highest = std::max(highest, r.id);
  if (highest / 8 <= static_cast<std::size_t>(n) + 1024) {
    dense.assign(static_cast<std::size_t>(highest) + 1, kNoRecord);
    for (std::uint32_t i = 0; i < n; ++i) {
      std::uint32_t& slot = dense[records[i].id];
      if (slot != kNoRecord) return std::pair{slot, i};
      slot = i;
    }
  } else {
    sparse.reserve(n);
    for (std::uint32_t i = 0; i < n; ++i) sparse.emplace_back(records[i].id, i);
    std::sort(sparse.begin(), sparse.end());
    const auto twice = std::adjacent_find(sparse.begin(), sparse.end(),
                                          [](const auto& a, const auto& b) { return a.first == b.first; });
    if (twice != sparse.end()) return std::pair{twice->second, std::next(twice)->second};
  }
  type_begin.assign(names.size() + 1, 0);
  for (const auto t : record_type) ++type_begin[t + 1];
  for (std::size_t t = 1; t < type_begin.size(); ++t) type_begin[t] += type_begin[t - 1];
  by_type.resize(n);
  auto next = type_begin;
  for (std::uint32_t i = 0; i < n; ++i) by_type[next[record_type[i]]++] = &records[i];
  return std::nullopt;
}

struct StepFile::Impl : Contents {};

const StepArg& StepRecord::operator[](std::size_t i) const { return i < count ? first[i] : kNullArg; }

StepFile::StepFile() : impl_(std::make_unique<Impl>()) {}
StepFile::StepFile(StepFile&&) noexcept = default;
StepFile& StepFile::operator=(StepFile&&) noexcept = default;
StepFile::~StepFile() = default;

Result<StepFile> StepFile::parse(std::string bytes, const std::string& file_name) {
  StepFile file;
  Impl& impl = *file.impl_;
  impl.bytes = std::move(bytes);
  const std::size_t guess = impl.bytes.size() / 64;
  impl.records.reserve(guess);
  impl.record_type.reserve(guess);
  impl.record_offset.reserve(guess);
  if (auto problem = parse_step(impl, file_name)) return *std::move(problem);
  if (const auto twice = impl.index()) {
    const auto [first, second] = *twice;
    Error e;
    e.file = file_name;
    e.where = "#" + std::to_string(impl.records[second].id);
    e.message = message("import.step.duplicate_id")
                    .with("id", e.where)
                    .with("first", std::to_string(impl.line_at(impl.record_offset[first])))
                    .with("second", std::to_string(impl.line_at(impl.record_offset[second])));
    e.advice = message("import.step.broken.advice");
    return e;
  }
  return file;
}

std::string_view StepFile::schema() const { return impl_->schema; }

const StepRecord* StepFile::find(std::uint32_t id) const {
  std::uint32_t i = kNoRecord;
  if (!impl_->dense.empty()) {
    if (id < impl_->dense.size()) i = impl_->dense[id];
  } else {
    const auto it = std::lower_bound(impl_->sparse.begin(), impl_->sparse.end(), std::pair{id, 0u});
    if (it != impl_->sparse.end() && it->first == id) i = it->second;
  }
  return i == kNoRecord ? nullptr : &impl_->records[i];
}

const StepRecord* StepFile::follow(const StepArg& arg) const {
  return arg.kind == StepArg::Kind::reference ? find(arg.reference) : nullptr;
}

std::span<const StepRecord* const> StepFile::of_type(std::string_view type) const {
  const auto t = impl_->names.find(type);
  if (!t || *t + 1 >= impl_->type_begin.size()) return {};
  const auto from = impl_->type_begin[*t];
  return {impl_->by_type.data() + from, impl_->type_begin[*t + 1] - from};
}

std::span<const StepRecord> StepFile::records() const { return impl_->records; }

std::vector<std::pair<std::string_view, int>> StepFile::types() const {
  std::vector<std::pair<std::string_view, int>> out;
  for (std::size_t t = 0; t + 1 < impl_->type_begin.size(); ++t) {
    const auto n = impl_->type_begin[t + 1] - impl_->type_begin[t];
    if (n > 0) out.emplace_back(impl_->names.name(static_cast<std::uint32_t>(t)), static_cast<int>(n));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string StepFile::text(const StepArg& arg) const {
  const StepArg* a = &arg;
  while (a->kind == StepArg::Kind::typed && a->count == 1) a = a->first;
  return a->kind == StepArg::Kind::string ? decode_step_string(a->text) : std::string();
}

int StepFile::line_of(const StepRecord& record) const {
  const auto i = static_cast<std::size_t>(&record - impl_->records.data());
  return i < impl_->records.size() ? impl_->line_at(impl_->record_offset[i]) : 0;
}

}  // namespace landai::importer
