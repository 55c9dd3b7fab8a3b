// SPDX-License-Identifier: GPL-3.0-or-later
#include "option_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "landai/core/amount.hpp"

namespace landai::cli {

Error wrong(const char* option, const std::string& value, const char* advice) {
  return Error{ErrorCode::usage, message("cli.measure.wrong").with("option", option).with("value", value), "", "", message(advice)};
}

/// "150 mm" of an option, above 0 unless it may be negative.
Result<std::optional<double>> length(const char* option, const std::string& text, bool may_be_negative) {
  if (text.empty()) return std::optional<double>{};
  const Amount amount = amount_of(text, "", "m");
  if (amount.problem != Amount::Problem::none || amount.lo != amount.hi) return wrong(option, text, "cli.measure.length_advice");
  if (!may_be_negative && !(amount.value > 0)) return wrong(option, text, "cli.measure.positive_advice");
  return std::optional(amount.value);
}

/// Numbers with commas between them; nothing when one is none.
std::optional<std::vector<double>> numbers(std::string_view text) {
  std::vector<double> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + end, value);
    if (error != std::errc{} || stop != text.data() + end || !std::isfinite(value)) return std::nullopt;
    out.push_back(value);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// "x,y", "x1,y1,x2,y2" or "marker:4".
Result<photo::End> end_of(const char* option, const std::string& text, const std::string& taken) {
  photo::End end;
  if (text.starts_with("marker:")) {
    const auto id = numbers(std::string_view(text).substr(7));
    if (!id || id->size() != 1 || !((*id)[0] >= 0 && (*id)[0] < 1e6) || (*id)[0] != std::floor((*id)[0])) return wrong(option, text, "cli.measure.end_advice");
    end.marker = static_cast<int>((*id)[0]);
    return end;
  }
  const auto xy = numbers(text);
  if (!xy || (xy->size() != 2 && xy->size() != 4)) return wrong(option, text, "cli.measure.end_advice");
  for (std::size_t i = 0; i < xy->size(); i += 2) end.pixels.push_back({(*xy)[i], (*xy)[i + 1]});
  const std::string how = !taken.empty() ? taken : end.pixels.size() > 1 ? "snap" : "loupe";
  end.taken = photo::taken_of(how);
  return end;
}

Result<std::optional<double>> angle(const char* option, const std::string& text) {
  if (text.empty()) return std::optional<double>{};
  const Amount amount = amount_of(text, "", "rad");
  if (amount.problem != Amount::Problem::none || amount.lo != amount.hi) return wrong(option, text, "cli.measure.angle_advice");
  return std::optional(amount.value);
}

Result<std::vector<photo::PixelPoint>> pixels_of(const char* option, const std::string& text, std::size_t count) {
  std::vector<photo::PixelPoint> out;
  if (text.empty()) return out;
  const auto xy = numbers(text);
  if (!xy || xy->size() != 2 * count) return wrong(option, text, "cli.measure.pixels_advice");
  for (std::size_t i = 0; i < xy->size(); i += 2) out.push_back({(*xy)[i], (*xy)[i + 1]});
  return out;
}

}  // namespace landai::cli
