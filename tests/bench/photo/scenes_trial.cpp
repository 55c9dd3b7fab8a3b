// SPDX-License-Identifier: GPL-3.0-or-later
// Coverage and error of doors in rendered photos, many scenes a case. Usage: trial_photo [SCENES] [CASE…]
#include "trial_cases.hpp"

int main(int argc, char** argv) { return landai::test::run_trials(landai::test::door_cases(), argc, argv); }
