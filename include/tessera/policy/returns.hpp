// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <tessera/facts/kept.hpp>
#include <tessera/facts/refunded.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/life.hpp>
#include <tessera/policy/renewals.hpp>
#include <tessera/policy/shortfall.hpp>

/// Floor 4. The rule of returns with a receipt: what the order earned goes back, what was spent on it comes
/// back, and the refund is split. All of it from the receipt: nothing is computed by today's rules.

namespace tessera {

/// What becomes of points that come back to a lot which expired meanwhile.
enum class lapsed : std::uint8_t {
    stay_expired,
    reinstated,  ///< usable for some days from the return
    reissued,    ///< a lot as if earned on the day of the return
};

/// What the refund of a part is paid with, where money and stored value paid for the order.
enum class refund_split : std::uint8_t {
    proportional,        ///< both, as they paid
    money_first,         ///< money, until all of it is back
    stored_value_first,  ///< stored value, until all of it is back
};

/// Due back of an award is by cumulative proportional floor over its allocation to the lines; with *carry*
/// the basis moves the member's exact total back at the stored rate; an award that is *recomputed* goes down
/// to what the goods that are kept would have earned by its own terms. It is taken from the award's own lot,
/// what expired there counts as paid back; then from other pending lots, then from usable ones in the order
/// of consumption. Redeemed points go to the lots they came from, those consumed last first. How many returns
/// an order has had is remembered under its day, for the longest horizon of any version, whatever its rule is
/// called: so an image that is not the newest is stale under every one.
class returns {
public:
    static constexpr phase at = phase::give_back;

    /// Returns are taken for so many days from the order's.
    constexpr explicit returns(std::int32_t horizon_days, std::string_view name = "returns") noexcept
        : name_(name), horizon_days_(horizon_days) {}

    [[nodiscard]] constexpr returns when_short(shortfall how) const noexcept {
        returns r = *this;
        r.bearing_.how = how;
        return r;
    }
    /// Returns: the rule under which one point missing withholds that much of the refund.
    [[nodiscard]] constexpr returns withholding(decimal money, std::int64_t points) const noexcept {
        returns r = when_short(shortfall::withhold);
        r.worth_money_ = money;
        r.bearing_.points = points;
        return r;
    }
    /// Returns: the rule under which no debt of a pool grows above so many of its units; the rest is
    /// forgiven.
    [[nodiscard]] constexpr returns owing_at_most(std::int64_t most) const noexcept {
        returns r = *this;
        r.bearing_.most_owed = most;
        return r;
    }
    /// Returns: the rule under which points of expired lots come back for so many days.
    [[nodiscard]] constexpr returns reinstating(std::int32_t for_days) const noexcept {
        returns r = *this;
        r.lapsed_ = lapsed::reinstated;
        r.reissued_ = days(for_days);
        return r;
    }
    /// Returns: the rule under which points of expired lots are given out anew.
    [[nodiscard]] constexpr returns reissuing(life how_long) const noexcept {
        returns r = *this;
        r.lapsed_ = lapsed::reissued;
        r.reissued_ = how_long;
        return r;
    }
    [[nodiscard]] constexpr returns refunding(refund_split how) const noexcept {
        returns r = *this;
        r.split_ = how;
        return r;
    }
    /// Returns: the rule under which shipping is refunded with the last of the goods.
    [[nodiscard]] constexpr returns with_shipping() const noexcept {
        returns r = *this;
        r.shipping_ = true;
        return r;
    }

    /// Returns: the rule under which goods without their receipt go back as anybody would buy them now: at no
    ///   tier's price or multiplier, and without extras.
    [[nodiscard]] constexpr returns without_receipt_at_base_rate() const noexcept {
        returns r = *this;
        r.base_rate_ = true;
        return r;
    }
    [[nodiscard]] constexpr bool takes_base_rate() const noexcept { return base_rate_; }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule(name_);
        claims_ = b.remembered_sum(binder::returns_slot_name());
        b.remember(horizon_days_);
        renews_ = detail::keeps_alive(b.chart().view());
        b.require(horizon_days_ > 0 && reissued_.sound(), errc::lifetime_needed);
        b.require(bearing_.most_owed >= 0, errc::negative_rate);
        b.require(bearing_.points > 0, errc::not_above_zero);
        if (bearing_.how != shortfall::withhold) return;
        bearing_.minor = b.minor(worth_money_);
        b.require(bearing_.minor > 0, errc::not_above_zero);
    }

    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        receipt const& was = *fact.was;
        receipt& now = *fact.paper;
        if (fact.head.day < was.day || was.day + horizon_days_ <= d.day())
            return out.fail(errc::return_too_late);
        if (d.claimed(claims_, was.order.value) != was.returns) return out.fail(errc::stale_receipt);
        if (!fits(now, d.slots())) return out.fail(errc::unknown_slot);
        out.claim(rule_, claims_, was.order.value, 1, was.day);
        refund(fact, out);
        for (receipt_award& award : now.awards) take_back(award, fact, d, out);
    }

