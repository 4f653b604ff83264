// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include <tessera/ledger/journal.hpp>
#include <tessera/program/merge.hpp>
#include <tessera/tessera.hpp>

#include "oracle/points_oracle.hpp"

/// The library as a teller of the oracle's histories: it takes the same facts and answers in the same words,
/// so that golden tables and random histories can be played on both.

namespace program_tests {

/// A program under test: points in `points`, the ladder's credit in `cash`, tiers in `club`.
template <class Program>
class by_the_library {
public:
    explicit by_the_library(Program const& program) : rules(program) {}

    /// Effects: decides and applies. Returns: whether both went well.
    bool take(points_oracle::fact const& f) {
        using kind = points_oracle::fact::kind;
        switch (f.what) {
            case kind::order: return buy(f);
            case kind::comes_back: return come_back(f);
            case kind::reserve: return commit(reserve_of(f));
            case kind::capture: return commit(capture_of(f));
            case kind::release: return commit(release_of(f));
            case kind::sends: return pass_on(send_of(f));
            case kind::receives: {
                tessera::lot const given{{{static_cast<std::int32_t>(f.until)}},
                                         f.points_wish.convert_to<std::int64_t>()};
                return pass_on(tessera::receive_points{head_of(f), giving, {&given, 1}});
            }
        }
        return false;
    }

    /// Effects: writes down what is true on a day, before its facts. Returns: whether that went well.
    bool wait(long day) {
        auto const on = static_cast<std::int32_t>(day);
        constexpr std::uint64_t after_all_orders = 1'000'000;
        return commit(tessera::day_passes{
            {{after_all_orders + static_cast<std::uint64_t>(day)}, {{day * std::int64_t{86400}}, 0}, {on}}});
    }

    [[nodiscard]] points_oracle::answer as_of(long day) const {
        using namespace tessera;
        points_oracle::answer a;
        date const on{static_cast<std::int32_t>(day)};
        if (auto const pool = find_pool("points")) {
            for (lot const& l : lots_of(member, rules.chart(), *pool, on))
                a.lots[l.key.expires == date::never() ? points_oracle::no_end : l.key.expires.day] +=
                    l.amount;
            balance const b = balance_of(member, rules.chart(), *pool, on);
            a.available = b.available;
            a.debt = b.debt;
            a.reserved = b.reserved;
            for (auto const& [ends, points] : waiting_on(*pool, on)) a.waiting[ends] += points;
        }
        if (auto const pool = find_pool("cash")) {
            balance const b = balance_of(member, rules.chart(), *pool, on);
            a.credit = b.available;
            a.credit_debt = b.debt;
            a.frozen = b.reserved;
        }
        if (!rules.measures().empty())
            a.spend = measure_of(member, rules.chart(), rules.measures()[0].slot(), on);
        a.level = rules.standing(member, on).level(0);
        a.last = last_effect();
        return a;
    }

    Program const& rules;
    tessera::account member;
    tessera::journal history;
    tessera::decision last;
    std::map<long, tessera::receipt> receipts;  ///< the newest image of each, by the order's place

protected:
    [[nodiscard]] std::optional<tessera::slot_id> find_pool(std::string_view name) const {
        auto const found = rules.chart().find(tessera::binder::pool_slot_name(name));
        return found == tessera::no_slot ? std::nullopt : std::optional(found);
    }
    [[nodiscard]] static tessera::fact_head head_of(points_oracle::fact const& f) {
        auto const sequence = static_cast<std::uint64_t>(f.place);
        return {{sequence}, {{f.day * std::int64_t{86400}}, sequence}, {static_cast<std::int32_t>(f.day)}};
    }

