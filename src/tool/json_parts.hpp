// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

#include <boost/json.hpp>

#include "tool/replay.hpp"

/// Part of the command-line tool. What its JSON files are made of. Amounts, points and rates are texts,
/// because they are exact; counts are numbers.

namespace tessera::tool {

/// Returns: what the file holds.
[[nodiscard]] boost::json::object file_part(history const& of);

/// Returns: totals and rates of a program, as `--summary` of a replay writes them, but for tool and file.
[[nodiscard]] boost::json::object program_part(history const& of, replay_result const& got);

/// Returns: `part / whole` with 4 decimals; null where `whole` is not above zero.
[[nodiscard]] boost::json::value rate(int128 part, int128 whole);

/// Returns: the value over several lines, two blanks a level.
[[nodiscard]] std::string json_text(boost::json::value const& value);

}  // namespace tessera::tool
