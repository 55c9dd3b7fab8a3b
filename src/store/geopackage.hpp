// SPDX-License-Identifier: GPL-3.0-or-later
// Layers as a GIS reads them (OGC 12-128r17, GeoPackage 1.3).
#pragma once

#include <string>
#include <vector>

#include "database.hpp"
#include "landai/report/layers.hpp"

namespace landai::store {

/// GeoPackageBinary (clause 2.1.3): little endian, with envelope, system -1 ("undefined Cartesian": metres of
/// a local frame). Empty for a layer without geometry and for a geometry with nothing in it.
[[nodiscard]] std::string geometry_blob(report::LayerShape shape, const landai::Geometry& geometry);

/// Puts each layer in place of the table of its name and registers it. Tables of other names stay as they
/// are.
void write_layers(const Database& database, const std::vector<report::Layer>& layers);

}  // namespace landai::store
