// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/giveaway.hpp>

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "document/giveaway_replay.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"

using namespace tessera;
using document::giveaway;
using document::giveaway_terms;

namespace {

template <class T>
T any_of(std::initializer_list<T> some) {
    return some.begin()[*rc::gen::inRange<std::size_t>(0, some.size())];
}
bool perhaps(int of = 2) { return *rc::gen::inRange(0, of) == 0; }
decimal hundredths(std::int64_t least, std::int64_t most) { return {*rc::gen::inRange(least, most + 1), 2}; }
/// Returns: so many parts of a whole, from none to `most`.
ratio parts_of(std::int64_t most, std::int64_t whole) {
    return *ratio::make(*rc::gen::inRange<std::int64_t>(0, most + 1), whole);
}
ratio percent(std::int64_t most) { return parts_of(most, 100); }
rounding any_rounding() {
    return any_of({rounding::down, rounding::down, rounding::half_up, rounding::up, rounding::half_even});
}

/// What fits into one ladder, price or accrual; the program around it may still be none.
struct sensible {
    std::vector<document::rule> rules{};
    bool has_tiers = false;
    std::vector<decimal> steps(std::size_t n, std::int64_t most) {
        std::vector<decimal> at;
        std::int64_t value = 0;
        for (std::size_t i = 0; i < n; ++i)
            at.emplace_back(value += *rc::gen::inRange<std::int64_t>(1, most), perhaps() ? 0U : 1U);
        std::sort(at.begin(), at.end());
        at.erase(std::unique(at.begin(), at.end()), at.end());
        return at;
    }
    document::filter lines() {
        document::filter f;
        if (perhaps(4)) f.category = "books";
        if (perhaps(6)) f.with.names = {"new"};
        return f;
    }
    document::basis part() {
        return {.price = any_of({price_stage::list, price_stage::promoted, price_stage::paid}),
                .tax = perhaps(),
                .shipping = perhaps(4),
                .stored_value = perhaps(),
                .lines = lines()};
    }
    window over() {
        return any_of({window::lifetime(), window::lifetime(), window::calendar(calendar_unit::month)});
    }
    document::measure spend() {
        return {.kind = any_of({measure_kind::net_spend, measure_kind::net_spend, measure_kind::gross_spend,
                                measure_kind::best_order}),
                .of = part(),
                .within = over()};
    }

