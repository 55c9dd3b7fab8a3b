// SPDX-License-Identifier: GPL-3.0-or-later
#include "heif_items.hpp"

#include <algorithm>
#include <array>

namespace landai::photo {
namespace {

// A phone's photo of 48 megapixels has 200 tiles and about as many of its brightness map, in 30 kB of boxes.
constexpr std::size_t kMostTopBoxes = 1024, kMostItems = 4096, kMostProperties = 4096, kMostReferences = 8192, kMostExtents = 32;
constexpr std::size_t kMostMeta = 4u << 20;

/// Reads the boxes of `meta` one after the other into a list. Every step says whether it went well.
class Meta {
 public:
  Meta(std::string_view file, std::string_view content) : file_(file), content_(content) {}

  bool read(HeifItems& out) {
    if (content_.size() > kMostMeta || content_.size() < 4) return false;
    const auto boxes = boxes_of(content_.substr(4), kMostTopBoxes);
    if (!boxes) return false;
    for (const Box& box : *boxes)
      if (!known_.insert({box.type, box.content}).second) return false;  // which of two counts is nobody's to guess
    return primary(out) && infos(out) && locations(out) && properties(out) && references(out);
  }

 private:
  struct Full {
    unsigned version, flags;
    ByteReader in;
  };
  static Full full(std::string_view content) {
    ByteReader in(content);
    const auto version = static_cast<unsigned>(in.number(1)), flags = static_cast<unsigned>(in.number(3));
    return {version, flags, in};
  }
  [[nodiscard]] const std::string_view* box(std::string_view type) const {
    const auto at = known_.find(type);
    return at == known_.end() ? nullptr : &at->second;
  }

  bool primary(HeifItems& out) const {
    const auto* content = box("pitm");
    if (!content) return false;
    Full pitm = full(*content);
    out.primary = static_cast<std::uint32_t>(pitm.in.number(pitm.version == 0 ? 2 : 4));
    return !pitm.in.failed();
  }

  bool infos(HeifItems& out) const {
    const auto* content = box("iinf");
    if (!content) return false;
    Full iinf = full(*content);
    iinf.in.number(iinf.version == 0 ? 2 : 4);
    const auto entries = boxes_of(iinf.in.rest(), kMostItems);
    if (iinf.in.failed() || !entries) return false;
    for (const Box& entry : *entries) {
      if (entry.type != "infe") continue;
      Full infe = full(entry.content);
      const auto id = static_cast<std::uint32_t>(infe.in.number(infe.version >= 3 ? 4 : 2));
      infe.in.number(2);
      const std::string type(infe.version >= 2 ? infe.in.take(4) : std::string_view());
      if (infe.in.failed() || !out.items.insert({id, {type, {}, {}}}).second) return false;
    }
    return true;
  }

  bool locations(HeifItems& out) {
    const auto* content = box("iloc");
    if (!content) return false;
    Full iloc = full(*content);
    const auto sizes = static_cast<unsigned>(iloc.in.number(2));
    const std::array<std::size_t, 4> width{sizes >> 12U, sizes >> 8U & 15U, sizes >> 4U & 15U, iloc.version > 0 ? sizes & 15U : 0U};
    if (std::any_of(width.begin(), width.end(), [](std::size_t w) { return w > 8; })) return false;
    const auto count = iloc.in.number(iloc.version < 2 ? 2 : 4);
    if (count > kMostItems) return false;
    for (std::uint64_t i = 0; i < count; ++i)
      if (!location(iloc, width, out)) return false;
    return true;
  }
  /// `width` in bytes: of an offset, a length, a base offset, an index.
  bool location(Full& iloc, const std::array<std::size_t, 4>& width, HeifItems& out) {
    ByteReader& in = iloc.in;
    const auto id = static_cast<std::uint32_t>(in.number(iloc.version < 2 ? 2 : 4));
    const auto method = iloc.version > 0 ? in.number(2) & 15U : 0;
    in.number(2);  // another file's number
    const std::uint64_t base = in.number(width[2]);
    const auto count = in.number(2);
    const auto item = out.items.find(id);
    const auto* inside = box("idat");
    const std::string_view within = method == 0 ? file_ : method == 1 && inside ? *inside : std::string_view();
    if (in.failed() || count > kMostExtents || !located_.insert({id, true}).second) return false;
    for (std::uint64_t i = 0; i < count; ++i) {
      in.number(width[3]);
      const std::uint64_t offset = in.number(width[0]), length = in.number(width[1]);
      if (in.failed() || base > within.size() || offset > within.size() - base || length > within.size() - base - offset) return false;
      all_ += length;
      if (item != out.items.end()) item->second.extents.push_back(within.substr(base + offset, length));
    }
    return all_ <= 2 * file_.size();
  }

