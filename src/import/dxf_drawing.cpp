// SPDX-License-Identifier: GPL-3.0-or-later
#include "dxf_drawing.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <unordered_map>

#include "dxf_entity.hpp"
#include "dxf_raw.hpp"
#include "dxf_text.hpp"

namespace landai::importer {
namespace {

constexpr std::size_t kMaxEntities = 2'000'000;

/// Reads the sections one after another. Holds one group of look-ahead: the one that starts the next thing.
class Parser {
 public:
  Parser(std::string_view bytes, const std::string& file, DxfDrawing& out) : reader_(bytes), file_(file), out_(out) {}

  Status run() {
    scan_header_ahead();
    layer("0");
    if (!advance() || !group_.is(0, "SECTION")) return problem("import.dxf.not_dxf", "import.dxf.advice_not_dxf");
    while (alive_) {
      if (group_.is(0, "EOF")) {
        eof_ = true;
        break;
      }
      if (!group_.is(0, "SECTION")) {
        if (!advance()) break;
        continue;
      }
      if (!advance() || group_.code != 2) break;
      const std::string name(group_.text);
      advance();
      if (Status failed = section(name)) return failed;
    }
    if (reader_.broken() && !eof_) return problem("import.dxf.broken_group", "import.dxf.advice_cut");
    if (!entities_done_) return problem("import.dxf.cut_off", "import.dxf.advice_cut");
    if (!eof_)
      out_.diagnostics.push_back({DiagnosticSeverity::warning, file_, where(), message("import.dxf.no_eof"), {}, 1});
    return {};
  }

 private:
  bool advance() {
    alive_ = reader_.next(group_);
    return alive_;
  }

  [[nodiscard]] std::string where() const {
    return (reader_.binary() ? "byte " : "line ") + std::to_string(reader_.place());
  }

  [[nodiscard]] Error problem(const char* key, const char* advice) const {
    return Error{ErrorCode::input, message(key), file_, where(), message(advice)};
  }

  /// The code page decides how names of the tables are read, so the header's two words are needed first.
  void scan_header_ahead() {
    DxfGroupReader ahead = reader_;
    DxfGroup g;
    std::string code_page, version;
    for (int i = 0; i < 5000 && ahead.next(g); ++i) {
      if (g.is(0, "ENDSEC")) break;
      if (g.code != 9) continue;
      const bool page = g.text == "$DWGCODEPAGE";
      const bool ver = g.text == "$ACADVER";
      if ((page || ver) && ahead.next(g)) (page ? code_page : version) = std::string(g.text);
    }
    decoder_.emplace(code_page, version);
    out_.header.version = version;
    out_.header.code_page = code_page;
  }

  Status section(const std::string& name) {
    if (name == "HEADER") return header(), Status{};
    if (name == "TABLES") return tables(), Status{};
    if (name == "BLOCKS") return blocks();
    if (name == "ENTITIES") {
      if (Status failed = entities(out_.entities, "")) return failed;
      entities_done_ = group_.is(0, "ENDSEC");
      return {};
    }
    while (alive_ && !group_.is(0, "ENDSEC") && !group_.is(0, "EOF")) advance();
    return {};
  }

  void header() {
    std::string variable;
    for (; alive_ && group_.code != 0; advance()) {
      if (group_.code == 9)
        variable = std::string(group_.text);
      else if (group_.code == 70 && variable == "$INSUNITS")
        out_.header.units = group_.integer();
      else if (group_.code == 70 && variable == "$MEASUREMENT")
        out_.header.measurement = group_.integer();
      else if (group_.code == 70 && variable == "$LUNITS")
        out_.header.linear_format = group_.integer();
    }
  }

  void tables() {
    while (alive_ && !group_.is(0, "ENDSEC") && !group_.is(0, "EOF")) {
      if (!group_.is(0, "LAYER")) {
        advance();
        continue;
      }
      DxfLayer read;
      while (advance() && group_.code != 0) {
        if (group_.code == 2) read.name = decoder_->decode(group_.text);
        if (group_.code == 70) read.frozen = (group_.integer() & 1) != 0;
        if (group_.code == 62) read.off = group_.number < 0;
      }
      DxfLayer& kept = out_.layers[static_cast<std::size_t>(layer(read.name))];
      kept.frozen = read.frozen;
      kept.off = read.off;
    }
  }