    void add_tiers() {
        document::tiers t{.name = "club", .measures = {spend()}};
        if (perhaps(4)) t.measures[0] = {.kind = measure_kind::orders, .of = document::list_basis()};
        t.from = any_of({effective::next_order, effective::this_order, effective::next_day});
        t.on_fall = any_of({downgrade::reassess, downgrade::never});
        std::size_t level = 0;
        for (decimal const at : steps(3, 400)) {
            if (t.measures[0].kind == measure_kind::orders && at.places != 0) continue;
            t.steps.push_back({.name = "t" + std::to_string(++level), .from = {at}});
        }
        if (t.steps.empty()) return;
        has_tiers = true;
        if (perhaps(3)) return rules.emplace_back(std::move(t)), void();
        document::member_price price{.tiers = "club", .mode = any_rounding(), .over = lines()};
        for (document::tier const& one : t.steps)
            if (perhaps()) price.steps.push_back({one.name, percent(30)});
        if (price.steps.empty()) price.steps.push_back({t.steps[0].name, percent(30)});
        rules.emplace_back(std::move(t));
        rules.emplace_back(std::move(price));
    }
    void add_ladder(std::string name) {
        document::ladder l{.name = std::move(name), .measure = spend()};
        l.form =
            any_of({ladder_form::increments, ladder_form::totals, ladder_form::whole, ladder_form::brackets});
        bool const rates = l.form == ladder_form::whole || l.form == ladder_form::brackets;
        std::int64_t total = 0;
        for (decimal const at : steps(4, 300)) {
            total += *rc::gen::inRange<std::int64_t>(0, 40);
            rates ? l.steps.push_back({at, {}, *ratio::make(total, 1000)})
                  : l.steps.push_back({at, decimal(total), {}});
        }
        if (!rates) l.then = any_of({ladder_end::finite, ladder_end::every_further, ladder_end::new_lap});
        if (l.then == ladder_end::every_further) l.further = {hundredths(1000, 30000), hundredths(0, 3000)};
        l.returned = any_of({on_return::follow, on_return::keep});
        if (perhaps(4)) l.points = "points";
        rules.emplace_back(std::move(l));
    }
    void add_accrual(std::string name) {
        document::accrual a{.points = "points", .name = std::move(name), .of = part()};
        a.rate = parts_of(30, *rc::gen::inRange<std::int64_t>(1, 8));
        a.scope = any_of({rounding_scope::order, rounding_scope::line, rounding_scope::carry});
        a.mode = a.scope == rounding_scope::carry ? rounding::down : any_rounding();
        if (a.scope != rounding_scope::carry && perhaps(3)) {
            a.per = earned_per::whole_amount;
            a.whole = hundredths(50, 2000);
        }
        if (perhaps(8)) a.per = any_of({earned_per::order, earned_per::item, earned_per::line});
        if (perhaps(4)) a.from_order_of = document::least_order{hundredths(0, 20000), part()};
        a.combined_by = any_of({combining::product, combining::sum, combining::max});
        for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
            document::extra e{.times = parts_of(6, 2), .lines = lines()};
            if (perhaps()) e.when.on = {weekday::tuesday};
            a.extras.push_back(std::move(e));
        }
        if (has_tiers && perhaps()) a.by_tier = document::times_by_tier{"club", {{"t1", parts_of(8, 3)}}};
        if (perhaps(4)) {
            document::cap c{.points = decimal(*rc::gen::inRange<std::int64_t>(0, 500))};
            c.what = any_of({cap_on::order, cap_on::window, cap_on::balance});
            if (c.what == cap_on::window) c.within = over();
            a.caps.push_back(c);
        }
        rules.emplace_back(std::move(a));
    }
    void add_prices() {
        for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
            document::promotion p{
                .name = "sale" + std::to_string(i), .over = lines(), .mode = any_rounding()};
            perhaps(6) ? void(p.amount = hundredths(0, 1000)) : void(p.share = percent(60));
            if (perhaps(4)) p.at_most = hundredths(0, 3000);
            rules.emplace_back(std::move(p));
        }
        if (perhaps(5)) {
            document::quantity_price q{.name = "many", .over = lines()};
            q.steps.push_back({.from = 3, .share = percent(40)});
            rules.emplace_back(std::move(q));
        }
    }
    void add_spending() {
        document::redemption r{.points = "points"};
        r.worth = {*rc::gen::inRange<std::int64_t>(1, 200), hundredths(1, 300)};
        r.as = any_of({document::spent_as::tender, document::spent_as::discount});
        rules.emplace_back(std::move(r));
        if (perhaps(3)) {
            document::automatic_redemption a{.name = "vouchers", .points = "points", .into = "vouchers"};
            a.step = decimal(*rc::gen::inRange<std::int64_t>(1, 200));
            a.each = hundredths(1, 400);
            rules.emplace_back(std::move(a));
        }
        if (perhaps(3))
            rules.emplace_back(document::reward{.name = "mug",
                                                .points = "points",
                                                .price = decimal(*rc::gen::inRange<std::int64_t>(1, 300)),
                                                .per = *rc::gen::inRange<std::int64_t>(1, 4)});
    }
};

document::program sensible_program() {
    sensible made;
    if (perhaps()) made.add_tiers();
    if (perhaps()) made.add_ladder("cashback");
    if (perhaps(4)) made.add_ladder("more");
    made.add_accrual("base");
    if (perhaps(3)) made.add_accrual("other");
    if (perhaps(3)) made.add_prices();
    made.add_spending();
    if (perhaps(3))
        made.rules.emplace_back(
            document::action_award{.action = "review", .points = "points", .amount = decimal(7)});
    if (perhaps())
        made.rules.emplace_back(
            document::returns{.days = 100, .when_short = any_of({shortfall::owe, shortfall::forgive})});
    document::program p{.name = "shop", .money = currencies::EUR, .tags = {"new"}};
    p.versions.push_back({1, date_of(2026, 1, 1), std::move(made.rules)});
    return p;
}

giveaway_terms const mug_at_3{.worth = {{"mug", decimal(3)}}};

template <class Rule>
bool has(document::program const& p) {
    return std::any_of(p.versions[0].rules.begin(), p.versions[0].rules.end(),
                       [](document::rule const& r) { return std::holds_alternative<Rule>(r); });
}

