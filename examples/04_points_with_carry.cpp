// SPDX-License-Identifier: BSL-1.0
// Points with carry rounding: one point per euro, and the cents that make no whole point wait for the next
// order. However a purchase is split, and whatever comes back, a customer holds the points of what was kept.

#include "till.hpp"

using namespace tessera;

constexpr auto by_order = compose("points by order", currencies::EUR, accrual("points", 1).living(days(365)));
constexpr auto by_carry = compose("points with carry", currencies::EUR,
                                  accrual("points", 1).rounded(rounding_scope::carry).living(days(365)));

template <class Till>
long long points_held(Till const& till) {
    balance const now = till.balance("points");
    return static_cast<long long>(now.available - now.debt);
}

int main() {
    std::printf("ten orders of 9.50        by order   carry\n");
    examples::till rounded(by_order);
    examples::till carried(by_carry);
    for (int i = 1; i <= 10; ++i) {
        rounded.sell(9'50);
        carried.sell(9'50);
        if (i == 1 || i == 2 || i == 10)
            std::printf("  after %2d                  %6lld  %6lld\n", i, points_held(rounded),
                        points_held(carried));
    }

    std::printf("\nthe first of two comes back             carry\n");
    examples::till returned(by_carry);
    returned.sell(9'50);
    returned.sell(9'50);
    std::printf("  9.50 and 9.50                        %6lld\n", points_held(returned));
    returned.take_back(9'50);
    std::printf("  the first is returned                %6lld\n", points_held(returned));
    returned.sell(50);
    std::printf("  0.50 more                            %6lld\n", points_held(returned));

    std::printf("\nthe last day of a lot                   carry\n");
    carried.wait(364);
    std::printf("  364 days after                       %6lld\n", points_held(carried));
    carried.wait(1);
    std::printf("  365 days after                       %6lld\n", points_held(carried));
}
