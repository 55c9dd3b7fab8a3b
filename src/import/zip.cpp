// SPDX-License-Identifier: GPL-3.0-or-later
#include "zip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace landai::importer {
namespace {

constexpr std::size_t kMaxEntries = 100'000;
constexpr std::uintmax_t kFreeBytes = 64ull << 20;  // below this no ratio is suspicious
constexpr std::uintmax_t kMaxRatio = 200;           // STEP text packs to about a fifth, at best to a fiftieth
constexpr std::size_t kNamed = 5;                   // how many file names an error lists

/// Little-endian numbers with bounds.
class Reader {
 public:
  Reader(std::string_view bytes, std::uint64_t at) : bytes_(bytes), at_(at) {}
  [[nodiscard]] bool has(std::uint64_t n) const { return at_ <= bytes_.size() && n <= bytes_.size() - at_; }
  std::uint64_t number(int width) {
    std::uint64_t v = 0;
    for (int i = 0; i < width; ++i) {
      v |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes_[at_ + static_cast<std::size_t>(i)]))
           << (8 * i);
    }
    at_ += static_cast<std::uint64_t>(width);
    return v;
  }
  std::string_view text(std::uint64_t n) {
    const auto s = bytes_.substr(at_, n);
    at_ += n;
    return s;
  }
  void skip(std::uint64_t n) { at_ += n; }

 private:
  std::string_view bytes_;
  std::uint64_t at_;
};

using Entry = ZipEntry;

Error damaged(const std::string& file) {
  return {ErrorCode::input, message("import.zip.damaged"), file, "", message("import.zip.damaged.advice")};
}

/// Sizes above 4 GB stand in an extra field; so do those of some programs that write while they pack.
void read_zip64(std::string_view extra, Entry& e) {
  Reader r(extra, 0);
  while (r.has(4)) {
    const auto id = r.number(2);
    const auto size = r.number(2);
    if (!r.has(size)) return;
    Reader field(r.text(size), 0);
    if (id != 1) continue;
    for (std::uint64_t* value : {&e.unpacked, &e.packed, &e.header}) {
      if (*value == 0xffffffff && field.has(8)) *value = field.number(8);
    }
  }
}

std::optional<std::vector<Entry>> directory(std::string_view archive) {
  constexpr std::size_t kEndSize = 22;
  if (archive.size() < kEndSize) return std::nullopt;
  const std::size_t tail = std::min<std::size_t>(archive.size(), kEndSize + 0xffff);
  const auto end = archive.substr(archive.size() - tail).rfind(std::string_view("PK\5\6", 4));
  if (end == std::string_view::npos) return std::nullopt;
  Reader r(archive, archive.size() - tail + end + 10);
  if (!r.has(10)) return std::nullopt;
  const auto entries = r.number(2);
  r.skip(4);
  const auto at = r.number(4);
  std::vector<Entry> out;
  Reader c(archive, at);
  for (std::uint64_t i = 0; i < entries && i < kMaxEntries; ++i) {
    if (!c.has(46) || c.text(4) != std::string_view("PK\1\2", 4)) return std::nullopt;
    Entry e;
    c.skip(4);
    e.flags = c.number(2);
    e.method = c.number(2);
    c.skip(4);
    e.crc = c.number(4);
    e.packed = c.number(4);
    e.unpacked = c.number(4);
    const auto name = c.number(2);
    const auto extra = c.number(2);
    const auto comment = c.number(2);
    c.skip(8);
    e.header = c.number(4);
    if (!c.has(name + extra + comment)) return std::nullopt;
    e.name = c.text(name);
    read_zip64(c.text(extra), e);
    c.skip(comment);
    out.push_back(std::move(e));
  }
  return out;
}

bool ends_with(std::string_view name, std::string_view extension) {
  if (name.size() < extension.size()) return false;
  return std::equal(
      extension.begin(), extension.end(), name.end() - static_cast<std::ptrdiff_t>(extension.size()),
      [](char want, char c) { return want == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c); });
}

/// Names come from the file: what is no printable ASCII or UTF-8 continuation becomes "?".
std::string list_names(const std::vector<Entry>& entries) {
  std::string out;
  for (std::size_t i = 0; i < entries.size() && i < kNamed; ++i) {
    if (i > 0) out += ", ";
    for (const char c : std::string_view(entries[i].name).substr(0, 120)) {
      out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    }
  }
  if (entries.size() > kNamed) out += ", …";
  return out;
}

std::optional<std::string_view> packed_bytes(std::string_view archive, const Entry& e) {
  Reader r(archive, e.header);
  if (!r.has(30) || r.text(4) != std::string_view("PK\3\4", 4)) return std::nullopt;
  r.skip(22);
  const auto name = r.number(2);
  const auto extra = r.number(2);
  if (!r.has(name + extra)) return std::nullopt;
  r.skip(name + extra);
  if (!r.has(e.packed)) return std::nullopt;
  return r.text(e.packed);
}

