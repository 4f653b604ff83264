// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include <tessera/facts/past_fact.hpp>
#include <tessera/ledger/apply.hpp>
#include <tessera/ledger/difference.hpp>
#include <tessera/program/join.hpp>

/// Floor 5, opt-in. Late facts: what happened before facts that an account has taken in already, at a till
/// without a connection or in a message that was lost. The past is told again with the late fact in its
/// place, and what that changes is posted; the journal stays as it was.

namespace tessera {

/// A return that comes to another refund than the slice says.
struct retold_return {
    fact_id fact{};
    tessera::refund refunded{};
};

/// What a merge changes beside the account; the host stores it with the account.
struct merge_outcome {
    std::vector<receipt> receipts;  ///< newest images of those that the late fact or a later one touches
    tessera::refund refunded{};     ///< of later returns: what they come to now, less what they refunded
    std::vector<retold_return>
        returns;  ///< these, for their facts in the slice: what is settled stays settled

    void clear() noexcept {
        receipts.clear();
        refunded = {};
        returns.clear();
    }
};

namespace detail {

/// Effects: decides a fact of the past. What was charged stands.
/// Fails with: what `decide` and `join` fail with, and `no_rule_for_fact`.
template <class Program>
[[nodiscard]] result<void> decide_past(Program const& by, account const& of, past_fact const& past,
                                       decision& out) {
    auto const decided = [&](auto const& fact) -> result<void> {
        using fact_type = std::remove_cvref_t<decltype(fact)>;
        if constexpr (std::is_same_v<fact_type, order>)
            if (past.charged) return by.settle_again(of, fact, *past.charged, out);
        if constexpr (std::is_same_v<fact_type, capture> && requires { by.decide(of, fact, out); })
            if (past.captured != 0)
                return by.decide(of, fact_type{fact.head, fact.rule, fact.hold, past.captured, true}, out);
        if constexpr (std::is_same_v<fact_type, send_points> && requires { by.decide(of, fact, out); })
            if (past.sent) return by.decide(of, fact_type{fact.head, fact.rule, *past.sent, true}, out);
        if constexpr (std::is_same_v<fact_type, join_account>) {
            decision leaving;
            return join(by, *fact.leaves, of, fact.head, leaving, out);
        }
        constexpr bool without_rule = std::is_same_v<fact_type, receipt_return> && !Program::takes_receipts;
        if constexpr (!without_rule && requires { by.decide(of, fact, out); })
            return by.decide(of, fact, out);
        else
            return errc::no_rule_for_fact;
    };
    return std::visit(decided, past.what);
}

/// The past of a member, told from the horizon on.
template <class Program>
class retelling {
public:
    retelling(Program const& by, account const& base, std::span<past_fact const> slice, past_fact const& late,
              merge_outcome& also)
        : by_(by), told_(base), slice_(slice), late_(late), also_(also) {}

    /// Effects: tells the whole past; `out` is what the late fact comes to.
    [[nodiscard]] errc tell(decision& out) {
        std::size_t next = 0;
        for (; next < slice_.size() && key_of(slice_[next]) < key_of(late_); ++next)
            if (errc const failed = take(slice_[next], again_); failed != errc::ok) return failed;
        for (receipt_image& image : images_) image.touched = false;
        if (errc const failed = take(late_, out); failed != errc::ok) return failed;
        for (; next < slice_.size(); ++next) {
            if (errc const failed = take(slice_[next], again_); failed != errc::ok) return failed;
            add_refund(slice_[next].refunded);
            if (again_.refund != slice_[next].refunded)
                also_.returns.push_back({head_of(slice_[next].what).id, again_.refund});
        }
        for (receipt_image& image : images_) {
            if (image.paper.order == out.receipt.order) out.receipt = image.paper;
            if (image.touched) also_.receipts.push_back(std::move(image.paper));
        }
        out.priced.lines = out.receipt.lines.view();
        return errc::ok;
    }
    [[nodiscard]] account const& told() const noexcept { return told_; }

private:
    struct receipt_image {
        receipt paper;
        bool touched = true;
    };

    [[nodiscard]] static fact_key key_of(past_fact const& past) noexcept { return head_of(past.what).key; }

    [[nodiscard]] errc take(past_fact const& past, decision& out) {
        past_fact now = past;
        receipt const** const paper = paper_of(now.what);
        if (paper) *paper = &image_of(**paper);
        auto const decided = decide_past(by_, told_, now, out);
        if (!decided) return decided.error();
        if (paper) image_of(**paper) = out.receipt;
        if (std::holds_alternative<order>(now.what)) images_.push_back({out.receipt});
        if (paper) touch(*paper);
        return apply(told_, by_.chart(), out.as_entry());
    }

