// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/marker.hpp"

#include <opencv2/aruco.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

#include "board.hpp"
#include "corners.hpp"
#include "edge.hpp"
#include "edge_bias.hpp"
#include "guard.hpp"
#include "landai/core/nearest.hpp"
#include "pixels.hpp"

namespace landai::photo {
namespace {

struct NamedDictionary {
  const char* name;
  int code;
};
constexpr NamedDictionary kDictionaries[] = {
    {"apriltag_16h5", cv::aruco::DICT_APRILTAG_16h5},     {"apriltag_25h9", cv::aruco::DICT_APRILTAG_25h9},
    {"apriltag_36h10", cv::aruco::DICT_APRILTAG_36h10},   {"apriltag_36h11", cv::aruco::DICT_APRILTAG_36h11},
    {"aruco_4x4_50", cv::aruco::DICT_4X4_50},             {"aruco_4x4_100", cv::aruco::DICT_4X4_100},
    {"aruco_4x4_250", cv::aruco::DICT_4X4_250},           {"aruco_4x4_1000", cv::aruco::DICT_4X4_1000},
    {"aruco_5x5_50", cv::aruco::DICT_5X5_50},             {"aruco_5x5_100", cv::aruco::DICT_5X5_100},
    {"aruco_5x5_250", cv::aruco::DICT_5X5_250},           {"aruco_5x5_1000", cv::aruco::DICT_5X5_1000},
    {"aruco_6x6_50", cv::aruco::DICT_6X6_50},             {"aruco_6x6_100", cv::aruco::DICT_6X6_100},
    {"aruco_6x6_250", cv::aruco::DICT_6X6_250},           {"aruco_6x6_1000", cv::aruco::DICT_6X6_1000},
    {"aruco_7x7_50", cv::aruco::DICT_7X7_50},             {"aruco_7x7_100", cv::aruco::DICT_7X7_100},
    {"aruco_7x7_250", cv::aruco::DICT_7X7_250},           {"aruco_7x7_1000", cv::aruco::DICT_7X7_1000},
    {"aruco_original", cv::aruco::DICT_ARUCO_ORIGINAL},
};

constexpr int kDetectSide = 2200;       // px of the long side: larger photos are looked at in a smaller copy
constexpr double kAlike = 4;             // samples along an edge share pixels and blocks of the JPEG: a quarter of them counts at most
/// px, over the 1.5th power of the cell's size: what blur and sharpening of the next cells' edges do. On photos of printed sheets, of which one plane is fitted
/// to all markers, corners are 0.25 px off where a cell has 3 px; at 20 px nothing of it is left.
constexpr double kNeighbour = 1.35;
constexpr double kEditedSigma = 0.27;    // px: a program that cuts, scales and sharpens pictures wrote it anew (the same sheets, 0.25 to 0.31 px)
constexpr double kSharpSigma = 0.03, kSharpBias = 0.2;    // px, of corners between fitted edges
constexpr double kLeftBias = 0.03;                       // px, what the marker's own cells leave open
constexpr double kClippedBias = 0.3;                     // the white paper is saturated
constexpr double kRoughSigma = 0.3, kRoughBias = 0.25;   // px, of corners that only the detector has seen (reference section 6)

double distance(PixelPoint a, PixelPoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

PixelPoint centre(const Marker& m) {
  PixelPoint sum;
  for (const PixelPoint& c : m.corners) sum.x += c.x / 4, sum.y += c.y / 4;
  return sum;
}

/// Windows of the detector's thresholds, px: from, to, in steps of 10.
struct Windows {
  int from, to;
};
constexpr Windows kAllWindows{3, 23}, kWideWindows{13, 23}, kNarrowWindow{3, 3};

/// Runs the detector with both constants of reference section 9: neither alone finds all in noise and in flat light.
std::vector<Marker> detect(const cv::Mat& grey, const NamedDictionary& named, double scale, Windows windows) {
  const auto dictionary = cv::aruco::getPredefinedDictionary(named.code);
  const auto parameters = cv::aruco::DetectorParameters::create();
  parameters->minMarkerPerimeterRate = std::min(0.03, 48.0 / std::max(grey.cols, grey.rows));  // 12 px a side
  parameters->adaptiveThreshWinSizeMin = windows.from;
  parameters->adaptiveThreshWinSizeMax = windows.to;
  std::vector<Marker> found;
  for (const double constant : {15.0, 7.0}) {
    parameters->adaptiveThreshConstant = constant;
    std::vector<std::vector<cv::Point2f>> corners;
    std::vector<int> ids;
    cv::aruco::detectMarkers(grey, dictionary, corners, ids, parameters);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      Marker marker;
      marker.dictionary = named.name;
      marker.id = ids[i];
      for (std::size_t k = 0; k < 4; ++k) marker.corners[k] = {(corners[i][k].x + 0.5) * scale - 0.5, (corners[i][k].y + 0.5) * scale - 0.5};
      const bool known = std::any_of(found.begin(), found.end(), [&](const Marker& m) {
        return m.id == marker.id && distance(centre(m), centre(marker)) < m.side() / 2;
      });
      if (!known) found.push_back(std::move(marker));
    }
  }
  return found;
}

PixelPoint meeting(const Edge& p, const Edge& q) {
  const double px = p.b.x - p.a.x, py = p.b.y - p.a.y, qx = q.b.x - q.a.x, qy = q.b.y - q.a.y;
  const double det = px * qy - py * qx;
  const double s = ((q.a.x - p.a.x) * qy - (q.a.y - p.a.y) * qx) / det;
  return {p.a.x + s * px, p.a.y + s * py};
}

/// The corners between the four fitted edges; nothing when an edge cannot be fitted or a corner moves further than the search reached.
std::optional<Marker> between_edges(const Photo::Pixels& pixels, const Marker& rough, double cell, double reach) {
  std::array<Edge, 4> edges;
  bool clipped = false;
  for (std::size_t k = 0; k < 4; ++k) {
    // Clockwise, so the dark inside lies to the right.
    const auto edge = fit_edge(pixels, rough.corners[k], rough.corners[(k + 1) % 4], {reach, 0.08, -1, 0.03});
    if (!edge) return std::nullopt;
    clipped = clipped || edge->clipped;
    edges[k] = *edge;
  }
  Marker sharp = rough;
  for (std::size_t k = 0; k < 4; ++k) {
    sharp.corners[k] = meeting(edges[(k + 3) % 4], edges[k]);
    if (!(distance(sharp.corners[k], rough.corners[k]) <= 2 * reach)) return std::nullopt;
  }
  double spread = 0;
  for (const Edge& edge : edges) spread = std::max(spread, edge.rms * std::sqrt(std::max(kAlike, edge.alike) / edge.samples));
  sharp.sigma = std::hypot(kSharpSigma, spread, kNeighbour / std::pow(cell, 1.5));
  sharp.bias = clipped ? kClippedBias : kSharpBias;
  return sharp;
}

/// Takes off what the marker's own cells tell of the edges. Several pixels would be no bias but a wrong marker.
void unbias(const Photo::Pixels& pixels, Marker& marker, const cv::Mat1b& cells) {
  const auto bias = edge_bias(pixels, marker, cells);
  if (!bias || std::abs(bias->px) > 1.5) return;
  const auto corners = pushed_out(marker.corners, -bias->px);
  if (!corners || !(bias->u < marker.bias)) return;
  marker.corners = *corners;
  marker.bias = std::hypot(bias->u, kLeftBias);
}

/// White cells of a marker with its black border.
cv::Mat1b cells_of(const cv::aruco::Dictionary& dictionary, int id) {
  const cv::Mat bits = cv::aruco::Dictionary::getBitsFromByteList(dictionary.bytesList.rowRange(id, id + 1), dictionary.markerSize);
  cv::Mat1b cells(dictionary.markerSize + 2, dictionary.markerSize + 2, static_cast<uchar>(0));
  bits.copyTo(cells(cv::Rect(1, 1, bits.cols, bits.rows)));
  return cells;
}

void refine(const Photo::Pixels& pixels, Marker& marker, const cv::Mat1b& pattern, double scale) {
  const int cells = pattern.rows;
  marker.sigma = kRoughSigma * scale;
  marker.bias = kRoughBias * scale;
  const double cell = marker.side() / cells;
  // Within the black border and the white one, each a cell wide: what lies beyond is not this edge.
  const auto near = between_edges(pixels, marker, cell, std::clamp(0.6 * cell, 2.0, 8.0));
  if (!near) return;
  marker = *near;
  if (const auto nearer = between_edges(pixels, *near, cell, std::clamp(0.45 * cell, 1.5, 5.0))) marker = *nearer;
  unbias(pixels, marker, pattern);
}

std::string all_dictionaries() {
  std::string names;
  for (const auto& named : kDictionaries) names += (names.empty() ? "" : ", ") + std::string(named.name);
  return names;
}

}  // namespace

double Marker::side() const {
  double sum = 0;
  for (std::size_t k = 0; k < 4; ++k) sum += distance(corners[k], corners[(k + 1) % 4]) / 4;
  return sum;
}

std::vector<std::string> marker_dictionaries() {
  std::vector<std::string> names;
  for (const auto& named : kDictionaries) names.emplace_back(named.name);
  return names;
}

std::optional<int> dictionary_code(std::string_view name) {
  for (const auto& named : kDictionaries)
    if (named.name == name) return named.code;
  return std::nullopt;
}

namespace {

Result<std::vector<Marker>> look_for_markers(const Photo& photo, std::string_view dictionary) {
  const auto* named = std::find_if(std::begin(kDictionaries), std::end(kDictionaries), [dictionary](const auto& d) { return d.name == dictionary; });
  if (named == std::end(kDictionaries))
    return Error{ErrorCode::usage, message("photo.marker.dictionary").with("name", std::string(dictionary)), "", "",
                 message("photo.marker.dictionary_advice").with("names", all_dictionaries())};
  cv::Mat grey, small;
  cv::cvtColor(photo.pixels().bgr, grey, cv::COLOR_BGR2GRAY);
  const double scale = std::max(1.0, static_cast<double>(std::max(grey.cols, grey.rows)) / kDetectSide);
  if (scale > 1) small = resized(grey, 1 / scale, cv::INTER_AREA);
  auto found = detect(scale > 1 ? small : grey, *named, scale > 1 ? static_cast<double>(grey.cols) / small.cols : 1, kAllWindows);
  // The whole picture costs most; the narrow window is for the smallest markers, so it comes last.
  for (const Windows windows : {kWideWindows, kNarrowWindow})
    if (found.empty() && scale > 1) found = detect(grey, *named, 1, windows);
  const auto codes = cv::aruco::getPredefinedDictionary(named->code);
  for (Marker& marker : found) {
    refine(photo.pixels(), marker, cells_of(*codes, marker.id), scale);
    if (!photo.exif().edited_by.empty()) marker.sigma = std::max(marker.sigma, kEditedSigma);
  }
  std::sort(found.begin(), found.end(), [](const Marker& a, const Marker& b) {
    return a.id != b.id ? a.id < b.id : std::pair(centre(a).x, centre(a).y) < std::pair(centre(b).x, centre(b).y);
  });
  return found;
}

}  // namespace

Result<std::vector<Marker>> find_markers(const Photo& photo, std::string_view dictionary) {
  return guarded(photo.file(), [&] { return look_for_markers(photo, dictionary); });
}

}  // namespace landai::photo
