// SPDX-License-Identifier: BSL-1.0
#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"

using namespace tessera;

namespace more_offers {

/// Returns: how many units of a gift come with so many units of one article.
std::int64_t gifts_for(std::uint32_t units, offer const& one) {
    auto const program = make("gifts", currencies::EUR, offers("all", {one}));
    REQUIRE(program.has_value());
    line const bought{.sku = sku_named("shoe"), .quantity = units, .list_minor = 10'00 * units};
    priced_order out;
    REQUIRE(program->quote({}, {.lines = {&bought, 1}}, out).has_value());
    std::int64_t sum = 0;
    for (entitlement const& e : out.entitlements) sum += e.quantity;
    return sum;
}

}  // namespace more_offers

using namespace more_offers;

TEST_CASE("a gift for units of any article takes none of them") {
    offer const socks = offer("socks").gift(sku_named("socks"), 3, 0).bought(5, {});
    CHECK(gifts_for(4, socks) == 0);
    CHECK(gifts_for(5, socks) == 3);
    CHECK(gifts_for(10, socks) == 6);
    offer const pair = offer("pair").gift(sku_named("socks"), 1, 0).bought(1, {});
    CHECK(gifts_for(1, pair) == 1);
    unit_choice twice{.bought = 1, .most_sets = 2};
    CHECK(gifts_for(7, pair.of(twice)) == 2);
}
