// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "landai/core/message.hpp"

namespace landai {

/// What kind of failure an Error is. The command line maps it to an exit code (docs/design.md).
enum class ErrorCode {
  usage,       ///< wrong use of the program or of a function: exit 2
  input,       ///< an input cannot be read: exit 3
  no_unit,     ///< nothing decides the unit of a drawing, `--unit` is needed: exit 3
  limit,       ///< an input is larger or deeper than we accept: exit 3
  pack,        ///< a broken pack, form, profile, schema or text file of ours or of the user: exit 4
  output,      ///< an output cannot be written: exit 2
};

/// The call could not do its job. `file` and `where` say the place (line, entity, layer, feature).
struct Error {
  ErrorCode code = ErrorCode::input;
  Message message;   ///< what happened, rendered in the user's language
  std::string file;  ///< as the user named it; empty when no file is concerned
  std::string where; ///< "line 12", "#345", "layer A-DOOR"; may be empty
  Message advice;    ///< what to do; key may be empty
};

/// A value or an Error, shaped like std::expected (which g++ 12 does not have).
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit on purpose
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit on purpose

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] T& operator*() & { return std::get<0>(state_); }
  [[nodiscard]] const T& operator*() const& { return std::get<0>(state_); }
  [[nodiscard]] T&& operator*() && { return std::get<0>(std::move(state_)); }
  [[nodiscard]] T* operator->() { return &std::get<0>(state_); }
  [[nodiscard]] const T* operator->() const { return &std::get<0>(state_); }
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// Result of a call that returns nothing: empty on success.
using Status = std::optional<Error>;

}  // namespace landai
