// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/marker_sheet.hpp"

#include <opencv2/aruco.hpp>
#include <string>

#include "board.hpp"
#include "landai/photo/marker.hpp"

namespace landai::photo {
namespace {

constexpr std::string_view kPrinted = "apriltag_";  // the family that is printed

Result<cv::Ptr<cv::aruco::Dictionary>> dictionary_of(std::string_view name) {
  if (const auto code = dictionary_code(name); code && name.starts_with(kPrinted)) return cv::aruco::getPredefinedDictionary(*code);
  std::string known;
  for (const std::string& word : marker_dictionaries())
    if (word.starts_with(kPrinted)) known += (known.empty() ? "" : ", ") + word;
  return Error{ErrorCode::usage, message("photo.marker.dictionary").with("name", std::string(name)), "", "",
               message("photo.marker.dictionary_advice").with("names", known)};
}

}  // namespace

Result<int> marker_count(std::string_view dictionary) {
  auto found = dictionary_of(dictionary);
  if (!found) return found.error();
  return (*found)->bytesList.rows;
}

Result<MarkerCells> marker_cells(std::string_view dictionary, int id) {
  auto found = dictionary_of(dictionary);
  if (!found) return found.error();
  const int count = (*found)->bytesList.rows;
  if (id < 0 || id >= count)
    return Error{ErrorCode::usage, message("photo.sheet.id").with("id", std::to_string(id)), "", "",
                 message("photo.sheet.id.advice").with("last", std::to_string(count - 1))};
  // One pixel per cell, with a border of one black cell.
  const int side = (*found)->markerSize + 2;
  cv::Mat drawn;
  (*found)->drawMarker(id, side, drawn, 1);
  MarkerCells cells;
  for (int row = 0; row < side; ++row) {
    auto& line = cells.rows.emplace_back();
    for (int column = 0; column < side; ++column) line.push_back(drawn.at<unsigned char>(row, column) < 128);
  }
  return cells;
}

}  // namespace landai::photo
