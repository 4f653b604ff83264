// SPDX-License-Identifier: BSL-1.0
#include "tool/programs.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include "tool/built_in.hpp"
#include "tool/failure.hpp"
#include "tool/history.hpp"
#include "tool/shown.hpp"
#include "tool/zones.hpp"

namespace tessera::tool {

std::span<poster const> posters() {
    static constexpr std::array all{
        poster{"seed-tiers", "2 % off from 1000 spent in all, 5 % off from 3000", built_in::seed_tiers},
        poster{"seed-single-order", "5 % off once a single order reached 300, 10 % off once one reached 500",
               built_in::seed_single_order},
        poster{"seed-ladder",
               "cash back on all ever spent: 200 -> 20, 1000 -> 100 more, 2000 -> 200 more, ...",
               built_in::seed_ladder},
        poster{"seed-points", "one point per unit paid, 100 points are one unit", built_in::seed_points},
        poster{"seed-separated", "one price for all, points only: the shops' own conclusion",
               built_in::seed_separated},
        poster{"seed-shop", "tiers, ladder and points on one poster, which is what loses money",
               built_in::seed_shop},
        poster{"seed-returns",
               "seed-shop with points that pay up to half of an order, and returns by receipt",
               built_in::seed_returns, true},
    };
    return all;
}

namespace {

/// Gathers from the rules what a replay shows.
class first_of_each {
public:
    explicit first_of_each(chosen_program& into) noexcept : into_(into) {}

    void operator()(document::tiers const& t) {
        for (document::measure const& m : t.measures) look_at(m);
        tier_group& group = into_.groups.emplace_back(tier_group{.name = t.name});
        for (document::tier const& one : t.steps) group.tiers.push_back(one.name);
    }
    void operator()(document::ladder const& l) {
        look_at(l.measure);
        if (!into_.credit.empty() || !l.points.empty()) return;
        into_.credit = pool_of(l);
        if (l.form != ladder_form::increments) return;
        for (document::ladder_step const& s : l.steps) into_.steps.push_back({s.at, *s.award});
    }
    void operator()(document::accrual const& a) {
        if (into_.points.empty()) into_.points = a.points;
    }
    void operator()(document::action_award const& a) {
        if (into_.points.empty()) into_.points = a.points;
    }
    void operator()(document::redemption const& r) {
        into_.redemptions.push_back(rule_named("redemption", name_of(r)));
        worths_.emplace_back(r.points, point_value{r.worth.points, r.worth.money});
    }
    void operator()(document::returns const& r) { into_.returns_days = r.days; }
    void operator()(document::automatic_redemption const& a) {
        into_.has_days_of_its_own = true;
        if (vouchers_.empty() && !a.in_points) vouchers_ = a.into;
    }
    template <class Other>
    void operator()(Other const&) noexcept {}

    /// Effects: finds what the points are worth, and credit that no ladder pays, whichever rule came first.
    void close() {
        if (into_.credit.empty()) into_.credit = vouchers_;
        for (auto const& [points, worth] : worths_)
            if (points == into_.points && into_.worth.money == decimal{}) into_.worth = worth;
    }

private:
    void look_at(document::measure const& m) { into_.has_days_of_its_own |= m.counted.follows(); }

    chosen_program& into_;
    std::vector<std::pair<std::string, point_value>> worths_;
    std::string vouchers_;
};

chosen_program with_what_is_shown(loaded_program rules) {
    chosen_program made{.rules = std::move(rules)};
    first_of_each gather(made);
    for (document::rule const& r : made.rules.said().versions.back().rules) std::visit(gather, r);
    gather.close();
    return made;
}

chosen_program built_in_program(poster const& which, currency money) {
    auto read = document::read_program(which.document);
    read.what.money = money;
    auto made = document::make_program(read.what);
    if (!made) throw bad_text(exit_status::bad_document, made.problems, which.name);
    chosen_program chosen = with_what_is_shown(*made);
    chosen.points_are_spent = which.points_are_spent;
    return chosen;
}

bool is_file(std::string_view name) {
    return name.ends_with(".json") || name.find('/') != std::string_view::npos;
}

}  // namespace

chosen_program program_from(std::string_view text, std::string_view file) {
    auto made = load_program(text);
    if (!made) throw bad_text(exit_status::bad_document, made.problems, file);
    return with_what_is_shown(*made);
}

chosen_program choose_program(std::string const& name, currency of_orders) {
    for (poster const& p : posters())
        if (p.name == name) return built_in_program(p, of_orders);
    if (!is_file(name))
        throw failure(exit_status::bad_usage, "there is no program called " + shown(name) +
                                                  "\n  remedy: tessera replay --list-programs, or a file: "
                                                  "./" +
                                                  shown(name) + ".json");
    std::vector<char> const text = read_file(name);
    chosen_program chosen = program_from({text.data(), text.size()}, name);
    bool const no_orders = of_orders.code() == "XXX";
    if (!no_orders && !(chosen.rules.money() == of_orders))
        throw failure(exit_status::bad_usage, shown_file(name) + " is a program in " +
                                                  std::string(chosen.rules.money().code()) +
                                                  ", and the orders are in " + std::string(of_orders.code()) +
                                                  "\n  remedy: \"currency\": \"" +
                                                  std::string(of_orders.code()) + "\" in the program");
    return chosen;
}

}  // namespace tessera::tool
