// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

struct gift {
    int size = 3;
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_named("gift"); }
    void price(standing const&, priced_order const&, order_out&) const noexcept {}
};

constexpr auto rules = compose("shop", currencies::EUR, gift{});

int main() {}
