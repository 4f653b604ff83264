// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <tessera/calendar/birthday.hpp>
#include <tessera/ledger/audience.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/lots.hpp>

/// Floor 4. Points for what is no order: a sign-up, a review, a visit; and what staff give or take by hand.

namespace tessera {

/// Points for an action. A claim is answered once within a window, over a lifetime unless said otherwise.
/// Example: `action_award("review", "points", 50).living(days(365))`;
/// `action_award("birthday", "points", 200).on_birthday({.days_before = 3, .days_after = 3})`.
///
/// An award can wait for an order, of the member or of a friend: the action names it (`action::order`), and
/// the host tells this member's account, too, how far that order has come. `action_award("referral",
/// "points",
/// 500).living(days(365)).pending(days(60)).opened_by(progress::return_window_over).withdrawn_by("referral
/// undone")` opens when the friend can no longer return what was bought, and 60 days later at the latest; an
/// action "referral undone" that names the order takes back what still waits for it.
/// Tested by: tests/policy/action.test.cpp.
class action_award {
public:
    static constexpr phase at = phase::act;

    constexpr action_award(std::string_view action, std::string_view points, decimal amount) noexcept
        : name_(action), action_(action), pool_name_(points), amount_(amount) {}

    [[nodiscard]] constexpr action_award living(life how_long) const noexcept {
        action_award a = *this;
        a.lots_.lives = how_long;
        return a;
    }
    /// Returns: the award whose lots wait so long before they can be used.
    [[nodiscard]] constexpr action_award pending(life wait) const noexcept {
        action_award a = *this;
        a.lots_.opens.latest = wait;
        a.lots_.pending = true;
        return a;
    }
    /// Returns: the award whose lots open when the order has come so far; `pending` says the latest day.
    [[nodiscard]] constexpr action_award opened_by(progress reached) const noexcept {
        action_award a = *this;
        a.lots_.opens.at = reached;
        return a;
    }
    /// Returns: the award of which another action that names the order takes back what still waits for it.
    ///   What has opened is the member's.
    [[nodiscard]] constexpr action_award withdrawn_by(std::string_view action) const noexcept {
        action_award a = *this;
        a.undone_by_ = action;
        a.lots_.withdrawn = true;
        return a;
    }
    /// Returns: the award in points of so many decimals, 0 to 4.
    [[nodiscard]] constexpr action_award with_decimals(unsigned n) const noexcept {
        action_award a = *this;
        a.decimals_ = static_cast<std::uint8_t>(n);
        return a;
    }
    /// Returns: the award for the first claim of every window: a visit, once a week.
    [[nodiscard]] constexpr action_award once_within(window w) const noexcept {
        action_award a = *this;
        a.once_ = w;
        return a;
    }
    /// Returns: the award of a birthday (`action::born`): given on these days alone, once a birthday,
    ///   whatever the host numbers the claim. Whoever names another birth date has no second birthday
    ///   that year.
    [[nodiscard]] constexpr action_award on_birthday(birthday_window around) const noexcept {
        action_award a = *this;
        a.around_ = around;
        a.birthday_ = true;
        return a;
    }
    /// Returns: the award for members of that segment; others have claimed nothing.
    [[nodiscard]] constexpr action_award in_segment(std::string_view name) const noexcept {
        action_award a = *this;
        a.whom_.within = name;
        return a;
    }
    /// Returns: the award for all but the members of that segment.
    [[nodiscard]] constexpr action_award not_in_segment(std::string_view name) const noexcept {
        action_award a = *this;
        a.whom_.beyond = name;
        return a;
    }
    /// Returns: the award under a name of its own.
    [[nodiscard]] constexpr action_award named(std::string_view rule) const noexcept {
        action_award a = *this;
        a.name_ = rule;
        return a;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("action", name_);
        pool_ = b.pool(pool_name_, lots_.lasting(), decimals_);
        claims_ = b.sum("claims/", name_);
        lots_.bind(b);
        whom_.bind(b);
        b.require(decimals_ <= 4, errc::not_representable);
        if (errc const wrong = once_.check(); wrong != errc::ok) b.fail(wrong);
        if (errc const wrong = around_.check(); wrong != errc::ok) b.fail(wrong);
        auto const raw = to_minor(amount_, decimals_);
        if (!raw) return b.fail(raw.error());
        b.require(*raw >= 0, errc::negative_rate);
        raw_ = *raw;
    }

    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.did->what == action_named(action_))
            return whom_.takes(fact.who) ? give(*fact.did, fact.head, d, out)
                                         : out.explain(whom_.why_not(rule_, fact.who));
        if (lots_.withdrawn && fact.did->what == action_named(undone_by_)) withdraw(*fact.did, d, out);
    }

    /// Effects: opens what waits for the order's progress.
    void follow(order_progress const& what, draft const& d, member_out& out) const noexcept {
        lots_.follow(rule_, pool_, what, d, out);
    }

