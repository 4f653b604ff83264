// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

#include <tessera/core/version.hpp>

/// Part of the command-line tool. Which tool wrote a file.

namespace tessera::tool {

/// Returns: such as `tessera 0.1.0`.
[[nodiscard]] inline std::string tool_version() {
    return "tessera " + std::to_string(TESSERA_VERSION_MAJOR) + '.' + std::to_string(TESSERA_VERSION_MINOR) +
           '.' + std::to_string(TESSERA_VERSION_PATCH);
}

}  // namespace tessera::tool
