// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/core/contract.hpp>
#include <tessera/order/profit_floor.hpp>

/// Floor 4. The guard of each line: no article leaves below a floor that the program states, however well the
/// rest of the order sells.

namespace tessera {

/// The profit of a line is what is paid for it, less what it costs the shop: its list price where the host
/// does not say. Gifts and shipping belong to no line; the guard of orders looks at them. Where a line's
/// profit is below the floor, benefits are given up in the order in which the guard names them, of each the
/// cent that is missing to that line and no other line's. What is not named is never given up, and a line can
/// stay below the floor. Guards of lines speak before those of orders, which then ask for less; points that
/// lower a price come last, and lower it as far as every guard lets them. Example:
/// `line_guard("no loss", profit_of::cost, 0).giving_up({{benefit_kind::offer, "coupon"}})`. Complexity:
/// linear in lines and adjustments, times names. Tested by: tests/order/line_guard.test.cpp.
class line_guard {
public:
    static constexpr order_step when = order_step::line_guard;

    line_guard(std::string_view name, profit_of of, ratio least) noexcept : name_(name), floor_(of, least) {}

    /// Returns: the guard that gives these up, in this order.
    [[nodiscard]] line_guard giving_up(std::vector<benefit> benefits) const {
        line_guard g = *this;
        g.give_up_ = std::move(benefits);
        return g;
    }
    /// Returns: the guard that counts this share of what is paid as a cost too (see `margin_guard`).
    [[nodiscard]] line_guard counting_earned(ratio share_of_paid) const {
        line_guard g = *this;
        g.floor_.count_earned(share_of_paid);
        return g;
    }

    [[nodiscard]] rule_id id() const noexcept { return rule_; }

    /// `Binder` is the program's binder; the order side does not know its type.
    template <class Binder>
    void bind(Binder& b) noexcept {
        rule_ = b.rule_in("guard", name_);
        floor_.bind(b);
        for (benefit const& one : give_up_) b.require(b.knows_rule(one.id()), errc::unknown_benefit);
    }

    /// Effects: keeps back benefits until the profit of each line reaches the floor.
    void price(standing const&, priced_order const& priced, order_out& out) const noexcept {
        TESSERA_EXPECTS(out.wanted().about.empty() || out.wanted().about.size() == priced.lines.size());
        if (give_up_.empty() || priced.totals.member_minor == 0) return;
        auto const low = some_line_is_low(priced, out);
        if (!low) return out.fail(low.error());
        if (!*low) return;
        // a share of the lines' sum would move to other lines where one of them costs more again
        detail::spell_out(out.priced_, out.scratch(), [](rule_id) { return true; });
        list_by_line(priced, out.scratch());
        for (std::size_t i = 0; i < priced.lines.size(); ++i)
            if (errc const wrong = lift(i, out); wrong != errc::ok) return out.fail(wrong);
    }

    /// Returns: by how much points may still lower the price of some lines, to each in proportion to what is
    ///   paid for it. Fails with: `overflow`. Allocates.
    [[nodiscard]] result<std::int64_t> room(priced_order const& priced, cart const& wanted,
                                            line_filter const& lines) const {
        std::vector<std::int64_t> prices;
        std::span<std::int64_t const> const paid = line_prices(priced, prices);
        std::int64_t sum = 0, least = INT64_MAX;
        for (std::size_t i = 0; i < paid.size(); ++i)
            if (lines.takes(priced.lines[i])) sum += paid[i];
        for (std::size_t i = 0; i < paid.size(); ++i) {
            if (paid[i] == 0 || !lines.takes(priced.lines[i])) continue;
            auto const own = floor_.room(proceeds_of(i, paid[i], priced, wanted));
            if (!own) return own;
            // a line's part is rounded up at most
            if (auto const all = scale(*own, sum, paid[i], rounding::down); all)
                least = std::min(least, *all);
        }
        return least;
    }

private:
    friend struct detail::offer_teller;

    [[nodiscard]] static detail::proceeds proceeds_of(std::size_t i, std::int64_t paid,
                                                      priced_order const& priced,
                                                      cart const& wanted) noexcept {
        return {.paid = paid, .list = priced.lines[i].list_minor, .cost = detail::cost_of(i, priced, wanted)};
    }
    [[nodiscard]] result<std::int64_t> missing(std::size_t i, std::int64_t paid, order_out const& out) const {
        return floor_.missing(proceeds_of(i, paid, out.priced(), out.wanted()));
    }
    [[nodiscard]] result<bool> some_line_is_low(priced_order const& priced, order_out& out) const {
        std::span<std::int64_t const> const paid = line_prices(priced, out.scratch());
        for (std::size_t i = 0; i < paid.size(); ++i) {
            auto const more = missing(i, paid[i], out);
            if (!more) return more.error();
            if (*more > 0) return true;
        }
        return false;
    }
    /// Effects: writes for each line where its first adjustment is, counted from 1, and behind these for each
    ///   adjustment where the next one of its line is; 0: there is none.
    static void list_by_line(priced_order const& priced, std::vector<std::int64_t>& to) {
        std::size_t const lines = priced.lines.size();
        to.assign(lines + priced.adjustments.size(), 0);
        for (std::size_t at = priced.adjustments.size(); at-- > 0;) {
            std::size_t const place = priced.adjustments[at].place;
            if (place != shipping_place) to[lines + at] = std::exchange(to[place - 1], std::int64_t(at) + 1);
        }
    }
    /// Effects: calls `visit(adjustment)` for each of a line, in their order.
    template <class Visit>
    static void each_of_line(std::size_t i, order_out& out, Visit visit) {
        std::vector<std::int64_t> const& list = out.scratch();
        for (auto at = static_cast<std::size_t>(list[i]); at != 0;
             at = static_cast<std::size_t>(list[out.priced_.lines.size() + at - 1]))
            visit(out.priced_.adjustments[at - 1]);
    }
    /// Effects: takes less off a line until it reaches the floor. Returns: `ok` or `overflow`.
    [[nodiscard]] errc lift(std::size_t i, order_out& out) const {
        std::int64_t paid = out.priced_.lines[i].promoted_minor();
        each_of_line(i, out, [&](adjustment const& a) { paid -= a.off_minor; });
        for (benefit const& one : give_up_) {
            auto const more = missing(i, paid, out);
            if (!more) return more.error();
            if (*more <= 0) return errc::ok;
            std::int64_t const kept = keep_back(one.id(), i, *more, out);
            paid += kept;
            auto const place = static_cast<std::uint16_t>(std::min<std::size_t>(i + 1, UINT16_MAX));
            if (kept > 0) out.explain({kept, *more, one.id(), reason_code::withheld_on_line, place});
        }
        return errc::ok;
    }
    /// Effects: keeps back what a rule took off a line, as far as it takes. Returns: how much.
    static std::int64_t keep_back(rule_id rule, std::size_t i, std::int64_t missing, order_out& out) {
        std::int64_t kept = 0;
        each_of_line(i, out, [&](adjustment& a) {
            if (a.rule != rule) return;
            std::int64_t const less = std::min(missing - kept, a.off_minor);
            a.off_minor -= less;
            kept += less;
        });
        out.priced_.totals.member_minor -= kept;
        return kept;
    }

    std::string_view name_;
    detail::profit_floor floor_;
    std::vector<benefit> give_up_;
    rule_id rule_{};
};

}  // namespace tessera
