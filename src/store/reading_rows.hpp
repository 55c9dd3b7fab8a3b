// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "landai/measure/readings.hpp"
#include "rows.hpp"

namespace landai::store {

/// The readings of a project that count.
class ReadingRows {
 public:
  explicit ReadingRows(Project::Impl& in);
  /// `evidence`: names in the project; `source`: the file that was attached. Returns the number of the row.
  std::int64_t add(const measure::Reading& r, const std::vector<std::string>& evidence,
                   const std::string& source, Attached& told);
  /// Ends what was there before and differs from what was added since: once for all rows of a file or photo.
  void end_replaced(Attached& told) { rows_.end_replaced(told); }
  /// What the rows name as evidence that this one is the same as, or takes the place of.
  [[nodiscard]] std::vector<std::string> evidence_before(const measure::Reading& r) const;

 private:
  Project::Impl& in_;
  Rows rows_;
};

}  // namespace landai::store
