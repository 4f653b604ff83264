// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

std::string_view message_seen_by_second(tessera::errc code);

// Every function of the headers stands in both units; one that is not inline fails to link.
int main() {
    auto const code = tessera::errc::overflow;
    return tessera::message(code) == message_seen_by_second(code) ? 0 : 1;
}
