// SPDX-License-Identifier: GPL-3.0-or-later
#include "values.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "database.hpp"

namespace landai::store {
namespace {

using Json = nlohmann::json;

/// In the order of ReadingPart::Kind.
constexpr const char* kPartKinds[] = {"straight", "turned", "spot"};

/// Names come from files and need not be UTF-8.
std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Failure strange(const std::string& text, const std::string& file) {
  return Failure{{ErrorCode::input, message("store.strange").with("text", text.substr(0, 60)), file, "",
                  message("store.damaged.advice")}};
}

/// Runs `read` on the JSON of `text`; whatever does not fit is a Failure.
template <class Read>
auto parsed(const std::string& text, const std::string& file, const Read& read) {
  constexpr std::size_t kLongest = 16u << 20;
  if (text.size() > kLongest) throw strange(text, file);
  try {
    return read(Json::parse(text));
  } catch (const Json::exception&) {
    throw strange(text, file);
  }
}

}  // namespace

std::string to_text(const measure::Value& value) {
  return dump(std::visit([](const auto& v) { return Json(v); }, value));
}

std::string to_text(const measure::Params& params) {
  Json json = Json::object();
  for (const auto& [name, param] : params)
    json[name] = std::visit([](const auto& v) { return Json(v); }, param);
  return dump(json);
}

std::string to_text(const std::vector<std::string>& words) { return dump(Json(words)); }

std::string to_text(const std::vector<Message>& messages) {
  Json json = Json::array();
  for (const Message& m : messages) {
    Json args = Json::array();
    for (const auto& [name, arg] : m.args)
      if (!arg.value) args.push_back(Json{name, arg.text});
      else if (std::isfinite(*arg.value)) args.push_back(Json{name, *arg.value, arg.unit});
      else args.push_back(Json{name, *arg.value > 0 ? "∞" : *arg.value < 0 ? "-∞" : "?"});  // JSON has no number for it and could not be read back
    json.push_back({{"key", m.key}, {"args", std::move(args)}});
  }
  return dump(json);
}

std::string to_text(const std::vector<measure::ReadingPart>& parts) {
  Json json = Json::array();
  for (const measure::ReadingPart& p : parts) json.push_back({kPartKinds[static_cast<int>(p.kind)], p.value, p.spot, p.line});
  return dump(json);
}

std::string to_text(const Cells& cells) { return dump(Json(cells)); }

std::string to_text(const std::vector<Place>& subject) {
  Json json = Json::array();
  for (const Place& place : subject) json.push_back(std::visit([](const auto& v) { return Json(v); }, place));
  return dump(json);
}

measure::Value value_from(const std::string& text, const std::string& file) {
  return parsed(text, file, [&](const Json& json) -> measure::Value {
    if (json.is_boolean()) return json.get<bool>();
    if (json.is_number()) return json.get<double>();
    if (json.is_string()) return json.get<std::string>();
    return json.get<std::vector<std::string>>();
  });
}

measure::Params params_from(const std::string& text, const std::string& file) {
  return parsed(text, file, [&](const Json& json) {
    measure::Params params;
    for (const auto& [name, param] : json.get<std::map<std::string, Json>>()) {
      if (param.is_number())
        params[name] = param.get<double>();
      else
        params[name] = param.get<std::string>();
    }
    return params;
  });
}

std::vector<std::string> words_from(const std::string& text, const std::string& file) {
  return parsed(text, file, [](const Json& json) { return json.get<std::vector<std::string>>(); });
}

std::vector<Message> messages_from(const std::string& text, const std::string& file) {
  return parsed(text, file, [](const Json& json) {
    std::vector<Message> messages;
    for (const Json& one : json) {
      auto key = one.at("key").get<std::string>();
      if (key.ends_with(".finding.exceeded")) key = "standards.waiver.exceeded";  // what an older landai called it
      Message m = message(std::move(key));
      for (const Json& arg : one.at("args")) {
        const auto name = arg.at(0).get<std::string>();
        if (arg.at(1).is_number())
          std::move(m).with(name, arg.at(1).get<double>(), arg.at(2).get<std::string>());
        else
          std::move(m).with(name, arg.at(1).get<std::string>());
      }
      messages.push_back(std::move(m));
    }
    return messages;
  });
}

std::vector<measure::ReadingPart> parts_from(const std::string& text, const std::string& file) {
  return parsed(text, file, [&](const Json& json) {
    std::vector<measure::ReadingPart> parts;
    for (const Json& one : json.get<std::vector<Json>>()) {
      const auto kind = std::find(std::begin(kPartKinds), std::end(kPartKinds), one.at(0).get<std::string>());
      if (kind == std::end(kPartKinds)) throw strange(text, file);
      parts.push_back({static_cast<measure::ReadingPart::Kind>(kind - std::begin(kPartKinds)), one.at(1).get<double>(),
                       one.at(2).get<std::string>(), one.at(3).get<int>()});
    }
    return parts;
  });
}

Cells cells_from(const std::string& text, const std::string& file) {
  return parsed(text, file, [](const Json& json) { return json.get<Cells>(); });
}

std::vector<Place> subject_from(const std::string& text, const std::string& file) {
  return parsed(text, file, [](const Json& json) {
    std::vector<Place> subject;
    for (const Json& one : json.get<std::vector<Json>>()) {
      if (one.is_number_integer())
        subject.emplace_back(one.get<std::int64_t>());
      else
        subject.emplace_back(one.get<std::string>());
    }
    return subject;
  });
}

}  // namespace landai::store
