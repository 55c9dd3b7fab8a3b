// SPDX-License-Identifier: GPL-3.0-or-later
#include "landai/core/file.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

namespace landai {
namespace {

/// Closes a file descriptor at the end of the scope.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

Error cannot(const char* key, const std::filesystem::path& file, const char* advice) {
  return Error{ErrorCode::input, message(key), file.string(), "", message(advice)};
}

Error open_error(int number, const std::filesystem::path& file) {
  switch (number) {
    case ENOENT:
    case ENOTDIR: return cannot("core.file.missing", file, "core.file.advice_path");
    case EACCES:
    case EPERM: return cannot("core.file.no_permission", file, "core.file.advice_permission");
    default:
      return Error{ErrorCode::input, message("core.file.cannot_open").with("why", std::generic_category().message(number)),
                   file.string(), "", message("core.file.advice_path")};
  }
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::uintmax_t max_bytes) {
  // Non-blocking, so that a pipe without a writer is refused below and does not hang here.
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (in.get() < 0) return open_error(errno, file);
  struct stat info {};
  if (::fstat(in.get(), &info) != 0) return open_error(errno, file);
  if (S_ISDIR(info.st_mode)) return cannot("core.file.is_folder", file, "core.file.advice_folder");
  if (!S_ISREG(info.st_mode)) return cannot("core.file.not_regular", file, "core.file.advice_path");
  if (info.st_size == 0) return cannot("core.file.empty", file, "core.file.advice_empty");
  const auto size = static_cast<std::uintmax_t>(info.st_size);
  if (size > max_bytes)
    return Error{ErrorCode::limit,
                 message("core.file.too_large").with("size", std::to_string(size >> 20U)).with("limit", std::to_string(max_bytes >> 20U)),
                 file.string(), "", message("core.file.advice_large")};
  std::string content(size, '\0');
  std::size_t done = 0;
  while (done < content.size()) {
    const ssize_t got = ::read(in.get(), content.data() + done, content.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return open_error(errno, file);
    if (got == 0) break;  // the file became shorter while we read it
    done += static_cast<std::size_t>(got);
  }
  content.resize(done);
  if (content.empty()) return cannot("core.file.empty", file, "core.file.advice_empty");
  return content;
}

Result<std::vector<std::filesystem::path>> yaml_files(const std::filesystem::path& folder) {
  constexpr std::size_t kMost = 1000;
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  std::filesystem::directory_iterator entry(folder, failed);
  for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    if (entry->path().extension() != ".yaml") continue;
    if (files.size() == kMost)
      return Error{ErrorCode::pack, message("core.folder.too_many").with("limit", std::to_string(kMost)), folder.string(), "", {}};
    files.push_back(entry->path());
  }
  if (failed && failed != std::errc::no_such_file_or_directory)
    return Error{ErrorCode::pack, message("core.folder.cannot_list").with("why", failed.message()), folder.string(), "", {}};
  std::sort(files.begin(), files.end());
  return files;
}

bool same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  struct stat one {}, other {};
  const bool a_is = ::stat(a.c_str(), &one) == 0, b_is = ::stat(b.c_str(), &other) == 0;
  if (a_is && b_is) return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
  if (a_is != b_is) return false;
  const auto place = [](const std::filesystem::path& path) {
    std::error_code failed;
    const auto absolute = std::filesystem::absolute(write_target(path), failed);
    auto resolved = std::filesystem::weakly_canonical(absolute, failed);
    if (failed) resolved = absolute.lexically_normal();
    return resolved.has_filename() ? resolved : resolved.parent_path();
  };
  return place(a) == place(b);
}

std::filesystem::path write_target(const std::filesystem::path& file) {
  std::filesystem::path path = file;
  for (int hops = 0; hops < 40; ++hops) {
    std::error_code failed;
    if (!std::filesystem::is_symlink(path, failed)) return path;
    const auto to = std::filesystem::read_symlink(path, failed);
    if (failed) return path;
    path = to.is_absolute() ? to : path.parent_path() / to;
  }
  return file;  // a ring of links: whoever opens it is told
}

Status write_file(const std::filesystem::path& named, std::string_view content) {
  const std::filesystem::path file = write_target(named);
  const auto failed = [&file](int number) {
    return Error{ErrorCode::output, message("core.file.cannot_write").with("why", std::generic_category().message(number)),
                 file.string(), "", message("core.file.advice_write")};
  };
  // Devices and pipes (/dev/stdout) cannot be renamed onto: written directly.
  std::error_code ignored;
  const auto status = std::filesystem::status(file, ignored);
  if (std::filesystem::is_directory(status)) return failed(EISDIR);
  const bool direct = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  const std::filesystem::path target = direct ? file : std::filesystem::path(file.string() + ".part" + std::to_string(::getpid()));
  {
    const Descriptor out(::open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (out.get() < 0) return failed(errno);
    std::size_t done = 0;
    while (done < content.size()) {
      const ssize_t put = ::write(out.get(), content.data() + done, content.size() - done);
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) {
        const int number = errno;
        if (!direct) std::filesystem::remove(target, ignored);
        return failed(number);
      }
      done += static_cast<std::size_t>(put);
    }
  }
  if (direct) return std::nullopt;
  std::error_code moved;
  std::filesystem::rename(target, file, moved);
  if (moved) {
    std::filesystem::remove(target, ignored);
    return failed(moved.value());
  }
  return std::nullopt;
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < length; ++i) {
    text += kHex[digest[i] >> 4U];
    text += kHex[digest[i] & 15U];
  }
  return text;
}

}  // namespace landai
