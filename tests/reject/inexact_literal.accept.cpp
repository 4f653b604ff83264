// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/ratio.hpp>

using namespace tessera::literals;
constexpr tessera::ratio rate = 2.5_percent;

int main() {}
