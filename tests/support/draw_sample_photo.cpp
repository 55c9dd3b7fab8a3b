// SPDX-License-Identifier: GPL-3.0-or-later
// sample_photo FILE: draws the photo of the sample anew (samples/kelurahan/foto/p13.jpg).
#include <cstdio>
#include <fstream>

#include "sample_photo.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: sample_photo FILE\n", stderr);
    return 2;
  }
  const landai::test::DoorScene scene = landai::test::sample_photo();
  std::ofstream file(argv[1], std::ios::binary);
  file << landai::test::DoorRenderer(scene).jpeg();
  return file.flush() ? 0 : 1;
}
