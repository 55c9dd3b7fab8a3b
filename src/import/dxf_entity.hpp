// SPDX-License-Identifier: GPL-3.0-or-later
// One entity of a DXF file from its groups.
#pragma once

#include <functional>
#include <span>

#include "dxf_drawing.hpp"
#include "dxf_raw.hpp"
#include "dxf_text.hpp"

namespace landai::importer {

struct DxfEntityContext {
  const DxfDecoder& decoder;
  std::function<int(const std::string&)> layer;  ///< index of a layer name, made when new
};

/// Fills `entity` (type and place are set). For an INSERT with attributes `closed` says that ATTRIBs follow.
void read_dxf_entity(DxfEntity& entity, std::span<const DxfGroup> groups, const DxfEntityContext& context);
void add_dxf_vertex(DxfEntity& polyline, std::span<const DxfGroup> groups);
void add_dxf_attribute(DxfEntity& insert, std::span<const DxfGroup> groups, const DxfEntityContext& context);
/// Mirrors and drops doubled corners once all corners are there.
void finish_dxf_polyline(DxfEntity& polyline);

}  // namespace landai::importer
