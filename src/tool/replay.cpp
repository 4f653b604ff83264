// SPDX-License-Identifier: BSL-1.0
#include "tool/replay.hpp"

#include <optional>
#include <utility>

#include <tessera/ledger/journal.hpp>
#include <tessera/ledger/statement.hpp>
#include <tessera/program/commit.hpp>

#include "tool/failure.hpp"
#include "tool/journal_rows.hpp"
#include "tool/programs.hpp"
#include "tool/receipts.hpp"
#include "tool/roll_forward_rows.hpp"
#include "tool/shown.hpp"
#include "tool/verify.hpp"

namespace tessera::tool {

namespace {

/// Where a group of tiers is found: by the rule in reasons, by its place in a standing.
struct group_place {
    rule_id rule;
    std::size_t place = 0;
};

class replayer {
public:
    replayer(chosen_program const& by, history const& of, replaying const& how)
        : by_(by),
          of_(of),
          how_(how),
          points_(pool(by.points)),
          credit_(pool(by.credit)),
          rows_(by, of),
          books_(of.totals.last_day),
          receipts_(by.returns_days) {
        bool const wants_receipts = how.match == matching::receipts || how.only_reports;
        if (wants_receipts && !by.knows_receipts())
            throw failure(exit_status::bad_usage, std::string(by.name()) +
                                                      " has no rule of returns by receipt\n"
                                                      "  remedy: --match none, or --program seed-returns");
        if (how.match == matching::none && how.only_reports)
            throw failure(exit_status::bad_usage,
                          "no order explains anything without matching\n"
                          "  remedy: --match receipts, or --unmatched reduce");
        result_.program = by.name();
        result_.groups = by.groups;
        result_.levels.assign(by.groups.size(), std::vector<std::uint8_t>(of.members.size()));
        result_.worth = by.worth;
        result_.members.resize(of.members.size());
        result_.has_points = points_.has_value();
        if (points_) result_.points_digits = chart()[*points_].decimals;
        result_.matches = by.knows_receipts() && how.match != matching::none;
        result_.only_reports = how.only_reports;
        if (by.points_are_spent || how.spend)
            for (rule_id const rule : by.redemptions) wishes_.push_back({rule});
        result_.spends_points = !wishes_.empty();
        for (tier_group const& group : by.groups)
            groups_.push_back(
                {rule_named(group.name), chart()[chart().find(binder::group_slot_name(group.name))].group});
        for (step const& s : by.steps) result_.steps.push_back({minor(s.at), minor(s.award), 0, 0});
        if (how.verify) proofs_.resize(of.members.size());
        if (how.keep_books) journals_.resize(of.members.size());
        members_.reserve(of.members.size());
        steps_held_.resize(of.members.size());
    }

    replay_result run() {
        for (std::size_t i = 0; i < of_.orders.size(); ++i) {
            past_order const& order = of_.orders[i];
            if (!order.returned.empty()) bring_back(order);
            if (!order.bought.empty()) buy(order);
            if (how_.tell && (i & 0xFFFU) == 0) how_.tell("replaying", i, of_.orders.size());
        }
        if (by_.has_days_of_its_own) write_last_day();
        for (std::size_t i = 0; i < of_.members.size(); ++i) close(i);
        if (how_.keep_journal) result_.journal = rows_.take();
        if (how_.keep_books) result_.books = roll_forward_csv(books_, chart(), document::names(by_.rules));
        result_.verified = how_.verify;
        return std::move(result_);
    }

private:
    // --- the facts
    // -------------------------------------------------------------------------------------------

    /// The place among all facts tells those of one second apart.
    [[nodiscard]] fact_head next_head(past_order const& order) {
        ++result_.facts;
        return {.id = {result_.facts}, .key = {to_instant(order.at, 0), result_.facts}, .day = order.at.day};
    }

    void buy(past_order const& order) {
        take(order, "order", tessera::order{next_head(order), {order.bought}, wishes_.view()});
        member_result& member = result_.members[order.member];
        ++member.orders;
        member.bought += decided_.priced.totals.list_minor;
        member.discount += decided_.priced.totals.member_minor;
        member.paid_with_points += decided_.receipt.stored_value_minor;
        if (result_.matches) receipts_.keep(order.member, decided_.receipt);
    }

