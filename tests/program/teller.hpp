// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <tessera/ledger/journal.hpp>
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
        return f.what == points_oracle::fact::kind::order ? buy(f) : come_back(f);
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

private:
    [[nodiscard]] std::optional<tessera::slot_id> find_pool(std::string_view name) const {
        auto const found = rules.chart().find(tessera::binder::pool_slot_name(name));
        return found == tessera::no_slot ? std::nullopt : std::optional(found);
    }
    [[nodiscard]] static tessera::fact_head head_of(points_oracle::fact const& f) {
        auto const sequence = static_cast<std::uint64_t>(f.place);
        return {{sequence}, {{f.day * std::int64_t{86400}}, sequence}, {static_cast<std::int32_t>(f.day)}};
    }

    bool buy(points_oracle::fact const& f) {
        std::vector<tessera::line> lines;
        for (auto const& l : f.lines)
            lines.push_back({.number = static_cast<std::uint32_t>(lines.size() + 1),
                             .quantity = l.quantity.convert_to<std::uint32_t>(),
                             .list_minor = l.list.convert_to<std::int64_t>()});
        std::vector<tessera::redemption_wish> wishes;
        wish(wishes, "points", f.points_wish);
        wish(wishes, "cash", f.credit_wish);
        tessera::order what;
        what.head = head_of(f);
        what.what.lines = lines;
        what.wishes = wishes;
        if (!commit(what)) return false;
        receipts[f.place] = last.receipt;
        return true;
    }
    bool come_back(points_oracle::fact const& f) {
        std::vector<tessera::returned_line> lines;
        for (auto const& p : f.parts)
            lines.push_back({.number = static_cast<std::uint32_t>(p.line + 1),
                             .quantity = p.quantity.convert_to<std::uint32_t>(),
                             .list_minor = p.cents.convert_to<std::int64_t>()});
        auto const paper = receipts.find(f.order);
        if (paper == receipts.end()) return false;
        if (!commit(tessera::receipt_return{head_of(f), &paper->second, lines})) return false;
        paper->second = last.receipt;
        return true;
    }
    void wish(std::vector<tessera::redemption_wish>& wishes, std::string_view pool,
              points_oracle::whole const& n) {
        if (n > 0 && find_pool(pool))
            wishes.push_back({rules.redemption_rule(pool), n.convert_to<std::int64_t>()});
    }

    template <class Fact>
    bool commit(Fact const& what) {
        if (!rules.decide(member, what, last)) return false;
        if (apply(member, rules.chart(), last.as_entry()) != tessera::errc::ok) return false;
        history.append(last.as_entry());
        return true;
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

}  // namespace program_tests