Result<std::string> inflate_all(std::string_view packed, std::uint64_t promised, std::uintmax_t max_bytes,
                                const std::string& file) {
  z_stream z{};
  if (inflateInit2(&z, -MAX_WBITS) != Z_OK) return damaged(file);
  const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&z, inflateEnd);
  std::string out;
  out.reserve(static_cast<std::size_t>(std::min<std::uint64_t>({promised, kFreeBytes, max_bytes})));
  std::vector<char> chunk(256 << 10);
  std::size_t fed = 0;
  int state = Z_OK;
  while (state == Z_OK) {
    if (z.avail_in == 0) {
      const std::size_t n = std::min<std::size_t>(packed.size() - fed, 1 << 20);
      z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data() + fed));
      z.avail_in = static_cast<uInt>(n);
      fed += n;
    }
    z.next_out = reinterpret_cast<Bytef*>(chunk.data());
    z.avail_out = static_cast<uInt>(chunk.size());
    state = inflate(&z, Z_NO_FLUSH);
    const std::size_t made = chunk.size() - z.avail_out;
    out.append(chunk.data(), made);
    if (out.size() > max_bytes || (out.size() > kFreeBytes && out.size() / kMaxRatio > packed.size())) {
      return Error{ErrorCode::limit, message("import.zip.too_large"), file, "",
                   message("import.zip.too_large.advice")};
    }
    if (state == Z_OK && made == 0 && z.avail_in == 0 && fed == packed.size()) break;
  }
  if (state != Z_STREAM_END) return damaged(file);
  return out;
}

}  // namespace

bool is_zip(std::string_view head) {
  return head.starts_with(std::string_view("PK\3\4", 4)) || head.starts_with(std::string_view("PK\5\6", 4));
}

bool is_zip_shadow(std::string_view name) {
  const auto slash = name.rfind('/');
  const auto base = slash == std::string_view::npos ? name : name.substr(slash + 1);
  return name.starts_with("__MACOSX/") || base.starts_with("._");
}

Result<std::vector<ZipEntry>> zip_directory(std::string_view archive, const std::string& file_name) {
  auto all = directory(archive);
  if (!all) return damaged(file_name);
  return *std::move(all);
}

Result<std::string> unzip_entry(std::string_view archive, const ZipEntry& e, const std::string& file_name,
                                std::uintmax_t max_bytes) {
  if ((e.flags & 1) != 0) {
    return Error{ErrorCode::input, message("import.zip.encrypted"), file_name, e.name,
                 message("import.zip.encrypted.advice")};
  }
  if (e.method != 0 && e.method != 8) {
    return Error{ErrorCode::input, message("import.zip.method").with("method", std::to_string(e.method)),
                 file_name, e.name, message("import.zip.method.advice")};
  }
  const auto packed = packed_bytes(archive, e);
  if (!packed) return damaged(file_name);
  if (e.method == 0 && packed->size() > max_bytes)
    return Error{ErrorCode::limit, message("import.zip.too_large"), file_name, e.name, message("import.zip.too_large.advice")};
  auto bytes = e.method == 8 ? inflate_all(*packed, e.unpacked, max_bytes, file_name)
                             : Result<std::string>(std::string(*packed));
  if (!bytes) return bytes.error();
  if (crc32_z(0, reinterpret_cast<const Bytef*>(bytes->data()), bytes->size()) != e.crc)
    return damaged(file_name);
  return bytes;
}

Result<Unzipped> unzip_one(std::string_view archive, std::string_view extension, const std::string& file_name,
                           std::uintmax_t max_bytes) {
  const auto all = directory(archive);
  if (!all) return damaged(file_name);
  std::vector<Entry> wanted;
  for (const Entry& e : *all) {
    if (ends_with(e.name, extension) && !is_zip_shadow(e.name)) wanted.push_back(e);
  }
  if (wanted.empty()) {
    return Error{
        ErrorCode::input,
        message("import.zip.none").with("extension", std::string(extension)).with("names", list_names(*all)),
        file_name, "", message("import.zip.none.advice")};
  }
  if (wanted.size() > 1) {
    return Error{ErrorCode::input,
                 message("import.zip.several")
                     .with("count", std::to_string(wanted.size()))
                     .with("extension", std::string(extension))
                     .with("names", list_names(wanted)),
                 file_name, "", message("import.zip.several.advice")};
  }
  auto bytes = unzip_entry(archive, wanted.front(), file_name, max_bytes);
  if (!bytes) return bytes.error();
  return Unzipped{wanted.front().name, *std::move(bytes)};
}

}  // namespace landai::importer
