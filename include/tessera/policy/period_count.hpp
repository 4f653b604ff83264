// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/calendar/period.hpp>
#include <tessera/ledger/member_out.hpp>

/// Floor 4. Different periods as a measure: how many months, weeks or days hold an order. Each period that
/// does is a claim of 1 under its first day; beside it stand its orders, so that it goes with the last of
/// them.

namespace tessera::detail {

struct period_count {
    rule_id rule{};
    slot_place periods{};
    slot_place orders{};  ///< of each period, by the day on which they stop counting

    [[nodiscard]] static constexpr std::uint64_t tag_of(period const& in) noexcept {
        return std::uint64_t{static_cast<std::uint32_t>(in.begin.day)} + 1;
    }

    /// Effects: counts an order of a period until `ends`. The period counts as long as one of its orders
    /// does.
    void add(period const& in, date ends, draft const& d, member_out& out) const {
        move(in, 1, ends, d, out);
    }

    /// Effects: an order of a period has come back, if it counts.
    void remove(period const& in, date ends, draft const& d, member_out& out) const {
        if (d.day() < ends && orders_in(tag_of(in), ends, d) > 0) move(in, -1, ends, d, out);
    }

    /// Effects: counts once what two accounts that become one both count.
    void join(account const& leaves, account const& stays, row<posting>& out) const {
        for (bucket const& a : leaves.buckets())
            for (bucket const& b : stays.buckets())
                if (a.slot == periods.id && b.slot == periods.id && a.tag == b.tag)
                    out.push_back({-1, std::min(a.expires, b.expires), date::min(), a.tag, rule, periods.id,
                                   posting_kind::tally, 0});
    }

private:
    void move(period const& in, std::int64_t amount, date ends, draft const& d, member_out& out) const {
        std::uint64_t const tag = tag_of(in);
        date const before = last_end(tag, 0, ends, d), after = last_end(tag, amount, ends, d);
        out.claim(rule, orders, tag, amount, ends);
        if (before == after) return;
        if (before != date::min()) out.claim(rule, periods, tag, -1, before);
        if (after != date::min()) out.claim(rule, periods, tag, 1, after);
    }

    [[nodiscard]] std::int64_t orders_in(std::uint64_t tag, date ends, draft const& d) const noexcept {
        for (bucket const& b : d.base().buckets())
            if (b.slot == orders.id && b.tag == tag && b.expires == ends) return b.amount;
        return 0;
    }
    /// Returns: the day on which the last order of a period stops counting, once `amount` more do on `ends`;
    ///   `date::min()` where none is left.
    [[nodiscard]] date last_end(std::uint64_t tag, std::int64_t amount, date ends,
                                draft const& d) const noexcept {
        date last = orders_in(tag, ends, d) + amount > 0 ? ends : date::min();
        for (bucket const& b : d.base().buckets())
            if (b.slot == orders.id && b.tag == tag && b.expires != ends && d.day() < b.expires)
                last = std::max(last, b.expires);
        return last;
    }
};

}  // namespace tessera::detail
