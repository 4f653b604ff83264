// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <optional>

#include "lint_room.hpp"

/// Orders that earn more in two parts than in one: by rounding, by what each order earns, by caps.

namespace tessera::document {

namespace {

/// What an accrual gives for so many units, in the smallest part of a point.
struct award_curve {
    ratio rate{};  ///< smallest parts for a unit
    rounding mode{};
    cpp_rational unit_worth{};  ///< of a unit, in whole units of the currency

    [[nodiscard]] std::int64_t at(std::int64_t units) const noexcept {
        auto const value = scale(units, rate, mode);
        return value ? *value : 0;
    }
    /// Returns: the fewest units that give so many; nothing beyond 64 bits.
    [[nodiscard]] std::optional<std::int64_t> fewest(std::int64_t parts) const noexcept {
        auto const enough = divide(int128(parts) * rate.den, int128(rate.num), rounding::up);
        if (enough > INT64_MAX / 2) return {};
        std::int64_t below = 0, above = static_cast<std::int64_t>(enough);
        while (below + 1 < above) {
            std::int64_t const middle = below + (above - below) / 2;
            (at(middle) < parts ? below : above) = middle;
        }
        return above;
    }
};

/// Returns: the curve of an accrual by amounts; nothing where it has none that 64 bits can hold.
std::optional<award_curve> curve_of(lint_room const& room, accrual const& a) {
    bool const whole = a.per == earned_per::whole_amount;
    unsigned const digits = room.of.money.digits, decimals = static_cast<unsigned>(a.decimals);
    if (a.rate <= ratio(0) || decimals > 4 || (whole && a.whole <= decimal(0))) return {};
    auto const per_unit = multiply(a.rate, ratio::from(decimal(power_of_ten(decimals))));
    auto const rate = whole || !per_unit ? per_unit : multiply(*per_unit, ratio::from(decimal(1, digits)));
    if (!rate) return {};
    return award_curve{*rate, a.mode, to_cpp_rational(whole ? a.whole : decimal(1, digits))};
}

/// An order that gains when it is split: into `one` and `other`.
struct split {
    std::int64_t one = 0, other = 0;
    std::int64_t whole_gives = 0, parts_give = 0;
};

/// Returns: the smallest split that gains; nothing where there is none among the first steps of rounding.
/// Why only where an award first comes: with less in a part that gives the same, the whole gives no more.
std::optional<split> smallest_split(award_curve const& curve) {
    constexpr std::int64_t steps = 64;
    std::vector<std::int64_t> fewest;
    for (std::int64_t k = 1; k <= steps; ++k)
        if (auto const units = curve.fewest(k)) fewest.push_back(*units);
    std::optional<split> best;
    for (std::size_t k = 0; k < fewest.size(); ++k)
        for (std::size_t m = 0; m <= k; ++m) {
            std::int64_t const one = fewest[k], other = fewest[m];
            if (best && best->one + best->other <= one + other) break;
            std::int64_t const whole = curve.at(one + other), parts = curve.at(one) + curve.at(other);
            if (whole < parts) best = split{one, other, whole, parts};
        }
    return best;
}

void check_rounding(lint_room& room, accrual const& a, spot const& at) {
    bool const by_amount = a.per == earned_per::amount || a.per == earned_per::whole_amount;
    if (!by_amount || a.scope == rounding_scope::carry || a.from_order_of || a.from_items > 0) return;
    auto const curve = curve_of(room, a);
    auto const found = curve ? smallest_split(*curve) : std::nullopt;
    if (!found) return;
    auto const amount = [&](std::int64_t units) { return room.money(curve->unit_worth * units); };
    auto const given = [&](std::int64_t parts) {
        return points(cpp_rational(parts) / power_of_ten(static_cast<unsigned>(a.decimals)));
    };
    std::string const thing = a.scope == rounding_scope::line ? "line" : "order";
    room.tell(lint_code::splitting_gains, at / "mode",
              "one " + thing + " of " + amount(found->one + found->other) + " earns " +
                  given(found->whole_gives) + ", two of " + amount(found->one) + " and " +
                  amount(found->other) + " earn " + given(found->parts_give));
}

bool has_cap(accrual const& a, cap_on what) {
    return std::any_of(a.caps.begin(), a.caps.end(), [&](cap const& c) { return c.what == what; });
}

void check_per_order(lint_room& room, accrual const& a, spot const& at) {
    if (a.per != earned_per::order || a.rate <= ratio(0) || has_cap(a, cap_on::window) || a.from_items > 0)
        return;
    cpp_rational const each = to_cpp_rational(a.rate);
    cpp_rational const least = a.from_order_of ? to_cpp_rational(a.from_order_of->amount)
                                               : cpp_rational(1, power_of_ten(room.of.money.digits));
    room.tell(lint_code::splitting_gains, at / "per",
              "one order of " + room.money(least * 2) + " earns " + points(each) + ", two of " +
                  room.money(least) + " earn " + points(each * 2));
}

void check_caps(lint_room& room, accrual const& a, spot const& at) {
    if (has_cap(a, cap_on::window) || a.rate <= ratio(0)) return;
    for (std::size_t i = 0; i < a.caps.size(); ++i) {
        if (a.caps[i].what != cap_on::order) continue;
        cpp_rational const most = to_cpp_rational(a.caps[i].points);
        return room.tell(lint_code::split_evades_cap, at / "caps" / i,
                         "one order earns " + points(most) + " at most, two earn up to " + number(most * 2));
    }
}

}  // namespace

void lint_splitting(lint_room& room) {
    room.each<accrual>([&](accrual const& a, spot const& at) {
        check_rounding(room, a, at);
        check_per_order(room, a, at);
        check_caps(room, a, at);
    });
}

}  // namespace tessera::document
