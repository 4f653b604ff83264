// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

#include <tessera/policy/concepts.hpp>

/// Floor 4. Levels that staff set, where the program lets them.

namespace tessera {

/// What a level set by staff means.
enum class level_bound : std::uint8_t {
    least,    ///< a floor: who has reached more stays there
    exactly,  ///< a lock: no measure moves it
};

/// A level that staff set for a member by an action, before its day `until`; a day that is not after the
/// action's takes it away. Beneath it the measures go on, so that what was reached is there when it ends.
/// Example: `level_by_hand("guest of honor", "club")`, and
///   `action{.head = head, .what = action_named("guest of honor"), .amount = 2, .until = last + 1}`.
/// Tested by: tests/policy/level_by_hand.test.cpp.
class level_by_hand {
public:
    static constexpr phase at = phase::act;

    constexpr level_by_hand(std::string_view action, std::string_view group,
                            level_bound how = level_bound::least) noexcept
        : action_(action), group_(group), how_(how) {}

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("level by hand", action_);
        slot_ = b.existing_group(group_);
        levels_ = b.levels_of(group_);
    }

    /// Fails with: `unknown_level`, for an amount that is no level of the group.
    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        action const& done = *fact.did;
        if (done.what != action_named(action_)) return;
        if (done.amount < 0 || done.amount > levels_) return out.fail(errc::unknown_level);
        bool const locks = how_ == level_bound::exactly;
        auto const level = static_cast<std::uint8_t>(done.amount);
        date const until = done.until > d.day() ? done.until : date::min();
        out.set_status(rule_, slot_, locks ? status_part::exactly : status_part::least, level, d.day(),
                       until);
        out.explain({locks ? 1 : 0, until.day, rule_, reason_code::tier_set, level});
    }

private:
    friend struct detail::teller;
    std::string_view action_;
    std::string_view group_;
    level_bound how_;
    std::uint8_t levels_ = 0;
    slot_place slot_{};
    rule_id rule_{};
};

}  // namespace tessera
