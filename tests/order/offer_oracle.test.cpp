// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "order/offer_oracle.hpp"
#include "support/property.hpp"

using namespace tessera;

namespace offer_oracle_tests {

using namespace offer_oracle;

/// Effects: compares with the slow model what offers take off an order and what comes with it.
void compare(rules const& by, cart_of const& what) {
    auto const program = make("oracle", currencies::EUR, offers("all", by.all, by.stacks));
    RC_ASSERT(program.has_value());
    priced_order out;
    RC_ASSERT(program->quote(what.who(), what.view(), out).has_value());
    std::vector<off_row> offs;
    std::vector<gift_row> gifts;
    for (adjustment const& a : out.adjustments) offs.emplace_back(a.rule.value, a.place, a.off_minor);
    for (entitlement const& e : out.entitlements)
        gifts.emplace_back(e.rule.value, e.quantity, e.worth_minor, e.perk);
    till slow(by, what);
    slow.run();
    RC_ASSERT(offs == slow.offs);
    RC_ASSERT(gifts == slow.gifts);
}

}  // namespace offer_oracle_tests

using namespace offer_oracle_tests;

TEST_CASE("a slow model prices every order as offers do") {
    CHECK_PROPERTY_TIMES(2000, "several offers", [] { compare(any_rules(), any_cart()); });
    CHECK_PROPERTY_TIMES(2000, "one offer that is for anybody", [] {
        rules by{{any_deal("a")}, {}, {{.name = "one"}, {.name = "two"}}};
        deal& one = by.said[0];
        one.given = 0, one.asked_for = one.on_mondays = one.on_birthday = false, one.least = 0;
        one.uses = one.uses_of_all = every_unit, one.budget.reset();
        by.all = {offer_of(one)};
        compare(by, any_cart());
    });
}
