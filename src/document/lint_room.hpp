// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <tessera/calendar/text.hpp>
#include <tessera/document/lint.hpp>
#include <tessera/exact.hpp>

/// Part of tessera::document. What all checks of the lint look at: one version of a program, its pools, and
/// how figures are written in reasons.

namespace tessera::document {

/// A place in a document: a JSON pointer that grows. The keys of the format need no escapes.
struct spot {
    std::string pointer{};

    [[nodiscard]] spot operator/(std::string_view key) const { return {pointer + '/' + std::string(key)}; }
    [[nodiscard]] spot operator/(std::size_t index) const { return {pointer + '/' + std::to_string(index)}; }
};

/// A rule that puts value into a pool, or that takes or reads value of one.
struct pool_use {
    enum class way : std::uint8_t { issues, spends, reads };
    way does{};
    std::string_view pool{};
    rule const* by = nullptr;
    spot at{};            ///< the rule
    spot name_at{};       ///< where the pool is named; of a ladder's own pool the ladder's name
    bool needed = false;  ///< the program cannot be made unless some rule fills the pool
};

/// One version of a program under examination.
class lint_room {
public:
    /// What the rooms of one program share: with which version pools come, and how many schedules may still
    /// be looked through to their end.
    struct shared {
        std::map<std::string_view, std::size_t> births{};
        std::size_t searches_left = 200;
    };
    lint_room(program const& of, std::size_t version_at, lint_bounds const& bounds, shared& all,
              std::vector<finding>& found);

    program const& of;
    version const& one;
    lint_bounds const& bounds;
    spot const rules;  ///< where the version's rules stand
    date const from;   ///< the version's first day
    date const end;    ///< the first day of the next version

    /// Effects: calls `visit(rule, spot)` for every rule of one kind.
    template <class Rule, class Visit>
    void each(Visit visit) const {
        for (std::size_t i = 0; i < one.rules.size(); ++i)
            if (Rule const* const it = std::get_if<Rule>(&one.rules[i])) visit(*it, rules / i);
    }
    /// Returns: the first rule of a kind, or a null pointer.
    template <class Rule>
    [[nodiscard]] Rule const* first() const {
        Rule const* found = nullptr;
        each<Rule>([&](Rule const& r, spot const&) { found = found ? found : &r; });
        return found;
    }

    void tell(lint_code what, spot const& at, std::string reason, spot const& beside = {},
              std::string remedy = {});

    // --- pools
    // -------------------------------------------------------------------------------------------------

    using pool_uses = std::map<std::string_view, std::vector<pool_use>>;
    /// Returns: all that rules do with each pool, in the order of the rules.
    [[nodiscard]] pool_uses const& pools() const noexcept { return pools_; }
    [[nodiscard]] std::vector<pool_use> const& uses(std::string_view pool) const;
    /// Returns: the first rule that does so with a pool; a null pointer for none.
    [[nodiscard]] pool_use const* first_use(std::string_view pool, pool_use::way does) const;
    /// Returns: whether a rule of this version or of one before it fills the pool.
    [[nodiscard]] bool comes_by_now(std::string_view pool) const;
    /// Returns: whether no version before this one fills it, so that nobody has any of it yet.
    [[nodiscard]] bool comes_now(std::string_view pool) const;
    /// Returns: what no balance exceeds, where caps see to that. `but` is an outlet that has not been used.
    [[nodiscard]] std::optional<decimal> most_held(std::string_view pool, rule const* but = nullptr) const;
    /// Returns: the lowest cap on the balance that an accrual of the pool has, with its place.
    [[nodiscard]] std::optional<std::pair<decimal, spot>> const& lowest_cap(std::string_view pool) const;
    /// Returns: what one point buys at most, in whole units of the currency; nothing where nothing says.
    [[nodiscard]] std::optional<cpp_rational> const& worth_of(std::string_view pool) const;
    /// Returns: the groups of tiers by name; of two of one name the first.
    [[nodiscard]] std::map<std::string_view, tiers const*> const& groups() const noexcept { return groups_; }
    /// Returns: the group of tiers of that name, or a null pointer.
    [[nodiscard]] tiers const* group(std::string_view name) const;

    // --- days
    // --------------------------------------------------------------------------------------------------

