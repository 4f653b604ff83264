// expect: segments_cannot_depend_on_each_other_in_a_circle
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose("shop", currencies::EUR, segment("a", in_segment("b")),
                               segment("b", !in_segment("a")), segment("c", at_least(order_count(), 3)));

int main() {}