    [[nodiscard]] static std::vector<tessera::line> lines_of(points_oracle::fact const& f) {
        std::vector<tessera::line> lines;
        for (auto const& l : f.lines)
            lines.push_back({.number = static_cast<std::uint32_t>(lines.size() + 1),
                             .quantity = l.quantity.convert_to<std::uint32_t>(),
                             .list_minor = l.list.convert_to<std::int64_t>()});
        return lines;
    }
    [[nodiscard]] std::vector<tessera::redemption_wish> wishes_of(points_oracle::fact const& f) const {
        std::vector<tessera::redemption_wish> wishes;
        wish(wishes, "points", f.points_wish, hold_of(f));
        wish(wishes, "cash", f.credit_wish, {});
        return wishes;
    }
    [[nodiscard]] static std::vector<tessera::returned_line> goods_of(points_oracle::fact const& f) {
        std::vector<tessera::returned_line> lines;
        for (auto const& p : f.parts)
            lines.push_back({.number = static_cast<std::uint32_t>(p.line + 1),
                             .quantity = p.quantity.convert_to<std::uint32_t>(),
                             .list_minor = p.cents.convert_to<std::int64_t>()});
        return lines;
    }
    [[nodiscard]] tessera::reserve reserve_of(points_oracle::fact const& f) const {
        return {head_of(f),
                rules.redemption_rule("points"),
                hold_of(f),
                f.points_wish.convert_to<std::int64_t>(),
                {f.until * std::int64_t{86400}}};
    }
    [[nodiscard]] tessera::capture capture_of(points_oracle::fact const& f) const {
        auto const points = f.points_wish.convert_to<std::int64_t>();
        return {head_of(f), rules.redemption_rule("points"), hold_of(f),
                points == 0 ? tessera::every_point : points};
    }
    [[nodiscard]] static tessera::send_points send_of(points_oracle::fact const& f) {
        return {head_of(f), giving, f.points_wish.convert_to<std::int64_t>()};
    }
    [[nodiscard]] tessera::release release_of(points_oracle::fact const& f) const {
        return {head_of(f), rules.redemption_rule("points"), hold_of(f)};
    }

private:
    static constexpr tessera::rule_id giving = tessera::rule_named("transfer", "points");
    /// Effects: decides points given away or received, where the program lets members do so.
    template <class Fact>
    bool pass_on(Fact const& what) {
        if constexpr (requires { rules.decide(member, what, last); }) return commit(what);
        return false;
    }
    [[nodiscard]] static tessera::hold_id hold_of(points_oracle::fact const& f) {
        return {static_cast<std::uint64_t>(f.hold)};
    }
    void wish(std::vector<tessera::redemption_wish>& wishes, std::string_view pool,
              points_oracle::whole const& n, tessera::hold_id hold) const {
        if (n > 0 && find_pool(pool))
            wishes.push_back({rules.redemption_rule(pool), n.convert_to<std::int64_t>(), hold});
    }

    bool buy(points_oracle::fact const& f) {
        auto const lines = lines_of(f);
        auto const wishes = wishes_of(f);
        tessera::order what;
        what.head = head_of(f);
        what.what.lines = lines;
        what.wishes = wishes;
        if (!commit(what)) return false;
        receipts[f.place] = last.receipt;
        return true;
    }
    bool come_back(points_oracle::fact const& f) {
        auto const paper = receipts.find(f.order);
        if (paper == receipts.end()) return false;
        auto const lines = goods_of(f);
        if (!commit(tessera::receipt_return{head_of(f), &paper->second, lines})) return false;
        paper->second = last.receipt;
        return true;
    }

    template <class Fact>
    bool commit(Fact const& what) {
        if constexpr (requires { rules.decide(member, what, last); }) {
            if (!rules.decide(member, what, last)) return false;
            if (apply(member, rules.chart(), last.as_entry()) != tessera::errc::ok) return false;
            history.append(last.as_entry());
            return true;
        } else {
            return false;  // no rule of the program takes such a fact
        }
    }

    /// Returns: what waits of a pool, by the day it ends.
    [[nodiscard]] std::map<long, std::int64_t> waiting_on(tessera::slot_id pool, tessera::date on) const {
        std::map<long, std::int64_t> found;
        for (tessera::expiry const& e : tessera::expiries_of(member, rules.chart(), on))
            if (e.pool == pool) found[e.ends.day] = e.amount;
        for (tessera::lot const& l : tessera::lots_of(member, rules.chart(), pool, on))
            if (l.key.expires != tessera::date::never()) found[l.key.expires.day] -= l.amount;
        std::erase_if(found, [](auto const& of_day) { return of_day.second == 0; });
        return found;
    }

