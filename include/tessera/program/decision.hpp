// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

#include <tessera/facts/receipt.hpp>
#include <tessera/ledger/draft.hpp>

/// Floor 5. What a program answers to a fact. The caller owns it and hands it in again and again: it keeps
/// its memory, so that in the steady state a decision allocates nothing.

namespace tessera {

enum class outcome : unsigned char {
    decided,  ///< postings and reasons say what happens
    repeat,   ///< the account's last fact again: nothing happens, the recorded decision stands
    merged,   ///< a late fact: the postings are what it changes
};

namespace detail {

/// An account on whose way to a day orders of before counted, with what was written on that way.
struct brought_forward {
    account now;
    row<posting> postings;
    row<reason> reasons;
    date day{};                   ///< on which what was written last took effect
    instant by = instant::max();  ///< of the fact at its end: no hold that lasts longer is over on the way
    errc failed = errc::ok;
};

}  // namespace detail

struct decision {
    outcome how = outcome::decided;
    fact_id fact{};
    fact_key key{};
    account_version saw{};  ///< the version decided on; store by compare-and-swap against it
    program_version program{};
    row<posting> postings;
    row<reason> reasons;
    priced_order priced;       ///< of an order: its price. Of a return: what the goods would cost now
    tessera::receipt receipt;  ///< of an order; of a return with its receipt: the new image, to be stored
    tessera::refund refund;    ///< of a return
    std::vector<std::int64_t> scratch;
    detail::brought_forward way;  ///< to the day of the fact, where orders of before counted on it

    /// Returns: the entry for `apply` and the journal; it views this decision.
    [[nodiscard]] entry as_entry() const noexcept {
        return {fact, key, saw, program, postings.view(), how == outcome::merged};
    }

    /// Effects: forgets everything but the memory it holds.
    void clear() noexcept {
        clear_answer();
        priced.clear();
        receipt.clear();
    }
    /// Effects: forgets what an order does not write anew as a whole.
    void clear_answer() noexcept {
        how = outcome::decided;
        postings.clear();
        reasons.clear();
        refund = {};
        priced.adjustments.clear();
        priced.entitlements.clear();
        priced.reasons.clear();
        priced.benefits.clear();
        if (!priced.taxes.empty()) [[unlikely]]
            priced.forget_taxes();
    }
};

namespace detail {

/// Effects: forgets what came back, or was compensated, of the order before.
TESSERA_COLD inline void forget_returns(receipt& r) noexcept {
    r.returns = 0;
    r.returned.clear();
    r.compensated.clear();
    r.refunded_minor = 0;
}
/// Effects: remembers offers that say what becomes of them; what they gave beside goods stands in a
///   price that was charged.
TESSERA_COLD inline void take_benefits(priced_order& priced, bool was_charged, receipt& r) {
    if (!was_charged) fill_beside(priced);
    for (benefit_terms& by : priced.benefits.terms) by.gift_back = false;  // of a later image, it may be back
    r.benefits = priced.benefits;
}
/// Effects: writes what the receipt holds of the order itself; policies add what they gave and took.
TESSERA_INLINE void write_receipt(order const& what, bool was_charged, decision& out) {
    receipt& r = out.receipt;
    r.order = what.head.id;
    r.program = out.program;
    r.day = what.head.day;
    r.shipping_minor = out.priced.shipping_minor;
    if (r.returns != 0) [[unlikely]]
        forget_returns(r);
    r.stored_value_minor = what.stored_value_minor;
    r.totals = out.priced.totals;
    r.lines.assign(what.what.lines);
    r.adjustments.clear();
    for (adjustment const& a : out.priced.adjustments) r.adjustments.push_back(a);
    r.awards.clear();
    r.caps.clear();
    r.tenders.clear();
    r.weights.clear();
    r.terms.clear();
    r.benefits.clear();
    if (!out.priced.benefits.empty()) [[unlikely]]
        take_benefits(out.priced, was_charged, r);
}

}  // namespace detail

}  // namespace tessera
