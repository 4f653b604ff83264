// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include <tessera/program/fill_back.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Late facts of members who had to do with others: what went between two accounts stays.

using namespace tessera;
using namespace shop_tests;

namespace {

constexpr auto gifts = transfer("points").at_least(5).at_most(150, window::calendar(calendar_unit::month));
constexpr auto club =
    compose("club", currencies::EUR, accrual("points", 1).living(days(20)), gifts, returns(60));
constexpr rule_id gift = club.get<transfer>().id();
constexpr date start = date_of(2026, 1, 1);

/// A member whose host keeps all facts, to merge late ones.
struct member {
    account base{}, held{};
    std::vector<past_fact> slice{};
    decision last{};
    merge_outcome also{};

    errc take(past_fact const& fact) {
        auto const done = merge(club, base, slice, fact, held, last, also);
        if (!done) return done.error();
        REQUIRE(apply(held, club.chart(), last.as_entry()) == errc::ok);
        auto const later = [&](past_fact const& f) {
            return tessera::head_of(fact.what).key < tessera::head_of(f.what).key;
        };
        slice.insert(std::find_if(slice.begin(), slice.end(), later), fact);
        return errc::ok;
    }
    [[nodiscard]] balance points(int day) const {
        return balance_of(held, club.chart(), club.pool("points"), start + day);
    }
    /// Returns: the account's bytes but for its version.
    [[nodiscard]] bytes content() const {
        bytes all = bytes_of(held, club.chart());
        all.erase(all.begin() + 16, all.begin() + 20);
        return all;
    }
};

/// What happens to a member, in the order of business.
struct past {
    std::deque<line> lines{};
    std::deque<lot> lots{};
    std::vector<past_fact> facts{};

