// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <tessera/policy/concepts.hpp>
#include <tessera/policy/lots.hpp>

/// Floor 4. Points, coupons or other units of a pool for reaching a tier.

namespace tessera {

/// An award for the first decision that lifts a member to a tier or above it, whatever lifts: orders, orders
/// that begin to count, points, staff. Where the level begins on a later day, it is reached when that is
/// decided. It is given once in a member's life, and neither a return nor a fall takes it back: let it wait
/// (`pending`) as long as goods can come back. It can be used from the next fact on, and moves no measure and
/// no tier.
/// Example: `tier_award("club", "gold", "gold coupons", 1).living(days(30))`.
/// Tested by: tests/policy/tier_award.test.cpp.
class tier_award {
public:
    static constexpr phase at = phase::reached;

    constexpr tier_award(std::string_view group, std::string_view tier, std::string_view points,
                         decimal amount) noexcept
        : name_(tier), group_(group), tier_(tier), pool_name_(points), amount_(amount) {}

    /// Returns: the award under a name of its own, where it is not that of the tier.
    [[nodiscard]] constexpr tier_award named(std::string_view rule) const noexcept {
        tier_award a = *this;
        a.name_ = rule;
        return a;
    }
    [[nodiscard]] constexpr tier_award living(life how_long) const noexcept {
        tier_award a = *this;
        a.lots_.lives = how_long;
        return a;
    }
    /// Returns: the award whose lots wait so long before they can be used.
    [[nodiscard]] constexpr tier_award pending(life wait) const noexcept {
        tier_award a = *this;
        a.lots_.opens.latest = wait;
        a.lots_.pending = true;
        return a;
    }
    /// Returns: the award in points of so many decimals, 0 to 4.
    [[nodiscard]] constexpr tier_award with_decimals(unsigned n) const noexcept {
        tier_award a = *this;
        a.decimals_ = static_cast<std::uint8_t>(n);
        return a;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("tier award", name_);
        pool_ = b.pool(pool_name_, lots_.lasting(), decimals_);
        claims_ = b.sum("tier awards/", name_);
        slot_ = b.existing_group(group_);
        level_ = b.tier_level(group_, tier_);
        lots_.bind(b);
        b.require(decimals_ <= 4, errc::not_representable);
        auto const raw = to_minor(amount_, decimals_);
        if (!raw) return b.fail(raw.error());
        b.require(*raw >= 0, errc::negative_rate);
        raw_ = *raw;
    }

    void propose(fact_view const&, draft const& d, member_out& out) const noexcept {
        if (!d.has_posted(posting_kind::status, slot_.id)) return;
        if (highest(d.base().level(slot_.group), d.base().plan(slot_.group), d.day()) >= level_) return;
        if (highest(d.level(slot_), d.plan(slot_), d.day()) < level_ || d.claimed(claims_, 1) > 0) return;
        out.claim(rule_, claims_, 1, 1, date::never());
        out.award(rule_, pool_, raw_, lots_.of(d.day(), rule_, {}));
        out.explain({raw_, 0, rule_, reason_code::tier_awarded, level_});
    }

private:
    friend struct detail::teller;

    /// Returns: the level reached, the one in force, or the one to come, whichever is highest.
    [[nodiscard]] static std::uint8_t highest(level_mark const& mark, level_plan const& plan,
                                              date day) noexcept {
        return std::max({mark.level, plan.in_force(mark.level, day), plan.coming});
    }

    std::string_view name_;
    std::string_view group_;
    std::string_view tier_;
    std::string_view pool_name_;
    decimal amount_;
    std::int64_t raw_ = 0;
    detail::lot_figures lots_;
    std::uint8_t decimals_ = 0;
    std::uint8_t level_ = 0;
    slot_place slot_{};
    slot_place pool_{};
    slot_place claims_{};
    rule_id rule_{};
};

}  // namespace tessera