private:
    friend struct detail::teller;
    void give(action const& done, fact_head const& head, draft const& d, member_out& out) const {
        if (birthday_) return give_on_birthday(done, d, out);
        if (done.claim == 0) return award(done, 0, d, out);
        auto const ends = end_in(once_, head, d.day());
        if (!ends) return out.fail(ends.error());
        give_once(done, done.claim, *ends, d, out);
    }
    /// Effects: the claim is that of the birthday's year, and is remembered while a birthday of that year can
    ///   be claimed by anybody.
    void give_on_birthday(action const& done, draft const& d, member_out& out) const {
        if (!in_calendar(done.born)) return out.fail(errc::birth_date_needed);
        auto const next = around_.next(done.born, d.day());
        if (!next.days.contains(d.day()))
            return out.explain({raw_, next.days.begin.day, rule_, reason_code::claim_not_due, 0});
        date const over = anniversary(calendar_anchor, next.year + 1, leap_rule::feb28) + around_.days_after;
        give_once(done, static_cast<std::uint64_t>(next.year), over, d, out);
    }
    void give_once(action const& done, std::uint64_t claim, date remembered, draft const& d,
                   member_out& out) const {
        if (d.claimed(claims_, claim) > 0)
            return out.explain(
                {raw_, static_cast<std::int64_t>(claim), rule_, reason_code::claim_repeated, 0});
        out.claim(rule_, claims_, claim, 1, remembered);
        award(done, claim, d, out);
    }
    void award(action const& done, std::uint64_t claim, draft const& d, member_out& out) const {
        lot_key lot = lots_.of(d.day(), rule_, done.order);
        if (done.order == fact_id{}) lot.tag = 0;
        out.award(rule_, pool_, raw_, lot);
        out.explain({raw_, static_cast<std::int64_t>(claim), rule_, reason_code::action_awarded, 0});
    }
    void withdraw(action const& done, draft const& d, member_out& out) const {
        std::int64_t const taken = lots_.withdraw(rule_, pool_, done.order, d, out);
        out.explain({taken, static_cast<std::int64_t>(done.order.value), rule_, reason_code::withdrawn, 0});
    }

    std::string_view name_;
    std::string_view action_;
    std::string_view pool_name_;
    std::string_view undone_by_;
    decimal amount_;
    std::int64_t raw_ = 0;
    detail::lot_figures lots_;
    window once_ = window::lifetime();
    birthday_window around_{};
    audience whom_{};
    bool birthday_ = false;
    std::uint8_t decimals_ = 0;
    slot_place pool_{};
    slot_place claims_{};
    rule_id rule_{};
};

/// What a rule lets staff do.
enum class hand : std::uint8_t {
    gives,    ///< value into the lot that the action names, else into one of the rule's life
    takes,    ///< value out of that lot, else out of all that can be used; no more than there is
    demands,  ///< the same, and what is missing is owed
};

/// Value that staff, an import or another system gives or takes, where the program lets them.
/// Example: `by_hand("goodwill", "points", hand::gives).living(days(90))`.
/// Tested by: tests/policy/action.test.cpp.
class by_hand {
public:
    static constexpr phase at = phase::act;

    constexpr by_hand(std::string_view action, std::string_view points, hand what) noexcept
        : action_(action), pool_name_(points), what_(what) {}

    /// Returns: the rule for points of so many decimals, 0 to 4.
    [[nodiscard]] constexpr by_hand with_decimals(unsigned n) const noexcept {
        by_hand h = *this;
        h.decimals_ = static_cast<std::uint8_t>(n);
        return h;
    }
    /// Returns: the rule whose lots, where the action names none, live so long from when they open.
    [[nodiscard]] constexpr by_hand living(life how_long) const noexcept {
        by_hand h = *this;
        h.life_ = how_long;
        return h;
    }
    /// Returns: the rule whose lots, where the action names none, wait so long before they open.
    [[nodiscard]] constexpr by_hand pending(life wait) const noexcept {
        by_hand h = *this;
        h.wait_ = wait;
        h.waits_ = true;
        return h;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("by hand", action_);
        pool_ = what_ == hand::gives ? b.pool(pool_name_, false, decimals_) : b.existing_pool(pool_name_);
        b.require(decimals_ <= 4, errc::not_representable);
        b.require(life_.in == life::unit::endless || life_.length > 0, errc::lifetime_needed);
    }

    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        action const& done = *fact.did;
        if (done.what != action_named(action_)) return;
        if (done.amount < 0) return out.fail(errc::negative_amount);
        what_ == hand::gives ? give(done, d, out) : take(done, d, out);
    }

private:
    friend struct detail::teller;
    void give(action const& done, draft const& d, member_out& out) const {
        date const opens = waits_ ? wait_.end(d.day()) : d.day();
        lot_key const own{life_.end(opens), waits_ ? opens : date::min()};
        out.award(rule_, pool_, done.amount, done.lot_is_named ? done.lot : own);
        out.explain({done.amount, 0, rule_, reason_code::given_by_hand, 0});
    }
    void take(action const& done, draft const& d, member_out& out) const {
        std::int64_t const taken =
            done.lot_is_named ? out.take_from(posting_kind::claw, rule_, pool_, done.lot, done.amount)
                              : taken_of(done.amount, d, out);
        if (what_ == hand::demands && taken < done.amount) out.owe(rule_, pool_, done.amount - taken);
        out.explain({taken, done.amount, rule_, reason_code::taken_by_hand, 0});
    }
    [[nodiscard]] std::int64_t taken_of(std::int64_t amount, draft const& d, member_out& out) const {
        std::int64_t const there = std::min(amount, d.available(pool_));
        static_cast<void>(out.take_usable(posting_kind::claw, rule_, pool_, there));
        return there;
    }

    std::string_view action_;
    std::string_view pool_name_;
    hand what_;
    life life_ = endless;
    life wait_ = endless;
    bool waits_ = false;
    std::uint8_t decimals_ = 0;
    slot_place pool_{};
    rule_id rule_{};
};

}  // namespace tessera
