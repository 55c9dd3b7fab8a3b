// SPDX-License-Identifier: GPL-3.0-or-later
#include "ifc_door_operation.hpp"

#include "ifc_parts.hpp"

namespace landai::importer {
namespace {

constexpr LeafOperation kOperations[] = {
    {"SINGLE_SWING_LEFT", DoorOperation::swing, 1, -1},
    {"SINGLE_SWING_RIGHT", DoorOperation::swing, 1, 1},
    {"DOUBLE_SWING_LEFT", DoorOperation::double_acting, 1, -1},
    {"DOUBLE_SWING_RIGHT", DoorOperation::double_acting, 1, 1},
    {"DOUBLE_DOOR_SINGLE_SWING", DoorOperation::swing, 2, 0},
    {"DOUBLE_PANEL_SINGLE_SWING", DoorOperation::swing, 2, 0},
    {"DOUBLE_DOOR_SINGLE_SWING_OPPOSITE_LEFT", DoorOperation::swing, 2, 0, true},
    {"DOUBLE_DOOR_SINGLE_SWING_OPPOSITE_RIGHT", DoorOperation::swing, 2, 0, true},
    {"DOUBLE_PANEL_SINGLE_SWING_OPPOSITE_LEFT", DoorOperation::swing, 2, 0, true},
    {"DOUBLE_PANEL_SINGLE_SWING_OPPOSITE_RIGHT", DoorOperation::swing, 2, 0, true},
    {"DOUBLE_DOOR_DOUBLE_SWING", DoorOperation::double_acting, 2, 0},
    {"DOUBLE_PANEL_DOUBLE_SWING", DoorOperation::double_acting, 2, 0},
    {"SWING_FIXED_LEFT", DoorOperation::swing, 1, -1},
    {"SWING_FIXED_RIGHT", DoorOperation::swing, 1, 1},
    {"SLIDING_TO_LEFT", DoorOperation::sliding, 1, 0},
    {"SLIDING_TO_RIGHT", DoorOperation::sliding, 1, 0},
    {"DOUBLE_DOOR_SLIDING", DoorOperation::sliding, 2, 0},
    {"DOUBLE_PANEL_SLIDING", DoorOperation::sliding, 2, 0},
    {"FOLDING_TO_LEFT", DoorOperation::folding, 1, 0},
    {"FOLDING_TO_RIGHT", DoorOperation::folding, 1, 0},
    {"DOUBLE_DOOR_FOLDING", DoorOperation::folding, 2, 0},
    {"DOUBLE_PANEL_FOLDING", DoorOperation::folding, 2, 0},
    {"REVOLVING", DoorOperation::revolving, 0, 0},
    {"REVOLVING_VERTICAL", DoorOperation::revolving, 0, 0},
    {"REVOLVING_HORIZONTAL", DoorOperation::overhead, 0, 0},
    {"ROLLINGUP", DoorOperation::overhead, 0, 0},
    {"LIFTING_HORIZONTAL", DoorOperation::overhead, 0, 0},
    {"LIFTING_VERTICAL_LEFT", DoorOperation::overhead, 0, 0},
    {"LIFTING_VERTICAL_RIGHT", DoorOperation::overhead, 0, 0},
    {"DOUBLE_DOOR_LIFTING_VERTICAL", DoorOperation::overhead, 0, 0},
    {"DOUBLE_PANEL_LIFTING_VERTICAL", DoorOperation::overhead, 0, 0},
};

}  // namespace

LeafOperation operation_of(std::string_view word) {
  for (const LeafOperation& o : kOperations) {
    if (o.word == word) return o;
  }
  return {word, DoorOperation::unknown, 0, 0};
}

DoorOperation door_operation(std::string_view operation_word) { return operation_of(operation_word).kind; }

}  // namespace landai::importer
