// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

struct surprise {
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_named("surprise"); }
    void price(standing const&, priced_order const& cart, order_out& out) const noexcept {
        out.adjust(id(), {}, cart.totals.list_minor, 1, 0);
    }
};

constexpr auto rules = compose("shop", currencies::EUR, surprise{});

priced_order quote(cart const& what) {
    priced_order out;
    static_cast<void>(rules.quote({}, what, out));
    return out;
}

int main() {}
