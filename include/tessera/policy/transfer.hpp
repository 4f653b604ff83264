// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <tessera/facts/transfer.hpp>
#include <tessera/policy/concepts.hpp>

/// Floor 4. The program's leave to give points to another member.

namespace tessera {

/// Points go lot by lot, soonest expiry first, and keep their ends: giving them away makes none live longer.
/// They lose their tags: no lot received is the award of a step or of an order. More than is possible is
/// refused. What the one who receives them owes is paid from them.
/// Example: `transfer("points").at_most(500, window::calendar(calendar_unit::month))`.
/// Tested by: tests/policy/transfer.test.cpp.
class transfer {
public:
    static constexpr phase at = phase::act;

    constexpr explicit transfer(std::string_view points) noexcept : name_(points), pool_name_(points) {}

    /// Returns: the transfer of at most so many points within a window, by the member who sends them.
    [[nodiscard]] constexpr transfer at_most(std::int64_t points, window w) const noexcept {
        transfer t = *this;
        t.most_ = points;
        t.over_ = w;
        t.limited_ = true;
        return t;
    }
    /// Returns: the transfer of at least so many points at once.
    [[nodiscard]] constexpr transfer at_least(std::int64_t points) const noexcept {
        transfer t = *this;
        t.least_ = points;
        return t;
    }
    /// Returns: the transfer under a name of its own.
    [[nodiscard]] constexpr transfer named(std::string_view rule) const noexcept {
        transfer t = *this;
        t.name_ = rule;
        return t;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("transfer", name_);
        pool_ = b.existing_pool(pool_name_);
        std::int64_t const unit = power_of_ten(b.decimals_of(pool_));
        auto const least = checked_multiply(least_, unit), most = checked_multiply(most_, unit);
        if (!least || !most) return b.fail(errc::overflow);
        b.require(*least >= 0 && *most >= 0, errc::negative_rate);
        raw_least_ = *least;
        raw_most_ = *most;
        if (!limited_) return;
        if (errc const wrong = over_.check(); wrong != errc::ok) b.fail(wrong);
        sent_ = b.sum("sent/", name_);
    }

    /// A transfer is asked for; no other fact calls for one.
    void propose(fact_view const&, draft const&, member_out&) const noexcept {}

    void answer(send_points const& asked, standing const&, draft const& d, member_out& out) const noexcept {
        if (asked.points < 0) return out.fail(errc::negative_amount);
        std::int64_t const available = d.available(pool_);
        bound const by = asked.sent ? bound::wish : bound_on(asked.points, available, d);
        if (by != bound::wish)
            return out.explain({asked.points, available, rule_, reason_code::transfer_refused,
                                static_cast<std::uint16_t>(by)});
        std::int64_t const missing = out.take_usable(posting_kind::send, rule_, pool_, asked.points);
        if (missing > 0) out.oversend(rule_, pool_, missing);
        if (limited_) {
            auto const ends = end_in(over_, asked.head, d.day());
            if (!ends) return out.fail(ends.error());
            out.tally(rule_, sent_, asked.points, *ends);
        }
        out.explain({asked.points, available, rule_, reason_code::sent, 0});
    }

    void answer(receive_points const& asked, standing const&, draft const& d,
                member_out& out) const noexcept {
        std::int64_t total = 0;
        for (lot const& l : asked.lots) {
            if (l.amount <= 0) return out.fail(errc::negative_amount);
            if (__builtin_add_overflow(total, l.amount, &total)) return out.fail(errc::overflow);
            receive(l, d, out);
        }
        out.explain({total, d.available(pool_), rule_, reason_code::received, 0});
    }

private:
    friend struct detail::teller;
    /// Returns: what forbids sending so many; `bound::wish` if nothing does.
    [[nodiscard]] bound bound_on(std::int64_t points, std::int64_t available, draft const& d) const noexcept {
        if (points > available) return bound::balance;
        if (limited_ && points > raw_most_ - d.sum(sent_)) return bound::limit;
        return points < raw_least_ || points == 0 ? bound::minimum : bound::wish;
    }
    void receive(lot const& l, draft const& d, member_out& out) const {
        lot_key const key{l.key.expires, l.key.opens};
        out.post(posting_kind::receive, rule_, pool_.id, l.amount, key);
        if (key.expires <= d.day()) return out.post(posting_kind::expire, rule_, pool_.id, l.amount, key);
        out.pay_from(rule_, pool_, key, l.amount);
    }

    std::string_view name_;
    std::string_view pool_name_;
    std::int64_t least_ = 0, most_ = 0;
    std::int64_t raw_least_ = 0, raw_most_ = 0;
    window over_ = window::lifetime();
    bool limited_ = false;
    slot_place pool_{};
    slot_place sent_{};
    rule_id rule_{};
};

}  // namespace tessera
