// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>

#include <tessera/facts/priced_order.hpp>
#include <tessera/ledger/standing.hpp>

/// Floor 4. What a policy of the order side is: it reads the member's standing and the cart, and writes
/// adjustments. It cannot read a balance and cannot post: the types have no way to.

namespace tessera {

/// Where a policy of the order side writes.
class order_out {
public:
    explicit order_out(priced_order& priced) noexcept : priced_(priced) {}

    [[nodiscard]] priced_order const& priced() const noexcept { return priced_; }

    /// Effects: takes `off_minor` off the lines the filter takes, but no more than these still cost.
    void adjust(rule_id rule, line_filter const& lines, std::int64_t base_minor, std::int64_t off_minor,
                std::uint8_t level) {
        std::int64_t const most = still_to_pay(priced_, lines);
        if (off_minor > most) off_minor = most;
        if (off_minor <= 0) return;
        priced_.adjustments.push_back({rule, lines, base_minor, off_minor});
        priced_.totals.member_minor += off_minor;
        priced_.reasons.push_back({off_minor, base_minor, rule, reason_code::member_price, level});
    }

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
    priced_order& priced_;
    errc failed_ = errc::ok;
};

template <class P>
concept order_policy = requires(P const& p, standing const& s, priced_order const& cart, order_out& out) {
    { p.id() } noexcept -> std::same_as<rule_id>;
    { p.price(s, cart, out) } noexcept -> std::same_as<void>;
};

}  // namespace tessera
