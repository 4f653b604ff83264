// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "tool/columns.hpp"
#include "tool/compare.hpp"
#include "tool/shown.hpp"
#include "tool/terminal.hpp"

namespace tessera::tool {

namespace {

constexpr std::size_t label_width = 38;
constexpr std::size_t figure_width = 20;

std::string amount(compared const& all, cpp_int const& parts) {
    return grouped(all.between.minor(parts), all.of.money.digits);
}

std::string who_gains(compared const& all) {
    comparison const& c = all.between;
    auto const row = [&](std::string label, std::uint64_t members, cpp_int const& parts) {
        return left(std::move(label), label_width) + right(counted(members, "member"), figure_width) +
               right(amount(all, parts), figure_width) + '\n';
    };
    return "\nwho gains and who loses under B\n" + row("  better off", c.better, c.gained) +
           row("  worse off", c.worse, -c.lost) + row("  the same", c.same, 0) +
           row("  all", c.members.size(), c.gained - c.lost);
}

std::string member_rows(compared const& all, bool gains) {
    std::string text;
    std::size_t const told = std::min<std::size_t>(all.told, gains ? all.between.better : all.between.worse);
    std::vector<member_change const*> rows;  // the greatest loss first, and then by name
    for (member_change const& m : all.between.members) rows.push_back(&m);
    if (gains)
        std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(told), rows.end(),
                          [&](auto const* x, auto const* y) {
                              cpp_int const dx = x->difference(), dy = y->difference();
                              return dx != dy ? dx > dy
                                              : all.of.members[x->member] < all.of.members[y->member];
                          });
    for (std::size_t i = 0; i < told; ++i)
        text += left("  " + shown(all.of.members[rows[i]->member]), 26) + right(amount(all, rows[i]->a), 18) +
                right(amount(all, rows[i]->b), 18) + right(amount(all, rows[i]->difference()), 16) + '\n';
    if (told == 0) return {};
    return '\n' + left(gains ? "the greatest gains" : "the greatest losses", 26) + right("A", 18) +
           right("B", 18) + right("B less A", 16) + '\n' + text;
}

/// Returns: which groups a migration is about.
std::string groups_of(tier_group const& a, tier_group const& b) {
    if (a.name == b.name) return shown(a.name);
    if (b.name.empty()) return shown(a.name) + " of A; B has none";
    if (a.name.empty()) return shown(b.name) + " of B; A has none";
    return shown(a.name) + " of A, " + shown(b.name) + " of B";
}

std::string migration(compared const& all, tier_migration const& of) {
    tier_group const &a = all.group(0, of.a), &b = all.group(1, of.b);
    std::size_t wide = 9;
    for (std::string const& name : b.tiers) wide = std::max(wide, name.size() + 1);
    std::size_t first = 14;
    for (std::string const& name : a.tiers) first = std::max(first, name.size() + 3);
    std::string text = '\n' + groups_of(a, b) + '\n' + left("", first);
    for (std::size_t j = 0; j <= b.tiers.size(); ++j) text += right(std::string(b.at(j, "no tier")), wide);
    text += '\n';
    for (std::size_t i = 0; i <= a.tiers.size(); ++i) {
        text += left("  " + std::string(a.at(i, "no tier")), first);
        for (std::uint64_t const n : of.members[i]) text += right(grouped(static_cast<int128>(n), 0), wide);
        text += '\n';
    }
    return text;
}

std::string migrations(compared const& all) {
    if (all.between.tiers.empty()) return {};
    std::string text = "\nmembers by tier at the end: a row for each of A, a column for each of B\n";
    for (tier_migration const& one : all.between.tiers) text += migration(all, one);
    return text;
}

std::string spread(compared const& all) {
    if (all.between.members.empty()) return {};
    std::string text = "\nB less A, member by member: so many percent have this or less\n";
    for (unsigned const percent : told_quantiles)
        text += left("  " + std::to_string(percent) + " %", label_width) +
                right(amount(all, all.between.quantile(percent)), figure_width) + '\n';
    return text;
}

}  // namespace

std::string readable(compared const& all) {
    return "A is " + all.programs[0].program + ", B is " + all.programs[1].program + '\n' +
           side_by_side(all.of, all.programs) + who_gains(all) + member_rows(all, true) +
           member_rows(all, false) + migrations(all) + spread(all);
}

}  // namespace tessera::tool
