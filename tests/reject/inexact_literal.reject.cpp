// expect: this_literal_is_not_an_exact_decimal_of_64_bits
// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/ratio.hpp>

using namespace tessera::literals;
constexpr tessera::ratio rate = 2.5e-3_percent;

int main() {}
