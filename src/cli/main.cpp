// SPDX-License-Identifier: GPL-3.0-or-later
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <unistd.h>

#include "landai/core/data_dir.hpp"
#include "program.hpp"

namespace {

using namespace landai;
using namespace landai::cli;

/// The language stands in the options, but the texts of the options depend on it: looked up before they are parsed.
Language wanted_language(int argc, char** argv) {
  std::string_view wanted;
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg == "--lang" && i + 1 < argc) wanted = argv[i + 1];
    if (arg.starts_with("--lang=")) wanted = arg.substr(7);
  }
  if (wanted.empty())
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
      if (const char* value = std::getenv(variable); value != nullptr && *value != '\0') {
        wanted = value;
        break;
      }
  return wanted.starts_with("id") ? Language::id : Language::en;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    Context context;
    auto data = data_dir();
    if (!data) return complain(context, data.error());
    context.data_dir = *data;
    auto texts = Texts::load(*data, wanted_language(argc, argv));
    if (!texts) return complain(context, texts.error());
    context.texts = *texts;
    context.colour = isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    return Program(context).run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("landai: not enough memory for this input / memori tidak cukup untuk masukan ini\n", stderr);
    return kInput;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "landai: %s\n", problem.what());
    return kUsage;
  }
}
