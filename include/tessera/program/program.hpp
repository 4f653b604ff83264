// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>

#include <tessera/ledger/statement.hpp>
#include <tessera/order/concepts.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/measuring.hpp>
#include <tessera/program/due.hpp>
#include <tessera/program/forward.hpp>
#include <tessera/program/judge.hpp>
#include <tessera/program/quote.hpp>

/// Floor 5. A program: policies and a version. It is a value, often a constant, made by `compose` or `make`
/// (compose.hpp). All its answers are pure functions: no clock, no input or output, no state.

namespace tessera {

namespace detail {
struct composer;
}  // namespace detail

template <class... Policies>
class program {
public:
    /// Whether it has a rule of automatic redemption.
    static constexpr bool redeems_by_itself = (detail::redeeming::template takes<Policies> || ...);
    /// Whether it has the rule that returns by their receipt need.
    static constexpr bool takes_receipts =
        detail::count_of<detail::at_phase<phase::give_back>, Policies...> == 1;

    [[nodiscard]] constexpr std::string_view name() const noexcept { return name_; }
    [[nodiscard]] constexpr program_version version() const noexcept { return version_; }
    [[nodiscard]] constexpr currency money() const noexcept { return money_; }
    [[nodiscard]] constexpr tessera::chart chart() const noexcept { return chart_.view(); }
    /// Effects: takes accounts of a later chart from now on. Preconditions: it extends the program's own.
    constexpr void go_under(tessera::chart later) noexcept {
        TESSERA_EXPECTS(later.extends(chart()));
        decltype(chart_) grown;
        static_cast<void>(grown.adopt(later));
        chart_ = grown;
    }
    [[nodiscard]] constexpr stretch<bound_measure const> measures() const noexcept {
        return {measures_.data(), measures_count_};
    }

    /// Returns: the policy of that type; to ask a ladder for its pool, tiers for their names.
    template <class P>
    [[nodiscard]] constexpr P const& get() const noexcept {
        return std::get<P>(policies_);
    }
    /// Effects: calls `visit(policy)` for every policy, as listed.
    template <class Visit>
    TESSERA_INLINE constexpr void for_each_policy(Visit visit) const {
        detail::for_each(policies_, visit);
    }
    /// Returns: the slot of a pool of points or credit. Preconditions: a rule of the program names it.
    [[nodiscard]] constexpr slot_id pool(std::string_view pool_name) const noexcept {
        auto const found = chart().find(binder::pool_slot_name(pool_name));
        TESSERA_EXPECTS(found != no_slot);
        return found;
    }
    /// Returns: the place of a group of tiers in a `standing`. Preconditions: a rule defines the group.
    [[nodiscard]] constexpr std::size_t group(std::string_view tier_group) const noexcept {
        auto const found = chart().find(binder::group_slot_name(tier_group));
        TESSERA_EXPECTS(found != no_slot);
        return chart()[found].group;
    }
    /// Returns: the redemption rule of that name, for a member's wishes. Preconditions: there is one.
    [[nodiscard]] constexpr rule_id redemption_rule(std::string_view rule) const noexcept {
        rule_id const id = rule_named("redemption", rule);
        TESSERA_EXPECTS(detail::some_rule_knows(policies_, id));
        return id;
    }

    /// Returns: the account as it is on a later day, for its lots and when they end: as if days were written
    ///   down, but for what has ended meanwhile, which still stands there.
    [[nodiscard]] account as_of(account const& of, moment when) const {
        return detail::forward::brought(of, chart(), when, detail::always(*this));
    }
    /// Returns: tiers and distances of a member on a day: all that a price may depend on.
    [[nodiscard]] tessera::standing standing(account const& of, moment when) const {
        if (stops_by(of, when.day)) return standing_now(as_of(of, when), when);
        return standing_now(of, when);
    }
    /// Returns: the standing and every balance.
    [[nodiscard]] tessera::statement statement(account const& of, moment when) const {
        if (stops_by(of, when.day)) return statement_now(as_of(of, when), when);
        return statement_now(of, when);
    }

