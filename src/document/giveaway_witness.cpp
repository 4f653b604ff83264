// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <numeric>
#include <utility>

#include "giveaway_replay.hpp"
#include "giveaway_styles.hpp"

/// A generous history: orders that stop where the next one has another level, of lines and on days that rules
/// look at. One choice after the other is made as the engine rewards it most.

namespace tessera::document {

namespace {

using style = giveaway_style;

/// The most orders of a witness.
constexpr std::size_t orders_most = 1000;
/// The most sizes of orders that are tried, each as the most and as what spend is a multiple of.
constexpr std::size_t order_sizes_most = 8;
/// The most orders of all histories that are tried.
constexpr std::size_t tries_most = 20'000;
/// The most laps of a ladder that keeps an award for each of its steps: with them all orders take longer.
constexpr int laps_most = 20;

bool tells_steps_apart(ladder const& l) noexcept {
    bool const each = l.returned == on_return::revoke_unused || l.returned == on_return::freeze;
    return each && l.then != ladder_end::finite;
}

class search {
public:
    search(loaded_program const& of, std::size_t version, giveaway_spend const& by,
           giveaway_worth const& worth, giveaway_terms const& terms)
        : of_(of),
          by_(by),
          worth_(worth),
          terms_(terms),
          all_(of, of.said().versions[version]),
          end_(version + 1 < of.said().versions.size() ? of.said().versions[version + 1].from
                                                       : date::never()) {
        if (terms.most_spent) spend_no_more_than(to_cpp_rational(*terms.most_spent));
        for (rule const& r : of.said().versions[version].rules) {
            if (auto const* const all = std::get_if<offers>(&r)) weigh(*all);
            if (auto const* const l = std::get_if<ladder>(&r); l && tells_steps_apart(*l))
                spend_no_more_than(laps_most * to_cpp_rational(l->steps.back().at));
        }
        if (terms.least_order)
            least_ = minor_of(to_cpp_rational(*terms.least_order), of.money().digits).value_or(INT64_MAX);
        least_ = std::max<std::int64_t>(least_, 1);
        sizes_.push_back(0);
        for (cpp_rational const& size : by.sizes()) {
            auto const most = to_int64(to_minor(size, of.money().digits, rounding::floor));
            if (!most || *most <= 0 || sizes_.size() > 2 * order_sizes_most) continue;
            sizes_.push_back(*most);
            sizes_.push_back(-*most);
        }
        dears_.resize(all_.most_lines());
        std::iota(dears_.begin(), dears_.end(), std::size_t{0});
        dears_.push_back(style::alike);
    }

    /// Returns: by what points can be spent: by all rules one after the other, or by one of them.
    [[nodiscard]] std::vector<std::vector<std::string>> ways_to_spend() const {
        std::vector<std::vector<std::string>> ways;
        if (!all_.redeems.empty()) ways.push_back(all_.redeems);
        if (all_.redeems.size() > 1)
            for (std::string const& name : all_.redeems) ways.push_back({name});
        return ways;
    }

    /// Returns: the most generous history of a spend, in which every order spends by those rules; the first
    ///   that gets a share of `enough`.
    [[nodiscard]] giveaway_witness best(cpp_rational const& whole, std::vector<std::string> const& redeems,
                                        cpp_rational const& enough) {
        giveaway_witness found;
        fewest_ = {};
        for (style const& begun : begins(redeems)) {
            giveaway_witness here = climbed(whole, begun);
            if (found.orders.empty() || here.share() > found.share()) found = std::move(here);
            if (found.share() >= enough) break;
        }
        return found;
    }

