// SPDX-License-Identifier: BSL-1.0
#include <tessera/program/commit.hpp>

#include "program/book.hpp"
#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using book_tests::order_of;
using book_tests::policies;
using shop_tests::bytes_of;
using shop_tests::item;

namespace {

constexpr date day = book_tests::first_day;

std::vector<std::uint8_t> bytes_of_all(book const& members, std::uint64_t count) {
    std::vector<std::uint8_t> all;
    for (std::uint64_t m = 0; m < count; ++m) {
        account const* const found = members.find({m});
        auto const one = bytes_of(found ? *found : account{}, policies.chart());
        all.insert(all.end(), one.begin(), one.end());
    }
    return all;
}

}  // namespace

TEST_CASE("committing decides and applies in one step") {
    book members;
    decision d;
    std::vector<line> const lines{item(10'000)};
    REQUIRE(commit(members, policies, {7}, order_of(1, day, lines), d).has_value());
    REQUIRE(members.find({7}) != nullptr);
    CHECK(members.find({7})->version().value == 1);
    CHECK(policies.standing(*members.find({7}), day).level(0) == 1);
    auto const before = bytes_of(*members.find({7}), policies.chart());
    REQUIRE(commit(members, policies, {7}, order_of(1, day, lines), d).has_value());
    CHECK(d.how == outcome::repeat);
    CHECK(commit(members, policies, {7}, order_of(0, day, lines), d).error() == errc::behind_frontier);
    CHECK(commit(members, policies, {7}, order_of(2, day, {}), d).error() == errc::empty_order);
    CHECK(bytes_of(*members.find({7}), policies.chart()) == before);
    REQUIRE(commit(members, policies, {7}, item_return{order_of(2, day, lines).head, lines}, d).has_value());
    REQUIRE(commit(members, policies, {7}, day_passes{order_of(3, day + 40, lines).head}, d).has_value());
    CHECK(members.find({7})->version().value == 3);
    CHECK(policies.standing(*members.find({7}), day).level(0) == 0);
}

TEST_CASE("an order that fails leaves a new member with an empty account at most") {
    book members;
    decision d;
    CHECK(commit(members, policies, {7}, order_of(1, day, {}), d).error() == errc::empty_order);
    account const* const found = members.find({7});
    CHECK((found == nullptr || bytes_of(*found, policies.chart()) == bytes_of(account{}, policies.chart())));
}

TEST_CASE("a span of facts is the facts one by one, and stops at the first that fails") {
    std::vector<line> const lines{item(4'000)}, none;
    std::vector<member_fact<order>> facts;
    for (std::uint64_t i = 1; i <= 100; ++i)
        facts.push_back({{i % 7}, order_of(i, day + static_cast<int>(i / 3), lines)});
    book one_by_one, in_one;
    decision d;
    for (auto const& f : facts) REQUIRE(commit(one_by_one, policies, f.who, f.what, d).has_value());
    std::vector<std::size_t> seen;
    auto const ignore = [](std::size_t, decision const&) {};
    auto const whole = commit_all(in_one, policies, facts, d, [&](std::size_t i, decision const& made) {
        CHECK(made.fact == facts[i].what.head.id);
        seen.push_back(i);
    });
    CHECK(whole);
    CHECK(whole.done == 100);
    CHECK(whole.at == 100);
    CHECK(seen.size() == 100);
    CHECK(bytes_of_all(in_one, 7) == bytes_of_all(one_by_one, 7));
    CHECK(commit_all(in_one, policies, std::span(facts).last(1), d, ignore).done == 1);
    CHECK(d.how == outcome::repeat);
    CHECK(bytes_of_all(in_one, 7) == bytes_of_all(one_by_one, 7));

    facts[41].what.what.lines = none;
    book stopped;
    auto const part = commit_all(stopped, policies, facts, d, ignore);
    CHECK_FALSE(part);
    CHECK(part.done == 41);
    CHECK(part.at == 41);
    CHECK(part.error == errc::empty_order);
    book first_part;
    CHECK(commit_all(first_part, policies, std::span(facts).first(41), d, ignore));
    CHECK(bytes_of_all(stopped, 7) == bytes_of_all(first_part, 7));
    CHECK(commit_all(stopped, policies, std::span(facts).first(0), d, ignore).done == 0);
}

TEST_CASE("the order of same-day orders of different members is irrelevant") {
    CHECK_PROPERTY("any order of members gives the same accounts", [] {
        std::vector<std::vector<line>> carts;
        std::vector<member_fact<order>> facts;
        auto const count = *rc::gen::inRange<std::size_t>(1, 30);
        for (std::size_t i = 0; i < count; ++i) carts.push_back({item(*rc::gen::inRange(0, 30'000))});
        for (std::size_t i = 0; i < count; ++i)
            facts.push_back({{*rc::gen::inRange<std::uint64_t>(0, 5)}, order_of(i + 1, day, carts[i])});
        auto by_member = facts;
        std::sort(by_member.begin(), by_member.end(), [](auto const& a, auto const& b) {
            return a.who != b.who ? a.who > b.who : a.what.head.key < b.what.head.key;
        });
        book a, b;
        decision d;
        for (auto const& f : facts) RC_ASSERT(commit(a, policies, f.who, f.what, d).has_value());
        for (auto const& f : by_member) RC_ASSERT(commit(b, policies, f.who, f.what, d).has_value());
        RC_ASSERT(bytes_of_all(a, 5) == bytes_of_all(b, 5));
    });
}
