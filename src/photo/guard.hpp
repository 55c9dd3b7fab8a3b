// SPDX-License-Identifier: GPL-3.0-or-later
// The edge of the room: no exception of OpenCV leaves it.
#pragma once

#include <opencv2/core.hpp>

#include <string>

#include "landai/core/error.hpp"

namespace landai::photo {

/// What `run` returns, a Result; an error (input) with OpenCV's reason where it throws, as for a picture it cannot work on.
template <class Run>
[[nodiscard]] auto guarded(const std::string& file, Run run) -> decltype(run()) {
  try {
    return run();
  } catch (const cv::Exception& problem) {
    return Error{ErrorCode::input, message("photo.file.opencv").with("why", problem.err), file, "", message("photo.file.advice")};
  }
}

}  // namespace landai::photo
