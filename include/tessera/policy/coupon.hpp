// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <tessera/facts/hold.hpp>
#include <tessera/policy/holding.hpp>
#include <tessera/policy/tender.hpp>

/// Floor 4. Coupons: units of a pool, each of which a member can give for an offer in one order.

namespace tessera {

/// Whatever issues points issues coupons: an action, a step of a ladder that pays points, a purchase, staff;
/// their lots are their validity. The offer says `by_coupon`: it applies where a coupon is held and the
/// customer asks for it, and the order that it lowers takes one. Where what it took off has come back whole,
/// the coupon comes back to its lot. A hold (facts/hold.hpp) keeps one back for one order, whose wish names
/// the rule and the hold; no other cart finds it meanwhile. The order side knows whether a coupon is held,
/// and not how many. A pool holds the coupons of one offer, in whole points.
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

    [[nodiscard]] static constexpr rule_id id_of(std::string_view offer) noexcept {
        return rule_named("coupon", offer);
    }
    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    /// Returns: whether receipts name that rule for the coupons that it took.
    [[nodiscard]] constexpr bool spends_as(rule_id wanted) const noexcept { return wanted == offer_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("coupon", name_);
        pool_ = b.existing_pool(pool_name_);
        bit_ = b.right_bit(rule_);
        b.require(b.knows_rule(offer_), errc::unknown_benefit);
        b.require(!b.resolving() || b.rights().asked(rule_), errc::coupon_not_asked);
        b.require(!b.resolving() || b.rights().owns(rule_, pool_.id), errc::coupon_shared);
        b.require(b.decimals_of(pool_) == 0, errc::coupon_decimals);
    }

    void stand(draft const& d, standing& s) const noexcept {
        if (d.available(pool_) >= one) s.rights |= bit_;
    }
    /// Effects: counts a coupon that a hold keeps for the order of these wishes.
    void stand_held(draft const& d, std::span<redemption_wish const> wishes, standing& s) const noexcept {
        if (kept_for(wishes).kept(d) >= one) s.rights |= bit_;
    }
    static void foresee(priced_order const&, standing&, std::vector<std::int64_t>&) noexcept {}

    /// Effects: takes a coupon for an order that the offer lowers, or brings something with. What the member
    ///   no longer has is owed.
    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind != fact_kind::order) return;
        std::int64_t const units = fact.charged                ? detail::spent_by(offer_, *fact.charged)
                                   : fact.priced.bears(offer_) ? one
                                                               : 0;
        if (units <= 0) return;
        out.explain({units, d.available(pool_), offer_, reason_code::coupon_used, 0});
        std::size_t const first = out.posted(), noted = fact.paper ? fact.paper->tenders.size() : 0;
        std::int64_t const held = kept_for(fact.wishes).take(units, d, out);
        detail::note_tenders(offer_, first, false, fact.paper, out);
        if (held < units) detail::spend_charged(offer_, pool_, units - held, 0, fact.paper, d, out);
        if (!restored_ && fact.paper) leave_used(*fact.paper, noted);
    }

    /// Effects: keeps one back until the order that names the hold, its release, or its end.
    void answer(reserve const& asked, standing const&, draft const& d, member_out& out) const noexcept {
        if (asked.points < 0) return out.fail(errc::negative_amount);
        bound why = bound::wish;
        if (d.available(pool_) < one) why = bound::balance;
        if (asked.until <= asked.head.key.at) why = bound::no_hold;
        if (asked.hold == hold_id{} || d.holds(asked.hold)) why = bound::hold_taken;
        if (why != bound::wish) return refuse(asked.hold, why, out);
        detail::holding{rule_, pool_, asked.hold}.keep(one, asked.until, out);
        out.explain({one, 0, rule_, reason_code::reserved, 0});
    }
    /// A coupon has a price to lower.
    void answer(capture const&, standing const&, draft const&, member_out& out) const noexcept {
        out.fail(errc::discount_needs_order);
    }
    /// Effects: gives it back.
    void answer(release const& asked, standing const&, draft const& d, member_out& out) const noexcept {
        detail::holding const held{rule_, pool_, asked.hold};
        if (held.kept(d) == 0) return refuse(asked.hold, bound::no_hold, out);
        static_cast<void>(held.take(0, d, out));
    }

private:
    friend struct detail::teller;
    static constexpr std::int64_t one = 1;

    /// Effects: lets the receipt say that nothing of its tenders from `noted` on can come back.
    static void leave_used(receipt& paper, std::size_t noted) noexcept {
        for (std::size_t i = noted; i < paper.tenders.size(); ++i)
            paper.tenders[i].restored = paper.tenders[i].amount;
    }
    void refuse(hold_id hold, bound why, member_out& out) const {
        out.explain({one, static_cast<std::int64_t>(hold.value), rule_, reason_code::hold_refused,
                     static_cast<std::uint16_t>(why)});
    }
    /// Returns: the hold that wishes name for it; none, which keeps nothing, where they name none.
    [[nodiscard]] detail::holding kept_for(std::span<redemption_wish const> wishes) const noexcept {
        for (redemption_wish const& wish : wishes)
            if (wish.rule == rule_) return {rule_, pool_, wish.hold};
        return {rule_, pool_, {}};
    }

    rule_id offer_;
    std::string_view name_;
    std::string_view pool_name_;
    bool restored_ = true;
    rule_id rule_{};
    slot_place pool_{};
    std::uint64_t bit_ = 0;
};

}  // namespace tessera
