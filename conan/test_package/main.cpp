// SPDX-License-Identifier: BSL-1.0
#include <cstdio>

#include <tessera/tessera.hpp>

int main() {
    std::printf("tessera %d.%d.%d\n", TESSERA_VERSION_MAJOR, TESSERA_VERSION_MINOR, TESSERA_VERSION_PATCH);
    return tessera::message(tessera::errc::ok) == "no error" ? 0 : 1;
}
