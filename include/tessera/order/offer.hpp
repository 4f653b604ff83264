// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/calendar/birthday.hpp>
#include <tessera/calendar/schedule.hpp>
#include <tessera/facts/benefit_terms.hpp>
#include <tessera/ledger/audience.hpp>
#include <tessera/money/allocate.hpp>
#include <tessera/order/concepts.hpp>
#include <tessera/order/offer_terms.hpp>
#include <tessera/order/unit_choice.hpp>

/// Floor 4. One offer of the order side: what it gives, for which units, to whom and when. How several stand
/// together is said where they are listed (offers.hpp).

namespace tessera {

namespace detail {
class offer_turn;
class offer_units;
class offer_counter;
class offer_asked;
}  // namespace detail
class offers;

/// An offer; each `Returns` of its setters is the same offer with that said.
/// Example: `offer("third half price").share_off(50_percent).bought(2, {}).cheapest(1)`.
/// Tested by: tests/order/offers.test.cpp.
class offer {
public:
    explicit offer(std::string_view name) noexcept : name_(name), id_(id_of(name)) {}

    // --- what it gives -------------------------------------------------------------------------------------

    [[nodiscard]] offer share_off(ratio share) const { return gives(offer_gives::share, share, {}); }
    /// Returns: the offer with so much off the order, each line or each unit; never more than it costs.
    [[nodiscard]] offer amount_off(decimal amount, offer_per per = offer_per::order) const {
        offer o = gives(offer_gives::amount, {}, amount);
        o.per_ = per;
        return o;
    }
    [[nodiscard]] offer unit_price(decimal price) const { return gives(offer_gives::unit_price, {}, price); }
    [[nodiscard]] offer total_price(decimal price) const {
        return gives(offer_gives::total_price, {}, price);
    }
    /// Returns: the offer, of shipping instead of goods.
    [[nodiscard]] offer of_shipping() const {
        return with([](offer& o) { o.shipping_ = true; });
    }
    /// Returns: the offer with a gift; where it is bound to units bought, one of it for every set of them.
    [[nodiscard]] offer gift(sku_id article, std::uint32_t quantity, decimal worth_of_one) const {
        return with([&](offer& o) {
            o.gift_ = article;
            o.gift_quantity_ = quantity;
            o.gift_worth_ = worth_of_one;
        });
    }
    /// Returns: the offer with perks, as marks that the host knows: express delivery, early access.
    [[nodiscard]] offer perk(tag_set marks) const {
        return with([&](offer& o) { o.perk_ = marks; });
    }
    /// Returns: the offer, giving more from a threshold on: each step instead of what is said before it.
    [[nodiscard]] offer step(offer_step next) const {
        return with([&](offer& o) { o.steps_.push_back(next); });
    }
    /// Returns: the offer of which each step's share is of the part of its lines' price from there to
    ///   the next step, and not of all of it.
    [[nodiscard]] offer brackets() const {
        return with([](offer& o) { o.brackets_ = true; });
    }
    /// Returns: the offer whose steps look at that.
    [[nodiscard]] offer steps_by(offer_threshold what) const {
        return with([&](offer& o) { o.steps_by_ = what; });
    }
    /// Returns: the offer that gives its amount, or its gift, for every `each` of what it looks at: ten
    ///   off for every hundred. For less than one it does not apply.
    [[nodiscard]] offer for_every(decimal each, offer_threshold of = {},
                                  std::int64_t most_times = every_unit) const {
        return with([&](offer& o) { o.every_ = {each, of, most_times}, o.for_every_ = true; });
    }
    /// Returns: the offer with at most this amount off an order.
    [[nodiscard]] offer at_most(decimal amount) const {
        return with([&](offer& o) {
            o.most_ = amount;
            o.capped_ = true;
        });
    }
    /// Returns: the offer, computed on what goods or shipping cost before any offer, and not on what others
    ///   left.
    [[nodiscard]] offer on_first_price() const {
        return with([](offer& o) { o.on_first_price_ = true; });
    }
    /// Returns: the offer that takes off its units what they cost where it looks, as long as the whole line
    ///   still costs so much, and not only while they do: what earlier offers took of one unit, it takes of
    ///   another.
    [[nodiscard]] offer off_whole_lines() const {
        return with([](offer& o) { o.whole_lines_ = true; });
    }
    [[nodiscard]] offer rounded(rounding mode, offer_rounded where = offer_rounded::sum) const {
        return with([&](offer& o) {
            o.mode_ = mode;
            o.rounded_ = where;
        });
    }
    /// Returns: the offer whose split over the lines treats what is left over so.
    [[nodiscard]] offer left_over(left_over_to whom, rounding share = rounding::down) const {
        return with([&](offer& o) { o.split_ = {.left_over = whom, .share = share}; });
    }