  Status blocks() {
    while (alive_ && !group_.is(0, "ENDSEC") && !group_.is(0, "EOF")) {
      if (!group_.is(0, "BLOCK")) {
        advance();
        continue;
      }
      DxfBlock block;
      int flags = 0;
      while (advance() && group_.code != 0) {
        if (group_.code == 2) block.name = decoder_->decode(group_.text);
        if (group_.code == 1) block.external = decoder_->decode(group_.text);
        if (group_.code == 10) block.base.x = group_.number;
        if (group_.code == 20) block.base.y = group_.number;
        if (group_.code == 70) flags = group_.integer();
      }
      if ((flags & (4 | 8)) == 0) block.external.clear();
      const std::string key = upper(block.name);
      if (Status failed = entities(block.entities, key)) return failed;
      // The layouts' own blocks come empty in every file but a few old ones, where they double the entities.
      if (!key.starts_with("*MODEL_SPACE") && !key.starts_with("*PAPER_SPACE") && !key.starts_with("$MODEL_SPACE"))
        out_.blocks.emplace(key, std::move(block));
    }
    return {};
  }

  /// Entities up to ENDSEC or ENDBLK.
  Status entities(std::vector<DxfEntity>& to, const std::string& block) {
    std::vector<DxfGroup> groups;
    while (alive_ && !group_.is(0, "ENDSEC") && !group_.is(0, "EOF") && !(group_.is(0, "ENDBLK"))) {
      if (group_.code != 0) {
        advance();
        continue;
      }
      if (++count_ > kMaxEntities)
        return Error{ErrorCode::limit, message("import.dxf.too_many").with("limit", std::to_string(kMaxEntities)), file_,
                     where(), message("import.dxf.advice_split")};
      DxfEntity entity;
      entity.type = std::string(group_.text);
      entity.place = group_.place;
      groups.clear();
      while (advance() && group_.code != 0) groups.push_back(group_);
      DxfEntityContext context{*decoder_, [this](const std::string& name) { return layer(name); }};
      read_dxf_entity(entity, groups, context);
      if (entity.type == "POLYLINE" || (entity.type == "INSERT" && entity.closed)) followers(entity, groups, context);
      keep(std::move(entity), to, block);
    }
    return {};
  }

  /// VERTEX and ATTRIB entities that belong to the one before, up to SEQEND.
  void followers(DxfEntity& entity, std::vector<DxfGroup>& groups, const DxfEntityContext& context) {
    entity.closed = entity.closed && entity.type == "POLYLINE";
    while (alive_ && (group_.is(0, "VERTEX") || group_.is(0, "ATTRIB") || group_.is(0, "SEQEND"))) {
      const std::string type(group_.text);
      groups.clear();
      while (advance() && group_.code != 0) groups.push_back(group_);
      if (type == "SEQEND") break;
      if (type == "VERTEX") add_dxf_vertex(entity, groups);
      if (type == "ATTRIB") add_dxf_attribute(entity, groups, context);
    }
    finish_dxf_polyline(entity);
  }

  void keep(DxfEntity entity, std::vector<DxfEntity>& to, const std::string& block) {
    if (entity.paper && block.empty()) {
      ++out_.paper_entities;
      return;
    }
    if (entity.broken && entity.kind != DxfKind::passive && entity.kind != DxfKind::unknown) {
      if (out_.broken_entities++ == 0)
        out_.first_broken = entity.type + ", " + (reader_.binary() ? "byte " : "line ") + std::to_string(entity.place);
      return;
    }
    if (entity.kind == DxfKind::passive || entity.kind == DxfKind::unknown) {
      if (block.empty()) ++(entity.kind == DxfKind::passive ? out_.passive : out_.unknown)[entity.type];
      return;
    }
    if (block.empty()) ++out_.layers[static_cast<std::size_t>(entity.layer)].entities;
    to.push_back(std::move(entity));
  }

  int layer(const std::string& name) {
    const auto [found, fresh] = layer_index_.try_emplace(upper(name), static_cast<int>(out_.layers.size()));
    if (fresh) out_.layers.push_back({name, false, false, 0});
    return found->second;
  }

  DxfGroupReader reader_;
  const std::string& file_;
  DxfDrawing& out_;
  DxfGroup group_;
  std::optional<DxfDecoder> decoder_;
  std::unordered_map<std::string, int> layer_index_;
  std::size_t count_ = 0;
  bool alive_ = true;
  bool eof_ = false;
  bool entities_done_ = false;
};

}  // namespace

const DxfBlock* DxfDrawing::block(std::string_view name) const {
  const auto found = blocks.find(upper(name));
  return found == blocks.end() ? nullptr : &found->second;
}

Result<DxfDrawing> parse_dxf(std::string_view bytes, const std::string& file_name) {
  DxfDrawing drawing;
  if (Status failed = Parser(bytes, file_name, drawing).run()) return *failed;
  return drawing;
}

}  // namespace landai::importer
