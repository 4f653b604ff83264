// SPDX-License-Identifier: BSL-1.0
#include "tool/giveaway.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include <tessera/calendar/text.hpp>

#include "document/reader.hpp"
#include "tool/failure.hpp"
#include "tool/history.hpp"
#include "tool/programs.hpp"
#include "tool/shown.hpp"

namespace tessera::tool {

namespace json = boost::json;
using document::giveaway;

namespace {

decimal amount_from(std::string const& text) {
    auto const amount = decimal::parse(text);
    if (!amount || *amount < decimal(0)) throw bad_usage("no amount: " + text, "a number such as 12.50");
    return *amount;
}

std::string percent(cpp_rational const& share) {
    return tessera::to_text(to_minor(share * 100, 2, rounding::ceiling), 2) + " %";
}
std::string amount(cpp_rational const& units, currency const& money) {
    return tessera::to_text(to_minor(units, money.digits, rounding::half_up), money);
}
/// Returns: a number of minor units, exact or rounded up.
std::string minor(cpp_rational const& units) {
    std::string text = tessera::to_text(to_minor(units, 2, rounding::ceiling), 2);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

/// Returns: what an order does by those rules, as the end of a line; empty for nothing.
std::string listed(std::string const& does, std::vector<std::string> const& names) {
    std::string text;
    for (std::string const& name : names)
        text += (text.empty() ? ", " + does + " \"" : "\", \"") + shown(name);
    return text.empty() ? text : text + '"';
}

/// Returns: the first orders of a witness, and how many more there are.
std::string orders_of(giveaway const& g, currency const& money) {
    constexpr std::size_t shown = 12;
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, g.witness.orders.size()); ++i) {
        document::giveaway_order const& o = g.witness.orders[i];
        text += "    " + std::string(tessera::to_text(o.day).view()) + "  " +
                tessera::to_text(cpp_int(o.list_minor()), money) +
                (o.lines.size() > 1 ? " in " + std::to_string(o.lines.size()) + " lines" : "") +
                listed("asks for", o.claims) + listed("redeems by", o.redeems) + '\n';
    }
    if (g.witness.orders.size() > shown)
        text += "    and " + std::to_string(g.witness.orders.size() - shown) + " more orders\n";
    return text;
}

/// Returns: what rounding adds to a share that is within a limit, as the end of a line; empty for nothing.
std::string beside(giveaway const& g) {
    std::string text;
    if (g.per_order_minor > 0) text += minor(g.per_order_minor) + " minor units an order";
    if (g.per_line_minor > 0)
        text += (text.empty() ? "" : " and ") + minor(g.per_line_minor) + " minor units a line";
    return text.empty() ? text : ": the share; rounding adds at most " + text;
}

/// Returns: a share and an amount beside it, as far as they are more than nothing.
std::string share_and_amount(cpp_rational const& share, std::optional<cpp_rational> const& beside,
                             currency const& money) {
    if (!beside) return (share > 0 ? percent(share) + " of it, and beside it " : "") + "no most";
    std::string const fixed = tessera::to_text(to_minor(*beside, money.digits, rounding::ceiling), money);
    if (*beside == 0) return percent(share) + " of it";
    return share > 0 ? percent(share) + " of it and " + fixed : fixed;
}
std::string single_order_of(giveaway const& g, currency const& money) {
    document::giveaway_single_order const& all = g.single_order;
    std::string text = "  a single order, at most: " + share_and_amount(all.share, all.amount, money) + '\n';
    if (all.per_order_minor > g.per_order_minor)
        text += "    and, by rounding, " + minor(all.per_order_minor) + " minor units\n";
    for (document::giveaway_order_part const& p : all.parts)
        text += "    " + p.says + ": " + share_and_amount(p.share, p.amount, money) + '\n';
    return text;
}
std::string or_no_most(std::optional<cpp_rational> const& share) {
    return share ? "at most " + percent(*share) : std::string("no most");
}

/// Returns: what a bound needs to know, or how much is handed back.
std::string headline(giveaway const& g, currency const& money) {
    std::string text = "hands back ";
    if (!g.obstacles.empty()) {
        text = "has no bound until this is stated:\n";
        for (document::giveaway_obstacle const& o : g.obstacles)
            text += "  no bound: " + o.reason + "\n    at: " + o.pointer + "\n    remedy: " + o.remedy + '\n';
        text += "  all else hands back ";
    }
    text += (g.reached ? "" : "at most ") + percent(g.highest) + " of what is spent";
    return g.at ? text + ", when " + amount(*g.at, money) + " are" : text;
}

std::string readable(giveaway const& g, bounded_file const& file) {
    currency const& money = file.money;
    std::string text =
        shown_file(file.name) + ": version " + std::to_string(g.version) + ' ' + headline(g, money);
    text += "\n  in the long run " + percent(g.long_run) + '\n';
    text += "  of prices paid, " + or_no_most(g.of_paid) + "; of cash, where all is spent, " +
            or_no_most(g.of_cash()) + '\n';
    if (g.per_order_minor > 0)
        text += "  and, by rounding, " + minor(g.per_order_minor) + " minor units an order\n";
    if (g.per_line_minor > 0)
        text += "  and, by rounding, " + minor(g.per_line_minor) + " minor units a line\n";
    for (document::giveaway_part const& p : g.parts)
        text += "  " + p.says + ": " + percent(p.highest) + ", in the long run " + percent(p.long_run) + '\n';
    for (document::giveaway_gift const& gift : g.gifts)
        text += "  beside it " + gift.says + ": " + amount(gift.amount, money) + " for each " +
                std::string(document::to_text(gift.per)) + '\n';
    text += single_order_of(g, money);
    if (g.witness.orders.empty()) return text;
    if (!g.reached) text += "  an upper bound: no history was found that gets so much\n";
    text += "  a history that gets " + percent(g.witness.share()) + ", " + amount(g.witness.back, money) +
            " of " + amount(g.witness.spend, money) + ":\n";
    return text + orders_of(g, money);
}

json::array parts_of(giveaway const& g) {
    json::array all;
    for (document::giveaway_part const& p : g.parts)
        all.push_back(json::object{{"pointer", p.pointer},
                                   {"rule", p.says},
                                   {"highest", p.highest.str()},
                                   {"long_run", p.long_run.str()}});
    return all;
}
json::value or_null(std::optional<cpp_rational> const& figure) {
    return figure ? json::value(figure->str()) : json::value(nullptr);
}
json::object single_order_of(giveaway const& g) {
    json::array parts;
    for (document::giveaway_order_part const& p : g.single_order.parts)
        parts.push_back(json::object{{"pointer", p.pointer},
                                     {"rule", p.says},
                                     {"share", p.share.str()},
                                     {"amount", or_null(p.amount)}});
    return {{"share", g.single_order.share.str()},
            {"amount", or_null(g.single_order.amount)},
            {"per_order_minor", g.single_order.per_order_minor.str()},
            {"parts", std::move(parts)}};
}
json::array gifts_of(giveaway const& g) {
    json::array all;
    for (document::giveaway_gift const& gift : g.gifts)
        all.push_back(json::object{{"pointer", gift.pointer},
                                   {"rule", gift.says},
                                   {"per", document::to_text(gift.per)},
                                   {"amount", gift.amount.str()}});
    return all;
}
json::array obstacles_of(giveaway const& g) {
    json::array all;
    for (document::giveaway_obstacle const& o : g.obstacles)
        all.push_back(json::object{{"pointer", o.pointer}, {"reason", o.reason}, {"remedy", o.remedy}});
    return all;
}
json::array lines_of(document::giveaway_order const& o) {
    json::array all;
    for (line const& one : o.lines)
        all.push_back(json::object{{"list_minor", one.list_minor},
                                   {"quantity", one.quantity},
                                   {"sku", one.sku.value},
                                   {"category", one.category.value},
                                   {"tags", one.tags}});
    return all;
}
json::object witness_of(giveaway const& g) {
    json::array orders;
    for (document::giveaway_order const& o : g.witness.orders)
        orders.push_back(json::object{{"day", tessera::to_text(o.day).view()},
                                      {"lines", lines_of(o)},
                                      {"order_tags", o.tags},
                                      {"cart_tags", o.marks},
                                      {"claims", json::value_from(o.claims)},
                                      {"redeems", json::value_from(o.redeems)}});
    return {{"spend", g.witness.spend.str()},
            {"back", g.witness.back.str()},
            {"allowance", g.witness.allowance.str()},
            {"orders", std::move(orders)}};
}

/// Returns: what is compared with a limit, how it stands, and the rounding that is no part of it.
json::object limit_of(giveaway const& g, cpp_rational const& limit) {
    json::object beside;
    if (g.per_order_minor > 0) beside["per_order_minor"] = g.per_order_minor.str();
    if (g.per_line_minor > 0) beside["per_line_minor"] = g.per_line_minor.str();
    return {{"share", limit.str()},
            {"compared", "highest"},
            {"within", g.within(limit)},
            {"beside", std::move(beside)}};
}

json::object object_of(giveaway const& g, std::string const& file, std::optional<cpp_rational> const& limit) {
    json::array course;
    for (document::giveaway_stage const& s : g.course)
        course.push_back(json::object{{"spend", s.spend.str()}, {"back", s.back.str()}});
    json::object made{{"file", file},
                      {"version", g.version},
                      {"highest", g.highest.str()},
                      {"at", or_null(g.at)},
                      {"long_run", g.long_run.str()},
                      {"bounded", g.obstacles.empty()},
                      {"of_paid", or_null(g.of_paid)},
                      {"of_cash", or_null(g.of_cash())},
                      {"single_order", single_order_of(g)},
                      {"per_order_minor", g.per_order_minor.str()},
                      {"per_line_minor", g.per_line_minor.str()},
                      {"reached", g.reached},
                      {"parts", parts_of(g)},
                      {"course", std::move(course)},
                      {"gifts", gifts_of(g)},
                      {"obstacles", obstacles_of(g)},
                      {"witness", witness_of(g)}};
    if (limit) made["limit"] = limit_of(g, *limit);
    return made;
}

}  // namespace

