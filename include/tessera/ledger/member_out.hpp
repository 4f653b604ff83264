// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include <tessera/ledger/draft.hpp>

/// Floor 2. What a policy of the member side writes: postings and their reasons. The verbs here are the ones
/// loyalty needs; each keeps the order in which value is consumed and debt is paid, so that no policy has to.

namespace tessera {

class member_out {
public:
    member_out(draft& seen, row<reason>& reasons) noexcept : draft_(seen), reasons_(reasons) {}

    /// Effects: gives the member `amount` of a pool, in that lot. What the member owes is paid first.
    /// Preconditions: `amount` is not negative.
    TESSERA_INLINE void award(rule_id rule, slot_place const& pool, std::int64_t amount,
                              lot_key const& into) {
        std::int64_t const owed = draft_.debt(pool);
        if (owed > 0) amount -= pay_debt(rule, pool, std::min(owed, amount), owed);
        lot_key key = into;
        if (pool.oldest_first && key.opens == date::min()) key.opens = draft_.day();
        if (amount > 0) post(posting_kind::issue, rule, pool.id, amount, key);
    }

    /// Effects: the same, in an open lot that ends on `expires`.
    TESSERA_INLINE void award(rule_id rule, slot_place const& pool, std::int64_t amount, date expires) {
        award(rule, pool, amount, lot_key{expires});
    }

    /// Returns: what this decision gave of the pool so far.
    [[nodiscard]] std::int64_t issued(slot_place const& pool) const noexcept {
        std::int64_t total = 0;
        for (posting const& p : draft_.postings_)
            if (p.slot == pool.id && p.kind == posting_kind::issue) total += p.amount;
        return total;
    }

    /// Effects: takes `amount` back: from what waits, then from the usable lots in the order of consumption;
    ///   what they do not hold becomes debt. Preconditions: `amount` is not negative.
    TESSERA_INLINE void take_back(rule_id rule, slot_place const& pool, std::int64_t amount) {
        aside([rule, pool, amount](draft const&, member_out& out) { out.take_back_all(rule, pool, amount); });
    }

    /// Effects: counts as spent what the member no longer has; it is owed. Preconditions: above zero.
    void overspend(rule_id rule, slot_place const& pool, std::int64_t missing) {
        owe_as(posting_kind::overspend, reason_code::overspent, rule, pool, missing);
    }
    /// Effects: the same of what went to another member.
    void oversend(rule_id rule, slot_place const& pool, std::int64_t missing) {
        owe_as(posting_kind::take_over, reason_code::overspent, rule, pool, missing);
    }

    /// Returns: how many postings the decision has so far.
    [[nodiscard]] std::size_t posted() const noexcept { return draft_.postings_.size(); }
    /// Returns: the postings behind the first `before`, which stay where they are until the next one.
    [[nodiscard]] stretch<posting const> posted_since(std::size_t before) const noexcept {
        return stretch<posting const>(draft_.postings_).behind(before);
    }

    /// Effects: spends `amount`, soonest expiry first, as a means of payment worth `money_minor`.
    /// Preconditions: no more than `draft::available(pool)`.
    TESSERA_INLINE void redeem(rule_id rule, slot_place const& pool, std::int64_t amount,
                               std::int64_t money_minor) {
        std::int64_t const missing = take_usable(posting_kind::redeem, rule, pool, amount);
        TESSERA_EXPECTS(missing == 0);
        draft_.tendered_minor_ += money_minor;
    }

    /// Effects: counts money that stored value of the member pays.
    void tender(std::int64_t money_minor) noexcept { draft_.tendered_minor_ += money_minor; }

    /// Effects: takes `amount` from the usable lots, in the order of consumption.
    /// Returns: what they did not hold. Preconditions: `kind` takes from the member.
    TESSERA_INLINE std::int64_t take_usable(posting_kind kind, rule_id rule, slot_place const& pool,
                                            std::int64_t amount) {
        if (amount == 0) return 0;
        draft_.for_each_lot(pool, [&postings = draft_.postings_, &amount, kind, rule,
                                   id = pool.id](lot const& l) TESSERA_INLINE_LAMBDA {
            std::int64_t const taken = std::min(l.amount, amount);
            postings.push_back({taken, l.key.expires, l.key.opens, l.key.tag, rule, id, kind, 0});
            amount -= taken;
            return amount > 0;
        });
        draft_.touch(pool.id);
        return amount;
    }

