// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/allocate.hpp>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "money/oracle.hpp"

using namespace tessera;
using oracle::cpp_int;
using oracle::cpp_rational;
using oracle::highest;
using oracle::lowest;
using list = std::vector<std::int64_t>;

namespace {

constexpr auto thirds = allocate(1000, std::array<std::int64_t, 3>{1, 1, 1});
static_assert(thirds && thirds->shares == std::array<std::int64_t, 3>{334, 333, 333} &&
              thirds->unplaced == 0);

constexpr std::array rules{left_over_to::largest_remainder, left_over_to::first,    left_over_to::last,
                           left_over_to::largest_weight,    left_over_to::separate, left_over_to::block,
                           left_over_to::from_the_end};

struct outcome {
    list shares;
    result<std::int64_t> unplaced;
};

outcome split_up(std::int64_t total, list const& weights, split how = {}) {
    list shares(weights.size(), 99);
    auto const unplaced = allocate(total, weights, shares, how);
    return {shares, unplaced};
}

rc::Gen<list> weight_lists() {
    auto const small = rc::gen::inRange<std::int64_t>(0, 6);
    auto const prices = rc::gen::inRange<std::int64_t>(0, 100'000);
    auto const large = rc::gen::inRange<std::int64_t>(0, highest / 64);
    return rc::gen::mapcat(rc::gen::inRange<std::size_t>(1, 41), [=](std::size_t count) {
        return rc::gen::oneOf(rc::gen::container<list>(count, small), rc::gen::container<list>(count, prices),
                              rc::gen::container<list>(count, large));
    });
}

rc::Gen<split> splits() {
    return rc::gen::exec([] {
        split how;
        how.left_over = *rc::gen::elementOf(rules);
        how.zeros = *rc::gen::element(zero_weights::error, zero_weights::nothing, zero_weights::equal);
        how.share = *oracle::any_mode();
        how.step = *rc::gen::element<std::int64_t>(1, 1, 5, 50, 100);
        return how;
    });
}

/// The rule from its definition, in exact numbers: round every share, then deal one unit after the other.
list by_definition(std::int64_t total, list const& weights, left_over_to rule, rounding share) {
    cpp_int const sum = std::accumulate(weights.begin(), weights.end(), cpp_int(0));
    std::vector<cpp_rational> lost;
    list shares;
    for (std::int64_t const weight : weights) {
        cpp_rational const exact(cpp_int(total) * weight, sum);
        cpp_int const whole = oracle::rounded(exact, share);
        lost.push_back(exact - whole);
        shares.push_back(static_cast<std::int64_t>(whole));
    }
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] != 0) order.push_back(i);
    }
    cpp_int left = total - std::accumulate(shares.begin(), shares.end(), cpp_int(0));
    int const unit = left < 0 ? -1 : 1;
    if (rule == left_over_to::last) std::reverse(order.begin(), order.end());
    auto const goes_first = [&](std::size_t a, std::size_t b) {
        if (rule == left_over_to::largest_weight && weights[a] != weights[b]) return weights[a] > weights[b];
        if (rule == left_over_to::largest_remainder && lost[a] != lost[b])
            return unit * lost[a] > unit * lost[b];
        return a < b;
    };
    if (rule == left_over_to::largest_weight || rule == left_over_to::largest_remainder) {
        std::sort(order.begin(), order.end(), goes_first);
    }
    for (std::size_t const i : order) {
        if (left == 0) break;
        if ((unit < 0) != (total < 0) && shares[i] == 0) continue;  // who has nothing gives nothing back
        shares[i] += unit;
        left -= unit;
    }
    return shares;
}

}  // namespace

