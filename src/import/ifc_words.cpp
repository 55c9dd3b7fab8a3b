// SPDX-License-Identifier: GPL-3.0-or-later
// What a thing is, where its class does not say: by predefined type, else by the words of its name. English,
// Indonesian, German, and Japanese as far as common program libraries use them.
#include <algorithm>
#include <array>

#include "ifc_model.hpp"

namespace landai::importer {
namespace {

enum class Match { word, ending, phrase };

struct WordRow {
  std::string_view word;
  Match match;
  Category category;
  const char* kind;  ///< "" when the word says the category only
};

using enum Category;
using enum Match;

/// First match wins, so what is more special stands first ("Schreibtischstuhl" is a seat, "toilet paper
/// holder" is none).
constexpr std::array kWords{
    WordRow{"paper", word, furniture, ""},
    WordRow{"dispenser", word, furniture, ""},
    WordRow{"mirror", word, furniture, ""},
    WordRow{"partition", word, obstacle, "partition"},
    WordRow{"grab bar", phrase, handrail, "grab_bar"},
    WordRow{"guard rail", phrase, handrail, "guardrail"},
    WordRow{"guardrail", ending, handrail, "guardrail"},
    WordRow{"pegangan", word, handrail, ""},
    WordRow{"handrail", ending, handrail, ""},
    WordRow{"handlauf", ending, handrail, ""},
    WordRow{"railing", ending, handrail, ""},
    WordRow{"squat", word, sanitary, "squat_pan"},
    WordRow{"kloset jongkok", phrase, sanitary, "squat_pan"},
    WordRow{"toilet", ending, sanitary, "toilet_pan"},
    WordRow{"wc", word, sanitary, "toilet_pan"},
    WordRow{"water closet", phrase, sanitary, "toilet_pan"},
    WordRow{"kloset", word, sanitary, "toilet_pan"},
    WordRow{"urinal", ending, sanitary, "urinal"},
    WordRow{"urinoir", word, sanitary, "urinal"},
    WordRow{"urinoar", word, sanitary, "urinal"},
    WordRow{"pissoir", word, sanitary, "urinal"},
    WordRow{"vanity", word, sanitary, "basin"},
    WordRow{"wastafel", word, sanitary, "basin"},
    WordRow{"basin", ending, sanitary, "basin"},
    WordRow{"lavatory", word, sanitary, "basin"},
    WordRow{"waschbecken", ending, sanitary, "basin"},
    WordRow{"waschtisch", ending, sanitary, "basin"},
    WordRow{"shower", word, sanitary, "shower"},
    WordRow{"dusche", ending, sanitary, "shower"},
    WordRow{"pancuran", word, sanitary, "shower"},
    WordRow{"bathtub", word, sanitary, "bath"},
    WordRow{"badewanne", word, sanitary, "bath"},
    WordRow{"bidet", word, sanitary, "bidet"},
    WordRow{"kitchen", word, furniture, ""},
    WordRow{"base cabinet", phrase, furniture, "cabinet"},
    WordRow{"counter top", phrase, furniture, ""},
    WordRow{"countertop", word, furniture, ""},
    WordRow{"loket", word, counter, ""},
    WordRow{"reception", word, counter, ""},
    WordRow{"resepsionis", word, counter, ""},
    WordRow{"rezeption", ending, counter, ""},
    WordRow{"front desk", phrase, counter, ""},
    WordRow{"information desk", phrase, counter, ""},
    WordRow{"teller", word, counter, ""},
    WordRow{"tresen", ending, counter, ""},
    WordRow{"theke", ending, counter, ""},
    WordRow{"counter", word, counter, ""},
    WordRow{"chair", ending, seat, ""},
    WordRow{"chairs", word, seat, ""},
    WordRow{"stuhl", ending, seat, ""},
    WordRow{"kursi", word, seat, ""},
    WordRow{"sofa", ending, seat, ""},
    WordRow{"couch", word, seat, ""},
    WordRow{"bench", word, seat, ""},
    WordRow{"bangku", word, seat, ""},
    WordRow{"stool", word, seat, ""},
    WordRow{"hocker", ending, seat, ""},
    WordRow{"sessel", ending, seat, ""},
    WordRow{"seat", word, seat, ""},
    WordRow{"seating", word, seat, ""},
    WordRow{"desk", word, furniture, "desk"},
    WordRow{"schreibtisch", ending, furniture, "desk"},
    WordRow{"meja kerja", phrase, furniture, "desk"},
    WordRow{"table", word, furniture, "table"},
    WordRow{"tisch", ending, furniture, "table"},
    WordRow{"meja", word, furniture, "table"},
    WordRow{"bed", word, furniture, "bed"},
    WordRow{"bett", ending, furniture, "bed"},
    WordRow{"ranjang", word, furniture, "bed"},
    WordRow{"cabinet", word, furniture, "cabinet"},
    WordRow{"cupboard", word, furniture, "cabinet"},
    WordRow{"wardrobe", word, furniture, "cabinet"},
    WordRow{"locker", word, furniture, "cabinet"},
    WordRow{"schrank", ending, furniture, "cabinet"},
    WordRow{"lemari", word, furniture, "cabinet"},
    WordRow{"shelf", ending, furniture, "shelf"},
    WordRow{"shelving", word, furniture, "shelf"},
    WordRow{"bookcase", word, furniture, "shelf"},
    WordRow{"regal", ending, furniture, "shelf"},
    WordRow{"rak", word, furniture, "shelf"},
    WordRow{"kerb", word, obstacle, "kerb"},
    WordRow{"curb", word, obstacle, "kerb"},
    WordRow{"kanstin", word, obstacle, "kerb"},
    WordRow{"bordstein", word, obstacle, "kerb"},
    WordRow{"warning tile", phrase, tactile_path, "warning"},
    WordRow{"ubin peringatan", phrase, tactile_path, "warning"},
    WordRow{"tactile warning", phrase, tactile_path, "warning"},
    WordRow{"guiding", word, tactile_path, "line"},
    WordRow{"pemandu", word, tactile_path, "line"},
    WordRow{"pengarah", word, tactile_path, "line"},
    WordRow{"tactile", word, tactile_path, ""},
    WordRow{"parking", word, parking_bay, ""},
    WordRow{"parkir", word, parking_bay, ""},
    WordRow{"stellplatz", ending, parking_bay, ""},
    WordRow{"rambu", word, sign, ""},
    WordRow{"sign", word, sign, ""},
    WordRow{"signage", word, sign, ""},
    WordRow{"elevator", word, lift, ""},
    WordRow{"lift", word, lift, ""},
    WordRow{"aufzug", ending, lift, ""},
    WordRow{"bollard", word, obstacle, "bollard"},
};

/// " office chair 2 ": lower case, everything that is no letter or digit becomes one space.
std::string normal_words(std::string_view name) {
  std::string out = " ";
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c + 32);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || u >= 0x80) {
      out += c;
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.back() != ' ') out += ' ';
  // "table with chairs" is a table.
  for (const std::string_view with : {" w ", " with ", " mit ", " dengan "}) {
    if (const auto at = out.find(with); at != std::string::npos && at > 0) out.resize(at + 1);
  }
  return out;
}

