// SPDX-License-Identifier: BSL-1.0
#include <tessera/ledger/account_from.hpp>

#include "ledger/random_member.hpp"

using namespace ledger_tests;
using ledger_tests::points;
using enum posting_kind;

namespace {

account_figures figures_of_all() {
    account_figures f;
    f.frontier = {{1'000}, 7};
    f.version = {3};
    f.amounts = {{{spend}, -5}, {{best}, 9}, {{credit}, 30}, {{rest}, 6}};
    f.debts = {{{points}, 2}};
    f.parts = {{{spend}, today, 4, 0}, {{best}, today, 9, 0}};
    f.postponed = {{{visits}, {{date::never(), today, 1}, 1}}};
    f.lots = {{{points}, {{today + 1}, 5}},
              {{points}, {{today + 2}, most}},
              {{points}, {{today + 2, today, 8}, 1}}};
    f.lapsed = {{{miles}, {{today}, 1}}};
    f.held = {{1, 86'400, {{points}, {{}, 5}}}, {2, 0, {{credit}, {{}, 5}}}};
    f.levels = {{{club}, 2, today, today + 30, {}},
                {{guests}, 0, date::min(), date::never(), {1, 0, false, today}}};
    return f;
}

errc first_wrong(account_figures const& f) {
    auto const made = account_from(f, slots);
    return made ? errc::ok : made.error();
}

/// Returns: what is wrong once `change` has changed figures that were sound.
template <class Change>
errc wrong_after(Change change) {
    account_figures f = figures_of_all();
    change(f);
    return first_wrong(f);
}

}  // namespace

TEST_CASE("figures: figures of every kind make an account that holds them") {
    account_figures const f = figures_of_all();
    auto const made = account_from(f, slots);
    REQUIRE(made.has_value());
    CHECK(figures_of(*made, slots) == f);
    CHECK(made->due() == date{-1});  // the second hold may be over then
}

TEST_CASE("figures: any account comes back from its figures, and goes on alike") {
    CHECK_PROPERTY("the same account", [] {
        member m = random_member();
        auto back = account_from(figures_of(m.held, slots), slots);
        RC_ASSERT(back.has_value());
        RC_ASSERT(bytes_of(*back) == bytes_of(m.held));
        RC_ASSERT(back->due() == m.held.due());
        posting const next = likely_posting();
        entry const e{{99}, {{99}, 99}, m.held.version(), {1}, {&next, 1}};
        RC_ASSERT(apply(*back, slots, e) == apply(m.held, slots, e));
        RC_ASSERT(bytes_of(*back) == bytes_of(m.held));
    });
}

TEST_CASE("figures: a lot above 32 bits leaves room for what comes to it") {
    account_figures f;
    f.lots = {{{points}, {{}, most}}};
    auto made = account_from(f, slots);
    REQUIRE(made.has_value());
    posting const one = of(issue, points, 1);
    CHECK(apply(*made, slots, {{1}, {{1}, 1}, {}, {1}, {&one, 1}}) == errc::overflow);
    CHECK(figures_of(*made, slots).lots == f.lots);
}

TEST_CASE("figures: what no journal leaves is refused") {
    constexpr errc unsound = errc::unsound_figure;
    CHECK(wrong_after([](auto& f) { f.amounts[0].slot = {slots_in_all}; }) == errc::unknown_slot);
    CHECK(wrong_after([](auto& f) { f.amounts[0].amount = 0; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.amounts[1].amount = -1; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.amounts[2].slot = {points}; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.amounts[3].amount = 7; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.amounts[3].slot = {club}; }) == unsound);
    CHECK(wrong_after([](auto& f) { std::swap(f.amounts[0], f.amounts[1]); }) == errc::rows_out_of_order);
    CHECK(wrong_after([](auto& f) { f.debts[0].amount = -1; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.debts[0].slot = {spend}; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.parts[0].expires = date::never(); }) == unsound);
    CHECK(wrong_after([](auto& f) { f.parts[0].amount = 0; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.parts[1].amount = -9; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.parts[1].slot = {points}; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.postponed[0].held.key.opens = date::min(); }) == unsound);
    CHECK(wrong_after([](auto& f) { f.postponed[0].held.key.expires = today; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.postponed[0].slot = {points}; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.lots[0].held.amount = 0; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.lots[0].slot = {credit}; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.lots[2].held.amount = most; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.lots[1].held.key = f.lots[0].held.key; }) == errc::rows_out_of_order);
    CHECK(wrong_after([](auto& f) { f.lapsed[0].slot = {points}; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.held[0].part.held.amount = INT64_MIN; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.held[1].part.held.key.tag = 1; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.held[1].part.slot = {slots_in_all}; }) == errc::unknown_slot);
    CHECK(wrong_after([](auto& f) { f.levels[0].until = today; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.levels[0].since = date::min(); }) == unsound);
    CHECK(wrong_after([](auto& f) { f.levels[0].until = today + 65'536; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.levels[0].slot = {points}; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.levels[1].plan.comes = date::never(); }) == unsound);
    CHECK(wrong_after([](auto& f) { f.levels[1].plan.set = 1; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.levels[1].plan = {}; }) == unsound);
    CHECK(wrong_after([](auto& f) { f.levels[1].slot = {club}; }) == errc::rows_out_of_order);
}
