// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/policy/tier_course.hpp>

/// Floor 4. Tiers by thresholds on measures: cumulative spend, orders, items, points, the best single order.
/// What a tier asks for is told in tier_rules.hpp, how long it lasts in tier_terms.hpp.

namespace tessera {

/// A group of N tiers over R measures.
///
/// Why there are two ways through it: tiers that only look at the measure of the day have no course. Their
/// level is computed, the one on record only follows; they read nothing of what the others need.
/// Tested by: tests/policy/tiers.test.cpp, tests/policy/tier_terms.test.cpp.
template <std::size_t N, std::size_t R = 1>
class tiers {
public:
    static constexpr phase at = phase::tier;
    static constexpr bool usually_one = R == 1;

    template <class... Tier>
    constexpr tiers(std::string_view group, measure by, Tier... steps) noexcept
        : group_(group), rules_(tier_measures<1>{{by}, false}, steps...) {}
    template <class... Tier>
    constexpr tiers(std::string_view group, tier_measures<R> by, Tier... steps) noexcept
        : group_(group), rules_(by, steps...) {}
    tiers(std::string_view group, tier_measures<R> by, std::vector<tier> steps)
        requires(N == any_number)
        : group_(group), rules_(by, std::move(steps)) {}

    [[nodiscard]] constexpr tiers from(effective when) const noexcept {
        return with([&](tier_terms& t) { t.from = when; });
    }
    [[nodiscard]] constexpr tiers on_fall(downgrade how) const noexcept {
        return with([&](tier_terms& t) { t.on_fall = how; });
    }
    /// Returns: the same tiers, held for a term: see `term_length`. Example: `.held(months(12))`.
    [[nodiscard]] constexpr tiers held(term_length how_long) const noexcept {
        return with([&](tier_terms& t) { t.held = how_long; });
    }
    /// Returns: the same tiers, that fall so long after they are lost. Example: `.with_grace(months(1))`.
    [[nodiscard]] constexpr tiers with_grace(life between) const noexcept {
        return with([&](tier_terms& t) { t.grace = between; });
    }
    [[nodiscard]] constexpr tiers on_requalifying(requalify what) const noexcept {
        return with([&](tier_terms& t) { t.renewal = what; });
    }
    [[nodiscard]] constexpr tiers with_surplus(surplus what) const noexcept {
        return with([&](tier_terms& t) { t.above = what; });
    }
    /// Returns: the same tiers, whose measure counts from the day a level began or was renewed.
    [[nodiscard]] constexpr tiers counted_anew() const noexcept {
        return with([](tier_terms& t) { t.anew = true; });
    }

    /// Returns: the same tiers, whose measures a return lowers so. `undo::at_order` undoes what was reached
    ///   by the order too, as long as its period or window runs.
    [[nodiscard]] constexpr tiers when_returned(undo how) const noexcept {
        tiers t = *this;
        t.rules_.set_returns(how);
        return t;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    [[nodiscard]] constexpr std::string_view group() const noexcept { return group_; }
    [[nodiscard]] constexpr std::string_view name(std::uint8_t level) const noexcept {
        return level == 0 || level > rules_.levels() ? std::string_view{} : rules_.names()[level - 1U];
    }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule(group_);
        rules_.bind(b);
        slot_ = b.tier_group(group_, rules_.names());
        place_ = b.group_place(group_);
        measure const first = rules_.by()[0].what;
        terms_.period = first.over;
        terms_.stays_by_less = rules_.stays_by_less();
        terms_.undoes_orders = rules_.undoes_orders();
        terms_.check(b);
        followed_ = terms_.followed();
        moves_ = rules_.windowed() && terms_.on_fall != downgrade::never;
        if (terms_.anew || terms_.rolls_over()) {
            offset_ = b.sum("tiers/counted on", group_);
            b.require(rules_.measures() == 1 && adds_up(first), errc::one_measure_only);
        }
        if (rules_.undoes_later_orders()) counted_ = b.sum("tiers/counted later", group_);
        horizon_days_ = b.remembered();
        for (bound_measure const& m : rules_.by()) check(m.what, b);
    }

