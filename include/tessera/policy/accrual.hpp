// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/policy/cap.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/earning.hpp>
#include <tessera/policy/lots.hpp>

/// Floor 4. Accrual: points for what was bought.

namespace tessera {

/// A return takes back what its goods would earn now: the basis at the price and the tier in force, rounded
/// in the same scope. With *carry*, where rate and price are the same for all orders, points are f(net) after
/// every history.
///
/// `Tiers`, `Extras` and `Caps` say how many multipliers by tier, other multipliers and caps the rule has;
/// one without them has no code for them.
template <std::size_t Tiers = 0, std::size_t Extras = 0, std::size_t Caps = 0>
class accrual {
public:
    static constexpr phase at = phase::earn;
    static constexpr bool usually_one = true;

    /// `rate` is points for one unit of currency of the basis, or for what `per_...` says.
    constexpr accrual(std::string_view points, ratio rate) noexcept
        : name_(points), pool_name_(points), earns_(detail::earning_figures{.rate = rate}) {}

    [[nodiscard]] constexpr accrual of(basis what) const noexcept {
        accrual a = *this;
        a.earns_.say.of = what;
        return a;
    }
    /// Returns: the accrual for every whole `amount` that the basis holds: 10 points for every whole 2.00 are
    ///   30 for 7.00.
    [[nodiscard]] constexpr accrual per_whole(decimal amount) const noexcept {
        accrual a = per(earned_per::whole_amount);
        a.earns_.say.whole = amount;
        return a;
    }
    /// Returns: the accrual for an order that has a line of the basis, whatever it costs.
    [[nodiscard]] constexpr accrual per_order() const noexcept { return per(earned_per::order); }
    /// Returns: the accrual for every unit of goods on lines of the basis.
    [[nodiscard]] constexpr accrual per_item() const noexcept { return per(earned_per::item); }
    /// Returns: the accrual for every line of the basis.
    [[nodiscard]] constexpr accrual per_line() const noexcept { return per(earned_per::line); }

    /// Returns: the accrual rounded elsewhere or otherwise. With *carry* there is nothing to round but the
    /// last part of a point, which waits: the mode is `down`.
    [[nodiscard]] constexpr accrual rounded(rounding_scope scope,
                                            rounding mode = rounding::down) const noexcept {
        return rounded(scope, mode, mode);
    }
    /// Returns: the same, with another mode for what returned goods take back.
    [[nodiscard]] constexpr accrual rounded(rounding_scope scope, rounding mode,
                                            rounding taking_back) const noexcept {
        accrual a = *this;
        a.earns_.say.scope = scope;
        a.earns_.say.mode = mode;
        a.earns_.say.taking_back = taking_back;
        return a;
    }
    /// Returns: the accrual whose award goes back so when goods come back by the order's receipt. Without a
    ///   receipt nothing is known of what is kept.
    /// Example: `accrual("points", 1).per_whole(10).taken_back(take_back::recomputed)`: of an order of 19.00,
    ///   9.00 that come back take no point, 10.00 take the one.
    [[nodiscard]] constexpr accrual taken_back(take_back how) const noexcept {
        accrual a = *this;
        a.earns_.say.returned = how;
        return a;
    }
    /// Returns: the accrual in points of so many decimals, 0 to 4.
    [[nodiscard]] constexpr accrual with_decimals(unsigned n) const noexcept {
        accrual a = *this;
        a.earns_.say.decimals = static_cast<std::uint8_t>(n);
        return a;
    }
    /// Returns: the accrual under a name of its own, into the points of another rule.
    [[nodiscard]] constexpr accrual named(std::string_view rule) const noexcept {
        accrual a = *this;
        a.name_ = rule;
        return a;
    }

    /// Returns: the accrual whose lots live so long.
    [[nodiscard]] constexpr accrual living(life how_long,
                                           life_from since = life_from::opening) const noexcept {
        accrual a = *this;
        a.lots_.lives = how_long;
        a.lots_.since = since;
        return a;
    }
    /// Returns: the accrual whose lots wait so long before they can be used.
    /// Example: `pending(days(14))`, `pending(until(date_of(2026, 12, 1)))`.
    [[nodiscard]] constexpr accrual pending(life wait) const noexcept {
        accrual a = *this;
        a.lots_.opens.latest = wait;
        a.lots_.pending = true;
        return a;
    }

