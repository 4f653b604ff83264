// SPDX-License-Identifier: BSL-1.0
#include "tool/verify.hpp"

#include <string>

#include <tessera/ledger/apply.hpp>
#include <tessera/ledger/canonical.hpp>
#include <tessera/ledger/statement.hpp>

#include "tool/failure.hpp"
#include "tool/shown.hpp"

namespace tessera::tool {

namespace {

[[noreturn]] void disagree(std::string_view member, std::string const& what) {
    throw failure(exit_status::not_verified, "member " + shown(member) + ": " + what);
}

std::vector<std::uint8_t> bytes_of(account const& of, chart slots) {
    canonical_bytes out;
    encode(out, of, slots);
    return out.bytes();
}

}  // namespace

void proof::add(entry const& what, account const& kept, chart slots, date day, std::string_view member) {
    if (auto const folded = apply(folded_, slots, what); folded != errc::ok)
        disagree(member, "the journal cannot be folded: " + std::string(message(folded)));
    if (bytes_of(folded_, slots) != bytes_of(kept, slots))
        disagree(member, "the folded journal is another account");
    sides_.resize(slots.size());
    for (posting const& p : what.postings) {
        legs const moved = legs_of(p.kind);
        sides& sum = sides_[p.slot.value];
        sum.lots += moved.to == side::member ? p.amount : moved.from == side::member ? -p.amount : 0;
        sum.debt += moved.from == side::debt ? p.amount : moved.to == side::debt ? -p.amount : 0;
    }
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot_id const pool{static_cast<std::uint16_t>(i)};
        if (slots[pool].kind == slot_kind::pool) check_pool(kept, slots, pool, day, member);
    }
}

void proof::check_pool(account const& kept, chart slots, slot_id pool, date day,
                       std::string_view member) const {
    int128 stored = 0;
    row<posting> none;
    draft const seen(kept, slots, day, none);
    slot_place const place = slots.place(pool);
    auto const add = [&](lot const& l) {
        if (l.amount < 0) disagree(member, "a lot is below zero");
        stored += l.amount;
        return true;
    };
    balance const now = balance_of(kept, slots, pool, day);
    if (place.lasting)
        add({{}, now.available});
    else
        seen.for_each_stored_lot(place, add);
    sides const& journaled = sides_[pool.value];
    if (journaled.lots != stored) disagree(member, "the sides of the journal do not add up to the lots");
    if (journaled.debt != now.debt) disagree(member, "the sides of the journal do not add up to the debt");
    if (now.debt > 0 && now.available > 0) disagree(member, "there is a debt beside what could pay it");
}

}  // namespace tessera::tool
