// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/calendar/text.hpp>
#include <tessera/ledger/canonical.hpp>
#include <tessera/ledger/journal.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"
#include "support/text_table.hpp"
#ifdef TESSERA_TWINS
#include "support/twin.hpp"
#endif

/// A shop with one member, for tests: the program, the account and the journal, and golden tables of what
/// happens to them.

namespace shop_tests {

using postings_row = decltype(tessera::decision::postings);
using bytes = std::vector<std::uint8_t>;

/// Returns: the minor units of an amount with at most two decimals.
inline std::int64_t cents(std::string_view text) {
    auto const amount = tessera::decimal::parse(text);
    REQUIRE(amount.has_value());
    auto const minor = tessera::to_minor(*amount, 2);
    REQUIRE(minor.has_value());
    return *minor;
}

inline std::string with_cents(std::int64_t minor) {
    char buffer[tessera::decimal_text_max];
    return {buffer, tessera::write_decimal(buffer, minor, 2)};
}

inline tessera::date day_of(std::string_view text) {
    auto const day = tessera::parse_date(text);
    REQUIRE(day.has_value());
    return *day;
}

/// Returns: the day as tables write it; `-` for none.
inline std::string text_of(tessera::date day) {
    if (day == tessera::date::never()) return "-";
    return std::string(to_text(day).view());
}

inline bytes bytes_of(tessera::account const& a, tessera::chart slots) {
    tessera::canonical_bytes out;
    encode(out, a, slots);
    return out.bytes();
}

inline void encode(tessera::canonical_bytes& out, tessera::award_terms const& t) {
    for (std::int64_t const figure :
         {t.rate, t.denominator, t.whole_minor, t.stored_minor, t.least.items, t.least.minor,
          std::int64_t{t.least.by_amount}, std::int64_t(t.per), std::int64_t(t.scope), std::int64_t(t.mode),
          std::int64_t(t.least.of.stage), std::int64_t{t.least.of.tax}, std::int64_t{t.least.of.shipping},
          std::int64_t{t.least.of.stored_value}})
        out.number(figure);
}

/// Returns: the decision with everything that a host would store, price included.
inline bytes bytes_of(tessera::decision const& d) {
    tessera::canonical_bytes out;
    encode(out, d.as_entry());
    for (tessera::reason const& r : d.priced.reasons) encode(out, r);
    for (tessera::reason const& r : d.reasons) encode(out, r);
    for (tessera::adjustment const& a : d.priced.adjustments) out.number(a.off_minor);
    out.number(d.priced.totals.paid_minor());
    out.number(d.receipt.totals.paid_minor());
    out.number(d.receipt.stored_value_minor);
    for (tessera::receipt_award const& a : d.receipt.awards) {
        out.number(a.amount - a.taken_back);
        out.number(std::uint64_t{a.terms});
    }
    for (tessera::award_terms const& t : d.receipt.terms) encode(out, t);
    out.number(d.refund.money_minor);
    out.number(d.receipt.refunded_minor);
    for (std::int64_t const figure : d.receipt.benefits.figures)
        if (!d.receipt.benefits.empty()) out.number(figure);
    for (std::int64_t const given : d.receipt.compensated) out.number(given);
    return out.bytes();
}

/// Returns: what the postings of a kind on a slot add up to.
template <class Postings>
std::int64_t sum_of(Postings const& postings, tessera::slot_id slot, tessera::posting_kind kind) {
    std::int64_t total = 0;
    for (tessera::posting const& p : postings)
        if (p.slot == slot && p.kind == kind) total += p.amount;
    return total;
}

inline tessera::reason const* reason_of(tessera::decision const& d, tessera::reason_code code) {
    for (tessera::reason const& r : d.reasons)
        if (r.code == code) return &r;
    return nullptr;
}

inline tessera::line item(std::int64_t minor, tessera::tag_set tags = 0) {
    return {.tags = tags, .list_minor = minor};
}

template <class Program>
class shop {
public:
    explicit shop(Program const& program, tessera::date joined = tessera::date_of(2026, 1, 1))
        : rules(program), joined_(joined) {
#ifdef TESSERA_TWINS
        twin_ = twin::of(program);
#endif
    }

    /// Effects: places the member's next fact.
    tessera::fact_head next_head(tessera::date day) { return head_of({++facts_}, day); }

    tessera::order order_of(tessera::date day, std::vector<tessera::line> const& lines,
                            std::vector<tessera::redemption_wish> const& wishes = {}) {
        kept_lines_.push_back(lines);
        kept_wishes_.push_back(wishes);
        tessera::order what;
        what.head = next_head(day);
        what.what.lines = kept_lines_.back();
        what.wishes = kept_wishes_.back();
        return what;
    }