TEST_CASE("what rounding leaves over goes where the rule says", "[allocate]") {
    struct row {
        char const* rule;
        split how;
        std::int64_t total;
        list weights, shares;
        std::int64_t unplaced;
    };
    split const first{.left_over = left_over_to::first};
    split const last{.left_over = left_over_to::last};
    split const heaviest{.left_over = left_over_to::largest_weight};
    split const separate{.left_over = left_over_to::separate};
    split const block{.left_over = left_over_to::block};
    split const from_the_end{.left_over = left_over_to::from_the_end};
    split const flooring{.share = rounding::floor};
    split const half_down{.left_over = left_over_to::first, .share = rounding::half_down};
    split const half_up{.left_over = left_over_to::last, .share = rounding::half_up};
    split const nickels{.step = 5};
    split const nothing{.zeros = zero_weights::nothing};
    split const equal{.zeros = zero_weights::equal};
    for (auto const& [rule, how, total, weights, shares, unplaced] : std::vector<row>{
             {"largest remainder", {}, 1000, {1, 1, 1}, {334, 333, 333}, 0},
             {"largest remainder",
              {},
              93,
              {10, 20, 10, 30, 50, 20, 10, 40},
              {5, 10, 5, 15, 24, 10, 5, 19},
              0},
             {"largest remainder", {}, 2, {1, 1, 3, 1}, {1, 0, 1, 0}, 0},
             {"largest remainder", {}, -5, {7, 3}, {-4, -1}, 0},
             {"floor toward minus infinity", flooring, -5, {7, 3}, {-3, -2}, 0},
             {"first", first, 10000, {30, 20, 40, 40}, {2308, 1539, 3077, 3076}, 0},
             {"first skips weight zero", first, 5, {0, 1, 1, 1}, {0, 2, 2, 1}, 0},
             {"first, negative", first, -1000, {1, 1, 1}, {-334, -333, -333}, 0},
             {"last", last, 19535, {25, 25, 125, 125, 400, 300}, {488, 488, 2441, 2442, 7815, 5861}, 0},
             {"last skips weight zero", last, 5, {1, 1, 0}, {2, 3, 0}, 0},
             {"largest weight", heaviest, -10000, {30, 20, 40, 40}, {-2308, -1538, -3077, -3077}, 0},
             {"largest weight", heaviest, 1003, {0, 50, 50}, {0, 502, 501}, 0},
             {"separate", separate, 100, {400, 0, 40, 20, 2}, {86, 0, 8, 4, 0}, 2},
             {"block", block, 9999, {2, 4, 6}, {1666, 3332, 4998}, 3},
             {"block", block, 3, {75, 25}, {0, 0}, 3},
             {"from the end", from_the_end, 10, {1, 1, 2}, {3, 2, 5}, 0},
             {"from the end, zeros ahead", from_the_end, -5, {0, 1, 1, 0}, {0, -3, -2, 0}, 0},
             {"half down, then first", half_down, -299, {4300, 1400, 2300}, {-161, -52, -86}, 0},
             {"half up, last gives back", half_up, 2, {1, 1, 1, 1}, {1, 1, 0, 0}, 0},
             {"steps of five", nickels, 10000, {1, 2, 3, 7}, {770, 1540, 2305, 5385}, 0},
             {"less than a step", nickels, 13, {1, 1}, {5, 5}, 3},
             {"no weight: nothing", nothing, 1003, {0, 0}, {0, 0}, 1003},
             {"no weight: equal", equal, 1003, {0, 0}, {502, 501}, 0},
             {"nothing to split", {}, 0, {0, 0}, {0, 0}, 0},
             {"one line", {}, lowest, {highest}, {lowest}, 0},
             {"the limits", {}, highest, {highest - 1, 1}, {highest - 1, 1}, 0},
             {"no lines", nothing, 7, {}, {}, 7},
         }) {
        INFO(rule << ": " << total);
        auto const got = split_up(total, weights, how);
        REQUIRE(got.unplaced.has_value());
        CHECK(got.shares == shares);
        CHECK(*got.unplaced == unplaced);
    }
}

TEST_CASE("weights that cannot be used are errors", "[allocate]") {
    CHECK(split_up(100, {0, 0}).unplaced.error() == errc::invalid_weights);
    CHECK(split_up(100, {-1}).unplaced.error() == errc::invalid_weights);
    CHECK(split_up(0, {5, -1}).unplaced.error() == errc::invalid_weights);
    CHECK(split_up(100, {}).unplaced.error() == errc::invalid_weights);
    CHECK(split_up(100, {}, {.zeros = zero_weights::equal}).unplaced.error() == errc::invalid_weights);
    CHECK(split_up(100, {highest, 1}).unplaced.error() == errc::overflow);
    CHECK(allocate(1, std::array<std::int64_t, 2>{0, 0}).error() == errc::invalid_weights);
}

