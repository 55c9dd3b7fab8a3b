// SPDX-License-Identifier: GPL-3.0-or-later
// Forms and their items in the report document.
#include "items_json.hpp"

#include "item_text.hpp"
#include "text.hpp"

namespace landai::report {
namespace {

using indicators::Form;
using indicators::Indicator;

void write_evidence(JsonWriter& json, const Indicator& item) {
  json.key("evidence").array();
  for (const indicators::Need& need : item.evidence)
    json.object().text("kind", need.kind).boolean("met", need.met()).texts("by", need.by).end_object();
  json.end_array();
}

void write_attestations(JsonWriter& json, const Indicator& item) {
  json.key("attestations").array();
  for (const indicators::Statement& s : item.statements)
    json.object()
        .text("state", indicators::to_string(s.state))
        .text("by", s.said.by)
        .text_or_null("date", s.said.date)
        .texts("evidence", s.said.evidence)
        .texts("lost", s.lost)
        .text("note", s.said.note)
        .boolean("counts", s.counts)
        .end_object();
  json.end_array();
}

void write_item(JsonWriter& json, const View& view, const Form& form, const Indicator& i) {
  const ItemText text = item_text(view, form, i);
  json.line()
      .object()
      .text("form", i.form)
      .text("id", i.id)
      .text("state", indicators::to_string(i.state))
      .texts("groups", i.groups)
      .texts("checks", i.checks);
  write_attestations(json, i);
  json.text("block", i.block)
      .text("title", text.title)
      .text("reason", text.reason)
      .texts("elements", i.elements)
      .boolean("defects", i.defects)
      .boolean("filled", i.filled)
      .text("state_word", text.state)
      .text("claim", indicators::to_string(i.claim))
      .texts("notes", text.notes);
  write_evidence(json, i);
  json.texts("defect_checks", i.defect_checks)
      .texts("open_checks", i.open_checks)
      .texts("to_measure", text.to_measure)
      .end_object();
}

}  // namespace

void write_indicators(JsonWriter& json, const View& view) {
  json.line().key("indicators").array();
  for (const Form& form : view.in.forms)
    for (const Indicator* item : items_of(view, form)) write_item(json, view, form, *item);
  json.line().end_array();
}

}  // namespace landai::report