    [[nodiscard]] std::int64_t told(tessera::reason_code code) const {
        std::int64_t sum = 0;
        for (tessera::reason const& r : last.reasons)
            if (r.code == code) sum += r.a;
        return sum;
    }
    [[nodiscard]] points_oracle::effect last_effect() const {
        points_oracle::effect e;
        e.off = last.receipt.returns == 0 ? last.priced.totals.member_minor : 0;
        e.money = last.refund.money_minor + last.refund.withheld_minor;
        e.withheld = last.refund.withheld_minor;
        e.earned = told(tessera::reason_code::earned);
        e.due = told(tessera::reason_code::taken_back);
        e.counted = told(tessera::reason_code::excused);
        for (tessera::reason const& r : last.reasons)
            if (r.code == tessera::reason_code::restored && find_pool("points"))
                e.restored += r.rule == rules.redemption_rule("points") ? r.a : 0;
        return e;
    }
};

/// The same, for facts that arrive in any order: all of them are handed to `merge`, which tells the past
/// again from an account that the host keeps for it.
template <class Program>
class by_merging : public by_the_library<Program> {
    using base = by_the_library<Program>;

public:
    explicit by_merging(Program const& program) : base(program) {}

    bool take(points_oracle::fact const& f) {
        using kind = points_oracle::fact::kind;
        switch (f.what) {
            case kind::order: return merge_in({order_of(f)});
            case kind::comes_back: return come_back(f);
            case kind::reserve: return merge_in({base::reserve_of(f)});
            case kind::capture: return merge_in({base::capture_of(f)});
            case kind::release: return merge_in({base::release_of(f)});
            case kind::sends:
            case kind::receives: break;  // another member's facts stand behind them
        }
        return false;
    }

    /// Returns: all that was refunded, late facts settled with the customer.
    [[nodiscard]] tessera::refund const& refunded() const noexcept { return refunded_; }

    /// Effects: nothing of before the account's last fact will be told again.
    void settle() {
        horizon_ = this->member;
        slice_.clear();
    }

private:
    tessera::order order_of(points_oracle::fact const& f) {
        lines_.push_back(base::lines_of(f));
        wishes_.push_back(base::wishes_of(f));
        tessera::order what;
        what.head = base::head_of(f);
        what.what.lines = lines_.back();
        what.wishes = wishes_.back();
        return what;
    }
    bool come_back(points_oracle::fact const& f) {
        auto const paper = this->receipts.find(f.order);
        if (paper == this->receipts.end()) return false;
        goods_.push_back(base::goods_of(f));
        papers_.push_back(paper->second);
        return merge_in({tessera::receipt_return{base::head_of(f), &papers_.back(), goods_.back()}});
    }
    bool merge_in(tessera::past_fact fact) {
        tessera::decision& done = this->last;
        tessera::chart const slots = this->rules.chart();
        if (!merge(this->rules, horizon_, slice_, fact, this->member, done, also_)) return false;
        if (apply(this->member, slots, done.as_entry()) != tessera::errc::ok) return false;
        this->history.append(done.as_entry());
        if (std::holds_alternative<tessera::order>(fact.what)) {
            papers_.push_back(done.receipt);
            fact.charged = &papers_.back();
        }
        for (tessera::reason const& r : done.reasons)
            if (r.code == tessera::reason_code::captured) fact.captured = r.a;
        fact.refunded = done.refund;
        refund_too(done.refund);
        refund_too(also_.refunded);
        for (tessera::retold_return const& told : also_.returns)
            for (tessera::past_fact& known : slice_)
                if (head_of(known.what).id == told.fact) known.refunded = told.refunded;
        store(done.receipt);
        for (tessera::receipt const& r : also_.receipts) store(r);
        auto const later = [&](tessera::past_fact const& f) {
            return head_of(fact.what).key < head_of(f.what).key;
        };
        slice_.insert(std::find_if(slice_.begin(), slice_.end(), later), fact);
        return true;
    }
    void refund_too(tessera::refund const& more) {
        refunded_.money_minor += more.money_minor;
        refunded_.stored_minor += more.stored_minor;
        refunded_.withheld_minor += more.withheld_minor;
    }
    void store(tessera::receipt const& r) {
        if (r.order != tessera::fact_id{}) this->receipts[static_cast<long>(r.order.value)] = r;
    }

    tessera::account horizon_;
    std::vector<tessera::past_fact> slice_;
    tessera::merge_outcome also_;
    tessera::refund refunded_;
    std::deque<std::vector<tessera::line>> lines_;
    std::deque<std::vector<tessera::redemption_wish>> wishes_;
    std::deque<std::vector<tessera::returned_line>> goods_;
    std::deque<tessera::receipt> papers_;
};

}  // namespace program_tests
