// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>
#include <vector>

#include <tessera/core/wide.hpp>
#include <tessera/ledger/account.hpp>
#include <tessera/ledger/posting.hpp>

/// Part of the command-line tool. The proof that a journal is enough: an account without its program.

namespace tessera::tool {

/// A member's journal folded beside the account, entry by entry, without the program that wrote it.
class proof {
public:
    /// Effects: folds the entry, and checks what holds after every fact:
    ///   - the folded account and the one kept are the same canonical bytes;
    ///   - of every pool, what came to the member less what went (issued and restored; redeemed, expired,
    ///     clawed back and paid on a debt) is what its lots hold, and the same of what is owed;
    ///   - no lot is below zero, and nobody owes a pool while something in it can be spent.
    /// Throws: `failure` with `not_verified`.
    void add(entry const& what, account const& kept, chart slots, date day, std::string_view member);

private:
    /// What the journal alone says about a pool.
    struct sides {
        int128 lots = 0;
        int128 debt = 0;
    };

    void check_pool(account const& kept, chart slots, slot_id pool, date day, std::string_view member) const;

    account folded_;
    std::vector<sides> sides_;  // by slot
};

}  // namespace tessera::tool
