// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/program/versions.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace segment_ladder_tests {

constexpr date day = date_of(2026, 3, 1);

/// Who ordered within the last sixty days.
constexpr segment lately(
    "lately",
    at_least(order_count().within(window::rolling_days(60, resolution::day)).returned(undo::at_order), 1));
constexpr auto cashback = ladder("cashback", net_spend(), step{100, 10}, step{200, 20});

/// Who is what staff say, from the next fact on.
constexpr auto guest = segment("guests", at_least(points_available("guest"), 1));
constexpr auto comes = by_hand("comes", "guest", hand::gives);
constexpr auto goes = by_hand("goes", "guest", hand::takes);

/// Returns: in how many reasons the last decision says that a segment keeps a rule from giving.
template <class Shop>
long withheld(Shop const& s, std::string_view rule) {
    return std::count_if(s.last.reasons.begin(), s.last.reasons.end(), [&](reason const& r) {
        return r.code == reason_code::not_for_segment && r.rule == rule_named(rule);
    });
}

template <class Shop>
void act(Shop& s, date on, std::string_view what) {
    s.commit(action{.head = s.next_head(on), .what = action_named(what), .amount = 1});
}

}  // namespace segment_ladder_tests

using namespace segment_ladder_tests;

TEST_CASE("what somebody outside the segment reaches waits: the next order in it pays, a return never does") {
    constexpr auto rules =
        compose("late", currencies::EUR, cashback.in_segment("lately"), lately, returns(90));
    shop_tests::play(rules, R"(
        day        | event         | in     | spend  | credit cashback
        2026-03-01 | buy 100.00    | lately | 100.00 | 0.00
        2026-03-02 | buy 50.00     | lately | 150.00 | 10.00
        2026-05-20 | -             | -      | 150.00 | 10.00
        2026-05-20 | buy 60.00     | lately | 210.00 | 10.00
        2026-05-21 | back 2 5.00   | lately | 205.00 | 10.00
        2026-05-22 | buy 0.01      | lately | 205.01 | 30.00
        2026-05-23 | back 3        | lately | 145.01 | 10.00
        2026-09-01 | -             | -      | 145.01 | 10.00
        2026-09-01 | wait          | -      | 145.01 | 10.00)");
}

TEST_CASE(
    "an order outside the segment that comes back leaves no trace, and what is owed goes back from anybody") {
    constexpr auto rules =
        compose("trace", currencies::EUR, cashback.in_segment("lately"), lately, returns(90));
    shop_tests::play(rules, R"(
        day        | event         | in     | spend  | credit cashback
        2026-03-01 | buy 20.00     | lately | 20.00  | 0.00
        2026-03-02 | buy 90.00     | lately | 110.00 | 10.00
        2026-05-10 | -             | -      | 110.00 | 10.00
        2026-05-10 | back 2 10.00  | -      | 100.00 | 10.00
        2026-05-10 | back 2 0.01   | -      | 99.99  | 0.00
        2026-05-10 | buy 500.00    | lately | 599.99 | 0.00
        2026-05-11 | back 3        | -      | 99.99  | 0.00
        2026-05-12 | buy 0.01      | lately | 100.00 | 0.00
        2026-05-13 | back 2        | lately | 20.01  | 0.00
        2026-05-14 | buy 1.00      | lately | 21.01  | 0.00)");
}

