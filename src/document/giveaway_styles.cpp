// SPDX-License-Identifier: BSL-1.0
#include "giveaway_styles.hpp"

#include <algorithm>
#include <utility>

#include "build.hpp"

/// What rules look at, as goods, days and wishes of orders; and the lines of an order made of them.

namespace tessera::document {

std::optional<std::int64_t> minor_of(cpp_rational const& amount, int digits) {
    auto const minor = to_int64(to_minor(amount, digits, rounding::ceiling));
    return minor ? std::optional<std::int64_t>(*minor) : std::nullopt;
}

// --- lines of an order -------------------------------------------------------------------------------------

line giveaway_style::made_of(giveaway_piece const& piece, std::uint32_t units,
                             std::int64_t minor) const noexcept {
    line_filter const& g = piece.goods;
    return {.sku = g.sku == sku_id{} ? also.sku : g.sku,
            .category = g.category == category_id{} ? also.category : g.category,
            .tags = (tags | g.with) & ~g.without,
            .quantity = units,
            .list_minor = minor};
}

std::vector<line> giveaway_style::lines_of(std::int64_t minor) const {
    std::size_t const most = dear == alike ? 0 : dear;
    if (most >= goods.size() || std::int64_t{goods[most].units} * quantity > INT32_MAX) return {};
    std::int64_t const baskets = baskets_of(minor, goods[most].units);
    std::int64_t all_units = 0;
    for (giveaway_piece const& piece : goods) all_units += std::int64_t{piece.units};
    if (baskets > INT32_MAX / all_units) return {};
    std::vector<line> lines;
    std::int64_t left = minor;
    for (giveaway_piece const& piece : goods) {
        std::int64_t const units = piece.units * baskets;
        std::int64_t const even = dear == alike ? minor / (all_units * baskets) * units : 0;
        std::int64_t const cost = std::max({std::int64_t{1}, even, piece.least_minor});
        lines.push_back(made_of(piece, static_cast<std::uint32_t>(units), cost));
        if (lines.size() != most + 1) left -= std::min(left, cost);
    }
    bool const enough = left > 0;
    if (!enough) lines = {lines[most]};
    lines[enough ? most : 0].list_minor = enough ? left : minor;
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].number = static_cast<std::uint32_t>(i + 1);
    return lines;
}

std::int64_t giveaway_style::baskets_of(std::int64_t minor, std::int64_t units) const noexcept {
    if (unit == 0) return quantity;
    std::int64_t const each = unit > 0 ? unit : -unit, of_set = each * units * quantity;
    std::int64_t const more = unit > 0 && minor % of_set != 0 ? 1 : 0;
    return std::max<std::int64_t>(1, minor / of_set + more) * quantity;
}

// --- what rules look at ------------------------------------------------------------------------------------

namespace {

constexpr std::size_t few = 8;
constexpr std::size_t lines_most = 16;  ///< of an order

/// Returns: what takes a line where both do, as far as one article and one category can.
line_filter both(line_filter one, line_filter const& other) {
    if (one.sku == sku_id{}) one.sku = other.sku;
    if (one.category == category_id{}) one.category = other.category;
    one.with |= other.with;
    one.without |= other.without;
    return one;
}

/// Collects what rules look at.
class looked_at {
public:
    looked_at(loaded_program const& of, version const& one, giveaway_choices& all)
        : build_(of.said().tags), all_(all), from_(one.from), digits_(of.money().digits) {
        for (rule const& r : one.rules) std::visit(*this, r);
    }

    /// Effects: writes what takes all rules together.
    void finish() {
        if (claims_.size() > 1 && claims_.size() < few)
            for (std::string const& name : claims_) all_.claims.push_back({name});
        if (!claims_.empty()) all_.claims.push_back(std::move(claims_));
        if (asked_ != 0) all_.tags.push_back(asked_);
        if ((asked_ & ~shunned_) != asked_) all_.tags.push_back(asked_ & ~shunned_);
        if (all_.together.size() > 1) put(merged());
        line_filter one{};
        for (line_filter const& goods : all_.also) one = both(one, goods);
        if (std::find(all_.also.begin(), all_.also.end(), one) == all_.also.end()) all_.also.push_back(one);
        if (date const best = best_day(); best != from_) all_.days.push_back(best);
    }

