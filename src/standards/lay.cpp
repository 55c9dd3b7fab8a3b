// SPDX-License-Identifier: GPL-3.0-or-later
#include "lay.hpp"

#include <algorithm>

#include "overlay.hpp"

namespace landai::standards {
namespace {

namespace fs = std::filesystem;

fs::path settled(const fs::path& file) {
  std::error_code ignored;
  return fs::weakly_canonical(file, ignored);
}

class Layer {
 public:
  Layer(std::vector<Overlay>& overlays, std::vector<Pack>& packs, const std::vector<std::string>& ours,
        const fs::path& schema, const measure::Ranges* ranges, std::vector<Error>& errors)
      : overlays_(overlays), packs_(packs), ours_(ours), schema_(schema), ranges_(ranges), errors_(errors) {}

  void one(Overlay& overlay) {
    if (overlay.state != Overlay::State::waits) return;
    overlay.state = Overlay::State::being_laid;
    const std::string over = base_of(overlay);
    overlay.state = over.empty() || !put(overlay, over) ? Overlay::State::lost : Overlay::State::laid;
    // Nothing may be judged without an overlay that was asked for.
    if (overlay.state == Overlay::State::lost && errors_.empty())
      complain(overlay, message("standards.overlay.no_base").with("name", (*overlay.pack.source)["over"].text()));
  }

 private:
  /// Whether a pack or an overlay is the one that `overlay` stands on.
  static bool is_base(const Pack& pack, const Pack& overlay) {
    const fs::path file = base_file(overlay);
    return file.empty() ? pack.id == (*overlay.source)["over"].text() : settled(pack.file) == settled(file);
  }

  void complain(const Overlay& overlay, Message what, Message advice = {}) {
    const Node& over = (*overlay.pack.source)["over"];
    tell({{over.line() > 0 ? over.line() : 1, std::move(what), std::move(advice)}}, overlay.pack.file,
         errors_);
  }

  /// The id of what the overlay stands on, laid by now. Empty when there is none, which is told unless its
  /// own errors were.
  std::string base_of(Overlay& overlay) {
    const Node& over = (*overlay.pack.source)["over"];
    if (over.is_null()) return complain(overlay, message("standards.pack.missing").with("key", "over")), "";
    if (!over.is_scalar() || over.boolean() || over.number())
      return complain(overlay, message("standards.pack.not_text").with("key", "over")), "";
    if (over.text().empty())
      return complain(overlay, message("standards.pack.no_value").with("key", "over")), "";
    for (const Pack& pack : packs_)
      if (is_base(pack, overlay.pack)) return pack.id;
    for (Overlay& lower : overlays_) {
      if (!is_base(lower.pack, overlay.pack)) continue;
      if (lower.state == Overlay::State::being_laid)
        return complain(overlay, message("standards.overlay.circle").with("name", over.text())), "";
      one(lower);
      return lower.state == Overlay::State::laid ? lower.pack.id : "";
    }
    std::error_code ignored;
    const fs::path file = base_file(overlay.pack);
    if (!file.empty() && fs::exists(file, ignored))
      return {};  // it was read, and what is wrong with it was told
    std::vector<std::string_view> known;
    for (const Pack& pack : packs_) known.emplace_back(pack.id);
    known.insert(known.end(), ours_.begin(), ours_.end());
    if (!file.empty())
      complain(overlay, message("standards.overlay.no_file").with("name", over.text()));
    else if (!std::count(known.begin(), known.end(), over.text()))
      complain(overlay, message("standards.overlay.no_base").with("name", over.text()),
               meant(over.text(), known));
    return {};
  }

  /// What may be changed by an overlay on this pack: from the bottom up, the pack, those it presents,
  /// overlays.
  std::vector<Pack*> under(const std::string& id) {
    Pack* base = find(id);
    if (base == nullptr) return {};
    if (!base->over.empty()) {
      std::vector<Pack*> out = under(base->over);
      out.push_back(base);
      return out;
    }
    std::vector<Pack*> out{base};
    for (const std::string& presented : base->presents)
      if (Pack* pack = find(presented)) out.push_back(pack);
    return out;
  }

  Pack* find(const std::string& id) {
    for (Pack& pack : packs_)
      if (pack.id == id) return &pack;
    return nullptr;
  }

  bool put(Overlay& overlay, const std::string& over) {
    const std::size_t before = errors_.size();
    const Node& root = *overlay.pack.source;
    std::vector<Problem> problems;
    const std::vector<Pack*> below = under(over);
    PackData data = OverlayParser(root, overlay.pack.file, *find(over), below, problems, ranges_).lay();
    tell(std::move(problems), overlay.pack.file, errors_);
    if (!schema_.empty() && errors_.size() == before) check_against(root, overlay.pack.file, schema_, errors_);
    if (errors_.size() > before) return false;
    data.pack.sha256 = overlay.pack.sha256;
    Pack pack = data.pack;
    pack.data = std::make_shared<const PackData>(std::move(data));
    packs_.push_back(std::move(pack));
    return true;
  }

  std::vector<Overlay>& overlays_;
  std::vector<Pack>& packs_;
  const std::vector<std::string>& ours_;
  fs::path schema_;
  const measure::Ranges* ranges_;
  std::vector<Error>& errors_;
};

}  // namespace

bool is_path(const std::string& name) {
  return name.find('/') != std::string::npos || name.ends_with(".yaml") || name.ends_with(".yml");
}

fs::path base_file(const Pack& overlay) {
  const std::string over = (*overlay.source)["over"].text();
  return is_path(over) ? fs::path(overlay.file).parent_path() / over : fs::path();
}

void keep_apart(std::vector<Pack>& packs, const std::string& overlay) {
  for (Pack& pack : packs) {
    pack.id += "+" + overlay;
    for (Rule& rule : pack.rules) rule.standard = pack.id;
    auto data = std::make_shared<PackData>(*pack.data);
    data->pack.id = pack.id;
    pack.data = std::move(data);
  }
}

void lay(std::vector<Overlay>& overlays, std::vector<Pack>& packs, const std::vector<std::string>& ours,
         const fs::path& data_dir, bool whole, const measure::Ranges* ranges, std::vector<Error>& errors) {
  Layer layer(overlays, packs, ours, whole ? data_dir / "schema" / "overlay.schema.json" : fs::path(), ranges, errors);
  for (Overlay& overlay : overlays) layer.one(overlay);
}

}  // namespace landai::standards
