// SPDX-License-Identifier: BSL-1.0
#include <tessera/program/versions.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;
using namespace tessera::literals;

namespace {

constexpr measure yearly =
    net_spend(paid_price).within(window::calendar(calendar_unit::year)).returned(undo::at_order);
constexpr auto cash = ladder("cash", yearly, step{100, 10}, step{200, 20});
constexpr auto open_cash = cash.at_period_end(period_results::stay_open);

line goods(std::int64_t minor) {
    line l = item(minor);
    l.number = 1;
    return l;
}

template <class... Rules>
auto version_of(std::uint32_t number, chart older, Rules const&... rules) {
    auto const made = make(identity{"shop", {number}}.after(older), currencies::EUR, rules...);
    REQUIRE(made.has_value());
    return *made;
}

/// Returns: two versions with one ladder and one horizon each, the second from 1 December 2026 on.
template <class First, class Second>
auto with_credit(First const& first, int days_of_first, Second const& second, int days_of_second) {
    auto const older = version_of(1, {}, first, returns(days_of_first));
    auto const newer = version_of(2, older.chart(), second, returns(days_of_second));
    auto const both = make_versions(since{day_of("2026-01-01"), older}, since{day_of("2026-12-01"), newer});
    REQUIRE(both.has_value());
    return *both;
}

template <class Shop>
balance balance_in(Shop const& s, std::string_view pool, date day) {
    return balance_of(s.member, s.rules.chart(), s.rules.chart().find(binder::pool_slot_name(pool)), day);
}

/// Effects: plays a table of days, events (`buy AMOUNT`, `back ORDER AMOUNT`) and what is then available /
/// kept back.
template <class Versions>
void check(Versions const& rules, std::string_view pool, std::string_view table) {
    shop s(rules);
    for (auto const& row : text_table::rows(table)) {
        date const day = day_of(row[0]);
        auto const words = text_table::split(row[1], ' ');
        if (words[0] == "buy")
            s.buy(day, {goods(cents(words[1]))});
        else
            s.bring_back(day, std::stoul(words[1]) - 1, {{.number = 1, .list_minor = cents(words[2])}});
        balance const b = balance_in(s, pool, day);
        INFO(row[0] << " " << row[1]);
        CHECK(b.debt == 0);
        CHECK(std::to_string(b.available) + "/" + std::to_string(b.reserved) == row[2]);
    }
}

template <class Ladder>
auto revoking(Ladder const& rule) {
    return rule.when_returned(on_return::revoke_unused);
}
template <class Ladder>
auto freezing(Ladder const& rule) {
    return rule.when_returned(on_return::freeze);
}

}  // namespace

TEST_CASE("a version that closes its periods, or opens them, knows the awards of the running one") {
    auto const revoked = R"(
        2026-10-01 | buy 200.00    | 3000/0
        2026-12-15 | back 1 150.00 | 0/0
        2026-12-16 | buy 150.00    | 3000/0
    )";
    auto const frozen = R"(
        2026-10-01 | buy 200.00    | 3000/0
        2026-10-15 | back 1 150.00 | 0/3000
        2026-12-16 | buy 150.00    | 3000/0
        2026-12-17 | back 1 10.00  | 1000/2000
    )";
    for (auto const& first : {cash, open_cash})
        for (auto const& second : {cash, open_cash}) {
            check(with_credit(revoking(first), 365, revoking(second), 365), "cash", revoked);
            check(with_credit(freezing(first), 365, freezing(second), 365), "cash", frozen);
        }
    check(with_credit(revoking(cash), 365, revoking(open_cash), 365), "cash", R"(
        2026-10-01 | buy 200.00    | 3000/0
        2026-12-20 | buy 50.00     | 3000/0
        2027-02-15 | back 1 100.00 | 1000/0
        2027-02-16 | back 1 100.00 | 0/0
    )");
}

TEST_CASE("a period is remembered whole where a version takes returns for longer, or not so long") {
    for (int const before : {30, 400, 900}) {
        check(with_credit(open_cash, before, open_cash, 400), "cash", R"(
            2026-10-01 | buy 199.00   | 1000/0
            2026-12-20 | buy 60.00    | 3000/0
            2027-02-15 | back 2 10.00 | 3000/0
            2027-02-16 | back 2 50.00 | 1000/0
        )");
        for (auto const& rule : {open_cash, revoking(open_cash)})
            check(with_credit(rule, before, rule, 400), "cash", R"(
                2026-10-01 | buy 200.00    | 3000/0
                2026-12-20 | buy 50.00     | 3000/0
                2027-02-15 | back 1 10.00  | 3000/0
                2027-02-16 | back 1 190.00 | 0/0
                2027-02-17 | back 2 50.00  | 0/0
            )");
    }
}
