// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/ledger/chart.hpp>
#include <tessera/ledger/standing.hpp>
#include <tessera/money/currency_type.hpp>
#include <tessera/money/decimal.hpp>
#include <tessera/policy/measure.hpp>
#include <tessera/policy/pool_turns.hpp>
#include <tessera/policy/rule_mistake.hpp>
#include <tessera/policy/standing_bits.hpp>
#include <tessera/policy/tier_names.hpp>

/// Floor 4. How the rules of a program find each other when it is made: slots, measures and tiers by name.
/// Every rule is bound twice with the same calls: in the first round it says what there is, in the second it
/// learns where it is. So rules may stand in any order.

namespace tessera {

class binder {
public:
    static constexpr std::size_t slots_max = 64;
    static constexpr std::size_t measures_max = 24;
    static constexpr unsigned decimals_max = 4;  // of points

    /// `all`, where it is given, takes in every mistake, and not the first one alone.
    constexpr explicit binder(currency money, std::vector<rule_mistake>* all = nullptr) noexcept
        : money_(money), all_(all) {}

    // --- what a rule asks for ------------------------------------------------------------------------------

    [[nodiscard]] constexpr currency money() const noexcept { return money_; }

    /// Returns: a decimal of the program in minor units. Fails the program with: `not_representable`,
    ///   `overflow`, `negative_rate`.
    [[nodiscard]] constexpr std::int64_t minor(decimal amount) noexcept {
        return units(amount, money_.digits);
    }

    /// Returns: a threshold in the unit of the measure: minor units, points of its pool, or a whole count.
    [[nodiscard]] constexpr std::int64_t threshold(bound_measure const& by, decimal amount) noexcept {
        if (by.what.is_points()) return units(amount, resolving_ ? decimals_of(by.pool) : decimals_max);
        return units(amount, by.what.is_money() ? money_.digits : 0U);
    }

    /// Returns: a number of points in the unit of their pool.
    [[nodiscard]] constexpr std::int64_t raw_points(decimal points, unsigned decimals) noexcept {
        return units(points, decimals);
    }

    /// Effects: makes the program fail, unless it failed before.
    constexpr void fail(errc why) noexcept {
        if (failed_ == errc::ok) failed_ = why;
        if (all_) all_->push_back({current_, why});
    }
    /// Effects: the same, when `condition` does not hold.
    constexpr void require(bool condition, errc why) noexcept {
        if (!condition) fail(why);
    }

    /// Effects: takes the id for a rule; two rules of a program cannot share one.
    constexpr rule_id claim(rule_id id) noexcept {
        current_ = id;
        if (!resolving_) rules_.push_back(id);
        return id;
    }

    /// Returns: whether a rule has that id; true while rules still say what there is.
    [[nodiscard]] constexpr bool knows_rule(rule_id id) const noexcept {
        return !resolving_ || std::binary_search(rules_.begin(), rules_.end(), id);
    }
    /// Effects: takes the name for a rule; two rules of one program cannot share it.
    constexpr rule_id rule(std::string_view name) noexcept {
        require(!name.empty(), errc::unnamed);
        return claim(rule_named(name));
    }

    /// Effects: the same for a rule that is named after what it belongs to.
    constexpr rule_id rule_in(std::string_view use, std::string_view name) noexcept {
        require(!name.empty(), errc::unnamed);
        return claim(rule_named(use, name));
    }
    [[nodiscard]] static constexpr std::uint64_t pool_slot_name(std::string_view name) noexcept {
        return name_hash("pool/", name);
    }
    [[nodiscard]] static constexpr std::uint64_t group_slot_name(std::string_view name) noexcept {
        return name_hash("tiers/", name);
    }
    [[nodiscard]] static constexpr std::uint64_t sum_slot_name(std::string_view use,
                                                               std::string_view name) noexcept {
        return name_hash(use, name);
    }
    /// Returns: the name of the slot that tells how many returns each order has had.
    [[nodiscard]] static constexpr std::uint64_t returns_slot_name() noexcept {
        return name_hash("returned/", "returns");
    }
    /// Returns: the name of the slot that tells which lots of a pool activity has kept alive.
    [[nodiscard]] static constexpr std::uint64_t renewals_slot_name(std::uint64_t pool) noexcept {
        return mixed(pool, std::uint64_t{1});
    }

