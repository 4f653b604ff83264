// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "tool/amounts.hpp"
#include "tool/compare.hpp"
#include "tool/csv.hpp"
#include "tool/json_parts.hpp"
#include "tool/version.hpp"

namespace tessera::tool {

namespace json = boost::json;

namespace {

std::string amount(compared const& all, cpp_int const& parts) {
    return plain(all.between.minor(parts), all.of.money.digits);
}

json::object program_side(compared const& all, std::size_t which) {
    json::object side{{"program", all.programs[which].program}};
    for (auto& part : program_part(all.of, all.programs[which])) side[part.key()] = std::move(part.value());
    return side;
}

json::value name_of(tier_group const& group) {
    return group.name.empty() ? json::value(nullptr) : json::value(group.name);
}

json::array migrations(compared const& all) {
    json::array groups;
    for (tier_migration const& one : all.between.tiers) {
        tier_group const &a = all.group(0, one.a), &b = all.group(1, one.b);
        json::array moves;
        for (std::size_t i = 0; i < one.members.size(); ++i)
            for (std::size_t j = 0; j < one.members[i].size(); ++j)
                moves.push_back(json::object{
                    {"a", a.at(i, "none")}, {"b", b.at(j, "none")}, {"members", one.members[i][j]}});
        groups.push_back(
            json::object{{"group_a", name_of(a)}, {"group_b", name_of(b)}, {"moves", std::move(moves)}});
    }
    return groups;
}

/// Returns: the tiers of a member, group by group as the migrations stand.
json::array tiers_of(compared const& all, std::uint32_t member) {
    json::array tiers;
    for (tier_migration const& one : all.between.tiers)
        tiers.push_back(json::object{{"a", all.tier(0, one.a, member, "none")},
                                     {"b", all.tier(1, one.b, member, "none")}});
    return tiers;
}

json::object change_part(compared const& all) {
    comparison const& c = all.between;
    json::array spread;
    if (!c.members.empty())
        for (unsigned const percent : told_quantiles)
            spread.push_back(
                json::object{{"percent", percent}, {"difference", amount(all, c.quantile(percent))}});
    return {{"better", c.better},
            {"worse", c.worse},
            {"same", c.same},
            {"gained", amount(all, c.gained)},
            {"lost", amount(all, c.lost)},
            {"difference", amount(all, c.gained - c.lost)},
            {"distribution", std::move(spread)}};
}

json::array member_rows(compared const& all) {
    json::array rows;
    for (member_change const& m : all.between.members)
        rows.push_back(json::object{{"member_id", all.of.members[m.member]},
                                    {"a", amount(all, m.a)},
                                    {"b", amount(all, m.b)},
                                    {"difference", amount(all, m.difference())},
                                    {"tiers", tiers_of(all, m.member)}});
    return rows;
}

}  // namespace

std::string comparison_csv(compared const& all) {
    std::vector<member_change const*> sorted;
    for (member_change const& m : all.between.members) sorted.push_back(&m);
    std::sort(sorted.begin(), sorted.end(), [&](auto const* x, auto const* y) {
        return all.of.members[x->member] < all.of.members[y->member];
    });
    std::string rows = "member_id,net_spend,given_a,given_b,difference";
    auto const each_group = [&](auto append) {
        for (tier_migration const& one : all.between.tiers) {
            if (one.a != tier_migration::none) append(0U, one.a);
            if (one.b != tier_migration::none) append(1U, one.b);
        }
        rows += '\n';
    };
    each_group([&](std::size_t program, std::size_t group) {
        rows += ',';
        append_csv(rows, (program == 0 ? "tier_a:" : "tier_b:") + all.group(program, group).name);
    });
    for (member_change const* const m : sorted) {
        member_result const& a = all.programs[0].members[m->member];
        append_csv(rows, all.of.members[m->member]);
        rows += ',' + plain(a.net(), all.of.money.digits) + ',' + amount(all, m->a) + ',' +
                amount(all, m->b) + ',' + amount(all, m->difference());
        each_group([&](std::size_t program, std::size_t group) {
            rows += ',';
            append_csv(rows, all.tier(program, group, m->member, "none"));
        });
    }
    return rows;
}

std::string comparison_json(compared const& all) {
    return json_text(json::object{{"tool", tool_version()},
                                  {"file", file_part(all.of)},
                                  {"a", program_side(all, 0)},
                                  {"b", program_side(all, 1)},
                                  {"change", change_part(all)},
                                  {"tier_migration", migrations(all)},
                                  {"members", member_rows(all)}});
}

}  // namespace tessera::tool
