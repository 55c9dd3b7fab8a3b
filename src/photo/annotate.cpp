// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/photo/annotate.hpp"

#include <fmt/format.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "guard.hpp"
#include "landai/core/uncertainty_text.hpp"
#include "pixels.hpp"

namespace landai::photo {
namespace {

const cv::Scalar kTargetColour(0, 200, 255), kMeasuredColour(60, 60, 255), kMarkerColour(90, 220, 60), kInk(255, 255, 255), kBand(40, 36, 32);

/// OpenCV's stroke fonts have plain ASCII only.
std::string plain(std::string text) {
  for (const auto& [from, to] : {std::pair{"±", "+/-"}, {"−", "-"}, {"–", "-"}, {"°", " deg"}, {"×", "x"}, {"≥", ">="}, {"≤", "<="}, {"²", "2"}, {"…", "..."}})
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) text.replace(at, std::string_view(from).size(), to);
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) > 126 || static_cast<unsigned char>(c) < 32; });
  return text;
}

class Sheet {
 public:
  Sheet(const cv::Mat& photo, double scale) : picture_(resized(photo, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_NEAREST)), scale_(scale) {
    size_ = std::max(picture_.cols, picture_.rows) / 1600.0;
  }
  void line(PixelPoint a, PixelPoint b, const cv::Scalar& colour, double width) {
    cv::line(picture_, at(a), at(b), {0, 0, 0}, thick(width + 1.6), cv::LINE_AA, kShift);
    cv::line(picture_, at(a), at(b), colour, thick(width), cv::LINE_AA, kShift);
  }
  /// A short stroke across the end of the measured length.
  void tick(PixelPoint end, PixelPoint other) {
    const double length = std::hypot(other.x - end.x, other.y - end.y), by = 14 * size_ / scale_;
    if (!(length > 0)) return;
    const double nx = -(other.y - end.y) / length * by, ny = (other.x - end.x) / length * by;
    line({end.x - nx, end.y - ny}, {end.x + nx, end.y + ny}, kMeasuredColour, 2.5);
  }
  /// Text that begins at a pixel, moved as far as needed to stay inside of the picture.
  void label(PixelPoint p, const std::string& text, double font) {
    int below = 0;
    const cv::Size box = cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, font * size_, thick(5), &below);
    const auto inside = [](double v, int least, int most) { return std::max(least, std::min(static_cast<int>(v), most)); };
    const int edge = thick(5);
    const cv::Point at(inside((p.x + 0.5) * scale_, edge, picture_.cols - box.width - edge), inside((p.y + 0.5) * scale_, box.height + edge, picture_.rows - below - edge));
    cv::putText(picture_, text, at, cv::FONT_HERSHEY_SIMPLEX, font * size_, {0, 0, 0}, thick(5), cv::LINE_AA);
    cv::putText(picture_, text, at, cv::FONT_HERSHEY_SIMPLEX, font * size_, kInk, thick(2), cv::LINE_AA);
  }
  /// Lines of text on a band below the photo, so that they hide nothing of it.
  void band(const std::vector<std::string>& lines) {
    const double font = 0.62 * size_;
    std::vector<std::string> wrapped;
    for (const std::string& text : lines) wrap(text, font, wrapped);
    const int step = std::max(12, static_cast<int>(28 * size_)), margin = step / 2;
    cv::Mat out(picture_.rows + step * static_cast<int>(wrapped.size()) + 2 * margin, picture_.cols, CV_8UC3, kBand);
    picture_.copyTo(out(cv::Rect(0, 0, picture_.cols, picture_.rows)));
    int y = picture_.rows + margin + step * 3 / 4;
    for (const std::string& text : wrapped) {
      cv::putText(out, text, {margin, y}, cv::FONT_HERSHEY_SIMPLEX, font, kInk, thick(1.2), cv::LINE_AA);
      y += step;
    }
    picture_ = out;
  }
  [[nodiscard]] const cv::Mat& picture() const { return picture_; }
  [[nodiscard]] double scale() const { return scale_; }

 private:
  static constexpr int kShift = 4;
  [[nodiscard]] cv::Point at(PixelPoint p) const {
    const auto fixed = [this](double v) { return static_cast<int>(std::lround(((v + 0.5) * scale_ - 0.5) * (1 << kShift))); };
    return {fixed(p.x), fixed(p.y)};
  }
  [[nodiscard]] int thick(double width) const { return std::max(1, static_cast<int>(std::lround(width * size_))); }
  void wrap(const std::string& text, double font, std::vector<std::string>& out) const {
    const auto fits = [&](const std::string& s) { return cv::getTextSize(s, cv::FONT_HERSHEY_SIMPLEX, font, 1, nullptr).width < picture_.cols * 0.95; };
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const std::string word = text.substr(at, end - at), longer = line.empty() ? word : line + " " + word;
      if (!line.empty() && !fits(longer)) {
        out.push_back(line);
        line = "  " + word;
      } else {
        line = longer;
      }
      at = end + 1;
    }
    if (!line.empty()) out.push_back(line);
  }

  cv::Mat picture_;
  double scale_, size_ = 1;
};

