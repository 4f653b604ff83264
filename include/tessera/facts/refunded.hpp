// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <tessera/core/wide.hpp>
#include <tessera/facts/returned.hpp>
#include <tessera/ledger/draft.hpp>

/// Floor 3. What goods that come back are worth to the customer, where offers were kept or lost with them.
/// All of it is a function of what has come back so far, and of what was refunded: so no return withholds
/// twice, and with the last of the goods exactly what was paid is back, but for gifts that are not.

namespace tessera {

/// What an offer comes to once goods are back, in minor units.
struct benefit_left {
    std::int64_t value = 0;     ///< all that it gave
    std::int64_t more = 0;      ///< *kept*: refunded beyond what the goods cost
    std::int64_t withheld = 0;  ///< *lost*: charged for what is kept without it
    std::int64_t of_goods = 0;  ///< of that, what goods that are kept cost more; the rest came along
};

namespace detail {

/// A share of what an offer gave that stays.
struct benefit_share {
    std::int64_t part = 1;
    std::int64_t whole = 1;
    bool of_kept = false;
};

/// Returns: what of a figure is kept.
[[nodiscard]] inline std::int64_t figure_kept(receipt const& image, benefit_condition const& asked) noexcept {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < image.lines.size(); ++i) {
        std::int64_t const figure = image.benefits.figures[asked.figures + i];
        sum += figure - part_back(image, i, figure);
    }
    return sum;
}
/// Returns: which share stays by one condition.
[[nodiscard]] inline benefit_share stays_by(receipt const& image, benefit_condition const& asked) noexcept {
    std::int64_t const reached = figure_kept(image, asked) / asked.least;
    if (reached >= asked.times) return {};
    if (asked.times > 1 && asked.part > 0) {
        int128 const part = std::min(int128(reached) * asked.part, int128(asked.whole));
        return {static_cast<std::int64_t>(part), asked.whole, false};
    }
    if (asked.times > 1) return {reached, asked.times, false};
    return {asked.part, asked.whole, asked.of_kept};
}
/// Returns: what stays of `given`, or of `kept` where the share is of that, by all conditions of a rule that
///   are asked of a gift, or of a price.
[[nodiscard]] inline std::int64_t stays_of(receipt const& image, rule_id rule, std::int64_t given,
                                           std::int64_t kept, bool gift) noexcept {
    if (image.all_back()) return 0;
    std::int64_t least = given;
    for (benefit_condition const& asked : image.benefits.conditions) {
        if (asked.rule != rule || (gift ? asked.of_price : asked.of_gift)) continue;
        benefit_share const s = stays_by(image, asked);
        least = std::min(least, floor_part(s.of_kept ? kept : given, s.part, s.whole));
    }
    return least;
}

}  // namespace detail

/// Returns: what an offer comes to by an image of the receipt; `priced` is its order.
/// Complexity: linear in lines, adjustments and conditions.
[[nodiscard]] inline benefit_left benefit_of(benefit_terms const& by, priced_order const& priced,
                                             receipt const& image, std::vector<std::int64_t>& scratch) {
    std::int64_t const off = priced.off_by(by.rule);
    std::int64_t const back = image.returned.empty() ? 0 : off_back(by.rule, priced, image, scratch);
    benefit_left made{off + by.shipping_minor + by.gift_minor};
    if (image.returned.empty()) return made;
    if (by.how == benefit_return::kept) {
        made.more = image.all_back() ? 0 : back;  // with the last of the goods nothing is kept on any
        return made;
    }
    auto const lost = [&](std::int64_t given, std::int64_t kept, bool gift = false) {
        return std::max<std::int64_t>(0, kept - detail::stays_of(image, by.rule, given, kept, gift));
    };
    made.withheld = made.of_goods = lost(off, off - back);
    if (!image.all_back()) made.withheld += lost(by.shipping_minor, by.shipping_minor);
    if (!by.gift_back) made.withheld += lost(by.gift_minor, by.gift_minor, true);
    return made;
}

/// Returns: what was given instead of taking goods back that came back all the same.
[[nodiscard]] inline std::int64_t given_instead(receipt const& image) noexcept {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < image.compensated.size(); ++i)
        sum += part_back(image, i, image.compensated[i]);
    return sum;
}

/// Returns: what was given instead of taking goods back, whether or not they came back.
[[nodiscard]] inline std::int64_t compensated_in_all(receipt const& image) noexcept {
    std::int64_t sum = 0;
    for (std::int64_t const given : image.compensated) sum += given;
    return sum;
}

/// What is refunded in all.
struct refund_so_far {
    std::int64_t minor = 0;
    std::int64_t not_covered = 0;  ///< to be withheld, and more than the refund: from later ones
};

/// Returns: what is refunded in all of goods that cost `worth`; never less than `before`, what was refunded
///   before. `priced` is the image's order. Complexity: that of `benefit_of`, for each offer.
[[nodiscard]] inline refund_so_far refund_in_all(receipt const& image, priced_order const& priced,
                                                 std::int64_t worth, std::int64_t before,
                                                 std::vector<std::int64_t>& scratch) {
    std::int64_t more = 0, of_goods = 0, beside = 0;
    for (benefit_terms const& by : image.benefits.terms) {
        benefit_left const left = benefit_of(by, priced, image, scratch);
        more += left.more;
        of_goods += left.of_goods;
        beside += left.withheld - left.of_goods;
    }
    std::int64_t const instead = given_instead(image), given = compensated_in_all(image);
    std::int64_t const paid = priced.totals.paid_minor() - (given - instead);
    int128 const most = image.all_back() ? worth : std::max(worth, paid);
    int128 const due = std::min(int128(worth) + more - of_goods, most) - beside - instead;
    int128 const short_by = std::clamp<int128>(before - due, 0, INT64_MAX);
    return {due > before ? static_cast<std::int64_t>(due) : before, static_cast<std::int64_t>(short_by)};
}

/// Effects: fills `amounts` with what a return refunds for each line, at what its goods cost. One more
///   at the end stands beside the lines: shipping, and what is kept or withheld of offers, or was given
///   instead. They sum to the refund, that which points missing withheld included. `was` is the image
///   handed in, `now` the new one.
/// Fails with: `overflow`. Complexity: linear in lines and adjustments; allocates.
[[nodiscard]] inline result<void> fill_line_refunds(receipt const& was, receipt const& now,
                                                    refund const& made, std::vector<std::int64_t>& amounts) {
    basis everything = paid_price.with_stored_value();
    everything.lines = {};
    auto const filled = basis_lines(everything, now.priced(), now.stored_value_minor, amounts);
    if (!filled) return filled;
    std::int64_t beside = made.money_minor + made.stored_minor + made.withheld_minor;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        std::int64_t const paid = amounts[i], before = was.returned.empty() ? 0 : part_back(was, i, paid);
        amounts[i] = part_back(now, i, paid) - before;
        beside -= amounts[i];
    }
    amounts.push_back(beside);
    return {};
}

}  // namespace tessera
