// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings_words.hpp"

#include "landai/measure/source_words.hpp"
#include "readings_columns.hpp"

namespace landai::measure {

Status PrintedWords::read() const {
  if (!texts_.empty()) return std::nullopt;
  for (const Language language : {Language::id, Language::en}) {
    auto texts = Texts::load(data_dir_, language);
    if (!texts) return texts.error();
    texts_.push_back(std::move(*texts));
  }
  return std::nullopt;
}

Result<std::vector<std::string>> PrintedWords::meant(std::string_view quantity, const std::vector<std::string>& words, std::string_view label) const {
  return listed(word_list(quantity), words, label);
}

Result<std::vector<std::string>> PrintedWords::listed(std::string_view of, const std::vector<std::string>& words, std::string_view label) const {
  if (Status wrong = read()) return *wrong;
  const std::string wanted = plain_word(label), list = "words." + std::string(of) + ".";
  std::vector<std::string> out;
  for (const std::string& word : words) {
    bool is = plain_word(word) == wanted;
    for (const Texts& texts : texts_) is = is || (texts.has(list + word) && plain_word(texts(list + word)) == wanted);
    if (is) out.push_back(word);
  }
  return out;
}

bool PrintedWords::is_kind(std::string_view word, const Element& element) const {
  if (read()) return false;   // then it is not taken, which is told
  const std::string wanted = plain_word(word);
  for (const Texts& texts : texts_)
    for (const std::string& key : {"words.category." + std::string(to_string(element.category)), "words.kind." + element.kind})
      if (texts.has(key) && plain_word(texts(key)) == wanted) return true;
  return false;
}

}  // namespace landai::measure
