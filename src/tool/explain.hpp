// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <vector>

#include "tool/what_if.hpp"

/// Part of the command-line tool. `tessera explain`: a member's story, or what a change would make of it. The
/// rules are those of docs/reference/explain.md.

namespace tessera::tool {

/// What is asked, as it was said; empty where nothing was.
struct explaining {
    std::string orders;   ///< a file of order lines
    std::string facts;    ///< or one of events
    std::string journal;  ///< or a member's journal
    std::string program = "seed-shop";
    std::string member;
    std::string fact;     ///< this one alone
    std::string posting;  ///< `FACT:PLACE`: this one alone
    std::string as_of;    ///< a day; else the file's last one
    std::string lang = "en";
    std::vector<supposed> what_if;  ///< in the order given
    bool json = false;
    bool spend = false;     ///< members spend, with every order, as much as the program allows
    bool skip_bad = false;  ///< bad lines of orders are left out
};

/// Returns: what is to be printed.
/// Throws: `failure`: `bad_usage`, `no_file`, `bad_history`, `bad_document`.
[[nodiscard]] std::string explain(explaining const& asked);

}  // namespace tessera::tool
