// SPDX-License-Identifier: BSL-1.0
#include <tessera/core/wide.hpp>

#include "ledger/ledger.hpp"
#include "support/property.hpp"

using namespace ledger_tests;
using ledger_tests::points;
using enum posting_kind;

namespace {

posting random_posting() {
    auto const kind =
        *rc::gen::element(issue, issue, issue, redeem, expire, claw, owe, repay, tally, raise, forget, status,
                          restore, hold, reserve, reserve, release, capture, send, receive, forgive, pay,
                          excuse, overspend, take_over, hand_over, postpone, postpone, on_day);
    auto const slot = *rc::gen::inRange<std::uint16_t>(0, slots_in_all);
    auto const amount =
        *rc::gen::weightedOneOf<std::int64_t>({{8, rc::gen::inRange<std::int64_t>(-5, 20)},
                                               {1, rc::gen::just(std::int64_t{4'294'967'290})},
                                               {1, rc::gen::just(most - 3)}});
    auto const expires = *rc::gen::element(date::never(), today, today + 1, today + 2, today + 3, today + 4,
                                           today + 5, today + 6, today + 7);
    auto const opens = *rc::gen::weightedElement<date>({{6, date::min()}, {1, today + 1}});
    auto const tag = *rc::gen::weightedElement<std::uint64_t>({{6, 0}, {1, 9}});
    posting p = of(kind, slot_number{slot}, amount, expires, opens, tag);
    p.level = static_cast<std::uint8_t>(amount & 3);
    return p;
}

/// A posting that fits its slot more often than not.
posting likely_posting() {
    posting p = random_posting();
    if (slots[p.slot].kind == slot_kind::pool && slots[p.slot].lasting) p.expires = date::never();
    switch (slots[p.slot].kind) {
        case slot_kind::sum: p.kind = p.opens == date::min() ? tally : postpone; break;
        case slot_kind::peak: p.kind = p.opens == date::min() ? raise : postpone; break;
        case slot_kind::remainder: p.kind = tally, p.expires = date::never(); break;
        case slot_kind::level: p.kind = status; break;
        case slot_kind::pool:
            if (!is_transfer(p.kind) && p.kind != hold && p.kind != excuse && p.kind != forget)
                p.kind = issue;
            if (p.amount <= 0) p.amount = 1;
            break;
    }
    return p;
}

std::vector<posting> some(std::size_t count) {
    std::vector<posting> postings;
    for (std::size_t i = 0; i < count; ++i) postings.push_back(likely_posting());
    return postings;
}

}  // namespace

TEST_CASE("an entry is applied whole or not at all") {
    CHECK_PROPERTY("whatever is in it and wherever it fails", [] {
        member m;
        std::size_t applied = 0;
        int const entries = *rc::gen::inRange(1, 12);
        for (int i = 0; i < entries; ++i) {
            auto const before = bytes_of(m.held);
            date const due = m.held.due();
            auto postings = some(*rc::gen::inRange<std::size_t>(0, 8));
            if (*rc::gen::arbitrary<bool>()) postings.push_back(random_posting());
            if (m.post(postings) == errc::ok) {
                ++applied;
                RC_ASSERT(m.held.version().value == applied);
            } else {
                RC_ASSERT(bytes_of(m.held) == before);
                RC_ASSERT(m.held.due() == due);
            }
        }
        auto const folded = fold(m.history, slots);
        RC_ASSERT(folded.has_value());
        RC_ASSERT(bytes_of(*folded) == bytes_of(m.held));
        RC_ASSERT(folded->due() == m.held.due());
    });
}

TEST_CASE("sides, lots and debt agree") {
    CHECK_PROPERTY("what moved between the sides is in the lots, the holds and the debt", [] {
        member m;
        int const entries = *rc::gen::inRange(1, 30);
        for (int i = 0; i < entries; ++i)
            static_cast<void>(m.post(some(*rc::gen::inRange<std::size_t>(1, 4))));
        std::array<int128, slots_in_all> owned{}, owed{}, held{};
        for (std::size_t i = 0; i < m.history.size(); ++i)
            for (posting const& p : m.history[i].postings) {
                legs const moved = legs_of(p.kind);
                owned[p.slot.value] += moved.to == side::member     ? p.amount
                                       : moved.from == side::member ? -p.amount
                                                                    : 0;
                owed[p.slot.value] += moved.from == side::debt ? p.amount
                                      : moved.to == side::debt ? -p.amount
                                                               : 0;
                held[p.slot.value] += moved.to == side::reserved     ? p.amount
                                      : moved.from == side::reserved ? -p.amount
                                                                     : 0;
            }
        for (slot_number const pool : {points, miles, credit}) {
            int128 in_lots = pool == credit ? m.held.cell(slots[id_of(credit)].cell) : 0;
            if (pool == points)
                for (plain_lot const& l : m.held.plain_lots()) in_lots += l.amount;
            for (detail::far_lot const& l : m.held.far_lots()) {
                RC_ASSERT(l.held.amount > 0);
                if (l.slot == id_of(pool)) in_lots += l.held.amount;
            }
            int128 kept_back = 0;
            for (detail::held_lot const& h : m.held.held_lots()) {
                RC_ASSERT(h.part.held.amount > 0);
                if (h.part.slot == id_of(pool)) kept_back += h.part.held.amount;
            }
            bool const agree =
                in_lots == owned[pool] && m.debt(pool) == owed[pool] && kept_back == held[pool];
            RC_ASSERT(agree);
        }
    });
}

TEST_CASE("postings of one kind may come in any order") {
    CHECK_PROPERTY(
        "issues, tallies, debts and what is postponed commute", [](std::vector<std::uint8_t> const& seeds) {
            std::vector<posting> postings;
            for (std::uint8_t const s : seeds) {
                date const end = today + s % 11;
                postings.push_back(s % 5 == 4 ? of(postpone, s % 2 ? best : spend, s, today + 20, end, s % 3)
                                   : s % 4 == 0 ? of(tally, spend, s, end)
                                   : s % 4 == 1 ? of(issue, points, s + 1, end)
                                   : s % 4 == 2 ? of(issue, miles, s + 1, end, today + s % 3, s % 2)
                                                : of(owe, points, s + 1));
            }
            member forward, backward;
            RC_ASSERT(forward.post(postings) == errc::ok);
            std::reverse(postings.begin(), postings.end());
            RC_ASSERT(backward.post(postings) == errc::ok);
            RC_ASSERT(bytes_of(forward.held) == bytes_of(backward.held));
            RC_ASSERT(forward.held.due() == backward.held.due());
        });
}