  bool properties(HeifItems& out) const {
    const auto* content = box("iprp");
    const auto parts = content ? boxes_of(*content, 64) : std::nullopt;
    if (!parts) return false;
    std::optional<std::vector<Box>> all;
    for (const Box& part : *parts)
      if (part.type == "ipco") {
        if (all) return false;
        all = boxes_of(part.content, kMostProperties);
        if (!all) return false;
      }
    if (!all) return false;
    return std::all_of(parts->begin(), parts->end(), [&](const Box& part) { return part.type != "ipma" || associated(part.content, *all, out); });
  }
  static bool associated(std::string_view content, const std::vector<Box>& all, HeifItems& out) {
    Full ipma = full(content);
    const auto count = ipma.in.number(4);
    if (count > kMostItems) return false;
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto id = static_cast<std::uint32_t>(ipma.in.number(ipma.version < 1 ? 2 : 4));
      const auto item = out.items.find(id);
      if (item != out.items.end() && !item->second.properties.empty()) return false;
      for (auto left = ipma.in.number(1); left > 0; --left) {
        const bool wide = (ipma.flags & 1U) != 0;
        const auto index = ipma.in.number(wide ? 2 : 1) & (wide ? 0x7FFFU : 0x7FU);
        if (ipma.in.failed() || index > all.size()) return false;
        if (index > 0 && item != out.items.end()) item->second.properties.push_back(all[index - 1]);
      }
    }
    return !ipma.in.failed();
  }

  bool references(HeifItems& out) const {
    const auto* content = box("iref");
    if (!content) return true;
    Full iref = full(*content);
    const auto entries = boxes_of(iref.in.rest(), kMostReferences);
    if (iref.in.failed() || !entries) return false;
    const std::size_t width = iref.version == 0 ? 2 : 4;
    for (const Box& entry : *entries) {
      ByteReader in(entry.content);
      HeifReference reference{entry.type, static_cast<std::uint32_t>(in.number(width)), {}};
      const auto count = in.number(2);
      if (count > kMostItems) return false;
      for (std::uint64_t i = 0; i < count; ++i) reference.to.push_back(static_cast<std::uint32_t>(in.number(width)));
      if (in.failed()) return false;
      out.references.push_back(std::move(reference));
    }
    return true;
  }

  std::string_view file_, content_;
  std::map<std::string_view, std::string_view> known_;
  std::map<std::uint32_t, bool> located_;
  std::uint64_t all_ = 0;
};

}  // namespace

std::string HeifItem::bytes() const {
  std::string all;
  for (const std::string_view part : extents) all += part;
  return all;
}

std::optional<std::string_view> HeifItem::property(std::string_view wanted) const {
  std::optional<std::string_view> found;
  for (const Box& box : properties) {
    if (box.type != wanted) continue;
    if (found) return std::nullopt;
    found = box.content;
  }
  return found;
}

std::vector<std::uint32_t> HeifItems::of(std::uint32_t from, std::string_view type) const {
  for (const HeifReference& reference : references)
    if (reference.from == from && reference.type == type) return reference.to;
  return {};
}

bool begins_like_heif(std::string_view bytes) {
  static constexpr std::array<std::string_view, 8> kBrands{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"};
  ByteReader in(bytes);
  const auto length = in.number(4);
  if (in.take(4) != "ftyp" || length < 16 || length > 512) return false;
  std::string_view brands = bytes.substr(8, length - 8);
  bool heif = false;
  for (std::size_t at = 0; at + 4 <= brands.size(); at += 4) {
    const std::string_view brand = at == 4 ? std::string_view() : brands.substr(at, 4);  // the second one is a version
    if (brand == "avif" || brand == "avis") return false;
    heif = heif || std::find(kBrands.begin(), kBrands.end(), brand) != kBrands.end();
  }
  return heif;
}

std::optional<HeifItems> heif_items(std::string_view bytes) {
  const auto boxes = boxes_of(bytes, kMostTopBoxes);
  if (!boxes) return std::nullopt;
  HeifItems out;
  std::size_t found = 0;
  for (const Box& box : *boxes) {
    out.film = out.film || box.type == "moov";
    if (box.type == "meta" && (++found > 1 || !Meta(bytes, box.content).read(out))) return std::nullopt;
  }
  if (found == 0) return std::nullopt;
  return out;
}

}  // namespace landai::photo
