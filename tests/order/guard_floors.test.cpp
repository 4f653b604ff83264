// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "order/random_offers.hpp"
#include "support/property.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace guard_floors {

using namespace random_offers;

/// What one offer gives.
struct given {
    std::map<std::uint32_t, std::int64_t> lines;
    std::int64_t shipping = 0, gifts = 0, perks = 0;
    [[nodiscard]] std::int64_t goods() const {
        std::int64_t sum = 0;
        for (auto const& [place, off] : lines) sum += off;
        return sum;
    }
};
using table = std::map<std::uint64_t, given>;

table table_of(priced_order const& out) {
    table made;
    for (adjustment const& a : out.adjustments)
        (a.place == shipping_place ? made[a.rule.value].shipping : made[a.rule.value].lines[a.place]) +=
            a.off_minor;
    for (entitlement const& e : out.entitlements) {
        made[e.rule.value].gifts += e.worth_minor;
        made[e.rule.value].perks += e.perk != 0;
    }
    return made;
}

/// An order at the till, whose benefits a slow guard gives up a cent at a time.
struct sale {
    std::int64_t list = 0, paid = 0, costs = 0, shipping = 0, parcel = 0, gifts = 0;

    [[nodiscard]] bool reaches(profit_of of, ratio least, std::int64_t more = 0) const {
        std::int64_t const profit = paid + more + shipping - costs - parcel - gifts;
        std::int64_t const base = of == profit_of::list ? list : of == profit_of::cost ? costs : paid + more;
        return profit * least.den >= base * least.num;
    }
};

void compare(cart_of what, rules const& by, profit_of of, ratio least) {
    sale now{.parcel = drawn<std::int64_t>(0, 1'500)};
    for (std::size_t i = 0; i < what.lines.size(); ++i) {
        std::int64_t const list = what.lines[i].list_minor;
        // what nobody knows the cost of counts at its list price
        std::int64_t const cost = once_in(4) ? -1 : drawn<std::int64_t>(0, list);
        what.about[i].cost_minor = cost;
        now.costs += cost < 0 ? list : cost;
        now.list += list;
    }
    cart wanted = what.view();
    wanted.shipping_cost_minor = now.parcel;
    std::vector<benefit> named;
    for (deal const& d : by.said)
        if (!once_in(4)) named.push_back({.name = d.name});
    if (once_in(2)) std::reverse(named.begin(), named.end());
    offers const all("all", by.all, by.stacks);
    auto const free = make("free", currencies::EUR, all);
    auto const guarded =
        make("guarded", currencies::EUR, all, margin_guard("floor", of, least).giving_up(named));
    RC_ASSERT((free && guarded));
    priced_order bare, kept;
    RC_ASSERT(free->quote(what.who(), wanted, bare).has_value());
    RC_ASSERT(guarded->quote(what.who(), wanted, kept).has_value());
    table gave = table_of(bare), gives = table_of(kept);
    now.paid = bare.totals.paid_minor(), now.shipping = bare.shipping_minor;
    for (auto const& [rule, its] : gave) now.gifts += its.gifts;

    std::vector<reason> said;
    for (reason const& r : kept.reasons)
        if (r.code == reason_code::withheld_by_guard) said.push_back(r);
    std::size_t spoken = 0;
    for (benefit const& one : named) {
        if (now.reaches(of, least)) break;
        given const& its = gave[one.id().value];
        std::int64_t missing = 0;
        while (missing < 200'000 && !now.reaches(of, least, missing)) ++missing;
        std::int64_t goods = its.goods(), back = its.gifts + its.shipping;
        now.gifts -= its.gifts, now.shipping += its.shipping;
        for (; goods > 0 && !now.reaches(of, least); --goods) ++now.paid, ++back;
        given const& left = gives[one.id().value];
        RC_ASSERT(left.goods() == goods);
        RC_ASSERT(left.gifts + left.shipping == 0);
        if (back == 0) continue;
        RC_ASSERT(spoken < said.size());
        RC_ASSERT(said[spoken].rule == one.id());
        RC_ASSERT(said[spoken].a == back);
        RC_ASSERT(missing == 200'000 || said[spoken].b == missing);
        ++spoken;
    }
    RC_ASSERT(spoken == said.size());
    RC_ASSERT(kept.totals.paid_minor() == now.paid);
    RC_ASSERT(kept.shipping_minor == now.shipping);
    for (auto const& [rule, its] : gave) {
        RC_ASSERT(gives[rule].perks == its.perks);
        for (auto const& [place, off] : gives[rule].lines)
            RC_ASSERT((off >= 0 && its.lines.count(place) == 1 && off <= its.lines.at(place)));
    }
}

}  // namespace guard_floors

using namespace guard_floors;

TEST_CASE("guard: a slow one that gives up cent by cent comes to the same") {
    CHECK_PROPERTY_TIMES(2000, "of cost or list", [] {
        compare(any_cart(), any_rules(), *rc::gen::element(profit_of::cost, profit_of::list), any_share());
    });
    CHECK_PROPERTY_TIMES(2000, "of what is paid", [] {
        rules by = any_rules();
        for (std::size_t i = 0; i < by.said.size(); ++i) {  // no gift beside money
            if (by.said[i].gives != offer_gives::nothing) by.said[i].gifts = 0;
            if (by.said[i].gifts == 0) by.said[i].perk = birthday;
            by.all[i] = offer_of(by.said[i]);
        }
        compare(any_cart(), by, profit_of::paid, *ratio::make(drawn<std::int64_t>(0, 39), 40));
    });
}
