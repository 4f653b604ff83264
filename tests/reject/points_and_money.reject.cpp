// expect: (no matching function|cannot convert|no known conversion)
// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/money.hpp>
#include <tessera/money/points.hpp>

bool const fits = add(tessera::points(1), tessera::money(2, tessera::currencies::EUR)).has_value();

int main() {}
