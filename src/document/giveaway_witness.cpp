// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <utility>

#include "build.hpp"
#include "giveaway_replay.hpp"

/// A generous history: orders that stop where the next one has another level, of lines and on days that rules
/// look at. One choice after the other is made as the engine rewards it most.

namespace tessera::document {

namespace {

/// How the orders of a witness look.
struct style {
    line_filter goods{};
    tag_set tags = 0;
    std::uint32_t quantity = 1;
    date day{};
    std::int32_t days_between = 0;
    std::vector<std::string> claims{}, redeems{};
    std::int64_t parts = 1;  ///< orders between two stops
    std::int64_t size = 0;   ///< what an order comes to at most; below 0: to a multiple of it; 0: no matter
    enum class pace : std::uint8_t { by_level, last_level, tenfold } stops = pace::by_level;
};

/// What styles can be made of.
struct style_choices {
    std::vector<line_filter> goods{{}};
    std::vector<tag_set> tags{0};
    std::vector<std::uint32_t> quantities{1};
    std::vector<date> days{};
    std::vector<std::vector<std::string>> claims{{}};  ///< none, or all offers that ask for it
    std::vector<std::string> redeems{};                ///< all redemptions, and rewards
    tag_set on_orders = 0, marks = 0;

    style_choices(loaded_program const& of, document::version const& one);
};

/// Collects what rules look at.
struct looked_at {
    builder build;
    style_choices& all;
    date from;
    tag_set asked = 0, shunned = 0;
    std::vector<std::string> claims{};
    std::size_t most_days = 8;

    void lines(filter const& f) {
        line_filter const some = build.lines(f);
        asked |= some.with;
        shunned |= some.without;
        bool const known = std::any_of(all.goods.begin(), all.goods.end(), [&](line_filter const& g) {
            return g.sku == some.sku && g.category == some.category;
        });
        if (!known && all.goods.size() < 8) all.goods.push_back({some.sku, some.category});
    }
    void days(schedule const& s) {
        if (s == schedule{} || all.days.size() >= most_days) return;
        date const first = days_of(s).next(from, add_months(from, 60));
        if (first < add_months(from, 60)) all.days.push_back(first);
    }
    void operator()(tiers const& t) {
        for (measure const& m : t.measures) lines(m.of.lines);
    }
    void operator()(ladder const& l) { lines(l.measure.of.lines); }
    void operator()(accrual const& a) {
        lines(a.of.lines);
        days(a.when);
        all.on_orders |= build.bits(a.channel);
        quantity(a.from_items);
        for (extra const& e : a.extras) {
            lines(e.lines);
            days(e.when);
            all.on_orders |= build.bits(e.channel);
        }
    }
    void operator()(segment const& s) {
        for (row_of_conditions const row : rows_of(s))
            for (segment_condition const& c : *row) {
                if (c.measure) lines(c.measure->of.of.lines);
                if (c.on) days(*c.on);
            }
    }
    void operator()(member_price const& m) { lines(m.over); }
    void operator()(promotion const& p) {
        lines(p.over);
        asked |= build.bits(p.given);
    }
    void operator()(quantity_price const& q) {
        lines(q.over);
        for (quantity_step const& s : q.steps) quantity(s.from);
    }
    void operator()(offers const& o) {
        for (offer const& one : o.list) {
            lines(one.of.over);
            days(one.on);
            all.marks |= build.bits(one.given);
            if (one.from && one.from->of.units)
                if (auto const units = to_minor(one.from->least, 0, rounding::ceiling)) quantity(*units);
            for (bundle_part const& part : one.of.bundle) lines(part.over);
            if (one.for_every && one.for_every->of.units)
                if (auto const units = to_minor(one.for_every->each, 0, rounding::ceiling)) quantity(*units);
            if (one.of.bought) quantity(one.of.bought->count + one.of.bought->got);
            quantity(one.of.in_sets_of);
            if (one.on_request || one.by_coupon) claims.push_back(one.name);
        }
    }
    void operator()(redemption const& r) { all.redeems.push_back(name_of(r)); }
    void operator()(reward const& r) { all.redeems.push_back(r.name); }
    template <class Other>
    void operator()(Other const&) noexcept {}
    void quantity(std::int64_t least) {
        if (1 < least && least <= INT32_MAX && all.quantities.size() < 8)
            all.quantities.push_back(static_cast<std::uint32_t>(least));
    }
};

style_choices::style_choices(loaded_program const& of, document::version const& one) : days{one.from} {
    looked_at look{builder(of.said().tags), *this, one.from};
    for (rule const& r : one.rules) std::visit(look, r);
    if (!look.claims.empty()) claims.push_back(std::move(look.claims));
    if (look.asked != 0) tags.push_back(look.asked);
    if ((look.asked & ~look.shunned) != look.asked) tags.push_back(look.asked & ~look.shunned);
}

/// Returns: the amount in minor units, not below it; nothing where it does not fit.
std::optional<std::int64_t> minor_of(cpp_rational const& amount, int digits) {
    auto const minor = to_int64(to_minor(amount, digits, rounding::ceiling));
    return minor ? std::optional<std::int64_t>(*minor) : std::nullopt;
}

/// The most orders of a witness.
constexpr std::size_t orders_most = 300;

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
        if (terms.most_spent)
            if (auto const most = to_int64(
                    to_minor(to_cpp_rational(*terms.most_spent), of.money().digits, rounding::floor)))
                most_ = *most;
        sizes_.push_back(0);
        for (cpp_rational const& size : by.sizes()) {
            auto const most = to_int64(to_minor(size, of.money().digits, rounding::floor));
            if (!most || *most <= 0 || sizes_.size() >= 9) continue;
            sizes_.push_back(*most);
            sizes_.push_back(-*most);
        }
    }

