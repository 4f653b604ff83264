// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

#include <tessera/core/contract.hpp>
#include <tessera/core/ids.hpp>
#include <tessera/core/wide.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/order/concepts.hpp>

/// Floor 4. What guards have in common: the least profit that they ask for, and the benefits that are given
/// up for it.

namespace tessera {

/// What the least profit of an order or a line is a share of.
enum class profit_of : std::uint8_t {
    paid,  ///< of what is paid for the goods: a margin
    cost,  ///< of what the goods cost the shop: a markup
    list,  ///< of their list price
};

/// Something that a rule of the order side gives.
enum class benefit_kind : std::uint8_t { offer, member_price, promotion, quantity_price };

/// Such a thing, by its name: that of the offer, of the promotion, or of the tiers of a member price.
struct benefit {
    benefit_kind kind = benefit_kind::offer;
    std::string_view name;

    [[nodiscard]] constexpr rule_id id() const noexcept {
        switch (kind) {
            case benefit_kind::member_price: return rule_named("member price", name);
            case benefit_kind::promotion: return rule_named("promotion", name);
            case benefit_kind::quantity_price: return rule_named("quantity price", name);
            case benefit_kind::offer: break;
        }
        return rule_named("offer", name);
    }
};

namespace detail {

/// What an order, or a line of it, brings in and costs, in minor units.
struct proceeds {
    std::int64_t paid = 0;   ///< for the goods
    std::int64_t list = 0;   ///< what they would cost without any discount
    int128 cost = 0;         ///< of the goods
    int128 other_costs = 0;  ///< gifts and the parcel, less what is paid for shipping
};

/// The least profit, as a share; and which share of what is paid the member earns, counted as a cost.
class profit_floor {
public:
    profit_floor(profit_of of, ratio least) noexcept : of_(of), least_(least) {}

    void count_earned(ratio share) noexcept { earned_ = share; }

    template <class Binder>
    void bind(Binder& b) noexcept {
        b.require(least_ >= ratio(0) && earned_ >= ratio(0), errc::negative_rate);
        b.require(of_ == profit_of::cost || least_ <= ratio(1), errc::discount_above_whole);
        std::int64_t const common = std::gcd(least_.den, earned_.den);
        parts_ = part(least_.den, earned_.den / common, b);
        least_parts_ = part(least_.num, earned_.den / common, b);
        earned_parts_ = part(earned_.num, least_.den / common, b);
    }

    /// Returns: what must come in more to reach the floor; 0 or less where it is reached. Fails with:
    /// `overflow`.
    [[nodiscard]] result<std::int64_t> missing(proceeds const& in) const noexcept {
        auto const short_by = lacking(in);
        if (!short_by) return short_by.error();
        if (*short_by <= 0) return 0;
        if (of_each() <= 0) return INT64_MAX;
        int128 const more = divide(*short_by, of_each(), rounding::up);
        if (!fits_int64(more)) return errc::overflow;
        return static_cast<std::int64_t>(more);
    }
    /// Returns: how much less can come in until the floor is reached; 0 below it. Fails with: `overflow`.
    [[nodiscard]] result<std::int64_t> room(proceeds const& in) const noexcept {
        auto const short_by = lacking(in);
        if (!short_by) return short_by.error();
        if (*short_by > 0) return 0;
        if (of_each() <= 0) return INT64_MAX;
        int128 const less = divide(-*short_by, of_each(), rounding::down);
        return fits_int64(less) ? static_cast<std::int64_t>(less) : INT64_MAX;
    }

    [[nodiscard]] profit_of of() const noexcept { return of_; }
    [[nodiscard]] ratio least() const noexcept { return least_; }
    [[nodiscard]] ratio earned() const noexcept { return earned_; }

private:
    /// Returns: what of the profit is missing, in parts of a minor unit. Fails with: `overflow`.
    [[nodiscard]] result<int128> lacking(proceeds const& in) const noexcept {
        int128 const profit = int128(in.paid) - in.cost - in.other_costs;
        int128 const base = of_ == profit_of::paid   ? int128(in.paid)
                            : of_ == profit_of::cost ? in.cost
                                                     : int128(in.list);
        if (!fits_int64(profit) || !fits_int64(base)) return errc::overflow;
        // profit + x - earned * (paid + x) >= least * base, where more that is paid raises a margin's base
        // too
        return base * least_parts_ + int128(in.paid) * earned_parts_ - profit * parts_;
    }
    /// Returns: how many of these parts one more minor unit paid brings.
    [[nodiscard]] int128 of_each() const noexcept {
        return int128(parts_) - earned_parts_ - (of_ == profit_of::paid ? int128(least_parts_) : int128(0));
    }
    /// Returns: the product, where three such times an amount fit 128 bits.
    template <class Binder>
    [[nodiscard]] static std::int64_t part(std::int64_t one, std::int64_t other, Binder& b) noexcept {
        auto const product = checked_multiply(one, other);
        bool const small = product && *product <= INT64_MAX / 4;
        b.require(small, errc::overflow);
        return small ? *product : 1;
    }

    profit_of of_;
    ratio least_;
    ratio earned_{};
    std::int64_t parts_ = 1, least_parts_ = 0, earned_parts_ = 0;  ///< both shares over one denominator
};

/// Returns: what a line costs the shop: its list price where the host does not say.
[[nodiscard]] inline std::int64_t cost_of(std::size_t i, priced_order const& priced,
                                          cart const& wanted) noexcept {
    bool const known = !wanted.about.empty() && wanted.about[i].cost_minor >= 0;
    return known ? wanted.about[i].cost_minor : priced.lines[i].list_minor;
}

/// Effects: makes what rules took off several lines together an adjustment of each; those of which `meant`
///   says no stay.
template <class Meant>
void spell_out(priced_order& priced, std::vector<std::int64_t>& room, Meant meant) {
    std::size_t const lines = priced.lines.size();
    room.assign(3 * lines, 0);
    std::span<std::int64_t> const so_far(room.data(), lines), scratch(room.data() + lines, lines),
        before(room.data() + 2 * lines, lines);
    for (std::size_t at = 0; at < priced.adjustments.size(); ++at) {
        adjustment const one = priced.adjustments[at];
        if (one.place != 0 || !meant(one.rule)) {
            add_shares(priced, one, so_far, scratch);
            continue;
        }
        std::copy(so_far.begin(), so_far.end(), before.begin());
        add_shares(priced, one, so_far, scratch);
        std::size_t const old_end = priced.adjustments.size();
        for (std::size_t i = 0; i < lines; ++i)
            if (std::int64_t const off = so_far[i] - before[i]; off > 0)
                priced.adjustments.push_back({one.rule,
                                              static_cast<std::uint32_t>(i + 1),
                                              {},
                                              std::max(off, priced.lines[i].promoted_minor()),
                                              off});
        auto const begin = priced.adjustments.begin();
        std::size_t const added = priced.adjustments.size() - old_end;
        std::rotate(begin + at, begin + old_end, priced.adjustments.end());
        std::copy(begin + at + added + 1, priced.adjustments.end(), begin + at + added);
        priced.adjustments.shorten(old_end + added - 1);
        at += added - 1;
    }
}

}  // namespace detail
}  // namespace tessera
