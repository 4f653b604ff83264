// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

struct rich_pay_more {
    static constexpr phase at = phase::discount;
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_named("rich pay more"); }
    void lower(fact_view const&, price_bridge& bridge) const noexcept { static_cast<void>(bridge.failed()); }
    void propose(fact_view const&, draft const&, member_out&) const noexcept {}
};

constexpr auto rules = compose("shop", currencies::EUR, rich_pay_more{});

int main() {}