    /// Returns: where a fact names a receipt; null where it names none.
    [[nodiscard]] static receipt const** paper_of(any_fact& what) noexcept {
        if (auto* const goods = std::get_if<receipt_return>(&what)) return &goods->paper;
        auto* const given = std::get_if<compensate>(&what);
        return given ? &given->paper : nullptr;
    }
    /// Returns: the image of the receipt as it stands at this point of the past: that of its order, told
    ///   before; or, of an order before the horizon, the oldest image that a fact names.
    [[nodiscard]] receipt& image_of(receipt const& named) {
        fact_id const id = named.order;
        for (receipt_image& image : images_)
            if (image.paper.order == id) return image.paper;
        receipt const* oldest = &named;
        auto const look_at = [&](past_fact past) {
            receipt const* const* const paper = paper_of(past.what);
            if (paper && (*paper)->order == id && (*paper)->returns < oldest->returns) oldest = *paper;
        };
        for (past_fact const& past : slice_) look_at(past);
        look_at(late_);
        images_.push_back({*oldest});
        return images_.back().paper;
    }
    void touch(receipt const* paper) noexcept {
        for (receipt_image& image : images_) image.touched |= &image.paper == paper;
    }
    void add_refund(refund const& recorded) noexcept {
        also_.refunded.money_minor += again_.refund.money_minor - recorded.money_minor;
        also_.refunded.stored_minor += again_.refund.stored_minor - recorded.stored_minor;
        also_.refunded.withheld_minor += again_.refund.withheld_minor - recorded.withheld_minor;
    }

    Program const& by_;
    account told_;
    std::span<past_fact const> slice_;
    past_fact const& late_;
    merge_outcome& also_;
    decision again_;
    std::vector<receipt_image> images_;
};

/// Returns: whether the slice is what lies between the horizon and the account's last fact.
[[nodiscard]] inline bool whole_slice(account const& base, std::span<past_fact const> slice,
                                      account const& current) noexcept {
    fact_key last = base.frontier();
    for (past_fact const& past : slice) {
        fact_key const key = head_of(past.what).key;
        if (key <= last) return false;
        last = key;
    }
    return last == current.frontier();
}

}  // namespace detail

/// Effects: decides a fact wherever it belongs in time. One behind the account's frontier is merged: the past
///   since `base`, the account at the horizon, is told again with the fact in its place, and `out` holds the
///   postings that lead from `current` to the account so reached, with the price, the reasons and the receipt
///   of the fact itself. Prices, redemptions, points sent and accounts joined of the slice stay; what of them
///   the member no longer had in this order of things is owed. One after the frontier is decided as ever, one
///   of the slice is a repeat. The account reached does not depend on the order in which facts arrive.
/// Fails with: `behind_horizon`, `fact_differs`, `broken_history`, `no_rule_for_fact`, and what `decide`
///   and `join` fail with for the fact or, with it in place, for a later one; then nothing has changed.
/// Preconditions: the slice holds the facts after `base` in the order of their keys, the last one the
///   account's; a return by its receipt names the image that it was decided on.
/// Complexity: that of deciding the slice again; allocates.
/// Tested by: tests/program/merge.test.cpp.
template <class Program>
[[nodiscard]] result<void> merge(Program const& by, account const& base, std::span<past_fact const> slice,
                                 past_fact const& late, account const& current, decision& out,
                                 merge_outcome& also) {
    fact_head const head = head_of(late.what);
    auto const fail = [&](errc why) {
        out.clear();
        out.key = {instant::min(), 0};
        also.clear();
        return result<void>(why);
    };
    also.clear();
    if (!detail::whole_slice(base, slice, current)) return fail(errc::broken_history);
    for (past_fact const& past : slice) {
        fact_head const known = head_of(past.what);
        if (known.id != head.id && known.key != head.key) continue;
        if (!same_fact(past.what, late.what)) return fail(errc::fact_differs);
        out.clear();
        out.fact = head.id;
        out.key = head.key;
        out.how = outcome::repeat;
        return {};
    }
    if (head.key <= base.frontier()) return fail(errc::behind_horizon);
    if (current.frontier() < head.key) return detail::decide_past(by, current, late, out);
    detail::retelling<Program> past(by, base, slice, late, also);
    if (errc const failed = past.tell(out); failed != errc::ok) return fail(failed);
    out.saw = current.version();
    out.how = outcome::merged;
    out.postings.clear();
    errc const failed = post_difference(current, past.told(), by.chart(), out.postings);
    return failed == errc::ok ? result<void>() : fail(failed);
}

}  // namespace tessera
