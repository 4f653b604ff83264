// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/facts/order.hpp>
#include <tessera/ledger/account.hpp>

/// Floor 3. Two accounts of one person became one: a fact of the one that stays, for whoever tells its past.

namespace tessera {

struct join_account {
    fact_head head{};
    member_id other{};                ///< whose account became part of the member's
    account const* leaves = nullptr;  ///< that account, as it was before
};

}  // namespace tessera
