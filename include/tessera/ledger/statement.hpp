// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <vector>

#include <tessera/ledger/freed.hpp>
#include <tessera/ledger/standing.hpp>

/// Floor 2. Balances as of any day, past the last fact or before the next: pure functions of the account.
/// What it was on a day before its last fact is not in the account any more: fold the journal up to that day.

namespace tessera {

/// Of which day a question is, and of which instant: holds end within days. A day alone stands for its
/// beginning in UTC; where business days begin elsewhere, the instant has to be said, as with a fact.
/// Example: `moment(*business_date(now, shop_zone), now)`.
class moment {
public:
    constexpr moment(date of_day) noexcept : day(of_day), at_(instant::max()) {}
    constexpr moment(date of_day, instant at) noexcept : day(of_day), at_(at) {}

    /// Returns: the instant that was said; the last there is for a day alone.
    [[nodiscard]] constexpr instant at() const noexcept { return at_; }

    date day;

private:
    instant at_;
};

/// Returns: the instant up to which holds are over on a day of which no instant is said: its beginning in
/// UTC, or the account's last fact, whichever is later.
[[nodiscard]] inline instant instant_of(account const& of, date day) noexcept {
    return std::max(of.frontier().at, instant{std::int64_t{day.day} * 86'400});
}
/// Returns: the one that was said, or that of the day.
[[nodiscard]] inline instant instant_of(account const& of, moment when) noexcept {
    return when.at() != instant::max() ? when.at() : instant_of(of, when.day);
}

/// Returns: the parts of a pool's balance, as if every job had run.
[[nodiscard]] inline balance balance_of(account const& of, chart slots, slot_id pool, moment when) {
    date const day = when.day;
    instant const now = instant_of(of, when);
    detail::day_view const today(of, slots, day, now);
    draft const& seen = today.seen();
    slot_place const place = slots.place(pool);
    balance b{seen.available(place), seen.debt(place), 0, 0};
    if (!place.lasting)
        seen.for_each_stored_lot(place, [&](lot const& l) {
            if (day < l.key.opens && day < l.key.expires) b.pending += l.amount;
            return true;
        });
    for (detail::held_lot const& h : of.held_lots())
        if (h.part.slot == pool && now.seconds < h.until) b.reserved += h.part.held.amount;
    return b;
}

/// Returns: all balances, by slot of the chart; zero where the slot is no pool.
[[nodiscard]] inline std::vector<balance> balances_of(account const& of, chart slots, moment when) {
    std::vector<balance> found(slots.size());
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot_id const id{static_cast<std::uint16_t>(i)};
        if (slots[id].kind == slot_kind::pool) found[i] = balance_of(of, slots, id, when);
    }
    return found;
}

/// Returns: the live value of a sum or a peak on `day`.
[[nodiscard]] inline std::int64_t measure_of(account const& of, chart slots, slot_id measure, date day) {
    row<posting> none;
    draft const seen(of, slots, day, none);
    slot_place const place = slots.place(measure);
    return slots[measure].kind == slot_kind::peak ? seen.peak(place) : seen.sum(place);
}

/// What of a pool ends on one day if nothing happens until then.
struct expiry {
    slot_id pool{};
    date ends{};  ///< the first day it can no longer be used
    std::int64_t amount = 0;
    friend constexpr bool operator==(expiry const&, expiry const&) noexcept = default;
};

/// Returns: the member's expiry schedule from a day on: what ends when, pool by pool and day by day, what
///   still waits included; what never ends is left out.
[[nodiscard]] inline std::vector<expiry> expiries_of(account const& of, chart slots, moment when) {
    date const day = when.day;
    detail::day_view const today(of, slots, day, instant_of(of, when));
    std::vector<expiry> found;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot_id const id{static_cast<std::uint16_t>(i)};
        if (slots[id].kind != slot_kind::pool || slots[id].lasting) continue;
        today.seen().for_each_stored_lot(slots.place(id), [&](lot const& l) {
            if (l.key.expires <= day || l.key.expires == date::never() || l.amount == 0) return true;
            bool const same_day =
                !found.empty() && found.back().pool == id && found.back().ends == l.key.expires;
            if (!same_day) found.push_back({id, l.key.expires, 0});
            found.back().amount += l.amount;
            return true;
        });
    }
    return found;
}

/// Returns: the pool's lots that are usable then, in the order of consumption.
[[nodiscard]] inline std::vector<lot> lots_of(account const& of, chart slots, slot_id pool, moment when) {
    detail::day_view const today(of, slots, when.day, instant_of(of, when));
    std::vector<lot> found;
    today.seen().for_each_lot(slots.place(pool), [&](lot const& l) {
        found.push_back(l);
        return true;
    });
    return found;
}

/// What a member is and owns on a day. Never handed to the order side.
struct statement {
    standing is;
    std::vector<balance> owns;  ///< by slot of the chart; zero where the slot is no pool

    [[nodiscard]] balance of(slot_id pool) const noexcept {
        TESSERA_EXPECTS(pool.value < owns.size());
        return owns[pool.value];
    }
};

}  // namespace tessera