    tessera::decision const& buy(tessera::date day, std::vector<tessera::line> const& lines,
                                 std::vector<tessera::redemption_wish> const& wishes = {}) {
        commit(order_of(day, lines, wishes));
        receipts.push_back(last.receipt);
        return last;
    }
    tessera::decision const& buy(tessera::date day, std::int64_t minor) { return buy(day, {item(minor)}); }

    tessera::decision const& give_back(tessera::date day, std::vector<tessera::line> const& lines) {
        kept_lines_.push_back(lines);
        return commit(tessera::item_return{next_head(day), kept_lines_.back()});
    }
    tessera::decision const& give_back(tessera::date day, std::int64_t minor) {
        return give_back(day, std::vector<tessera::line>{item(minor)});
    }

    /// Effects: goods of the member's n-th order, counted from 0, come back with its receipt; without lines
    /// all.
    tessera::decision const& bring_back(tessera::date day, std::size_t order,
                                        std::vector<tessera::returned_line> const& lines = {}) {
        commit(tessera::receipt_return{next_head(day), &receipts[order], lines});
        receipts[order] = last.receipt;
        return last;
    }

    /// Effects: writes a day down. Its id is none of the others' series: lots that end on one day are spent
    ///   in the order of their orders' ids, which must not depend on how many days were written down.
    tessera::decision const& wait(tessera::date day) {
        return commit(tessera::day_passes{head_of({std::uint64_t{1} << 40 | ++days_}, day)});
    }

    /// Effects: decides and applies; the journal alone must give the account again.
    template <class Fact>
    tessera::decision const& commit(Fact const& what) {
        auto const decided = rules.decide(member, what, last);
        INFO((decided ? "" : message(decided.error())));
        REQUIRE(decided.has_value());
        ask_twin(what);
        REQUIRE(apply(member, rules.chart(), last.as_entry()) == tessera::errc::ok);
        history.append(last.as_entry());
        return last;
    }

    [[nodiscard]] tessera::balance balance(std::string_view pool, tessera::date day) const {
        return balance_of(member, rules.chart(), rules.pool(pool), day);
    }
    [[nodiscard]] std::int64_t measure(tessera::date day, std::size_t which = 0) const {
        return measure_of(member, rules.chart(), rules.measures()[which].slot(), day);
    }

    Program const& rules;
    tessera::account member;
    tessera::journal history;
    tessera::decision last;
    std::deque<tessera::receipt> receipts;  ///< of the orders, as their returns left them

private:
    /// Effects: a program loaded from the document that says the same must decide the same.
    template <class Fact>
    void ask_twin([[maybe_unused]] Fact const& what) const {
#ifdef TESSERA_TWINS
        if constexpr (std::is_constructible_v<tessera::any_fact, Fact>)
            if (twin_) REQUIRE(twin_->decide(member, what) == bytes_of(last));
#endif
    }

    tessera::fact_head head_of(tessera::fact_id id, tessera::date day) {
        return {id, {{day.day * std::int64_t{86400}}, ++sequence_}, day, joined_};
    }

