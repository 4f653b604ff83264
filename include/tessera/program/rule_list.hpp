// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include <tessera/order/concepts.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/price_bridge.hpp>
#include <tessera/program/rule_index.hpp>

/// Floor 5. As many rules of one kind as a program turns out to have: what a loaded program is composed of.

namespace tessera {

namespace detail {

template <class Policy>
struct phase_of_rules {};
template <member_policy Policy>
struct phase_of_rules<Policy> {
    static constexpr phase at = Policy::at;
};

template <class Policy>
struct step_of_rules {};
template <order_policy Policy>
struct step_of_rules<Policy> {
    static constexpr order_step when = step_of<Policy>();
};

/// A policy of which most programs have one rule.
template <class Policy>
concept usually_one = requires { requires Policy::usually_one; };

/// A policy that says without which lines it says nothing of an order.
template <class Policy>
concept looks_at_lines = requires(Policy const& p) {
    { p.looks_at() } -> std::same_as<line_filter>;
};

}  // namespace detail

/// A list of policies of one kind that is itself a policy: `make` binds all of them, and they speak in the
/// order of their ids, as they would side by side, those of other lists among them. An empty list says
/// nothing. Rules that look at some articles or categories alone are found by these.
/// Why not a variant per rule: one array per kind needs no dispatch.
/// Example: `rule_list<accrual<>> earn; earn.add(accrual("points", 1)); make("shop", currencies::EUR, earn);`
/// Tested by: tests/program/rule_list.test.cpp.
template <class Policy>
    requires member_policy<Policy> || order_policy<Policy> || judging_policy<Policy>
class rule_list : public detail::phase_of_rules<Policy>, public detail::step_of_rules<Policy> {
public:
    using value_type = Policy;

    rule_list() noexcept = default;
    explicit rule_list(std::vector<Policy> some) noexcept : rules_(std::move(some)) {}

    /// Effects: adds a rule. Once the program is made, its list stands.
    void add(Policy rule) { rules_.push_back(std::move(rule)); }

    [[nodiscard]] std::size_t size() const noexcept { return rules_.size(); }
    [[nodiscard]] auto begin() const noexcept { return rules_.begin(); }
    [[nodiscard]] auto end() const noexcept { return rules_.end(); }

    /// Returns: the lowest id of its rules; that of no rule when there is none.
    [[nodiscard]] rule_id id() const noexcept { return rules_.empty() ? rule_id{} : rules_.front().id(); }

    /// Returns: whether a rule of the list has the id. Complexity: logarithmic.
    [[nodiscard]] bool knows(rule_id wanted) const noexcept {
        if (rules_.empty() || wanted < rules_.front().id() || rules_.back().id() < wanted) return false;
        auto const found = std::lower_bound(rules_.begin(), rules_.end(), wanted,
                                            [](Policy const& p, rule_id id) { return p.id() < id; });
        return found != rules_.end() && found->id() == wanted;
    }

    [[nodiscard]] bool spends_as(rule_id wanted) const noexcept
        requires requires(Policy const& p) { p.spends_as(wanted); }
    {
        return std::any_of(rules_.begin(), rules_.end(),
                           [wanted](Policy const& p) { return p.spends_as(wanted); });
    }

    void bind(binder& b) noexcept {
        for (Policy& p : rules_) {
            if constexpr (bindable<Policy>)
                p.bind(b);
            else
                static_cast<void>(b.claim(p.id()));
        }
        put_in_order();
        if constexpr (detail::looks_at_lines<Policy>)
            if (b.resolving()) index_.build(rules_, [](Policy const& p) { return p.looks_at(); });
        alone_ = rules_.size() == 1 && index_.all_look_at_all();
        renewing_.clear();
        if constexpr (requires(Policy const& p) { p.renews(); })
            for (std::uint32_t i = 0; b.resolving() && i < rules_.size(); ++i)
                if (rules_[i].renews()) renewing_.push_back(i);
        if constexpr (requires(Policy const& p) { p.foresees(); })
            foresees_ =
                std::any_of(rules_.begin(), rules_.end(), [](Policy const& p) { return p.foresees(); });
    }

    [[nodiscard]] Policy const& operator[](std::size_t place) const noexcept { return rules_[place]; }
    /// Returns: the places of the rules that can say something of an order, by their ids.
    [[nodiscard]] TESSERA_INLINE detail::rule_places places_for(stretch<line const> lines) const noexcept {
        if constexpr (detail::looks_at_lines<Policy>)
            if (!index_.all_look_at_all()) return index_.find(lines);
        return detail::rule_places::all_of(rules_.size());
    }

    /// Returns: its rule, where there is one and it looks at every order; null elsewhere.
    [[nodiscard]] TESSERA_INLINE Policy const* alone() const noexcept
        requires detail::usually_one<Policy>
    {
        return alone_ ? rules_.data() : nullptr;
    }

    TESSERA_INLINE void propose(fact_view const& fact, draft const&, member_out& out) const noexcept
        requires member_policy<Policy>
    {
        out.aside([this, &fact](draft const& seen, member_out& write) { propose_each(fact, seen, write); });
    }

    void follow(order_progress const& what, draft const& d, member_out& out) const noexcept
        requires requires(Policy const& p) { p.follow(what, d, out); }
    {
        for (Policy const& p : rules_) p.follow(what, d, out);
    }

    void pay_ahead(fact_view const& fact, draft const&, member_out& out) const noexcept
        requires requires(Policy const& p, draft const& d) { p.pay_ahead(fact, d, out); }
    {
        out.aside([this, &fact](draft const& seen, member_out& write) { pay_each_ahead(fact, seen, write); });
    }

