// SPDX-License-Identifier: BSL-1.0
#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;
using namespace tessera::literals;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto all_paid = list_price.with_stored_value();
constexpr auto cashback = ladder("cashback", net_spend(all_paid), step{200, 20}, step{1000, 100});
constexpr auto pays = redemption("cashback", {.points = 1, .money = 1});

template <class Ladder>
errc mistake_of(Ladder const& rule) {
    auto const made = make("wrong", currencies::EUR, usable_in_its_order(rule));
    return made ? errc::ok : made.error();
}

}  // namespace

TEST_CASE("an order can be paid with what it brings") {
    constexpr auto later = compose("later", currencies::EUR, cashback, pays, returns(30));
    constexpr auto at_once =
        compose("at once", currencies::EUR, usable_in_its_order(cashback), pays, returns(30));
    shop plain(later);
    shop now(at_once);
    std::vector<redemption_wish> const all{{later.redemption_rule("cashback")}};
    plain.buy(day, {item(250'00)}, all);
    CHECK(plain.last.receipt.stored_value_minor == 0);
    CHECK(plain.balance("cashback", day).available == 20'00);

    now.buy(day, {item(250'00)}, all);
    CHECK(now.last.receipt.stored_value_minor == 20'00);
    CHECK(now.balance("cashback", day).available == 0);
    auto const* const paid = reason_of(now.last, reason_code::ladder_paid);
    REQUIRE(paid != nullptr);
    CHECK(paid->a == 20'00);
    CHECK(paid->b == 250'00);

    // One order over both steps is paid with both awards, and a step pays once.
    now.buy(day + 1, {item(750'00)}, all);
    CHECK(now.last.receipt.stored_value_minor == 100'00);
    now.buy(day + 2, {item(10'00)}, all);
    CHECK(now.last.receipt.stored_value_minor == 0);
    CHECK(now.balance("cashback", day + 2).available == 0);
}

TEST_CASE("an order paid with what it brought comes back as if it had never been") {
    for (auto const how : {on_return::follow, on_return::revoke_unused, on_return::freeze}) {
        auto const program = make("shop", currencies::EUR, usable_in_its_order(cashback.when_returned(how)),
                                  pays, returns(30));
        REQUIRE(program.has_value());
        shop s(*program);
        s.buy(day, {item(250'00)}, {{program->redemption_rule("cashback")}});
        CHECK(s.last.receipt.stored_value_minor == 20'00);
        s.bring_back(day + 1, 0);
        CHECK(s.last.refund.money_minor == 230'00);
        CHECK(s.balance("cashback", day + 1).available == 0);
        CHECK(s.balance("cashback", day + 1).debt == 0);
    }
}

TEST_CASE("laws of awards usable in their order") {
    CHECK_PROPERTY("where nothing is redeemed it makes no difference when they are made", [] {
        auto const how = *rc::gen::element(on_return::follow, on_return::keep, on_return::revoke_unused,
                                           on_return::freeze);
        auto const rule = cashback.when_returned(how);
        auto const later = make("shop", currencies::EUR, rule, pays, returns(30));
        auto const at_once = make("shop", currencies::EUR, usable_in_its_order(rule), pays, returns(30));
        shop one(*later);
        shop other(*at_once);
        for (auto const minor :
             *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange(-400'00, 900'00))) {
            if (minor < 0) {
                one.give_back(day, -minor);
                other.give_back(day, -minor);
            } else {
                one.buy(day, minor);
                other.buy(day, minor);
            }
            RC_ASSERT(bytes_of(one.member, later->chart()) == bytes_of(other.member, at_once->chart()));
        }
    });
}

TEST_CASE("what depends on the payment cannot pay it") {
    CHECK(mistake_of(cashback) == errc::ok);
    CHECK(mistake_of(ladder("stamps", item_count(), step{3, 1})) == errc::ok);
    CHECK(mistake_of(ladder("visits", order_count(), step{3, 1})) == errc::ok);
    CHECK(mistake_of(ladder("best", best_order(all_paid), step{3, 1})) == errc::ok);
    CHECK(mistake_of(ladder("cashback", net_spend(), step{200, 20})) == errc::award_reads_payment);
    CHECK(mistake_of(ladder("cashback", gross_spend(paid_price), step{200, 20})) ==
          errc::award_reads_payment);
    CHECK(mistake_of(ladder("months", order_periods(calendar_unit::month), step{2, 20})) ==
          errc::award_reads_payment);
    CHECK(mistake_of(ladder("later", order_count().counted_by(progress::paid, days(9)), step{2, 20})) ==
          errc::award_reads_payment);
}
