// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ledger/ledger.hpp"
#include "support/property.hpp"

/// Members with anything an account can hold, for laws of floor 2.

namespace ledger_tests {

/// Returns: the account's bytes without frontier and version.
inline std::vector<std::uint8_t> content_of(account const& a) {
    auto bytes = bytes_of(a);
    bytes.erase(bytes.begin(), bytes.begin() + 20);
    return bytes;
}

/// A posting that an account may take.
inline posting likely_posting() {
    using enum posting_kind;
    auto const slot = *rc::gen::inRange<std::uint16_t>(0, slots_in_all);
    date const expires = *rc::gen::element(date::never(), today, today + 1, today + 2);
    date const opens = *rc::gen::weightedElement<date>({{4, date::min()}, {1, today + 1}});
    auto const tag = *rc::gen::weightedElement<std::uint64_t>({{4, 0}, {1, 9}});
    posting p = of(tally, slot_number{slot}, *rc::gen::inRange<std::int64_t>(1, 9), expires, opens, tag);
    switch (slots[p.slot].kind) {
        case slot_kind::sum:
            p.amount -= 4;
            if (p.opens != date::min()) p.kind = postpone;
            break;
        case slot_kind::peak:
            p.kind = p.opens == date::min() ? raise : postpone;
            if (p.kind == raise) p.tag = 0;
            break;
        case slot_kind::remainder: p.expires = date::never(); break;
        case slot_kind::level:
            p.kind = status;
            p.tag = *rc::gen::inRange<std::uint64_t>(0, 4);
            p.opens = today;
            p.level = static_cast<std::uint8_t>(p.amount & 3);
            break;
        case slot_kind::pool:
            p.kind = *rc::gen::element(issue, issue, issue, redeem, expire, owe, repay, reserve, release);
            if (slots[p.slot].lasting) p = of(p.kind, slot_number{slot}, p.amount);
            break;
    }
    return p;
}

inline member random_member() {
    member m;
    int const entries = *rc::gen::inRange(0, 25);
    for (int i = 0; i < entries; ++i) {
        posting const p = likely_posting();
        std::uint64_t const hold_id = *rc::gen::inRange<std::uint64_t>(1, 4);
        std::int64_t const days = *rc::gen::element<std::int64_t>(1'000, 1'001);
        static_cast<void>(m.post(
            {{.amount = days * 86'400, .tag = hold_id, .slot = {points}, .kind = posting_kind::hold}, p}));
    }
    return m;
}

}  // namespace ledger_tests