    tessera::date joined_;
    std::uint64_t sequence_ = 0;
    std::uint64_t facts_ = 0, days_ = 0;  ///< so many of each have ids
    std::deque<std::vector<tessera::line>> kept_lines_;
    std::deque<std::vector<tessera::redemption_wish>> kept_wishes_;
#ifdef TESSERA_TWINS
    std::shared_ptr<twin const> twin_;
#endif
};

/// Returns: the segments that the member is in, as the program lists them.
template <class Program>
std::string segments_of(shop<Program> const& s, tessera::date day) {
    std::string all;
    tessera::standing const who = s.rules.standing(s.member, day);
    tessera::detail::for_each_segment(s.rules, [&](auto const& one) {
        if (one.has(who)) all += (all.empty() ? "" : ", ") + std::string(one.name());
    });
    return all.empty() ? "-" : all;
}

/// Returns: one cell of a golden table, after the row's event.
///   paid, off     what the goods of the event cost, and what the member price took off
///   level, next   the standing on the row's day: level, and what is missing to the next (a count)
///   until, coming the first day on which the level may be another by itself (-: none), and the level then
///   keep          what is missing to keep the level when it is judged
///   spend, count  the program's first measure, as money or as a number
///   in            the segments that the member is in, as listed (-: none)
///   points NAME   available less owed;  owes NAME: the debt; credit NAME: available less owed, as money
template <class Program>
std::string cell_of(shop<Program> const& s, std::string const& column, tessera::date day) {
    if (column == "paid") return with_cents(s.last.priced.totals.paid_minor());
    if (column == "off") return with_cents(s.last.priced.totals.member_minor);
    if (column == "level") return std::to_string(s.rules.standing(s.member, day).level(0));
    if (column == "next") return with_cents(s.rules.standing(s.member, day).tiers[0].to_next);
    if (column == "keep") return with_cents(s.rules.standing(s.member, day).tiers[0].to_keep);
    if (column == "until") return text_of(s.rules.standing(s.member, day).tiers[0].until);
    if (column == "coming") return std::to_string(s.rules.standing(s.member, day).tiers[0].coming);
    if (column == "spend") return with_cents(s.measure(day));
    if (column == "count") return std::to_string(s.measure(day));
    if (column == "in") return segments_of(s, day);
    auto const words = text_table::split(column, ' ');
    REQUIRE(words.size() == 2);
    tessera::balance const b = s.rules.statement(s.member, day).of(s.rules.pool(words[1]));
    if (words[0] == "points") return std::to_string(b.available - b.debt);
    if (words[0] == "owes") return std::to_string(b.debt);
    REQUIRE(words[0] == "credit");
    return with_cents(b.available - b.debt);
}

template <class Program>
inline constexpr bool takes_receipts = false;
template <class... Policies>
inline constexpr bool takes_receipts<tessera::program<Policies...>> =
    (std::is_same_v<Policies, tessera::returns> || ...);

/// Returns: how far an event of a table says that an order has come; null for other events.
inline tessera::progress const* progress_of(std::string_view event) {
    static constexpr struct {
        std::string_view word;
        tessera::progress reached;
    } all[] = {{"paid", tessera::progress::paid},
               {"delivered", tessera::progress::delivered},
               {"confirmed", tessera::progress::confirmed},
               {"over", tessera::progress::return_window_over}};
    for (auto const& each : all)
        if (event.substr(0, event.find(' ')) == each.word) return &each.reached;
    return nullptr;
}

/// Effects: carries out the event of a row: `buy 10.00 + 5.00`, `return 3.00`, `back 2` and `back 2
///   3.00` (the second order, or so much of its first line, with its receipt), `paid 2`, `delivered 2`,
///   `confirmed 2`, `over 2` (the second order has come so far), `wait` (a day passes), or `-`.
template <class Program>
void happen(shop<Program>& s, std::string const& event, tessera::date day) {
    if (event == "-") return;
    if (event == "wait") return static_cast<void>(s.wait(day));
    if (tessera::progress const* const reached = progress_of(event)) {
        auto const number = static_cast<std::size_t>(std::stoul(event.substr(event.find(' '))));
        tessera::fact_id const order = s.receipts.at(number - 1).order;
        return static_cast<void>(s.commit(tessera::order_progress{s.next_head(day), order, *reached}));
    }
    if constexpr (takes_receipts<Program>)
        if (event.starts_with("back ")) {
            auto const words = text_table::split(std::string_view(event).substr(5), ' ');
            auto const order = static_cast<std::size_t>(std::stoul(words[0]) - 1);
            if (words.size() == 1) return static_cast<void>(s.bring_back(day, order));
            return static_cast<void>(s.bring_back(day, order, {{.list_minor = cents(words[1])}}));
        }
    bool const buys = event.starts_with("buy ");
    REQUIRE((buys || event.starts_with("return ")));
    std::vector<tessera::line> lines;
    for (std::string const& amount : text_table::split(std::string_view(event).substr(buys ? 4 : 7), '+'))
        lines.push_back(item(cents(amount)));
    buys ? s.buy(day, lines) : s.give_back(day, lines);
}

/// Effects: plays a golden table, `day | event | column | ...`, and compares every row as text.
template <class Program>
void play(Program const& program, std::string_view table,
          tessera::date joined = tessera::date_of(2026, 1, 1)) {
    shop<Program> s(program, joined);
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        tessera::date const day = day_of(rows[i][0]);
        happen(s, rows[i][1], day);
        text_table::cells found(rows[i].begin(), rows[i].begin() + 2);
        for (std::size_t c = 2; c < rows[0].size(); ++c) found.push_back(cell_of(s, rows[0][c], day));
        INFO("row " << i << " of columns " << text_table::line_of(rows[0]));
        CHECK(text_table::line_of(found) == text_table::line_of(rows[i]));
    }
    auto const folded = fold(s.history, program.chart());
    REQUIRE(folded.has_value());
    CHECK(bytes_of(*folded, program.chart()) == bytes_of(s.member, program.chart()));
}

}  // namespace shop_tests