    void bring_back(past_order const& order) {
        ++result_.members[order.member].returns;
        if (result_.matches) return bring_back_matched(order);
        bring_back_plain(order, order.returned);
    }

    void bring_back_plain(past_order const& order, std::span<line const> lines) {
        take(order, "return", item_return{next_head(order), lines});
        member_result& member = result_.members[order.member];
        member.returned += decided_.priced.totals.list_minor;
        member.undone += decided_.priced.totals.member_minor;
    }

    /// Effects: one return for each order that explains a part of it, and one for the rest.
    void bring_back_matched(past_order const& order) {
        matched_return const& split = receipts_.match(order.member, order.returned, order.at.day);
        member_result& member = result_.members[order.member];
        for (matched_order const& part : split.orders) {
            receipt& paper = receipts_[part.receipt];
            take(order, "matched return", receipt_return{next_head(order), &paper, part.lines});
            std::swap(paper, decided_.receipt);
            refund const& paid = decided_.refund;
            member.returned += part.list_minor;
            member.matched += part.list_minor;
            member.undone += part.list_minor - paid.money_minor - paid.stored_minor - paid.withheld_minor;
            member.paid_with_points -= paid.stored_minor;
        }
        if (how_.only_reports)
            for (line const& l : split.rest) member.reported += l.list_minor;
        else if (!split.rest.empty())
            bring_back_plain(order, split.rest);
    }

    /// Effects: writes down what days have brought by themselves, for every member.
    void write_last_day() {
        std::vector<past_order> last(of_.members.size());
        for (past_order const& order : of_.orders) last[order.member] = order;
        for (past_order& order : last) {
            constexpr std::int32_t last_second = 86'399;
            order.at = {of_.totals.last_day, last_second};
            take(order, "day", day_passes{next_head(order)});
        }
    }

    template <class Fact>
    void take(past_order const& order, std::string_view called, Fact const& fact) {
        auto const done = commit(members_, by_.rules, member_id{order.member}, fact, decided_);
        if (!done)
            throw failure(exit_status::bad_history,
                          shown_file(of_.name) + ":" + std::to_string(order.first_line) + ": order " +
                              shown(order.id) + ": " + std::string(message(done.error())));
        result_.postings += decided_.postings.size();
        for (posting const& p : decided_.postings) count(p);
        for (reason const& why : decided_.reasons) tell(order, why);
        if (how_.keep_journal) rows_.append(order, called, decided_.as_entry());
        if (how_.verify)
            proofs_[order.member].add(decided_.as_entry(), members_.open(member_id{order.member}), chart(),
                                      order.at.day, of_.members[order.member]);
        if (how_.keep_books) journals_[order.member].append(decided_.as_entry());
    }

    void count(posting const& p) noexcept {
        if (!is_transfer(p.kind)) return;
        bool const in_points = points_ && p.slot == *points_;
        if (!in_points && !(credit_ && p.slot == *credit_)) return;
        pool_flow& flow = in_points ? result_.points : result_.credit;
        switch (p.kind) {
            case posting_kind::issue:
            case posting_kind::repay: flow.issued += p.amount; break;
            case posting_kind::claw:
            case posting_kind::owe: flow.taken_back += p.amount; break;
            case posting_kind::redeem: flow.redeemed += p.amount; break;
            case posting_kind::restore: flow.restored += p.amount; break;
            case posting_kind::expire: flow.expired += p.amount; break;
            default: break;  // what came back and pays a debt is no flow; no poster does anything else
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
                     static_cast<std::uint8_t>(why.detail), group_of(why.rule)});
                break;
            case reason_code::ladder_paid:
            case reason_code::ladder_taken_back: climb(order, why.b); break;
            default: break;
        }
    }

