// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tessera/core/list_of.hpp>
#include <tessera/program/program.hpp>

/// Floor 5, opt-in. The versions of a program behind one face: a fact is decided by the version of its
/// business day. Lots keep their dates and receipts their figures, so that nothing a member owns changes with
/// the rules.

namespace tessera {

/// A version of a program, from a business day on.
template <class Program>
struct since {
    date day;
    Program rules;
};
template <class Program>
since(date, Program) -> since<Program>;

namespace detail {

/// Versions that the compiler knows, each a type of its own.
template <class... Programs>
struct version_tuple {
    static constexpr std::size_t count = sizeof...(Programs);
    static constexpr bool takes_receipts = (Programs::takes_receipts || ...);
    static constexpr bool redeems_by_itself = (Programs::redeems_by_itself || ...);
    std::tuple<since<Programs>...> all;

    [[nodiscard]] constexpr std::size_t size() const noexcept { return count; }
    [[nodiscard]] constexpr auto const& newest() const noexcept { return std::get<count - 1>(all).rules; }
    template <class Visit>
    constexpr void each(Visit visit) {
        std::apply([&](auto&... one) { (visit(one), ...); }, all);
    }
    template <class Visit>
    constexpr void at(std::size_t wanted, Visit visit) const {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((I == wanted ? visit(std::get<I>(all).rules) : void()), ...);
        }(std::index_sequence_for<Programs...>{});
    }
};

/// As many versions as turn out to be there, of one type. Preconditions: one at least.
template <class Program>
struct version_list {
    static constexpr std::size_t count = any_number;
    static constexpr bool takes_receipts = Program::takes_receipts;
    static constexpr bool redeems_by_itself = Program::redeems_by_itself;
    std::vector<since<Program>> all;

    [[nodiscard]] std::size_t size() const noexcept { return all.size(); }
    [[nodiscard]] Program const& newest() const noexcept { return all.back().rules; }
    template <class Visit>
    void each(Visit visit) {
        for (since<Program>& one : all) visit(one);
    }
    template <class Visit>
    void at(std::size_t wanted, Visit visit) const {
        visit(all[wanted].rules);
    }
};

}  // namespace detail

/// Charts only grow, so all versions decide under the newest one: a fact of an old day leaves newer slots
/// alone. Days before the first version are the first one's. What falls due on a day is judged by the version
/// of that day, whether or not anything writes it down before the next version begins. An order whose returns
/// were over before a version began cannot come back under that one, however long it takes returns: the one
/// before has forgotten what came back.
/// Example: `auto const shop = make_versions(since{opening, first}, since{new_year, second});`
/// Tested by: tests/program/versions.test.cpp.
template <class Store>
class versions_in {
public:
    static constexpr bool takes_receipts = Store::takes_receipts;

    [[nodiscard]] constexpr tessera::chart chart() const noexcept { return newest().chart(); }

    /// Returns: the number of the version of a business day.
    [[nodiscard]] constexpr program_version version(date day) const noexcept {
        program_version number{};
        on(day, [&](auto const& one) { number = one.version(); });
        return number;
    }

    /// Returns: the measures of that version.
    [[nodiscard]] constexpr stretch<bound_measure const> measures(date day) const noexcept {
        stretch<bound_measure const> found;
        on(day, [&](auto const& one) { found = one.measures(); });
        return found;
    }

    /// Effects: calls `visit(program)` with the version of a business day.
    template <class Visit>
    constexpr void on(date day, Visit visit) const {
        std::size_t wanted = 0;
        for (std::size_t i = 1; i < days_.size(); ++i)
            if (days_[i] <= day) wanted = i;
        all_.at(wanted, visit);
    }

