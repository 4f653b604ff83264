// SPDX-License-Identifier: BSL-1.0

/// Ladders of brackets, in which each part of an amount has the rate of its own bracket: points of one order,
/// or cash back on cumulative spend.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/policy/ladder_curve.hpp>

#include "vocabulary.hpp"

namespace conformance {

namespace {

using tessera::cpp_rational;
using curve = tessera::ladder_curve<std::vector<tessera::curve_step>>;

/// Decimals of spend, and of awards where the case states no rounding.
constexpr unsigned fine_digits = 4;

/// What the rules say.
struct rule {
    curve ladder;
    std::vector<std::int64_t> ends;  ///< of the brackets, the unbounded one left out
    unsigned award_digits = fine_digits;
};

/// Returns: `value` in units of 10^-`digits`, which it must be a multiple of.
std::int64_t exact_minor(cpp_rational const& value, unsigned digits) {
    auto const minor =
        tessera::to_int64(tessera::to_minor(value, static_cast<int>(digits), tessera::rounding::down));
    if (!minor || cpp_rational(*minor, tessera::power_of_ten(digits)) != value) {
        throw unsupported("the figure " + value.str());
    }
    return *minor;
}

/// Returns: the rate in award units per unit of spend.
tessera::ratio rate_of(fields& bracket, unsigned award_digits) {
    std::string_view const key = bracket.has("rate") ? "rate" : "points_per_unit";
    auto const rate = tessera::to_ratio(number(bracket.text(key)) * tessera::power_of_ten(award_digits) /
                                        tessera::power_of_ten(fine_digits));
    if (!rate) throw unsupported("a rate beyond 64 bits");
    return *rate;
}

/// Effects: sets mode and decimals by words such as "floor of the sum".
void read_rounding(std::string words, rule& how) {
    constexpr std::string_view scope = " of the sum";
    if (!words.ends_with(scope)) throw unsupported("rounding '" + words + "'");
    words.erase(words.size() - scope.size());
    how.ladder.mode = rounding_mode(words);
    how.award_digits = 0;
}

rule read_rule(fields rules) {
    rule how;
    how.ladder.form = tessera::ladder_form::brackets;
    if (rules.has("points_rounding")) read_rounding(rules.text("points_rounding"), how);
    if (rules.has("rounding")) read_rounding(rules.text("rounding"), how);
    auto const* object = rules.value("ladder").if_object();
    if (object == nullptr) throw unsupported("a ladder that is no object");
    rules.done();

    fields ladder(*object, "ladder");
    if (std::string const kind = ladder.text("kind"); kind != "marginal")
        throw unsupported("ladder '" + kind + "'");
    auto const* brackets = ladder.value("brackets").if_array();
    if (brackets == nullptr) throw unsupported("brackets that are no list");
    ladder.done();

    std::int64_t from = 0;
    for (auto const& entry : *brackets) {
        fields bracket(entry.as_object(), "bracket");
        how.ladder.steps.push_back({from, 0, rate_of(bracket, how.award_digits)});
        std::string const end = bracket.text("up_to");
        bracket.done();
        if (end == "unbounded") break;
        from = exact_minor(number(end), fine_digits);
        how.ends.push_back(from);
    }
    if (how.ends.size() == how.ladder.steps.size()) how.ladder.steps.push_back({from, 0, {}});
    if (tessera::errc const wrong = how.ladder.check(); wrong != tessera::errc::ok)
        throw unsupported(word_of(wrong));
    return how;
}

/// Returns: what the ladder owes at `spend`, in whole units of the award.
cpp_rational total_at(rule const& how, std::int64_t spend) {
    auto const total = how.ladder.total(spend);
    if (!total) throw mismatch("the error " + word_of(total.error()));
    return {*total, tessera::power_of_ten(how.award_digits)};
}

/// A bracket's part is what the ladder owes at its end, or at the spend, less what it owes at its start.
void compare_brackets(rule const& how, std::int64_t spend, std::vector<std::string> const& wanted) {
    std::vector<std::int64_t> ends = how.ends;
    ends.push_back(std::max<std::int64_t>(spend, 0));
    cpp_rational below = 0;
    for (std::size_t i = 0; i < std::max(wanted.size(), ends.size()); ++i) {
        cpp_rational const total = i < ends.size() ? total_at(how, std::min(ends[i], spend)) : below;
        cpp_rational const part = i < wanted.size() ? number(wanted[i]) : cpp_rational(0);
        expect_equal("bracket " + std::to_string(i + 1), total - below, part);
        below = total;
    }
}

void check(boost::json::object const& one_case) {
    rule const how = read_rule({one_case.at("programme").as_object(), "programme"});
    boost::json::array const& events = one_case.at("events").as_array();
    if (events.size() != 1) throw unsupported("more than one event");
    fields event(events[0].as_object(), "event");
    if (std::string const type = event.text("type"); type != "order" && type != "cumulative_spend") {
        throw unsupported("event '" + type + "'");
    }
    std::int64_t const spend = exact_minor(number(event.text("amount")), fine_digits);
    event.done();

    fields expect(one_case.at("expect").as_object(), "expect");
    for (std::string_view const key : {"points_pending", "points_earned", "points", "cashback"}) {
        if (expect.has(key)) expect_equal(key, total_at(how, spend), number(expect.text(key)));
    }
    if (expect.has("by_bracket")) compare_brackets(how, spend, expect.texts("by_bracket"));
    expect.done();
}

}  // namespace

adapter ladder_marginal() { return check; }

}  // namespace conformance