    [[nodiscard]] std::uint8_t group_of(rule_id rule) const {
        std::uint8_t place = 0;
        while (groups_[place].rule != rule) ++place;
        return place;
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
        if (!groups_.empty()) {
            standing const is = by_.rules.standing(of, today);
            for (std::size_t i = 0; i < groups_.size(); ++i)
                result_.levels[i][place] = is.level(groups_[i].place);
        }
        member.points = close(of, points_, result_.points);
        member.credit = close(of, credit_, result_.credit);
        if (how_.keep_books) keep_books(journals_[place], of);
        if (!how_.verify) return;
        check_spend(by_.rules.measures(today), of, member, place);
    }
    /// Effects: net spend at list that a rule counts has to be what the orders and returns add up to.
    void check_spend(stretch<bound_measure const> measures, account const& of, member_result const& member,
                     std::size_t place) const {
        for (bound_measure const& m : measures)
            if (m.what == net_spend(list_price.with_stored_value()) &&
                measure_of(of, chart(), m.slot(), of_.totals.last_day) != member.net())
                throw failure(exit_status::not_verified,
                              "member " + shown(of_.members[place]) +
                                  ": the measure is not what the orders and returns add up to");
    }

    void keep_books(journal const& entries, account const& of) {
        auto const moved = movements_of(entries, chart(), of_.totals.last_day);
        if (!moved)
            throw failure(exit_status::not_verified,
                          "a journal is no account's: " + std::string(message(moved.error())));
        books_.add(*moved);
        books_.count(of, chart());
    }

    /// Returns: what the member has of a pool, less what the member owes.
    std::int64_t close(account const& of, std::optional<slot_id> pool, pool_flow& flow) const {
        if (!pool) return 0;
        balance const has = balance_of(of, chart(), *pool, of_.totals.last_day);
        flow.available += held(has);
        flow.debt += has.debt;
        // Before all days nothing has ended: what only the last day no longer counts, no fact has written
        // down.
        flow.expired += held(balance_of(of, chart(), *pool, date::min())) - held(has);
        return has.available - has.debt;
    }
    [[nodiscard]] static std::int64_t held(balance const& b) noexcept {
        return b.available + b.pending + b.reserved;
    }

    // --- the program
    // -----------------------------------------------------------------------------------------

    [[nodiscard]] tessera::chart chart() const noexcept { return by_.rules.chart(); }
    [[nodiscard]] std::optional<slot_id> pool(std::string_view name) const {
        slot_id const found = by_.rules.pool(name);
        return found == no_slot ? std::nullopt : std::optional(found);
    }
    [[nodiscard]] std::int64_t minor(decimal amount) const {
        auto const made = to_minor(amount, by_.rules.money().digits);
        return made ? *made : 0;  // the program was made with this amount
    }

    chosen_program const& by_;
    history const& of_;
    replaying const& how_;
    std::optional<slot_id> points_, credit_;
    std::vector<group_place> groups_;
    journal_rows rows_;
    roll_forward books_;
    replay_result result_;
    book members_;
    decision decided_;
    std::vector<std::uint8_t> steps_held_;  // of each member
    std::vector<proof> proofs_;             // of each member
    row<redemption_wish> wishes_;           // of every order
    receipts receipts_;
    std::vector<journal> journals_;  // of each member, where books are kept
};

/// Effects: compares what the members' results add up to with the file, to the minor unit.
void reconcile(history const& of, replay_result const& got) {
    int128 members = 0;
    for (member_result const& m : got.members) members += m.net() - m.reported;
    if (members + of.totals.anonymous_minor != of.totals.net_minor)
        throw failure(exit_status::not_verified,
                      "members and lines without customer do not add up to the file");
    for (pool_flow const* flow : {&got.points, &got.credit})
        if (flow->issued + flow->restored - flow->taken_back - flow->redeemed - flow->expired !=
            flow->available - flow->debt)
            throw failure(exit_status::not_verified,
                          "what was issued and restored is not what was taken back, spent, expired and kept");
}

}  // namespace

replay_result replay(history const& of, chosen_program const& by, replaying const& how) {
    replay_result result = replayer(by, of, how).run();
    reconcile(of, result);
    return result;
}

}  // namespace tessera::tool