cpp_rational share_from(std::string const& text) {
    bool const percents = text.ends_with('%');
    auto const share = parse_exact(percents ? text.substr(0, text.size() - 1) : text);
    if (!share || *share < 0 || (!percents && *share > 1))
        throw bad_usage("no share: " + text, "such as 12% or 0.12");
    return percents ? cpp_rational(*share / 100) : *share;
}

document::giveaway_terms terms_from(std::vector<std::string> const& worth, std::string const& least_order,
                                    std::string const& most_spent) {
    document::giveaway_terms made;
    for (std::string const& one : worth) {
        std::size_t const at = one.rfind('=');
        if (at == std::string::npos || at == 0) throw bad_usage("no worth: " + one, "such as mug=3.50");
        made.worth.emplace_back(one.substr(0, at), amount_from(one.substr(at + 1)));
    }
    if (!least_order.empty()) made.least_order = amount_from(least_order);
    if (!most_spent.empty()) made.most_spent = amount_from(most_spent);
    return made;
}

bounded_file bound_text(std::string name, std::string_view text, document::giveaway_terms const& terms) {
    chosen_program const chosen = program_from(text, name);
    return {std::move(name), chosen.rules.money(), document::giveaways(chosen.rules, terms),
            document::giveaway_names(chosen.rules.said())};
}

