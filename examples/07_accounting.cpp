// SPDX-License-Identifier: BSL-1.0
// What the accounts want to know of points: what came and went in each month, what is still owed and when it
// ends, and how much of the revenue the points defer. Three customers buy for 100, 200 and 300 in January and
// for 30 in February, when each pays 0.50 of it with 50 points. Points live 90 days.

#include <tessera/analysis/cohort.hpp>
#include <tessera/analysis/revenue.hpp>
#include <tessera/analysis/roll_forward.hpp>
#include <tessera/calendar/text.hpp>

#include "till.hpp"

using namespace tessera;

constexpr auto rules = compose("points", currencies::EUR, accrual("points", 1).living(days(90)),
                               redemption("points", {.points = 100, .money = 1}));

/// 2026-01-01 is "2026-01".
std::string month(date day) { return std::string(to_text(day).view().substr(0, 7)); }

int main() {
    date const through = date_of(2026, 4, 30);
    roll_forward books(through);
    cohort_table cohorts;
    for (int customer = 1; customer <= 3; ++customer) {
        examples::till till(rules);
        journal history;
        history.append(till.sell(customer * 100'00).as_entry());
        till.wait(40);
        redemption_wish const wish{rules.redemption_rule("points"), 50};
        history.append(till.sell(30'00, {&wish, 1}).as_entry());

        auto const moved = movements_of(history, rules.chart(), through);
        if (!moved) return 1;
        books.add(*moved);
        books.count(till.customer(), rules.chart());
        cohorts.add(*moved);
    }
    if (!books.imbalances().empty()) return 1;

    slot_id const points = rules.pool("points");
    std::printf("%-8s %8s %8s %9s %8s %8s\n", "month", "opening", "issued", "redeemed", "expired", "closing");
    for (pool_period const& p : books.periods(points))
        std::printf("%-8s %8s %8s %9s %8s %8s\n", month(p.when.begin).c_str(), p.opening.str().c_str(),
                    p.issued.str().c_str(), p.redeemed.str().c_str(), p.expired.str().c_str(),
                    p.closing.str().c_str());

    std::printf("\n%-8s %8s %8s\n", "earned", "expires", "points");
    auto const left = cohorts.outstanding(points);
    for (outstanding_value const& v : left)
        std::printf("%-8s %8s %8s\n", month(v.earned).c_str(), month(v.expires).c_str(),
                    v.amount.str().c_str());
    cpp_int const owed =
        to_minor(value_of(left, 1), 0, rounding::half_up);  // 100 points are 1.00: a point is a cent
    std::printf("%-17s %8s\n", "worth", to_text(owed, 2).c_str());

    // Goods of 100,000 with 10,000 points of 1: 95 % of them are expected to be redeemed, later 97 %.
    auto const sale = split_price(100'000, 100'000, 9'500, rounding::half_up);
    std::printf("\nrevenue\n%-17s %8s\n%-17s %8s\n", "goods", sale->goods.str().c_str(), "points, deferred",
                sale->points.str().c_str());
    deferred_revenue deferred(sale->points);
    std::printf("%-17s %8s\n", "  year 1",
                deferred.recognize(4'500, 9'500, rounding::half_up)->str().c_str());
    std::printf("%-17s %8s\n", "  year 2",
                deferred.recognize(8'500, 9'700, rounding::half_up)->str().c_str());
    std::printf("%-17s %8s\n", "  still deferred", deferred.left().str().c_str());
}
