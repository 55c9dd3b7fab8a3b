// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/report/photo.hpp"

#include <fmt/format.h>

#include <cmath>

#include "json_writer.hpp"
#include "landai/photo/annotate.hpp"

#ifndef LANDAI_VERSION
#define LANDAI_VERSION "0"
#endif

namespace landai::report {
namespace {

void paragraph(std::string& out, const Texts& texts, const char* heading, const std::vector<Message>& messages) {
  if (messages.empty()) return;
  out += texts(heading) + "\n";
  for (const Message& m : messages) out += "  - " + texts.render(m) + "\n";
}

void budget(std::string& out, const photo::Measured& measured, const Texts& texts) {
  out += texts("report.photo.budget") + "\n";
  for (const photo::Share& row : measured.budget) {
    if (row.share < 0.0005) continue;
    const std::string u = measured.unit == "m" ? fmt::format("{:.2f} mm", 1000 * row.u) : fmt::format("{:.4f}", row.u);
    out += texts.as_written(fmt::format("  {:>5.1f} %  {:>10}  ", 100 * row.share, u)) + texts(row.source) + "\n";
  }
}

void pixels(JsonWriter& json, const char* name, photo::PixelPoint p) { json.key(name).array().number(p.x).number(p.y).end_array(); }

void write_drawing(JsonWriter& json, const photo::Drawing& drawing) {
  static constexpr const char* kKinds[] = {"target", "measured", "reference"};
  json.line().key("lines").array();
  for (const auto& line : drawing.lines) {
    json.object().text("kind", kKinds[static_cast<int>(line.kind)]);
    pixels(json, "a", line.a);
    pixels(json, "b", line.b);
    json.end_object();
  }
  json.end_array().line().key("outlines").array();
  for (const auto& outline : drawing.outlines) {
    json.line().object().text("label", outline.label).key("corners").array();
    for (const auto& c : outline.corners) json.array().number(c.x).number(c.y).end_array();
    json.end_array().end_object();
  }
  json.end_array();
}

void write_measured(JsonWriter& json, const photo::Measured& m, const Texts& texts) {
  json.line().number("value", m.value).number("u", m.u).key("interval").array().number(m.lo).number(m.hi).end_array().text("unit", m.unit);
  json.text("text", photo::value_text(m, texts)).key("draws").integer(m.draws).boolean("budget_by_draws", m.budget_by_draws);
  json.line().key("budget").array();
  for (const auto& row : m.budget) {
    const std::size_t dot = row.source.rfind('.');
    json.line().object().text("source", row.source.substr(dot + 1)).number("u", row.u).number("share", row.share).end_object();
  }
  json.end_array();
}

void write_messages(JsonWriter& json, const char* name, const std::vector<Message>& messages, const Texts& texts) {
  std::vector<std::string> rendered;
  for (const Message& m : messages) rendered.push_back(texts.render(m));
  json.line().texts(name, rendered);
}

}  // namespace

std::string photo_terminal(const photo::Photo& photo, const photo::Task& task, const photo::Answer& answer, const Texts& texts) {
  std::string out = photo.file() + "\n";
  if (!task.element.empty() || !task.quantity.empty()) out += task.element + " " + task.quantity + "\n";
  if (answer.measured) {
    // An uneven interval is told with its ends and says itself what they are.
    const std::string value = photo::value_text(*answer.measured, texts);
    out += (value.find("95 %") == std::string::npos ? texts.render(message("report.photo.value").with("value", value)) : value) + "\n\n";
    budget(out, *answer.measured, texts);
  } else {
    out += texts.render(message("report.photo.refused").with("why", texts.render(answer.refused))) + "\n";
    if (!answer.advice.empty()) out += "  " + texts.render(answer.advice) + "\n";
  }
  paragraph(out, texts, "report.photo.assumptions", answer.assumptions);
  paragraph(out, texts, "report.photo.warnings", answer.warnings);
  return out;
}

std::string photo_json(const photo::Photo& photo, const photo::Task& task, const photo::Answer& answer, const Texts& texts) {
  JsonWriter json;
  json.object().text("schema", "landai-photo-answer/1").key("tool").object().text("version", LANDAI_VERSION).end_object();
  json.line().key("photo").object().text("file", photo.file()).text("sha256", photo.sha256()).key("width").integer(photo.width()).key("height").integer(photo.height());
  json.text_or_null("make", photo.exif().make).text_or_null("model", photo.exif().model).text_or_null("time", photo.exif().time).end_object();
  json.line().text_or_null("element", task.element).text_or_null("quantity", task.quantity).boolean("measured", answer.measured.has_value());
  if (answer.measured) write_measured(json, *answer.measured, texts);
  else json.line().text("refused", texts.render(answer.refused)).text("refused_key", answer.refused.key).text_or_null("advice", texts.render(answer.advice));
  write_messages(json, "assumptions", answer.assumptions, texts);
  write_messages(json, "warnings", answer.warnings, texts);
  write_drawing(json, answer.drawing);
  json.end_object();
  return json.take() + "\n";
}

}  // namespace landai::report