    /// Returns: the accrual whose lots open when their order has come so far; `pending` says the latest day.
    [[nodiscard]] constexpr accrual opened_by(progress reached) const noexcept {
        accrual a = *this;
        a.lots_.opens.at = reached;
        return a;
    }
    /// Returns: the accrual whose lots open so long after their order has come so far, unless they do before.
    /// Example: `pending(days(60)).opened_by(progress::confirmed).opened_after(progress::delivered,
    /// days(15))`.
    [[nodiscard]] constexpr accrual opened_after(progress reached, life wait) const noexcept {
        accrual a = *this;
        a.lots_.opens.from = reached;
        a.lots_.opens.after = wait;
        return a;
    }
    /// Returns: the accrual that keeps alive: whenever the member is active in one of these ways, every
    ///   usable lot of the pool lives on as if earned that day. With a life and `by_orders`, the whole
    ///   balance ends so long after the last order.
    [[nodiscard]] constexpr accrual renewed(activity_set by) const noexcept {
        accrual a = *this;
        a.lots_.renewed = by;
        return a;
    }
    /// Returns: the accrual into points that are used by age: those that opened first go first, and not
    ///   those that end first.
    [[nodiscard]] constexpr accrual oldest_first() const noexcept {
        accrual a = *this;
        a.lots_.oldest_first = true;
        return a;
    }

    /// Returns: the accrual on the days of a schedule only.
    [[nodiscard]] constexpr accrual when(schedule days_it_holds) const noexcept {
        accrual a = *this;
        a.if_.when = days_it_holds;
        return a;
    }
    /// Returns: the accrual for orders only that bear all of these tags.
    [[nodiscard]] constexpr accrual in_channel(tag_set tags) const noexcept {
        accrual a = *this;
        a.if_.channel = tags;
        return a;
    }
    /// Returns: the accrual for orders of members of that segment only.
    [[nodiscard]] constexpr accrual in_segment(std::string_view name) const noexcept {
        accrual a = *this;
        a.if_.whom.within = name;
        return a;
    }
    /// Returns: the accrual for orders of all but the members of that segment.
    [[nodiscard]] constexpr accrual not_in_segment(std::string_view name) const noexcept {
        accrual a = *this;
        a.if_.whom.beyond = name;
        return a;
    }
    /// Returns: the accrual for orders of at least `least`, by a basis; reaching it exactly is enough.
    [[nodiscard]] constexpr accrual from_order_of(decimal least,
                                                  basis looked_at = paid_price) const noexcept {
        accrual a = *this;
        a.if_.least_amount = least;
        a.if_.least.of = looked_at;
        a.if_.least.by_amount = true;
        return a;
    }
    /// Returns: the accrual for orders with at least so many units on lines of its own basis.
    [[nodiscard]] constexpr accrual from_items(std::int64_t least) const noexcept {
        accrual a = *this;
        a.if_.least.items = least;
        return a;
    }

    /// Returns: the accrual with multipliers by tier; the highest tier reached that has one counts.
    template <class... Multiplier>
    [[nodiscard]] constexpr auto times(std::string_view group, Multiplier... steps) const noexcept {
        accrual<sizeof...(Multiplier), Extras, Caps> a(*this);
        a.earns_.by.group = group;
        a.earns_.by.tiers = {steps...};
        a.earns_.by.extras = earns_.by.extras;
        a.caps_ = caps_;
        return a;
    }
    /// Returns: the accrual with multipliers that hold on some days, for some lines or in some channels.
    template <class... Extra>
    [[nodiscard]] constexpr auto with(Extra... some) const noexcept {
        accrual<Tiers, sizeof...(Extra), Caps> a(*this);
        a.earns_.by.group = earns_.by.group;
        a.earns_.by.tiers = earns_.by.tiers;
        a.earns_.by.extras = {some...};
        a.caps_ = caps_;
        return a;
    }
    /// Returns: the accrual whose multipliers, where several hold at once, combine so.
    [[nodiscard]] constexpr accrual combined_by(combining how) const noexcept {
        accrual a = *this;
        a.earns_.say.how = how;
        return a;
    }
    /// Returns: the accrual with caps, each on what the one before grants.
    template <class... Cap>
    [[nodiscard]] constexpr auto capped(Cap... some) const noexcept {
        accrual<Tiers, Extras, sizeof...(Cap)> a(*this);
        a.earns_.by = earns_.by;
        a.caps_.all = {some...};
        return a;
    }

