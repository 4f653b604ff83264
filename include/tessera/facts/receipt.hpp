// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include <tessera/facts/award_terms.hpp>
#include <tessera/facts/basis.hpp>
#include <tessera/facts/priced_order.hpp>
#include <tessera/ledger/lot.hpp>

/// Floor 3. The receipt: what a later return needs to be exact. It holds the inputs of the arithmetic (what
/// each line weighed, what was taken off, awarded and spent, under which version) and what came back so far,
/// not results: a share of a line is fixed arithmetic over them, done when somebody asks. The host owns it
/// and stores it with the account; a return's decision holds its new image.

namespace tessera {

/// An award whose lines weigh what its basis says.
inline constexpr std::uint32_t no_weights = 0xFFFF'FFFF;
/// An award that goes back in proportion, and not by its terms.
inline constexpr std::uint32_t no_terms = 0xFFFF'FFFF;

/// What one rule gave for the order.
struct receipt_award {
    rule_id rule{};
    slot_id pool{};
    slot_id remainder = no_slot;         ///< with *carry*, where no cap cut it: where the remainder is kept
    std::uint16_t scope = 0;             ///< where it was rounded, as in the reason
    std::uint32_t weights = no_weights;  ///< place of its lines' weights in the receipt, where `of` is not it
    std::uint32_t terms = no_terms;      ///< place of its terms in the receipt, where it is recomputed
    lot_key lot{};                       ///< the lot it went to
    std::int64_t amount = 0;             ///< in the pool's unit
    std::int64_t basis_minor = 0;
    basis of{};                   ///< what the lines are weighed by
    std::int64_t parts = 0;       ///< with *carry*: for one minor unit, over the remainder's denominator
    std::int64_t taken_back = 0;  ///< so far
    friend constexpr bool operator==(receipt_award const&, receipt_award const&) noexcept = default;
};

/// A cap that counted an award: what comes back frees it, whatever caps later versions have.
struct receipt_cap {
    std::uint32_t award = 0;  ///< its place in the receipt
    slot_id counts{};         ///< where the cap counts
    date ends{};              ///< the first day on which the award no longer does
    friend constexpr bool operator==(receipt_cap const&, receipt_cap const&) noexcept = default;
};

/// Points and credit that the member spent on the order: one lot's part of it.
struct receipt_tender {
    rule_id rule{};
    slot_id pool{};
    bool paid = true;  ///< for the order; otherwise they lowered its price, or bought what came with it
    lot_key lot{};
    std::int64_t amount = 0;    ///< taken from the lot
    std::int64_t restored = 0;  ///< so far; all of it from the start where nothing is to come back
    friend constexpr bool operator==(receipt_tender const&, receipt_tender const&) noexcept = default;
};

/// How much of a line has come back so far: these units and, beside them, this much of its list price.
struct line_return {
    std::int64_t quantity = 0;  ///< all of them once nothing is left of the line
    std::int64_t list_minor = 0;
    friend constexpr bool operator==(line_return const&, line_return const&) noexcept = default;
};

namespace detail {
/// Returns: the units of a line that can come back; one without a number of them is one thing.
[[nodiscard]] inline std::int64_t units_of(line const& l) noexcept {
    return std::max<std::int64_t>(1, l.quantity);
}
}  // namespace detail

struct receipt {
    fact_id order{};
    program_version program{};
    date day{};
    std::uint32_t returns = 0;  ///< how many returns and compensations: an older image is refused
    std::int64_t shipping_minor = 0;
    std::int64_t stored_value_minor = 0;  ///< paid with stored value, points of this order included
    std::int64_t refunded_minor = 0;      ///< so far, in money and stored value; known where offers are
                                          ///< remembered, or lines compensated
    order_totals totals;
    row<line> lines;
    row<adjustment> adjustments;
    row<receipt_award> awards;
    row<receipt_cap> caps;        ///< over windows, of awards
    row<receipt_tender> tenders;  ///< in the order in which the lots were consumed
    row<std::int64_t> weights;    ///< of awards that weigh lines by more than money; with *carry*, in parts;
                                  ///< of one that is recomputed, the lines' rates
    row<award_terms> terms;       ///< of awards that are recomputed
    row<line_return> returned;    ///< by line; empty until something came back
    benefit_record benefits;      ///< offers that goods which come back do not simply lower
    row<std::int64_t> compensated;  ///< by line, in minor units; empty until something was

    /// Effects: notes an award of which a return need know no more. Returns: the note, for what is more.
    TESSERA_INLINE receipt_award& note_award(rule_id rule, slot_id pool, std::uint16_t scope,
                                             std::int64_t amount, lot_key const& lot,
                                             std::int64_t basis_minor, basis const& of) {
        receipt_award& award = awards.extend();
        award.rule = rule;
        award.pool = pool;
        award.remainder = no_slot;
        award.scope = scope;
        award.weights = no_weights;
        award.terms = no_terms;
        award.lot = lot;
        award.amount = amount;
        award.basis_minor = basis_minor;
        award.of = of;
        award.parts = 0;
        award.taken_back = 0;
        return award;
    }
    /// Effects: makes `out` the order as it was priced, viewing this receipt.
    void write_price(priced_order& out) const {
        out.lines = lines.view();
        out.shipping_minor = shipping_minor;
        out.totals = totals;
        out.adjustments = adjustments;
        out.benefits = benefits;
        out.reasons.clear();
    }
    /// Returns: the same; it allocates.
    [[nodiscard]] priced_order priced() const {
        priced_order p;
        write_price(p);
        return p;
    }

    /// Returns: how much of a line has come back. Preconditions: `line < lines.size()`.
    [[nodiscard]] line_return back(std::size_t line) const noexcept {
        return returned.empty() ? line_return{} : returned[line];
    }
    /// Returns: whether nothing of the order is left with the customer.
    [[nodiscard]] bool all_back() const noexcept {
        if (returned.empty()) return false;
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (returned[i].quantity < detail::units_of(lines[i])) return false;
        return true;
    }

    friend bool operator==(receipt const&, receipt const&) noexcept = default;

    /// Effects: forgets everything but the memory it holds.
    void clear() noexcept {
        order = {};
        program = {};
        day = {};
        returns = 0;
        shipping_minor = stored_value_minor = refunded_minor = 0;
        totals = {};
        lines.clear();
        adjustments.clear();
        awards.clear();
        caps.clear();
        tenders.clear();
        weights.clear();
        terms.clear();
        returned.clear();
        benefits.clear();
        compensated.clear();
    }
};

}  // namespace tessera
