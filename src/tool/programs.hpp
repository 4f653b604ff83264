// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <string_view>
#include <tuple>

#include <tessera/tessera.hpp>

/// Part of the command-line tool. The built-in programs: what the seed shops put on their posters, and no
/// more. Where the shops left something open, the comment says that it is our choice. A program is made for
/// the currency of the file.

namespace tessera::tool::posters {

using namespace tessera::literals;

/// What counts as spent. Our choice: list amounts, whatever they are paid with.
inline constexpr basis list_amounts = list_price.with_stored_value();

/// "Spend 1000 in all: 2 % off. 3000: 5 % off."
/// Our choices: the names; what counts is list amounts, orders less returns; a level holds from the next
/// order on, and falls at once with what it stands on; one rounding per order, half-up.
inline constexpr auto club = tiers("club", net_spend(list_amounts), tier{"silver", 1000}, tier{"gold", 3000});
inline constexpr auto club_price = member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent});

/// "300 in one order: level 1, 5 % off. 500: level 2, 10 % off."
/// Our choices: judged on list amounts; from the next order on; a return does not undo the order that was
/// placed.
inline constexpr auto big_orders =
    tiers("level", best_order(list_price), tier{"level 1", 300}, tier{"level 2", 500});
inline constexpr auto big_orders_price =
    member_price("level", off{"level 1", 5_percent}, off{"level 2", 10_percent});

/// "Every unit ever spent counts: reach 200, get 20 back, 1000 another 100, 2000 another 200, and so on."
/// Our choices: where the series ends; what counts is list amounts, orders less returns; an award goes back
/// when returns take what was spent below its step.
inline constexpr std::array cashback_steps{step{200, 20},        step{1000, 100},       step{2000, 200},
                                           step{5000, 500},      step{10'000, 1000},    step{20'000, 2000},
                                           step{50'000, 5000},   step{100'000, 10'000}, step{200'000, 20'000},
                                           step{500'000, 50'000}};
inline constexpr auto cashback = std::apply(
    [](auto... steps) { return ladder("cashback", net_spend(list_amounts), steps...); }, cashback_steps);

/// "One point per unit paid. 100 points are one unit."
/// Our choices: rounded down per order; points live 365 days, the day they are earned included.
inline constexpr auto points = accrual("points", 1).living(days(365));
inline constexpr point_value points_worth{.points = 100, .money = 1};
inline constexpr auto points_pay = redemption("points", points_worth);

/// The same, where members pay up to half of an order with points, and what comes back is known by its
/// receipt. Our choices: the half; two years; what the member has spent meanwhile is owed; what no receipt
/// explains goes back at the rate and price of everybody.
inline constexpr auto points_pay_half = points_pay.for_at_most(50_percent);
inline constexpr std::int32_t days_to_return = 730;
inline constexpr auto brought_back = returns(days_to_return).without_receipt_at_base_rate();

// --- the programs ------------------------------------------------------------------------------------------

inline constexpr auto seed_tiers = [](currency in) { return make("seed-tiers", in, club, club_price); };

inline constexpr auto seed_single_order = [](currency in) {
    return make("seed-single-order", in, big_orders, big_orders_price);
};

inline constexpr auto seed_ladder = [](currency in) { return make("seed-ladder", in, cashback); };

inline constexpr auto seed_points = [](currency in) { return make("seed-points", in, points, points_pay); };

/// The shops' own conclusion: one price for all, and only points. Today these are the rules of seed-points;
/// the name stands for the answer to seed-shop and keeps it when either poster changes.
inline constexpr auto seed_separated = [](currency in) {
    return make("seed-separated", in, points, points_pay);
};

/// Everything on one poster, which is what loses money.
inline constexpr auto seed_shop = [](currency in) {
    return make("seed-shop", in, club, club_price, cashback, points, points_pay);
};

/// The same poster, with points that are spent and goods that come back to their orders.
inline constexpr auto seed_returns = [](currency in) {
    return make("seed-returns", in, club, club_price, cashback, points, points_pay_half, brought_back);
};

/// A mistake in a poster stops the build; one that only a currency brings is an error when the program is
/// made.
static_assert(seed_tiers(currencies::EUR) && seed_single_order(currencies::EUR) &&
              seed_ladder(currencies::EUR) && seed_points(currencies::EUR) &&
              seed_separated(currencies::EUR) && seed_shop(currencies::EUR) && seed_returns(currencies::EUR));

/// One line for `--list-programs`, and what a file does not say.
struct poster {
    std::string_view name;
    std::string_view says;
    bool points_are_spent = false;  ///< as many as the program allows, with every order
};
inline constexpr std::array<poster, 7> all{{
    {"seed-tiers", "2 % off from 1000 spent in all, 5 % off from 3000"},
    {"seed-single-order", "5 % off once a single order reached 300, 10 % off once one reached 500"},
    {"seed-ladder", "cash back on all ever spent: 200 -> 20, 1000 -> 100 more, 2000 -> 200 more, ..."},
    {"seed-points", "one point per unit paid, 100 points are one unit"},
    {"seed-separated", "one price for all, points only: the shops' own conclusion"},
    {"seed-shop", "tiers, ladder and points on one poster, which is what loses money"},
    {"seed-returns", "seed-shop with points that pay up to half of an order, and returns by receipt", true},
}};

/// Effects: calls `visit(program, poster)` with the program of that name, made for the currency.
/// Returns: whether there is one. A program that cannot be made in the currency is none.
template <class Visit>
bool with_program(std::string_view name, currency in, Visit visit) {
    bool found = false;
    auto const offer = [&](poster const& which, auto made) {
        if (found || which.name != name) return;
        auto const program = made(in);
        if (!program) return;
        visit(*program, which);
        found = true;
    };
    std::size_t next = 0;
    auto const offer_all = [&](auto... made) { (offer(all[next++], made), ...); };
    offer_all(seed_tiers, seed_single_order, seed_ladder, seed_points, seed_separated, seed_shop,
              seed_returns);
    return found;
}

}  // namespace tessera::tool::posters