    // --- which units ---------------------------------------------------------------------------------------

    [[nodiscard]] offer over(line_filter some) const {
        return with([&](offer& o) { o.choice_.lines = some; });
    }
    [[nodiscard]] offer of(unit_choice const& which) const {
        return with([&](offer& o) { o.choice_ = which; });
    }
    [[nodiscard]] offer cheapest(std::int64_t units) const { return ranked(unit_rank::cheapest, units); }
    [[nodiscard]] offer dearest(std::int64_t units) const { return ranked(unit_rank::dearest, units); }
    /// Returns: the offer for `got` units of its lines for every `count` units of other ones, or of the same:
    ///   two bought and one got make sets of three.
    [[nodiscard]] offer bought(std::int64_t count, line_filter of_lines, std::int64_t got = 1) const {
        return with([&](offer& o) {
            o.choice_.bought = count;
            o.choice_.bought_of = of_lines;
            o.choice_.got = got;
        });
    }

    /// Returns: the offer for whole bundles: of each part so many units, as often as the order has
    ///   them. A line is of the first part that takes it.
    [[nodiscard]] offer bundle(std::vector<bundle_part> parts) const {
        return with([&](offer& o) { o.bundle_ = std::move(parts); });
    }

    // --- to whom, and when ---------------------------------------------------------------------------------

    /// Returns: the offer for members of that tier or a higher one of its group.
    [[nodiscard]] offer from_tier(std::string_view group, std::string_view tier) const {
        return with([&](offer& o) { o.tier_group_ = group, o.tier_ = tier, o.exactly_ = false; });
    }
    /// Returns: the offer for members of that tier alone.
    [[nodiscard]] offer at_tier(std::string_view group, std::string_view tier) const {
        return with([&](offer& o) { o.tier_group_ = group, o.tier_ = tier, o.exactly_ = true; });
    }
    [[nodiscard]] offer on(schedule const& days) const {
        return with([&](offer& o) { o.days_ = days; });
    }
    /// Returns: the offer on the days around the customer's birthday (`cart::born`).
    [[nodiscard]] offer on_birthday(birthday_window around = {}) const {
        return with([&](offer& o) { o.around_ = around, o.on_birthday_ = true; });
    }
    /// Returns: the offer for members of that segment.
    [[nodiscard]] offer in_segment(std::string_view name) const {
        return with([&](offer& o) { o.for_.within = name; });
    }
    /// Returns: the offer for all but the members of that segment.
    [[nodiscard]] offer not_in_segment(std::string_view name) const {
        return with([&](offer& o) { o.for_.beyond = name; });
    }
    /// Returns: the offer for carts that bear these marks: a channel, a birthday.
    [[nodiscard]] offer given(tag_set marks) const {
        return with([&](offer& o) { o.given_ = marks; });
    }
    /// Returns: the offer for customers who ask for it, by a code or a choice (`cart::claims`).
    [[nodiscard]] offer on_request() const {
        return with([](offer& o) { o.on_request_ = true; });
    }
    /// Returns: the offer for customers who ask for it and hold a coupon for it (policy/coupon.hpp).
    [[nodiscard]] offer by_coupon() const {
        return with([](offer& o) { o.on_request_ = o.by_coupon_ = true; });
    }
    /// Returns: the offer for members who have used it less often than they may (policy/allowance.hpp).
    [[nodiscard]] offer by_allowance() const {
        return with([](offer& o) { o.by_allowance_ = true; });
    }
    /// Returns: the offer for orders of so much, or so many units, or more.
    [[nodiscard]] offer from(decimal least, offer_threshold of = {}) const {
        return with([&](offer& o) { o.least_ = least, o.least_of_ = of; });
    }
    /// Returns: the offer that a member, or everybody together, uses so often (`cart::uses`).
    [[nodiscard]] offer used_at_most(std::int64_t by_member, std::int64_t by_all = every_unit) const {
        return with([&](offer& o) { o.uses_by_member_ = by_member, o.uses_by_all_ = by_all; });
    }

    /// Returns: the offer that takes off all orders together no more than that: where an order would exceed
    ///   what is left of it, the offer does not apply (`offer_use::given_minor`).
    [[nodiscard]] offer budget(decimal in_all) const {
        return with([&](offer& o) { o.budget_ = in_all, o.budgeted_ = true; });
    }

    // --- what a return does --------------------------------------------------------------------------------