    /// Returns: the name of the slot that tells through which day automatic redemption has been taken.
    [[nodiscard]] static constexpr std::uint64_t redeemed_through_slot_name() noexcept {
        return name_hash("redeemed/", "through");
    }

    /// Returns: the slot of a pool of points. A pool that any rule gives a life has lots.
    /// Fails the program with: `units_differ`, where rules give one pool different decimals.
    constexpr slot_place pool(std::string_view name, bool lasting, std::uint8_t decimals,
                              bool oldest_first = false) noexcept {
        require(!name.empty(), errc::unnamed);
        return want({.name = pool_slot_name(name),
                     .kind = slot_kind::pool,
                     .lasting = lasting,
                     .oldest_first = oldest_first,
                     .decimals = decimals});
    }
    /// Returns: the slot of a pool of money, in minor units. A pool that any rule tells parts of has lots.
    constexpr slot_place credit(std::string_view name, bool lasting = true) noexcept {
        require(!name.empty(), errc::unnamed);
        return want({.name = pool_slot_name(name),
                     .kind = slot_kind::pool,
                     .lasting = lasting,
                     .decimals = money_.digits,
                     .money = true});
    }
    /// Returns: whether rules already learn where things are.
    [[nodiscard]] constexpr bool resolving() const noexcept { return resolving_; }
    /// Effects: makes the program remember expired lots for so many days, for returns.
    constexpr void remember(std::int32_t days) noexcept { remembered_ = std::max(remembered_, days); }

    /// Returns: for how many days; not the last word while rules still say what there is.
    [[nodiscard]] constexpr std::int32_t remembered() const noexcept { return remembered_; }

    /// Returns: the decimals of a pool; 0 while rules still say what there is.
    [[nodiscard]] constexpr unsigned decimals_of(slot_place const& pool) const noexcept {
        return chart_.view().has(pool.id) ? chart_.view()[pool.id].decimals : 0U;
    }
    /// Returns: the slot of a pool that another rule issues. Fails the program with: `unknown_points`.
    constexpr slot_place existing_pool(std::string_view name) noexcept {
        return resolving_ ? look_up(pool_slot_name(name), errc::unknown_points) : slot_place{};
    }
    /// Returns: the slot of a sum that the rule keeps for itself.
    constexpr slot_place sum(std::string_view use, std::string_view name) noexcept {
        return want({.name = sum_slot_name(use, name), .kind = slot_kind::sum});
    }
    /// Returns: the slot of a sum whose parts are remembered, after they have ended, as expired lots are.
    constexpr slot_place remembered_sum(std::uint64_t name) noexcept {
        return want({.name = name, .kind = slot_kind::sum, .remembered = 1});
    }
    /// Returns: whether a version before keeps that sum; not known while rules still say what there is.
    [[nodiscard]] constexpr bool knows_sum(std::string_view use, std::string_view name) const noexcept {
        return resolving_ && chart_.view().find(sum_slot_name(use, name)) != no_slot;
    }
    /// Effects: makes accounts keep through which day automatic redemption has been taken.
    constexpr void keep_days_redeemed() noexcept {
        static_cast<void>(want({.name = redeemed_through_slot_name(), .kind = slot_kind::peak}));
    }
    /// Effects: notes that one pool turns into the other by itself. Fails with: `redeemed_in_a_circle`.
    constexpr void turn(slot_place const& from, slot_place const& into) noexcept {
        require(turns_.add(from.id, into.id), errc::redeemed_in_a_circle);
    }
    /// Returns: the slot of what a cap over a window counts. Caps of one name and window share it.
    constexpr slot_place cap(std::string_view name, window const& over) noexcept {
        return want({.name = mixed(name_hash("cap/", name), over), .kind = slot_kind::sum});
    }
    constexpr slot_place remainder(std::string_view name, std::int64_t denominator) noexcept {
        return want({.name = name_hash("remainder/", name),
                     .denominator = denominator,
                     .kind = slot_kind::remainder});
    }