/// Two figures of U decide how the value is rounded.
int decimals(double u_mm) {
  if (!(u_mm > 0)) return 1;
  return std::clamp(1 - static_cast<int>(std::floor(std::log10(u_mm))), 0, 3);
}

void draw(Sheet& sheet, const Answer& answer, const std::string& value) {
  for (const DrawnOutline& outline : answer.drawing.outlines) {
    for (std::size_t k = 0; k < outline.corners.size(); ++k)
      sheet.line(outline.corners[k], outline.corners[(k + 1) % outline.corners.size()], kMarkerColour, 2);
    if (!outline.corners.empty() && !outline.label.empty()) sheet.label(outline.corners[0], outline.label, 0.7);
  }
  for (const DrawnLine& line : answer.drawing.lines) {
    const bool measured = line.kind == DrawnLine::Kind::measured;
    sheet.line(line.a, line.b, measured ? kMeasuredColour : line.kind == DrawnLine::Kind::target ? kTargetColour : kMarkerColour, measured ? 2.5 : 2);
    if (!measured) continue;
    sheet.tick(line.a, line.b);
    sheet.tick(line.b, line.a);
    sheet.label({(line.a.x + line.b.x) / 2, (line.a.y + line.b.y) / 2}, value, 0.9);
  }
}

/// "8.31 % ± 0.22 % (1:12.0, 4.75°)"
std::string slope_text(const Measured& m, const Texts& texts) {
  const int digits = std::min(decimals(100 * m.half_width()), 3);
  const bool even = std::abs((m.hi - m.value) - (m.value - m.lo)) <= 0.1 * (m.hi - m.lo);
  std::string text = even ? fmt::format("{:.{}f} ± {:.{}f} %", 100 * m.value, digits, 100 * m.half_width(), digits)
                          : fmt::format("{:.{}f} % (95 %: {:.{}f} – {:.{}f} %)", 100 * m.value, digits, 100 * m.lo, digits, 100 * m.hi, digits);
  const double degrees = std::atan(m.value) * 180 / std::numbers::pi, u = std::atan(m.half_width()) * 180 / std::numbers::pi / (1 + m.value * m.value);
  text += fmt::format("; {:.{}f}°", degrees, std::min(decimals(u), 3));
  if (m.value > 0.002) text += fmt::format("; 1:{:.1f}", 1 / m.value);
  return texts.as_written(text);
}

}  // namespace

std::string value_text(const Measured& m, const Texts& texts) {
  if (m.unit == "1") return slope_text(m, texts);
  if (m.unit != "m") return texts.number(m.value, m.unit) + " ± " + uncertainty_text(texts, m.half_width(), m.unit);
  const double below = 1000 * (m.value - m.lo), above = 1000 * (m.hi - m.value);
  const int digits = decimals(1000 * m.half_width());
  const bool even = std::abs(above - below) <= 0.1 * (above + below);
  const std::string text = even ? fmt::format("{:.{}f} ± {:.{}f} mm", 1000 * m.value, digits, 1000 * m.half_width(), digits)
                                : fmt::format("{:.{}f} mm (95 %: {:.{}f} – {:.{}f} mm)", 1000 * m.value, digits, 1000 * m.lo, digits, 1000 * m.hi, digits);
  return texts.as_written(text);
}

namespace {

Result<std::string> drawn(const Photo& photo, const Answer& answer, const Texts& texts, const AnnotateOptions& options) {
  const int longest = std::max(photo.width(), photo.height());
  Sheet sheet(photo.pixels().bgr, options.full_size ? 1 : std::min(1.0, static_cast<double>(options.long_side) / longest));
  const std::string value = answer.measured ? plain(value_text(*answer.measured, texts)) : "";
  draw(sheet, answer, value);
  std::vector<std::string> lines;
  lines.push_back(answer.measured ? value : plain(texts.render(answer.refused)));
  for (const auto* messages : {&answer.assumptions, &answer.warnings})
    for (const Message& m : *messages) lines.push_back(plain((messages == &answer.warnings ? "! " : "- ") + texts.render(m)));
  sheet.band(lines);
  std::vector<unsigned char> bytes;
  if (!cv::imencode(options.png ? ".png" : ".jpg", sheet.picture(), bytes, options.png ? std::vector<int>{} : std::vector<int>{cv::IMWRITE_JPEG_QUALITY, 90}))
    return Error{ErrorCode::output, message("photo.picture.failed"), photo.file(), "", {}};
  return std::string(bytes.begin(), bytes.end());
}

}  // namespace

Result<std::string> annotate(const Photo& photo, const Answer& answer, const Texts& texts, const AnnotateOptions& options) {
  return guarded(photo.file(), [&] { return drawn(photo, answer, texts, options); });
}

}  // namespace landai::photo