bool matches(const std::string& words, const WordRow& row) {
  const std::string tail = std::string(row.word) + " ";
  if (row.match == Match::ending) return words.find(tail) != std::string::npos;
  return words.find(" " + tail) != std::string::npos;
}

}  // namespace

std::optional<Guess> thing_from_words(std::string_view name) {
  const std::string words = normal_words(name.substr(0, 400));
  for (const WordRow& row : kWords) {
    if (matches(words, row)) return Guess{row.category, row.kind};
  }
  return std::nullopt;
}

std::optional<Guess> furniture_from_type(std::string_view t) {
  if (t == "CHAIR" || t == "SOFA") return Guess{Category::seat, ""};
  if (t == "TABLE") return Guess{Category::furniture, "table"};
  if (t == "DESK") return Guess{Category::furniture, "desk"};
  if (t == "BED") return Guess{Category::furniture, "bed"};
  if (t == "FILECABINET" || t == "TECHNICALCABINET") return Guess{Category::furniture, "cabinet"};
  if (t == "SHELF") return Guess{Category::furniture, "shelf"};
  return std::nullopt;
}

std::optional<std::string> sanitary_from_type(std::string_view t) {
  if (t == "TOILETPAN" || t == "WCSEAT") return "toilet_pan";
  if (t == "WASHHANDBASIN") return "basin";
  if (t == "URINAL") return "urinal";
  if (t == "SHOWER") return "shower";
  if (t == "SINK") return "sink";
  if (t == "BATH") return "bath";
  if (t == "BIDET") return "bidet";
  if (t == "CISTERN") return "cistern";
  if (t == "SANITARYFOUNTAIN") return "fountain";
  return std::nullopt;
}

}  // namespace landai::importer
