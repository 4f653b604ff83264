// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/money.hpp>
#include <tessera/money/points.hpp>

bool const fits = add(tessera::points(1), tessera::points(2)).has_value();

int main() {}