private:
    friend struct detail::teller;
    /// Returns: whether the chart has the slots that the receipt names, and they are of the kinds it means.
    [[nodiscard]] static bool fits(receipt const& paper, chart slots) noexcept {
        auto const is = [&](slot_id id, slot_kind kind) { return slots.has(id) && slots[id].kind == kind; };
        for (receipt_award const& award : paper.awards)
            if (!is(award.pool, slot_kind::pool) ||
                (award.remainder != no_slot && !is(award.remainder, slot_kind::remainder)))
                return false;
        for (receipt_cap const& cap : paper.caps)
            if (!is(cap.counts, slot_kind::sum)) return false;
        for (receipt_tender const& tender : paper.tenders)
            if (!is(tender.pool, slot_kind::pool)) return false;
        return true;
    }

    // --- the refund ----------------------------------------------------------------------------------------

    /// Effects: states the refund, and puts the points of it back.
    void refund(fact_view const& fact, member_out& out) const {
        auto const before = worth_back(*fact.was, fact), after = worth_back(*fact.paper, fact);
        if (!before || !after) return out.fail(errc::overflow);
        receipt const& was = *fact.was;
        std::int64_t so_far = *before, in_all = *after;
        if (!was.benefits.empty() || !was.compensated.empty()) {
            so_far = was.refunded_minor;
            in_all = fact.paper->refunded_minor = judge_benefits(fact, *after, so_far, out);
        }
        std::int64_t const payable = was.totals.paid_minor() + was.shipping_minor;
        std::int64_t const stored_before = stored_of(so_far, was.stored_value_minor, payable);
        std::int64_t const stored = stored_of(in_all, was.stored_value_minor, payable);
        out.refund(in_all - so_far - (stored - stored_before), stored - stored_before);
        back const parts{stored, was.stored_value_minor, *after, payable};
        if (!was.tenders.empty()) restore(fact, parts, out);
    }

    /// Returns: what is refunded in all, where offers are kept or lost with the goods, or lines were
    ///   compensated; says what of them.
    [[nodiscard]] std::int64_t judge_benefits(fact_view const& fact, std::int64_t worth, std::int64_t so_far,
                                              member_out& out) const {
        receipt const& now = *fact.paper;
        for (std::size_t i = 0; i < now.benefits.terms.size(); ++i) {
            benefit_terms const& by = now.benefits.terms[i];
            auto const was = benefit_of(fact.was->benefits.terms[i], fact.priced, *fact.was, fact.scratch);
            auto const is = benefit_of(by, fact.priced, now, fact.scratch);
            if (is.more != was.more) out.explain({is.more, is.value, by.rule, reason_code::benefit_kept, 0});
            if (is.withheld != was.withheld)
                out.explain({is.withheld, is.value, by.rule, reason_code::benefit_lost, 0});
        }
        std::int64_t const instead = given_instead(now);
        if (instead != given_instead(*fact.was))
            out.explain({instead, worth, rule_, reason_code::compensation_counted, 0});
        auto const made = refund_in_all(now, fact.priced, worth, so_far, fact.scratch);
        if (made.not_covered > 0)
            out.explain({made.not_covered, made.minor - so_far, rule_, reason_code::refund_too_small, 0});
        return made.minor;
    }
    /// Returns: what of the goods' price has come back so far.
    [[nodiscard]] result<std::int64_t> worth_back(receipt const& image, fact_view const& fact) const {
        basis everything = paid_price.with_stored_value();
        everything.lines = {};
        everything.shipping = shipping_;
        return basis_back(everything, fact.priced, image, fact.scratch);
    }

    /// Returns: how much of a refund of `amount` stored value gets.
    [[nodiscard]] std::int64_t stored_of(std::int64_t amount, std::int64_t stored,
                                         std::int64_t payable) const noexcept {
        switch (split_) {
            case refund_split::money_first: return std::max<std::int64_t>(0, amount - (payable - stored));
            case refund_split::stored_value_first: return std::min(amount, stored);
            case refund_split::proportional: break;
        }
        return payable == 0 ? 0 : detail::floor_part(stored, amount, payable);
    }

    /// What has come back so far, of the stored value and of all that was to be paid.
    struct back {
        std::int64_t stored, all_stored, worth, payable;
    };

    /// Effects: puts back the points that belong to what came back, rule by rule.
    void restore(fact_view const& fact, back const& parts, member_out& out) const {
        row<receipt_tender> const& all = fact.paper->tenders;
        for (receipt_tender const& first : all)
            if (&first == all.begin() || (&first)[-1].rule != first.rule)
                restore_rule(fact, first, share_of(first, fact, parts), out);
    }
    /// Returns: by what of what the points of a rule go back: by what they paid, by the discount they bought,
    ///   or else by the goods they came with.
    [[nodiscard]] static detail::share_back share_of(receipt_tender const& spent, fact_view const& fact,
                                                     back const& parts) {
        if (spent.paid) return {parts.stored, parts.all_stored};
        std::int64_t const off = fact.priced.off_by(spent.rule);
        if (off == 0) return {parts.worth, parts.payable};
        return {off_back(spent.rule, fact.priced, *fact.paper, fact.scratch), off};
    }
    /// With the last of the goods all points are back, but for what paid for shipping that is kept.
    void restore_rule(fact_view const& fact, receipt_tender const& first, detail::share_back of,
                      member_out& out) const {
        receipt& now = *fact.paper;
        rule_id const rule = first.rule;
        bool const closes = now.all_back() && (!first.paid || of.whole == 0);
        std::int64_t spent = 0, restored = 0;
        for (receipt_tender const& t : now.tenders)
            if (t.rule == rule) spent += t.amount, restored += t.restored;
        std::int64_t const so_far = closes          ? spent
                                    : of.whole == 0 ? 0
                                                    : detail::floor_part(spent, of.part, of.whole);
        std::int64_t due = so_far - restored;
        if (due <= 0) return;
        out.explain({due, of.part, rule, reason_code::restored, 0});
        for (std::size_t i = now.tenders.size(); i-- > 0 && due > 0;) {
            receipt_tender& t = now.tenders[i];
            if (t.rule != rule) continue;
            std::int64_t const here = std::min(due, t.amount - t.restored);
            t.restored += here;
            due -= here;
            put_back(t, here, fact.head.day, out);
        }
    }
    void put_back(receipt_tender const& t, std::int64_t amount, date day, member_out& out) const {
        if (amount == 0) return;
        slot_place const pool = out.place(t.pool);
        if (day < t.lot.expires) return out.restore(rule_, pool, t.lot, amount);
        if (lapsed_ != lapsed::stay_expired)
            return out.restore(rule_, pool, lot_key{reissued_.end(day), date::min(), t.lot.tag}, amount);
        out.restore(rule_, pool, t.lot, amount);
        out.post(posting_kind::expire, rule_, t.pool, amount, t.lot);
    }

    // --- what the order earned -----------------------------------------------------------------------------

    void take_back(receipt_award& award, fact_view const& fact, draft const& d, member_out& out) const {
        auto const due = due_now(award, fact, d, out);
        if (!due) return out.fail(due.error());
        if (*due <= 0) return;
        award.taken_back += *due;
        out.explain({*due, award.amount, award.rule, reason_code::taken_back, award.scope});
        free_caps(award, *due, *fact.paper, d, out);
        std::int64_t left = *due;
        slot_place const pool = out.place(award.pool);
        if (!pool.lasting) left -= from_own(award, pool, left, d, out);
        if (left > 0 && !pool.lasting) left = out.take_pending(posting_kind::claw, award.rule, pool, left);
        if (left > 0) left = out.take_usable(posting_kind::claw, award.rule, pool, left);
        if (left > 0) bearing_.bear(award.rule, pool, left, d, out);
    }

    /// Effects: what is taken back counts no longer for the caps that counted it, while their windows run.
    static void free_caps(receipt_award const& award, std::int64_t taken, receipt const& paper,
                          draft const& d, member_out& out) {
        for (receipt_cap const& cap : paper.caps) {
            if (paper.awards.begin() + cap.award != &award || cap.ends <= d.day()) continue;
            slot_place const counts = out.place(cap.counts);
            out.tally(award.rule, counts, -std::clamp<std::int64_t>(d.sum(counts), 0, taken), cap.ends);
        }
    }

    [[nodiscard]] result<std::int64_t> due_now(receipt_award const& award, fact_view const& fact,
                                               draft const& d, member_out& out) const {
        if (award.remainder != no_slot) return due_of_total(award, fact, d, out);
        if (award.terms == no_terms) return due_of_award(award, fact);
        auto const in_all = due_by_terms(award, *fact.paper, fact.priced, fact.scratch);
        return in_all ? *in_all - award.taken_back : in_all;
    }

    /// Returns: what is due now: the part of the award that belongs to all that came back, less what was
    /// taken back. An award whose lines weigh nothing goes with the last of them.
    [[nodiscard]] result<std::int64_t> due_of_award(receipt_award const& award, fact_view const& fact) const {
        receipt const& now = *fact.paper;
        auto& parts = fact.scratch;
        auto const filled = fill_weights(award, now, fact);
        if (!filled) return filled.error();
        std::size_t const n = parts.size();
        parts.resize(2 * n);
        std::span<std::int64_t> const weights(parts.data(), n), shares(parts.data() + n, n);
        if (std::all_of(weights.begin(), weights.end(), [](std::int64_t w) { return w == 0; }))
            return now.all_back() ? award.amount - award.taken_back : 0;
        if (auto const split_up = allocate(award.amount, weights, shares); !split_up) return split_up.error();
        return sum_back(now, shares) - award.taken_back;
    }

    /// Effects: fills the scratch with what each line weighs for the award.
    [[nodiscard]] static result<void> fill_weights(receipt_award const& award, receipt const& paper,
                                                   fact_view const& fact) {
        if (award.weights == no_weights)
            return basis_lines(award.of, fact.priced, paper.stored_value_minor, fact.scratch);
        fact.scratch.assign(paper.weights.begin() + award.weights,
                            paper.weights.begin() + award.weights + paper.lines.size());
        return {};
    }

    /// Returns: in parts of a point, what of an award's basis has come back so far. Fails the decision with:
    ///   `overflow`.
    [[nodiscard]] static int128 parts_back(receipt_award const& award, receipt const& paper,
                                           fact_view const& fact, member_out& out) {
        if (paper.returned.empty()) return 0;
        auto const filled = fill_weights(award, paper, fact);
        if (!filled) return out.fail(filled.error()), 0;
        int128 const back = sum_back(paper, {fact.scratch.data(), fact.scratch.size()});
        return award.weights == no_weights ? back * award.parts : back;
    }

    /// Returns: the whole points by which the goods move the member's exact total; the remainder moves too.
    [[nodiscard]] result<std::int64_t> due_of_total(receipt_award const& award, fact_view const& fact,
                                                    draft const& d, member_out& out) const {
        int128 const before = parts_back(award, *fact.was, fact, out),
                     after = parts_back(award, *fact.paper, fact, out);
        if (d.failed() != errc::ok) return d.failed();
        slot_place const remainder = out.place(award.remainder);
        std::int64_t const denominator = d.slots()[award.remainder].denominator, kept = d.sum(remainder);
        int128 const exact = kept - (after - before);
        int128 const whole = divide(exact, int128(denominator), rounding::floor);
        if (!fits_int64(whole)) return errc::overflow;
        out.tally(award.rule, remainder, static_cast<std::int64_t>(exact - whole * denominator) - kept);
        return -static_cast<std::int64_t>(whole);
    }

    /// Effects: takes from the award's own lot, pending or open; what expired of it counts as paid back.
    /// Returns: how much that was.
    [[nodiscard]] std::int64_t from_own(receipt_award const& award, slot_place const& pool, std::int64_t due,
                                        draft const& d, member_out& out) const {
        std::int64_t done = 0;
        lot_key const kept_alive = renews_ ? detail::renewed_lot(award.lot, pool, d) : award.lot;
        auto const is_own = [&](lot_key const& key) {
            return is_lot(award.lot, key) || (renews_ && is_lot(kept_alive, key));
        };
        d.for_each_stored_lot(pool, [&](lot const& l) {
            if (is_own(l.key)) done += out.take_from(posting_kind::claw, award.rule, pool, l.key, due - done);
            return done < due;
        });
        std::int64_t const here = done;
        auto const excuse = [&](slot_id slot, lot_key const& key) {
            if (slot == pool.id && is_own(key)) done += out.excuse(award.rule, pool, key, due - done);
        };
        for (detail::far_lot const& l : d.base().lapsed_lots()) excuse(l.slot, l.held.key);
        for (std::size_t i = 0; i < out.posted(); ++i)
            if (posting const p = out.posted_since(i).front(); p.kind == posting_kind::expire)
                excuse(p.slot, {p.expires, p.opens, p.tag});
        if (done != here) out.explain({done - here, due, award.rule, reason_code::excused, 0});
        return done;
    }
    /// Returns: whether it is the lot that an award went to: as it waits, as it opened on its latest day, or
    ///   as the progress of its order opened it.
    [[nodiscard]] static bool is_lot(lot_key const& of_award, lot_key const& key) noexcept {
        return key == of_award || key == of_award.opened() || key.waited_as(of_award.tag);
    }

    std::string_view name_;
    std::int32_t horizon_days_;
    detail::bearing bearing_{};
    lapsed lapsed_ = lapsed::stay_expired;
    refund_split split_ = refund_split::proportional;
    bool shipping_ = false;
    bool base_rate_ = false;
    bool renews_ = false;  ///< activity keeps some pool's lots alive
    life reissued_ = endless;
    decimal worth_money_{};
    slot_place claims_{};
    rule_id rule_{};
};

}  // namespace tessera