    /// Effects: fills the member's place in this group, before any order of the day.
    TESSERA_INLINE void stand(draft const& d, standing& s) const noexcept {
        tier_standing& t = s.tiers[place_];
        if (followed_) {
            t = on_course(draft(d));
            return;
        }
        t.judged_with_cart = terms_.from == effective::this_order;
        auto const figures = rules_.values_in(d);
        level_mark const mark = d.base().level(slot_.group);
        t.level = terms_.on_fall == downgrade::never ? mark.level : rules_.entered(figures);
        t.coming = t.level;
        if (moves_) [[unlikely]]
            t.until = leaves_on(d.base(), d.day(), figures, t.level);
        if (mark.planned) [[unlikely]]
            show(set_by_staff(d.base().plan(slot_.group), d.day(), {t.level, t.coming, false, t.until}), t);
        show_next(t.level, figures, t);
    }

    /// Returns: whether the running order is judged with itself.
    [[nodiscard]] constexpr bool foresees() const noexcept { return terms_.from == effective::this_order; }
    /// Effects: judges the running order with itself, where the tiers say so; before it has a price.
    TESSERA_INLINE void foresee(priced_order const& unpriced, standing& s,
                                std::vector<std::int64_t>& scratch) const {
        if (terms_.from != effective::this_order) return;
        tier_standing& t = s.tiers[place_];
        bound_measure const& by = rules_.by()[0];
        auto const amount = by.counts(unpriced, 0, scratch);
        if (!amount || t.locked) return;
        auto const after = by.with(t.measure, *amount);
        typename tier_rules<N, R>::values figures{};
        figures[0] = after ? *after : t.measure;
        t.level = std::max(t.level, rules_.entered(figures));
    }

    /// Effects: writes the level down when it has changed, and how far the next one is.
    TESSERA_INLINE void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (followed_)
            return out.aside(
                [this, &fact](draft const& seen, member_out& write) { propose_course(fact, seen, write); });
        auto const figures = rules_.values_in(d);
        level_mark const mark = d.level(slot_);
        std::uint8_t const before = mark.level;
        std::uint8_t const now = level_after(fact.kind, before, rules_.entered(figures));
        if (now != before) {
            out.set_level(rule_, slot_, now);
            out.explain({figures[0], before, rule_,
                         now > before ? reason_code::tier_reached : reason_code::tier_fallen, now});
        }
        std::uint8_t const level = mark.planned ? d.plan(slot_).in_force(now, d.day()) : now;
        explain_next(level, figures, out);
    }

    /// Effects: writes down where the level stands on the draft's day by time alone.
    void go_on(draft const& d, member_out& out) const noexcept {
        if (!followed_) return;
        course_t course = course_of(d);
        if (d.day() < course.next_due()) return;
        course.write_to(out, rule_);
        course.advance(d.day());
        carry_on(course, d, out);
        write_days(course, d, out);
    }

private:
    friend struct detail::teller;
    using figures_t = typename tier_rules<N, R>::values;
    using course_t = tier_course<N, R>;

    template <class Change>
    [[nodiscard]] constexpr tiers with(Change change) const noexcept {
        tiers t = *this;
        change(t.terms_);
        return t;
    }

    [[nodiscard]] static constexpr bool adds_up(measure const& m) noexcept {
        return m.kind != measure_kind::best_order && m.kind != measure_kind::points_available &&
               m.kind != measure_kind::order_periods;
    }
    constexpr void check(measure const& m, binder& b) const noexcept {
        bool const balance = m.kind == measure_kind::points_available;
        b.require(!(balance && followed_ && !terms_.has_hold()), errc::hold_needed);
        if (terms_.from != effective::this_order) return;
        b.require(rules_.measures() == 1 && m.kind != measure_kind::order_periods, errc::one_measure_only);
        b.require(!m.counted.follows(), errc::order_counts_later);
        bool const reads_own_price = m.is_money() && m.of.stage == price_stage::paid;
        b.require(!reads_own_price && !m.is_points(), errc::cyclic_basis);
    }

    // --- tiers without a course
    // --------------------------------------------------------------------------------

    [[nodiscard]] TESSERA_INLINE constexpr std::uint8_t level_after(fact_kind what, std::uint8_t before,
                                                                    std::uint8_t entered) const noexcept {
        if (terms_.on_fall != downgrade::never) return entered;
        return what == fact_kind::day_passes ? before : std::max(before, entered);
    }

