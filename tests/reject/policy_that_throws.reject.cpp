// expect: this type is no policy
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

struct gift {
    static constexpr phase at = phase::earn;
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_named("gift"); }
    void propose(fact_view const&, draft const&, member_out&) const {}
};

constexpr auto rules = compose("shop", currencies::EUR, gift{});

int main() {}
