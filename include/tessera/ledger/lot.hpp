// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstdint>

#include <tessera/calendar/date.hpp>

/// Floor 2. A lot: one earned batch of value. A lot *is* its dates and its tag; equal ones are one lot. There
/// is no serial number, so that restoring, merging and late facts give the same lots in any order.

namespace tessera {

/// Identity of a lot within its pool, in the order in which lots are consumed: soonest expiry first, those
/// that never expire last, then the oldest, then the smaller tag.
struct lot_key {
    /// Marks a tag that tells lots apart only while they wait for an event.
    static constexpr std::uint64_t waits = std::uint64_t{1} << 63;

    date expires = date::never();  ///< the first day it can no longer be used
    date opens = date::min();      ///< the first day it can be used; `date::min()` when it is open
    std::uint64_t tag = 0;
    friend constexpr auto operator<=>(lot_key const&, lot_key const&) noexcept = default;

    /// Returns: whether the lot can be used on `day`.
    [[nodiscard]] constexpr bool usable(date day) const noexcept { return opens <= day && day < expires; }
    /// Returns: the first day on which it opens or ends; used by age, it keeps the day it opened.
    [[nodiscard]] constexpr date due(bool by_age) const noexcept {
        bool const opens_later = opens != date::min() && opens < expires && !by_age;
        return opens_later ? opens : expires;
    }
    /// Returns: whether it is, or was, the lot that waited for its order under that tag.
    [[nodiscard]] constexpr bool waited_as(std::uint64_t order) const noexcept {
        return (order & waits) != 0 && (tag | waits) == order;
    }
    /// Returns: the lot once it has opened: it bears no date of it any more, and no tag of waiting.
    [[nodiscard]] constexpr lot_key opened() const noexcept {
        return {expires, date::min(), (tag & waits) != 0 ? 0 : tag};
    }
};

struct lot {
    lot_key key{};
    std::int64_t amount = 0;
    friend constexpr bool operator==(lot const&, lot const&) noexcept = default;
};

/// A plain lot, open and without a tag, in 8 bytes.
struct plain_lot {
    std::uint32_t amount = 0;
    date expires{};
};
static_assert(sizeof(plain_lot) == 8);

}  // namespace tessera