    /// Effects: prices a cart for somebody of that standing. The preview and the sale are this one function.
    /// Fails with: `empty_order`, `negative_amount`, `deduction_above_list`, `overflow`.
    [[nodiscard]] result<void> quote(tessera::standing const& who, cart const& what,
                                     priced_order& out) const {
        std::vector<std::int64_t> room;
        return quote(who, what, out, room);
    }
    /// Effects: the same, in room that the caller keeps; then nothing is allocated.
    [[nodiscard]] result<void> quote(tessera::standing const& who, cart const& what, priced_order& out,
                                     std::vector<std::int64_t>& room) const {
        return detail::as_result(detail::quote(policies_, speakers_, who, what, out, room));
    }
    /// Effects: prices an order for its member as `decide` will, by points that lower the price too.
    /// Fails with: what `decide` fails with, and `behind_frontier` for the account's last fact.
    [[nodiscard]] result<void> quote(account const& of, order const& what, priced_order& out) const {
        decision room;
        out.clear();
        if (!detail::begin(of, what.head, version_, room)) return detail::never_next(of, what.head);
        draft const seen = see(of, what.head, room);
        if (room.way.failed != errc::ok) return room.way.failed;
        tessera::standing who = standing_in(seen);
        return detail::as_result(price_for(seen, what, who, out, room.scratch));
    }

    /// Effects: decides an order at the price it has: what the member earns, spends and becomes. A price once
    ///   charged is a fact and is never computed again. `out` must not be where `priced` lies.
    [[nodiscard]] result<void> settle(account const& of, order const& what, priced_order const& priced,
                                      decision& out) const {
        if (!detail::begin(of, what.head, version_, out)) return detail::finish(of, what.head, out);
        out.priced = priced;
        return settle_priced(of, what, out, nullptr);
    }

    /// Effects: decides an order again, at the price and with the redemptions that its receipt says: both
    ///   are facts. What the member no longer has of the points becomes a debt.
    /// Fails with: those of `decide`, and `fact_differs` for the receipt of another order.
    /// Preconditions: `charged` does not lie in `out`.
    [[nodiscard]] result<void> settle_again(account const& of, order const& what, receipt const& charged,
                                            decision& out) const {
        if (!detail::begin(of, what.head, version_, out)) return detail::finish(of, what.head, out);
        if (errc const wrong = detail::check_charged(what, charged, policies_); wrong != errc::ok)
            return detail::failure(wrong, out);
        charged.write_price(out.priced);
        out.priced.lines = what.what.lines;
        return settle_priced(of, what, out, &charged);
    }

    /// Effects: quotes and settles an order.
    /// Fails with: `behind_frontier`, `empty_order`, `negative_amount`, `deduction_above_list`, `overflow`.
    /// Complexity: linear in lines, constant in quantity; lots and postings as they come.
    [[nodiscard]] TESSERA_INLINE result<void> decide(account const& of, order const& what,
                                                     decision& out) const {
        if (!detail::begin(of, what.head, version_, out)) return detail::finish(of, what.head, out);
        if (stops_by(of, what.head.day)) [[unlikely]]
            return decide_after_counting(of, what, out);
        draft seen = detail::see_today(of, chart(), what.head, out);
        return decide_order(seen, what, out);
    }

    /// Effects: decides a return without a receipt: its goods count as if sold now, the other way round.
    [[nodiscard]] result<void> decide(account const& of, item_return const& what, decision& out) const {
        out.clear();
        if (!detail::begin(of, what.head, version_, out)) return detail::finish(of, what.head, out);
        draft seen = see(of, what.head, out);
        bool const base_rate = detail::takes_base_rate(policies_);
        tessera::standing who = base_rate ? tessera::standing{.day = what.head.day} : standing_in(seen);
        errc const failed = detail::price(policies_, speakers_, who, fact_kind::item_return, cart{what.lines},
                                          out.priced, out.scratch);
        if (failed != errc::ok) return detail::failure(failed, out);
        fact_view fact{fact_kind::item_return, what.head, out.priced, {}, 0, who, out.scratch};
        fact.base_rate = base_rate;
        return run(seen, fact, out);
    }

