// SPDX-License-Identifier: BSL-1.0

/// Rounding of single figures: to places, to significant digits, to a cash step, after a calculation, in a
/// currency conversion.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "vocabulary.hpp"

namespace conformance {

namespace {

using tessera::cpp_int;
using tessera::cpp_rational;

/// Returns: `num / den` rounded, by every width of the library that holds it; they must agree.
cpp_int rounded_quotient(cpp_int const& num, cpp_int const& den, tessera::rounding mode) {
    cpp_int const quotient = tessera::divide(num, den, mode);
    auto const narrow_num = tessera::to_int64(num);
    auto const narrow_den = tessera::to_int64(den);
    if (narrow_num && narrow_den) {
        expect_equal("the quotient in 64 bits", cpp_rational(tessera::divide(*narrow_num, *narrow_den, mode)),
                     cpp_rational(quotient));
        auto const wide = tessera::divide(tessera::int128(*narrow_num), tessera::int128(*narrow_den), mode);
        expect_equal("the quotient in 128 bits", cpp_rational(static_cast<std::int64_t>(wide)),
                     cpp_rational(quotient));
    }
    return quotient;
}

/// Returns: the multiple of `step` that the mode chooses.
cpp_rational rounded_to_step(cpp_rational const& value, cpp_rational const& step, tessera::rounding mode) {
    cpp_rational const steps = value / step;
    return cpp_rational(rounded_quotient(numerator(steps), denominator(steps), mode)) * step;
}

/// Returns: the value of the last of so many decimals, 0.01 for 2.
cpp_rational last_place(std::int64_t places) {
    cpp_rational const power = pow(cpp_int(10), static_cast<unsigned>(places < 0 ? -places : places));
    return places < 0 ? power : cpp_rational(1 / power);
}

/// Returns: the value of the last significant digit.
cpp_rational last_significant(cpp_rational const& value, std::int64_t digits) {
    cpp_rational unit = 1;
    cpp_rational const size = abs(value);
    cpp_rational const limit = last_place(-digits);
    while (size != 0 && size / unit >= limit) unit *= 10;
    while (size != 0 && size / unit < limit / 10) unit /= 10;
    return unit;
}

/// How the rules round.
struct rule {
    std::optional<tessera::rounding> mode;  // none: a case where rounding would be an error
    std::optional<std::int64_t> places;
    std::optional<std::int64_t> significant;
    std::optional<cpp_rational> step;
    std::optional<cpp_rational> first_step;
    std::optional<tessera::currency> unit;
    bool whole_unit = false;
    bool enabled = true;
};

rule read_rule(fields rules) {
    rule how;
    if (rules.has("mode")) {
        std::string const mode = rules.text("mode");
        if (mode != "unnecessary" && mode != "none") how.mode = rounding_mode(mode);
    }
    if (rules.has("places")) how.places = whole_number(rules.text("places"));
    if (rules.has("decimals")) how.places = whole_number(rules.text("decimals"));
    if (rules.has("significant_digits")) how.significant = whole_number(rules.text("significant_digits"));
    if (rules.has("step")) how.step = number(rules.text("step"));
    if (rules.has("first_round_to")) how.first_step = number(rules.text("first_round_to"));
    if (rules.has("currency")) how.unit = currency_named(rules.text("currency"));
    if (rules.has("enabled")) how.enabled = rules.flag("enabled");
    if (rules.has("round_to")) {
        std::string const target = rules.text("round_to");
        if (target != "whole currency unit") throw unsupported("round to '" + target + "'");
        how.whole_unit = true;
    }
    rules.done();
    if (how.step && *how.step <= 0) throw unsupported("a step that is not positive");
    if (how.first_step && *how.first_step <= 0) throw unsupported("a first step that is not positive");
    return how;
}

tessera::rounding mode_of(rule const& how) {
    if (!how.mode) throw unsupported("rules without a rounding mode");
    return *how.mode;
}

/// What an event yields: a number with or without a currency, or an error.
struct answer {
    cpp_rational value;
    std::string unit;
    std::optional<tessera::errc> error;
};

/// Returns: the value at the last place or digit the rules state.
answer rounded(cpp_rational const& value, rule const& how) {
    cpp_rational unit;
    if (how.significant) {
        unit = last_significant(value, *how.significant);
    } else if (how.places) {
        unit = last_place(*how.places);
    } else if (how.unit) {
        unit = last_place(how.unit->digits);
    } else {
        throw unsupported("rules without places");
    }
    if (how.mode) return {rounded_to_step(value, unit, *how.mode), {}, {}};
    if (denominator(cpp_rational(value / unit)) != 1) return {{}, {}, tessera::errc::not_representable};
    return {value, {}, {}};
}

/// Cash rounding is two steps where the rules say so: to the minor unit, halves away from zero, then
/// to the step by its mode.
answer cash_rounded(cpp_rational value, rule const& how) {
    if (!how.step && !how.unit) throw unsupported("cash rounding without a step");
    if (how.first_step) value = rounded_to_step(value, *how.first_step, tessera::rounding::half_up);
    if (how.step) return {rounded_to_step(value, *how.step, mode_of(how)), {}, {}};
    auto const minor =
        tessera::to_int64(tessera::to_minor(value, how.unit->digits, tessera::rounding::half_up));
    if (!minor) return {{}, {}, minor.error()};
    auto const cash = tessera::cash_round(*minor, *how.unit, mode_of(how));
    if (!cash) return {{}, {}, cash.error()};
    return {cpp_rational(*cash) * last_place(how.unit->digits), {}, {}};
}

answer whole_units(std::int64_t minor, rule const& how) {
    if (!how.whole_unit || !(how.places || how.unit))
        throw unsupported("rounding of minor units to nothing known");
    std::int64_t const places = how.places ? *how.places : how.unit->digits;
    if (places < 0 || places > tessera::decimal_places_max) throw unsupported("so many decimals");
    auto const units =
        tessera::round_to_step(minor, tessera::power_of_ten(static_cast<unsigned>(places)), mode_of(how));
    if (!units) return {{}, {}, units.error()};
    return {*units, {}, {}};
}

answer computed(fields& event, rule const& how) {
    cpp_rational const left = number(event.text("left"));
    cpp_rational const right = number(event.text("right"));
    std::string const op = event.text("op");
    if (op == "plus") return rounded(left + right, how);
    if (op == "minus") return rounded(left - right, how);
    if (op == "times") return rounded(left * right, how);
    if (op != "divided_by") throw unsupported("operation '" + op + "'");
    if (right == 0) return {{}, {}, tessera::errc::division_by_zero};
    return rounded(left / right, how);
}

/// Returns: number and currency of "2.33 GBP".
std::pair<cpp_rational, std::string> amount_with_unit(std::string const& text) {
    auto const space = text.find(' ');
    if (space == std::string::npos) throw unsupported("amount '" + text + "' without a currency");
    return {number(text.substr(0, space)), text.substr(space + 1)};
}

answer converted(fields& event, rule how) {
    cpp_rational const amount = amount_with_unit(event.text("amount")).first;
    tessera::currency const target = currency_named(event.text("to"));
    if (!how.places && !how.significant) how.unit = target;
    answer result = rounded(amount * number(event.text("rate")), how);
    result.unit = target.code();
    return result;
}

answer answer_to(fields event, rule const& how) {
    std::string const type = event.text("type");
    answer result;
    if (type == "round") {
        result = rounded(number(event.text("value")), how);
    } else if (type == "unit_price") {
        cpp_rational const price = number(event.text("value"));
        result = how.enabled ? rounded(price, how) : answer{price, {}, {}};
    } else if (type == "cash_round") {
        result = cash_rounded(number(event.text("value")), how);
    } else if (type == "round_minor") {
        result = whole_units(whole_number(event.text("amount_minor")), how);
    } else if (type == "compute") {
        result = computed(event, how);
    } else if (type == "convert") {
        result = converted(event, how);
    } else {
        throw unsupported("event '" + type + "'");
    }
    event.done();
    return result;
}

void compare(answer const& got, std::string const& key, std::string const& wanted) {
    if (key == "error") {
        expect_equal("the error", got.error ? word_of(*got.error) : "none", wanted);
        return;
    }
    if (got.error) throw mismatch("the error " + word_of(*got.error) + " instead of " + wanted);
    if (got.unit.empty()) {
        expect_equal(key, got.value, number(wanted));
        return;
    }
    auto const [value, unit] = amount_with_unit(wanted);
    expect_equal(key, got.value, value);
    expect_equal("the currency of " + key, got.unit, unit);
}

/// Each event answers one expectation: the first "result" (or its kin), the second "result_negative".
void check(boost::json::object const& one_case) {
    rule const how = read_rule({one_case.at("programme").as_object(), "programme"});
    boost::json::array const& events = one_case.at("events").as_array();
    fields expect(one_case.at("expect").as_object(), "expect");
    std::vector<std::string> keys;
    for (std::string_view const key :
         {"result", "result_minor", "error", "result_negative", "result_negative_minor"}) {
        if (expect.has(key)) keys.emplace_back(key);
    }
    if (keys.size() != events.size()) throw unsupported("not one expectation for each event");
    for (std::size_t i = 0; i < keys.size(); ++i) {
        compare(answer_to({events[i].as_object(), "event"}, how), keys[i], expect.text(keys[i]));
    }
    expect.done();
}

}  // namespace

adapter rounding() { return check; }

}  // namespace conformance
