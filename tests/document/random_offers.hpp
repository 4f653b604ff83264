// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include <tessera/document/program.hpp>

#include "support/property.hpp"

/// Offers at random, of every kind that documents can say, which sensible shops could have.

namespace document_tests {

using namespace tessera;

/// Returns: a number of the whole range, however small RapidCheck would begin.
template <class T>
T between(T least, T below) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(least, below));
}
template <class T>
T any_of(std::initializer_list<T> some) {
    return some.begin()[between<std::size_t>(0, some.size())];
}
inline bool perhaps(int of = 2) { return between(0, of) == 0; }
inline decimal hundredths(std::int64_t least, std::int64_t most) { return {between(least, most + 1), 2}; }
/// Returns: so many parts of a whole, from `least` to `most`.
inline ratio parts_of(std::int64_t most, std::int64_t whole, std::int64_t least = 0) {
    return *ratio::make(between(least, most + 1), whole);
}
inline ratio percent(std::int64_t most) { return parts_of(most, 100); }
inline rounding any_rounding() {
    return any_of({rounding::down, rounding::down, rounding::half_up, rounding::up, rounding::half_even});
}

/// Offers of one rule, made one after the other. Their programs declare the tags "new" and "app".
struct offers_at_random {
    bool has_tiers = false;  ///< a group "club" of which "t1" is the first

    static document::filter goods() {
        switch (between(0, 5)) {
            case 0: return {.category = "books"};
            case 1: return {.sku = "tea"};
            case 2: return {.sku = "cup"};
            case 3: return {.with = {{"new"}}};
            default: return {};
        }
    }
    static std::int64_t few() { return between<std::int64_t>(1, 4); }

    /// Returns: parts of which each takes other goods.
    static std::vector<document::bundle_part> parts() {
        std::vector<document::bundle_part> all{{{.sku = "tea"}, few()}, {{.sku = "cup"}, few()}};
        if (perhaps()) all.push_back({{.category = "books"}, few()});
        if (perhaps(4)) all.push_back({{}, few()});
        return all;
    }
    static document::threshold_of looks_at() {
        return {.lines = perhaps(3) ? goods() : document::filter{}, .units = perhaps(3), .running = false};
    }

    static void choose_units(document::units& of) {
        of.rank = any_of({unit_rank::as_listed, unit_rank::cheapest, unit_rank::dearest});
        of.over = goods();
        switch (between(0, 8)) {
            case 0:
                of.bundle = parts();
                of.over = {};
                break;
            case 1: of.bought = document::units_bought{few(), goods(), few()}; break;
            case 2: of.bought = document::units_bought{few(), of.over, few()}; break;
            case 3: of.in_sets_of = few(); break;
            case 4: of.most = few(); break;
            case 5: of.most_of_line = few(); break;
            case 6:
                perhaps() ? of.price_from = hundredths(1, 5000) : of.price_to = hundredths(1, 5000);
                break;
            default: break;
        }
        bool const sets = of.bought || of.in_sets_of > 1 || !of.bundle.empty();
        if (sets && perhaps(4)) of.most_sets = few();
    }
    static void choose_gain(document::offer& of) {
        bool const counts = of.of.bought || of.of.in_sets_of > 1 || !of.of.bundle.empty();
        of.mode = any_rounding();
        switch (between(0, 8)) {
            case 0: of.total_price = hundredths(0, 3000); break;
            case 1: of.unit_price = hundredths(0, 1000); break;
            case 2:
                of.amount = hundredths(50, 1000), of.per = any_of({offer_per::unit, offer_per::line});
                break;
            case 3:
                of.amount = hundredths(50, 2000);
                if (!counts)
                    of.for_every = document::offer_increment{hundredths(2000, 10000), looks_at_money(), {}};
                else
                    of.from = document::offer_minimum{hundredths(2000, 10000), {}};
                break;
            case 4:
                of.share = percent(20);
                of.more = document::offer_steps{{{hundredths(1000, 9000), parts_of(60, 100, 20), {}}},
                                                looks_at_money()};
                break;
            default: of.share = percent(60); break;
        }
        if (perhaps(6)) of.at_most = hundredths(100, 3000);
    }
    static document::threshold_of looks_at_money() {
        return {.lines = perhaps(3) ? goods() : document::filter{}};
    }
    void choose_terms(document::offer& of) const {
        if (perhaps(4) && !of.from) {
            document::threshold_of const by = looks_at();
            of.from = document::offer_minimum{by.units ? decimal(few()) : hundredths(100, 10000), by};
        }
        if (perhaps(6)) of.on.on = {weekday::tuesday};
        if (perhaps(6)) of.given.names = {"app"};
        if (perhaps(6)) of.on_request = true;
        if (perhaps(8)) of.birthday = birthday_window{};
        if (perhaps(8)) of.on_first_price = true;
        if (has_tiers && perhaps(4)) of.tier = document::tier_wanted{"club", "t1", false};
    }

    [[nodiscard]] document::offer any(std::string name) const {
        document::offer made{.name = std::move(name)};
        choose_units(made.of);
        choose_gain(made);
        choose_terms(made);
        return made;
    }
    /// Returns: a rule of so many offers, which stand together or in a stack.
    [[nodiscard]] document::offers rule(int count) const {
        document::offers made{.name = "all"};
        for (int i = 1; i <= count; ++i) made.list.push_back(any("offer" + std::to_string(i)));
        if (count > 1 && perhaps(3)) {
            made.stacks.push_back({.name = "s",
                                   .how = any_of({stacking::sum, stacking::max, stacking::first,
                                                  stacking::search, stacking::max_of_line})});
            for (document::offer& o : made.list)
                if (!perhaps(3)) o.stack = "s";
        }
        return made;
    }
};

}  // namespace document_tests
