// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "giveaway_room.hpp"

/// What ladders owe, as exact functions: those of `ladder_curve`, without its rounding.

namespace tessera::document {

namespace {

/// The most values at which a ladder is looked at.
constexpr std::size_t breaks_max = 2000;

cpp_rational whole_part(cpp_rational const& value) {
    return cpp_rational(divide(numerator(value), denominator(value), rounding::floor));
}

}  // namespace

giveaway_ladder::giveaway_ladder(ladder const& of, cpp_rational const& unit) : of_(&of), unit_(unit) {}

bool giveaway_ladder::by_rates() const noexcept {
    return of_->form == ladder_form::whole || of_->form == ladder_form::brackets;
}

cpp_rational giveaway_ladder::at(std::size_t i) const {
    return std::max(unit_, to_cpp_rational(of_->steps[i].at));
}

cpp_rational giveaway_ladder::rate(std::size_t i) const {
    return to_cpp_rational(of_->steps[i].rate.value_or(ratio(0)));
}

cpp_rational giveaway_ladder::reached(cpp_rational const& value) const {
    cpp_rational sum = 0;
    for (std::size_t i = 0; i < of_->steps.size() && at(i) <= value; ++i) {
        cpp_rational const award = to_cpp_rational(of_->steps[i].award.value_or(decimal(0)));
        switch (of_->form) {
            case ladder_form::increments: sum += award; break;
            case ladder_form::totals: sum = award; break;
            case ladder_form::whole: sum = rate(i) * value; break;
            case ladder_form::brackets: {
                bool const top = i + 1 == of_->steps.size() || value <= at(i + 1);
                sum += rate(i) * ((top ? value : at(i + 1)) - to_cpp_rational(of_->steps[i].at));
                break;
            }
        }
    }
    return sum;
}

cpp_rational giveaway_ladder::owed(cpp_rational const& value) const {
    if (of_->then == ladder_end::every_further && of_->further && value >= last()) {
        cpp_rational const every = to_cpp_rational(of_->further->every);
        return reached(value) + whole_part((value - last()) / every) * to_cpp_rational(of_->further->award);
    }
    if (of_->then == ladder_end::new_lap) {
        cpp_rational const laps = whole_part(value / last());
        return laps * lap() + reached(value - laps * last());
    }
    return reached(value);
}

cpp_rational giveaway_ladder::best_share(std::optional<cpp_rational> const& most) const {
    auto const within = [&](cpp_rational const& value) { return !most || value <= *most; };
    cpp_rational best = 0, before = lap();
    for (std::size_t i = 0; i < of_->steps.size() && within(at(i)); ++i) {
        cpp_rational there = reached(at(i));
        if (of_->then == ladder_end::times_ten)
            there = of_->form == ladder_form::totals ? std::max<cpp_rational>(there, before / 10)
                                                     : cpp_rational(there + before / 9);
        best = std::max<cpp_rational>(best, there / at(i));
    }
    if (by_rates() && !most) best = std::max(best, rate(of_->steps.size() - 1));
    if (by_rates() && most && *most > 0) best = std::max<cpp_rational>(best, reached(*most) / *most);
    if (of_->then == ladder_end::every_further) {
        cpp_rational const next = last() + to_cpp_rational(of_->further->every);
        if (within(next)) best = std::max({best, cpp_rational(owed(next) / next), tail_share()});
    }
    return best;
}

std::vector<cpp_rational> giveaway_ladder::rises() const {
    std::vector<cpp_rational> all = steps();
    if (of_->then == ladder_end::every_further) all.push_back(last() + to_cpp_rational(of_->further->every));
    return all;
}

cpp_rational giveaway_ladder::tail_share() const {
    switch (of_->then) {
        case ladder_end::every_further:
            return to_cpp_rational(of_->further->award) / to_cpp_rational(of_->further->every);
        case ladder_end::new_lap: return lap() / last();
        case ladder_end::times_ten: return best_share();
        case ladder_end::finite: break;
    }
    return by_rates() ? rate(of_->steps.size() - 1) : cpp_rational(0);
}

std::vector<cpp_rational> giveaway_ladder::steps() const {
    std::vector<cpp_rational> found;
    for (std::size_t i = 0; i < of_->steps.size(); ++i) found.push_back(at(i));
    return found;
}

std::optional<std::vector<cpp_rational>> giveaway_ladder::breaks(
    cpp_rational const& end, std::optional<cpp_rational> const& most) const {
    if (of_->then == ladder_end::times_ten) return {};
    std::vector<cpp_rational> found = steps();
    if (!repeats()) return found;
    bool const laps = of_->then == ladder_end::new_lap;
    cpp_rational const every = laps ? last() : to_cpp_rational(of_->further->every);
    std::vector<cpp_rational> const one = laps ? found : std::vector<cpp_rational>{last()};
    for (cpp_rational begun = every; begun <= end + 2 * every; begun += every)
        for (cpp_rational const& step : one) {
            found.push_back(begun + step);
            if (found.size() > breaks_max) return {};
        }
    if (!most) return found;
    for (cpp_rational const& step : one) {
        cpp_rational const done = whole_part((*most - step) / every);
        for (int const before : {0, 1})
            if (done >= before) found.push_back(step + (done - before) * every);
    }
    return found;
}

std::optional<cpp_rational> giveaway_ladder::at_once(cpp_rational const& share,
                                                     std::optional<cpp_rational> const& most) const {
    if (of_->then == ladder_end::times_ten)
        return most ? std::optional<cpp_rational>(best_share() * *most) : std::nullopt;
    std::vector<cpp_rational> where = steps();  // from lap to lap it pays no more beyond the share
    if (of_->then == ladder_end::every_further)
        where.push_back(last() + to_cpp_rational(of_->further->every));
    if (of_->then == ladder_end::new_lap)
        for (cpp_rational const& step : steps()) where.push_back(last() + step);
    if (most) where.push_back(*most);
    cpp_rational lowest = 0, best = 0;  // of what it owes beyond the share, so far
    for (cpp_rational const& step : where) {
        if (most && step > *most) continue;
        for (cpp_rational const& value : {std::max<cpp_rational>(0, step - unit_), step}) {
            cpp_rational const beyond = owed(value) - share * value;
            best = std::max<cpp_rational>(best, beyond - lowest);
            lowest = std::min(lowest, beyond);
        }
    }
    return best;
}

std::optional<cpp_rational> giveaway_ladder::at_one_more() const {
    std::optional<std::vector<cpp_rational>> const where = breaks(last(), {});
    if (!where) return {};
    cpp_rational best = 0;
    for (cpp_rational const& step : *where) {
        cpp_rational const value = -whole_part(-step);
        best = std::max<cpp_rational>(best, owed(value) - owed(value - 1));
        best = std::max<cpp_rational>(best, owed(value + 1) - owed(value));
    }
    return best;
}

}  // namespace tessera::document
