// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "heif_items.hpp"
#include "segment.hpp"

namespace landai::photo {
namespace {

using namespace std::string_view_literals;

std::string number(std::size_t value) { return big_endian(static_cast<std::uint32_t>(value), 4); }
std::string box(std::string_view type, std::string_view content) { return number(content.size() + 8).append(type).append(content); }
std::string full_box(std::string_view type, unsigned version, std::string_view content, unsigned flags = 0) {
  return box(type, number(version << 24U | flags).append(content));
}

/// What decides how a picture looks. Of colours only the numbers that turn them into red, green and blue, no profile.
bool is_needed(const Box& property) {
  static constexpr std::array kNeeded{"ispe"sv, "hvcC"sv, "irot"sv, "imir"sv, "clap"sv, "pixi"sv, "auxC"sv};
  return std::find(kNeeded.begin(), kNeeded.end(), property.type) != kNeeded.end() || (property.type == "colr" && property.content.starts_with("nclx"));
}

/// Properties, each written once however many items have it.
class Properties {
 public:
  /// Where it stands, from 1.
  std::size_t place(const Box& property) {
    const auto [at, fresh] = places_.insert({property.content.data(), places_.size() + 1});
    if (fresh) written += box(property.type, property.content);
    return at->second;
  }
  std::string written;

 private:
  std::map<const char*, std::size_t> places_;
};

}  // namespace

std::string heif_of(const HeifItems& all, const std::vector<std::uint32_t>& wanted, bool turned) {
  const std::string head = box("ftyp", "heic\0\0\0\0mif1heic"sv);
  std::string data, infos, places, associations, links;
  Properties properties;
  for (const std::uint32_t id : wanted) {
    const HeifItem& item = all.items.at(id);
    const std::string bytes = item.bytes();
    infos += full_box("infe", 3, number(id) + std::string(2, '\0') + item.type + '\0');
    places += number(id) + std::string(4, '\0') + big_endian(1, 2) + number(head.size() + 8 + data.size()) + number(bytes.size());
    data += bytes;
    std::string own;
    unsigned count = 0;
    for (const Box& property : item.properties)
      if (is_needed(property) && (turned || (property.type != "irot" && property.type != "imir")) && count < 255) own += big_endian(static_cast<std::uint32_t>(properties.place(property)), 2), ++count;
    associations += number(id) + static_cast<char>(count) + own;
  }
  const auto is_wanted = [&](std::uint32_t id) { return std::find(wanted.begin(), wanted.end(), id) != wanted.end(); };
  for (const HeifReference& link : all.references) {
    if (!is_wanted(link.from)) continue;
    if (link.type == "dimg") {
      std::string to;
      for (const std::uint32_t id : link.to) to += number(id);
      links += box(link.type, number(link.from) + big_endian(static_cast<std::uint32_t>(link.to.size()), 2) + to);
    }
    if (link.type != "auxl" && link.type != "prem") continue;
    for (const std::uint32_t id : link.to)  // libheif 1.15 takes one target each, iOS 18 writes several
      if (is_wanted(id)) links += box(link.type, number(link.from) + big_endian(1, 2) + number(id));
  }
  std::string meta = full_box("hdlr", 0, std::string(4, '\0') + "pict" + std::string(13, '\0')) + full_box("pitm", 1, number(all.primary));
  meta += full_box("iinf", 1, number(wanted.size()) + infos) + full_box("iloc", 2, big_endian(0x4400, 2) + number(wanted.size()) + places);
  meta += box("iprp", box("ipco", properties.written) + full_box("ipma", 1, number(wanted.size()) + associations, 1));
  if (!links.empty()) meta += full_box("iref", 1, links);
  return head + box("mdat", data) + full_box("meta", 0, meta);
}

}  // namespace landai::photo
