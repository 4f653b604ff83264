// SPDX-License-Identifier: BSL-1.0
#include <tessera/program/replay.hpp>

#include <algorithm>
#include <deque>
#include <span>

#include "program/book.hpp"
#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using book_tests::policies;
using shop_tests::bytes_of;
using shop_tests::item;

namespace {

/// The orders of a few members by time, three a day, and their lines.
struct past {
    explicit past(std::vector<std::pair<std::uint64_t, std::int64_t>> const& bought) {
        for (auto const& [who, minor] : bought) {
            std::uint64_t const sequence = facts.size() + 1;
            date const when = book_tests::first_day + static_cast<int>(facts.size() / 3);
            std::span<line const> const bag{&lines.emplace_back(item(minor)), 1};
            facts.push_back({{who}, book_tests::order_of(sequence, when, bag)});
        }
    }
    std::deque<line> lines;
    std::vector<member_fact<order>> facts;
};

std::vector<std::pair<std::uint64_t, std::int64_t>> hundred_orders() {
    std::vector<std::pair<std::uint64_t, std::int64_t>> bought;
    for (std::uint64_t i = 0; i < 100; ++i)
        bought.emplace_back(i * i % 7 + (i % 2 << 40U), 1'000 + std::int64_t(i) * 37);
    return bought;
}

std::vector<std::pair<std::uint64_t, std::vector<std::uint8_t>>> accounts_of(book const& members) {
    std::vector<std::pair<std::uint64_t, std::vector<std::uint8_t>>> all;
    members.for_each([&](member_id who, account const& of) {
        if (of.version() != account_version{}) all.emplace_back(who.value, bytes_of(of, policies.chart()));
    });
    std::sort(all.begin(), all.end());
    return all;
}

void commit_each(book& members, std::vector<member_fact<order>> const& facts) {
    decision d;
    for (auto const& f : facts) RC_ASSERT(commit(members, policies, f.who, f.what, d).has_value());
}

constexpr auto ignore = [](std::size_t, decision const&) {};

}  // namespace

TEST_CASE("a past taken in as it stands, by time or by member") {
    past const history(hundred_orders());
    book one_by_one;
    commit_each(one_by_one, history.facts);
    auto sorted = history.facts;
    std::sort(sorted.begin(), sorted.end(), [](auto const& a, auto const& b) {
        return a.who != b.who ? a.who < b.who : a.what.head.key < b.what.head.key;
    });
    for (auto const& facts : {history.facts, sorted}) {
        book members;
        decision d;
        std::size_t next = 0;
        auto const all = replay(members, policies, facts, d, [&](std::size_t place, decision const& made) {
            CHECK(place == next++);
            CHECK(made.fact == facts[place].what.head.id);
        });
        CHECK(all);
        CHECK(all.done == 100);
        CHECK(all.at == 100);
        CHECK(accounts_of(members) == accounts_of(one_by_one));
    }
}

TEST_CASE("a past in no order comes member by member, each by time") {
    past const history(hundred_orders());
    book one_by_one;
    commit_each(one_by_one, history.facts);
    auto facts = history.facts;
    std::reverse(facts.begin(), facts.end());
    book members;
    decision d;
    std::vector<std::size_t> places;
    CHECK(replay(members, policies, facts, d,
                 [&](std::size_t place, decision const&) { places.push_back(place); }));
    CHECK(places.size() == 100);
    CHECK(std::is_sorted(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        return facts[a].who != facts[b].who ? facts[a].who < facts[b].who
                                            : facts[a].what.head.key < facts[b].what.head.key;
    }));
    CHECK(accounts_of(members) == accounts_of(one_by_one));
}

TEST_CASE("a replay ends at the first fact that fails and says where it lies") {
    past history(hundred_orders());
    std::reverse(history.facts.begin(), history.facts.end());
    history.facts[41].what.what.lines = {};
    book members;
    decision d;
    std::vector<std::size_t> places;
    auto const part = replay(members, policies, history.facts, d,
                             [&](std::size_t place, decision const&) { places.push_back(place); });
    CHECK_FALSE(part);
    CHECK(part.error == errc::empty_order);
    CHECK(part.at == 41);
    CHECK(part.done == places.size());
    book same;
    for (std::size_t const place : places)
        REQUIRE(commit(same, policies, history.facts[place].who, history.facts[place].what, d).has_value());
    CHECK(accounts_of(members) == accounts_of(same));
    CHECK(replay(members, policies, std::span(history.facts).first(0), d, ignore).done == 0);
}

TEST_CASE("a replay gives the accounts that the facts by time give") {
    CHECK_PROPERTY("whatever the order they are handed in", [] {
        auto const count = *rc::gen::inRange<std::size_t>(1, 60);
        auto const who =
            *rc::gen::element(rc::gen::inRange<std::uint64_t>(0, 6), rc::gen::arbitrary<std::uint64_t>());
        past const history(*rc::gen::container<std::vector<std::pair<std::uint64_t, std::int64_t>>>(
            count, rc::gen::pair(who, rc::gen::inRange<std::int64_t>(0, 30'000))));
        book one_by_one, members;
        commit_each(one_by_one, history.facts);
        auto facts = history.facts;
        for (std::size_t i = facts.size(); i > 1; --i)
            std::swap(facts[i - 1], facts[*rc::gen::inRange<std::size_t>(0, i)]);
        decision d;
        RC_ASSERT(bool(replay(members, policies, facts, d, ignore)));
        RC_ASSERT(accounts_of(members) == accounts_of(one_by_one));
    });
}