    /// Returns: the first day of a schedule, while the version is in force, for which `is` holds;
    ///   `date::never()` for none. Nothing where too many schedules have been looked through in vain. Sixty
    ///   years have every kind of year, so no more are looked at.
    template <class Is>
    [[nodiscard]] std::optional<date> first_day(tessera::schedule const& on, Is is) const {
        date const stop = std::min(end, add_months(from, 720)), near = std::min(stop, from + 400);
        auto const look = [&](date begin, date until) {
            date day = on.next(begin, until);
            while (day < until && !is(day)) day = on.next(day + 1, until);
            return day < until ? day : date::never();
        };
        date const soon = look(from, near);
        if (soon != date::never() || near == stop) return soon;
        if (all_.searches_left == 0) return {};
        --all_.searches_left;
        return look(near, stop);
    }

    // --- figures in reasons
    // ------------------------------------------------------------------------------------

    /// Returns: an amount with all decimals of the currency.
    [[nodiscard]] std::string money(cpp_rational const& amount) const;
    [[nodiscard]] std::string money(decimal amount) const { return money(to_cpp_rational(amount)); }
    /// Returns: a figure of a measure: an amount, or a number with what it counts.
    [[nodiscard]] std::string figure(measure const& by, decimal value) const;
    /// Returns: an award of a ladder: an amount, or points.
    [[nodiscard]] std::string award(ladder const& l, cpp_rational const& value) const;

private:
    std::vector<finding>& found_;
    shared& all_;
    std::size_t version_at_;
    pool_uses pools_;
    std::map<std::string_view, tiers const*> groups_;

    /// What the rules of a pool come to.
    struct pool_facts {
        bool bounded = true;            ///< every rule that fills it is an accrual with a cap on the balance
        std::optional<decimal> most{};  ///< the highest of their caps
        std::optional<std::pair<decimal, spot>> lowest{};
        std::vector<rule const*> lifting{};  ///< outlets by which a balance can come above caps
        std::optional<cpp_rational> worth{};
    };
    [[nodiscard]] pool_facts facts_of(std::vector<pool_use> const& uses, bool comes_back) const;
    [[nodiscard]] pool_facts const& facts(std::string_view pool) const;
    std::map<std::string_view, pool_facts> facts_;
};

/// Returns: an exact number, or one cut to two decimals.
[[nodiscard]] std::string number(cpp_rational const& value);
[[nodiscard]] inline std::string number(decimal value) { return number(to_cpp_rational(value)); }
/// Returns: a share in percent, exact, or cut to two decimals of a percent.
[[nodiscard]] std::string percent(cpp_rational const& share);
[[nodiscard]] std::string counted(cpp_rational const& value, std::string_view one, std::string_view more);
[[nodiscard]] std::string points(cpp_rational const& value);

/// Returns: the days on which a window's schedule holds, as the library has them.
[[nodiscard]] tessera::schedule days_of(schedule const& s);
/// Returns: what a measure can never exceed, where there is such a bound, and why.
struct measure_bound {
    cpp_rational most{};
    std::string why{};
};
[[nodiscard]] std::optional<measure_bound> most_of(lint_room const& room, measure const& by);

/// Returns: what a ladder has paid in all when each of its steps is reached, in whole units.
[[nodiscard]] std::vector<cpp_rational> paid_by_step(ladder const& l);
/// Returns: the highest share of spend that a ladder has paid at any time, in units of its award; nothing
///   where it is not on spend.
[[nodiscard]] std::optional<cpp_rational> best_share(ladder const& l);

// --- the checks, by subject
// ------------------------------------------------------------------------------------

void lint_names(lint_room& room);
void lint_tiers(lint_room& room);
void lint_ladders(lint_room& room);
void lint_earning(lint_room& room);
void lint_splitting(lint_room& room);
void lint_worth(lint_room& room);
void lint_caps(lint_room& room);
void lint_spending(lint_room& room);
void lint_days(lint_room& room);
void lint_prices(lint_room& room);
void lint_offers(lint_room& room);
void lint_returns(lint_room& room);
void lint_actions(lint_room& room);
void lint_segments(lint_room& room);
void lint_gifts(lint_room& room);
void lint_void(lint_room& room);
/// What one version leaves behind for the next. Why it comes first: it also knows what a later one spends.
void lint_versions(std::vector<lint_room>& rooms);

/// Returns: a day as a sentence writes it.
[[nodiscard]] inline std::string on(date day) { return std::string(tessera::to_text(day).view()); }

}  // namespace tessera::document
