// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstdint>
#include <vector>

#include <tessera/facts/priced_order.hpp>
#include <tessera/ledger/standing.hpp>

/// Floor 4. What a policy of the order side is: it reads the member's standing and the cart, and writes
/// adjustments. It cannot read a balance and cannot post: the types have no way to.

namespace tessera {

/// Where a policy of the order side writes.
class order_out {
public:
    /// `scratch` is room to compute in, kept between orders.
    order_out(priced_order& priced, cart const& wanted, std::vector<std::int64_t>& scratch) noexcept
        : priced_(priced), wanted_(wanted), scratch_(scratch) {}

    [[nodiscard]] priced_order const& priced() const noexcept { return priced_; }
    /// Returns: what the customer wants, as the host handed it in: claims, marks, costs.
    [[nodiscard]] cart const& wanted() const noexcept { return wanted_; }
    [[nodiscard]] std::vector<std::int64_t>& scratch() const noexcept { return scratch_; }

    /// Effects: takes `off_minor` off the lines the filter takes, but no more than these still cost.
    ///   `detail` is what the reason's code says: the level of a member price.
    void adjust(rule_id rule, line_filter const& lines, std::int64_t base_minor, std::int64_t off_minor,
                std::uint16_t detail, reason_code why = reason_code::member_price) {
        take_off(priced_, {rule, 0, lines, base_minor, off_minor}, detail, why);
    }

    /// Effects: takes `off_minor` off one line, 1 for the first, which looked at `base_minor`.
    /// Preconditions: the line still costs as much.
    void adjust_line(rule_id rule, std::uint32_t place, std::int64_t base_minor, std::int64_t off_minor) {
        priced_.adjustments.push_back({rule, place, {}, base_minor, off_minor});
        priced_.totals.member_minor += off_minor;
    }
    /// Effects: takes `off_minor` off shipping. Preconditions: it still costs as much.
    void adjust_shipping(rule_id rule, std::int64_t base_minor, std::int64_t off_minor) {
        priced_.adjustments.push_back({rule, shipping_place, {}, base_minor, off_minor});
        priced_.shipping_minor -= off_minor;
    }
    /// Effects: gives what is no price.
    void entitle(entitlement const& what) { priced_.entitlements.push_back(what); }
    /// Effects: remembers what an offer asked for. Returns: where that is written.
    [[nodiscard]] benefit_record& remember(benefit_terms const& by) {
        priced_.benefits.add(by);
        return priced_.benefits;
    }
    /// Effects: writes the tax of the next line, or of shipping behind the last one.
    void levy(std::int64_t minor, bool in_prices) {
        priced_.taxes.push_back(minor);
        priced_.tax_total_minor += minor;
        priced_.tax_on_top_minor += in_prices ? 0 : minor;
    }
    /// Effects: says why.
    void explain(reason const& why) { priced_.reasons.push_back(why); }

    /// Effects: reports an inability; the whole quote fails with the first one.
    void fail(errc why) noexcept {
        if (failed_ == errc::ok) failed_ = why;
    }
    [[nodiscard]] errc failed() const noexcept { return failed_; }

    /// The border: nothing of the member's is touched from the order side.
    template <class Posting>
    void post(Posting const&) {
        static_assert(
            sizeof(Posting) == 0,
            "a policy of the order side cannot post to the ledger: it writes adjustments of one order");
    }

private:
    friend class margin_guard;  // they alone give back what others took off
    friend class line_guard;

    priced_order& priced_;
    cart const& wanted_;
    std::vector<std::int64_t>& scratch_;
    errc failed_ = errc::ok;
};

/// When a policy of the order side speaks; within a step rules speak in the order of their ids.
enum class order_step : std::uint8_t {
    price,       ///< what the goods cost for anybody who buys so many of them
    benefit,     ///< what is taken off that; a policy that names no step speaks here
    offer,       ///< what is stacked on what is left
    line_guard,  ///< what is kept back again, so that no line loses
    guard,       ///< the same, so that no order does
    tax,         ///< what of the price is tax, or comes on top, once points have lowered it too
};

template <class P>
concept order_policy = requires(P const& p, standing const& s, priced_order const& cart, order_out& out) {
    { p.id() } noexcept -> std::same_as<rule_id>;
    { p.price(s, cart, out) } noexcept -> std::same_as<void>;
};

/// Returns: the step of a policy, `P::when` or a benefit.
template <order_policy P>
[[nodiscard]] constexpr order_step step_of() noexcept {
    if constexpr (requires { P::when; })
        return P::when;
    else
        return order_step::benefit;
}

}  // namespace tessera
