// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/order/stack_run.hpp>

/// Floor 4. Offers that stand together: promotions, benefits of members, coupons. They come in stacks, whose
/// turns follow each other; within a stack it is said which of its offers stand. No order of listing and no
/// time of edit ever decides: turns, priorities and ids do.

namespace tessera {

/// Offers with their stacks: one policy of the order side. Those of one rule know each other: what stands
/// alone, or never together with another, does so among them.
/// Complexity: linear in offers and lines. A search multiplies by 2^n for the n offers that apply; it looks
/// at the first twelve of them together, and says so where there are more.
/// Example: `offers("shop", {offer("free shipping").share_off(1).of_shipping().in("one of"),
/// offer("tenth").share_off(10_percent).in("one of")}, {{.name = "one of", .how = stacking::max}})`.
/// Tested by: tests/order/offers.test.cpp.
class offers {
public:
    static constexpr order_step when = order_step::offer;

    offers(std::string_view name, std::vector<offer> all, std::vector<stack> stacks = {})
        : name_(name), all_(std::move(all)), stacks_(std::move(stacks)) {}

    [[nodiscard]] rule_id id() const noexcept { return rule_; }

    /// `Binder` is the program's binder; the order side does not know its type.
    template <class Binder>
    void bind(Binder& b) noexcept {
        rule_ = b.rule_in("offers", name_);
        for (stack const& s : stacks_) {
            b.require(s.together > 0, errc::not_above_zero);
            b.require(!s.name.empty(), errc::unnamed);
            b.require(find(s.name) == &s, errc::stack_named_twice);
        }
        some_bar_ = false;
        for (offer& o : all_) {
            o.bind(b);
            some_bar_ |= !o.not_with_.empty();
            b.require(o.stack_.empty() || find(o.stack_) != nullptr, errc::unknown_stack);
            for (std::string_view const other : o.not_with_) b.require(lists(other), errc::unknown_benefit);
        }
        std::sort(all_.begin(), all_.end(),
                  [this](offer const& one, offer const& other) { return before(one, other); });
    }

    /// Effects: takes the offers off the order. Allocates nothing once the room is there.
    void price(standing const& who, priced_order const&, order_out& out) const noexcept {
        detail::offer_counter counter(all_, some_bar_, who, out);
        if (stands_alone(counter)) return;
        for (std::size_t at = 0; at < all_.size();) {
            std::size_t const begin = at;
            while (at < all_.size() && all_[at].stack_ == all_[begin].stack_) ++at;
            stack const which = stack_of(all_[begin]);
            detail::stack_run(which, begin, at, rule_, counter).run();
        }
    }

private:
    friend struct detail::offer_teller;

    [[nodiscard]] stack const* find(std::string_view name) const noexcept {
        for (stack const& s : stacks_)
            if (s.name == name) return &s;
        return nullptr;
    }
    [[nodiscard]] bool lists(std::string_view offer_name) const noexcept {
        return std::any_of(all_.begin(), all_.end(),
                           [offer_name](offer const& o) { return o.name_ == offer_name; });
    }
    [[nodiscard]] stack stack_of(offer const& o) const noexcept {
        stack const* const named = find(o.stack_);
        return named ? *named : stack{};
    }
    [[nodiscard]] bool before(offer const& one, offer const& other) const noexcept {
        std::int32_t const turn = stack_of(one).turn, other_turn = stack_of(other).turn;
        if (turn != other_turn) return turn < other_turn;
        if (one.stack_ != other.stack_) return one.stack_ < other.stack_;
        return one.comes_before(other);
    }

    /// Effects: lets an offer stand that tolerates no other. Returns: whether there is one.
    [[nodiscard]] bool stands_alone(detail::offer_counter& counter) const {
        std::size_t const none = all_.size();
        std::size_t chosen = none;
        for (std::size_t i = 0; i < none; ++i) {
            bool const first = chosen == none || all_[i].comes_before(all_[chosen]);
            if (all_[i].alone_ && first && counter.look(i).applies) chosen = i;
        }
        if (chosen == none) return false;
        for (std::size_t i = 0; i < none; ++i) {
            auto const made = counter.look(i);
            if (i != chosen && made.applies) counter.suppress(i, made, suppression::alone, chosen);
        }
        counter.stand(chosen, counter.look(chosen));
        return true;
    }

    std::string_view name_;
    std::vector<offer> all_;
    std::vector<stack> stacks_;
    bool some_bar_ = false;
    rule_id rule_{};
};

}  // namespace tessera