    /// Returns: the offer of which that becomes of what it gave when goods come back with their receipt.
    [[nodiscard]] offer when_returned(benefit_return how) const {
        return with([&](offer& o) { o.returned_ = how; });
    }

    // --- how it stands with others -------------------------------------------------------------------------

    [[nodiscard]] offer in(std::string_view stack) const {
        return with([&](offer& o) { o.stack_ = stack; });
    }
    /// Returns: the offer whose turn comes before those of a lower priority; equal ones go by their ids.
    [[nodiscard]] offer priority(std::int32_t higher_first) const {
        return with([&](offer& o) { o.priority_ = higher_first; });
    }
    /// Returns: the offer that stands alone: where it applies, no other one does.
    [[nodiscard]] offer alone() const {
        return with([](offer& o) { o.alone_ = true; });
    }
    /// Returns: the offer that never stands together with the other one, whichever of them says so.
    [[nodiscard]] offer not_with(std::string_view other) const {
        return with([&](offer& o) { o.not_with_.push_back(other); });
    }

    /// Returns: the part of the bundle that a line is of; their number where it is of none.
    [[nodiscard]] std::size_t part_of_bundle(line const& l) const noexcept {
        auto const takes = [&l](bundle_part const& part) { return part.lines.takes(l); };
        return static_cast<std::size_t>(std::find_if(bundle_.begin(), bundle_.end(), takes) -
                                        bundle_.begin());
    }

    [[nodiscard]] static constexpr rule_id id_of(std::string_view name) noexcept {
        return rule_named("offer", name);
    }
    [[nodiscard]] rule_id id() const noexcept { return id_; }

    /// Returns: whether its turn is before the other one's, where both are in one stack.
    [[nodiscard]] bool comes_before(offer const& other) const noexcept {
        return priority_ == other.priority_ ? id() < other.id() : priority_ > other.priority_;
    }
    /// Returns: whether both may stand in one order.
    [[nodiscard]] bool tolerates(offer const& other) const noexcept {
        auto const bars = [](offer const& one, std::string_view name) {
            return std::find(one.not_with_.begin(), one.not_with_.end(), name) != one.not_with_.end();
        };
        return !bars(*this, other.name_) && !bars(other, name_);
    }

    /// `Binder` is the program's binder; the order side does not know its type.
    template <class Binder>
    void bind(Binder& b) noexcept {
        static_cast<void>(b.rule_in("offer", name_));
        b.require(gives_ != offer_gives::nothing || perk_ != 0 || gift_ != sku_id{}, errc::gives_nothing);
        b.require(share_ >= ratio(0), errc::negative_rate);
        b.require(share_ <= ratio(1), errc::discount_above_whole);
        b.require(days_.check() == errc::ok && !days_.by_joining(), errc::invalid_window);
        b.require(around_.check() == errc::ok, errc::invalid_window);
        b.require(choice_.sound(), errc::not_above_zero);
        b.require(gift_ == sku_id{} || gift_quantity_ > 0, errc::not_above_zero);
        b.require(uses_by_member_ >= 0 && uses_by_all_ >= 0, errc::negative_rate);
        amount_minor_ = b.minor(amount_);
        most_minor_ = b.minor(most_);
        gift_minor_ = b.minor(gift_worth_);
        budget_minor_ = b.minor(budget_);
        price_from_ = b.minor(choice_.price_from);
        price_to_ = b.minor(choice_.price_to);
        least_value_ = value_of(b, least_, least_of_);
        std::int64_t below = 0;
        bool const by_share = gives_ == offer_gives::share,
                   by_amount = gives_ != offer_gives::nothing && !by_share;
        for (offer_step& s : steps_) {
            s.from_value = value_of(b, s.from, steps_by_);
            s.amount_minor = b.minor(s.amount);
            b.require(s.from_value > below, errc::steps_not_rising);
            b.require(s.share >= ratio(0), errc::negative_rate);
            b.require(s.share <= ratio(1), errc::discount_above_whole);
            b.require((by_share || s.share == ratio(0)) && (by_amount || s.amount == decimal{}),
                      errc::steps_differ);
            below = s.from_value;
        }
        bind_counts(b);
        coupon_bit_ = by_coupon_ ? right_to("coupon", b) : 0;
        allowance_bit_ = by_allowance_ ? right_to("allowance", b) : 0;
        b.require(!by_allowance_ || gives_ != offer_gives::nothing, errc::unknown_benefit);
        for_.bind(b);
        if (tier_group_.empty()) return;
        group_place_ = b.group_place(tier_group_);
        level_ = b.tier_level(tier_group_, tier_);
    }

private:
    friend struct detail::offer_teller;
    friend class detail::offer_turn;
    friend class detail::offer_units;
    friend class detail::offer_counter;
    friend class detail::offer_asked;
    friend class offers;

