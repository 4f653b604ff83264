// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

/// Returns: all bytes of a file that ships with the project; nothing where there is none.
/// Example: `shipped("examples/data/history.csv")`.
[[nodiscard]] inline std::string shipped(std::string_view path) {
    std::string const here = __FILE__;  // tests/support/shipped.hpp
    std::ifstream file(here.substr(0, here.rfind("tests/")) + std::string(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