/// Returns: the most that the bound allows after what has happened.
cpp_rational allowed(giveaway const& g, document::giveaway_replay const& seen, std::int64_t items,
                     std::int64_t actions) {
    cpp_rational most = g.highest * seen.spend() +
                        (g.per_order_minor * seen.orders() + g.per_line_minor * seen.lines()) / 100;
    for (document::giveaway_gift const& gift : g.gifts) switch (gift.per) {
            case document::giveaway_per::order: most += gift.amount * seen.orders(); break;
            case document::giveaway_per::line: most += gift.amount * seen.lines(); break;
            case document::giveaway_per::item: most += gift.amount * items; break;
            case document::giveaway_per::action: most += gift.amount * actions; break;
            case document::giveaway_per::year: most += gift.amount; break;
        }
    return most;
}

line any_line(loaded_program const& p) {
    std::int64_t const list = *rc::gen::inRange<std::int64_t>(0, any_of({50, 2000, 30'000, 200'000}));
    return {.category = perhaps() ? category_named("books") : category_id{},
            .tags = perhaps() ? p.tag("new") : 0,
            .number = 1,
            .quantity = static_cast<std::uint32_t>(*rc::gen::inRange(1, 5)),
            .list_minor = list,
            .promotion_minor = perhaps(5) ? list / 7 : 0,
            .tax_minor = perhaps() ? list / 8 : 0};
}

}  // namespace

TEST_CASE("no history is handed back more than the bound, and no witness says more than it gets") {
    std::size_t programs = 0, reached = 0;
    CHECK_PROPERTY_TIMES(1000, "what a program hands back stays within its bound", [&] {
        document::program const said = sensible_program();
        auto const made = document::make_program(said);
        RC_PRE(static_cast<bool>(made));
        giveaway const g = document::giveaways(*made, mug_at_3)[0];
        RC_ASSERT(g.obstacles.empty());
        ++programs;
        reached += g.reached;

        std::vector<document::giveaway_obstacle> none;
        document::giveaway_worth const worth(made->said(), 0, mug_at_3, none);
        document::giveaway_replay again(*made, worth, mug_at_3);
        std::int64_t items = 0;
        for (document::giveaway_order const& o : g.witness.orders) {
            RC_ASSERT(again.take(o));
            items += o.what.quantity;
        }
        RC_ASSERT(again.back() == g.witness.back);
        RC_ASSERT(again.back() <= allowed(g, again, items, 0));

        document::giveaway_replay seen(*made, worth, mug_at_3);
        std::deque<receipt> receipts;
        date day = date_of(2026, 1, 1);
        std::int64_t actions = 0;
        items = 0;
        bool const takes_receipts = has<document::returns>(said);
        std::vector<redemption_wish> wishes{{rule_named("redemption", "points"), every_point}};
        if (has<document::reward>(said)) wishes.push_back({rule_named("redemption", "mug"), 1});
        for (int facts = *rc::gen::inRange(1, 25); facts > 0; --facts) {
            if (perhaps()) day = day + *rc::gen::inRange(0, 40);
            if (takes_receipts && !receipts.empty() && perhaps(6)) {
                receipt& of = receipts[*rc::gen::inRange<std::size_t>(0, receipts.size())];
                receipt_return const back{seen.next(day), &of, {}};
                if (seen.take(back)) of = seen.last().receipt;
            } else if (perhaps(6)) {
                ++actions;
                RC_ASSERT(seen.take(action{.head = seen.next(day), .what = action_named("review")}));
            } else {
                std::vector<line> lines;
                for (int n = *rc::gen::inRange(1, 4); n > 0; --n) {
                    lines.push_back(any_line(*made));
                    lines.back().number = static_cast<std::uint32_t>(lines.size());
                    items += lines.back().quantity;
                }
                order what{seen.next(day), {lines, perhaps(4) ? 499 : 0}, {}, 0, 0};
                if (perhaps()) what.wishes = wishes;
                RC_ASSERT(seen.take(what));
                receipts.push_back(seen.last().receipt);
            }
            if (seen.back() > allowed(g, seen, items, actions))
                RC_LOG(document::write_program(said, true) + "\nback " + seen.back().str() + " allowed " +
                       allowed(g, seen, items, actions).str() + " spend " + seen.spend().str());
            RC_ASSERT(seen.back() <= allowed(g, seen, items, actions));
        }
    });
    INFO(programs << " programs, " << reached << " bounds reached by their witness");
    CHECK(programs > 0);
}
