// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "build.hpp"
#include "json.hpp"
#include "sort_by.hpp"

namespace tessera {

tag_set loaded_program::tag(std::string_view tag_name) const noexcept {
    return document::tag_named(said_->tags, tag_name);
}

namespace document {

namespace {

/// One list for each kind of policy of a loaded program.
template <class Program>
struct lists_of;
template <class... Lists>
struct lists_of<tessera::program<Lists...>> {
    using type = std::tuple<Lists...>;
};
using rule_lists = lists_of<detail::loaded_rules>::type;

/// Effects: calls `visit(policy)` with the policy of a rule.
template <class Visit>
void with_policy(builder const& build, rule const& of, Visit visit) {
    std::visit(
        [&](auto const& said) {
            auto policy = build.policy(said);
            if constexpr (requires { said.usable_in_its_order; }) {
                if (said.usable_in_its_order) return visit(usable_in_its_order(policy));
            } else if constexpr (requires { said.as; }) {
                if (said.as == spent_as::discount) return visit(policy.as_discount());
                if (said.after_earning) return visit(after_earning(policy));
            } else if constexpr (requires { said.after_earning; }) {
                if (said.after_earning) return visit(after_earning(policy));
            }
            visit(std::move(policy));
        },
        of);
}

rule_lists lists_from(version const& one, builder const& build) {
    rule_lists lists;
    for (rule const& r : one.rules)
        with_policy(build, r, [&]<class Policy>(Policy policy) {
            std::get<rule_list<Policy>>(lists).add(std::move(policy));
        });
    return lists;
}

/// Returns: the ids that the rules have, in the order of the document.
std::vector<rule_id> ids_of(version const& one, builder const& build, currency money) {
    std::vector<rule_id> ids;
    for (rule const& r : one.rules)
        with_policy(build, r, [&](auto policy) {
            binder alone(money);
            policy.bind(alone);
            ids.push_back(policy.id());
        });
    return ids;
}

/// Returns: what would be right, beyond what the error says by itself.
std::string_view remedy_for(errc what) {
    switch (what) {
        case errc::no_steps: return "list one step, or tier, at least";
        case errc::steps_not_rising: return "list steps and tiers from the lowest to the highest, each once";
        case errc::totals_not_rising: return "with \"totals\" each award holds those before it";
        case errc::unknown_tier: return "a tier, by its group and name, of a rule \"tiers\" of this version";
        case errc::discount_above_whole: return "at most \"100%\"";
        case errc::negative_rate: return "zero or more";
        case errc::duplicate_rule: return "give one of them another \"name\"";
        case errc::unknown_points:
            return "points that an accrual, an action or a ladder of this version brings";
        case errc::cyclic_basis:
            return "a basis before the price that the tier changes: \"list\" or \"promoted\"";
        case errc::ladder_over_rolling_window: return "a calendar window or a lifetime";
        case errc::too_many_slots: return "fewer pools, measures, ladders and caps; at most 64 in all";
        case errc::lifetime_needed: return "one day or more";
        case errc::carry_denominator: return "a rate and multipliers with fewer decimals";
        case errc::not_representable: return "no more decimals than the currency, or the points, have";
        case errc::invalid_window: return "a length of one or more, and a day that every period has";
        case errc::carry_rounds_down: return "\"mode\": \"down\"";
        case errc::units_differ:
            return "the same \"decimals\" in all rules of one pool; credit and points apart";
        case errc::falling_ladder: return "rates that do not fall from step to step, or \"brackets\"";
        case errc::steps_and_rates: return "all steps with \"award\", or all with \"rate\"";
        case errc::tier_named_twice: return "another name for one of the tiers";
        case errc::benefit_named_twice: return "each tier once";
        case errc::endless_wait: return "\"latest\", or \"pending\", with a length";
        case errc::not_above_zero: return "more than zero";
        case errc::unnamed: return "a name of one letter or more";
        case errc::thresholds_missing: return "one threshold for each of one to four measures";
        case errc::stay_above_entry: return "\"keep\" no higher than \"from\"";
        case errc::hold_needed: return "\"held\"";
        case errc::period_needed: return "a calendar window, or a hold to the end of a period";
        case errc::lifetime_only: return "\"within\": {\"kind\": \"lifetime\"}";
        case errc::versions_not_rising: return "numbers and days above those of the version before";
        case errc::two_pools_needed: return "\"into\" another pool than \"points\"";
        case errc::redeemed_in_a_circle: return "\"into\" a pool that never turns back into \"points\"";
        case errc::too_many_extras: return "at most eight \"extras\"";
        default: return {};
    }
}

problem problem_at(std::string pointer, errc code, std::string_view remedy = {}) {
    problem made;
    made.code = code;
    made.pointer = std::move(pointer);
    made.remedy = remedy.empty() ? remedy_for(code) : remedy;
    return made;
}

std::string pointer_to_rule(std::size_t version_at, std::size_t rule_at) {
    return "/versions/" + std::to_string(version_at) + "/rules/" + std::to_string(rule_at);
}

/// Effects: tells every mistake once, at its rule; of two rules of one name at the second.
void tell(std::vector<rule_mistake> const& mistakes, version const& one, std::size_t version_at,
          builder const& build, currency money, std::vector<problem>& problems) {
    std::vector<rule_id> const ids = ids_of(one, build, money);
    for (rule_mistake const& m : mistakes) {
        auto const found = std::find(ids.rbegin(), ids.rend(), m.rule);
        std::string pointer =
            found == ids.rend()
                ? "/versions/" + std::to_string(version_at)
                : pointer_to_rule(version_at, static_cast<std::size_t>(ids.rend() - found) - 1);
        problem const told = problem_at(std::move(pointer), m.what);
        if (std::find(problems.begin(), problems.end(), told) == problems.end()) problems.push_back(told);
    }
}

/// Returns: one version, under a chart that takes in that of the version before.
std::optional<detail::loaded_rules> make_version(program const& of, std::size_t at, chart before,
                                                 std::vector<problem>& problems) {
    builder const build(of.tags);
    version const& one = of.versions[at];
    std::vector<rule_mistake> mistakes;
    auto made = std::apply(
        [&](auto... lists) {
            identity const who = identity(of.name, program_version{one.number}).after(before);
            return make_telling(who, of.money, mistakes, std::move(lists)...);
        },
        lists_from(one, build));
    if (made) return std::move(*made);
    tell(mistakes, one, at, build, of.money, problems);
    return {};
}

}  // namespace

making make_program(program what) {
    making done;
    if (what.versions.empty())
        return {{}, {problem_at("/versions", errc::missing_key, "one version at least")}};
    auto const said = std::make_shared<program const>(std::move(what));
    detail::version_list<detail::loaded_rules> all;
    for (std::size_t i = 0; i < said->versions.size(); ++i) {
        version const& one = said->versions[i];
        bool const rises =
            i == 0 || (said->versions[i - 1].number < one.number && said->versions[i - 1].from < one.from);
        if (!rises)
            done.problems.push_back(problem_at("/versions/" + std::to_string(i), errc::versions_not_rising));
        chart const before = all.all.empty() ? chart{} : all.all.back().rules.chart();
        if (auto made = make_version(*said, i, before, done.problems))
            all.all.push_back({one.from, std::move(*made)});
    }
    if (!done.problems.empty()) return done;
    auto made = version_list<detail::loaded_rules>::make(std::move(all));
    if (made)
        done.made.emplace_back(said, std::move(*made));
    else
        done.problems.push_back(problem_at("/versions", made.error()));
    return done;
}

making load_program(std::string_view text, limits const& most) {
    reading read = read_program(text, most);
    if (!read) return {{}, std::move(read.problems)};
    making done = make_program(std::move(read.what));
    for (problem& p : done.problems) {
        place const there = find_in(text, p.pointer, false);
        p.line = there.line;
        p.column = there.column;
    }
    sort_by(done.problems, [](problem const& p) { return std::pair(p.line, p.column); });
    return done;
}

}  // namespace document
}  // namespace tessera
