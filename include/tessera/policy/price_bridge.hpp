// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/facts/fact.hpp>
#include <tessera/policy/holding.hpp>

/// Floor 4. The one bridge from what a member owns to what an order costs.

namespace tessera {

/// A balance and a price in one place. Only a discount redemption may cross it: for any other policy it is
/// shut, so that no other rule's price can depend on a balance. Nothing is spent here. What the price has
/// come to is spent afterwards, by the price alone, so that a preview and a price once charged take the same
/// points.
class price_bridge {
public:
    /// The most that may come off some lines before a guard's floor is missed; fails with `overflow`.
    using room_of = result<std::int64_t> (*)(void const* guards, priced_order const& priced,
                                             line_filter const& lines);

    price_bridge(draft const& seen, priced_order& priced, void const* guards, room_of how) noexcept
        : seen_(seen), priced_(priced), guards_(guards), room_of_(how) {}

    [[nodiscard]] errc failed() const noexcept { return failed_; }

private:
    friend class discount_redemption;

    /// Points that an adjustment of this order will cost.
    struct promise {
        slot_id pool{};
        hold_id hold{};
        std::int64_t points = 0;
    };

    /// Returns: the points that a rule can still promise: of the hold, which gives points once, or of
    ///   what can be used.
    [[nodiscard]] std::int64_t available(detail::holding const& from) const noexcept {
        std::int64_t promised = 0;
        for (promise const& p : promises_)
            if (p.pool == from.pool.id && p.hold == from.hold) promised += p.points;
        if (from.hold != hold_id{}) return promised == 0 ? from.kept(seen_) : 0;
        return seen_.available(from.pool) - promised;
    }
    [[nodiscard]] result<std::int64_t> room(line_filter const& lines) const {
        return room_of_(guards_, priced_, lines);
    }
    /// Effects: lowers the price, for points that it will cost.
    void take_off(adjustment const& wanted, std::int64_t points, detail::holding const& from, bound by) {
        tessera::take_off(priced_, wanted, static_cast<std::uint16_t>(by), reason_code::point_discount);
        promises_.push_back({from.pool.id, from.hold, points});
    }
    /// Effects: says why a wish lowers no price.
    void refuse(std::int64_t wish, std::int64_t available, rule_id rule, bound why) {
        priced_.reasons.push_back(
            {wish, available, rule, reason_code::redemption_refused, static_cast<std::uint16_t>(why)});
    }
    void fail(errc why) noexcept {
        if (failed_ == errc::ok) failed_ = why;
    }

    draft const& seen_;
    priced_order& priced_;
    void const* guards_;
    room_of room_of_;
    row<promise> promises_;
    errc failed_ = errc::ok;
};

/// A policy that lowers a price by what the member owns, once the order side has priced the cart.
template <class P>
concept lowers_price =
    requires(P const& p, fact_view const& fact, price_bridge& bridge) { p.lower(fact, bridge); };

}  // namespace tessera
