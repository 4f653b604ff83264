// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;

namespace {

constexpr date day = date_of(2026, 1, 1);

/// A host's own policy of the member side: a gift of points with every order of at least two lines. It has a
/// pool of its own in the program's chart.
class bundle_gift {
public:
    static constexpr phase at = phase::earn;
    constexpr explicit bundle_gift(std::int64_t gift) noexcept : gift_(gift) {}
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule("bundle gift");
        pool_ = b.pool("gifts", false, 0);
    }
    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind != fact_kind::order || fact.priced.lines.size() < 2) return;
        lot_key const lot{d.day() + 10};
        out.award(rule_, pool_, gift_, lot);
        if (fact.paper)
            fact.paper->awards.push_back({.rule = rule_, .pool = pool_.id, .lot = lot, .amount = gift_});
        out.explain({gift_, fact.priced.totals.paid_minor(), rule_, reason_code::earned, 0});
    }

private:
    std::int64_t gift_;
    rule_id rule_{};
    slot_place pool_{};
};

/// A host's own policy that writes a tally as it is, on a measure that a ladder looks at.
class opening_spend {
public:
    static constexpr phase at = phase::earn;
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_named("opening spend"); }
    constexpr void bind(binder& b) noexcept {
        static_cast<void>(b.claim(id()));
        spend_ = b.shared(net_spend()).slot();
    }
    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind == fact_kind::order && d.base().version() == account_version{})
            out.post(posting_kind::tally, id(), spend_, 15'000, {});
    }

private:
    slot_id spend_{};
};

/// A host's own policy of the order side, without bind: a cent off for everybody, a tenth for level 1.
struct cent_off {
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_named("cent off"); }
    void price(standing const& who, priced_order const& cart, order_out& out) const noexcept {
        std::int64_t const base = out.priced().totals.paid_minor();
        out.adjust(id(), {}, base, who.level(0) == 0 ? 1 : cart.totals.list_minor / 10, who.level(0));
    }
};

/// One that cannot.
struct unable {
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_named("unable"); }
    void price(standing const&, priced_order const& cart, order_out& out) const noexcept {
        if (cart.totals.quantity > 5) out.fail(errc::unknown_currency);
        if (cart.totals.quantity > 6) out.fail(errc::overflow);
    }
};

static_assert(member_policy<bundle_gift> && bindable<bundle_gift> && !order_policy<bundle_gift>);
static_assert(order_policy<cent_off> && !member_policy<cent_off> && !bindable<cent_off>);
static_assert(member_policy<ladder<1>> && member_policy<tiers<1>> && member_policy<accrual<>> &&
              member_policy<redemption>);
static_assert(order_policy<member_price<1>> && !member_policy<member_price<1>>);
static_assert(!member_policy<int> && !order_policy<int>);

}  // namespace

TEST_CASE("a host's own policy of the member side has a pool like any other") {
    constexpr auto program =
        compose("host", currencies::EUR, bundle_gift(50), redemption("gifts", {.points = 1, .money = 1}));
    shop_tests::shop s(program);
    s.buy(day, 1'000);
    CHECK(s.balance("gifts", day).available == 0);
    auto const& d = s.buy(day, {item(1'000), item(500)});
    CHECK(s.balance("gifts", day).available == 50);
    CHECK(s.balance("gifts", day + 10).available == 0);
    REQUIRE(d.receipt.awards.size() == 1);
    CHECK(d.receipt.awards[0].rule == rule_named("bundle gift"));
    s.buy(day, {item(700)}, {{program.redemption_rule("gifts"), 3}});
    CHECK(s.balance("gifts", day).available == 47);
}

TEST_CASE("what a host's own policy awarded goes back with the goods, when the receipt knows of it") {
    constexpr auto program = compose("host", currencies::EUR, bundle_gift(50), returns(30));
    shop_tests::shop s(program);
    s.buy(day, {item(1'000), item(500)});
    CHECK(s.balance("gifts", day).available == 50);
    s.bring_back(day, 0);
    CHECK(s.balance("gifts", day).available == 0);
    CHECK(s.balance("gifts", day).debt == 0);
}

TEST_CASE("what a host's own policy tallies is seen by the ladder of the same decision") {
    constexpr auto program =
        compose("host", currencies::EUR, opening_spend{}, ladder("cash", net_spend(), step{200, 20}));
    shop_tests::shop s(program);
    s.buy(day, 5'000);
    CHECK(s.measure(day) == 20'000);
    CHECK(s.balance("cash", day).available == 2'000);
}

TEST_CASE("a host's own price reads standing, and its failure is the quote's") {
    constexpr auto program = compose("host", currencies::EUR, tiers("club", net_spend(), tier{"silver", 10}),
                                     cent_off{}, unable{});
    shop_tests::shop s(program);
    CHECK(s.buy(day, 1'000).priced.totals.paid_minor() == 999);
    CHECK(s.buy(day, 1'000).priced.totals.paid_minor() == 900);
    std::vector<line> const many{{.quantity = 7, .list_minor = 100}};
    priced_order out;
    CHECK(program.quote({}, {many}, out).error() == errc::unknown_currency);
    order const what = s.order_of(day, many);
    auto const before = shop_tests::bytes_of(s.member, program.chart());
    CHECK(program.decide(s.member, what, s.last).error() == errc::unknown_currency);
    CHECK(shop_tests::bytes_of(s.member, program.chart()) == before);
    std::vector<line> const nothing{item(0)};
    REQUIRE(program.quote({}, {nothing}, out).has_value());
    CHECK(out.adjustments.empty());
    CHECK(out.totals.paid_minor() == 0);
}

TEST_CASE("two rules of a host with one id are a mistake, as anybody's") {
    auto const made = make("host", currencies::EUR, cent_off{}, cent_off{});
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error() == errc::duplicate_rule);
}