    /// Returns: the measure with its slot. Equal measures of a program are one.
    constexpr bound_measure shared(measure const& what) noexcept {
        if (what.over.check() != errc::ok) fail(what.over.check());
        require(what.kind != measure_kind::best_order || !what.over.rolling(),
                errc::best_order_over_rolling_window);
        require(!what.counted.follows() || what.kind != measure_kind::points_available,
                errc::balance_counts_no_orders);
        require(what.counted.sound(), errc::wait_without_length);
        require(!what.counted.follows() || what.counted.ends(), errc::endless_wait);
        require(!what.best_falls() || !what.counted.follows(), errc::best_order_counts_at_once);
        bool const in_periods = what.kind == measure_kind::order_periods;
        require(!in_periods || in_calendar(what.anchor), errc::invalid_window);
        require(!in_periods || !what.counted.follows(), errc::periods_count_at_once);
        std::uint64_t const name = name_of(what);
        slot_place const points = what.is_points() ? existing_pool(what.pool) : slot_place{};
        if (what.kind == measure_kind::points_available) return {what, {}, rule_hashed(name), points};
        slot_kind const kind = what.kind == measure_kind::best_order ? slot_kind::peak : slot_kind::sum;
        slot_place const where = want({.name = name, .kind = kind, .remembered = what.settles() ? 1 : 0});
        slot_place const orders =
            in_periods ? want({.name = mixed(name, std::uint64_t{1}), .kind = slot_kind::sum}) : slot_place{};
        bool const dated = what.back != undo::at_return || what.counted.follows() || in_periods;
        bool const adds_money =
            what.kind == measure_kind::net_spend || what.kind == measure_kind::gross_spend;
        bool const plain = adds_money && !dated && what.over.kind() == window_kind::lifetime &&
                           what.of.plain() && what.of.stored_value;
        bound_measure const bound{what, where, rule_hashed(name), points, dated, orders, plain};
        if (resolving_) keep(bound);
        return bound;
    }

    /// Returns: the bit of a coupon or an allowance in a `standing`. Fails with: `too_many_slots`.
    constexpr std::uint64_t right_bit(rule_id of) noexcept {
        std::uint64_t const bit = rights_.bit(of);
        require(bit != 0, errc::too_many_slots);
        return bit;
    }
    [[nodiscard]] constexpr detail::right_bits& rights() noexcept { return rights_; }
    /// Returns: the bit of a segment in a `standing`. Fails the program with: `unknown_segment`.
    constexpr std::uint64_t segment_bit(std::string_view name) noexcept {
        rule_id const segment = rule_named("segment", name);
        std::uint64_t const bit = segments_.bit(segment);
        require(bit != 0 || knows_rule(segment), errc::unknown_segment);  // of too many it is told elsewhere
        return bit;
    }
    /// Returns: the segments, for the rules that define them.
    [[nodiscard]] constexpr detail::segment_turns& segments() noexcept { return segments_; }

