// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/calendar/schedule.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/life.hpp>

/// Floor 4. Automatic redemption: points that become value of another pool on given days, with nobody asking.

namespace tessera {

/// On its days, and on every day unless `when` says otherwise, whole multiples of a step turn into credit;
/// what is left stays. It happens as the day begins, before any fact of the day: lots that open on it take
/// part, lots that end on it do so for the last time, and what is issued can be used on it. Points go in the
/// order of consumption. Points kept back by holds stay; while the member owes points, none are taken.
///
/// Like all that time alone does, it is true whether or not anything writes it down: a decision or a query of
/// a later day takes the days one by one. It is no activity that renews lots, and no receipt knows of it: if
/// goods come back whose points became credit, the points are owed as any that were spent.
/// Example: `automatic_redemption("vouchers", "points", 500, "credit", 5).when(schedule().each_month(1))
/// .living(days(90))`. Tested by: tests/policy/automatic_redemption.test.cpp.
class automatic_redemption {
public:
    static constexpr phase at = phase::act;

    /// Every `step` points become `each` of the pool `into`: money unless `in_points` says otherwise.
    constexpr automatic_redemption(std::string_view name, std::string_view points, decimal step,
                                   std::string_view into, decimal each) noexcept
        : name_(name), pool_name_(points), into_name_(into), step_(step), each_(each) {}

    /// Returns: the redemption on the days of a schedule only.
    [[nodiscard]] constexpr automatic_redemption when(schedule its_days) const noexcept {
        automatic_redemption a = *this;
        a.when_ = its_days;
        return a;
    }
    /// Returns: the redemption whose lots live so long from its day on.
    [[nodiscard]] constexpr automatic_redemption living(life how_long) const noexcept {
        automatic_redemption a = *this;
        a.life_ = how_long;
        return a;
    }
    /// Returns: the redemption for members who can use at least so many points.
    [[nodiscard]] constexpr automatic_redemption from_balance(decimal points) const noexcept {
        automatic_redemption a = *this;
        a.balance_ = points;
        return a;
    }
    /// Returns: the redemption of at most so many points a day, in whole steps.
    [[nodiscard]] constexpr automatic_redemption at_most(decimal points) const noexcept {
        automatic_redemption a = *this;
        a.most_ = points;
        a.capped_ = true;
        return a;
    }
    /// Returns: the redemption into points, or another unit, of so many decimals, 0 to 4.
    [[nodiscard]] constexpr automatic_redemption in_points(unsigned decimals = 0) const noexcept {
        automatic_redemption a = *this;
        a.in_points_ = true;
        a.decimals_ = static_cast<std::uint8_t>(decimals);
        return a;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("automatic redemption", name_);
        b.require(pool_name_ != into_name_, errc::two_pools_needed);
        bool const lasting = life_.in == life::unit::endless;
        pool_ = b.existing_pool(pool_name_);
        into_ = in_points_ ? b.pool(into_name_, lasting, decimals_) : b.credit(into_name_, lasting);
        b.keep_days_redeemed();
        b.require(decimals_ <= binder::decimals_max, errc::not_representable);
        b.require(life_.sound(), errc::lifetime_needed);
        b.require(!when_.by_joining(), errc::joining_day_unknown);
        if (errc const wrong = when_.check(); wrong != errc::ok) b.fail(wrong);
        if (!b.resolving() || b.failed() != errc::ok) return;
        unsigned const decimals = b.decimals_of(pool_);
        raw_step_ = b.raw_points(step_, decimals);
        raw_each_ = b.raw_points(each_, b.decimals_of(into_));
        raw_balance_ = b.raw_points(balance_, decimals);
        if (capped_) raw_most_ = b.raw_points(most_, decimals);
        b.require(raw_step_ > 0 && raw_each_ > 0 && raw_most_ >= raw_step_, errc::not_above_zero);
        b.turn(pool_, into_);
    }

    /// It answers to days; no fact calls for it.
    void propose(fact_view const&, draft const&, member_out&) const noexcept {}

    /// Returns: its first day from `from` on and before `end`; `date::never()` if there is none.
    [[nodiscard]] constexpr date next_day(date from, date end) const noexcept {
        return when_.next(from, end);
    }
    /// Returns: whether it takes anything on the draft's day, one of its own. Where it takes nothing, it does
    ///   so on no later day unless a lot opens or a hold ends by then.
    [[nodiscard]] bool takes(draft const& d) const noexcept { return taken_of(lots_at_dawn(d)).points > 0; }

    /// Effects: takes and issues what is due as the draft's day begins.
    void redeem_by_itself(draft const& d, member_out& out) const noexcept {
        if (!when_.holds(d.day())) return;
        std::vector<lot> const lots = lots_at_dawn(d);
        part const taken = taken_of(lots);
        if (taken.points == 0) return;
        auto const value = checked_multiply(taken.points / raw_step_, raw_each_);
        if (!value) return out.fail(value.error());
        std::int64_t left = taken.points;
        for (lot const& l : lots) {
            std::int64_t const some = std::min(left, l.amount);
            if (some > 0) out.post(posting_kind::redeem, rule_, pool_.id, some, l.key);
            left -= some;
        }
        out.award(rule_, into_, *value, life_.end(d.day()));
        out.explain({taken.points, *value, rule_, reason_code::redeemed_by_itself,
                     static_cast<std::uint16_t>(taken.by)});
    }

private:
    friend struct detail::teller;
    struct part {
        std::int64_t points = 0;
        bound by = bound::wish;
    };

    [[nodiscard]] part taken_of(std::vector<lot> const& lots) const noexcept {
        std::int64_t there = 0;
        for (lot const& l : lots)
            if (__builtin_add_overflow(there, l.amount, &there)) there = INT64_MAX;
        if (there < raw_balance_) return {};
        bool const capped = there / raw_step_ > raw_most_ / raw_step_;
        std::int64_t const most = std::min(there, raw_most_);
        return {most - most % raw_step_, capped ? bound::points_cap : bound::wish};
    }

    /// Returns: what can be used as the draft's day begins, in the order of consumption: what opens on it
    ///   already, what ends on it still; nothing where the member owes.
    [[nodiscard]] std::vector<lot> lots_at_dawn(draft const& d) const {
        std::vector<lot> found;
        if (d.debt(pool_) > 0) return found;
        if (pool_.lasting) {
            d.for_each_lot(pool_, [&](lot const& l) { return found.push_back(l), true; });
            return found;
        }
        d.for_each_stored_lot(pool_, [&](lot const& l) {
            bool const opened = l.key.opens <= d.day() && l.key.opens < l.key.expires;
            if (l.amount > 0 && opened && d.day() <= l.key.expires) found.push_back(l);
            return true;
        });
        if (pool_.oldest_first)
            std::sort(found.begin(), found.end(), [](lot const& a, lot const& b) {
                return a.key.opens != b.key.opens ? a.key.opens < b.key.opens : a.key < b.key;
            });
        return found;
    }

    std::string_view name_;
    std::string_view pool_name_;
    std::string_view into_name_;
    decimal step_;
    decimal each_;
    decimal balance_{};
    decimal most_{};
    std::int64_t raw_step_ = 1;
    std::int64_t raw_each_ = 0;
    std::int64_t raw_balance_ = 0;
    std::int64_t raw_most_ = INT64_MAX;
    schedule when_{};
    life life_ = endless;
    bool capped_ = false;
    bool in_points_ = false;
    std::uint8_t decimals_ = 0;
    slot_place pool_{};
    slot_place into_{};
    rule_id rule_{};
};

}  // namespace tessera