    /// Returns: of all histories that the last search looked at, the most generous one of no more orders than
    ///   levels ask for: rounding takes least of it, and gives it least.
    [[nodiscard]] giveaway_witness const& fewest() const noexcept { return fewest_; }
    [[nodiscard]] bool are_fewest(std::size_t orders) const noexcept {
        return 0 < orders && orders <= by_.splits().size() + 1;
    }

private:
    /// Effects: counts orders for more where a stack tries all that can stand together.
    void weigh(offers const& all) {
        for (stack const& s : all.stacks) {
            auto const its = std::count_if(all.list.begin(), all.list.end(),
                                           [&](offer const& o) { return o.stack == s.name; });
            if (s.how == stacking::search)
                weight_ += (std::size_t{1} << std::min<std::ptrdiff_t>(its, 30)) / 64;
        }
    }
    void spend_no_more_than(cpp_rational const& amount) {
        if (auto const most = to_int64(to_minor(amount, of_.money().digits, rounding::floor)))
            most_ = std::min<std::int64_t>(most_, *most);
    }
    /// Returns: what a search begins with: plain orders, and those for which most rules hold.
    [[nodiscard]] std::vector<style> begins(std::vector<std::string> const& redeems) const {
        style plain{.day = all_.days.front()};
        plain.redeems = redeems;
        style sought = plain;
        sought.tags = all_.tags.back();
        sought.also = all_.also.back();
        sought.day = all_.days.back();
        sought.claims = all_.claims.back();
        std::vector<style> all{plain};
        bool const some = sought.claims != plain.claims || all_.tags.size() > 1 || all_.single.size() > 1 ||
                          all_.days.size() > 1;
        if (some) all.push_back(sought);
        sought.tags = 0;
        sought.also = {};
        for (giveaway_basket const& goods : all_.together) {
            sought.goods = goods;
            all.push_back(sought);
        }
        return all;
    }
    /// Returns: the most generous history that one choice after the other makes of a style.
    [[nodiscard]] giveaway_witness climbed(cpp_rational const& whole, style now) {
        giveaway_witness found = tried(whole, now);
        bool better = true;
        auto const vary = [&](auto const& some, auto style::* place) {
            for (auto const& one : some) {
                if (one == now.*place) continue;
                style other = now;
                other.*place = one;
                giveaway_witness here = tried(whole, other);
                if (here.share() <= found.share()) continue;
                now = other;
                found = std::move(here);
                better = true;
            }
        };
        for (int round = 0; round < 2 && std::exchange(better, false); ++round) {
            vary(all_.tags, &style::tags);
            if (now.goods.size() == 1)
                vary(all_.single, &style::goods);
            else
                vary(dears_, &style::dear);
            vary(all_.also, &style::also);
            vary(all_.days, &style::day);
            vary(all_.claims, &style::claims);
            vary(std::vector<std::int32_t>{0, 1, 7, 35}, &style::days_between);
            vary(all_.quantities, &style::quantity);
            vary(all_.units, &style::unit);
            vary(std::vector{style::pace::by_level, style::pace::last_level, style::pace::tenfold,
                             style::pace::none},
                 &style::stops);
            vary(sizes_, &style::size);
            vary(std::vector<std::int64_t>{1, 7, 40}, &style::parts);
        }
        return found;
    }
    [[nodiscard]] giveaway_witness tried(cpp_rational const& whole, style const& how) {
        giveaway_witness made = told(whole, how);
        if (are_fewest(made.orders.size()) && (fewest_.orders.empty() || made.share() > fewest_.share()))
            fewest_ = made;
        return made;
    }
    /// Returns: the spends at which one order ends and the next begins.
    [[nodiscard]] std::vector<cpp_rational> stops_of(cpp_rational const& whole, style::pace how) const {
        std::vector<cpp_rational> stops;
        if (how == style::pace::tenfold)
            for (int power = 10'000; power > 1; power /= 10) stops.push_back(whole / power);
        else if (how != style::pace::none)
            for (cpp_rational const& split : by_.splits())
                if (split < whole) stops.push_back(split);
        if (how == style::pace::last_level && stops.size() > 1) stops.erase(stops.begin(), stops.end() - 1);
        stops.push_back(whole);
        return stops;
    }
    [[nodiscard]] giveaway_witness told(cpp_rational const& whole, style const& how) {
        giveaway_witness w;
        if (tried_ > tries_most) return w;
        int const digits = of_.money().digits;
        std::int64_t spent = 0;
        date day = how.day;
        for (cpp_rational const& stop : stops_of(whole, how.stops)) {
            auto const until = minor_of(stop, digits);
            if (!until) return {};
            for (std::int64_t left = how.parts; spent < std::min(*until, most_); left -= left > 1 ? 1 : 0) {
                std::int64_t some = (std::min(*until, most_) - spent + left - 1) / left;
                if (how.size > 0) some = std::min(some, how.size);
                if (how.size < 0 && some > -how.size) some -= some % -how.size;
                some = std::max(some, least_);
                if (some > most_ - spent) return {};
                if (w.orders.size() == orders_most) return {};
                w.orders.push_back(
                    {day, how.lines_of(some), all_.on_orders, all_.marks, how.claims, how.redeems});
                if (w.orders.back().lines.empty()) return {};
                spent += some;
                day = day + how.days_between;
            }
        }
        if (day > end_) return {};
        tried_ += w.orders.size() * weight_;
        giveaway_replay replay(of_, worth_, terms_);
        for (giveaway_order const& o : w.orders)
            if (!replay.take(o)) return {};
        w.spend = replay.spend();
        w.back = replay.back();
        return w;
    }

    loaded_program const& of_;
    giveaway_spend const& by_;
    giveaway_worth const& worth_;
    giveaway_terms const& terms_;
    giveaway_choices all_;
    date end_;
    std::vector<std::size_t> dears_{};
    giveaway_witness fewest_{};
    std::size_t tried_ = 0;   ///< orders, weighed
    std::size_t weight_ = 1;  ///< of an order
    std::vector<std::int64_t> sizes_{};
    std::int64_t least_ = 1, most_ = INT64_MAX;  ///< of an order, and that anybody spends
};

}  // namespace

void find_witness(loaded_program const& of, std::size_t version, giveaway_spend const& by,
                  giveaway_worth const& worth, giveaway_terms const& terms, giveaway& made) {
    search looked(of, version, by, worth, terms);
    std::optional<cpp_rational> most;
    if (terms.most_spent) most = to_cpp_rational(*terms.most_spent);
    std::vector<cpp_rational> spends{made.at.value_or(by.far())};
    for (cpp_rational const& peak : by.peaks())
        if (spends.size() < 4 && (!most || peak <= *most)) spends.push_back(peak);
    if (!by.sizes().empty()) spends.push_back(100 * by.sizes().back());
    for (cpp_rational const& more : {by.far(), by.near(), cpp_rational(10)})
        spends.push_back(std::min<cpp_rational>(by.far(), more));
    if (!made.at && !by.peaks().empty() && !most) spends.push_back(10'000 * by.peaks().back());
    cpp_rational const minor(1, pow(cpp_int(10), of.money().digits));
    auto const keep = [&](giveaway_witness here) {
        if (here.orders.empty()) return;
        cpp_rational const bound = made.highest * here.spend;
        here.allowance = (by.lost_per_order_minor() * here.orders.size() + by.lost_once_minor()) * minor;
        // Of little spend, or many orders, rounding takes too much to tell whether more was to be had; but of
        // the fewest orders there are, which come to most of the bound.
        bool const fewest = made.at && *made.at <= here.spend && looked.are_fewest(here.orders.size());
        bool const tells = here.allowance <= bound / 20 || (fewest && 4 * here.back >= 3 * bound) ||
                           (most && here.spend + minor > *most);
        if (!tells) here.allowance = 0;
        if (!made.at) here.allowance += bound / 1000;
        bool const reaches = bound - here.back <= here.allowance;
        bool const better = made.witness.orders.empty() ||
                            std::pair(made.reached, made.witness.share()) < std::pair(reaches, here.share());
        if (!better) return;
        made.reached = reaches;
        made.witness = std::move(here);
    };
    auto const look = [&](std::vector<std::string> const& redeems) {
        for (cpp_rational const& spend : spends) {
            keep(looked.best(spend, redeems, made.highest));
            keep(looked.fewest());
        }
    };
    look({});
    for (std::vector<std::string> const& redeems : looked.ways_to_spend())
        if (!made.reached) look(redeems);
}

}  // namespace tessera::document
