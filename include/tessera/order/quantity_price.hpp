// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <string_view>
#include <utility>

#include <tessera/ledger/audience.hpp>
#include <tessera/money/decimal.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/order/concepts.hpp>

/// Floor 4. Prices by quantity: who buys five of an article pays the price of five, for all of them.

namespace tessera {

/// What a step says of the price.
enum class price_by : std::uint8_t {
    unit,   ///< the price of one
    minus,  ///< what one costs less
    share,  ///< the share that comes off
};

/// One step, and from how many on it holds.
struct quantity_step {
    std::uint32_t from = 1;
    price_by by = price_by::unit;
    decimal amount{};        ///< of `unit` and `minus`
    ratio off{};             ///< of `share`
    std::int64_t minor = 0;  ///< the amount in the program's currency, known when it is bound

    [[nodiscard]] static constexpr quantity_step unit(std::uint32_t from, decimal price) noexcept {
        return {from, price_by::unit, price, {}};
    }
    [[nodiscard]] static constexpr quantity_step minus(std::uint32_t from, decimal less) noexcept {
        return {from, price_by::minus, less, {}};
    }
    [[nodiscard]] static constexpr quantity_step share(std::uint32_t from, ratio off) noexcept {
        return {from, price_by::share, {}, off};
    }
};

/// The step reached decides for the whole quantity, even where an earlier one was cheaper. A price above the
/// list price takes nothing off. Units of all lines that the filter takes count together. `Steps` is an
/// array when the steps are known to the compiler, else a vector.
/// Example: `quantity_price("pens", quantity_step::unit(5, "17.00"_d)).over({.sku = sku_named("pen")})`.
/// Tested by: tests/order/quantity_price.test.cpp.
template <class Steps>
    requires std::same_as<typename Steps::value_type, quantity_step>
class quantity_price {
public:
    static constexpr order_step when = order_step::price;

    template <std::same_as<quantity_step>... Step>
    constexpr quantity_price(std::string_view name, Step... steps) noexcept : name_(name), steps_{steps...} {}
    quantity_price(std::string_view name, Steps steps) noexcept : name_(name), steps_(std::move(steps)) {}

    [[nodiscard]] constexpr quantity_price over(line_filter some) const noexcept {
        quantity_price q = *this;
        q.lines_ = some;
        return q;
    }
    /// Returns: the same prices, for members of that segment only.
    [[nodiscard]] constexpr quantity_price in_segment(std::string_view name) const noexcept {
        quantity_price q = *this;
        q.whom_.within = name;
        return q;
    }
    /// Returns: the same prices, for all but the members of that segment.
    [[nodiscard]] constexpr quantity_price not_in_segment(std::string_view name) const noexcept {
        quantity_price q = *this;
        q.whom_.beyond = name;
        return q;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    /// Returns: the lines of which an order needs one, or nothing comes off.
    [[nodiscard]] constexpr line_filter looks_at() const noexcept { return lines_; }

    /// `Binder` is the program's binder; the order side does not know its type.
    template <class Binder>
    constexpr void bind(Binder& b) noexcept {
        rule_ = b.rule_in("quantity price", name_);
        whom_.bind(b);
        b.require(steps_.size() > 0, errc::no_steps);
        std::uint32_t below = 0;
        for (quantity_step& s : steps_) {
            b.require(below < s.from, errc::steps_not_rising);
            b.require(s.off >= ratio(0), errc::negative_rate);
            b.require(s.off <= ratio(1), errc::discount_above_whole);
            s.minor = b.minor(s.amount);
            below = s.from;
        }
    }

    /// Effects: lowers what the lines cost to the price of their quantity, or says which segment keeps it
    ///   from that. Complexity: linear in lines.
    TESSERA_INLINE void price(standing const& s, priced_order const& cart, order_out& out) const noexcept {
        std::int64_t quantity = 0;
        for (line const& l : cart.lines)
            if (lines_.takes(l)) quantity += l.quantity;
        std::size_t reached = 0;
        while (reached < steps_.size() && steps_[reached].from <= quantity) ++reached;
        if (reached == 0) return;
        if (whom_.asks() && !whom_.takes(s)) return out.explain(whom_.why_not(rule_, s));
        std::int64_t const base = still_to_pay(cart, lines_);
        auto const off = off_by(steps_[reached - 1], base, quantity);
        if (!off) return out.fail(off.error());
        out.adjust(rule_, lines_, base, *off, static_cast<std::uint16_t>(reached),
                   reason_code::quantity_price);
    }

private:
    friend struct detail::teller;
    [[nodiscard]] static constexpr result<std::int64_t> off_by(quantity_step const& s, std::int64_t base,
                                                               std::int64_t quantity) noexcept {
        if (s.by == price_by::share) return scale(base, s.off, rounding::half_up);
        auto const all = checked_multiply(s.minor, quantity);
        return all && s.by == price_by::unit ? checked_subtract(base, *all) : all;
    }

    std::string_view name_;
    Steps steps_;
    line_filter lines_{};
    audience whom_{};
    rule_id rule_{};
};

template <std::same_as<quantity_step>... Step>
quantity_price(std::string_view, Step...) -> quantity_price<std::array<quantity_step, sizeof...(Step)>>;

}  // namespace tessera
