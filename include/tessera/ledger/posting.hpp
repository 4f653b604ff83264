// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <type_traits>

#include <tessera/calendar/date.hpp>
#include <tessera/calendar/instant.hpp>
#include <tessera/core/ids.hpp>

/// Floor 2. Postings, the immutable lines of a member's journal, and the entry that holds those of one
/// decision. There are two families. A *transfer* moves value between two named sides, fixed by its kind:
/// that nothing appears or vanishes is construction. A *note* adds to a measure, at once or from a later
/// day on, raises a peak, sets a level, forgets what time has ended, names a hold or a day, excuses what
/// expired; it has no sides.

namespace tessera {

/// What a posting does. The numbers are stable: they stand in journals.
enum class posting_kind : std::uint8_t {
    issue = 1,       ///< transfer: program -> member, a new or fuller lot
    redeem = 2,      ///< transfer: member -> redeemed
    expire = 3,      ///< transfer: member -> expired
    claw = 4,        ///< transfer: member -> clawed back
    owe = 5,         ///< transfer: debt -> clawed back: what the member no longer had
    repay = 6,       ///< transfer: program -> debt: an award that pays what is owed
    restore = 7,     ///< transfer: redeemed -> member: what was spent on goods that came back
    reserve = 8,     ///< transfer: member -> reserved, under the hold named before it
    release = 9,     ///< transfer: reserved -> member
    capture = 10,    ///< transfer: reserved -> redeemed
    send = 11,       ///< transfer: member -> elsewhere: to another lot, another member, or by correction
    receive = 12,    ///< transfer: elsewhere -> member
    forgive = 13,    ///< transfer: forgiven -> debt: the program waives what is owed
    pay = 14,        ///< transfer: member -> debt: value that came back pays what is owed
    overspend = 15,  ///< transfer: debt -> redeemed: spent, and the member no longer had it
    take_over = 16,  ///< transfer: debt -> elsewhere: a debt of another member, or by correction
    hand_over = 17,  ///< transfer: elsewhere -> debt: the same, the other way round

    tally = 32,     ///< note: adds to a sum or a remainder
    raise = 33,     ///< note: lifts a peak
    forget = 34,    ///< note: takes a bucket out of a sum or peak whose time is over, or lowers a peak
    status = 35,    ///< note: sets the level of a group of tiers
    hold = 36,      ///< note: names the hold (`tag`) and its end (`amount`, seconds) of what follows it
    excuse = 37,    ///< note: counts a part of a remembered expired lot as paid back
    postpone = 38,  ///< note: adds to what of a measure counts only from `opens` on
    on_day = 39,    ///< note: names the day (`opens`) on which what follows it took effect
};

/// The sides of a transfer.
enum class side : std::uint8_t {
    none,
    issued,
    member,
    reserved,
    redeemed,
    expired,
    clawed_back,
    debt,
    forgiven,
    elsewhere,
};

struct legs {
    side from = side::none;
    side to = side::none;
};

/// Returns: the two sides a kind moves value between; `none` twice for a note.
[[nodiscard]] constexpr legs legs_of(posting_kind kind) noexcept {
    switch (kind) {
        case posting_kind::issue: return {side::issued, side::member};
        case posting_kind::redeem: return {side::member, side::redeemed};
        case posting_kind::expire: return {side::member, side::expired};
        case posting_kind::claw: return {side::member, side::clawed_back};
        case posting_kind::owe: return {side::debt, side::clawed_back};
        case posting_kind::repay: return {side::issued, side::debt};
        case posting_kind::restore: return {side::redeemed, side::member};
        case posting_kind::reserve: return {side::member, side::reserved};
        case posting_kind::release: return {side::reserved, side::member};
        case posting_kind::capture: return {side::reserved, side::redeemed};
        case posting_kind::send: return {side::member, side::elsewhere};
        case posting_kind::receive: return {side::elsewhere, side::member};
        case posting_kind::forgive: return {side::forgiven, side::debt};
        case posting_kind::pay: return {side::member, side::debt};
        case posting_kind::overspend: return {side::debt, side::redeemed};
        case posting_kind::take_over: return {side::debt, side::elsewhere};
        case posting_kind::hand_over: return {side::elsewhere, side::debt};
        case posting_kind::tally:
        case posting_kind::raise:
        case posting_kind::forget:
        case posting_kind::status:
        case posting_kind::hold:
        case posting_kind::excuse:
        case posting_kind::postpone:
        case posting_kind::on_day: break;
    }
    return {};
}

[[nodiscard]] constexpr bool is_transfer(posting_kind kind) noexcept {
    return legs_of(kind).from != side::none;
}

/// One line of the journal, 32 bytes without padding. Its id is (fact of the entry, place in the entry).
struct posting {
    std::int64_t amount = 0;       ///< in the slot's unit; above zero in a transfer
    date expires = date::never();  ///< of the lot or the bucket: the first day it no longer counts
    date opens = date::min();  ///< of a lot: the first day it can be used; of what is postponed: it counts
    std::uint64_t tag = 0;     ///< what else tells lots apart; 0 unless the program says so
    rule_id rule{};            ///< the rule that caused it
    slot_id slot{};
    posting_kind kind = posting_kind::tally;
    std::uint8_t level = 0;  ///< of a status
    friend constexpr bool operator==(posting const&, posting const&) noexcept = default;
};
static_assert(sizeof(posting) == 32 && std::has_unique_object_representations_v<posting>);

/// A fact's place in time, given once by the host with the fact, unique for a member. The sequence is the
/// host's (a file position, a register's counter): two facts of one second are normal.
struct fact_key {
    instant at{};
    std::uint64_t sequence = 0;
    friend constexpr auto operator<=>(fact_key const&, fact_key const&) noexcept = default;
};

/// The postings of one decision with what is true of all of them. A journal is a row of entries.
struct entry {
    fact_id fact{};
    fact_key key{};
    account_version saw{};  ///< version of the account the decision was made for
    program_version program{};
    std::span<posting const> postings;
    bool merges = false;  ///< a late fact: it stands before facts that are applied already
};

}  // namespace tessera
