// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string_view>

#include <tessera/document/loaded_program.hpp>

/// Part of the command-line tool. The time zone that a program names. The document library knows no zones, so
/// that hosts need no database of them; the tool looks the name up, where it is built with `tessera::zones`
/// and the system has a database.

namespace tessera::tool {

/// Returns: what is wrong with the zone that a document's text names; nothing where that zone is known, or
///   none is named, or there is nothing to look it up in. The text need not be a program.
[[nodiscard]] std::optional<document::problem> zone_problem(std::string_view text);

/// Returns: the program of a document's text, or all that is wrong with it, an unknown zone too.
[[nodiscard]] document::making load_program(std::string_view text);

}  // namespace tessera::tool