    /// Effects: makes a group of tiers known. Returns: the slot of its level. Fails the program with:
    ///   `tier_named_twice`.
    constexpr slot_place tier_group(std::string_view group, stretch<std::string_view const> names) noexcept {
        if (!resolving_)
            if (errc const wrong = tiers_.add(group, names); wrong != errc::ok) fail(wrong);
        return want({.name = group_slot_name(group), .kind = slot_kind::level});
    }
    /// Returns: the level of a tier, 1 for the lowest. Fails the program with: `unknown_tier`.
    constexpr std::uint8_t tier_level(std::string_view group, std::string_view name) noexcept {
        std::uint8_t const level = tiers_.level(group, name);
        if (resolving_ && level == 0) fail(errc::unknown_tier);
        return level;
    }
    /// Returns: how many tiers a group has.
    [[nodiscard]] constexpr std::uint8_t levels_of(std::string_view group) const noexcept {
        return tiers_.count(group);
    }
    /// Returns: the slot of a group of tiers that a rule defines. Fails the program with: `unknown_tier`.
    constexpr slot_place existing_group(std::string_view group) noexcept {
        return resolving_ ? look_up(group_slot_name(group), errc::unknown_tier) : slot_place{};
    }
    /// Returns: the place of a group of tiers in a `standing`.
    constexpr std::uint8_t group_place(std::string_view group) noexcept {
        return existing_group(group).group;
    }

    // --- what the program asks for -------------------------------------------------------------------------

    /// Effects: ends the first round: lays out the chart, in an order that does not depend on the rules'
    ///   order. The slots of `older` keep their places; new ones come behind.
    /// Fails the program with: `duplicate_rule`.
    constexpr void start_resolving(tessera::chart older) noexcept {
        refuse_duplicates();
        if (errc const full = chart_.adopt(older); full != errc::ok) fail(full);
        drop_known();
        std::sort(wanted_.begin(), wanted_.begin() + wanted_count_, [](slot const& a, slot const& b) {
            return a.kind != b.kind         ? a.kind < b.kind
                   : a.lasting != b.lasting ? a.lasting < b.lasting
                                            : a.name < b.name;
        });
        std::size_t groups = 0;
        for (std::size_t i = 0; i < wanted_count_; ++i)
            groups += wanted_[i].kind == slot_kind::level ? 1U : 0U;
        require(groups <= max_tier_groups, errc::too_many_slots);
        if (errc const full = chart_.append({wanted_.data(), wanted_count_}); full != errc::ok) fail(full);
        chart_.remember(remembered_);
        segments_.settle();
        resolving_ = true;
    }
    [[nodiscard]] constexpr errc failed() const noexcept { return failed_; }
    [[nodiscard]] constexpr chart_table<slots_max> const& chart() const noexcept { return chart_; }
    [[nodiscard]] constexpr stretch<bound_measure const> measures() const noexcept {
        return {measures_.data(), measures_count_};
    }

private:
    /// Why this mistake comes before others: two rules of one name also disagree about what they share.
    constexpr void refuse_duplicates() noexcept {
        std::sort(rules_.begin(), rules_.end());
        for (std::size_t i = 1; i < rules_.size(); ++i) {
            if (rules_[i - 1] != rules_[i]) continue;
            failed_ = errc::duplicate_rule;
            current_ = rules_[i];
            fail(errc::duplicate_rule);
        }
        current_ = {};
    }

    /// Effects: takes out of the wanted slots those that the chart has. They must be what they were.
    constexpr void drop_known() noexcept {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < wanted_count_; ++i) {
            auto const known = chart_.view().find(wanted_[i].name);
            if (known == no_slot) {
                wanted_[kept++] = wanted_[i];
                continue;
            }
            slot const& s = chart_.view()[known];
            bool const same = s.kind == wanted_[i].kind && s.denominator == wanted_[i].denominator &&
                              s.lasting == wanted_[i].lasting && s.oldest_first == wanted_[i].oldest_first &&
                              s.decimals == wanted_[i].decimals && s.money == wanted_[i].money;
            require(same, errc::units_differ);
        }
        wanted_count_ = kept;
    }