    /// Effects: decides a fact by the version of its day.
    /// Fails with: what that version fails with, and `no_rule_for_fact`.
    template <class Fact>
    [[nodiscard]] TESSERA_INLINE result<void> decide(account const& of, Fact const& what,
                                                     decision& out) const {
        if constexpr (requires { what.paper; })
            if (were_over(what.paper->day, what.head.day)) return detail::failure(errc::return_too_late, out);
        return on_the_way(of, what.head, out, [&](auto const& one, account const& now) {
            return decide_by(one, now, what, out);
        });
    }
    /// Effects: prices a cart by the version of the standing's day.
    [[nodiscard]] result<void> quote(tessera::standing const& who, cart const& what,
                                     priced_order& out) const {
        result<void> done;
        on(who.day, [&](auto const& one) { done = one.quote(who, what, out); });
        return done;
    }
    /// Effects: the same, in room that the caller keeps.
    [[nodiscard]] result<void> quote(tessera::standing const& who, cart const& what, priced_order& out,
                                     std::vector<std::int64_t>& room) const {
        result<void> done;
        on(who.day, [&](auto const& one) { done = one.quote(who, what, out, room); });
        return done;
    }
    /// Effects: prices an order for its member by the version of its day.
    [[nodiscard]] result<void> quote(account const& of, order const& what, priced_order& out) const {
        decision room;
        return on_the_way(of, what.head, room,
                          [&](auto const& one, account const& now) { return one.quote(now, what, out); });
    }
    /// Effects: decides an order at the price it has, by the version of its day.
    [[nodiscard]] result<void> settle(account const& of, order const& what, priced_order const& priced,
                                      decision& out) const {
        return on_the_way(of, what.head, out, [&](auto const& one, account const& now) {
            return one.settle(now, what, priced, out);
        });
    }
    /// Effects: decides an order again, as it was charged, by the version of its day.
    [[nodiscard]] result<void> settle_again(account const& of, order const& what, receipt const& charged,
                                            decision& out) const {
        return on_the_way(of, what.head, out, [&](auto const& one, account const& now) {
            return one.settle_again(now, what, charged, out);
        });
    }
    /// Returns: the account as it is on a later day; see `program::as_of`.
    [[nodiscard]] account as_of(account const& of, moment when) const {
        return detail::forward::brought(of, chart(), when, each_day{*this});
    }
    [[nodiscard]] tessera::standing standing(account const& of, moment when) const {
        tessera::standing found;
        brought(of, when, [&](auto const& one, account const& now) { found = one.standing(now, when); });
        return found;
    }
    [[nodiscard]] tessera::statement statement(account const& of, moment when) const {
        tessera::statement found;
        brought(of, when, [&](auto const& one, account const& now) { found = one.statement(now, when); });
        return found;
    }

    /// Returns: the versions as one. Fails with: `versions_not_rising`, `older_chart`.
    [[nodiscard]] static constexpr result<versions_in> make(Store each) {
        versions_in made(std::move(each));
        bool rising = true, grown = true;
        program_version number{};
        date day = date::min();
        std::size_t count = 0;
        tessera::chart const all = made.chart();
        made.all_.each([&](auto const& one) {
            rising &= number < one.rules.version() && (count == 0 || day < one.day);
            number = one.rules.version();
            day = one.day;
            grown &= all.extends(one.rules.chart());
            made.days_[count] = day;
            made.returns_remembered_[count++] = returns_remembered(one.rules.chart());
        });
        if (!rising) return errc::versions_not_rising;
        if (!grown) return errc::older_chart;
        made.all_.each([&](auto& one) { one.rules.go_under(all); });
        return made;
    }

private:
    constexpr explicit versions_in(Store each) : all_(std::move(each)) {
        detail::make_length(days_, all_.size());
        detail::make_length(returns_remembered_, all_.size());
    }

    /// Returns: for how many days an account under a chart knows what came back of an order; 0 for no
    /// returns.
    [[nodiscard]] static constexpr std::int32_t returns_remembered(tessera::chart under) noexcept {
        slot_id const known = under.find(binder::returns_slot_name());
        return known == no_slot ? 0 : under[known].remembered;
    }
    /// Returns: whether returns of an order were over, under the version before, when one of the versions up
    ///   to `day` began.
    [[nodiscard]] constexpr bool were_over(date ordered, date day) const noexcept {
        for (std::size_t i = 1; i < days_.size() && days_[i] <= day; ++i) {
            std::int32_t const days = returns_remembered_[i - 1];
            if (days > 0 && ordered + days < days_[i]) return true;
        }
        return false;
    }

    [[nodiscard]] constexpr auto const& newest() const noexcept { return all_.newest(); }
    /// The rules of each day.
    struct each_day {
        static constexpr bool redeems = Store::redeems_by_itself;
        versions_in const& all;

