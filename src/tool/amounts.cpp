// SPDX-License-Identifier: BSL-1.0
#include "tool/amounts.hpp"

#include <algorithm>

#include <tessera/exact.hpp>

namespace tessera::tool {

namespace {

std::string written(int128 minor, unsigned digits, bool with_commas) {
    bool const negative = minor < 0;
    std::string reversed;
    unsigned written = 0;
    for (int128 rest = minor; rest != 0 || written <= digits; rest /= 10, ++written) {
        if (written == digits && digits != 0) reversed += '.';
        if (with_commas && written > digits && (written - digits) % 3 == 0) reversed += ',';
        int const digit = static_cast<int>(rest % 10);
        reversed += static_cast<char>('0' + (digit < 0 ? -digit : digit));
    }
    if (negative) reversed += '-';
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

}  // namespace

std::string plain(int128 minor, unsigned digits) { return written(minor, digits, false); }
std::string grouped(int128 minor, unsigned digits) { return written(minor, digits, true); }

std::string share(int128 part, int128 whole, unsigned places) {
    if (whole <= 0) return {};
    cpp_int const scaled = cpp_int(part) * power_of_ten(places);
    return plain(static_cast<int128>(divide(scaled, cpp_int(whole), rounding::half_up)), places);
}

}  // namespace tessera::tool