    /// Effects: takes `amount` from the lots that open later, soonest expiry first.
    /// Returns: what they did not hold. Preconditions: `kind` takes from the member.
    TESSERA_COLD std::int64_t take_pending(posting_kind kind, rule_id rule, slot_place const& pool,
                                           std::int64_t amount) {
        draft_.for_each_stored_lot(pool, [&](lot const& l) {
            bool const waits = draft_.day() < l.key.opens && draft_.day() < l.key.expires;
            if (waits && amount > 0) amount -= take_from(kind, rule, pool, l.key, amount);
            return amount > 0;
        });
        return amount;
    }

    /// Effects: takes up to `amount` out of one lot, usable or not.
    /// Returns: how much it was. Preconditions: `kind` takes from the member.
    std::int64_t take_from(posting_kind kind, rule_id rule, slot_place const& pool, lot_key const& key,
                           std::int64_t amount) {
        std::int64_t const taken = std::min(amount, draft_.held_in(pool, key));
        if (taken > 0) post(kind, rule, pool.id, taken, key);
        return std::max(taken, std::int64_t{0});
    }

    /// Effects: counts up to `amount` of what is remembered of an expired lot as paid back.
    /// Returns: how much it was.
    std::int64_t excuse(rule_id rule, slot_place const& pool, lot_key const& key, std::int64_t amount) {
        std::int64_t const excused = std::min(amount, draft_.lapsed_in(pool, key));
        if (excused > 0) post(posting_kind::excuse, rule, pool.id, excused, key);
        return std::max(excused, std::int64_t{0});
    }

    /// Effects: makes `amount` of a lot part of another lot of the pool: one that opens or ends otherwise.
    /// Preconditions: the lot holds so much.
    void move(rule_id rule, slot_place const& pool, lot_key const& from, lot_key const& to,
              std::int64_t amount) {
        post(posting_kind::send, rule, pool.id, amount, from);
        post(posting_kind::receive, rule, pool.id, amount, to);
    }

    /// Effects: puts `amount` of what was redeemed back into a lot; what the member owes is paid from it.
    void restore(rule_id rule, slot_place const& pool, lot_key const& key, std::int64_t amount) {
        if (amount == 0) return;
        post(posting_kind::restore, rule, pool.id, amount, key);
        pay_from(rule, pool, key, amount);
    }

    /// Effects: pays what the member owes from up to `amount` of a lot, if it can be used.
    void pay_from(rule_id rule, slot_place const& pool, lot_key const& key, std::int64_t amount) {
        std::int64_t const owed = draft_.debt(pool);
        if (owed == 0 || !key.usable(draft_.day())) return;
        std::int64_t const paid = std::min(owed, amount);
        post(posting_kind::pay, rule, pool.id, paid, key);
        explain({paid, owed - paid, rule, reason_code::debt_paid, 0});
    }

    /// Effects: states what is to be refunded, in money and in stored value.
    void refund(std::int64_t money_minor, std::int64_t stored_minor) noexcept {
        draft_.refund_.money_minor += money_minor;
        draft_.refund_.stored_minor += stored_minor;
    }
    /// Effects: keeps up to `minor` of the money to refund. Returns: how much it was.
    [[nodiscard]] std::int64_t withhold(std::int64_t minor) noexcept {
        std::int64_t const kept = std::min(minor, draft_.refund_.money_minor);
        draft_.refund_.money_minor -= kept;
        draft_.refund_.withheld_minor += kept;
        return kept;
    }
    /// Returns: where an account keeps a slot. Preconditions: the chart has it.
    [[nodiscard]] slot_place place(slot_id slot) const noexcept { return draft_.slots().place(slot); }

    /// Effects: adds what the member owes of a pool. Preconditions: `missing` is above zero.
    void owe(rule_id rule, slot_place const& pool, std::int64_t missing) {
        owe_as(posting_kind::owe, reason_code::owed, rule, pool, missing);
    }

    /// Effects: counts `amount` for one thing, told from others by its tag, until `expires`.
    void claim(rule_id rule, slot_place const& claims, std::uint64_t tag, std::int64_t amount, date expires) {
        draft_.add({amount, expires, date::min(), tag, rule, claims.id, posting_kind::tally, 0});
    }

