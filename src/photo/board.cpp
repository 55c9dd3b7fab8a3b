// SPDX-License-Identifier: GPL-3.0-or-later
#include "board.hpp"

#include <opencv2/aruco.hpp>
#include <opencv2/aruco/charuco.hpp>
#include <opencv2/calib3d.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <charconv>

#include "landai/core/amount.hpp"
#include "landai/photo/marker.hpp"
#include "pixels.hpp"

namespace landai::photo {
namespace {

constexpr double kSearched = 1000;  // px of the long side: squares of 10 px and more are seen
constexpr int kMostSquares = 100;

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(':');
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

bool count(std::string_view text, int& columns, int& rows) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
  const char* end = text.data() + text.size();
  if (error != std::errc{} || stop == end || *stop != 'x') return false;
  const auto [last, other] = std::from_chars(stop + 1, end, rows);
  return other == std::errc{} && last == end && columns >= 3 && rows >= 3 && columns <= kMostSquares && rows <= kMostSquares;
}

bool length(std::string_view text, double& metres) {
  const Amount amount = amount_of(text, "", "m");
  metres = amount.value;
  return amount.problem == Amount::Problem::none && amount.lo == amount.hi && metres > 0;
}

/// Corners to about a pixel, found in a smaller copy: a search that finds nothing at 12 MP takes minutes.
bool find_corners(const cv::Mat& grey, cv::Size size, std::vector<cv::Point2f>& pixels) {
  const double shrink = std::min(1.0, kSearched / std::max(grey.cols, grey.rows));
  const cv::Mat small = shrink < 1 ? resized(grey, shrink, cv::INTER_AREA) : grey;
  if (!cv::findChessboardCorners(small, size, pixels, cv::CALIB_CB_ADAPTIVE_THRESH | cv::CALIB_CB_NORMALIZE_IMAGE | cv::CALIB_CB_FAST_CHECK) &&
      !cv::findChessboardCornersSB(small, size, pixels, cv::CALIB_CB_NORMALIZE_IMAGE))
    return false;
  for (cv::Point2f& p : pixels) p = {static_cast<float>((p.x + 0.5) * grey.cols / small.cols - 0.5), static_cast<float>((p.y + 0.5) * grey.rows / small.rows - 0.5)};
  return true;
}

SeenBoard see_chessboard(const cv::Mat& grey, const Board& board) {
  SeenBoard seen;
  const cv::Size size(board.columns, board.rows);
  if (!find_corners(grey, size, seen.pixels)) return {};
  // The saddle points themselves: the detectors' own corners halve the accuracy of a small picture. A window of a third of a square: a wider one
  // jumps to the neighbours.
  const double side = cv::norm(seen.pixels[1] - seen.pixels[0]);
  const int window = std::clamp(static_cast<int>(side / 3), 2, 11);
  cv::cornerSubPix(grey, seen.pixels, {window, window}, {-1, -1}, {cv::TermCriteria::EPS + cv::TermCriteria::COUNT, 50, 0.001});
  for (int y = 0; y < board.rows; ++y)
    for (int x = 0; x < board.columns; ++x) seen.places.emplace_back(static_cast<float>(x * board.square), static_cast<float>(y * board.square), 0.0F);
  return seen;
}

SeenBoard see_charuco(const cv::Mat& grey, const Board& board) {
  SeenBoard seen;
  const auto dictionary = cv::aruco::getPredefinedDictionary(*dictionary_code(board.dictionary));
  const auto printed = cv::aruco::CharucoBoard::create(board.columns, board.rows, static_cast<float>(board.square), static_cast<float>(board.marker), dictionary);
  std::vector<std::vector<cv::Point2f>> corners;
  std::vector<int> ids, numbers;
  cv::aruco::detectMarkers(grey, dictionary, corners, ids);
  if (ids.empty()) return {};
  cv::aruco::interpolateCornersCharuco(corners, ids, grey, printed, seen.pixels, numbers);
  for (const int number : numbers) seen.places.push_back(printed->chessboardCorners[static_cast<std::size_t>(number)]);
  if (seen.places.size() < 8) return {};
  return seen;
}

}  // namespace

Result<Board> board_of(std::string_view text) {
  const auto parts = parts_of(text);
  Board board;
  board.text = std::string(text);
  board.charuco = parts[0] == "charuco";
  const bool right = (parts[0] == "chessboard" && parts.size() == 3) || (board.charuco && parts.size() == 5);
  if (!right || !count(parts[1], board.columns, board.rows) || !length(parts[2], board.square) || (board.charuco && !length(parts[3], board.marker)) ||
      (board.charuco && !(board.marker < board.square)))
    return Error{ErrorCode::usage, message("photo.board.wrong").with("board", board.text), "", "", message("photo.board.advice")};
  if (!board.charuco) return board;
  // Boards with an even number of rows begin with a black or a white square, depending on the release of OpenCV that drew them: the other one's corners
  // would be taken for their neighbours.
  if (board.rows % 2 == 0) return Error{ErrorCode::usage, message("photo.board.even").with("board", board.text), "", "", message("photo.board.advice")};
  board.dictionary = std::string(parts[4]);
  if (!dictionary_code(board.dictionary))
    return Error{ErrorCode::usage, message("photo.marker.dictionary").with("name", board.dictionary), "", "", message("photo.board.advice")};
  return board;
}

SeenBoard see_board(const Photo& photo, const Board& board) {
  try {
    cv::Mat grey;
    cv::cvtColor(photo.pixels().bgr, grey, cv::COLOR_BGR2GRAY);
    return board.charuco ? see_charuco(grey, board) : see_chessboard(grey, board);
  } catch (const cv::Exception&) {
    return {};  // a board too large for the photo, or a dictionary too small for the board: it is not seen
  }
}

}  // namespace landai::photo