    void go_on(draft const& d, member_out& out) const noexcept
        requires requires(Policy const& p) { p.go_on(d, out); }
    {
        for (Policy const& p : rules_) p.go_on(d, out);
    }

    TESSERA_INLINE void renew(fact_view const& fact, draft const&, member_out& out) const noexcept
        requires requires(Policy const& p, draft const& d) { p.renew(fact, d, out), p.renews(); }
    {
        if (renewing_.empty()) return;
        out.aside([this, &fact](draft const& seen, member_out& write) { renew_each(fact, seen, write); });
    }

    [[nodiscard]] bool takes_base_rate() const noexcept
        requires requires(Policy const& p) { p.takes_base_rate(); }
    {
        return std::any_of(rules_.begin(), rules_.end(), [](Policy const& p) { return p.takes_base_rate(); });
    }

    template <class Request>
    void answer(Request const& asked, standing const& who, draft const& d, member_out& out) const noexcept
        requires requires(Policy const& p) { p.answer(asked, who, d, out); }
    {
        for (Policy const& p : rules_)
            if (p.id() == asked.rule) p.answer(asked, who, d, out);
    }

    TESSERA_INLINE void price(standing const& s, priced_order const& cart, order_out& out) const noexcept
        requires order_policy<Policy>
    {
        if constexpr (detail::usually_one<Policy>)
            if (Policy const* const one = alone()) return one->price(s, cart, out);
        price_each(s, cart, out);
    }

    void lower(fact_view const& fact, price_bridge& bridge) const noexcept
        requires lowers_price<Policy>
    {
        for (Policy const& p : rules_) p.lower(fact, bridge);
    }

    TESSERA_INLINE void stand(draft const& d, standing& s) const noexcept
        requires requires(Policy const& p) { p.stand(d, s); }
    {
        if constexpr (detail::usually_one<Policy>)
            if (Policy const* const one = alone()) return one->stand(d, s);
        if (!rules_.empty()) stand_each(draft(d), s);
    }

    [[nodiscard]] result<std::int64_t> room(priced_order const& priced, cart const& wanted,
                                            line_filter const& lines) const
        requires requires(Policy const& p) { p.room(priced, wanted, lines); }
    {
        result<std::int64_t> least = INT64_MAX;
        for (Policy const& p : rules_)
            if (auto const one = p.room(priced, wanted, lines); !one || (least && *one < *least)) least = one;
        return least;
    }

    void stand_held(draft const& d, std::span<redemption_wish const> wishes, standing& s) const noexcept
        requires requires(Policy const& p) { p.stand_held(d, wishes, s); }
    {
        for (Policy const& p : rules_) p.stand_held(d, wishes, s);
    }

    TESSERA_INLINE void foresee(priced_order const& unpriced, standing& s,
                                std::vector<std::int64_t>& scratch) const
        requires requires(Policy const& p) { p.foresee(unpriced, s, scratch); }
    {
        if (foresees_) [[unlikely]]
            foresee_all(unpriced, s, scratch);
    }

private:
    /// Effects: puts the rules into the order of their ids. Why by their places first: a rule is a large
    /// value.
    void put_in_order() {
        auto const below = [](Policy const& one, Policy const& other) { return one.id() < other.id(); };
        if (std::is_sorted(rules_.begin(), rules_.end(), below)) return;
        std::vector<std::uint32_t> places(rules_.size());
        std::iota(places.begin(), places.end(), std::uint32_t{0});
        std::sort(places.begin(), places.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return below(rules_[a], rules_[b]); });
        std::vector<Policy> sorted;
        sorted.reserve(rules_.size());
        for (std::uint32_t const place : places) sorted.push_back(std::move(rules_[place]));
        rules_ = std::move(sorted);
    }

    // What follows is called, and not part of the caller.

    [[gnu::noinline]] void propose_each(fact_view const& fact, draft const& d, member_out& out) const {
        each_for(fact.priced, [&](Policy const& p) TESSERA_INLINE_LAMBDA { p.propose(fact, d, out); });
    }
    [[gnu::noinline]] void price_each(standing const& s, priced_order const& cart, order_out& out) const {
        each_for(cart, [&](Policy const& p) TESSERA_INLINE_LAMBDA { p.price(s, cart, out); });
    }
    [[gnu::noinline]] void stand_each(draft const& d, standing& s) const {
        for (Policy const& p : rules_) p.stand(d, s);
    }
    TESSERA_COLD void pay_each_ahead(fact_view const& fact, draft const& d, member_out& out) const {
        for (Policy const& p : rules_) p.pay_ahead(fact, d, out);
    }
    TESSERA_COLD void renew_each(fact_view const& fact, draft const& d, member_out& out) const {
        for (std::uint32_t const place : renewing_) rules_[place].renew(fact, d, out);
    }
    void foresee_all(priced_order const& unpriced, standing& s, std::vector<std::int64_t>& scratch) const {
        for (Policy const& p : rules_) p.foresee(unpriced, s, scratch);
    }

    template <class Visit>
    TESSERA_INLINE void each_for(priced_order const& what, Visit visit) const {
        if constexpr (detail::looks_at_lines<Policy>)
            if (!index_.all_look_at_all()) return each_of(index_.find(what.lines), visit);
        for (Policy const& p : rules_) visit(p);
    }
    template <class Visit>
    [[gnu::noinline]] void each_of(detail::rule_places const& places, Visit visit) const {
        for (std::size_t i = 0; i < places.size(); ++i) visit(rules_[places[i]]);
    }

    std::vector<Policy> rules_;
    detail::rule_index index_;
    std::vector<std::uint32_t> renewing_;  ///< places of the rules that keep something alive
    bool alone_ = false;                   ///< one rule, that looks at every order
    bool foresees_ = true;                 ///< whether a rule may judge a running order with itself
};

}  // namespace tessera