    /// Returns: by what points can be spent: by all rules one after the other, or by one of them.
    [[nodiscard]] std::vector<std::vector<std::string>> ways_to_spend() const {
        std::vector<std::vector<std::string>> ways;
        if (!all_.redeems.empty()) ways.push_back(all_.redeems);
        if (all_.redeems.size() > 1)
            for (std::string const& name : all_.redeems) ways.push_back({name});
        return ways;
    }

    /// Returns: the most generous history of a spend, in which every order spends by those rules.
    [[nodiscard]] giveaway_witness best(cpp_rational const& whole, std::vector<std::string> const& redeems) {
        style plain{.day = all_.days.front()};
        plain.redeems = redeems;
        style sought = plain;
        sought.tags = all_.tags.back();
        sought.goods = all_.goods.back();
        sought.day = all_.days.back();
        sought.claims = all_.claims.back();
        giveaway_witness one = best(whole, plain);
        bool const sought_for = sought.claims != plain.claims || all_.tags.size() > 1 ||
                                all_.goods.size() > 1 || all_.days.size() > 1;
        if (!sought_for) return one;
        giveaway_witness other = best(whole, sought);
        return other.share() > one.share() ? std::move(other) : std::move(one);
    }

private:
    [[nodiscard]] giveaway_witness best(cpp_rational const& whole, style now) {
        giveaway_witness found = told(whole, now);
        bool better = true;
        auto const vary = [&](auto const& some, auto style::* place) {
            for (auto const& one : some) {
                if (one == now.*place) continue;
                style other = now;
                other.*place = one;
                giveaway_witness here = told(whole, other);
                if (here.share() <= found.share()) continue;
                now = other;
                found = std::move(here);
                better = true;
            }
        };
        for (int round = 0; round < 2 && std::exchange(better, false); ++round) {
            vary(all_.tags, &style::tags);
            vary(all_.goods, &style::goods);
            vary(all_.days, &style::day);
            vary(all_.claims, &style::claims);
            vary(std::vector<std::int32_t>{0, 1, 7, 35}, &style::days_between);
            vary(all_.quantities, &style::quantity);
            vary(std::vector{style::pace::by_level, style::pace::last_level, style::pace::tenfold},
                 &style::stops);
            vary(sizes_, &style::size);
            vary(std::vector<std::int64_t>{1, 7, 40}, &style::parts);
        }
        return found;
    }
    /// Returns: the spends at which one order ends and the next begins.
    [[nodiscard]] std::vector<cpp_rational> stops_of(cpp_rational const& whole, style::pace how) const {
        std::vector<cpp_rational> stops;
        if (how == style::pace::tenfold)
            for (int power = 10'000; power > 1; power /= 10) stops.push_back(whole / power);
        else
            for (cpp_rational const& split : by_.splits())
                if (split < whole) stops.push_back(split);
        if (how == style::pace::last_level && stops.size() > 1) stops.erase(stops.begin(), stops.end() - 1);
        stops.push_back(whole);
        return stops;
    }
    [[nodiscard]] giveaway_witness told(cpp_rational const& whole, style const& how) const {
        giveaway_witness w;
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
                if (w.orders.size() == orders_most) return {};
                w.orders.push_back({day,
                                    {.sku = how.goods.sku,
                                     .category = how.goods.category,
                                     .tags = how.tags,
                                     .number = 1,
                                     .quantity = how.quantity,
                                     .list_minor = some},
                                    all_.on_orders,
                                    all_.marks,
                                    how.claims,
                                    how.redeems});
                spent += some;
                day = day + how.days_between;
            }
        }
        if (day > end_) return {};
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
    style_choices all_;
    date end_;
    std::vector<std::int64_t> sizes_{};
    std::int64_t most_ = INT64_MAX;  ///< that anybody spends
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
    for (cpp_rational const& more : {by.far(), by.near(), cpp_rational(10)})
        spends.push_back(std::min<cpp_rational>(by.far(), more));
    cpp_rational const minor(1, pow(cpp_int(10), of.money().digits));
    auto const look = [&](std::vector<std::string> const& redeems) {
        for (cpp_rational const& spend : spends) {
            giveaway_witness here = looked.best(spend, redeems);
            if (here.orders.empty()) continue;
            cpp_rational const bound = made.highest * here.spend;
            here.allowance = (by.lost_per_order_minor() * here.orders.size() + by.lost_once_minor()) * minor;
            // Of little spend, or many orders, rounding takes too much to tell whether more was to be had.
            bool const fewest = made.at && here.orders.size() <= by.splits().size() + 1;
            bool const tells = fewest || here.allowance <= bound / 20 || (most && here.spend + minor > *most);
            if (!tells) here.allowance = 0;
            if (!made.at) here.allowance += bound / 1000;
            bool const reaches = bound - here.back <= here.allowance;
            bool const better = made.witness.orders.empty() || std::pair(made.reached, made.witness.share()) <
                                                                   std::pair(reaches, here.share());
            if (!better) continue;
            made.reached = reaches;
            made.witness = std::move(here);
        }
    };
    look({});
    for (std::vector<std::string> const& redeems : looked.ways_to_spend())
        if (!made.reached) look(redeems);
}

}  // namespace tessera::document
