// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Part of the command-line tool. The words after `tessera`.

namespace tessera::tool {

/// Effects: does what the words ask for. Returns: the exit status of the process.
[[nodiscard]] int run(int count, char const* const* words);

}  // namespace tessera::tool