    /// Effects: decides a return by its receipt, whatever has changed since: prices, rules, tiers, version.
    ///   `out.receipt` is its new image, to be stored in its place together with the account.
    /// Fails with: `behind_frontier`, `stale_receipt`, `return_too_late`, `unknown_line`,
    ///   `returned_above_bought`, `nothing_left`, `negative_amount`, `overflow`, and `unknown_slot` for a
    ///   receipt of another chart.
    /// Preconditions: the receipt does not lie in `out`, and its order was one of this account's.
    [[nodiscard]] result<void> decide(account const& of, receipt_return const& what, decision& out) const {
        static_assert(takes_receipts, "a return by its receipt needs one rule of `returns`");
        out.clear();
        if (!detail::begin(of, what.head, version_, out)) return detail::finish(of, what.head, out);
        out.receipt = *what.paper;
        if (errc const wrong = mark_returned(out.receipt, what); wrong != errc::ok)
            return detail::failure(wrong, out);
        draft seen = see(of, what.head, out);
        tessera::standing const who = standing_in(seen);
        what.paper->write_price(out.priced);
        fact_view fact{fact_kind::receipt_return, what.head, out.priced, {}, 0, who, out.scratch};
        fact.paper = &out.receipt;
        fact.was = what.paper;
        return run(seen, fact, out);
    }

    /// Effects: writes down what is already true on the fact's day. Never needed for an answer to be right.
    [[nodiscard]] result<void> decide(account const& of, day_passes const& what, decision& out) const {
        return decide_without_goods(of, what.head, nullptr, out, [](draft const&, member_out&) {});
    }

    /// Effects: decides an action: what rules answer to it, and what follows for ladders and tiers.
    [[nodiscard]] result<void> decide(account const& of, action const& what, decision& out) const {
        return decide_without_goods(of, what.head, &what, out, [](draft const&, member_out&) {});
    }

    /// Effects: decides that an order has come further: what waits for that opens, or counts.
    [[nodiscard]] result<void> decide(account const& of, order_progress const& what, decision& out) const {
        auto const follow = [&](draft const& seen, member_out& write) {
            for (bound_measure const& m : measures()) m.follow(what, seen, write);
            detail::in_order<detail::following>(policies_, speakers_,
                                                [&](auto const& p) { p.follow(what, seen, write); });
        };
        auto const done = decide_without_goods(of, what.head, nullptr, out, follow);
        return done ? detail::forward::count_today(of, chart(), what.head.day, detail::always(*this), out)
                    : done;
    }

    /// Effects: decides what a member asks of a rule without an order: a hold (facts/hold.hpp), a reward
    ///   (facts/claim.hpp), a compensation (facts/compensate.hpp), whose receipt has a new image then.
    /// Fails with: `behind_frontier`, `unknown_rule`, `negative_amount`, `overflow`, and what rules fail
    /// with.
    template <class Request>
        requires(detail::answers<Policies, detail::request_of<Request>> || ...)
    [[nodiscard]] result<void> decide(account const& of, Request const& asked, decision& out) const {
        return decide_without_goods(of, asked.head, nullptr, out, [&](draft const& seen, member_out& write) {
            tessera::standing const who = standing_in(seen);
            bool answered = false;
            auto const& request = detail::request_for(asked, out.receipt, out.scratch);
            for_each_policy([&](auto const& p) { answered |= detail::ask(p, request, who, seen, write); });
            if (!answered) write.fail(errc::unknown_rule);
        });
    }

private:
    friend struct detail::composer;
    friend struct detail::forward;
    constexpr program(std::string_view name, program_version version, currency money,
                      std::tuple<Policies...> const& policies)
        : name_(name), version_(version), money_(money), policies_(policies) {}

    // --- frame ---

