// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/ledger/member_out.hpp>

/// Floor 4. What holds do to the points they keep; redemption uses it.

namespace tessera::detail {

/// A hold on points of one pool, as a rule sees it.
struct holding {
    rule_id rule{};
    slot_place pool{};
    hold_id hold{};

    /// Returns: what the hold still keeps; nothing once it is over.
    /// Why by value: see `member_out::aside`.
    [[nodiscard]] std::int64_t kept(draft d) const noexcept {
        std::int64_t total = 0;
        d.for_each_held(pool, hold, [&total](held_lot const& h) { total += h.part.held.amount; });
        return total;
    }

    /// Effects: keeps points back, soonest expiry first. Preconditions: no more than can be used.
    void keep(std::int64_t points, instant until, member_out& out) const {
        out.name_hold(rule, pool, hold.value, until);
        std::int64_t const missing = out.take_usable(posting_kind::reserve, rule, pool, points);
        TESSERA_EXPECTS(missing == 0);
    }

    /// Effects: takes up to `points`, soonest expiry first, and gives back the rest.
    /// Returns: how many it took.
    std::int64_t take(std::int64_t points, draft const& d, member_out& out) const {
        std::int64_t left = points, back = 0;
        bool named = false;
        d.for_each_held(pool, hold, [&](held_lot const& h) {
            std::int64_t const taken = std::min(left, h.part.held.amount);
            if (!named) out.name_hold(rule, pool, hold.value, {h.until});
            named = true;
            if (taken > 0) out.post(posting_kind::capture, rule, pool.id, taken, h.part.held.key);
            back += give_back(h, h.part.held.amount - taken, d.day(), out);
            left -= taken;
        });
        if (back > 0)
            out.explain({back, static_cast<std::int64_t>(hold.value), rule, reason_code::released, 0});
        return points - left;
    }

private:
    /// Effects: gives back a part of a lot; what the member owes is paid from it. Where the lot has ended
    ///   meanwhile, it ends now.
    std::int64_t give_back(held_lot const& h, std::int64_t amount, date day, member_out& out) const {
        if (amount == 0) return 0;
        lot_key const& key = h.part.held.key;
        out.post(posting_kind::release, rule, pool.id, amount, key);
        if (key.expires <= day) {
            out.post(posting_kind::expire, rule, pool.id, amount, key);
            out.explain({amount, key.expires.day, rule, reason_code::expired, pool.id.value});
        }
        out.pay_from(rule, pool, key, amount);
        return amount;
    }
};

}  // namespace tessera::detail
