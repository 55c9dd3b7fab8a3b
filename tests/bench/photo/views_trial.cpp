// SPDX-License-Identifier: GPL-3.0-or-later
// Coverage and error of sheets, ramps, heights and walls, many scenes a case. Usage: trial_views [SCENES] [CASE…]
#include "trial_cases.hpp"

int main(int argc, char** argv) { return landai::test::run_trials(landai::test::view_cases(), argc, argv); }
