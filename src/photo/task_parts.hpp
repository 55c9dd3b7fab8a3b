// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a sidecar file.
#pragma once

#include "landai/photo/task.hpp"
#include "reader.hpp"

namespace landai::photo {

[[nodiscard]] PixelPoint pixel(const Node& node);
[[nodiscard]] End end(const Node& node, Reader& reader);

/// The members `reference`, `lines`, `known`, `height` and `slope`. A problem is noted in `reader`.
void read_views(const Node& root, const std::filesystem::path& data_dir, Task& task, Reader& reader);

}  // namespace landai::photo
