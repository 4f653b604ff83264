#!/bin/bash
# SPDX-License-Identifier: BSL-1.0
# include_cost.sh [ROUNDS]
# What including the library costs a host: user seconds to parse a file that includes tessera/tessera.hpp and nothing
# else, and the same for nlohmann/json.hpp, alternated. Prints a line a round: "include TESSERA NLOHMANN".
set -euo pipefail
rounds=${1:-9}
root=$(cd "$(dirname "$0")/.." && pwd)
TIMEFORMAT=%U

parse_seconds() {  # HEADER
    { time echo "#include <$1>" | "${CXX:-g++}" -std=c++20 -fsyntax-only -I"$root/include" -x c++ - 2>&3; } 3>&2 2>&1
}

for ((round = 0; round < rounds; ++round)); do
    ours=$(parse_seconds tessera/tessera.hpp)
    theirs=$(parse_seconds nlohmann/json.hpp)
    echo "include $ours $theirs"
done