    template <class Say>
    [[nodiscard]] offer with(Say say) const {
        offer o = *this;
        say(o);
        return o;
    }
    [[nodiscard]] offer gives(offer_gives what, ratio share, decimal amount) const {
        return with([&](offer& o) { o.gives_ = what, o.share_ = share, o.amount_ = amount; });
    }
    [[nodiscard]] offer ranked(unit_rank by, std::int64_t units) const {
        return with([&](offer& o) { o.choice_.rank = by, o.choice_.most = units; });
    }
    /// Returns: the bit of what gives a right to the offer.
    template <class Binder>
    [[nodiscard]] std::uint64_t right_to(std::string_view use, Binder& b) const noexcept {
        b.require(b.knows_rule(rule_named(use, name_)), errc::unknown_benefit);
        b.rights().ask(rule_named(use, name_));
        return b.right_bit(rule_named(use, name_));
    }
    /// Effects: an offer is counted in one way: by sets, by bundles, or by what is spent.
    template <class Binder>
    void bind_counts(Binder& b) noexcept {
        bool const every = for_every_;
        bool const sets = choice_.bought > 0 || choice_.in_sets_of > 1;
        b.require(int{every} + int{sets} + int{!bundle_.empty()} <= 1, errc::counted_twice);
        b.require(!every || steps_.empty(), errc::counted_twice);
        bool const of_sum = gives_ == offer_gives::share && rounded_ == offer_rounded::sum && !shipping_;
        bool const sound = of_sum && steps_by_ == offer_threshold{} && returned_ != benefit_return::lost;
        b.require(!brackets_ || (sound && !steps_.empty()), errc::brackets_of_shares);
        b.require(bundle_.empty() || choice_.most == every_unit, errc::counted_twice);
        for (bundle_part const& part : bundle_)
            b.require(0 < part.count && part.count <= UINT32_MAX, errc::not_above_zero);
        if (!every) return;
        bool const of_order = gives_ == offer_gives::amount && per_ == offer_per::order;
        b.require(of_order || gives_ == offer_gives::nothing, errc::amount_needed);
        every_.each_value = value_of(b, every_.each, every_.of);
        b.require(every_.each_value > 0 && every_.most_times > 0, errc::not_above_zero);
    }
    template <class Binder>
    [[nodiscard]] static std::int64_t value_of(Binder& b, decimal amount, offer_threshold const& of) {
        return of.units ? b.raw_points(amount, 0) : b.minor(amount);
    }

    std::string_view name_;
    rule_id id_;
    std::string_view stack_;
    std::string_view tier_group_;
    std::string_view tier_;
    offer_gives gives_ = offer_gives::nothing;
    offer_per per_ = offer_per::order;
    offer_rounded rounded_ = offer_rounded::sum;
    benefit_return returned_ = benefit_return::pro_rata;
    rounding mode_ = rounding::half_up;
    split split_{};
    bool shipping_ = false;
    bool capped_ = false;
    bool budgeted_ = false;
    bool on_first_price_ = false;
    bool whole_lines_ = false;
    bool brackets_ = false;
    bool for_every_ = false;
    bool exactly_ = false;
    bool on_birthday_ = false;
    bool on_request_ = false;
    bool by_coupon_ = false;
    bool by_allowance_ = false;
    bool alone_ = false;
    ratio share_{};
    decimal amount_{};
    decimal most_{};
    decimal budget_{};
    decimal least_{};
    decimal gift_worth_{};
    sku_id gift_{};
    std::uint32_t gift_quantity_ = 0;
    tag_set perk_ = 0;
    tag_set given_ = 0;
    unit_choice choice_{};
    offer_threshold steps_by_{};
    offer_threshold least_of_{};
    std::vector<offer_step> steps_;
    offer_increment every_{};
    std::vector<bundle_part> bundle_;
    schedule days_{};
    birthday_window around_{};
    audience for_{};
    std::int64_t uses_by_member_ = every_unit;
    std::int64_t uses_by_all_ = every_unit;
    std::int32_t priority_ = 0;
    std::vector<std::string_view> not_with_;

    // known when it is bound
    std::int64_t amount_minor_ = 0, most_minor_ = 0, gift_minor_ = 0, least_value_ = 0, budget_minor_ = 0;
    std::int64_t price_from_ = 0, price_to_ = 0;
    std::uint64_t coupon_bit_ = 0, allowance_bit_ = 0;
    std::uint8_t group_place_ = 0, level_ = 0;
};

}  // namespace tessera
