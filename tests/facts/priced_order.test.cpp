// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <limits>

#include <tessera/facts/priced_order.hpp>

#include "support/shop.hpp"

using namespace tessera;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

constexpr auto plain = compose("plain", currencies::EUR, accrual("points", 1));

errc failure_of(std::vector<line> const& lines, std::int64_t shipping = 0) {
    priced_order out;
    auto const quoted = plain.quote({}, {lines, shipping}, out);
    return quoted ? errc::ok : quoted.error();
}

}  // namespace

TEST_CASE("an order's totals are the sums of its lines") {
    std::vector<line> const lines{
        {.tags = no_earn, .quantity = 3, .list_minor = 1000, .promotion_minor = 100, .tax_minor = 90},
        {.tags = host_tag, .quantity = 1, .list_minor = 500, .tax_minor = 50},
        {.list_minor = 0}};
    priced_order out;
    REQUIRE(plain.quote({}, {lines, 490}, out).has_value());
    CHECK(out.totals.list_minor == 1500);
    CHECK(out.totals.promotion_minor == 100);
    CHECK(out.totals.tax_minor == 140);
    CHECK(out.totals.quantity == 5);
    CHECK(out.totals.tags == (no_earn | host_tag));
    CHECK(out.totals.promoted_minor() == 1400);
    CHECK(out.totals.paid_minor() == 1400);
    CHECK(out.payable_minor() == 1890);
}

TEST_CASE("what a line cannot be is an error, whatever the figures") {
    CHECK(failure_of({}) == errc::empty_order);
    CHECK(failure_of({{.list_minor = 0}}) == errc::ok);
    CHECK(failure_of({{.list_minor = 100, .promotion_minor = 100}}) == errc::ok);
    CHECK(failure_of({{.list_minor = 100, .promotion_minor = 90, .tax_minor = 10}}) == errc::ok);
    CHECK(failure_of({{.list_minor = most}}) == errc::ok);

    CHECK(failure_of({{.list_minor = -1}}) == errc::negative_amount);
    CHECK(failure_of({{.list_minor = 5, .promotion_minor = -1}}) == errc::negative_amount);
    CHECK(failure_of({{.list_minor = 5, .tax_minor = -1}}) == errc::negative_amount);
    CHECK(failure_of({{.list_minor = 5}}, -1) == errc::negative_amount);
    CHECK(failure_of({{.list_minor = 100, .promotion_minor = 101}}) == errc::deduction_above_list);
    CHECK(failure_of({{.list_minor = 100, .promotion_minor = 90, .tax_minor = 11}}) ==
          errc::deduction_above_list);
    CHECK(failure_of({{.list_minor = 100}, {.list_minor = 1, .tax_minor = 2}}) == errc::deduction_above_list);
    CHECK(failure_of({{.list_minor = most}, {.list_minor = 1}}) == errc::overflow);
    CHECK(failure_of({{.list_minor = most}}, 1) == errc::overflow);

    // Figures from a broken document: every sum and difference of these leaves 64 bits.
    CHECK(failure_of({{.list_minor = least, .promotion_minor = 1}}) == errc::negative_amount);
    CHECK(failure_of({{.list_minor = most, .promotion_minor = least}}) == errc::negative_amount);
    CHECK(failure_of({{.list_minor = least, .promotion_minor = most, .tax_minor = most}}) ==
          errc::negative_amount);
    CHECK(failure_of({{.list_minor = 0, .promotion_minor = most, .tax_minor = most}}) ==
          errc::deduction_above_list);
    CHECK(failure_of({{.promotion_minor = most}, {.promotion_minor = most}}) == errc::deduction_above_list);
}

TEST_CASE("an adjustment's shares follow the prices of the lines it takes, and add up to it") {
    std::vector<line> const lines{{.list_minor = 1000},
                                  {.tags = no_member_price, .list_minor = 5000},
                                  {.list_minor = 1500, .promotion_minor = 500},
                                  {.list_minor = 1000}};
    priced_order priced;
    priced.lines = lines;
    adjustment const off{.lines = {.without = no_member_price}, .base_minor = 3000, .off_minor = 100};
    std::array<std::int64_t, 4> shares{}, scratch{};
    add_shares(priced, off, shares, scratch);
    CHECK(shares == std::array<std::int64_t, 4>{34, 0, 33, 33});
    // A second one weighs what the lines still cost: 9.66, 9.67, 9.67.
    add_shares(priced, off, shares, scratch);
    CHECK(shares == std::array<std::int64_t, 4>{67, 0, 67, 66});
    add_shares(priced, adjustment{}, shares, scratch);
    CHECK(shares == std::array<std::int64_t, 4>{67, 0, 67, 66});
}

TEST_CASE("a line filter asks for everything it names") {
    line const l{.sku = {1}, .category = {2}, .tags = host_tag | no_earn};
    CHECK(line_filter{}.takes(l));
    CHECK(line_filter{.sku = {1}, .category = {2}, .with = host_tag}.takes(l));
    CHECK_FALSE(line_filter{.sku = {2}}.takes(l));
    CHECK_FALSE(line_filter{.category = {1}}.takes(l));
    CHECK_FALSE(line_filter{.with = host_tag << 1}.takes(l));
    CHECK_FALSE(line_filter{.with = host_tag | no_member_price}.takes(l));
    CHECK_FALSE(line_filter{.without = no_earn | no_member_price}.takes(l));
    CHECK(line_filter{.without = no_member_price}.takes(l));

    CHECK(line_filter{.without = no_earn}.takes_all(host_tag));
    CHECK_FALSE(line_filter{.without = no_earn}.takes_all(no_earn));
    CHECK_FALSE(line_filter{.sku = {1}}.takes_all(0));
    CHECK_FALSE(line_filter{.category = {1}}.takes_all(0));
    CHECK_FALSE(line_filter{.with = host_tag}.takes_all(host_tag));
}
