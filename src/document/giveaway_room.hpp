// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/giveaway.hpp>

#include "lint_room.hpp"

/// Part of tessera::document. What the steps to a giveaway bound share.

namespace tessera::document {

// --- ladders -----------------------------------------------------------------------------------------------

/// The least that points can move by.
[[nodiscard]] inline cpp_rational least_point() { return {1, 10'000}; }

/// What a ladder owes as a function of its measure, in whole units of both, never rounded.
class giveaway_ladder {
public:
    /// `unit` is the least that the measure can move by.
    giveaway_ladder(ladder const& of, cpp_rational const& unit);

    [[nodiscard]] cpp_rational owed(cpp_rational const& value) const;
    /// Returns: the highest share of the measure that it owes at any value up to `most`; perhaps only neared.
    [[nodiscard]] cpp_rational best_share(std::optional<cpp_rational> const& most = {}) const;
    /// Returns: the values at which that share rises at once, or begins to.
    [[nodiscard]] std::vector<cpp_rational> rises() const;
    /// Returns: the limit of the share as the measure grows, its highest where it has none.
    [[nodiscard]] cpp_rational tail_share() const;
    /// Returns: the values of its steps.
    [[nodiscard]] std::vector<cpp_rational> steps() const;
    /// Returns: the values at which it pays at once or changes its rate, up to two laps beyond `end`, and the
    ///   last two of each step up to `most`; nothing where these are too many. From lap to lap a share only
    ///   rises or only falls, so that between them it is never at its highest.
    [[nodiscard]] std::optional<std::vector<cpp_rational>> breaks(
        cpp_rational const& end, std::optional<cpp_rational> const& most) const;
    /// Returns: the most that it can pay at once beyond a share of what is added to its measure, wherever it
    ///   stood, and stays below `most`; nothing where there is no such amount. Preconditions: the share is no
    ///   less than that of its tail.
    [[nodiscard]] std::optional<cpp_rational> at_once(cpp_rational const& share,
                                                      std::optional<cpp_rational> const& most = {}) const;
    /// Returns: the most that it can pay when its measure grows by one; nothing where there is no most.
    [[nodiscard]] std::optional<cpp_rational> at_one_more() const;
    [[nodiscard]] bool repeats() const noexcept { return of_->then != ladder_end::finite; }
    [[nodiscard]] cpp_rational last() const { return at(of_->steps.size() - 1); }

private:
    [[nodiscard]] bool by_rates() const noexcept;
    [[nodiscard]] cpp_rational at(std::size_t i) const;
    [[nodiscard]] cpp_rational rate(std::size_t i) const;
    [[nodiscard]] cpp_rational reached(cpp_rational const& value) const;
    [[nodiscard]] cpp_rational lap() const { return reached(last()); }

    ladder const* of_;
    cpp_rational unit_;
};

// --- points ------------------------------------------------------------------------------------------------

/// What a unit of each pool can become at most, in units of the currency.
class giveaway_worth {
public:
    /// Effects: looks at the version and all later ones. What has no worth is told.
    giveaway_worth(program const& of, std::size_t version, giveaway_terms const& terms,
                   std::vector<giveaway_obstacle>& told);

    /// Returns: what one that the member has is worth.
    [[nodiscard]] cpp_rational held(std::string_view pool) const { return of(held_, pool); }
    /// Returns: what issuing one is worth: that, and what ladders pay on points earned.
    [[nodiscard]] cpp_rational issued(std::string_view pool) const { return of(issued_, pool); }

private:
    using figures = std::map<std::string_view, cpp_rational>;
    /// One unit of a pool becomes so many of another.
    struct way {
        std::string_view from{}, into{};
        cpp_rational times{};
        std::string pointer{};
        bool consumes = true;  ///< else what it was stays: a ladder on points earned
    };
    [[nodiscard]] static cpp_rational of(figures const& all, std::string_view pool);
    void look_at(rule const& r, spot const& at, giveaway_terms const& terms,
                 std::vector<giveaway_obstacle>& told);
    void raise(std::string_view pool, cpp_rational const& worth);
    void settle(std::vector<giveaway_obstacle>& told);

    figures held_, issued_;
    std::vector<way> ways_;
};

/// Returns: what the terms say something of this name is worth; nothing where they do not.
[[nodiscard]] std::optional<cpp_rational> stated(giveaway_terms const& terms, std::string_view name);

/// Returns: how much more than the exact value a rounding can give, in units of what it rounds to.
[[nodiscard]] cpp_rational giveaway_excess(rounding mode);

// --- spend -------------------------------------------------------------------------------------------------

/// What all rules hand back at a spend, rule by rule.
class giveaway_spend {
public:
    giveaway_spend(program const& of, std::size_t version, giveaway_terms const& terms,
                   giveaway_worth const& worth, giveaway& told);

    /// Effects: fills in the highest share and that in the long run, with their parts.
    void fill(giveaway& made) const;
    /// Effects: fills in what a single order hands back.
    void fill_order(giveaway& made) const;
    /// Returns: the spend from which on the next order has another level, ascending; what a witness splits
    /// at.
    [[nodiscard]] std::vector<cpp_rational> const& splits() const noexcept { return splits_; }
    /// Returns: spends at which some rule is at its best, few.
    [[nodiscard]] std::vector<cpp_rational> const& peaks() const noexcept { return peaks_; }
    /// Returns: what one order should come to at most, for some rule to give all that it can; few.
    [[nodiscard]] std::vector<cpp_rational> const& sizes() const noexcept { return sizes_; }
    /// Returns: a spend beside which all that comes once is small; no more than anybody spends.
    [[nodiscard]] cpp_rational far() const;
    /// Returns: the first spend at which anything changes, or some spend where nothing does.
    [[nodiscard]] cpp_rational near() const { return breaks_.empty() ? cpp_rational(100) : breaks_[0]; }
    /// Returns: what rounding can take away of one order, in minor units.
    [[nodiscard]] cpp_rational const& lost_per_order_minor() const noexcept { return lost_; }
    /// Returns: what it can take away of all orders together, where awards come by the sum of them.
    [[nodiscard]] cpp_rational const& lost_once_minor() const noexcept { return lost_once_; }

private:
    struct group {
        tiers const* of = nullptr;
        std::vector<cpp_rational> from{};  ///< the least spend at which each level can be in force
        bool in_this_order = false;
    };
    /// What a rule gives by level: of level 0 first.
    struct by_level {
        std::size_t part = 0;
        group const* levels = nullptr;  ///< null: one for all
        std::vector<cpp_rational> share{};
        cpp_rational from{};  ///< what has to be spent for any of it
        /// Returns: the best that a member can have had by then.
        [[nodiscard]] cpp_rational best(cpp_rational const& prior, cpp_rational const& whole) const;
    };
    /// What comes off an order that costs so much at least before any offer.
    struct sized_share {
        cpp_rational share{}, from{};
        std::optional<cpp_rational> most{};  ///< of all of an order
    };
    /// What an order costs that is looked at; none where each rule counts at the size at which it gives most.
    using order_size = std::optional<cpp_rational>;
    /// What one rule, or offer, takes off.
    struct reduction_choice {
        by_level off{};
        bool of_first = false;                       ///< a share of the price before the others of its time
        std::vector<sized_share> sized{{1, 0, {}}};  ///< of that share, by what the order costs
        /// Returns: what of the list price it takes off at most, of what the others left of the first price.
        [[nodiscard]] cpp_rational most(cpp_rational const& first, cpp_rational const& left,
                                        cpp_rational const& level, order_size const& size) const;
    };
    /// When rules of the order side speak: of one time by their ids, and offers of one rule by their turns.
    enum reduction_turn : std::uint8_t { by_quantity, by_rule, by_offer };
    /// Rules of the order side, or offers, of which one takes something off.
    struct reduction {
        std::vector<reduction_choice> any{};
        rule_id id{};
        reduction_turn turn = by_rule;
    };
    struct capped {
        std::size_t part = 0;
        cpp_rational share{}, most{};
    };
    struct paid_steps {
        std::size_t part = 0;
        giveaway_ladder curve;
        cpp_rational worth{};
        bool on_paid = false;  ///< climbed by the price paid
    };
    using amounts = std::vector<cpp_rational>;
    /// What rules hand back at a spend, by part, and what of its prices is paid.
    struct handed {
        amounts back{};
        cpp_rational paid{};
    };
    /// What a rule can hand back for one order beside a share of it.
    struct for_one_order {
        std::size_t part = 0;
        std::optional<cpp_rational> amount{};
    };

    void add(rule const& r, spot const& at, giveaway_terms const& terms, giveaway& told);
    void add(member_price const& m, std::size_t part, giveaway& told);
    void add(promotion const& p, std::size_t part, giveaway& told);
    void add(quantity_price const& q, std::size_t part, giveaway& told);
    void add(offers const& all, spot const& at, giveaway_terms const& terms, giveaway& told);
    void add_gift(offer const& o, std::size_t part, giveaway& told);
    void add_shipping(offer const& o, std::size_t part, giveaway_terms const& terms, giveaway& told);
    [[nodiscard]] reduction_choice choice_of(offers const& all, offer const& o, std::size_t part,
                                             giveaway& told);
    /// Returns: what it takes off orders at most; nothing where it takes off nothing.
    [[nodiscard]] std::vector<sized_share> off_orders(offer const& o) const;
    void put_sizes(offer const& o, std::vector<sized_share> const& shares);
    /// Returns: so much for the levels that have it: all, or from its tier on.
    [[nodiscard]] by_level levels_of(offer const& o, std::size_t part, cpp_rational const& each = 1) const;
    void add(accrual const& a, std::size_t part, giveaway_terms const& terms, giveaway& told);
    void add(ladder const& l, std::size_t part, giveaway_terms const& terms, giveaway& told);
    void add(action_award const& a, std::size_t part, giveaway& told);
    void add(tier_award const& a, std::size_t part, giveaway& told);
    void add(compensation const& c, std::size_t part);
    void add_gift(giveaway& told, std::size_t part, giveaway_per per, cpp_rational const& amount);
    void add_order_gift(giveaway& told, std::size_t part, std::optional<cpp_rational> const& least,
                        by_level gift);
    void add_at_once(std::size_t part, std::optional<cpp_rational> const& amount, cpp_rational const& worth);
    [[nodiscard]] group const* group_of(std::string_view name) const;
    void find_groups(version const& of);
    /// Effects: has a witness split its spend where these points, at a rate, bring a level.
    void split_at_levels(std::string_view points, cpp_rational const& rate);
    void put_breaks(giveaway_terms const& terms);
    void put_breaks(std::vector<cpp_rational> const& more);
    /// Effects: says which sizes orders are looked at, all at which something begins to come off; where these
    ///   are too many, each reduction counts at its best size.
    void put_order_sizes(giveaway_terms const& terms);
    /// Effects: follows the one ladder over a lifetime that may repeat lap by lap; where these are too many,
    ///   it counts as one that begins anew.
    void put_laps();

    /// Effects: adds, for each rule but ladders, what `width` of spend brings after `prior`, in a history of
    ///   `whole`, and what of it is paid: by orders of the size that brings most, where ladders hand back
    ///   that share of the price paid.
    void slopes(cpp_rational const& prior, cpp_rational const& whole, cpp_rational const& width,
                cpp_rational const& of_paid, handed& to) const;
    /// Returns: of each ladder that begins anew, the best share that it pays of a measure up to so much.
    [[nodiscard]] amounts anew_up_to(std::optional<cpp_rational> const& most) const;
    /// Returns: what these ladders hand back of the price paid, of which each pays such a share.
    [[nodiscard]] cpp_rational anew_of_paid(amounts const& shares) const;
    /// Effects: adds what they hand back of what was spent, and of what of it was paid.
    void add_anew(amounts const& shares, cpp_rational const& spent, handed& to) const;
    /// Returns: that of the size that takes most off, of sizes that such a history can have; the least of all
    ///   sizes is always one.
    [[nodiscard]] handed most_reduced(cpp_rational const& prior, cpp_rational const& whole) const;
    /// Returns: what comes off a unit of spend by orders of a size, by part, and what is left to pay of it.
    [[nodiscard]] handed reduced(cpp_rational const& prior, cpp_rational const& whole,
                                 order_size const& size) const;
    [[nodiscard]] handed at(cpp_rational const& whole) const;
    [[nodiscard]] handed in_the_long_run() const;
    /// Returns: a spend at which all levels that there are can be in force.
    [[nodiscard]] cpp_rational end() const;
    /// Returns: whether points on the price paid are worth more than it.
    [[nodiscard]] bool pays_for_paying(cpp_rational const& prior, cpp_rational const& whole,
                                       cpp_rational const& of_paid) const;
    /// Returns: the spends to look at: where the share can be highest.
    [[nodiscard]] std::vector<cpp_rational> looked_at() const;

    giveaway_worth const& worth_;
    cpp_rational minor_;  ///< one minor unit of the currency
    std::vector<giveaway_part> parts_;
    std::vector<group> groups_;
    std::vector<reduction> reductions_;
    std::vector<order_size> order_sizes_;  ///< at which what comes off can be most, ascending; never empty
    std::vector<by_level> on_list_, on_paid_;  ///< accruals, in units of the currency for one spent
    std::vector<capped> capped_;
    bool goods_come_back_ = false;
    std::vector<paid_steps> once_;    ///< ladders over a lifetime, as functions
    std::vector<paid_steps> anew_;    ///< others: they begin again
    std::vector<capped> every_time_;  ///< gifts that come with every so much
    std::vector<for_one_order> at_once_;
    cpp_rational carried_minor_{};  ///< what rounding of earlier orders can give to one, in minor units
    std::vector<cpp_rational> breaks_, splits_, peaks_, sizes_;
    std::optional<cpp_rational> most_spent_{};
    cpp_rational lost_{}, lost_once_ = 1;  ///< 1: spend comes in minor units
};

/// Effects: looks for a generous history and says whether it reaches the bound.
void find_witness(loaded_program const& of, std::size_t version, giveaway_spend const& by,
                  giveaway_worth const& worth, giveaway_terms const& terms, giveaway& made);

}  // namespace tessera::document
