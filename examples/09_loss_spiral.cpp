// SPDX-License-Identifier: BSL-1.0
// The loss spiral. A regular orders once a month for 500.00, goods that cost the shop 450.00; a parcel costs
// 12.00. Three shops sell her the same eight orders: one mixes what regulars earn with what an order costs,
// one does so under a guard, one keeps the two apart. With --svg it prints the plot instead of the table.

#include <array>
#include <cstring>

#include <tessera/offers.hpp>

#include "till.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace {

constexpr std::int64_t list = 500'00, cost = 450'00, parcel = 12'00;
constexpr std::size_t months = 8;
using profits = std::array<std::int64_t, months>;

/// What regulars get, all of it off the order: a price, shipping, a gift, and 20.00 for whoever haggles.
auto mixed(margin_guard const& floor) {
    auto const shipping =
        offer("shipping").share_off(1).of_shipping().from_tier("orders", "fifth").priority(3);
    auto const gift = offer("gift").gift(sku_named("soap"), 1, 15).from_tier("orders", "sixth").priority(2);
    auto const coupon = offer("coupon").amount_off(20).on_request().priority(1);
    return make("mixed", currencies::EUR,
                tiers("spend", net_spend(list_price), tier{"regular", 1000}, tier{"good", 3000}),
                tiers("orders", order_count(), tier{"fifth", 4}, tier{"sixth", 5}),
                member_price("spend", off{"regular", 2_percent}, off{"good", 5_percent}),
                offers("regulars", {shipping, gift, coupon}), floor);
}
auto const no_floor = margin_guard("floor", profit_of::list, 0);
auto const four_percent = margin_guard("floor", profit_of::list, 4_percent)
                              .giving_up({{benefit_kind::offer, "coupon"},
                                          {benefit_kind::offer, "gift"},
                                          {benefit_kind::offer, "shipping"},
                                          {benefit_kind::member_price, "spend"}});

/// One price for everybody, and points beside it: the gift costs 1500 of them.
auto separated() {
    return make("separated", currencies::EUR, accrual("points", 1), reward("soap", "points", 1500));
}

/// Returns: what the shop earns on an order as it was decided.
std::int64_t profit_of_order(decision const& sold) {
    std::int64_t gifts = 0;
    for (entitlement const& e : sold.priced.entitlements) gifts += e.worth_minor;
    for (reason const& r : sold.reasons)
        if (r.code == reason_code::reward_given) gifts += 15'00 * r.b;
    return sold.priced.payable_minor() - cost - parcel - gifts;
}

/// Returns: the profit of each month. She haggles in the fourth and the eighth, where that is of use.
template <class Program>
profits sell(examples::till<Program>& till) {
    line const goods{.list_minor = list};
    line_facts const about{.cost_minor = cost};
    rule_id const haggled = offer::id_of("coupon");
    redemption_wish const soap{.rule = rule_named("redemption", "soap"), .points = 1};
    profits earned{};
    for (std::size_t month = 0; month < months; ++month) {
        bool const haggles = month == 3 || month == 7;
        bool const can_pay = till.points() >= 1500;
        cart const what{.lines = {&goods, 1},
                        .shipping_minor = parcel,
                        .shipping_cost_minor = parcel,
                        .about = {&about, 1},
                        .claims = {&haggled, haggles ? 1U : 0U}};
        earned[month] = profit_of_order(till.sell(what, {&soap, can_pay ? 1U : 0U}));
        till.wait(30);
    }
    return earned;
}

struct shop {
    char const* name;
    char const* color;
    profits earned;
    std::int64_t points_open = 0;  // 100 of them cost the shop 1.00: a point is a cent

    [[nodiscard]] std::int64_t sum() const noexcept {
        std::int64_t total = -points_open;
        for (std::int64_t const profit : earned) total += profit;
        return total;
    }
};

template <class Program>
shop sold(char const* name, char const* color, result<Program> const& rules) {
    if (!rules) std::exit(1);
    examples::till<Program> till(*rules);
    shop made{name, color, sell(till)};
    made.points_open = till.points();
    return made;
}

void print_table(std::array<shop, 3> const& shops) {
    std::printf("%-14s", "order");
    for (shop const& s : shops) std::printf("%12s", s.name);
    for (std::size_t month = 0; month < months; ++month) {
        std::printf("\n%-14zu", month + 1);
        for (shop const& s : shops) std::printf("%12s", examples::amount(s.earned[month]).c_str());
    }
    std::printf("\n%-14s", "points open");
    for (shop const& s : shops) std::printf("%12s", examples::amount(-s.points_open).c_str());
    std::printf("\n%-14s", "profit");
    for (shop const& s : shops) std::printf("%12s", examples::amount(s.sum()).c_str());
    std::printf("\n");
}

/// The profit of each order as a line for each shop: 60 pixels an order, 2 a unit of money.
void print_plot(std::array<shop, 3> const& shops) {
    auto const y = [](std::int64_t minor) { return static_cast<int>(130 - minor / 50); };
    std::printf(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 220\" font-family=\"sans-serif\" "
        "font-size=\"12\">\n<title>Profit of each order of one regular customer</title>\n");
    for (std::int64_t const mark : {-20'00, 0, 20'00, 40'00})
        std::printf(
            "<line x1=\"40\" x2=\"500\" y1=\"%d\" y2=\"%d\" stroke=\"#ccc\"/>"
            "<text x=\"34\" y=\"%d\" text-anchor=\"end\">%lld</text>\n",
            y(mark), y(mark), y(mark) + 4, static_cast<long long>(mark / 100));
    for (std::size_t month = 0; month < months; ++month)
        std::printf("<text x=\"%zu\" y=\"205\" text-anchor=\"middle\">%zu</text>\n", 60 + 60 * month,
                    month + 1);
    int row = 24;
    for (shop const& s : shops) {
        std::printf("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"", s.color);
        for (std::size_t month = 0; month < months; ++month)
            std::printf("%s%zu,%d", month == 0 ? "" : " ", 60 + 60 * month, y(s.earned[month]));
        std::printf("\"/>\n<text x=\"510\" y=\"%d\" fill=\"%s\">%s: %s</text>\n", row, s.color, s.name,
                    examples::amount(s.sum()).c_str());
        row += 18;
    }
    std::printf("</svg>\n");
}

}  // namespace

int main(int count, char const* const* arguments) {
    std::array<shop, 3> const shops{sold("mixed", "#c0392b", mixed(no_floor)),
                                    sold("guarded", "#d68910", mixed(four_percent)),
                                    sold("separated", "#1e8449", separated())};
    bool const plot = count > 1 && std::strcmp(arguments[1], "--svg") == 0;
    plot ? print_plot(shops) : print_table(shops);
}