    /// Returns: the accrual with as many multipliers and caps as turn out to be there.
    [[nodiscard]] accrual with_all(std::string_view group, std::vector<multiplier> by_tier,
                                   std::vector<extra> extras, std::vector<cap> caps) const
        requires(Tiers == any_number && Extras == any_number && Caps == any_number)
    {
        accrual a = *this;
        a.earns_.by.group = group;
        a.earns_.by.tiers = std::move(by_tier);
        a.earns_.by.extras = std::move(extras);
        a.caps_.all = std::move(caps);
        return a;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    [[nodiscard]] constexpr slot_id pool() const noexcept { return pool_.id; }

    /// Returns: the lines of which an order needs one, or nothing is earned; with shipping or a
    ///   remainder that is carried it needs none.
    [[nodiscard]] constexpr line_filter looks_at() const noexcept {
        bool const any = earns_.carries() || earns_.say.of.shipping;
        return any ? line_filter{} : earns_.say.of.lines;
    }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule(name_);
        pool_ = b.pool(pool_name_, lots_.lasting(), earns_.say.decimals, lots_.oldest_first);
        lots_.bind(b);
        if (lots_.renewed != 0)
            lots_.renewals = b.remembered_sum(binder::renewals_slot_name(binder::pool_slot_name(pool_name_)));
        if_.bind(b);
        earns_.bind(b, name_);
        caps_.bind(b, name_, earns_.say.decimals);
        conditional_ = !if_.always();
        plain_ = !conditional_ && caps_.all.empty() && earns_.at_one_rate() && !earns_.carries() &&
                 !earns_.recomputed();
    }

    TESSERA_INLINE void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind == fact_kind::order && plain_) return award_plain(fact, d, out);
        if (fact.kind == fact_kind::order || fact.kind == fact_kind::item_return) award_any(fact, d, out);
    }

    /// Effects: opens what waits for the order's progress.
    void follow(order_progress const& what, draft const& d, member_out& out) const noexcept {
        lots_.follow(rule_, pool_, what, d, out);
    }
    [[nodiscard]] constexpr bool renews() const noexcept { return lots_.renewed != 0; }
    /// Effects: lets what the member has live on, where the member was active.
    TESSERA_INLINE void renew(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (lots_.renewed != 0) lots_.renew(rule_, pool_, fact, d, out);
    }

