// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <variant>

#include <tessera/facts/action.hpp>
#include <tessera/facts/claim.hpp>
#include <tessera/facts/compensate.hpp>
#include <tessera/facts/hold.hpp>
#include <tessera/facts/join_account.hpp>
#include <tessera/facts/returned.hpp>
#include <tessera/facts/transfer.hpp>
#include <tessera/ledger/canonical.hpp>

/// Floor 3, opt-in. Facts of a member's past, whatever their kind, with what is settled of them for good.

namespace tessera {

using any_fact = std::variant<order, item_return, receipt_return, order_progress, day_passes, action, reserve,
                              capture, release, claim, send_points, receive_points, join_account, compensate>;

/// A fact that has happened. Prices once charged and points once spent or sent are facts, too.
struct past_fact {
    any_fact what;
    receipt const* charged = nullptr;    ///< of an order: any image of its receipt, or none: not yet decided
    tessera::refund refunded{};          ///< of a return: what its decision refunded
    std::int64_t captured = 0;           ///< of a capture that was granted: the points it took
    std::optional<std::int64_t> sent{};  ///< of `send_points`: how many went; none: not yet decided
};

[[nodiscard]] inline fact_head const& head_of(any_fact const& what) noexcept {
    return std::visit([](auto const& fact) -> fact_head const& { return fact.head; }, what);
}

namespace detail {

inline void encode(canonical_bytes& out, fact_head const& head) {
    out.number(head.id.value);
    out.number(head.key.at.seconds);
    out.number(head.key.sequence);
    out.day(head.day);
    out.day(head.joined);
}
inline void encode(canonical_bytes& out, std::span<line const> lines) {
    out.number(lines.size());
    for (line const& l : lines) {
        out.number(l.sku.value);
        out.number(l.category.value);
        out.number(l.tags);
        out.number(l.number, 4);
        out.number(l.quantity, 4);
        out.number(l.list_minor);
        out.number(l.promotion_minor);
        out.number(l.tax_minor);
    }
}
inline void encode(canonical_bytes& out, order const& what) {
    encode(out, what.what.lines);
    out.number(what.what.shipping_minor);
    out.number(what.wishes.size());
    for (redemption_wish const& wish : what.wishes) {
        out.number(wish.rule.value, 4);
        out.number(wish.points);
        out.number(wish.hold.value);
    }
    out.number(what.stored_value_minor);
    out.number(what.tags);
}
inline void encode(canonical_bytes& out, item_return const& what) { encode(out, what.lines); }
inline void encode(canonical_bytes& out, receipt_return const& what) {
    out.number(what.paper->order.value);
    out.number(what.lines.size());
    for (returned_line const& l : what.lines) {
        out.number(l.number, 4);
        out.number(l.quantity, 4);
        out.number(l.list_minor);
    }
    out.number(what.gifts ? std::uint64_t{1} : 0, 1);
}
inline void encode(canonical_bytes& out, order_progress const& what) {
    out.number(what.of.value);
    out.number(static_cast<std::uint64_t>(what.reached), 1);
}
inline void encode(canonical_bytes&, day_passes const&) {}
inline void encode(canonical_bytes& out, rule_id rule, hold_id hold, std::int64_t points) {
    out.number(rule.value, 4);
    out.number(hold.value);
    out.number(points);
}
inline void encode(canonical_bytes& out, reserve const& what) {
    encode(out, what.rule, what.hold, what.points);
    out.number(what.until.seconds);
}
inline void encode(canonical_bytes& out, capture const& what) {
    encode(out, what.rule, what.hold, what.points);
}
inline void encode(canonical_bytes& out, release const& what) { encode(out, what.rule, what.hold, 0); }
inline void encode(canonical_bytes& out, claim const& what) {
    out.number(what.rule.value, 4);
    out.number(what.times);
    out.number(what.tags);
}
inline void encode(canonical_bytes& out, send_points const& what) {
    out.number(what.rule.value, 4);
    out.number(what.points);
}
inline void encode(canonical_bytes& out, receive_points const& what) {
    out.number(what.rule.value, 4);
    out.number(what.lots.size());
    for (lot const& l : what.lots) encode(out, l);
}
inline void encode(canonical_bytes& out, join_account const& what) { out.number(what.other.value); }
inline void encode(canonical_bytes& out, compensate const& what) {
    out.number(what.rule.value, 4);
    out.number(what.paper->order.value);
    out.number(what.number, 4);
    out.number(what.wish_minor);
}
inline void encode(canonical_bytes& out, action const& what) {
    out.number(what.what.value);
    out.number(what.claim);
    out.number(what.amount);
    encode(out, lot{what.lot, 0});
    out.number(what.lot_is_named ? std::uint64_t{1} : 0, 1);
    out.day(what.until);
    out.day(what.born);
    out.number(what.order.value);
}

}  // namespace detail

/// Effects: writes what the host said of the fact: of a return by its receipt the order, and not the image;
///   of a compensation too; of a capture and of points sent not whether it was granted; of a join the member,
///   and not the account.
inline void encode(canonical_bytes& out, any_fact const& what) {
    out.number(what.index(), 1);
    detail::encode(out, head_of(what));
    std::visit([&](auto const& fact) { detail::encode(out, fact); }, what);
}

/// Returns: whether both say the same. Complexity: linear in lines; allocates.
[[nodiscard]] inline bool same_fact(any_fact const& one, any_fact const& other) {
    canonical_bytes a, b;
    encode(a, one);
    encode(b, other);
    return a.bytes() == b.bytes();
}

}  // namespace tessera