TEST_CASE("a ladder kept from a segment pays all others, and says whom it does not pay once an order") {
    constexpr auto rules = compose("guests", currencies::EUR, cashback.not_in_segment("guests"), guest, comes,
                                   goes, returns(90));
    shop_tests::shop s(rules);
    act(s, day, "comes");
    s.buy(day, 99'99);
    CHECK(withheld(s, "cashback") == 0);  // nothing is reached
    s.buy(day, 150'00);
    CHECK(withheld(s, "cashback") == 1);
    s.bring_back(day, 1, {{.list_minor = 1'00}});
    CHECK(withheld(s, "cashback") == 0);
    CHECK(s.balance("cashback", day).available == 0);
    act(s, day, "goes");  // still one of them before it
    CHECK(withheld(s, "cashback") == 1);
    CHECK(s.balance("cashback", day).available == 0);
    act(s, day, "goes");
    CHECK(withheld(s, "cashback") == 0);
    CHECK(s.balance("cashback", day).available == 30'00);
}

TEST_CASE("rates held to a segment pay what was bought outside with the next order in it") {
    constexpr auto rules =
        compose("rates", currencies::EUR,
                ladder("cashback", net_spend(), rate_step{0, 1_percent}, rate_step{100, 2_percent})
                    .in_segment("lately"),
                lately, returns(90));
    shop_tests::play(rules, R"(
        day        | event       | in     | spend  | credit cashback
        2026-03-01 | buy 100.00  | lately | 100.00 | 0.00
        2026-03-02 | buy 50.00   | lately | 150.00 | 3.00
        2026-03-03 | back 1      | lately | 50.00  | 0.50)");
}

TEST_CASE("what waits when a period ends is lost with it, as all that is short of a step") {
    constexpr auto rules = compose(
        "periods", currencies::EUR,
        ladder("cashback", net_spend().within(window::calendar(calendar_unit::year)).returned(undo::at_order),
               step{100, 10}, step{200, 20})
            .at_period_end(period_results::stay_open)
            .in_segment("lately"),
        lately, returns(120));
    shop_tests::play(rules, R"(
        day        | event         | in     | spend  | credit cashback
        2026-10-01 | buy 100.00    | lately | 100.00 | 0.00
        2026-10-02 | buy 20.00     | lately | 120.00 | 10.00
        2026-12-20 | buy 80.00     | lately | 200.00 | 10.00
        2027-01-02 | buy 1.00      | lately | 1.00   | 10.00
        2027-01-03 | back 3        | lately | 1.00   | 10.00
        2027-01-04 | back 2        | lately | 1.00   | 10.00
        2027-01-05 | back 4        | -      | 0.00   | 10.00
        2027-01-06 | back 1 0.01   | -      | 0.00   | 0.00)");
}

TEST_CASE("an order that counts later is paid by the segment of the day on which it counts") {
    constexpr auto rules =
        compose("delivered", currencies::EUR,
                ladder("cashback", net_spend().counted_by(progress::delivered, days(200)), step{100, 10})
                    .in_segment("lately"),
                lately, returns(90));
    shop_tests::play(rules, R"(
        day        | event       | in     | credit cashback
        2026-03-01 | buy 100.00  | lately | 0.00
        2026-03-02 | delivered 1 | lately | 10.00)");
    shop_tests::play(rules, R"(
        day        | event       | in     | credit cashback
        2026-03-01 | buy 100.00  | lately | 0.00
        2026-05-20 | delivered 1 | -      | 0.00
        2026-05-21 | buy 1.00    | lately | 0.00
        2026-05-22 | delivered 2 | lately | 10.00)");
}

TEST_CASE("an award usable in its order pays it for members of the segment alone, and one reason says so") {
    constexpr auto rules = compose(
        "own order", currencies::EUR,
        usable_in_its_order(ladder("cashback", net_spend(list_price.with_stored_value()), step{100, 10})
                                .in_segment("lately")),
        lately, redemption("cashback", {.points = 1, .money = 1}), returns(90));
    rule_id const pays = rules.redemption_rule("cashback");
    shop_tests::shop s(rules);
    s.buy(day, {shop_tests::item(100'00)}, {{pays, 10'00}});
    CHECK(s.last.receipt.stored_value_minor == 0);
    CHECK(withheld(s, "cashback") == 1);
    s.buy(day, {shop_tests::item(20'00)}, {{pays, 10'00}});
    CHECK(s.last.receipt.stored_value_minor == 10'00);
    CHECK(withheld(s, "cashback") == 0);
}

TEST_CASE("what a ladder forgave, and what it keeps back, looks at no segment") {
    constexpr auto forgiving =
        compose("forgives", currencies::EUR,
                cashback.when_returned(on_return::follow, shortfall::forgive).not_in_segment("guests"),
                redemption("cashback", {.points = 1, .money = 1}), guest, comes, goes, returns(90));
    shop_tests::shop f(forgiving);
    f.buy(day, 100'00);
    f.buy(day, {shop_tests::item(10'00)}, {{forgiving.redemption_rule("cashback"), 10'00}});
    f.bring_back(day, 0, {{.list_minor = 50'00}});
    CHECK(f.balance("cashback", day).debt == 0);
    act(f, day, "comes");
    f.buy(day, 50'00);  // the step is reached again: it is not paid again, and nothing waits
    CHECK(withheld(f, "cashback") == 0);
    f.buy(day, 100'00);
    CHECK(withheld(f, "cashback") == 1);
    act(f, day, "goes");
    act(f, day, "goes");
    CHECK(f.balance("cashback", day).available == 20'00);

    constexpr auto freezing = compose("freezes", currencies::EUR,
                                      cashback.when_returned(on_return::freeze).not_in_segment("guests"),
                                      guest, comes, goes, returns(90));
    shop_tests::shop z(freezing);
    z.buy(day, 100'00);
    z.bring_back(day, 0, {{.list_minor = 50'00}});
    CHECK(z.balance("cashback", day).reserved == 10'00);
    act(z, day, "comes");
    z.buy(day, 50'00);  // it is theirs again
    CHECK(z.balance("cashback", day).available == 10'00);
    CHECK(z.balance("cashback", day).reserved == 0);
    CHECK(withheld(z, "cashback") == 0);
    z.buy(day, 100'00);
    CHECK(withheld(z, "cashback") == 1);
    CHECK(z.balance("cashback", day).available == 10'00);
}

TEST_CASE(
    "a held ladder never pays more than it owes, and owes nothing to whom an order or action finds in it") {
    CHECK_PROPERTY("oracle", [] {
        auto const how = *rc::gen::element(on_return::follow, on_return::keep, on_return::revoke_unused,
                                           on_return::freeze);
        auto const rules = make("oracle", currencies::EUR,
                                cashback.then_every(50, 5).when_returned(how).in_segment("guests"), guest,
                                comes, goes, returns(90));
        RC_ASSERT(rules.has_value());
        shop_tests::shop s(*rules);
        std::vector<std::int64_t> left;  // of each order
        std::int64_t net = 0, paid = 0;
        int present = 0;
        auto const settle = [&](bool pays, bool back = false) {
            std::int64_t const owed =
                net < 100'00 ? 0 : 10'00 + (net < 200'00 ? 0 : 20'00 + (net - 200'00) / 50'00 * 5'00);
            if (pays)
                paid =
                    how == on_return::follow || how == on_return::revoke_unused ? owed : std::max(paid, owed);
            if (how == on_return::follow || how == on_return::revoke_unused) paid = std::min(paid, owed);
            std::int64_t const usable = how == on_return::freeze ? std::min(paid, owed) : paid;
            RC_ASSERT(s.balance("cashback", day).available == usable);
            RC_ASSERT(s.balance("cashback", day).debt == 0);
            RC_ASSERT(withheld(s, "cashback") == (owed > paid && !back ? 1 : 0));
        };
        for (auto const& [what, minor] : *rc::gen::container<std::vector<std::pair<int, std::int64_t>>>(
                 rc::gen::pair(rc::gen::inRange(0, 5), rc::gen::inRange<std::int64_t>(1, 150'00)))) {
            bool const pays = present > 0;
            if (what <= 1) {
                s.buy(day, minor);
                left.push_back(minor);
                net += minor;
                settle(pays);
            } else if (what == 2) {
                act(s, day, "comes");
                ++present;
                settle(pays);
            } else if (what == 3) {
                act(s, day, "goes");
                if (present > 0) --present;
                settle(pays);
            } else if (!left.empty()) {
                std::size_t const order = static_cast<std::size_t>(minor) % left.size();
                std::int64_t const some = std::min(left[order], minor);
                if (some == 0) continue;
                s.bring_back(day, order, {{.list_minor = some}});
                left[order] -= some;
                net -= some;
                settle(false, true);
            }
        }
        for (std::size_t n = 0; n < left.size(); ++n)
            if (left[n] > 0) s.bring_back(day, n);
        net = 0;
        if (!left.empty()) settle(false, true);
        if (how != on_return::keep) RC_ASSERT(s.balance("cashback", day).available == 0);
    });
}

TEST_CASE("ladders held otherwise in a newer version are told, and what waited there is paid by it") {
    auto const older = make("v", currencies::EUR, cashback.in_segment("lately"), lately);
    auto const newer = make(identity{"v", {2}}.after(older->chart()), currencies::EUR, cashback, lately);
    REQUIRE(newer.has_value());
    CHECK(change_between(*older, *newer).ladders_changed == std::vector<rule_id>{rule_named("cashback")});
    CHECK(change_between(*older, *older).ladders_changed.empty());
    shop_tests::shop s(*older);
    s.buy(day, 100'00);
    CHECK(s.balance("cashback", day).available == 0);
    decision next;
    REQUIRE(newer->decide(s.member, s.order_of(day, {shop_tests::item(0)}), next).has_value());
    reason const* const paid = shop_tests::reason_of(next, reason_code::ladder_paid);
    REQUIRE(paid);
    CHECK(paid->a == 10'00);
    CHECK(make("v", currencies::EUR, cashback.in_segment("x")).error() == errc::unknown_segment);
    CHECK(make("v", currencies::EUR, cashback.not_in_segment("x")).error() == errc::unknown_segment);
}
