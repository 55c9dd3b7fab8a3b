// SPDX-License-Identifier: GPL-3.0-or-later
// What a project's file holds: the tables of a GeoPackage and those of landai, their version, and the way
// from an older one.
#pragma once

#include <string>
#include <vector>

#include "database.hpp"

namespace landai::store {

/// The layout that this landai writes. docs/project.md tells what each one brought.
inline constexpr int kLayout = 6;

/// The tables of an empty project.
void make_layout(const Database& database);

/// The layout of the file. Failure (input) when it is no project, or one of a newer landai.
[[nodiscard]] int layout_of(const Database& database);

/// Whether a file of an older layout holds the tables and columns of that layout, no later ones, and no rows that break what a table promises: what
/// somebody changed by hand would end an upgrade half-way, with SQLite's words for it. Failure (input) that names the first of them.
void check_older(const Database& database, int layout);

/// Brings an older layout up to this one, within the transaction that is open. Returns whether anything was
/// done.
bool upgrade(const Database& database, int from);

/// Whether the tables that landai reads are there with their columns. Failure (input) that names the one that
/// is not.
void check_tables(const Database& database);

}  // namespace landai::store
