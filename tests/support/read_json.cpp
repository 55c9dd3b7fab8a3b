// SPDX-License-Identifier: GPL-3.0-or-later
#include "read_json.hpp"

namespace landai::test {

nlohmann::json read_json(const std::string& text) { return nlohmann::json::parse(text, nullptr, false); }

}  // namespace landai::test