    /// Returns: the first day on which time alone makes another level of the figures.
    [[nodiscard]] TESSERA_COLD date leaves_on(account const& of, date day, figures_t const& figures,
                                              std::uint8_t level) const noexcept {
        return rules_.next_move(of, day, figures,
                                [&](figures_t const& v) { return rules_.entered(v) != level; });
    }

    /// What staff can change about a standing.
    struct set_level {
        std::uint8_t level;
        std::uint8_t coming;
        bool locked;
        date until;
    };
    /// Why these few and not the standing: one whose address nobody takes is kept in registers, and the
    /// groups that a program does not have cost nothing.
    [[nodiscard]] TESSERA_COLD static set_level set_by_staff(level_plan const& plan, date day,
                                                             set_level now) noexcept {
        if (plan.set_until <= day) return now;
        std::uint8_t const reached = now.level;
        now.level = plan.in_force(reached, day);
        now.locked = plan.locked;
        bool const decides = plan.locked || (reached < now.level && now.coming <= now.level);
        if (decides) now.until = plan.set_until;
        now.coming = decides ? now.level : plan.in_force(now.coming, now.until);
        return now;
    }
    TESSERA_INLINE static void show(set_level now, tier_standing& t) noexcept {
        t.level = now.level;
        t.coming = now.coming;
        t.locked = now.locked;
        t.until = now.until;
    }

    TESSERA_INLINE void show_next(std::uint8_t level, figures_t const& figures,
                                  tier_standing& t) const noexcept {
        tier_missing const missing = rules_.to_next(level, figures);
        t.to_next = missing.amount;
        t.next_by = missing.by;
        t.measure = figures[missing.by];
    }
    TESSERA_INLINE void explain_next(std::uint8_t level, figures_t const& figures,
                                     member_out& out) const noexcept {
        if (level >= rules_.levels()) return;
        explain_next_by(0, level, figures, out);
        for (std::size_t r = 1; r < rules_.measures(); ++r) explain_next_by(r, level, figures, out);
    }
    TESSERA_INLINE void explain_next_by(std::size_t r, std::uint8_t level, figures_t const& figures,
                                        member_out& out) const noexcept {
        out.explain({rules_.to_next_by(r, level, figures[r]), figures[r], rule_, reason_code::tier_distance,
                     static_cast<std::uint16_t>(level + 1U + 256U * r)});
    }

    // --- tiers with one
    // ----------------------------------------------------------------------------------------

    [[nodiscard]] course_t course_of(draft const& d) const noexcept {
        return {rules_, terms_, slot_, offset_, d.base(), d.slots()};
    }

    [[nodiscard]] TESSERA_COLD tier_standing on_course(draft const& d) const noexcept {
        tier_standing t;
        t.judged_with_cart = terms_.from == effective::this_order;
        course_t course = course_of(d);
        course.advance(d.day());
        figures_t const figures = course.view(d.day());
        t.level = course.level;
        t.until = std::min({course.until, course.comes, falls_on(course, d, figures)});
        t.coming = course.comes == t.until && t.until != date::never() ? course.coming : t.level;
        tier_missing const to_keep = rules_.to_keep(course.level, figures);
        t.to_keep = to_keep.amount;
        t.keep_by = to_keep.by;
        if (d.base().level(slot_.group).planned)
            show(set_by_staff(d.base().plan(slot_.group), d.day(), {t.level, t.coming, false, t.until}), t);
        show_next(std::max(t.level, course.rising() ? course.coming : t.level), figures, t);
        return t;
    }

    /// Returns: the first day on which the level falls because parts of the figures end, with the grace;
    ///   `date::never()` if it does not, or is held, or its fall is decided.
    [[nodiscard]] date falls_on(course_t const& course, draft const& d,
                                figures_t const& figures) const noexcept {
        if (!terms_.judged_daily() || course.falling() || course.level == 0) return date::never();
        date const lost = terms_.rolls_over()
                              ? terms_.period.period_at(d.day(), d.day()).end  // it may fall then
                              : rules_.next_move(d.base(), d.day(), figures, [&](figures_t const& v) {
                                    return rules_.kept(course.level, v) != course.level;
                                });
        return terms_.has_grace() && lost != date::never() ? terms_.grace.end(lost) : lost;
    }

