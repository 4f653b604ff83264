// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/facts/basis.hpp>
#include <tessera/ledger/audience.hpp>
#include <tessera/money/decimal.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/order/concepts.hpp>

/// Floor 4. Promotions for a host that has none of its own: a share or an amount off an order, or off some of
/// its lines, for everybody, or for the members of a segment. What members get by tier is a member price.

namespace tessera {

/// An amount taken off.
struct amount_off {
    decimal amount{};
};

class promotion {
public:
    /// A share off what the goods still cost, rounded once.
    constexpr promotion(std::string_view name, ratio share) noexcept : name_(name), share_(share) {}
    /// An amount off, as much of it as the goods still cost.
    constexpr promotion(std::string_view name, amount_off off) noexcept
        : name_(name), amount_(off.amount), fixed_(true) {}

    /// Returns: the same promotion, for some of the lines only.
    [[nodiscard]] constexpr promotion over(line_filter some) const noexcept {
        promotion p = *this;
        p.lines_ = some;
        return p;
    }
    /// Returns: the same promotion, for orders some line of which bears each of these tags: a code entered.
    [[nodiscard]] constexpr promotion given(tag_set tags) const noexcept {
        promotion p = *this;
        p.tags_ = tags;
        return p;
    }
    /// Returns: the same promotion, of at most this amount an order.
    [[nodiscard]] constexpr promotion at_most(decimal amount) const noexcept {
        promotion p = *this;
        p.most_ = amount;
        p.capped_ = true;
        return p;
    }
    /// Returns: the same promotion, its amounts net of the tax in the price: they take the tax on
    ///   themselves off too.
    [[nodiscard]] constexpr promotion before_tax() const noexcept {
        promotion p = *this;
        p.before_tax_ = true;
        return p;
    }
    /// Returns: the same promotion, for members of that segment only.
    [[nodiscard]] constexpr promotion in_segment(std::string_view name) const noexcept {
        promotion p = *this;
        p.whom_.within = name;
        return p;
    }
    /// Returns: the same promotion, for all but the members of that segment.
    [[nodiscard]] constexpr promotion not_in_segment(std::string_view name) const noexcept {
        promotion p = *this;
        p.whom_.beyond = name;
        return p;
    }
    /// Returns: the same promotion, rounded otherwise than half-up.
    [[nodiscard]] constexpr promotion rounded(rounding mode) const noexcept {
        promotion p = *this;
        p.mode_ = mode;
        return p;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    /// Returns: the lines of which an order needs one, or nothing comes off.
    [[nodiscard]] constexpr line_filter looks_at() const noexcept { return lines_; }

    /// `Binder` is the program's binder; the order side does not know its type.
    template <class Binder>
    constexpr void bind(Binder& b) noexcept {
        rule_ = b.rule_in("promotion", name_);
        whom_.bind(b);
        b.require(share_ >= ratio(0), errc::negative_rate);
        b.require(share_ <= ratio(1), errc::discount_above_whole);
        amount_minor_ = b.minor(amount_);
        most_minor_ = b.minor(most_);
    }

    /// Effects: takes the promotion off the order, or says which segment keeps it from that.
    /// Complexity: linear in lines; constant where all of them count and no amount is before tax.
    TESSERA_INLINE void price(standing const& s, priced_order const& cart, order_out& out) const noexcept {
        if ((cart.totals.tags & tags_) != tags_) return;
        std::int64_t const base = still_to_pay(cart, lines_);
        if (base <= 0) return;
        if (whom_.asks() && !whom_.takes(s)) return out.explain(whom_.why_not(rule_, s));
        auto const off = fixed_ ? with_tax(amount_minor_, base, cart) : scale(base, share_, mode_);
        auto const most = capped_ ? with_tax(most_minor_, base, cart) : result<std::int64_t>(base);
        if (!off || !most) return out.fail(errc::overflow);
        out.adjust(rule_, lines_, base, std::min(*off, *most), 0, reason_code::promotion);
    }

private:
    friend struct detail::teller;
    /// Returns: the amount as a part of prices that contain tax.
    [[nodiscard]] result<std::int64_t> with_tax(std::int64_t minor, std::int64_t base,
                                                priced_order const& cart) const {
        if (!before_tax_) return minor;
        std::vector<std::int64_t> scratch;
        basis net{.tax = false};
        net.lines = lines_;
        auto const without = basis_amount(net, cart, 0, scratch);
        if (!without || *without == 0) return without;
        return scale(minor, base, *without, mode_);
    }

    std::string_view name_;
    ratio share_{};
    decimal amount_{};
    decimal most_{};
    line_filter lines_{};
    tag_set tags_ = 0;
    audience whom_{};
    bool fixed_ = false;
    bool capped_ = false;
    bool before_tax_ = false;
    rounding mode_ = rounding::half_up;
    std::int64_t amount_minor_ = 0;
    std::int64_t most_minor_ = 0;
    rule_id rule_{};
};

}  // namespace tessera
