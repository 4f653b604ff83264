// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <vector>

#include <tessera/analysis/cohort.hpp>
#include <tessera/analysis/roll_forward.hpp>
#include <tessera/calendar/text.hpp>

#include "ledger/ledger.hpp"
#include "support/text_table.hpp"

/// Journals with days, and books as tables of text.

namespace analysis_tests {

using namespace tessera;

/// A member of the ledger's tests whose entries have days: the n-th is at second n of its day, in UTC.
struct dated_member {
    account held;
    journal history;

    errc post(date day, std::vector<posting> const& postings) {
        std::uint64_t const next = history.size() + 1;
        instant const at{std::int64_t{day.day} * 86'400 + static_cast<std::int64_t>(next)};
        entry const e{{next}, {at, next}, held.version(), {1}, postings};
        errc const failed = apply(held, ledger_tests::slots, e);
        if (failed == errc::ok) history.append(e);
        return failed;
    }
};

inline std::string month_name(date day) {
    if (day == date::never()) return "never";
    return std::string(to_text(day).view().substr(0, 7));
}

using figures = std::vector<cpp_int const*>;

/// Returns: one line of a table of text.
inline std::string line_of(std::string const& name, figures const& of) {
    text_table::cells row{name};
    for (cpp_int const* figure : of) row.push_back(figure->str());
    return text_table::line_of(row) + "\n";
}

/// Returns: the line, nothing where all figures but the first are zero.
inline std::string moved_line(std::string const& name, cpp_int const& first, figures const& moved,
                              figures const& rest) {
    bool quiet = true;
    figures all{&first};
    for (figures const* some : {&moved, &rest})
        for (cpp_int const* figure : *some) all.push_back(figure);
    for (cpp_int const* figure : moved) quiet &= *figure == 0;
    return quiet ? std::string() : line_of(name, all);
}

/// Returns: the value of the periods in which some moved, below these names.
inline std::string values_of(std::vector<pool_period> const& periods) {
    std::string text =
        "month | opening | issued | restored | redeemed | expired | clawed | paid | adjusted | closing\n";
    for (pool_period const& p : periods) {
        CHECK(p.difference() == 0);
        text += moved_line(
            month_name(p.when.begin), p.opening,
            {&p.issued, &p.restored, &p.redeemed, &p.expired, &p.clawed_back, &p.paid_on_debt, &p.adjusted},
            {&p.closing});
    }
    return text;
}

/// Returns: the debts of the periods in which some moved, or in which value waited, below these names.
inline std::string debts_of(std::vector<pool_period> const& periods) {
    std::string text = "month | opening | owed | paid | forgiven | adjusted | pending | reserved | closing\n";
    for (pool_period const& p : periods) {
        CHECK(p.debt_difference() == 0);
        text += moved_line(month_name(p.when.begin), p.opening_debt,
                           {&p.owed, &p.paid_on_debt, &p.forgiven, &p.debt_adjusted, &p.pending, &p.reserved},
                           {&p.closing_debt});
    }
    return text;
}

/// Returns: the table with one blank on each side of a bar.
inline std::string plain(std::string_view table) {
    std::string text;
    for (text_table::cells const& row : text_table::rows(table)) text += text_table::line_of(row) + "\n";
    return text;
}

inline std::string table_of(std::vector<cohort> const& cohorts) {
    std::string text;
    for (cohort const& c : cohorts)
        text += line_of(month_name(c.earned), {&c.issued, &c.restored, &c.redeemed, &c.expired,
                                               &c.clawed_back, &c.paid_on_debt, &c.adjusted, &c.outstanding});
    return text;
}

inline std::string table_of(std::vector<outstanding_value> const& left) {
    std::string text;
    for (outstanding_value const& v : left)
        text += text_table::line_of({month_name(v.earned), month_name(v.expires), v.amount.str()}) + "\n";
    return text;
}

}  // namespace analysis_tests
