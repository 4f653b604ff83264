// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

/// What `seed-shop` makes of a file, computed slowly and plainly, to be compared with the tool. It shares no
/// line with the library: own CSV, own calendar, own rounding, numbers without a limit of width. It expects a
/// good file of one currency with two decimals and columns in the usual order.

namespace oracle {

using number = boost::multiprecision::cpp_int;

struct lot {
    long ends = 0;  ///< the first day it is gone
    number points;
};

struct member {
    int orders = 0;
    int returns = 0;
    number gross, net, discount, debt;
    std::vector<lot> lots;  ///< in the order in which they were earned, which is that of their ends
};

/// Calls `take` with the seven fields of every line below the header.
template <class Take>
void for_each_line(std::string const& text, Take take) {
    std::vector<std::string> fields(1);
    bool quoted = false, below_header = false;
    auto const end_line = [&] {
        if (below_header && fields.size() == 7) take(fields);
        below_header = true;
        fields.assign(1, "");
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"')
            fields.back() += text[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (quoted)
            fields.back() += c;
        else if (c == ',')
            fields.emplace_back();
        else if (c == '\n')
            end_line();
        else if (c != '\r')
            fields.back() += c;
    }
    end_line();
}

/// Days since the end of 1899, counted year by year and month by month.
inline long day_of(std::string const& timestamp) {
    auto const leap = [](long y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; };
    long const year = std::stol(timestamp.substr(0, 4)), month = std::stol(timestamp.substr(5, 2));
    long const lengths[] = {31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    long days = std::stol(timestamp.substr(8, 2));
    for (long y = 1900; y < year; ++y) days += leap(y) ? 366 : 365;
    for (long m = 1; m < month; ++m) days += lengths[m - 1];
    return days;
}

/// The amount as whole part `n` over `d`, to the nearest whole, halves away from zero.
inline number nearest(number const& n, number const& d) {
    if (n < 0) return -nearest(-n, d);
    return (2 * n + d) / (2 * d);
}

/// Cents of quantity x price.
inline number cents(std::string const& quantity, std::string price) {
    number scale = 1;
    auto const point = price.find('.');
    if (point != std::string::npos) {
        for (std::size_t i = point + 1; i < price.size(); ++i) scale *= 10;
        price.erase(point, 1);
    }
    bool const negative = price[0] == '-';
    price.erase(0, price.find_first_not_of("-0"));  // a leading zero would mean octal
    number const digits = price.empty() ? number(0) : number(price);
    bool const back = quantity[0] == '-';
    auto const first = quantity.find_first_not_of("-0");
    number const units = first == std::string::npos ? number(0) : number(quantity.substr(first));
    number const exact = units * digits * 100;
    return nearest(negative != back ? number(-exact) : exact, scale);
}

/// Percent off at a measure.
inline int percent(number const& net) { return net >= 300000 ? 5 : net >= 100000 ? 2 : 0; }

/// Whole points for a list amount at the price of today.
inline number points_for(number const& list, int percent_off) {
    number const paid = list - nearest(list * percent_off, 100);
    return paid / 100;
}

inline void let_expire(member& m, long today) {
    std::vector<lot> live;
    for (lot const& l : m.lots)
        if (today < l.ends) live.push_back(l);
    m.lots = live;
}

inline void take_return(member& m, number const& list) {
    number due = points_for(list, percent(m.net));
    for (lot& l : m.lots) {  // the soonest to end stands first
        number const taken = l.points < due ? l.points : due;
        l.points -= taken;
        due -= taken;
    }
    m.debt += due;
    m.net -= list;
    ++m.returns;
}

inline void take_order(member& m, number const& list, long today) {
    int const off = percent(m.net);
    number earned = points_for(list, off);
    number const repaid = earned < m.debt ? earned : m.debt;
    m.debt -= repaid;
    earned -= repaid;
    if (earned > 0) m.lots.push_back({today + 365, earned});
    m.discount += nearest(list * off, 100);
    m.gross += list;
    m.net += list;
    ++m.orders;
}

inline std::string money(number const& minor) {
    number const size = minor < 0 ? number(-minor) : minor;
    std::string const rest = number(size % 100).str();
    return (minor < 0 ? "-" : "") + number(size / 100).str() + "." + (rest.size() < 2 ? "0" : "") + rest;
}

inline std::string quoted(std::string const& field) {
    if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
    std::string out = "\"";
    for (char const c : field) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

/// The rows of `--members`, by member.
inline std::map<std::string, std::string> members_of(std::string const& text) {
    static std::pair<int, int> const ladder[] = {
        {200, 20},     {1000, 100},   {2000, 200},     {5000, 500},     {10000, 1000},
        {20000, 2000}, {50000, 5000}, {100000, 10000}, {200000, 20000}, {500000, 50000}};
    struct order {
        std::string customer;
        long day = 0;
        number bought, returned;
        bool buys = false;
    };
    std::vector<order> orders;
    std::map<std::string, std::size_t> place;
    long today = 0;
    for_each_line(text, [&](std::vector<std::string> const& f) {
        long const day = day_of(f[2]);
        today = day > today ? day : today;
        if (f[1].empty()) return;
        auto const [at, is_new] = place.emplace(f[0], orders.size());
        if (is_new) orders.push_back({f[1], day, 0, 0, false});
        order& o = orders[at->second];
        number const amount = cents(f[4], f[5]);
        if (amount < 0)
            o.returned -= amount;
        else
            o.bought += amount, o.buys = true;
    });

    std::map<std::string, member> members;
    for (order const& o : orders) {
        member& m = members[o.customer];
        let_expire(m, o.day);
        if (o.returned > 0) take_return(m, o.returned);
        if (o.buys) take_order(m, o.bought, o.day);
    }

    std::map<std::string, std::string> rows;
    for (auto& [id, m] : members) {
        let_expire(m, today);
        number points = -m.debt, credit = 0;
        for (lot const& l : m.lots) points += l.points;
        for (auto const& [at, award] : ladder)
            if (m.net >= number(at) * 100) credit += number(award) * 100;
        int const off = percent(m.net);
        rows[id] = quoted(id) + "," + std::to_string(m.orders) + "," + std::to_string(m.returns) + "," +
                   money(m.gross) + "," + money(m.net) + "," +
                   (off == 5   ? "gold"
                    : off == 2 ? "silver"
                               : "none") +
                   "," + points.str() + "," + money(credit) + "," + money(m.discount);
    }
    return rows;
}

/// The whole of `--members`.
inline std::string members_csv(std::string const& text) {
    std::string all = "member_id,orders,returns,gross,net_spend,tier,points,ladder_credit,member_discount\n";
    for (auto const& [id, row] : members_of(text)) all += row + "\n";
    return all;
}

}  // namespace oracle