    /// Effects: names the hold that the postings behind it are about.
    void name_hold(rule_id rule, slot_place const& pool, std::uint64_t hold, instant until) {
        draft_.add({until.seconds, date::never(), date::min(), hold, rule, pool.id, posting_kind::hold, 0});
    }

    /// Effects: adds to a sum or a remainder, until `expires`.
    TESSERA_INLINE void tally(rule_id rule, slot_place const& measure, std::int64_t amount,
                              date expires = date::never()) {
        if (amount != 0)
            draft_.add({amount, expires, date::min(), 0, rule, measure.id, posting_kind::tally, 0},
                       measure.cell);
    }

    /// Effects: lifts a peak by `amount`. Preconditions: `amount` is above zero.
    TESSERA_INLINE void raise(rule_id rule, slot_place const& measure, std::int64_t amount,
                              date expires = date::never()) {
        post(posting_kind::raise, rule, measure.id, amount, lot_key{expires});
    }

    /// Effects: sets the level of a group of tiers, from the decision's day on.
    TESSERA_INLINE void set_level(rule_id rule, slot_place const& group, std::uint8_t level) {
        set_status(rule, group, status_part::reached, level, draft_.day(), date::never());
    }

    /// Effects: sets one part of a level: what is reached, what is to come, or what staff set. What the two
    ///   days mean is told at `status_part`.
    TESSERA_INLINE void set_status(rule_id rule, slot_place const& group, status_part part,
                                   std::uint8_t level, date opens, date expires) {
        draft_.add({.expires = expires,
                    .opens = opens,
                    .tag = static_cast<std::uint64_t>(part),
                    .rule = rule,
                    .slot = group.id,
                    .kind = posting_kind::status,
                    .level = level});
    }

    /// Effects: adds one posting as it is: expiry, and whatever a host's own policy needs.
    /// Preconditions: the chart has the slot.
    TESSERA_INLINE void post(posting_kind kind, rule_id rule, slot_id slot, std::int64_t amount,
                             lot_key const& key) {
        draft_.add({amount, key.expires, key.opens, key.tag, rule, slot, kind, 0});
    }

    TESSERA_INLINE void explain(reason const& why) { reasons_.push_back(why); }

    /// Effects: reports an inability, such as an overflow. The whole decision fails with the first one.
    TESSERA_INLINE void fail(errc why) noexcept {
        if (draft_.failed_ == errc::ok) draft_.failed_ = why;
    }

    /// Effects: calls `act(draft, out)` with copies of the draft and of this, and takes over what it wrote.
    /// Why: what is called seldom is no part of the caller. Given the draft itself it would take its address,
    ///   and then the draft leaves the registers for every fact.
    template <class Act>
    TESSERA_INLINE void aside(Act act) {
        draft seen = draft_;
        member_out out(seen, reasons_);
        act(std::as_const(seen), out);
        draft_.take_over(seen);
    }

    /// The border: a price is never changed from the member side.
    template <class Adjustment>
    void post(Adjustment const&) {
        static_assert(sizeof(Adjustment) == 0,
                      "an adjustment cannot be posted to the ledger: prices belong to the order side");
    }

private:
    void owe_as(posting_kind kind, reason_code why, rule_id rule, slot_place const& pool,
                std::int64_t missing) {
        std::int64_t owed = 0;
        if (__builtin_add_overflow(draft_.debt(pool), missing, &owed)) return fail(errc::overflow);
        post(kind, rule, pool.id, missing, lot_key{});
        explain({missing, owed, rule, why, 0});
    }
    TESSERA_COLD void take_back_all(rule_id rule, slot_place const& pool, std::int64_t amount) {
        if (!draft_.base().far_lots().empty()) amount = take_pending(posting_kind::claw, rule, pool, amount);
        std::int64_t const missing = take_usable(posting_kind::claw, rule, pool, amount);
        if (missing != 0) owe(rule, pool, missing);
    }
    TESSERA_INLINE std::int64_t pay_debt(rule_id rule, slot_place const& pool, std::int64_t paid,
                                         std::int64_t owed) {
        if (paid == 0) return 0;
        post(posting_kind::repay, rule, pool.id, paid, lot_key{});
        explain({paid, owed - paid, rule, reason_code::debt_paid, 0});
        return paid;
    }

    draft& draft_;
    row<reason>& reasons_;
};

}  // namespace tessera
