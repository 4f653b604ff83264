// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/calendar/date.hpp>
#include <tessera/ledger/posting.hpp>

/// Floor 2. The level of a member in one group of tiers: what is in force, what is to come, and what staff
/// have set. An account keeps the first within itself and the rest out of line, where there is any.

namespace tessera {

/// The level reached, 8 bytes: 0 is none, 1 the lowest tier.
struct level_mark {
    /// The longest term in days, over 179 years; longer ones are cut to it.
    static constexpr std::int32_t term_max = UINT16_MAX;

    std::uint8_t level = 0;
    bool planned = false;      ///< a `level_plan` stands beside it
    std::uint16_t term = 0;    ///< days for which it is held, from `since` on; 0: without an end
    date since = date::min();  ///< the day it began

    constexpr level_mark() noexcept = default;
    /// Preconditions: `until` is `date::never()` or later than `begins`.
    constexpr level_mark(std::uint8_t reached, date begins, date until = date::never()) noexcept
        : level(reached), term(days_between(begins, until)), since(begins) {}

    /// Returns: the first day on which the level is not held any more; `date::never()` without an end.
    [[nodiscard]] constexpr date until() const noexcept { return term == 0 ? date::never() : since + term; }

    friend constexpr bool operator==(level_mark const&, level_mark const&) noexcept = default;

private:
    [[nodiscard]] static constexpr std::uint16_t days_between(date from, date to) noexcept {
        if (to == date::never()) return 0;
        std::int32_t const days = to - from;
        return static_cast<std::uint16_t>(days < term_max ? days : term_max);
    }
};
static_assert(sizeof(level_mark) == 8);

/// What stands beside the level reached.
struct level_plan {
    std::uint8_t coming = 0;       ///< the level that begins on `comes`
    std::uint8_t set = 0;          ///< the level set by staff, in force before `set_until`
    bool locked = false;           ///< it is the level, whatever is reached; otherwise the least one
    date comes = date::never();    ///< `date::never()`: none is to come
    date set_until = date::min();  ///< `date::min()`: staff have set none

    /// Returns: the level in force on `day` for somebody who has reached `reached`.
    [[nodiscard]] constexpr std::uint8_t in_force(std::uint8_t reached, date day) const noexcept {
        if (set_until <= day) return reached;
        return locked || reached < set ? set : reached;
    }
    friend constexpr bool operator==(level_plan const&, level_plan const&) noexcept = default;
};

/// What a posting of the kind `status` sets; it stands in the posting's tag. The numbers are stable.
enum class status_part : std::uint64_t {
    reached = 0,  ///< the level reached: it begins on `opens` and is held until `expires`
    coming = 1,   ///< the level to come on `opens`; on `date::never()` none is
    least = 2,    ///< the least level, set by staff until `expires`; until `date::min()` none is
    exactly = 3,  ///< the level, whatever is reached, set by staff until `expires`
};

/// Returns: whether a `status` posting says something that can be: a part there is, and a level that is held
///   for a day at least.
[[nodiscard]] constexpr bool sound_status(posting const& p) noexcept {
    if (p.tag > static_cast<std::uint64_t>(status_part::exactly)) return false;
    if (static_cast<status_part>(p.tag) != status_part::reached || p.expires == date::never()) return true;
    return in_calendar(p.opens) && p.opens < p.expires;
}

/// Effects: what a `status` posting does to a level and its plan. Preconditions: `sound_status(p)`.
constexpr void set_status(posting const& p, level_mark& mark, level_plan& plan) noexcept {
    switch (static_cast<status_part>(p.tag)) {
        case status_part::reached: mark = level_mark{p.level, p.opens, p.expires}; break;
        case status_part::coming:
            plan.comes = p.opens;
            plan.coming = plan.comes == date::never() ? std::uint8_t{0} : p.level;
            break;
        case status_part::least:
        case status_part::exactly:
            plan.set_until = p.expires;
            plan.set = plan.set_until == date::min() ? std::uint8_t{0} : p.level;
            plan.locked =
                plan.set_until != date::min() && static_cast<status_part>(p.tag) == status_part::exactly;
            break;
    }
    mark.planned = plan != level_plan{};
}

}  // namespace tessera
