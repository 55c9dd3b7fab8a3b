// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/marker_sheet.hpp"

#include <array>
#include <opencv2/aruco.hpp>
#include <string>
#include <utility>

namespace landai::photo {
namespace {

/// Dictionaries that are printed; the first is the worksheet's.
constexpr std::array<std::pair<std::string_view, cv::aruco::PREDEFINED_DICTIONARY_NAME>, 4> kPrinted{{
    {"apriltag_36h11", cv::aruco::DICT_APRILTAG_36h11},
    {"apriltag_36h10", cv::aruco::DICT_APRILTAG_36h10},
    {"apriltag_25h9", cv::aruco::DICT_APRILTAG_25h9},
    {"apriltag_16h5", cv::aruco::DICT_APRILTAG_16h5},
}};

Result<cv::Ptr<cv::aruco::Dictionary>> dictionary_of(std::string_view name) {
  for (const auto& [word, id] : kPrinted)
    if (word == name) return cv::aruco::getPredefinedDictionary(id);
  std::string known;
  for (const auto& [word, id] : kPrinted) known += (known.empty() ? "" : ", ") + std::string(word);
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
