// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/policy/tender.hpp>

/// Floor 4. Coupons: units of a pool, each of which a member can give for an offer in one order.

namespace tessera {

/// Whatever issues points issues coupons: an action, a step of a ladder that pays points, a purchase, staff;
/// their lots are their validity. The offer says `by_coupon`: it applies where a coupon is held and the
/// customer asks for it, and the order that it lowers takes one. Where what it took off has come back whole,
/// the coupon comes back to its lot. The order side knows whether a coupon is held, and not how many.
/// Example: `coupon("five off", "birthday coupons")` with `offer("five off").amount_off(5).by_coupon()`.
/// Tested by: tests/policy/coupon.test.cpp.
class coupon {
public:
    static constexpr phase at = phase::discount;

    constexpr coupon(std::string_view offer, std::string_view pool) noexcept
        : offer_(rule_named("offer", offer)), name_(offer), pool_name_(pool) {}

    /// Returns: the coupon that stays used when goods come back.
    [[nodiscard]] constexpr coupon not_restored() const noexcept {
        coupon c = *this;
        c.restored_ = false;
        return c;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("coupon", name_);
        pool_ = b.existing_pool(pool_name_);
        bit_ = b.right_bit(rule_);
        b.require(b.knows_rule(offer_), errc::unknown_benefit);
        unit_ = power_of_ten(b.decimals_of(pool_));
    }

    void stand(draft const& d, standing& s) const noexcept {
        if (d.available(pool_) >= unit_) s.rights |= bit_;
    }
    static void foresee(priced_order const&, standing&, std::vector<std::int64_t>&) noexcept {}

    /// Effects: takes a coupon for an order that the offer lowers, or brings something with. What the member
    ///   no longer has is owed.
    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind != fact_kind::order) return;
        std::int64_t const units = fact.charged                ? detail::spent_by(offer_, *fact.charged)
                                   : fact.priced.bears(offer_) ? unit_
                                                               : 0;
        if (units <= 0) return;
        out.explain({units, d.available(pool_), offer_, reason_code::coupon_used, 0});
        detail::spend_charged(offer_, pool_, units, 0, restored_ ? fact.paper : nullptr, d, out);
    }

private:
    friend struct detail::teller;

    rule_id offer_;
    std::string_view name_;
    std::string_view pool_name_;
    bool restored_ = true;
    rule_id rule_{};
    slot_place pool_{};
    std::uint64_t bit_ = 0;
    std::int64_t unit_ = 1;
};

}  // namespace tessera