TEST_CASE("shares and what is left always make the total", "[allocate]") {
    CHECK_PROPERTY("any rule", [] {
        auto const total = *oracle::amounts();
        list const weights = *weight_lists();
        split const how = *splits();
        auto const got = split_up(total, weights, how);
        bool const all_zero = std::all_of(weights.begin(), weights.end(), [](auto w) { return w == 0; });
        if (all_zero && how.zeros == zero_weights::error && total != 0) {
            RC_ASSERT(got.unplaced.error() == errc::invalid_weights);
            return;
        }
        RC_ASSERT(got.unplaced.has_value());
        cpp_int const placed = std::accumulate(got.shares.begin(), got.shares.end(), cpp_int(0));
        RC_ASSERT(placed + *got.unplaced == total);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            RC_ASSERT(got.shares[i] % how.step == 0);
            if (weights[i] == 0 && !all_zero) RC_ASSERT(got.shares[i] == 0);
            RC_ASSERT(got.shares[i] == 0 || (got.shares[i] < 0) == (total < 0));
        }
        if (how.left_over != left_over_to::separate && how.left_over != left_over_to::block && !all_zero) {
            RC_ASSERT(*got.unplaced == total % how.step);
        }
    });
}

TEST_CASE("shares are those of the rule's definition", "[allocate]") {
    for (left_over_to const rule : {left_over_to::largest_remainder, left_over_to::first, left_over_to::last,
                                    left_over_to::largest_weight}) {
        INFO("rule " << static_cast<int>(rule));
        CHECK_PROPERTY("in exact numbers", [rule] {
            auto const total = *oracle::amounts();
            list const weights = *weight_lists();
            RC_PRE(std::any_of(weights.begin(), weights.end(), [](auto w) { return w != 0; }));
            auto const share = *oracle::any_mode();
            auto const got = split_up(total, weights, {.left_over = rule, .share = share});
            RC_ASSERT(got.shares == by_definition(total, weights, rule, share));
        });
    }
}

TEST_CASE("laws of the library's own rule", "[allocate]") {
    CHECK_PROPERTY("each share is less than one unit from exact", [] {
        auto const total = *oracle::amounts();
        list const weights = *weight_lists();
        cpp_int const sum = std::accumulate(weights.begin(), weights.end(), cpp_int(0));
        RC_PRE(sum != 0);
        auto const got = split_up(total, weights);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            cpp_rational const exact(cpp_int(total) * weights[i], sum);
            RC_ASSERT(abs(cpp_rational(exact - got.shares[i])) < 1);
        }
    });
    CHECK_PROPERTY("the sign is symmetric", [] {
        auto const total = *rc::gen::inRange<std::int64_t>(0, highest);
        list const weights = *weight_lists();
        RC_PRE(std::any_of(weights.begin(), weights.end(), [](auto w) { return w != 0; }));
        list mirrored = split_up(-total, weights).shares;
        for (auto& share : mirrored) share = -share;
        RC_ASSERT(mirrored == split_up(total, weights).shares);
    });
    CHECK_PROPERTY("the size of the weights does not matter", [] {
        auto const total = *oracle::amounts();
        list const weights = *rc::gen::container<list>(rc::gen::inRange<std::int64_t>(1, 1000));
        RC_PRE(!weights.empty());
        list larger = weights;
        for (auto& weight : larger) weight *= 1009;
        RC_ASSERT(split_up(total, larger).shares == split_up(total, weights).shares);
    });
}

TEST_CASE("a fixed number of lines", "[allocate]") {
    auto const got = oracle::sure(allocate(1000, std::array<std::int64_t, 3>{1, 1, 1}, {.step = 3}));
    CHECK(got.shares == std::array<std::int64_t, 3>{333, 333, 333});
    CHECK(got.unplaced == 1);
}

TEST_CASE("equal parts", "[allocate]") {
    list parts(3);
    CHECK(*allocate_equally(-1000, parts, {.left_over = left_over_to::first}) == 0);
    CHECK(parts == list{-334, -333, -333});
    CHECK(*allocate_equally(1000, parts, {.left_over = left_over_to::block}) == 1);
    CHECK(parts == list{333, 333, 333});
    CHECK(allocate_equally(1, std::span<std::int64_t>()).error() == errc::invalid_weights);
    CHECK(*allocate_equally(0, std::span<std::int64_t>()) == 0);
}
