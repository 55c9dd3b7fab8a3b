// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/zip.hpp"

#include <gtest/gtest.h>

#include <string>

#include "zip_bytes.hpp"

namespace landai::importer {
namespace {

using test::zip;

std::string key(const std::string& archive, std::uintmax_t limit = kMaxUnzippedBytes) {
  const auto r = unzip_one(archive, ".ifc", "a.zip", limit);
  return r ? "read" : r.error().message.key;
}

TEST(Zip, ReadsTheOneFile) {
  for (const bool packed : {true, false}) {
    const auto archive = zip({{"readme.txt", "x", packed},
                              {"sub/Model.IFC", "ISO-10303-21;", packed},
                              {"__MACOSX/._Model.ifc", "y", packed}});
    EXPECT_TRUE(is_zip(archive));
    const auto r = unzip_one(archive, ".ifc", "a.zip");
    ASSERT_TRUE(r.has_value()) << r.error().message.key;
    EXPECT_EQ(r->name, "sub/Model.IFC");
    EXPECT_EQ(r->bytes, "ISO-10303-21;");
  }
}

TEST(Zip, NamesWhatItFindsWhenThereIsNotExactlyOne) {
  const auto several = unzip_one(zip({{"a.ifc", "1"}, {"b.ifc", "2"}}), ".ifc", "a.zip");
  ASSERT_FALSE(several.has_value());
  EXPECT_EQ(several.error().message.key, "import.zip.several");
  EXPECT_EQ(several.error().message.args.back().second.text, "a.ifc, b.ifc");
  EXPECT_EQ(key(zip({{"a.dwg", "1"}})), "import.zip.none");
  EXPECT_EQ(key(zip({})), "import.zip.none");
}

TEST(Zip, RefusesWhatItCannotOpen) {
  EXPECT_EQ(key(zip({{"a.ifc", "1", true, 1}})), "import.zip.encrypted");
  std::string odd = zip({{"a.ifc", "1", false}});
  for (std::size_t at = odd.find("PK\1\2"); at != std::string::npos; at = std::string::npos)
    odd[at + 10] = 14;
  EXPECT_EQ(key(odd), "import.zip.method");
}

TEST(Zip, FindsDamage) {
  const auto archive = zip({{"a.ifc", std::string(5000, 'q') + "end"}});
  for (std::size_t n = 0; n + 2 < archive.size(); ++n) EXPECT_NE(key(archive.substr(0, n)), "read") << n;
  std::string turned = zip({{"a.ifc", "some text that is stored", false}});
  turned[turned.find("text")] ^= 1;
  EXPECT_EQ(key(turned), "import.zip.damaged") << "check sum";
  for (std::size_t at = 0; at < archive.size(); ++at) {  // any flipped byte: an answer, never a crash
    std::string flipped = archive;
    flipped[at] = static_cast<char>(flipped[at] ^ 0xff);
    (void)key(flipped);
  }
}

TEST(Zip, DoesNotBelieveStatedSizes) {
  const std::string text(300'000, 'q');
  EXPECT_EQ(key(zip({{"a.ifc", text, true, 0, 10u}})), "read")
      << "the content is whole, only the header is wrong";
  EXPECT_EQ(key(zip({{"a.ifc", text, true, 0, 0xfffffff0u}})), "read");
  EXPECT_EQ(key(zip({{"a.ifc", text, true, 0, 10u}}), 100'000), "import.zip.too_large");
}

TEST(Zip, StopsBombs) {
  const auto archive = zip({{"a.ifc", std::string(200u << 20, '\0')}});
  EXPECT_LT(archive.size(), 1u << 20);
  EXPECT_EQ(key(archive), "import.zip.too_large");
}

}  // namespace
}  // namespace landai::importer
