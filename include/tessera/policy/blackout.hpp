// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <tessera/calendar/schedule.hpp>
#include <tessera/facts/order.hpp>
#include <tessera/ledger/audience.hpp>
#include <tessera/ledger/reason.hpp>
#include <tessera/policy/binder.hpp>

/// Floor 4. Blackouts: days, channels and segments in which points buy nothing.

namespace tessera {

/// How many schedules of days without redemption a rule has at most.
inline constexpr std::size_t blackouts_most = 4;

namespace detail {

/// On which days, in which channels and by whom a rule lets points be used; of which nothing is said they
/// always may.
class openness {
public:
    constexpr void only_on(schedule days) noexcept { open_ = days; }
    /// Preconditions: there are fewer than `blackouts_most` such schedules.
    constexpr void never_on(schedule days) noexcept {
        TESSERA_EXPECTS(closed_count_ < blackouts_most);
        closed_[closed_count_++] = days;
    }
    constexpr void only_in(tag_set channel) noexcept { channel_ |= channel; }
    constexpr void never_in(tag_set channels) noexcept { closed_channels_ |= channels; }

    constexpr void only_for(std::string_view segment) noexcept { whom_.within = segment; }
    constexpr void never_for(std::string_view segment) noexcept { whom_.beyond = segment; }

    constexpr void bind(binder& b) noexcept {
        whom_.bind(b);
        if (errc const wrong = open_.check(); wrong != errc::ok) b.fail(wrong);
        for (std::size_t i = 0; i < closed_count_; ++i)
            if (errc const wrong = closed_[i].check(); wrong != errc::ok) b.fail(wrong);
    }

    /// Returns: `bound::day` where the fact's day is closed, else `bound::wish`.
    [[nodiscard]] bound shut_by(fact_head const& head) const noexcept {
        bool open = open_.holds(head.day, head.joined);
        for (std::size_t i = 0; i < closed_count_; ++i) open &= !closed_[i].holds(head.day, head.joined);
        return open ? bound::wish : bound::day;
    }
    /// Returns: the same, and `bound::channel` where what bears `tags` is closed on an open day.
    [[nodiscard]] bound shut_by(fact_head const& head, tag_set tags) const noexcept {
        bound const day = shut_by(head);
        bool const here = (tags & channel_) == channel_ && (tags & closed_channels_) == 0;
        return day != bound::wish || here ? day : bound::channel;
    }

    /// Returns: `bound::segment` where it is not for somebody of that standing, else `bound::wish`.
    [[nodiscard]] bound shut_to(standing const& who) const noexcept {
        return whom_.takes(who) ? bound::wish : bound::segment;
    }

private:
    friend struct teller;
    schedule open_{};
    std::array<schedule, blackouts_most> closed_{};
    std::size_t closed_count_ = 0;
    tag_set channel_ = 0;
    tag_set closed_channels_ = 0;
    audience whom_{};
};

}  // namespace detail
}  // namespace tessera