bounded_file bound_file(std::string const& path, document::giveaway_terms const& terms) {
    std::vector<char> const bytes = read_file(path);
    return bound_text(path == "-" ? "standard input" : path, {bytes.data(), bytes.size()}, terms);
}

std::vector<bounded_file> bound_files(std::vector<std::string> const& paths,
                                      document::giveaway_terms const& terms) {
    std::vector<bounded_file> files;
    for (std::string const& path : paths) files.push_back(bound_file(path, terms));
    std::vector<std::string_view> known;
    for (bounded_file const& f : files) known.insert(known.end(), f.names.begin(), f.names.end());
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    for (auto const& [name, worth] : terms.worth) {
        if (std::binary_search(known.begin(), known.end(), std::string_view(name))) continue;
        std::string_view const meant = document::nearest(name, known);
        throw bad_usage("--worth: no reward and no points are called " + shown(name),
                        !meant.empty()  ? "did you mean " + std::string(meant) + '?'
                        : known.empty() ? "leave it out: no program has any"
                                        : "one of " + document::listed(known));
    }
    return files;
}

bool are_within(std::vector<bounded_file> const& files, cpp_rational const& limit) {
    return std::all_of(files.begin(), files.end(), [&](bounded_file const& f) {
        return std::all_of(f.versions.begin(), f.versions.end(),
                           [&](giveaway const& g) { return g.within(limit); });
    });
}

std::string readable(std::vector<bounded_file> const& files, std::optional<cpp_rational> const& limit) {
    std::string text;
    for (bounded_file const& f : files)
        for (giveaway const& g : f.versions) {
            text += readable(g, f);
            if (!limit) continue;
            text += g.within(*limit)     ? "  within " + percent(*limit) + beside(g) + '\n'
                    : g.highest > *limit ? "  above " + percent(*limit) + '\n'
                                         : "  no limit can be shown for what stands beside the share\n";
        }
    return text;
}

std::string json_of(std::vector<bounded_file> const& files, std::optional<cpp_rational> const& limit) {
    std::string text;
    for (bounded_file const& f : files)
        for (giveaway const& g : f.versions)
            text += (text.empty() ? "\n  " : ",\n  ") + json::serialize(object_of(g, f.name, limit));
    return '[' + text + (text.empty() ? "]\n" : "\n]\n");
}

}  // namespace tessera::tool
