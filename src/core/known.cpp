// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/known.hpp"

namespace landai {

const char* to_string(Method method) {
  switch (method) {
    case Method::drawn: return "drawn";
    case Method::attribute: return "attribute";
    case Method::geometry: return "geometry";
    case Method::photo: return "photo";
    case Method::reading: return "reading";
    case Method::attested: return "attested";
    case Method::fact: return "fact";
  }
  return "geometry";
}

}  // namespace landai
