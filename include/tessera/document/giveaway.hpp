// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tessera/document/loaded_program.hpp>
#include <tessera/exact.hpp>

/// Floor 6, compiled, opt-in: link tessera::document. The giveaway bound: what a program can hand back to one
/// member at most, found without any data, by exact fractions. docs/reference/giveaway.md says what counts.

namespace tessera::document {

/// What the document cannot say and the bound needs to know.
struct giveaway_terms {
    /// What a reward is worth, or one point of a pool that no rule redeems, or the most that shipping costs
    /// which an offer takes off, by name, in units of the currency.
    std::vector<std::pair<std::string, decimal>> worth{};
    /// No order is smaller, in units of the currency: gifts by order become a share of spend, and amounts
    /// off.
    std::optional<decimal> least_order{};
    /// Nobody spends more, in units of the currency.
    std::optional<decimal> most_spent{};
};

/// Returns: what `giveaway_terms::worth` can name: rewards, points and offers of shipping of any
///   version, ascending.
[[nodiscard]] std::vector<std::string> giveaway_names(program const& of);

/// What a gift comes with, when it does not grow with spend.
enum class giveaway_per : std::uint8_t { order, line, item, action, year, member };
[[nodiscard]] std::string_view to_text(giveaway_per what) noexcept;

/// What one rule hands back, as a share of spend.
struct giveaway_part {
    std::string pointer{};    ///< RFC 6901, the rule
    std::string says{};       ///< kind and name: `ladder "cashback"`
    cpp_rational highest{};   ///< at the spend at which all rules together hand back most
    cpp_rational long_run{};  ///< as spend grows
};
/// What one rule hands back for a single order at most: a share of what it comes to, and an amount beside.
struct giveaway_order_part {
    std::string pointer{};
    std::string says{};
    cpp_rational share{};
    std::optional<cpp_rational> amount{};  ///< in units of the currency; nothing: there is no most
};
/// What a single order hands back at most, whatever its member did before: no more than
/// `share` x what it comes to + `amount` + `per_order_minor`, and, as for any history,
/// `giveaway::per_line_minor` x lines and the gifts by line and by item.
struct giveaway_single_order {
    cpp_rational share{};
    std::optional<cpp_rational> amount{};      ///< in units of the currency; nothing: there is no most
    cpp_rational per_order_minor{};            ///< by rounding
    std::vector<giveaway_order_part> parts{};  ///< in the order of the rules; they sum to share and amount
};
/// What one rule hands back however little is spent.
struct giveaway_gift {
    std::string pointer{};
    std::string says{};
    giveaway_per per{};
    cpp_rational amount{};  ///< at most, each time, in units of the currency
};
/// A rule for which there is no bound, and what would make one.
struct giveaway_obstacle {
    std::string pointer{};
    std::string reason{};
    std::string remedy{};
};

/// One order of a witness, with nothing to pay but the prices of its lines.
struct giveaway_order {
    date day{};
    std::vector<line> lines{};
    tag_set tags = 0;                    ///< of the order
    tag_set marks = 0;                   ///< of customer and order: `cart::tags`
    std::vector<std::string> claims{};   ///< offers asked for, by name
    std::vector<std::string> redeems{};  ///< redemptions and rewards, by name: as many points as they take

    [[nodiscard]] std::int64_t list_minor() const noexcept {
        std::int64_t sum = 0;
        for (line const& one : lines) sum += one.list_minor;
        return sum;
    }
};
/// A history of orders and what the program handed back when it decided them.
struct giveaway_witness {
    std::vector<giveaway_order> orders{};
    cpp_rational spend{};  ///< their list prices, in units of the currency
    cpp_rational back{};   ///< taken off, and held at the end, at its worth
    /// What it may lack of the bound and still reach it, in units of the currency: what rounding can have
    /// taken of its orders, and a thousandth of the bound where that is only neared as spend grows.
    cpp_rational allowance{};
    [[nodiscard]] cpp_rational share() const { return spend == 0 ? spend : cpp_rational(back / spend); }
};

/// What all rules together can have handed back by a spend at which one of them pays or changes.
struct giveaway_stage {
    cpp_rational spend{};
    cpp_rational back{};
    friend bool operator==(giveaway_stage const&, giveaway_stage const&) = default;
};

/// Of one version of a program: nobody is handed back more than
/// `highest` x spend + `per_order_minor` x orders + `per_line_minor` x lines, and the gifts.
struct giveaway {
    std::uint32_t version = 0;
    cpp_rational highest{};            ///< the highest share of spend, over any history
    std::optional<cpp_rational> at{};  ///< the spend at which it is; nothing: any, or neared as spend grows
    cpp_rational long_run{};           ///< the limit of the share as spend grows
    std::optional<cpp_rational> of_paid{};  ///< the highest share of prices paid; nothing: it has no highest
    giveaway_single_order single_order{};
    cpp_rational per_order_minor{};        ///< by rounding
    cpp_rational per_line_minor{};         ///< by rounding line by line
    std::vector<giveaway_part> parts{};    ///< in the order of the rules; they sum to the shares
    std::vector<giveaway_stage> course{};  ///< ascending; of many stages the first ones
    std::vector<giveaway_gift> gifts{};
    std::vector<giveaway_obstacle> obstacles{};  ///< where there are any, the figures leave them out
    giveaway_witness witness{};                  ///< the most generous history that was found
    bool reached = false;                        ///< by the witness, but for its allowance

    /// Returns: the highest share of the cash that comes in, when points and credit are spent as they can be:
    ///   what is handed back lowers it by as much at most. Nothing where nothing may come in.
    [[nodiscard]] std::optional<cpp_rational> of_cash() const {
        return highest < 1 ? std::optional<cpp_rational>(highest / (1 - highest)) : std::nullopt;
    }
    /// Returns: whether a share of spend is all that is handed back, and none above `limit`. Rounding stands
    ///   beside it: `per_order_minor` and `per_line_minor` are no part of a share.
    [[nodiscard]] bool within(cpp_rational const& limit) const {
        return obstacles.empty() && gifts.empty() && highest <= limit;
    }
};

/// Returns: the bound of each version, as though it were in force for good; points keep the worth that it or
///   a later version gives them. Complexity: linear in rules, times levels, thresholds and steps, and
///   times the least amounts that offers ask for where these are few; the witness replays some thousand
///   orders.
/// Example: of the shops' poster, where nobody spends more than 20000, `highest` is 49011/200000 at 20000:
///   4901.10, which is 24.5 %.
/// Tested by: tests/document/giveaway.test.cpp, tests/document/giveaway_property.test.cpp.
[[nodiscard]] std::vector<giveaway> giveaways(loaded_program const& of, giveaway_terms const& terms = {});

}  // namespace tessera::document