    /// Returns: whether there are days on the way to `day` that are answered by themselves.
    [[nodiscard]] TESSERA_INLINE bool stops_by(account const& of, date day) const {
        return detail::begins_by(of, day) || detail::redeems_by(*this, of, day);
    }
    /// Returns: the account as of the day; what has ended by it stands in the decision.
    [[nodiscard]] TESSERA_INLINE draft see(account const& of, fact_head const& head, decision& out) const {
        bool const stops = stops_by(of, head.day);
        if (stops) detail::forward::bring(of, chart(), head, detail::always(*this), out.way);
        return detail::see_today(stops ? out.way.now : of, chart(), head, out);
    }
    [[nodiscard]] TESSERA_INLINE result<void> decide_order(draft& seen, order const& what,
                                                           decision& out) const {
        detail::standing_room<!(detail::policy_list<Policies> || ...)> who(seen.day(), groups_);
        detail::fill_standing(policies_, speakers_, seen, who.of);
        errc const failed = price_for(seen, what, who.of, out.priced, out.scratch);
        if (failed != errc::ok) return detail::failure(failed, out);
        return settle_order(seen, what, who.of, out, nullptr);
    }
    /// Effects: prices an order for its member. Returns: what is wrong with it, or with how it is paid.
    [[nodiscard]] TESSERA_INLINE errc price_for(draft const& seen, order const& what, tessera::standing& who,
                                                priced_order& out, std::vector<std::int64_t>& scratch) const {
        detail::stand_held(policies_, seen, what, who);
        errc const failed =
            detail::price(policies_, speakers_, who, fact_kind::order, what.what, out, scratch);
        if (failed != errc::ok) return failed;
        if (errc const wrong = payment_of(what, out); wrong != errc::ok) return wrong;
        errc const lowered = detail::lower(policies_, speakers_, seen, what, who, out, scratch);
        if (lowered != errc::ok) return lowered;
        return detail::levy(policies_, speakers_, who, what.what, out, scratch);
    }
    [[nodiscard]] TESSERA_INLINE errc payment_of(order const& what, priced_order const& priced) const {
        bool const by_money_alone = what.stored_value_minor == 0 && what.wishes.empty();
        return by_money_alone ? errc::ok : detail::check_payment(what, priced, policies_);
    }
    [[nodiscard]] TESSERA_COLD result<void> decide_after_counting(account const& of, order const& what,
                                                                  decision& out) const {
        draft seen = see(of, what.head, out);
        return decide_order(seen, what, out);
    }
    [[nodiscard]] result<void> settle_priced(account const& of, order const& what, decision& out,
                                             receipt const* charged) const {
        draft seen = see(of, what.head, out);
        tessera::standing who = standing_in(seen);
        detail::foresee(policies_, out.priced, who, out.scratch);
        if (errc const wrong = payment_of(what, out.priced); wrong != errc::ok)
            return detail::failure(wrong, out);
        return settle_order(seen, what, who, out, charged);
    }
    /// Effects: decides what follows from orders that count from the day on; `count` adds them to measures.
    template <class Count>
    [[nodiscard]] result<void> answer_counting(account const& of, date day, std::span<posting const> started,
                                               decision& out, Count count) const {
        out.clear();
        fact_head const head = detail::head_of_day(of, day);
        draft seen = detail::see_today(of, chart(), head, out);
        tessera::standing const who = standing_in(seen);
        member_out write(seen, out.reasons);
        count(seen, write);
        fact_view fact{fact_kind::order_counts, head, out.priced, {}, 0, who, out.scratch};
        fact.started = started;
        return run(seen, fact, out);
    }
    [[nodiscard]] TESSERA_INLINE result<void> settle_order(draft& seen, order const& what,
                                                           tessera::standing const& who, decision& out,
                                                           receipt const* charged) const {
        fact_view fact{fact_kind::order,        what.head, out.priced,  what.wishes,
                       what.stored_value_minor, who,       out.scratch, &out.receipt};
        fact.tags = what.tags;
        fact.charged = charged;
        detail::write_receipt(what, charged != nullptr, out);
        auto const done = run(seen, fact, out);
        out.receipt.stored_value_minor += seen.tendered_minor();
        return done;
    }

