// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "lint_room.hpp"

/// Ladders: steps that nobody reaches, that pay nothing, or that stay when what reached them comes back.

namespace tessera::document {

namespace {

bool by_rates(ladder const& l) { return l.form == ladder_form::whole || l.form == ladder_form::brackets; }

cpp_rational rate_of(ladder_step const& s) { return to_cpp_rational(s.rate.value_or(ratio(0))); }
cpp_rational award_of(ladder_step const& s) { return to_cpp_rational(s.award.value_or(decimal(0))); }

/// Returns: whether each step says what its form reads.
bool is_told(ladder const& l) {
    for (ladder_step const& s : l.steps)
        if (by_rates(l) ? !s.rate : !s.award) return false;
    return !l.steps.empty();
}

/// Returns: what reaching a step adds; of rates, the rate from there on.
cpp_rational worth_of(ladder const& l, std::size_t i) {
    if (by_rates(l)) return rate_of(l.steps[i]);
    if (l.form == ladder_form::totals && i > 0) return award_of(l.steps[i]) - award_of(l.steps[i - 1]);
    return award_of(l.steps[i]);
}

std::string shown(lint_room const& room, ladder const& l, cpp_rational const& worth) {
    return by_rates(l) ? percent(worth) : room.award(l, worth);
}

void check_steps(lint_room& room, ladder const& l, spot const& at) {
    for (std::size_t i = 0; i < l.steps.size(); ++i) {
        cpp_rational const worth = worth_of(l, i), below = i == 0 ? cpp_rational(0) : worth_of(l, i - 1);
        std::string const step = "the step at " + room.figure(l.measure, l.steps[i].at);
        std::string_view const key = by_rates(l) ? "rate" : "award";
        bool const changes = by_rates(l) ? worth != below : worth > 0;
        if (!changes)
            room.tell(
                lint_code::step_pays_nothing, at / "steps" / i / key,
                step + (by_rates(l) && i > 0 ? " leaves the rate at " + percent(worth) : " pays nothing"));
        else if (worth < below && l.form != ladder_form::whole)
            room.tell(
                lint_code::step_pays_less, at / "steps" / i / key,
                step + " pays " + shown(room, l, worth) + ", and the one before " + shown(room, l, below),
                at / "steps" / (i - 1) / key);
    }
}

void check_reach(lint_room& room, ladder const& l, spot const& at) {
    auto const bound = most_of(room, l.measure);
    if (!bound) return;
    for (std::size_t i = 0; i < l.steps.size(); ++i) {
        if (to_cpp_rational(l.steps[i].at) <= bound->most) continue;
        return room.tell(
            lint_code::step_never_reached, at / "steps" / i / "at",
            "the step at " + room.figure(l.measure, l.steps[i].at) + " is out of reach: " + bound->why);
    }
}

/// Effects: tells of the first step that alone brings a balance above the cap of an accrual.
void check_caps(lint_room& room, ladder const& l, spot const& at) {
    auto const& cap = room.lowest_cap(pool_of(l));
    if (by_rates(l) || !cap) return;
    for (std::size_t i = 0; i < l.steps.size(); ++i) {
        if (worth_of(l, i) <= to_cpp_rational(cap->first)) continue;
        return room.tell(lint_code::step_above_cap, at / "steps" / i / "award",
                         "the step at " + room.figure(l.measure, l.steps[i].at) + " pays " +
                             room.award(l, worth_of(l, i)) + ", and orders earn up to a balance of " +
                             number(cap->first) + ": then they earn nothing until some are spent",
                         cap->second);
    }
}

// --- returns -----------------------------------------------------------------------------------------------

/// Returns: whether no return with its receipt lowers a measure.
bool stays(measure const& m) {
    if (m.kind == measure_kind::gross_spend || m.returned == undo::never) return true;
    return m.kind == measure_kind::best_order && m.returned != undo::at_order;
}

void check_returns(lint_room& room, ladder const& l, spot const& at) {
    bool const waits = l.measure.counted.follows();
    bool const unmoved = stays(l.measure), keeps = l.returned == on_return::keep;
    bool const balance = l.measure.kind == measure_kind::points_earned;
    if (waits || balance || !(unmoved || keeps)) return;
    std::string const who = "who comes to " + room.figure(l.measure, l.steps[0].at);
    room.tell(lint_code::step_kept_after_return, keeps ? at / "returned" : at / "measure",
              who + " and brings all of it back keeps " +
                  (by_rates(l) ? "what the rate of " + percent(rate_of(l.steps[0])) + " has paid"
                               : room.award(l, award_of(l.steps[0]))));
}

}  // namespace

std::vector<cpp_rational> paid_by_step(ladder const& l) {
    std::vector<cpp_rational> paid;
    cpp_rational sum = 0;
    for (std::size_t i = 0; i < l.steps.size(); ++i) {
        cpp_rational const at = to_cpp_rational(l.steps[i].at);
        if (l.form == ladder_form::whole) sum = rate_of(l.steps[i]) * at;
        if (l.form == ladder_form::brackets && i > 0)
            sum += rate_of(l.steps[i - 1]) * (at - to_cpp_rational(l.steps[i - 1].at));
        if (l.form == ladder_form::totals) sum = award_of(l.steps[i]);
        if (l.form == ladder_form::increments) sum += award_of(l.steps[i]);
        paid.push_back(sum);
    }
    return paid;
}

std::optional<cpp_rational> best_share(ladder const& l) {
    bool const money =
        l.measure.kind == measure_kind::net_spend || l.measure.kind == measure_kind::gross_spend;
    if (!money || !is_told(l)) return {};
    cpp_rational best = 0;
    std::vector<cpp_rational> const paid = paid_by_step(l);
    for (std::size_t i = 0; i < paid.size(); ++i) {
        if (l.steps[i].at > decimal(0))
            best = std::max<cpp_rational>(best, paid[i] / to_cpp_rational(l.steps[i].at));
        if (by_rates(l)) best = std::max(best, rate_of(l.steps[i]));
    }
    if (l.further && l.further->every > decimal(0))
        best = std::max<cpp_rational>(best,
                                      to_cpp_rational(l.further->award) / to_cpp_rational(l.further->every));
    return best;
}

void lint_ladders(lint_room& room) {
    room.each<ladder>([&](ladder const& l, spot const& at) {
        if (!is_told(l)) return;
        check_steps(room, l, at);
        check_reach(room, l, at);
        check_caps(room, l, at);
        check_returns(room, l, at);
    });
}

}  // namespace tessera::document
