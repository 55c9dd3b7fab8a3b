// SPDX-License-Identifier: GPL-3.0-or-later
// ZIP archives made byte by byte, also wrong ones. The test's program links zlib.
#pragma once

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace landai::test {

struct ZipMember {
  std::string name;
  std::string bytes;
  bool packed = true;
  int flags = 0;
  std::optional<std::uint32_t> stated_size = {};  ///< a lie in the headers
};

inline std::string le(std::uint64_t v, int width) {
  std::string s;
  for (int i = 0; i < width; ++i) s += i < 8 ? static_cast<char>(v >> (8 * i)) : '\0';
  return s;
}

inline std::string deflated(const std::string& s) {
  z_stream z{};
  EXPECT_EQ(deflateInit2(&z, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string out(deflateBound(&z, s.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(s.data()));
  z.avail_in = static_cast<uInt>(s.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

/// A zip archive by APPNOTE 6.3: local headers, central directory, end record.
inline std::string zip(const std::vector<ZipMember>& members) {
  std::string out;
  std::string directory;
  for (const ZipMember& m : members) {
    const std::string body = m.packed ? deflated(m.bytes) : m.bytes;
    const auto crc = crc32_z(0, reinterpret_cast<const Bytef*>(m.bytes.data()), m.bytes.size());
    const auto size = m.stated_size.value_or(static_cast<std::uint32_t>(m.bytes.size()));
    const std::string common = le(20, 2) + le(static_cast<std::uint64_t>(m.flags), 2) +
                               le(m.packed ? 8 : 0, 2) + le(0, 4) + le(crc, 4) + le(body.size(), 4) +
                               le(size, 4) + le(m.name.size(), 2) + le(0, 2);
    directory += "PK\1\2" + le(20, 2) + common + le(0, 10) + le(out.size(), 4) + m.name;
    out += "PK\3\4" + common + m.name + body;
  }
  const auto at = out.size();
  return out + directory + "PK\5\6" + le(0, 4) + le(members.size(), 2) + le(members.size(), 2) +
         le(directory.size(), 4) + le(at, 4) + le(0, 2);
}

}  // namespace landai::test
