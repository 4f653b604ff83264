// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <tessera/facts/returned.hpp>

/// Floor 3. What the goods that are kept would have earned by the terms in the receipt. A line keeps of every
/// figure what has not come back of it, so that with the last of the goods nothing is kept.

namespace tessera {
namespace detail {

/// The goods of an order that are kept, in figures line by line.
class kept_goods {
public:
    kept_goods(receipt const& paper, priced_order const& priced, std::int64_t stored_minor,
               std::vector<std::int64_t>& figures) noexcept
        : paper_(paper), priced_(priced), stored_minor_(stored_minor), figures_(figures) {}

    /// Effects: fills the figures with what is kept of a basis. Fails with: `overflow`.
    [[nodiscard]] result<void> fill_money(basis const& of) const {
        auto const filled = basis_lines(of, priced_, stored_minor_, figures_);
        if (filled) keep();
        return filled;
    }
    /// Effects: fills the figures with the units that are kept on lines which a filter takes, or with 1 for
    ///   each line that is not back whole.
    void fill_goods(line_filter const& counted, bool by_item) const {
        figures_.clear();
        for (line const& l : paper_.lines)
            figures_.push_back(!counted.takes(l) ? 0 : by_item ? std::int64_t{l.quantity} : 1);
        keep();
    }
    [[nodiscard]] std::int64_t sum() const noexcept {
        std::int64_t total = 0;
        for (std::int64_t const figure : figures_) total += figure;
        return total;
    }
    /// Returns: whether what is kept reaches a minimum. Fails with: `overflow`.
    [[nodiscard]] result<bool> reach(order_minimum const& least, line_filter const& counted) const {
        fill_goods(counted, true);
        if (sum() < least.items) return false;
        if (!least.by_amount) return true;
        auto const filled = fill_money(least.of);
        if (!filled) return filled.error();
        return sum() >= least.minor;
    }

private:
    /// Effects: takes off what came back. What stands behind the lines, such as shipping, goes with the last.
    void keep() const noexcept {
        std::size_t const lines = paper_.lines.size();
        for (std::size_t i = 0; i < lines; ++i) figures_[i] -= part_back(paper_, i, figures_[i]);
        if (paper_.all_back()) figures_.resize(lines);
    }

    receipt const& paper_;
    priced_order const& priced_;
    std::int64_t stored_minor_;
    std::vector<std::int64_t>& figures_;
};

/// Effects: fills `figures` with what is kept of what the award was for.
[[nodiscard]] inline result<void> fill_kept(receipt_award const& award, award_terms const& by,
                                            kept_goods const& kept, std::vector<std::int64_t>& figures) {
    if (by.per == earned_per::amount || by.per == earned_per::whole_amount) {
        if (auto const filled = kept.fill_money(award.of); !filled) return filled.error();
    } else {
        kept.fill_goods(award.of.lines, by.per == earned_per::item);
    }
    if (!counts_as_one(by.per, by.scope)) return {};
    std::int64_t const all = kept.sum();
    figures.assign(1, by.per == earned_per::order ? std::min<std::int64_t>(all, 1) : all);
    return {};
}

/// Returns: what so much of what is counted earns, rounded where the award was.
[[nodiscard]] inline int128 earned_by(std::vector<std::int64_t> const& figures, receipt_award const& award,
                                      award_terms const& by, row<std::int64_t> const& rates) noexcept {
    int128 exact = 0, rounded = 0;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        std::int64_t const rate = award.weights == no_weights ? by.rate : rates[award.weights + i];
        int128 const parts = int128(figures[i] / by.whole_minor) * rate;
        exact += parts;
        rounded += divide(parts, int128(by.denominator), by.mode);
    }
    return by.scope == rounding_scope::line ? rounded : divide(exact, int128(by.denominator), by.mode);
}

}  // namespace detail

/// Returns: what is due back in all of an award that is recomputed: what it was, less what the goods that are
///   kept would have earned; all of it once they no longer reach the minimum. Between 0 and the award.
/// Fails with: `overflow`. Preconditions: `award.terms < paper.terms.size()`.
/// Complexity: linear in lines and adjustments.
[[nodiscard]] inline result<std::int64_t> due_by_terms(receipt_award const& award, receipt const& paper,
                                                       priced_order const& priced,
                                                       std::vector<std::int64_t>& scratch) {
    award_terms const& by = paper.terms[award.terms];
    detail::kept_goods const kept(paper, priced, by.stored_minor, scratch);
    auto const reached = kept.reach(by.least, award.of.lines);
    if (!reached) return reached.error();
    if (!*reached) return award.amount;
    if (auto const filled = detail::fill_kept(award, by, kept, scratch); !filled) return filled.error();
    int128 const earned = detail::earned_by(scratch, award, by, paper.weights);
    return award.amount - static_cast<std::int64_t>(std::min(int128(award.amount), earned));
}

}  // namespace tessera
