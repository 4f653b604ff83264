// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <tessera/tessera.hpp>

/// What the examples share: a till with one customer. It hands each sale to the program and applies the
/// decision, which is all that a host does; what a host also does is store the account, the entry and the
/// receipt.

namespace examples {

template <class Program>
class till {
public:
    explicit constexpr till(Program const& of) noexcept : rules_(of) {}

    /// Sells goods of one list amount. `wishes` says how many points the customer wants to pay with.
    tessera::decision const& sell(std::int64_t list_minor,
                                  std::span<tessera::redemption_wish const> wishes = {}) {
        tessera::line const goods{.list_minor = list_minor};
        return sell({.lines = {&goods, 1}}, wishes);
    }
    /// Sells what is in a cart.
    tessera::decision const& sell(tessera::cart const& what,
                                  std::span<tessera::redemption_wish const> wishes = {}) {
        return decide(tessera::order{.head = next_fact(), .what = what, .wishes = wishes});
    }

    /// Takes goods back that have this list amount.
    tessera::decision const& take_back(std::int64_t list_minor) {
        tessera::line const goods{.list_minor = list_minor};
        return decide(tessera::item_return{next_fact(), {&goods, 1}});
    }

    /// Lets days go by; nothing has to run for it.
    void wait(int days) { today_ = today_ + days; }

    [[nodiscard]] tessera::account const& customer() const noexcept { return customer_; }
    [[nodiscard]] tessera::date today() const noexcept { return today_; }
    [[nodiscard]] tessera::standing standing() const { return rules_.standing(customer_, today_); }
    [[nodiscard]] tessera::balance balance(char const* pool) const {
        return tessera::balance_of(customer_, rules_.chart(), rules_.pool(pool), today_);
    }

    /// Returns: the points that can be used; 0 where the program has none.
    [[nodiscard]] std::int64_t points() const {
        bool const there = rules_.chart().find(tessera::binder::pool_slot_name("points")) != tessera::no_slot;
        return there ? balance("points").available : 0;
    }

private:
    tessera::fact_head next_fact() noexcept {
        ++facts_;
        return {.id = {facts_}, .key = {tessera::to_instant({today_, 0}, 0), facts_}, .day = today_};
    }

    template <class Fact>
    tessera::decision const& decide(Fact const& fact) {
        auto const decided = rules_.decide(customer_, fact, decision_);
        tessera::errc const failed =
            decided ? tessera::apply(customer_, rules_.chart(), decision_.as_entry()) : decided.error();
        if (failed != tessera::errc::ok) {
            std::printf("%s\n", tessera::message(failed).data());
            std::exit(1);
        }
        return decision_;
    }

    Program const& rules_;
    tessera::account customer_;
    tessera::decision decision_;
    tessera::date today_ = tessera::date_of(2026, 1, 2);
    std::uint64_t facts_ = 0;
};

/// 123450 is "1234.50".
inline std::string amount(std::int64_t minor) {
    char text[tessera::decimal_text_max];
    return {text, tessera::write_decimal(text, minor, 2)};
}

}  // namespace examples
