// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "build.hpp"
#include "json.hpp"
#include "loaded_rules.hpp"
#include "mistaken.hpp"
#include "reader.hpp"
#include "remedies.hpp"
#include "sort_by.hpp"
#include "writer.hpp"

namespace tessera {

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
            if constexpr (requires { build.policy_by_one(said); })
                if (said.measures.size() == 1) return visit(build.policy_by_one(said));
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

/// A rule, or an offer of a rule, as the document has it.
struct listed_rule {
    rule_id id{};
    std::string pointer{};
    json::value text{};
};

/// Returns: the rules of a version and their offers, in the order of the document.
std::vector<listed_rule> rules_listed(version const& one, std::string const& at, builder const& build,
                                      currency money) {
    std::vector<listed_rule> all;
    json::value const text = writer::object_of(one);
    for (std::size_t i = 0; i < one.rules.size(); ++i) {
        std::string const pointer = "/rules/" + std::to_string(i);
        with_policy(build, one.rules[i], [&](auto policy) {
            binder alone(money);
            policy.bind(alone);
            all.push_back({policy.id(), at + pointer, text.at_pointer(pointer)});
        });
        auto const* const some = std::get_if<offers>(&one.rules[i]);
        for (std::size_t k = 0; some != nullptr && k < some->list.size(); ++k) {
            std::string const its = pointer + "/list/" + std::to_string(k);
            all.push_back({rule_named("offer", some->list[k].name), at + its, text.at_pointer(its)});
        }
    }
    return all;
}

problem problem_at(std::string pointer, errc code, std::string_view remedy = {}) {
    problem made;
    made.code = code;
    made.pointer = std::move(pointer);
    made.remedy = remedy.empty() ? remedy_for(code) : remedy;
    return made;
}

/// Effects: adds where a mistake of the rules of one id is; of two rules of one name it is the second.
template <class Rules, class Add>
void place_mistake(Rules const& of_id, errc what, known_names const& known, Add add) {
    bool const twice = what == errc::duplicate_rule;
    bool placed = false;
    for (auto one = std::next(of_id.begin(), twice ? 1 : 0); one != of_id.end(); ++one) {
        std::vector<mistaken> places = mistaken_in(one->second->text, what, known);
        if (places.empty() && twice) places.emplace_back();
        for (mistaken const& place : places) add(*one->second, place);
        placed = placed || !places.empty();
    }
    if (!placed) add(*std::prev(of_id.end())->second, mistaken{});
}

/// Effects: tells every mistake once, at its place in the rule, or at the rule, in the order of the document.
///   Complexity: linear in rules and mistakes, but for their sorting: whoever wrote the document may have
///   made many.
void tell(std::vector<rule_mistake> const& mistakes, version const& one, std::size_t version_at,
          builder const& build, currency money, std::vector<problem>& problems) {
    std::string const at = "/versions/" + std::to_string(version_at);
    std::vector<listed_rule> const rules = rules_listed(one, at, build, money);
    std::vector<std::pair<rule_id, listed_rule const*>> by_id;
    for (listed_rule const& r : rules) by_id.emplace_back(r.id, &r);
    std::sort(by_id.begin(), by_id.end());
    known_names const known = names_of(one, money);
    std::set<std::pair<rule_id, errc>> seen;
    std::vector<std::pair<listed_rule const*, problem>> told;
    for (rule_mistake const& m : mistakes) {
        if (!seen.emplace(m.rule, m.what).second) continue;
        auto const of_id =
            std::ranges::equal_range(by_id, m.rule, {}, [](auto const& each) { return each.first; });
        if (of_id.empty()) {
            problems.push_back(problem_at(at, m.what));
            continue;
        }
        place_mistake(of_id, m.what, known, [&](listed_rule const& in, mistaken const& place) {
            problem made = problem_at(in.pointer + place.pointer, m.what, place.remedy);
            made.value = place.value;
            told.emplace_back(&in, std::move(made));
        });
    }
    sort_by(told, [](auto const& each) { return each.first; });
    for (auto& each : told) problems.push_back(std::move(each.second));
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

/// Effects: tells what is wrong with the host's tags: each has a name of its own.
void check_tags(std::vector<std::string> const& tags, std::vector<problem>& problems) {
    std::set<std::string_view> names{"no_earn", "no_member_price"};
    for (std::size_t i = 0; i < tags.size(); ++i) {
        std::string const at = "/tags/" + std::to_string(i);
        if (tags[i].empty())
            problems.push_back(problem_at(at, errc::unnamed));
        else if (!names.insert(tags[i]).second)
            problems.push_back(
                problem_at(at, errc::rows_out_of_order,
                           "each tag once; \"no_earn\" and \"no_member_price\" are there anyway"));
        else
            continue;
        problems.back().value = shown(json::value(tags[i]));
    }
}

}  // namespace

making make_program(program what) {
    making done;
    if (what.versions.empty())
        return {{}, {problem_at("/versions", errc::missing_key, "one version at least")}};
    auto const said = std::make_shared<program const>(std::move(what));
    check_tags(said->tags, done.problems);
    detail::version_list<detail::loaded_rules> all;
    for (std::size_t i = 0; i < said->versions.size(); ++i) {
        version const& one = said->versions[i];
        bool const rises =
            i == 0 || (said->versions[i - 1].number < one.number && said->versions[i - 1].from < one.from);
        if (one.number == 0)
            done.problems.push_back(
                problem_at("/versions/" + std::to_string(i) + "/number", errc::not_above_zero, "1 or more"));
        else if (!rises)
            done.problems.push_back(problem_at("/versions/" + std::to_string(i), errc::versions_not_rising));
        chart const before = all.all.empty() ? chart{} : all.all.back().rules.chart();
        if (auto made = make_version(*said, i, before, done.problems))
            all.all.push_back({one.from, std::move(*made)});
    }
    if (!done.problems.empty()) return done;
    auto made = version_list<detail::loaded_rules>::make(std::move(all));
    if (made)
        done.made.emplace_back(std::make_shared<detail::loaded_versions const>(said, std::move(*made)));
    else
        done.problems.push_back(problem_at("/versions", made.error()));
    return done;
}

}  // namespace document
}  // namespace tessera
