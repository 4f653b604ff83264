// SPDX-License-Identifier: BSL-1.0
#include "tool/replay.hpp"

#include <optional>
#include <type_traits>
#include <utility>

#include <tessera/ledger/journal.hpp>
#include <tessera/ledger/statement.hpp>
#include <tessera/program/commit.hpp>

#include "tool/failure.hpp"
#include "tool/journal_rows.hpp"
#include "tool/programs.hpp"
#include "tool/verify.hpp"

namespace tessera::tool {

namespace {

template <class Program>
class replayer {
public:
    replayer(Program const& by, history const& of, replaying const& how)
        : by_(by), of_(of), how_(how), points_(pool("points")), credit_(pool("cashback")), rows_(by, of) {
        result_.program = by.name();
        result_.members.resize(of.members.size());
        result_.has_points = points_.has_value();
        by.for_each_policy([&](auto const& p) { name_tiers(p); });
        if (credit_)
            for (step const& s : posters::cashback_steps)
                result_.steps.push_back({minor(s.at), minor(s.award), 0, 0});
        if (how.verify) journals_.resize(of.members.size());
        members_.reserve(of.members.size());
        steps_held_.resize(of.members.size());
    }

    replay_result run() {
        for (std::size_t i = 0; i < of_.orders.size(); ++i) {
            past_order const& order = of_.orders[i];
            if (!order.returned.empty()) take(order, item_return{head(i, 0), order.returned});
            if (!order.bought.empty()) take(order, tessera::order{head(i, 1), {order.bought}});
            if (how_.tell && (i & 0xFFFU) == 0) how_.tell("replaying", i, of_.orders.size());
        }
        for (std::size_t i = 0; i < of_.members.size(); ++i) close(i);
        if (how_.keep_journal) result_.journal = rows_.take();
        result_.verified = how_.verify;
        return std::move(result_);
    }

private:
    // --- the facts
    // -------------------------------------------------------------------------------------------

    /// The place in the file tells facts of one second apart; a return of an order id comes before its order.
    [[nodiscard]] fact_head head(std::size_t order, std::uint64_t bought) const {
        std::uint64_t const sequence = 2 * std::uint64_t{order} + bought;
        local_time const at = of_.orders[order].at;
        return {.id = {sequence}, .key = {to_instant(at, 0), sequence}, .day = at.day};
    }

    template <class Fact>
    void take(past_order const& order, Fact const& fact) {
        auto const done = commit(members_, by_, member_id{order.member}, fact, decided_);
        if (!done)
            throw failure(exit_status::bad_history, of_.name + ":" + std::to_string(order.first_line) +
                                                        ": order " + shown(order.id) + ": " +
                                                        std::string(message(done.error())));
        ++result_.facts;
        result_.postings += decided_.postings.size();
        count(result_.members[order.member], decided_.priced.totals, std::is_same_v<Fact, item_return>);
        for (posting const& p : decided_.postings) count(p);
        for (reason const& why : decided_.reasons) tell(order, why);
        if (how_.keep_journal) rows_.append(order, std::is_same_v<Fact, item_return>, decided_.as_entry());
        if (how_.verify) journals_[order.member].append(decided_.as_entry());
    }

    static void count(member_result& member, order_totals const& priced, bool back) noexcept {
        ++(back ? member.returns : member.orders);
        (back ? member.returned : member.bought) += priced.list_minor;
        (back ? member.undone : member.discount) += priced.member_minor;
    }

    void count(posting const& p) noexcept {
        if (!is_transfer(p.kind)) return;
        pool_flow& flow = points_ && p.slot == *points_ ? result_.points : result_.credit;
        switch (legs_of(p.kind).from) {
            case side::issued: flow.issued += p.amount; break;
            case side::debt: flow.taken_back += p.amount; break;
            case side::member:
                (p.kind == posting_kind::claw     ? flow.taken_back
                 : p.kind == posting_kind::redeem ? flow.redeemed
                                                  : flow.expired) += p.amount;
                break;
            default: break;
        }
    }

    // --- the members' stories
    // --------------------------------------------------------------------------------

    void tell(past_order const& order, reason const& why) {
        using what = story_event::what;
        switch (why.code) {
            case reason_code::tier_reached:
            case reason_code::tier_fallen:
                result_.story.push_back(
                    {order.member, order.at.day,
                     why.code == reason_code::tier_reached ? what::level_reached : what::level_fallen,
                     static_cast<std::uint8_t>(why.detail)});
                break;
            case reason_code::ladder_paid:
            case reason_code::ladder_taken_back: climb(order, why.b); break;
            default: break;
        }
    }

