// SPDX-License-Identifier: BSL-1.0
// A policy of the host's own: ten points extra for every order that brings its own bag (a tag on a line), and
// a price rule that gives the staff 20 % off. Any type that models the concept is a policy; nothing is
// registered.

#include "till.hpp"

using namespace tessera;

constexpr tag_set own_bag = host_tag;  // the host's first tag

/// A policy of the member side: it has a name, a phase, and proposes postings.
class bag_bonus {
public:
    static constexpr phase at = phase::earn;

    constexpr explicit bag_bonus(std::int64_t points) noexcept : points_(points) {}

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule("bag bonus");
        pool_ = b.existing_pool("points");
    }
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind != fact_kind::order || (fact.priced.totals.tags & own_bag) == 0) return;
        lot_key const lot{.expires = d.day() + 30};
        out.award(rule_, pool_, points_, lot);
        fact.paper->awards.push_back(
            {.rule = rule_, .pool = pool_.id, .lot = lot, .amount = points_});  // for a return
        out.explain({.a = points_, .rule = rule_, .code = reason_code::earned});
    }

private:
    std::int64_t points_;
    slot_place pool_{};
    rule_id rule_{};
};

/// A policy of the order side: it sees standing and cart, and writes adjustments.
class staff_price {
public:
    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule("staff price");
        place_ = b.group_place("staff");
    }
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    void price(standing const& who, priced_order const& cart, order_out& out) const noexcept {
        if (who.level(place_) == 0) return;
        std::int64_t const base = cart.totals.promoted_minor();
        out.adjust(rule_, {}, base, base / 5, who.level(place_));
    }

private:
    std::uint8_t place_ = 0;
    rule_id rule_{};
};

constexpr auto rules =
    compose("own policies", currencies::EUR, accrual("points", 1).living(days(365)), bag_bonus(10),
            tiers("staff", order_count(), tier{"colleague", 2}), staff_price());

int main() {
    account customer;
    decision decided;
    std::printf("%-12s %7s %7s %8s %8s\n", "", "list", "to pay", "points", "in all");
    for (std::uint64_t n = 1; n <= 3; ++n) {
        line const goods{.tags = n == 2 ? own_bag : 0, .list_minor = 25'00};
        order const sale{.head = {.id = {n}, .key = {{}, n}, .day = date_of(2026, 1, 1)},
                         .what = {{&goods, 1}}};
        if (!rules.decide(customer, sale, decided)) return 1;
        if (apply(customer, rules.chart(), decided.as_entry()) != errc::ok) return 1;

        std::int64_t earned = 0;
        for (posting const& p : decided.postings)
            if (p.kind == posting_kind::issue) earned += p.amount;
        std::printf("%-12s %7s %7s %8lld %8lld\n", n == 2 ? "own bag" : "", examples::amount(25'00).c_str(),
                    examples::amount(decided.priced.totals.paid_minor()).c_str(),
                    static_cast<long long>(earned),
                    static_cast<long long>(
                        balance_of(customer, rules.chart(), rules.pool("points"), sale.head.day).available));
    }
}