    /// Effects: decides a fact without goods: what `act` writes, and what follows for ladders and tiers.
    template <class Act>
    [[nodiscard]] result<void> decide_without_goods(account const& of, fact_head const& head,
                                                    action const* did, decision& out, Act act) const {
        out.clear();
        if (!detail::begin(of, head, version_, out)) return detail::finish(of, head, out);
        draft seen = see(of, head, out);
        member_out write(seen, out.reasons);
        act(seen, write);
        tessera::standing const who = standing_in(seen);
        fact_kind const kind = did ? fact_kind::action : fact_kind::day_passes;
        fact_view fact{kind, head, out.priced, {}, 0, who, out.scratch};
        fact.did = did;
        return run(seen, fact, out);
    }

    [[nodiscard]] TESSERA_INLINE result<void> run(draft& seen, fact_view const& fact, decision& out) const {
        member_out write(seen, out.reasons);
        fact_kind const kind = fact.kind;  // known here, whatever is called with the fact
        detail::proposing const all{fact, seen, write, kind == fact_kind::order};
        if (kind == fact_kind::action) {
            speak<phase::act>(all);
            detail::measure_all(measures_.data(), measures_count_, fact, seen, write);
        } else {
            if (kind == fact_kind::receipt_return) speak<phase::give_back>(all);
            if (kind == fact_kind::item_return) write.refund(fact.priced.payable_minor(), 0);
            speak<phase::discount>(all);
            if (kind == fact_kind::order) pay_ahead(fact, seen, write);
            speak<phase::redeem>(all);
            speak<phase::earn>(all);
            speak<phase::redeem_late>(all);
            if (kind != fact_kind::day_passes && kind != fact_kind::order_counts)
                detail::measure_all(measures_.data(), measures_count_, fact, seen, write);
            speak<phase::measured>(all);
        }
        detail::in_order<detail::renewing>(
            policies_, speakers_, [&](auto const& p) TESSERA_INLINE_LAMBDA { p.renew(fact, seen, write); });
        speak<phase::ladder>(all);
        speak<phase::tier>(all);
        speak<phase::reached>(all);
        if (seen.failed() != errc::ok) return detail::failure(seen.failed(), out);
        out.refund = seen.refunded();
        if (&seen.base() == &out.way.now) return detail::forward::put_in_front(out);
        return {};
    }

    // --- the member side ---

    [[nodiscard]] tessera::standing standing_now(account const& of, moment when) const {
        return standing_in(detail::day_view(of, chart(), when.day, instant_of(of, when)).seen());
    }
    [[nodiscard]] tessera::statement statement_now(account const& of, moment when) const {
        return {standing_now(of, when), balances_of(of, chart(), when)};
    }
    [[nodiscard]] TESSERA_INLINE tessera::standing standing_in(draft const& seen) const {
        return detail::stand(policies_, speakers_, seen);
    }

    template <phase At>
    TESSERA_INLINE void speak(detail::proposing const& all) const {
        detail::in_order<detail::at_phase<At>>(policies_, speakers_, all, &all.fact.priced);
    }

    TESSERA_INLINE void pay_ahead(fact_view const& fact, draft const& seen, member_out& write) const {
        detail::in_order<detail::paying_ahead>(policies_, speakers_,
                                               [&](auto const& p)
                                                   TESSERA_INLINE_LAMBDA { p.pay_ahead(fact, seen, write); });
    }

    std::string_view name_;
    program_version version_{};
    currency money_{};
    std::tuple<Policies...> policies_;
    detail::speakers<sizeof...(Policies)> speakers_{};
    chart_table<binder::slots_max> chart_{};
    std::array<bound_measure, binder::measures_max> measures_{};
    std::size_t measures_count_ = 0;
    std::size_t groups_ = 1;  ///< of tiers that a rule can look at; one where there is none
};

}  // namespace tessera