    /// Effects: notes every step between the ones the member held and those of the measure now.
    void climb(past_order const& order, std::int64_t measure) {
        std::uint8_t& held = steps_held_[order.member];
        auto const is_reached = [&](std::size_t i) { return result_.steps[i].at <= measure; };
        using what = story_event::what;
        for (; held < result_.steps.size() && is_reached(held); ++held) {
            ++result_.steps[held].reached;
            result_.story.push_back({order.member, order.at.day, what::step_reached, held});
        }
        while (held > 0 && !is_reached(held - 1U)) {
            ++result_.steps[--held].lost;
            result_.story.push_back({order.member, order.at.day, what::step_lost, held});
        }
    }

    // --- the end
    // ---------------------------------------------------------------------------------------------

    void close(std::size_t place) {
        member_result& member = result_.members[place];
        account const& of = members_.open(member_id{place});
        date const today = of_.totals.last_day;
        member.level = group_ ? by_.standing(of, today).level(*group_) : 0;
        member.points = close(of, points_, result_.points);
        member.credit = close(of, credit_, result_.credit);
        if (!how_.verify) return;
        verify(of, by_.chart(), journals_[place], of_.members[place]);
        for (bound_measure const& m : by_.measures())
            if (m.what == net_spend(list_price) &&
                measure_of(of, by_.chart(), m.slot(), today) != member.net())
                throw failure(exit_status::not_verified,
                              "member " + shown(of_.members[place]) +
                                  ": the measure is not what the orders and returns add up to");
    }

    /// Returns: what the member has of a pool, less what the member owes.
    std::int64_t close(account const& of, std::optional<slot_id> pool, pool_flow& flow) const {
        if (!pool) return 0;
        balance const has = balance_of(of, by_.chart(), *pool, of_.totals.last_day);
        flow.available += has.available;
        flow.debt += has.debt;
        // Before all days nothing has ended: what only the last day no longer counts, no fact has written
        // down.
        flow.expired += balance_of(of, by_.chart(), *pool, date::min()).available - has.available;
        return has.available - has.debt;
    }

    // --- the program
    // -----------------------------------------------------------------------------------------

    [[nodiscard]] std::optional<slot_id> pool(std::string_view name) const {
        auto const found = by_.chart().find(binder::pool_slot_name(name));
        return found ? std::optional(*found) : std::nullopt;
    }
    [[nodiscard]] std::int64_t minor(decimal amount) const {
        auto const made = to_minor(amount, by_.money().digits);
        return made ? *made : 0;  // the program was made with this amount
    }
    template <class Policy>
    void name_tiers(Policy const& p) {
        if constexpr (detail::keeps_standing<Policy>) {
            group_ = by_.group(p.group());
            for (std::uint8_t level = 1; !p.name(level).empty(); ++level)
                result_.tiers.emplace_back(p.name(level));
        }
    }

    Program const& by_;
    history const& of_;
    replaying const& how_;
    std::optional<slot_id> points_, credit_;
    std::optional<std::size_t> group_;  // of its tiers; a poster has one at most
    journal_rows rows_;
    replay_result result_;
    book members_;
    decision decided_;
    std::vector<std::uint8_t> steps_held_;  // of each member
    std::vector<journal> journals_;         // of each member, to be verified
};

/// Effects: compares what the members' results add up to with the file, to the minor unit.
void reconcile(history const& of, replay_result const& got) {
    int128 members = 0;
    for (member_result const& m : got.members) members += m.net();
    if (members + of.totals.anonymous_minor != of.totals.net_minor)
        throw failure(exit_status::not_verified,
                      "members and lines without customer do not add up to the file");
    for (pool_flow const* flow : {&got.points, &got.credit})
        if (flow->issued - flow->taken_back - flow->redeemed - flow->expired != flow->available - flow->debt)
            throw failure(exit_status::not_verified,
                          "what was issued is not what was taken back, spent, expired and kept");
}

}  // namespace

replay_result replay(history const& of, std::string_view program, replaying const& how) {
    replay_result result;
    bool const found = posters::with_program(program, of.money, [&](auto const& by) {
        result = replayer<std::remove_cvref_t<decltype(by)>>(by, of, how).run();
    });
    if (!found) throw failure(exit_status::bad_usage, "there is no program called " + std::string(program));
    reconcile(of, result);
    return result;
}

}  // namespace tessera::tool