        template <class Visit>
        void operator()(date day, Visit visit) const {
            all.on(day, visit);
        }
        /// Returns: the first day of a version, but of the first one, from `from` on.
        [[nodiscard]] date next_change(date from) const noexcept {
            for (std::size_t i = 1; i < all.days_.size(); ++i)
                if (from <= all.days_[i]) return all.days_[i];
            return date::never();
        }
    };
    /// Returns: whether there are days on the way to `day` that are answered by themselves.
    [[nodiscard]] TESSERA_INLINE bool stops_by(account const& of, date day) const noexcept {
        return detail::begins_by(of, day) || (days_.size() > 1 && changes_by(of, day));
    }
    [[nodiscard]] bool changes_by(account const& of, date day) const noexcept {
        return each_day{*this}.next_change(detail::first_open_day(of)) <= day;
    }
    /// Effects: calls `visit(program, account)` with the version of the day, and the account as it is then.
    template <class Visit>
    void brought(account const& of, moment when, Visit visit) const {
        bool const stops = stops_by(of, when.day);
        account const then = stops ? as_of(of, when) : account{};
        on(when.day, [&](auto const& one) { visit(one, stops ? then : of); });
    }
    /// Effects: decides by the version of the day; the days before, on which orders began to count or a
    ///   version ended, are answered by theirs.
    template <class Decide>
    [[nodiscard]] TESSERA_INLINE result<void> on_the_way(account const& of, fact_head const& head,
                                                         decision& out, Decide decide) const {
        if (stops_by(of, head.day) && of.frontier() < head.key && in_calendar(head.day)) [[unlikely]]
            return after_the_way(of, head, out, decide);
        result<void> done;
        on(head.day, [&](auto const& one) TESSERA_INLINE_LAMBDA { done = decide(one, of); });
        return done;
    }
    template <class Decide>
    [[nodiscard]] TESSERA_COLD result<void> after_the_way(account const& of, fact_head const& head,
                                                          decision& out, Decide decide) const {
        detail::brought_forward way;
        detail::forward::bring(of, chart(), head, each_day{*this}, way);
        result<void> done;
        on(head.day, [&](auto const& one) { done = decide(one, way.now); });
        if (!done) return done;
        out.saw = of.version();
        out.way = std::move(way);
        return detail::forward::put_in_front(out);
    }
    template <class Rules, class Fact>
    [[nodiscard]] static result<void> decide_by(Rules const& by, account const& of, Fact const& what,
                                                decision& out) {
        constexpr bool without_rule = std::is_same_v<Fact, receipt_return> && !Rules::takes_receipts;
        if constexpr (!without_rule && requires { by.decide(of, what, out); })
            return by.decide(of, what, out);
        else
            return detail::failure(errc::no_rule_for_fact, out);
    }

    Store all_;
    list_of<date, Store::count> days_{};
    list_of<std::int32_t, Store::count> returns_remembered_{};  ///< by each version's own chart
};

template <class... Programs>
using versions = versions_in<detail::version_tuple<Programs...>>;
/// Versions of a program whose rules are known when it is made.
template <class Program>
using version_list = versions_in<detail::version_list<Program>>;

/// Returns: the versions as one, oldest first. Fails with: `versions_not_rising`, `older_chart`.
template <class... Programs>
[[nodiscard]] constexpr result<versions<Programs...>> make_versions(since<Programs> const&... each) {
    return versions<Programs...>::make({{each...}});
}

/// What a change of version does. Other rates, bounds or lives of a rule that keeps its name are not told.
struct version_change {
    std::vector<slot_id> slots_added;
    std::vector<rule_id> rules_gone;   ///< in the order in which the older version lists them
    std::vector<rule_id> rules_added;  ///< in the order in which the newer one does
    /// Ladders that owe something else at the same measure, look at another one, answer returns or the end of
    /// a period otherwise, or are held to other segments. What they paid stays on record as an amount: the
    /// member's next fact pays what is missing, or takes back what is too much where the ladder follows.
    std::vector<rule_id> ladders_changed;
};

namespace detail {

template <class Program>
[[nodiscard]] std::vector<rule_id> rules_of(Program const& program) {
    std::vector<rule_id> found;
    program.for_each_policy([&](auto const& policy) {
        if constexpr (requires { policy.begin(); })
            for (auto const& rule : policy) found.push_back(rule.id());
        else
            found.push_back(policy.id());
    });
    return found;
}
[[nodiscard]] inline std::vector<rule_id> missing_in(std::vector<rule_id> const& there,
                                                     std::vector<rule_id> const& from) {
    std::vector<rule_id> found;
    for (rule_id const id : from)
        if (std::find(there.begin(), there.end(), id) == there.end()) found.push_back(id);
    return found;
}

}  // namespace detail

/// Returns: what the newer version adds and leaves out; a rule is known by its id, which comes from its name.
template <class Older, class Newer>
[[nodiscard]] version_change change_between(Older const& older, Newer const& newer) {
    auto const before = detail::rules_of(older), after = detail::rules_of(newer);
    version_change change{{}, detail::missing_in(after, before), detail::missing_in(before, after), {}};
    detail::for_each_ladder(older, [&](auto const& was) {
        detail::for_each_ladder(newer, [&](auto const& now) {
            bool const owes_alike = was.by() == now.by() && told_alike(was.curve(), now.curve());
            bool const answers_alike = was.returned() == now.returned() &&
                                       was.at_period_end() == now.at_period_end() &&
                                       told_alike(was.whom(), now.whom());
            if (was.id() == now.id() && !(owes_alike && answers_alike))
                change.ladders_changed.push_back(now.id());
        });
    });
    for (std::size_t i = older.chart().size(); i < newer.chart().size(); ++i)
        change.slots_added.push_back(slot_id{static_cast<std::uint16_t>(i)});
    return change;
}

}  // namespace tessera
