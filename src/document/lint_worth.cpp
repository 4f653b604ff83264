// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <utility>

#include "lint_room.hpp"

/// What a program gives back, as a share of a price: points by themselves, and all benefits of one order.

namespace tessera::document {

namespace {

/// Returns: the highest factor that the multipliers of an accrual come to, each in its best case.
cpp_rational highest_factor(accrual const& a) {
    std::vector<cpp_rational> all;
    cpp_rational tier = 1;
    if (a.by_tier)
        for (tier_times const& t : a.by_tier->steps) tier = std::max(tier, to_cpp_rational(t.times));
    all.push_back(tier);
    for (extra const& e : a.extras) all.push_back(std::max<cpp_rational>(1, to_cpp_rational(e.times)));
    cpp_rational factor = 1;
    for (cpp_rational const& times : all) {
        if (a.combined_by == combining::product) factor *= times;
        if (a.combined_by == combining::sum) factor += times - 1;
        if (a.combined_by == combining::max) factor = std::max(factor, times);
    }
    return factor;
}

/// Returns: the share of a price that an accrual gives back at most; nothing where no amount earns, or the
///   points have no worth in money.
std::optional<cpp_rational> share_given(lint_room const& room, accrual const& a) {
    auto const worth = room.worth_of(a.points);
    if (!worth || (a.per != earned_per::amount && a.per != earned_per::whole_amount)) return {};
    cpp_rational share = to_cpp_rational(a.rate) * *worth * highest_factor(a);
    if (a.per == earned_per::whole_amount) {
        if (a.whole <= decimal(0)) return {};
        share /= to_cpp_rational(a.whole);
    }
    return share;
}

void check_share(lint_room& room, accrual const& a, spot const& at) {
    auto const share = share_given(room, a);
    if (!share || *share <= to_cpp_rational(room.bounds.given_back)) return;
    cpp_rational const factor = highest_factor(a);
    std::string why = "points give back up to " + percent(*share) + " of a price";
    if (factor != 1) why += ", with multipliers of " + number(factor) + " in the best case";
    bool const all = *share >= 1;
    why += all ? std::string(": they pay for what earns them")
               : ", and more than " + percent(to_cpp_rational(room.bounds.given_back)) + " was to be told";
    room.tell(all ? lint_code::gives_back_all : lint_code::gives_back_much, at / "rate", std::move(why),
              room.first_use(a.points, pool_use::way::spends)->at);
}

/// Returns: what a unit of a ladder's award is worth; nothing where nothing says.
std::optional<cpp_rational> worth_of_award(lint_room const& room, ladder const& l) {
    return l.points.empty() ? std::optional<cpp_rational>(1) : room.worth_of(l.points);
}

void check_ladder(lint_room& room, ladder const& l, spot const& at) {
    auto const best = best_share(l);
    auto const worth = worth_of_award(room, l);
    if (!best || !worth || *best * *worth <= to_cpp_rational(room.bounds.given_back)) return;
    cpp_rational const share = *best * *worth;
    bool const all = share >= 1;
    std::string why = "the steps pay up to " + percent(share) + " of what is spent";
    why += all ? std::string(": they pay for what reaches them")
               : ", and more than " + percent(to_cpp_rational(room.bounds.given_back)) + " was to be told";
    room.tell(all ? lint_code::gives_back_all : lint_code::gives_back_much, at / "steps", std::move(why), {},
              "lower awards or rates, or steps at higher amounts");
}

// --- the shops' poster
// ---------------------------------------------------------------------------------------

/// A benefit of members that nothing bounds.
struct member_benefit {
    spot at{};
    std::string says{};
};

std::vector<member_benefit> unbounded_benefits(lint_room const& room) {
    std::vector<member_benefit> all;
    room.each<member_price>([&](member_price const& m, spot const& at) {
        cpp_rational best = 0;
        for (tier_off const& t : m.steps) best = std::max(best, to_cpp_rational(t.share));
        if (best > 0)
            all.push_back({at, "the price of \"" + m.tiers + "\" takes off up to " + percent(best)});
    });
    room.each<ladder>([&](ladder const& l, spot const& at) {
        auto const best = best_share(l);
        auto const worth = worth_of_award(room, l);
        std::string says = '"' + l.name + "\" pays ";
        says += best && worth ? "up to " + percent(*best * *worth) + " of what was spent" : "at its steps";
        all.push_back({at, std::move(says)});
    });
    member_benefit earned;
    room.each<accrual>([&](accrual const& a, spot const& at) {
        bool const capped =
            std::any_of(a.caps.begin(), a.caps.end(), [](cap const& c) { return c.what != cap_on::balance; });
        auto const share = share_given(room, a);
        if (!share || capped || *share == 0 || !earned.says.empty()) return;
        earned = {at, '"' + a.points + "\" give back up to " + percent(*share)};
    });
    if (!earned.says.empty()) all.push_back(std::move(earned));
    return all;
}

void check_poster(lint_room& room) {
    std::vector<member_benefit> const all = unbounded_benefits(room);
    if (all.size() < 2) return;
    std::string reason = "one order can bring all of these: ";
    for (member_benefit const& b : all) reason += (&b == &all.front() ? "" : "; ") + b.says;
    room.tell(lint_code::benefits_add_up, all[0].at, std::move(reason), all[1].at);
}

// --- guards
// ------------------------------------------------------------------------------------------------------

/// Returns: the share of a price that accruals and ladders give back at most, as far as they have a worth.
cpp_rational share_earned(lint_room const& room) {
    cpp_rational all = 0;
    room.each<accrual>([&](accrual const& a, spot const&) {
        if (auto const share = share_given(room, a)) all += *share;
    });
    room.each<ladder>([&](ladder const& l, spot const&) {
        auto const best = best_share(l);
        auto const worth = worth_of_award(room, l);
        if (best && worth) all += *best * *worth;
    });
    return all;
}

template <class Guard>
void check_guards(lint_room& room) {
    cpp_rational const most = share_earned(room);
    room.each<Guard>([&](Guard const& g, spot const& at) {
        if (g.earned <= ratio(0) || to_cpp_rational(g.earned) >= most) return;
        room.tell(lint_code::guard_counts_too_little, at / "earned",
                  '"' + g.name + "\" counts " + percent(to_cpp_rational(g.earned)) +
                      " as earned, and rules give back up to " + percent(most));
    });
}

}  // namespace

void lint_worth(lint_room& room) {
    room.each<accrual>([&](accrual const& a, spot const& at) { check_share(room, a, at); });
    room.each<ladder>([&](ladder const& l, spot const& at) { check_ladder(room, l, at); });
    check_poster(room);
    check_guards<margin_guard>(room);
    check_guards<line_guard>(room);
}

}  // namespace tessera::document
