// SPDX-License-Identifier: BSL-1.0
#include <tessera/program/versions.hpp>

#include "support/shop.hpp"

/// What a newer version makes of returns whose orders are older than it: an image of a receipt is the newest
/// or it is not, whatever the rules are called and for however long they take returns.

using namespace tessera;
using namespace shop_tests;

namespace {

constexpr date opening = date_of(2026, 1, 1), bought = date_of(2026, 10, 1), change = date_of(2026, 10, 20),
               later = date_of(2026, 11, 15);

constexpr auto one_each = accrual("points", 1);
constexpr auto for_30_days = compose(identity{"shop", {1}}, currencies::EUR, one_each, returns(30));
constexpr auto for_400_days =
    compose(identity{"shop", {2}}.after(for_30_days.chart()), currencies::EUR, one_each, returns(400));
constexpr auto renamed = compose(identity{"shop", {3}}.after(for_400_days.chart()), currencies::EUR, one_each,
                                 returns(400, "returns 2027"));

constexpr auto longer = *make_versions(since{opening, for_30_days}, since{change, for_400_days});
constexpr auto another_name = *make_versions(since{opening, for_400_days}, since{change, renamed});

constexpr returned_line fifty{.list_minor = 5'000};

/// Effects: 200.00 are bought under the first version, and some of it comes back under it.
/// Returns: the receipt as it was before.
template <class Versions>
receipt start(shop<Versions>& s, std::vector<returned_line> const& first_back) {
    s.buy(bought, 20'000);
    receipt const was = s.receipts[0];
    s.bring_back(bought + 9, 0, first_back);
    return was;
}

template <class Versions>
void check_old_image(Versions const& rules, bool day_written_down) {
    shop s(rules);
    receipt const old = start(s, {});
    if (day_written_down) s.wait(later - 5);
    CHECK(rules.decide(s.member, receipt_return{s.next_head(later), &old}, s.last).error() ==
          errc::stale_receipt);
}

template <class Versions>
void check_newest_image(Versions const& rules, bool day_written_down) {
    shop s(rules);
    start(s, {fifty});
    if (day_written_down) s.wait(later - 5);
    s.bring_back(later, 0, {fifty});
    CHECK(s.last.refund.money_minor == 5'000);
    receipt const third = s.receipts[0];
    s.bring_back(later + 300, 0, {fifty});
    CHECK(s.last.refund.money_minor == 5'000);
    CHECK(rules.decide(s.member, receipt_return{s.next_head(later + 301), &third}, s.last).error() ==
          errc::stale_receipt);
}

}  // namespace

TEST_CASE("an image that is not the newest is stale, also where a newer version takes returns for longer") {
    for (bool const written : {false, true}) {
        check_old_image(longer, written);
        check_newest_image(longer, written);
    }
}

TEST_CASE("an image that is not the newest is stale, also where a newer version names its rule otherwise") {
    for (bool const written : {false, true}) {
        check_old_image(another_name, written);
        check_newest_image(another_name, written);
    }
}

TEST_CASE("what was too late before a newer version began stays too late: it may be forgotten") {
    // The first version alone has judged all days up to the change.
    auto const outcome = [](auto const& rules, date bought_on, bool came_back) {
        shop s(for_30_days);
        s.buy(bought_on, 20'000);
        receipt const old = s.receipts[0];
        if (came_back) s.bring_back(bought_on, 0);
        s.wait(change - 1);
        auto const done = rules.decide(s.member, receipt_return{s.next_head(change + 1), &old}, s.last);
        return done ? errc::ok : done.error();
    };
    CHECK(outcome(longer, change - 31, true) == errc::return_too_late);
    CHECK(outcome(longer, change - 31, false) == errc::return_too_late);
    CHECK(outcome(longer, change - 30, true) == errc::stale_receipt);
    CHECK(outcome(longer, change - 30, false) == errc::ok);
    constexpr auto thrice =
        *make_versions(since{opening, for_30_days}, since{bought, for_400_days}, since{change, renamed});
    CHECK(outcome(thrice, bought - 31, false) == errc::return_too_late);
    CHECK(outcome(thrice, bought - 30, false) == errc::ok);
}

TEST_CASE("a version that took no returns has forgotten none") {
    constexpr auto none = compose(identity{"shop", {1}}, currencies::EUR, one_each);
    constexpr auto some =
        compose(identity{"shop", {2}}.after(none.chart()), currencies::EUR, one_each, returns(400));
    constexpr auto both = *make_versions(since{opening, none}, since{change, some});
    shop s(both);
    s.buy(change - 100, 20'000);
    s.bring_back(change, 0);
    CHECK(s.last.refund.money_minor == 20'000);
}

TEST_CASE("what came back of an order is forgotten when no version takes it back any more") {
    shop s(for_30_days);
    start(s, {fifty});
    CHECK(s.member.due() == bought + 30);
    s.wait(bought + 29);
    CHECK(s.member.buckets().size() == 1);
    s.wait(bought + 30);
    CHECK(s.member.buckets().empty());
    CHECK(s.member.due() == date::never());
}
