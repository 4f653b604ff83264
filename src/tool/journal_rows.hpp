// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/naming.hpp>
#include <tessera/ledger/posting.hpp>

#include "tool/history.hpp"
#include "tool/programs.hpp"

/// Part of the command-line tool. The journal as CSV, one row a posting.

namespace tessera::tool {

class journal_rows {
public:
    journal_rows(chosen_program const& by, history const& of) : names_(by.rules), of_(of) {}

    /// Effects: adds the rows of a fact, which is an `order`, a `return` or a `matched return`.
    void append(past_order const& order, std::string_view fact, entry const& what);
    /// Returns: the whole file; the header alone where nothing was posted.
    [[nodiscard]] std::string take();

private:
    void append_amount(posting const& p);

    document::names names_;
    history const& of_;
    std::string rows_;
};

}  // namespace tessera::tool