private:
    friend struct detail::teller;
    template <std::size_t, std::size_t, std::size_t>
    friend class accrual;

    /// All but multipliers and caps.
    template <std::size_t T, std::size_t B, std::size_t C>
    constexpr explicit accrual(accrual<T, B, C> const& from) noexcept
        : name_(from.name_),
          pool_name_(from.pool_name_),
          earns_(from.earns_.say),
          if_(from.if_),
          lots_(from.lots_) {}

    [[nodiscard]] constexpr accrual per(earned_per what) const noexcept {
        accrual a = *this;
        a.earns_.say.per = what;
        return a;
    }

    /// Effects: awards an order under a rule of which nothing but basis, rate, multipliers by tier and lots
    ///   is said.
    TESSERA_INLINE void award_plain(fact_view const& fact, draft const& d, member_out& out) const {
        auto const amount = earns_.basis_of(fact, fact.stored_value_minor + d.tendered_minor());
        if (!amount) return out.fail(amount.error());
        auto const points = earns_.points_at_one_rate(*amount, earns_.say.mode, fact);
        if (!points) return out.fail(points.error());
        lot_key const lot = lots_.of(d.day(), rule_, fact.head.id);
        if (*points == 0 || lot.expires <= d.day()) return;
        if (fact.paper) static_cast<void>(note(*points, *amount, lot, *fact.paper));
        out.award(rule_, pool_, *points, lot);
        out.explain({*points, *amount, rule_, reason_code::earned, scope()});
    }
    /// Effects: awards an order, or takes back what goods without their receipt would earn.
    TESSERA_INLINE void award_any(fact_view const& fact, draft const& d, member_out& out) const {
        std::int64_t const stored = fact.stored_value_minor + d.tendered_minor();
        if (conditional_ && !met(fact, stored, out)) return;
        auto const amount = earns_.basis_of(fact, stored);
        if (!amount) return out.fail(amount.error());
        std::size_t const weights = fact.paper ? fact.paper->weights.size() : 0;
        std::int64_t moved = 0;
        auto const points = earns_.points(*amount, stored, fact, d, moved);
        if (!points) return out.fail(points.error());
        if (fact.kind == fact_kind::item_return) {
            earns_.keep_remainder(moved, rule_, out);
            if (*points != 0) claw(*points, *amount, out);
        } else {
            bool const some = *points != 0 || earns_.carries();
            bool const noted = some && grant(*points, moved, *amount, weights, fact, d, out);
            if (!noted && fact.paper) fact.paper->weights.shorten(weights);
        }
    }
    [[nodiscard]] TESSERA_INLINE bool met(fact_view const& fact, std::int64_t stored_minor,
                                          member_out& out) const {
        bool holds = false;
        out.aside([&, this](draft const&, member_out& write) {
            holds = if_.met(fact, earns_.say.of.lines, stored_minor, rule_, write);
        });
        return holds;
    }
    TESSERA_INLINE void claw(std::int64_t points, std::int64_t amount, member_out& out) const {
        out.take_back(rule_, pool_, points);
        out.explain({points, amount, rule_, reason_code::taken_back, scope()});
    }
    /// Effects: an award that a cap cuts is these points and no part of one: the remainder stays.
    /// Returns: whether there is an award.
    TESSERA_INLINE bool grant(std::int64_t points, std::int64_t moved, std::int64_t amount,
                              std::size_t weights, fact_view const& fact, draft const& d,
                              member_out& out) const {
        lot_key const lot = lots_.of(d.day(), rule_, fact.head.id);
        if (lot.expires <= d.day()) return false;
        bool cut = false;
        bool const capped = Caps > 0 && !caps_.all.empty();
        if (capped) {
            std::int64_t const wanted = points;
            out.aside([&, this](draft const& seen, member_out& write) {
                points = caps_.granted(wanted, rule_, pool_, seen, write);
            });
            if (points == 0 && wanted > 0) return false;
            cut = points < wanted;
        }
        if (!cut) earns_.keep_remainder(moved, rule_, out);
        if (capped)
            out.aside([this, points, &fact](draft const&, member_out& write) {
                caps_.count(points, rule_, fact, write);
            });
        if (fact.paper) note_any(note(points, amount, lot, *fact.paper), weights, cut, fact, d);
        if (points == 0) return true;
        out.award(rule_, pool_, points, lot);
        out.explain({points, amount, rule_, reason_code::earned, scope()});
        return true;
    }
    /// Effects: notes in the receipt what a return will need. Returns: the note.
    TESSERA_INLINE receipt_award& note(std::int64_t points, std::int64_t amount, lot_key const& lot,
                                       receipt& paper) const {
        return paper.note_award(rule_, pool_.id, scope(), points, lot, amount, earns_.say.of);
    }
    /// Effects: notes the same of what lines weigh, of a remainder and of terms.
    TESSERA_INLINE void note_any(receipt_award& award, std::size_t weights, bool cut, fact_view const& fact,
                                 draft const& d) const {
        if (fact.paper->weights.size() != weights) award.weights = static_cast<std::uint32_t>(weights);
        if (!cut && earns_.carries()) {
            award.remainder = earns_.remainder();
            award.parts = earns_.parts(fact);
        }
        if (earns_.recomputed()) award.terms = note_terms(fact, d.tendered_minor());
    }
    /// Effects: notes in the receipt by which terms the order earned. Returns: their place.
    [[nodiscard]] TESSERA_COLD std::uint32_t note_terms(fact_view const& fact,
                                                        std::int64_t tendered_minor) const {
        award_terms terms = earns_.terms(fact);
        terms.stored_minor = fact.stored_value_minor + tendered_minor;
        terms.least = if_.least;
        fact.paper->terms.push_back(terms);
        return static_cast<std::uint32_t>(fact.paper->terms.size() - 1);
    }
    [[nodiscard]] std::uint16_t scope() const noexcept {
        return static_cast<std::uint16_t>(earns_.say.scope);
    }

    std::string_view name_;
    std::string_view pool_name_;
    detail::earning<Tiers, Extras> earns_;
    detail::condition if_{};
    detail::lot_figures lots_{};
    detail::caps<Caps> caps_{};
    bool conditional_ = false;
    bool plain_ = false;  ///< no condition, no cap, one rate, and nothing else for a receipt to note
    slot_place pool_{};
    rule_id rule_{};
};

accrual(std::string_view, ratio) -> accrual<>;

}  // namespace tessera
