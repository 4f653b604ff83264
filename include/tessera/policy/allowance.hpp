// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/calendar/window.hpp>
#include <tessera/policy/concepts.hpp>

/// Floor 4. Allowances: an offer that a member has so often within a window, counted in the member's journal.

namespace tessera {

/// The offer says `by_allowance`: it applies while the member has used it less often, and the order that it
/// lowers counts one. It must take something off a price, so that the order's receipt shows the use. The
/// order side knows whether a use is left, and not how many. A host without accounts counts by itself
/// (`offer::used_at_most`).
/// Example: `allowance("free shipping", 3, window::calendar(calendar_unit::month))` with `offer("free
///   shipping").share_off(1).of_shipping().by_allowance()`.
/// Tested by: tests/policy/allowance.test.cpp.
class allowance {
public:
    static constexpr phase at = phase::discount;

    constexpr allowance(std::string_view offer, std::int64_t times, window over) noexcept
        : offer_(rule_named("offer", offer)), name_(offer), most_(times), over_(over) {}

    /// Returns: the allowance of which an order that comes back whole, by its receipt, counts no longer.
    [[nodiscard]] constexpr allowance restored() const noexcept {
        allowance a = *this;
        a.restored_ = true;
        return a;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("allowance", name_);
        used_ = b.sum("allowance/", name_);
        bit_ = b.right_bit(rule_);
        b.require(b.knows_rule(offer_), errc::unknown_benefit);
        b.require(!b.resolving() || b.rights().asked(rule_), errc::coupon_not_asked);
        b.require(most_ > 0, errc::not_above_zero);
        if (errc const wrong = over_.check(); wrong != errc::ok) b.fail(wrong);
    }

    void stand(draft const& d, standing& s) const noexcept {
        if (d.sum(used_) < most_) s.rights |= bit_;
    }
    static void foresee(priced_order const&, standing&, std::vector<std::int64_t>&) noexcept {}

    /// Effects: counts an order that the offer lowers; one that has come back whole no longer.
    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        bool const back = fact.kind == fact_kind::receipt_return;
        if ((fact.kind != fact_kind::order && !back) || !fact.priced.bears(offer_)) return;
        auto const ends = end_in(over_, fact.head, back ? fact.was->day : d.day());
        if (!ends) return out.fail(ends.error());
        if (back) return give_back(*fact.was, *fact.paper, *ends, d, out);
        out.claim(rule_, used_, restored_ ? fact.head.id.value : 0, 1, *ends);
        out.explain({d.sum(used_), most_, offer_, reason_code::allowance_used, 0});
    }

private:
    friend struct detail::teller;

    void give_back(receipt const& was, receipt const& now, date ends, draft const& d, member_out& out) const {
        bool const whole = now.all_back() && !was.all_back();
        if (!restored_ || !whole || ends <= d.day() || d.part(used_, ends, was.order.value) <= 0) return;
        out.claim(rule_, used_, was.order.value, -1, ends);
        out.explain({d.sum(used_), most_, offer_, reason_code::allowance_restored, 0});
    }

    rule_id offer_;
    std::string_view name_;
    std::int64_t most_;
    window over_;
    bool restored_ = false;
    rule_id rule_{};
    slot_place used_{};
    std::uint64_t bit_ = 0;
};

}  // namespace tessera