    TESSERA_COLD void propose_course(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        course_t course = course_of(d);
        course.write_to(out, rule_);
        course.advance(d.day());
        figures_t const before = course.view(d.day());
        carry_on(course, d, out);
        figures_t figures = figures_in(d);
        bool const counts = fact.kind == fact_kind::order_counts && rules_.started(fact);
        bool const days_only = fact.kind == fact_kind::day_passes || fact.kind == fact_kind::order_counts;
        if ((counts || !days_only) && d.failed() == errc::ok) {
            if (fact.was && rules_.undone(days_of(fact, course.since, d), before, figures))
                course.undo_order(d.day(), figures);
            bool const ordered = fact.kind == fact_kind::order && rules_.counts_at_once();
            bool const gains = fact.kind == fact_kind::action && figures != before;
            course.judge(d.day(), counts || ordered || gains, before, figures);
            if (counts && course.level > 0 && d.day() > course.since) keep_day(fact, d, out);
            carry_on(course, d, out);
            figures = figures_in(d);
        }
        write_days(course, d, out);
        explain_course(course, d, figures, out);
    }
    /// Effects: keeps the day on which orders count, as long as they can come back: the level stands without
    ///   them.
    void keep_day(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (counted_.cell == no_cell || horizon_days_ == 0) return;
        for (posting const& p : fact.started)
            if (rules_.looks_at(p.slot) && d.claimed(counted_, p.tag) == 0)
                out.claim(rule_, counted_, p.tag, d.day().day, d.day() + horizon_days_);
    }
    /// Returns: the days of an order that comes back. One whose day was not kept counted before the level.
    [[nodiscard]] order_days days_of(fact_view const& fact, date began, draft const& d) const noexcept {
        std::int64_t const kept = counted_.cell == no_cell ? 0 : d.claimed(counted_, fact.was->order.value);
        date const counted = kept == 0 ? fact.was->day : date{static_cast<std::int32_t>(kept)};
        return {fact.was->day, counted, began};
    }
    [[nodiscard]] figures_t figures_in(draft const& d) const noexcept {
        figures_t figures = rules_.values_in(d);
        if (offset_.cell != no_cell) figures[0] = course_t::saturated(figures[0], d.sum(offset_));
        return figures;
    }
    /// Effects: writes down what the course adds to the figures.
    void carry_on(course_t& course, draft const& d, member_out& out) const noexcept {
        if (course.carried != 0 && d.day() < course.carried_until)
            out.tally(rule_, offset_, course.carried, course.carried_until);
        course.carried = 0;
        course.carried_until = date::min();
    }

    void write_days(course_t const& now, draft const& d, member_out& out) const noexcept {
        level_mark const mark = d.level(slot_);
        level_mark const days(now.level, now.since, now.until);
        if (mark.level != days.level || mark.since != days.since || mark.term != days.term)
            out.set_status(rule_, slot_, status_part::reached, now.level, now.since, now.until);
        level_plan const plan = d.plan(slot_);
        if (plan.comes != now.comes || (now.comes != date::never() && plan.coming != now.coming))
            out.set_status(rule_, slot_, status_part::coming, now.coming, now.comes, date::never());
    }

    void explain_course(course_t const& course, draft const& d, figures_t const& figures,
                        member_out& out) const noexcept {
        tier_missing const to_keep = rules_.to_keep(course.level, figures);
        date const judged = course.falling() ? course.comes : course.until;
        if (to_keep.amount > 0)
            out.explain({to_keep.amount, judged.day, rule_, reason_code::tier_to_keep,
                         static_cast<std::uint16_t>(course.level + 256U * to_keep.by)});
        std::uint8_t const level = d.plan(slot_).in_force(course.level, d.day());
        explain_next(std::max(level, course.rising() ? course.coming : level), figures, out);
    }

    std::string_view group_;
    tier_rules<N, R> rules_;
    tier_terms terms_{};
    bool followed_ = false;
    bool moves_ = false;  ///< time alone can make another level, where it is not followed
    std::uint8_t place_ = 0;
    slot_place slot_{};
    slot_place offset_{};
    slot_place counted_{};
    std::int32_t horizon_days_ = 0;
    rule_id rule_{};
};

template <class... Tier>
tiers(std::string_view, measure, Tier...) -> tiers<sizeof...(Tier)>;
template <std::size_t R, class... Tier>
tiers(std::string_view, tier_measures<R>, Tier...) -> tiers<sizeof...(Tier), R>;

}  // namespace tessera