    /// Returns: the name with one more figure in it.
    [[nodiscard]] static constexpr std::uint64_t mixed(std::uint64_t name, std::uint64_t figure) noexcept {
        name = (name ^ figure) * std::uint64_t{0x9E3779B97F4A7C15};
        return name ^ name >> 29;
    }
    template <class... Figure>
    [[nodiscard]] static constexpr std::uint64_t mixed(std::uint64_t name, Figure... figures) noexcept {
        ((name = mixed(name, static_cast<std::uint64_t>(figures))), ...);
        return name;
    }
    /// Returns: the name with all that tells windows apart.
    [[nodiscard]] static constexpr std::uint64_t mixed(std::uint64_t name, window const& w) noexcept {
        return mixed(name, w.kind(), w.unit(), w.anchor().day, w.length(), w.by());
    }
    /// Returns: the name with all that tells spans apart.
    [[nodiscard]] static constexpr std::uint64_t mixed(std::uint64_t name, life const& span) noexcept {
        return mixed(name, span.in, span.length, span.last_day_too, span.rounded_up, span.up_to,
                     span.start.year, span.start.month, span.start.day);
    }
    /// Returns: a name made of all that tells measures apart.
    [[nodiscard]] static constexpr std::uint64_t name_of(measure const& m) noexcept {
        line_filter const& lines = m.of.lines;
        std::uint64_t name =
            mixed(name_hash("measure"), m.kind, m.of.stage, m.of.tax, m.of.shipping, m.of.stored_value,
                  lines.sku.value, lines.category.value, lines.with, lines.without);
        if (m.is_points()) name = mixed(name, name_hash(m.pool));
        if (m.kind == measure_kind::order_periods) name = mixed(name, m.unit, m.anchor.day);
        if (m.back != undo::at_return) name = mixed(name, m.back);
        if (m.counted.follows())
            name = mixed(mixed(mixed(name, m.counted.at, m.counted.from), m.counted.latest), m.counted.after);
        return mixed(name, m.over);
    }

    [[nodiscard]] constexpr std::int64_t units(decimal amount, unsigned digits) noexcept {
        auto const made = to_minor(amount, digits);
        if (!made) return fail(made.error()), 0;
        require(*made >= 0, errc::negative_rate);
        return *made;
    }

    constexpr slot_place want(slot const& s) noexcept {
        if (resolving_) return look_up(s.name, errc::unknown_slot);
        for (std::size_t i = 0; i < wanted_count_; ++i)
            if (wanted_[i].name == s.name) {
                require(wanted_[i].decimals == s.decimals && wanted_[i].money == s.money, errc::units_differ);
                wanted_[i].lasting &= s.lasting;
                wanted_[i].oldest_first |= s.oldest_first;
                return {};
            }
        if (wanted_count_ == slots_max) return fail(errc::too_many_slots), slot_place{};
        wanted_[wanted_count_++] = s;
        return {};
    }
    constexpr slot_place look_up(std::uint64_t name, errc missing) noexcept {
        auto const found = chart_.view().find(name);
        if (found == no_slot) return fail(missing), slot_place{};
        return chart_.view().place(found);
    }
    constexpr void keep(bound_measure const& bound) noexcept {
        std::size_t at = 0;
        while (at < measures_count_ && measures_[at].slot() < bound.slot()) ++at;
        if (at < measures_count_ && measures_[at].slot() == bound.slot())
            return require(measures_[at].what == bound.what, errc::duplicate_rule);
        if (measures_count_ == measures_max) return fail(errc::too_many_slots);
        for (std::size_t i = measures_count_++; i > at; --i) measures_[i] = measures_[i - 1];
        measures_[at] = bound;
    }

    currency money_;
    errc failed_ = errc::ok;
    rule_id current_{};  ///< the rule that speaks
    std::vector<rule_mistake>* all_ = nullptr;
    bool resolving_ = false;
    std::int32_t remembered_ = 0;
    std::array<slot, slots_max> wanted_{};
    std::vector<rule_id> rules_;
    detail::pool_turns turns_;
    std::array<bound_measure, measures_max> measures_{};
    tier_names tiers_;
    detail::right_bits rights_;
    detail::segment_turns segments_;
    std::size_t wanted_count_ = 0, measures_count_ = 0;
    chart_table<slots_max> chart_{};
};

}  // namespace tessera
