// SPDX-License-Identifier: BSL-1.0
#include "tool/verify.hpp"

#include <string>
#include <vector>

#include <tessera/core/wide.hpp>
#include <tessera/ledger/canonical.hpp>
#include <tessera/ledger/statement.hpp>

#include "tool/failure.hpp"
#include "tool/order_lines.hpp"

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

/// What the journal alone says about a pool.
struct sides {
    int128 lots = 0;
    int128 debt = 0;
};

sides sides_of(journal const& entries, slot_id pool) {
    sides sum;
    for (std::size_t i = 0; i < entries.size(); ++i)
        for (posting const& p : entries[i].postings) {
            if (p.slot != pool) continue;
            legs const moved = legs_of(p.kind);
            sum.lots += moved.to == side::member ? p.amount : moved.from == side::member ? -p.amount : 0;
            sum.debt += moved.from == side::debt ? p.amount : moved.to == side::debt ? -p.amount : 0;
        }
    return sum;
}

}  // namespace

void verify(account const& kept, chart slots, journal const& entries, std::string_view member) {
    auto const folded = fold(entries, slots);
    if (!folded) disagree(member, "the journal cannot be folded: " + std::string(message(folded.error())));
    if (bytes_of(*folded, slots) != bytes_of(kept, slots))
        disagree(member, "the folded journal is another account");
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot_id const pool{static_cast<std::uint16_t>(i)};
        if (slots[pool].kind != slot_kind::pool) continue;
        sides const journaled = sides_of(entries, pool);
        // Before all days nothing has ended: what lies there now is every lot of the account.
        balance const stored = balance_of(kept, slots, pool, date::min());
        if (journaled.lots != stored.available)
            disagree(member, "the sides of the journal do not add up to the lots");
        if (journaled.debt != stored.debt)
            disagree(member, "the sides of the journal do not add up to the debt");
    }
}

}  // namespace tessera::tool