    void operator()(tiers const& t) {
        for (measure const& m : t.measures) lines(m.of.lines);
    }
    void operator()(ladder const& l) { lines(l.measure.of.lines); }
    void operator()(accrual const& a) {
        lines(a.of.lines);
        days(a.when);
        all_.on_orders |= build_.bits(a.channel);
        quantity(a.from_items);
        for (extra const& e : a.extras) {
            lines(e.lines);
            days(e.when);
            all_.on_orders |= build_.bits(e.channel);
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
        asked_ |= build_.bits(p.given);
    }
    void operator()(quantity_price const& q) {
        lines(q.over);
        for (quantity_step const& s : q.steps) quantity(s.from);
    }
    void operator()(offers const& o) {
        for (offer const& one : o.list) look_at(one);
    }
    void operator()(redemption const& r) { all_.redeems.push_back(name_of(r)); }
    void operator()(reward const& r) { all_.redeems.push_back(r.name); }
    template <class Other>
    void operator()(Other const&) noexcept {}

private:
    void lines(filter const& f) {
        line_filter const some = build_.lines(f);
        asked_ |= some.with;
        shunned_ |= some.without;
        line_filter const goods{some.sku, some.category};
        if (std::find(all_.also.begin(), all_.also.end(), goods) != all_.also.end()) return;
        if (all_.also.size() >= few) return;
        all_.also.push_back(goods);
        all_.single.push_back({{goods}});
    }
    void days(schedule const& s) {
        if (s == schedule{}) return;
        if (schedules_.size() < few) schedules_.push_back(build_.days(s));
        date const end = add_months(from_, 60), first = build_.days(s).next(from_, end);
        if (all_.days.size() < few && first < end) all_.days.push_back(first);
    }
    void quantity(std::int64_t least) {
        if (1 < least && least <= INT32_MAX && all_.quantities.size() < few)
            all_.quantities.push_back(static_cast<std::uint32_t>(least));
    }
    void unit(std::optional<decimal> const& price) {
        if (!price || *price <= decimal(0) || all_.units.size() >= few) return;
        auto const minor = minor_of(to_cpp_rational(*price), digits_);
        if (!minor || *minor > INT32_MAX) return;
        all_.units.push_back(*minor);
        all_.units.push_back(-*minor);
    }

    void look_at(offer const& o) {
        lines(o.of.over);
        days(o.on);
        all_.marks |= build_.bits(o.given);
        for (bundle_part const& part : o.of.bundle) lines(part.over);
        if (o.of.bought) {
            lines(o.of.bought->lines);
            quantity(o.of.bought->count + o.of.bought->got);
        }
        quantity(o.of.in_sets_of);
        unit(o.of.price_to);
        unit(o.of.price_from);
        if (o.per == offer_per::unit) unit(o.amount);
        if (o.on_request || o.by_coupon) claims_.push_back(o.name);
        giveaway_basket goods = goods_of(o.of);
        put(goods);
        if (o.from) asks(o.from->of, o.from->least, goods);
        if (o.for_every) asks(o.for_every->of, o.for_every->each, goods);
        if (o.more)
            for (offer_step const& s : o.more->steps) asks(o.more->by, s.from, goods);
        put(goods);
    }
    void put(giveaway_basket const& goods) {
        bool const known =
            std::find(all_.together.begin(), all_.together.end(), goods) != all_.together.end();
        if (goods.size() > 1 && !known && all_.together.size() < few) all_.together.push_back(goods);
    }
    /// Returns: the goods that the units of an offer are, those that it lowers first.
    [[nodiscard]] giveaway_basket goods_of(units const& u) {
        line_filter const over = build_.lines(u.over);
        std::int64_t const got = u.bought ? u.bought->got : u.in_sets_of;
        bool const alike = u.rank == unit_rank::cheapest && u.bought && u.bought->lines == u.over;
        giveaway_basket goods;
        for (bundle_part const& part : u.bundle)
            add({both(build_.lines(part.over), over)}, part.count, goods);
        if (alike) {  // of which the cheapest ones cost most where each costs the same
            std::int64_t const all = std::min<std::int64_t>(u.bought->count + got, INT32_MAX);
            goods.push_back({over, static_cast<std::uint32_t>(all)});
        } else {
            if (u.bundle.empty()) add({over}, got, goods);
            if (u.bought) add({build_.lines(u.bought->lines)}, u.bought->count, goods);
        }
        if (u.price_from)
            for (giveaway_piece& piece : goods)
                piece.least_minor =
                    minor_of(to_cpp_rational(*u.price_from) * piece.units, digits_).value_or(0);
        return goods;
    }
    /// Effects: adds so many units, the first one in a line of its own: it can be the dear one.
    static void add(giveaway_piece piece, std::int64_t units, giveaway_basket& to) {
        piece.units = 1;
        if (to.size() + 1 < lines_most) to.push_back(piece);
        if (units <= 1 || to.size() + 1 >= lines_most) return;
        piece.units = static_cast<std::uint32_t>(std::min<std::int64_t>(units - 1, INT32_MAX));
        to.push_back(piece);
    }
    /// Effects: adds what a threshold looks at to the goods, where that is not all of them.
    void asks(threshold_of const& what, decimal const& least, giveaway_basket& goods) {
        auto const units = to_int64(to_minor(to_cpp_rational(least), 0, rounding::ceiling));
        if (what.units && units) quantity(*units);
        lines(what.lines);
        line_filter const these = build_.lines(what.lines);
        if ((what.lines == filter{} && !what.units) || !units) return;
        add({these}, what.units ? *units : 1, goods);
        if (!what.units && !goods.empty())
            goods.back().least_minor = minor_of(to_cpp_rational(least), digits_).value_or(0);
    }

    /// Returns: the goods of all offers together, each as often as one of them asks for it.
    [[nodiscard]] giveaway_basket merged() const {
        giveaway_basket all;
        for (giveaway_basket const& goods : all_.together) {
            std::vector<bool> taken(all.size());
            for (giveaway_piece const& piece : goods) {
                std::size_t i = 0;
                while (i < taken.size() && (taken[i] || all[i].goods != piece.goods)) ++i;
                if (i < taken.size()) {
                    taken[i] = true;
                    all[i].units = std::max(all[i].units, piece.units);
                    all[i].least_minor = std::max(all[i].least_minor, piece.least_minor);
                } else if (all.size() < lines_most) {
                    all.push_back(piece);
                }
            }
        }
        return all;
    }
    /// Returns: the first day of five years on which most schedules hold.
    [[nodiscard]] date best_day() const {
        date best = from_;
        std::ptrdiff_t most = 0;
        for (date day = from_; day < add_months(from_, 60); day = day + 1) {
            auto const hold = std::count_if(schedules_.begin(), schedules_.end(),
                                            [&](tessera::schedule const& s) { return s.holds(day); });
            if (hold > most) most = hold, best = day;
            if (most == static_cast<std::ptrdiff_t>(schedules_.size())) break;
        }
        return best;
    }

    builder build_;
    giveaway_choices& all_;
    date from_;
    int digits_;
    tag_set asked_ = 0, shunned_ = 0;
    std::vector<std::string> claims_{};
    std::vector<tessera::schedule> schedules_{};
};

}  // namespace

giveaway_choices::giveaway_choices(loaded_program const& of, version const& one) : days{one.from} {
    looked_at(of, one, *this).finish();
}

std::size_t giveaway_choices::most_lines() const noexcept {
    std::size_t most = 1;
    for (giveaway_basket const& goods : together) most = std::max(most, goods.size());
    return most;
}

}  // namespace tessera::document
