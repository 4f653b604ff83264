// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include <tessera/document/loaded_program.hpp>

#include "program_place.hpp"
#include "read_text.hpp"
#include "sort_by.hpp"

/// From the text of a document to a program, or to all that is wrong with it: first what the format does not
/// have, then what does not go together. A rule in which something is of the wrong form is not made; of the
/// others all is told that does not depend on it.

namespace tessera::document {

namespace {

/// The places of rules in a document, version by version.
using rule_places = std::vector<std::vector<std::size_t>>;

/// Effects: takes the rules away in which something was found. Returns: where the others stood; nothing where
///   something was found outside of rules, which all of them can depend on.
///   Preconditions: all that is wrong was found.
std::optional<rule_places> leave_sound_rules(program& what, std::vector<problem> const& found) {
    std::set<std::pair<std::size_t, std::size_t>> wrong;
    for (problem const& p : found) {
        program_place const there = place_in_program(p.pointer);
        if (!there.rule) return {};
        wrong.emplace(*there.version, *there.rule);
    }
    rule_places places;
    for (std::size_t v = 0; v < what.versions.size(); ++v) {
        std::vector<rule> sound;
        std::vector<std::size_t>& stood = places.emplace_back();
        for (std::size_t i = 0; i < what.versions[v].rules.size(); ++i) {
            if (wrong.contains({v, i})) continue;
            stood.push_back(i);
            sound.push_back(std::move(what.versions[v].rules[i]));
        }
        what.versions[v].rules = std::move(sound);
    }
    return places;
}

/// Returns: whether a rule makes the mistake by itself, whatever other rules there are.
bool of_one_rule(errc what) noexcept {
    switch (what) {
        case errc::invalid_window:
        case errc::no_steps:
        case errc::steps_not_rising:
        case errc::totals_not_rising:
        case errc::discount_above_whole:
        case errc::negative_rate:
        case errc::ladder_over_rolling_window:
        case errc::lifetime_needed:
        case errc::carry_denominator:
        case errc::best_order_over_rolling_window:
        case errc::carry_rounds_down:
        case errc::falling_ladder:
        case errc::steps_and_rates:
        case errc::rates_have_no_steps:
        case errc::tier_named_twice:
        case errc::benefit_named_twice:
        case errc::thresholds_missing:
        case errc::stay_above_entry:
        case errc::hold_without_length:
        case errc::hold_needed:
        case errc::period_needed:
        case errc::lifetime_only:
        case errc::one_measure_only:
        case errc::endless_wait:
        case errc::order_counts_later:
        case errc::wait_without_length:
        case errc::not_above_zero:
        case errc::unnamed:
        case errc::carry_is_exact:
        case errc::one_rate_needed:
        case errc::too_many_extras:
        case errc::unknown_stack:
        case errc::steps_differ:
        case errc::stack_named_twice:
        case errc::counted_twice:
        case errc::amount_needed:
        case errc::brackets_of_shares:
        case errc::gives_nothing: return true;
        default: return false;
    }
}

/// Returns: what is wrong with rules by themselves, at the places where they stood.
std::vector<problem> mistakes_of_single_rules(program what, rule_places const& places) {
    std::vector<problem> told;
    for (problem& p : make_program(std::move(what)).problems) {
        program_place const there = place_in_program(p.pointer);
        if (!there.rule || !of_one_rule(p.code)) continue;
        p.pointer = "/versions/" + std::to_string(*there.version) + "/rules/" +
                    std::to_string(places[*there.version][*there.rule]) + std::string(there.inside);
        told.push_back(std::move(p));
    }
    return told;
}

/// Returns: the value of a text that has been read. Its figures may be written otherwise than we would.
json::value as_written(std::string_view text, limits const& most) {
    json::parse_options how;
    how.max_depth = most.depth;
    boost::system::error_code ignored;
    return json::parse(text, ignored, {}, how);
}

/// Effects: finds the problems in the text, in the order of the document, as many as are told.
void put_places(std::string_view text, limits const& most, std::vector<problem>& problems) {
    if (problems.empty()) return;
    if (problems.size() > most.problems) problems.resize(most.problems);
    json::value const source = as_written(text, most);
    for (problem& p : problems) {
        boost::system::error_code ignored;
        json::value const* const what = source.find_pointer(p.pointer, ignored);
        if (!p.value.empty() && what != nullptr) p.value = shown(*what);
        place const there = find_in(text, p.pointer, false);
        if (what != nullptr) p.value = as_in_text(std::move(p.value), text, there);
        p.line = there.line;
        p.column = there.column;
    }
}

}  // namespace

making load_program(std::string_view text, limits const& most) {
    program what;
    making done;
    done.problems = read_text(text, most, [&](reading_room& room, json::value const& value) {
        reader::read_object(room, value, nullptr, what);
    });
    std::vector<problem> more;
    if (done.problems.empty()) {
        done = make_program(std::move(what));
        more = std::exchange(done.problems, {});
    } else if (done.problems.size() < most.problems) {
        if (auto const places = leave_sound_rules(what, done.problems))
            more = mistakes_of_single_rules(std::move(what), *places);
    }
    put_places(text, most, more);
    std::move(more.begin(), more.end(), std::back_inserter(done.problems));
    sort_by(done.problems, [](problem const& p) { return std::pair(p.line, p.column); });
    if (done.problems.size() > most.problems) done.problems.resize(most.problems);
    return done;
}

}  // namespace tessera::document
