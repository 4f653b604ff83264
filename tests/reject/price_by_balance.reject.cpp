// expect: a balance cannot change a price
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

struct rich_pay_more {
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_named("rich pay more"); }
    void price(statement const& who, priced_order const& cart, order_out& out) const noexcept {
        if (who.owns.empty()) out.adjust(id(), {}, cart.totals.list_minor, 1, 0);
    }
};

constexpr auto rules = compose("shop", currencies::EUR, rich_pay_more{});

int main() {}