    fact_head next(int day) {
        std::uint64_t const n = facts.size() + 1;
        return {{n}, {{(start + day).day * std::int64_t{86'400}}, n}, start + day, start};
    }
    void buy(int day, std::int64_t minor) {
        lines.push_back({.number = 1, .list_minor = minor});
        order what{next(day)};
        what.what.lines = {&lines.back(), 1};
        facts.push_back({what});
    }
    void give_back(int day, std::int64_t minor) {
        lines.push_back({.list_minor = minor});
        facts.push_back({item_return{next(day), {&lines.back(), 1}}});
    }
    void send(int day, std::int64_t points) { facts.push_back({send_points{next(day), gift, points}}); }
    void receive(int day, std::int64_t points, int ends) {
        lots.push_back({{start + ends}, points});
        facts.push_back({receive_points{next(day), gift, {&lots.back(), 1}}});
    }
};

/// Returns: how many points a decision sent.
std::int64_t sent_by(decision const& d) {
    reason const* const sent = reason_of(d, reason_code::sent);
    return sent ? sent->a : 0;
}

}  // namespace

TEST_CASE("points sent stay sent, whatever arrives late; what was not there is owed") {
    past p;
    p.buy(0, 100'00);
    p.give_back(1, 60'00);
    p.send(2, 90);
    p.buy(3, 20'00);
    member late;
    REQUIRE(late.take(p.facts[0]) == errc::ok);
    REQUIRE(late.take(p.facts[2]) == errc::ok);
    p.facts[2].sent = late.slice.back().sent = sent_by(late.last);
    CHECK(p.facts[2].sent == 90);
    CHECK(late.points(2).available == 10);
    REQUIRE(late.take(p.facts[1]) == errc::ok);
    CHECK(late.points(2).available == 0);
    CHECK(late.points(2).debt == 50);
    REQUIRE(late.take(p.facts[3]) == errc::ok);
    CHECK(late.points(3).debt == 30);
    REQUIRE(merge(club, late.base, late.slice, p.facts[2], late.held, late.last, late.also).has_value());
    CHECK(late.last.how == outcome::repeat);
    past_fact other = p.facts[2];
    std::get<send_points>(other.what).points = 91;
    CHECK(late.take(other) == errc::fact_differs);
}

TEST_CASE("a transfer that was refused stays refused, though a late fact would have allowed it") {
    past p;
    p.buy(0, 30'00);
    p.buy(1, 30'00);
    p.send(2, 50);
    member late;
    REQUIRE(late.take(p.facts[0]) == errc::ok);
    REQUIRE(late.take(p.facts[2]) == errc::ok);
    REQUIRE(reason_of(late.last, reason_code::transfer_refused));
    late.slice.back().sent = 0;
    REQUIRE(late.take(p.facts[1]) == errc::ok);
    CHECK(late.points(2).available == 60);
}

TEST_CASE("lots received are told again with their ends") {
    past p;
    p.give_back(0, 10'00);
    p.receive(1, 40, 9);
    p.buy(2, 5'00);
    member late;
    REQUIRE(late.take(p.facts[1]) == errc::ok);
    REQUIRE(late.take(p.facts[2]) == errc::ok);
    CHECK(late.points(2).available == 45);
    REQUIRE(late.take(p.facts[0]) == errc::ok);
    CHECK(late.points(2).available == 35);
    CHECK(late.points(9).available == 5);
    past_fact other = p.facts[1];
    lot const fewer{{start + 9}, 39};
    std::get<receive_points>(other.what).lots = {&fewer, 1};
    CHECK(late.take(other) == errc::fact_differs);
}

TEST_CASE("an account that joined is told again as it was; late facts find their place before it") {
    past p, of_other;
    of_other.buy(0, 30'00);
    of_other.give_back(1, 50'00);
    member other;
    for (past_fact const& fact : of_other.facts) REQUIRE(other.take(fact) == errc::ok);
    p.buy(0, 10'00);
    p.buy(2, 40'00);
    p.facts.push_back({join_account{p.next(3), {7}, &other.held}});
    p.send(4, 30);
    member in_order, late;
    for (past_fact& fact : p.facts) REQUIRE(in_order.take(fact) == errc::ok);
    CHECK(sent_by(in_order.last) == 30);
    CHECK(in_order.points(4).available == 10 + 40 - 20 - 30);

    REQUIRE(late.take(p.facts[0]) == errc::ok);
    REQUIRE(late.take(p.facts[2]) == errc::ok);
    CHECK(late.points(3).debt == 10);
    REQUIRE(late.take(p.facts[3]) == errc::ok);
    late.slice.back().sent = 0;
    REQUIRE(late.take(p.facts[1]) == errc::ok);
    CHECK(late.points(4).available == 30);
    REQUIRE(merge(club, late.base, late.slice, p.facts[2], late.held, late.last, late.also).has_value());
    CHECK(late.last.how == outcome::repeat);
    past_fact third = p.facts[2];
    std::get<join_account>(third.what).other = {8};
    CHECK(late.take(third) == errc::fact_differs);
}

TEST_CASE("whatever went between members, the order of arrival leaves no trace") {
    CHECK_PROPERTY("orders, returns, points sent and received, accounts that join", [] {
        past p, of_other;
        of_other.buy(0, 30'00);
        of_other.receive(1, 20, 15);
        member other;
        for (past_fact const& fact : of_other.facts) REQUIRE(other.take(fact) == errc::ok);
        int day = 0;
        for (int i = *rc::gen::inRange(1, 12); i > 0; --i) {
            day += *rc::gen::inRange(0, 7);
            auto const amount = *rc::gen::inRange<std::int64_t>(1, 120);
            switch (*rc::gen::inRange(0, 6)) {
                case 5:
                    if (day > 1) p.facts.push_back({join_account{p.next(day), {7}, &other.held}});
                    break;
                case 0: p.give_back(day, amount * 100); break;
                case 1: p.send(day, amount); break;
                case 2: p.receive(day, amount, day + *rc::gen::inRange(1, 30)); break;
                default: p.buy(day, amount * 100); break;
            }
        }
        member in_order, shuffled;
        for (past_fact& fact : p.facts) {
            REQUIRE(in_order.take(fact) == errc::ok);
            if (std::holds_alternative<send_points>(fact.what)) fact.sent = sent_by(in_order.last);
        }
        std::vector<past_fact> arriving = p.facts;
        for (std::size_t i = 1; i < arriving.size(); ++i)
            std::swap(arriving[i], arriving[*rc::gen::inRange<std::size_t>(0, i + 1)]);
        for (past_fact const& fact : arriving) {
            errc const failed = shuffled.take(fact);
            RC_ASSERT(failed == errc::ok);
        }
        RC_ASSERT(shuffled.content() == in_order.content());
    });
}

TEST_CASE("what went between members is part of the past that fills a measure back") {
    static constexpr auto counting = compose(identity{"club", {2}}.after(club.chart()), currencies::EUR,
                                             accrual("points", 1).living(days(20)), gifts, returns(60),
                                             ladder("cash", net_spend(), step{1'000, 1}));
    past p;
    p.buy(0, 100'00);
    p.receive(1, 40, 9);
    account const nothing;
    p.facts.push_back({join_account{p.next(1), {7}, &nothing}});
    p.send(2, 90);
    member one;
    for (past_fact const& fact : p.facts) REQUIRE(one.take(fact) == errc::ok);
    std::vector<past_fact> facts = one.slice;
    facts.back().sent = sent_by(one.last);
    decision d;
    std::vector<filled_measure> report;
    REQUIRE(
        fill_back(counting, club.chart(), facts, reached_steps::paid, {99}, one.held, d, report).has_value());
    REQUIRE(report.size() == 1);
    CHECK(report[0].value == 100'00);
    REQUIRE(apply(one.held, counting.chart(), d.as_entry()) == errc::ok);
    CHECK(one.points(2).available == 50);
}
