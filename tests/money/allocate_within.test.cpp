// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/allocate_within.hpp>

#include <algorithm>
#include <numeric>
#include <vector>

#include "money/oracle.hpp"

using namespace tessera;
using oracle::cpp_int;
using oracle::highest;
using list = std::vector<std::int64_t>;

namespace {

constexpr bool works_while_compiling() {
    std::array<std::int64_t, 2> const weights{5000, 6000}, room{500, 6000};
    std::array<std::int64_t, 2> shares{}, scratch{};
    auto const unplaced = allocate_within(-2500, weights, room, shares, scratch);
    return unplaced && *unplaced == 0 && shares == std::array<std::int64_t, 2>{-500, -2000};
}
static_assert(works_while_compiling());

struct outcome {
    list shares;
    result<std::int64_t> unplaced;
};

outcome split_within(std::int64_t total, list const& weights, list const& room,
                     cut_off excess = cut_off::respread, split how = {}) {
    list shares(weights.size(), 99);
    list scratch(weights.size());
    auto const unplaced = allocate_within(total, weights, room, shares, scratch, excess, how);
    return {shares, unplaced};
}

}  // namespace

TEST_CASE("no share takes more than its line has room for", "[allocate]") {
    struct row {
        char const* what;
        std::int64_t total;
        list weights, room, shares;
        std::int64_t unplaced;
    };
    for (auto const& [what, total, weights, room, shares, unplaced] : std::vector<row>{
             {"nothing is cut",
              2420,
              {46, 46, 50, 50, 50},
              {4600, 4600, 5000, 5000, 5000},
              {460, 460, 500, 500, 500},
              0},
             {"the rest finds room", -2500, {5000, 6000}, {500, 6000}, {-500, -2000}, 0},
             {"not all has room", -2500, {5000, 6000}, {500, 1500}, {-500, -1500}, -500},
             {"one after the other is full", 100, {1, 1, 1}, {5, 20, 200}, {5, 20, 75}, 0},
             {"no room at all", 100, {1, 1}, {0, 0}, {0, 0}, 100},
             {"room where no weight is", 100, {0, 1}, {500, 10}, {0, 10}, 90},
         }) {
        INFO(what);
        auto const got = split_within(total, weights, room);
        REQUIRE(got.unplaced.has_value());
        CHECK(got.shares == shares);
        CHECK(*got.unplaced == unplaced);
    }
    CHECK(split_within(100, {1, 1}, {10, 100}, cut_off::drop).shares == list{10, 50});
    CHECK(*split_within(100, {1, 1}, {10, 100}, cut_off::drop).unplaced == 40);
    CHECK(split_within(100, {1, 1}, {12, 100}, cut_off::respread, {.step = 5}).shares == list{10, 90});
    CHECK(split_within(10, {0, 0}, {3, 9}, cut_off::respread, {.zeros = zero_weights::equal}).shares ==
          list{3, 7});
    CHECK(*split_within(10, {0, 0}, {3, 9}, cut_off::respread, {.zeros = zero_weights::nothing}).unplaced ==
          10);
    CHECK(*split_within(100, {1, 1, 1}, {9, 99, 99}, cut_off::respread, {.left_over = left_over_to::separate})
               .unplaced == 1);
}

TEST_CASE("limits that cannot be used are errors", "[allocate]") {
    CHECK(split_within(1, {1}, {-1}).unplaced.error() == errc::invalid_weights);
    CHECK(split_within(1, {-1}, {1}).unplaced.error() == errc::invalid_weights);
    CHECK(split_within(1, {0}, {1}).unplaced.error() == errc::invalid_weights);
    CHECK(split_within(1, {highest, highest}, {1, 1}).unplaced.error() == errc::overflow);
}

TEST_CASE("laws of splitting within limits", "[allocate]") {
    CHECK_PROPERTY("shares keep within their room and make the total with the rest", [] {
        auto const count = *rc::gen::inRange<std::size_t>(1, 13);
        auto const total = *oracle::amounts();
        list const weights = *rc::gen::container<list>(count, rc::gen::inRange<std::int64_t>(0, 1000));
        list const room =
            *rc::gen::container<list>(count, rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 50),
                                                            rc::gen::inRange<std::int64_t>(0, highest)));
        RC_PRE(std::any_of(weights.begin(), weights.end(), [](auto w) { return w != 0; }));
        split how;
        how.left_over =
            *rc::gen::element(left_over_to::largest_remainder, left_over_to::first, left_over_to::last,
                              left_over_to::largest_weight, left_over_to::from_the_end);
        how.share = *oracle::any_mode();
        auto const got = split_within(total, weights, room, cut_off::respread, how);
        RC_ASSERT(got.unplaced.has_value());
        cpp_int sum = *got.unplaced;
        cpp_int room_of_weighted = 0;
        for (std::size_t i = 0; i < count; ++i) {
            sum += got.shares[i];
            RC_ASSERT(abs(cpp_int(got.shares[i])) <= room[i]);
            if (weights[i] != 0) room_of_weighted += room[i];
        }
        RC_ASSERT(sum == total);
        cpp_int const size = abs(cpp_int(total));
        RC_ASSERT(abs(cpp_int(*got.unplaced)) ==
                  (size > room_of_weighted ? cpp_int(size - room_of_weighted) : cpp_int(0)));
    });
    CHECK_PROPERTY("with room for all it is the plain split", [] {
        auto const total = *rc::gen::inRange<std::int64_t>(-100'000, 100'001);
        list const weights = *rc::gen::container<list>(rc::gen::inRange<std::int64_t>(1, 1000));
        RC_PRE(!weights.empty());
        list plain(weights.size());
        RC_ASSERT(allocate(total, weights, plain).has_value());
        RC_ASSERT(split_within(total, weights, list(weights.size(), highest)).shares == plain);
    });
}
