// SPDX-License-Identifier: BSL-1.0
#include <numeric>

#include <tessera/facts/basis.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;

namespace {

constexpr line_filter books{.category = {7}};

/// Two lines: a book of 100.00 with 20.00 off, 10.00 tax; a pen of 50.00 that earns nothing. 30.00 more off
/// by tier (24.00 of the book's 80.00, here); 5.00 shipping.
priced_order example(std::vector<line> const& lines) {
    priced_order priced;
    priced.lines = lines;
    priced.shipping_minor = 500;
    priced.totals = {
        .list_minor = 15'000, .promotion_minor = 2'000, .tax_minor = 1'400, .quantity = 2, .tags = no_earn};
    priced.adjustments.push_back({.base_minor = 13'000, .off_minor = 3'900});
    priced.totals.member_minor = 3'900;
    return priced;
}

std::vector<line> const example_lines{
    {.category = {7}, .list_minor = 10'000, .promotion_minor = 2'000, .tax_minor = 1'000},
    {.tags = no_earn, .list_minor = 5'000, .tax_minor = 400}};

basis over_all(basis b) {
    b.lines = {};
    return b;
}

}  // namespace

TEST_CASE("each word of a basis takes its part") {
    priced_order const priced = example(example_lines);
    struct {
        char const* what;
        basis of;
        std::int64_t stored;
        std::int64_t amount;
    } const rows[] = {
        {"list, all lines", over_all(list_price), 0, 15'000},
        {"list, without what earns nothing", list_price, 0, 10'000},
        {"after promotions", over_all(promoted_price), 0, 13'000},
        {"after promotions, the book alone", promoted_price.over(books), 0, 8'000},
        {"paid: 30 % off by tier", over_all(paid_price), 0, 9'100},
        {"paid, the book alone", paid_price, 0, 5'600},
        {"paid with shipping", over_all(paid_price).with_shipping(), 0, 9'600},
        {"the book with shipping", paid_price.with_shipping(), 0, 6'100},
        {"without tax: 1/8 of the book, 2/25 of the pen", over_all(paid_price).without_tax(), 0,
         4'900 + 3'220},
        {"list without tax: at the rate of the promoted price", list_price.without_tax(), 0, 8'750},
        {"half paid with stored value", over_all(paid_price).with_shipping(), 4'800, 4'800},
        {"all paid with stored value", over_all(paid_price), 9'600, 0},
        {"more than there is to pay", over_all(paid_price), 20'000, 0},
        {"a part, in proportion, half-up", paid_price, 1'000, 5'600 - 583},
        {"stored value counts where it is asked for", paid_price.with_stored_value(), 9'600, 5'600},
    };
    std::vector<std::int64_t> scratch;
    for (auto const& row : rows) {
        INFO(row.what);
        auto const amount = basis_amount(row.of, priced, row.stored, scratch);
        REQUIRE(amount.has_value());
        CHECK(*amount == row.amount);
        auto const filled = basis_lines(row.of, priced, row.stored, scratch);
        REQUIRE(filled.has_value());
        CHECK(std::accumulate(scratch.begin(), scratch.end(), std::int64_t{0}) == row.amount);
    }
}

TEST_CASE("a basis that does not fit is an error") {
    std::vector<line> const lines{{.list_minor = INT64_MAX}};
    priced_order priced;
    priced.lines = lines;
    priced.totals.list_minor = INT64_MAX;
    priced.shipping_minor = 1;
    std::vector<std::int64_t> scratch;
    auto const b = list_price.with_shipping().with_stored_value();
    CHECK(basis_amount(b, priced, 0, scratch).error() == errc::overflow);
    CHECK(basis_lines(b, priced, 0, scratch).error() == errc::overflow);
}

TEST_CASE("line by line a basis adds up, whatever is in it") {
    CHECK_PROPERTY("the parts sum to the whole, none is negative, the quick way is the long way", [] {
        std::vector<line> lines;
        priced_order priced;
        int const count = *rc::gen::inRange(1, 6);
        for (int i = 0; i < count; ++i) {
            line l;
            l.list_minor = *rc::gen::inRange(0, 10'000);
            l.promotion_minor = *rc::gen::inRange<std::int64_t>(0, l.list_minor + 1);
            l.tax_minor = *rc::gen::inRange<std::int64_t>(0, l.promoted_minor() + 1);
            l.tags = *rc::gen::element<tag_set>(0, no_earn, host_tag);
            lines.push_back(l);
            priced.totals.list_minor += l.list_minor;
            priced.totals.promotion_minor += l.promotion_minor;
            priced.totals.tags |= l.tags;
        }
        priced.lines = lines;
        priced.shipping_minor = *rc::gen::inRange(0, 1'000);
        std::int64_t const base = priced.totals.promoted_minor();
        priced.totals.member_minor = *rc::gen::inRange<std::int64_t>(0, base + 1);
        priced.adjustments.push_back({.base_minor = base, .off_minor = priced.totals.member_minor});

        basis b{*rc::gen::element(price_stage::list, price_stage::promoted, price_stage::paid)};
        b.tax = *rc::gen::arbitrary<bool>();
        b.shipping = *rc::gen::arbitrary<bool>();
        b.stored_value = *rc::gen::arbitrary<bool>();
        b.lines =
            *rc::gen::element(line_filter{}, line_filter{.without = no_earn}, line_filter{.with = host_tag});
        std::int64_t const stored = *rc::gen::inRange<std::int64_t>(0, priced.payable_minor() + 2);

        std::vector<std::int64_t> scratch;
        auto const whole = basis_amount(b, priced, stored, scratch);
        RC_ASSERT(whole.has_value());
        RC_ASSERT(basis_lines(b, priced, stored, scratch).has_value());
        std::int64_t sum = 0;
        for (std::int64_t const part : scratch) {
            RC_ASSERT(part >= 0);
            sum += part;
        }
        RC_ASSERT(sum == *whole);

        // A sku that no line bears shuts nothing out when it is 0: the long way round of a plain basis.
        basis plain = b, long_way = b;
        plain.lines = {};
        long_way.lines = {};
        priced.totals.tags = 0;
        std::int64_t longer = 0;
        detail::line_parts(long_way, priced, scratch);
        for (std::int64_t const part : scratch) longer += part;
        plain.stored_value = true;
        plain.shipping = false;
        RC_ASSERT(*basis_amount(plain, priced, 0, scratch) == longer);
    });
}
