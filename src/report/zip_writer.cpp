// SPDX-License-Identifier: GPL-3.0-or-later
// minizip writes into memory here, so that the archive reaches the disk the way every output does: whole or
// not at all.
#include "zip_writer.hpp"

#include <minizip/zip.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace landai::report {
namespace {

/// A file in memory for minizip's calls.
struct Memory {
  std::string bytes;
  std::size_t at = 0;
};

Memory& memory(voidpf stream) { return *static_cast<Memory*>(stream); }

voidpf ZCALLBACK open_memory(voidpf opaque, const char*, int) { return opaque; }

uLong ZCALLBACK read_memory(voidpf, voidpf stream, void* to, uLong size) {
  Memory& m = memory(stream);
  const std::size_t n = std::min<std::size_t>(size, m.bytes.size() - std::min(m.at, m.bytes.size()));
  std::memcpy(to, m.bytes.data() + m.at, n);
  m.at += n;
  return static_cast<uLong>(n);
}

uLong ZCALLBACK write_memory(voidpf, voidpf stream, const void* from, uLong size) {
  Memory& m = memory(stream);
  if (m.at + size > m.bytes.size()) m.bytes.resize(m.at + size);
  std::memcpy(m.bytes.data() + m.at, from, size);
  m.at += size;
  return size;
}

long ZCALLBACK tell_memory(voidpf, voidpf stream) { return static_cast<long>(memory(stream).at); }

long ZCALLBACK seek_memory(voidpf, voidpf stream, uLong offset, int origin) {
  Memory& m = memory(stream);
  const std::size_t base = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                           : origin == ZLIB_FILEFUNC_SEEK_CUR ? m.at
                                                              : m.bytes.size();
  if (base + offset > m.bytes.size()) return -1;
  m.at = base + offset;
  return 0;
}

int ZCALLBACK close_memory(voidpf, voidpf) { return 0; }
int ZCALLBACK no_error(voidpf, voidpf) { return 0; }

unsigned number(std::string_view text, std::size_t from, std::size_t n, unsigned otherwise) {
  unsigned value = 0;
  if (text.size() < from + n) return otherwise;
  const char* end = text.data() + from + n;
  const auto [stop, error] = std::from_chars(text.data() + from, end, value);
  return error == std::errc{} && stop == end ? value : otherwise;
}

zip_fileinfo stamped(std::string_view date) {
  zip_fileinfo info{};
  info.tmz_date.tm_year = std::clamp(number(date, 0, 4, 1980), 1980U, 2107U);
  info.tmz_date.tm_mon = std::clamp(number(date, 5, 2, 1), 1U, 12U) - 1;
  info.tmz_date.tm_mday = std::clamp(number(date, 8, 2, 1), 1U, 31U);
  return info;
}

bool add(zipFile archive, const ZipFile& file, const zip_fileinfo& info) {
  if (zipOpenNewFileInZip(archive, file.name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED,
                          Z_DEFAULT_COMPRESSION) != ZIP_OK)
    return false;
  const bool written =
      zipWriteInFileInZip(archive, file.bytes.data(), static_cast<unsigned>(file.bytes.size())) == ZIP_OK;
  return zipCloseFileInZip(archive) == ZIP_OK && written;
}

}  // namespace

Result<std::string> zip(const std::vector<ZipFile>& files, std::string_view date) {
  const Error failed{ErrorCode::output, message("report.bundle.zip_failed"), "", "", {}};
  Memory target;
  zlib_filefunc_def calls{open_memory, read_memory,  write_memory, tell_memory,
                          seek_memory, close_memory, no_error,     &target};
  zipFile archive = zipOpen2("memory", APPEND_STATUS_CREATE, nullptr, &calls);
  if (archive == nullptr) return failed;
  const zip_fileinfo info = stamped(date);
  bool all = true;
  for (const ZipFile& file : files) all = all && add(archive, file, info);
  if (zipClose(archive, nullptr) != ZIP_OK || !all) return failed;
  return std::move(target.bytes);
}

}  // namespace landai::report
