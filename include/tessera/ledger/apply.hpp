// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/ledger/fold.hpp>

/// Floor 2. The one way to change an account: `apply` takes a whole entry, all or nothing. It is the commit
/// of a decision and the replay of a journal alike, and answers a bad entry with an error, whoever wrote it.

namespace tessera {
namespace detail {

TESSERA_COLD inline void set_levels(folder fold, posting const* first, posting const* last) {
    for (posting const* p = first; p != last; ++p)
        if (p->kind == posting_kind::status) fold.set_level(*p);
}

TESSERA_COLD inline void undo(folder fold, posting const* first, posting const* last) {
    while (last != first) fold.backward(*--last);
}

/// Effects: what `apply` does once the entry is known to be the account's next one.
[[nodiscard]] TESSERA_INLINE errc fold_next(account& target, chart slots, fact_key key, posting const* first,
                                            posting const* last, memory_resource& from) {
    bool levels_move = false;
    folder fold(target, slots, first, from, levels_move);
    for (posting const* p = first; p != last; ++p) {
        errc const failed = fold.forward(*p);
        if (failed != errc::ok) [[unlikely]] {
            undo(fold, first, p);
            return failed;
        }
    }
    if (levels_move) set_levels(fold, first, last);
    fold.advance(key);
    return errc::ok;
}

}  // namespace detail

/// Effects: carries out all postings of `what`, moves the frontier to its fact and counts the version up; or
///   changes nothing at all. An entry that merges a late fact leaves the frontier where it is.
/// Returns: `errc::ok`, or why not: `behind_frontier` (also for a repeat), `version_moved`, `unknown_slot`,
///   `bad_posting`, `overdrawn`, `overflow`.
/// Complexity: linear in postings; each is constant but for the search in lots and buckets of its slot.
///   Allocates from `from` only when lots or buckets outgrow their room.
/// Tested by: tests/ledger/apply.test.cpp, tests/ledger/apply_property.test.cpp.
[[nodiscard]] TESSERA_INLINE errc apply(account& target, chart slots, entry const& what,
                                        memory_resource& from = heap()) {
    if (what.key <= target.frontier() && !what.merges) return errc::behind_frontier;
    if (what.saw != target.version()) return errc::version_moved;
    return detail::fold_next(target, slots, std::max(what.key, target.frontier()), what.postings.data(),
                             what.postings.data() + what.postings.size(), from);
}

}  // namespace tessera
