// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <vector>

#include "tool/replay.hpp"

/// Part of the command-line tool. What a shop owner reads, on 80 columns: one program, or two side by side.

namespace tessera::tool {

/// Returns: what was read, and the figures of each program in a column of its own.
[[nodiscard]] std::string side_by_side(history const& of, std::vector<replay_result> const& programs);

/// Returns: the readable summary. The ladder's steps and the members' stories are those of the first program.
[[nodiscard]] std::string readable(history const& of, std::vector<replay_result> const& programs);

}  // namespace tessera::tool
