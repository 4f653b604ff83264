// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include <tessera/calendar/window.hpp>
#include <tessera/core/list_of.hpp>
#include <tessera/facts/fact.hpp>
#include <tessera/ledger/member_out.hpp>
#include <tessera/policy/binder.hpp>

/// Floor 4. Caps: the most that a rule grants per order, over a window, or up to a balance. A cap over a
/// window is a tally that carries the day it stops counting.

namespace tessera {

/// What a cap bounds; the `detail` of its reasons.
enum class cap_on : std::uint8_t {
    nothing = 0,
    order = 1,    ///< what one order is granted
    window = 2,   ///< what is granted within a window: a day, a month, a lifetime
    balance = 3,  ///< what the member has, pending value included, less what is owed
};

/// The most points that a rule grants. What is above is cut off, or with `or_nothing()` all of it refused; a
/// cap never rounds up. Made by `at_most`.
/// Example: `at_most(500).per_order()`, `at_most(2000).within(window::calendar(calendar_unit::month))`.
struct cap {
    decimal points{};
    cap_on what = cap_on::nothing;
    window over{};
    bool whole_or_none = false;
    std::string_view name{};

    [[nodiscard]] constexpr cap per_order() const noexcept { return on(cap_on::order, {}); }
    [[nodiscard]] constexpr cap within(window w) const noexcept { return on(cap_on::window, w); }
    [[nodiscard]] constexpr cap in_all() const noexcept { return on(cap_on::window, window::lifetime()); }
    [[nodiscard]] constexpr cap held() const noexcept { return on(cap_on::balance, {}); }

    /// Returns: the cap that refuses an award it would cut.
    [[nodiscard]] constexpr cap or_nothing() const noexcept {
        cap c = *this;
        c.whole_or_none = true;
        return c;
    }
    /// Returns: the cap over a window, under a name: rules with a cap of one name and window share what it
    ///   counts.
    [[nodiscard]] constexpr cap shared_as(std::string_view by_name) const noexcept {
        cap c = *this;
        c.name = by_name;
        return c;
    }

private:
    [[nodiscard]] constexpr cap on(cap_on bounded, window w) const noexcept {
        cap c = *this;
        c.what = bounded;
        c.over = w;
        return c;
    }
};
[[nodiscard]] constexpr cap at_most(decimal points) noexcept { return {.points = points}; }

namespace detail {

/// The caps of one rule.
template <std::size_t N>
class caps {
public:
    list_of<cap, N> all{};

    constexpr void bind(binder& b, std::string_view rule, unsigned decimals) noexcept {
        make_length(raw_, all.size());
        make_length(slots_, all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            raw_[i] = b.raw_points(all[i].points, decimals);
            if (all[i].what != cap_on::window) continue;
            if (errc const wrong = all[i].over.check(); wrong != errc::ok) b.fail(wrong);
            slots_[i] = b.cap(all[i].name.empty() ? rule : all[i].name, all[i].over);
        }
    }

    /// Effects: says of every cap that bites what was wanted and what is granted.
    /// Returns: what is granted of `wanted`.
    [[nodiscard]] std::int64_t granted(std::int64_t wanted, rule_id rule, slot_place const& pool,
                                       draft const& d, member_out& out) const {
        for (std::size_t i = 0; i < all.size(); ++i) {
            std::int64_t const room = std::max<std::int64_t>(room_under(i, pool, d), 0);
            if (all[i].what == cap_on::nothing || wanted <= room) continue;
            std::int64_t const left = all[i].whole_or_none ? 0 : room;
            out.explain({left, wanted, rule, left == 0 ? reason_code::cap_refused : reason_code::cap_cut,
                         static_cast<std::uint16_t>(all[i].what)});
            wanted = left;
        }
        return wanted;
    }

    /// Effects: counts what is granted, as the next award of the receipt.
    void count(std::int64_t points, rule_id rule, fact_view const& fact, member_out& out) const {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].what != cap_on::window) continue;
            auto const ends = end_in(all[i].over, fact.head, fact.head.day);
            if (!ends) return out.fail(ends.error());
            out.tally(rule, slots_[i], points, *ends);
            if (!fact.paper) continue;
            auto const award = static_cast<std::uint32_t>(fact.paper->awards.size());
            fact.paper->caps.push_back({award, slots_[i].id, *ends});
        }
    }

private:
    [[nodiscard]] std::int64_t room_under(std::size_t i, slot_place const& pool, draft const& d) const {
        switch (all[i].what) {
            case cap_on::window: return raw_[i] - d.sum(slots_[i]);
            case cap_on::balance: return raw_[i] - held(pool, d) + d.debt(pool);
            case cap_on::order: return raw_[i];
            case cap_on::nothing: break;
        }
        return 0;
    }
    /// Returns: what the member has, pending value included.
    [[nodiscard]] static std::int64_t held(slot_place const& pool, draft const& d) {
        if (pool.lasting) return d.available(pool);
        std::int64_t total = 0;
        d.for_each_stored_lot(pool, [&](lot const& l) {
            bool const fits = l.key.expires <= d.day() || !__builtin_add_overflow(total, l.amount, &total);
            if (!fits) total = std::numeric_limits<std::int64_t>::max();
            return fits;
        });
        return total;
    }

    list_of<std::int64_t, N> raw_{};
    list_of<slot_place, N> slots_{};
};

}  // namespace detail
}  // namespace tessera
