// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oracle/points_oracle.hpp"
#include "support/catch.hpp"
#include "support/text_table.hpp"

/// Golden histories: tables `day | event | column | ...` that are played on whatever can answer: the oracle,
/// or the library. One text, two readers.
///
///   A: buy 20.00 x3                 an order named A, one line of three units
///   B: buy 30.00 + 5.00             two lines
///   C: buy 10.00, 25 points         pays with points; `all points`; `300.00 credit`
///   return A 1 unit                 of the first line; `return A 5.00`; `return A all` that is left; `return
///   A line 2 all`
///   -                               nothing happens, the day is looked at

namespace golden {

using points_oracle::answer;
using points_oracle::fact;
using points_oracle::whole;

inline whole const as_many_as_there_are = whole(1'000'000'000'000);

/// Days since 1970 of a date such as 2026-01-31.
inline long day_of(std::string const& text) {
    using namespace std::chrono;
    year_month_day const date{year(std::stoi(text.substr(0, 4))),
                              month(unsigned(std::stoi(text.substr(5, 2)))),
                              std::chrono::day(unsigned(std::stoi(text.substr(8, 2))))};
    REQUIRE(date.ok());
    return sys_days(date).time_since_epoch().count();
}

inline whole cents_of(std::string const& text) {
    auto const point = text.find('.');
    REQUIRE((point != std::string::npos && point + 3 == text.size()));
    return std::stol(text.substr(0, point)) * 100 + std::stol(text.substr(point + 1));
}

inline std::string money(whole const& cents) {
    whole const size = abs(cents);
    std::string const rest = whole(size % 100).str();
    return (cents < 0 ? "-" : "") + whole(size / 100).str() + "." + (rest.size() < 2 ? "0" : "") + rest;
}

/// Reads events and remembers the orders they name.
class reader {
public:
    fact read(long day, std::string event) {
        fact f;
        f.day = day;
        f.place = ++place_;
        if (event.starts_with("return ")) return come_back(std::move(f), text_table::split(event, ' '));
        auto const name_end = event.find(": buy ");
        REQUIRE(name_end != std::string::npos);
        orders_[event.substr(0, name_end)] = f;
        auto const parts = text_table::split(event.substr(name_end + 6), ',');
        for (std::string const& line : text_table::split(parts[0], '+')) {
            auto const words = text_table::split(line, ' ');
            f.lines.push_back({cents_of(words[0]), words.size() > 1 ? std::stol(words[1].substr(1)) : 1});
        }
        for (std::size_t i = 1; i < parts.size(); ++i) pay(f, text_table::split(parts[i], ' '));
        return orders_[event.substr(0, name_end)] = f;
    }
    /// Returns: the order of that name.
    [[nodiscard]] fact const& order(std::string const& name) const {
        auto const found = orders_.find(name);
        REQUIRE(found != orders_.end());
        return found->second;
    }

private:
    static void pay(fact& f, text_table::cells const& words) {
        REQUIRE((words.size() == 2 && (words[1] == "points" || words[1] == "credit")));
        bool const all = words[0] == "all";
        if (words[1] == "points")
            f.points_wish = all ? as_many_as_there_are : whole(std::stol(words[0]));
        else
            f.credit_wish = all ? as_many_as_there_are : cents_of(words[0]);
    }
    fact come_back(fact f, text_table::cells const& words) {
        fact const& of = order(words.at(1));
        f.what = fact::kind::comes_back;
        f.order = of.place;
        std::size_t at = 2;
        bool const one_line = words.at(at) == "line";
        std::size_t const line = one_line ? std::stoul(words.at(3)) - 1 : 0;
        if (one_line) at = 4;
        if (words.at(at) != "all")
            f.parts.push_back(words.size() > at + 1 ? points_oracle::part{line, std::stol(words[at]), 0}
                                                    : points_oracle::part{line, 0, cents_of(words[at])});
        else
            for (std::size_t i = 0; i < of.lines.size(); ++i)
                if (!one_line || i == line) f.parts.push_back({i, 0, 0});
        return f;
    }

    long place_ = 0;
    std::map<std::string, fact> orders_;
};

/// Returns: one cell after the row's event.
///   points                available less debt; available; debt
///   lot A                 what is live of the lot that order A opened, for lots of `life` days
///   net, level, refund    spend, tier, and money handed back by the row's return
///   earned, due, counted  points of the row's order; of its return: due back, and counted as paid back
///   credit                of the ladder: available / debt / frozen
inline std::string cell_of(answer const& a, std::string const& column, reader const& names, long life) {
    auto const& done = a.last;
    if (column == "points") return a.points().str();
    if (column == "available") return a.available.str();
    if (column == "debt") return a.debt.str();
    if (column == "net") return money(a.spend);
    if (column == "level") return std::to_string(a.level);
    if (column == "refund") return money(done.money - done.withheld);
    if (column == "earned") return done.earned.str();
    if (column == "due") return done.due.str();
    if (column == "counted") return done.counted.str();
    if (column == "restored") return done.restored.str();
    if (column == "credit") return money(a.credit) + " / " + money(a.credit_debt) + " / " + money(a.frozen);
    REQUIRE(column.starts_with("lot "));
    long const ends = names.order(column.substr(4)).day + life;
    auto const found = a.lots.find(ends);
    return found == a.lots.end() ? "0" : found->second.str();
}

/// Effects: plays a table on `teller`, which has `void take(fact)` and `answer as_of(long day)`.
template <class Teller>
void play(Teller&& teller, std::string_view table, long life = 365) {
    reader names;
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        long const day = day_of(rows[i][0]);
        if (rows[i][1] != "-") teller.take(names.read(day, rows[i][1]));
        answer const a = teller.as_of(day);
        text_table::cells found(rows[i].begin(), rows[i].begin() + 2);
        for (std::size_t c = 2; c < rows[0].size(); ++c)
            found.push_back(rows[i][c] == "" ? "" : cell_of(a, rows[0][c], names, life));
        INFO("row " << i << " of columns " << text_table::line_of(rows[0]));
        CHECK(text_table::line_of(found) == text_table::line_of(rows[i]));
    }
}

/// The oracle as a teller.
class by_the_oracle {
public:
    explicit by_the_oracle(points_oracle::rules by) : by_(std::move(by)) {}
    void take(fact f) { history_.push_back(std::move(f)); }
    [[nodiscard]] answer as_of(long day) const { return points_oracle::ask(by_, history_, day); }

private:
    points_oracle::rules by_;
    std::vector<fact> history_;
};

}  // namespace golden
