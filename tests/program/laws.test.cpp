// SPDX-License-Identifier: BSL-1.0
#include "oracle/histories.hpp"
#include "program/teller.hpp"
#include "support/property.hpp"
#include "support/shop.hpp"

/// Laws of every history with redemptions, returns by receipt and lots that end, checked after every fact.

using namespace tessera;
using namespace tessera::literals;
using points_oracle::fact;
using program_tests::by_the_library;
using shop_tests::bytes_of;

namespace {

constexpr auto everything =
    compose("everything", currencies::EUR, tiers("club", net_spend(), tier{"silver", 100}, tier{"gold", 300}),
            member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}),
            accrual("points", 1).living(days(30)), redemption("points", {.points = 1, .money = "0.03"_d}),
            ladder("cash", net_spend(), step{50, 5}, step{100, 10}, step{200, 20})
                .when_returned(on_return::revoke_unused),
            redemption("cash", {.points = 1, .money = 1}), returns(100'000));

/// Value on one side of a pool, by all transfers of a journal.
std::int64_t on_side(journal const& history, slot_id pool, side of) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < history.size(); ++i)
        for (posting const& p : history[i].postings) {
            if (p.slot != pool || !is_transfer(p.kind)) continue;
            legs const moved = legs_of(p.kind);
            sum += moved.to == of ? p.amount : moved.from == of ? -p.amount : 0;
        }
    return sum;
}

void check_pool(by_the_library<std::remove_const_t<decltype(everything)>> const& s, char const* name,
                date day) {
    slot_id const pool = everything.pool(name);
    std::int64_t stored = 0;
    for (lot const& l : lots_of(s.member, everything.chart(), pool, day)) {
        RC_ASSERT(l.amount > 0);
        stored += l.amount;
    }
    balance const b = balance_of(s.member, everything.chart(), pool, day);
    RC_ASSERT(stored == b.available);
    RC_ASSERT(on_side(s.history, pool, side::member) == b.available);
    RC_ASSERT(-on_side(s.history, pool, side::debt) == b.debt);
    RC_ASSERT(b.available == 0 || b.debt == 0);
}

}  // namespace

TEST_CASE("lots, debt and the journal's sides agree after every fact, and no lot is below zero") {
    CHECK_PROPERTY_TIMES(10'000, "for every history and pool", [] {
        by_the_library<std::remove_const_t<decltype(everything)>> s(everything);
        for (fact const& f : histories::told(*histories::of_at_most(10))) {
            RC_ASSERT(s.take(f));
            check_pool(s, "points", {static_cast<std::int32_t>(f.day)});
            check_pool(s, "cash", {static_cast<std::int32_t>(f.day)});
        }
        auto const folded = fold(s.history, everything.chart());
        RC_ASSERT(folded.has_value());
        RC_ASSERT(bytes_of(*folded, everything.chart()) == bytes_of(s.member, everything.chart()));
    });
}

TEST_CASE("facts that arrive twice change nothing") {
    CHECK_PROPERTY_TIMES(1'000, "at least once is once", [] {
        by_the_library<std::remove_const_t<decltype(everything)>> once(everything), twice(everything);
        for (fact const& f : histories::told(*histories::of_at_most(10))) {
            RC_ASSERT(once.take(f));
            RC_ASSERT(twice.take(f));
            std::size_t const entries = twice.history.size();
            static_cast<void>(twice.take(f));
            RC_ASSERT(twice.history.size() == entries);
        }
        RC_ASSERT(bytes_of(once.member, everything.chart()) == bytes_of(twice.member, everything.chart()));
    });
}
