// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/event.hpp>

#include "tool/history.hpp"
#include "tool/programs.hpp"

/// Part of the command-line tool. The facts that a member's story is told from: orders and returns of a file
/// of order lines, or events.

namespace tessera::tool {

/// A fact with the name that people know it by. Moving it is allowed, copying it is not.
struct told_fact {
    std::string id;  ///< of an order or return the order id of its lines; of an event its id
    member_id who{};
    document::stored_fact fact;
    bool added = false;    ///< it is none of the file's
    std::size_t line = 0;  ///< of a file of events, on which it stands; 0: none
};

/// All that is known of one member, and of others whose accounts become part of it.
struct member_facts {
    std::string file;    ///< for messages
    std::string member;  ///< as the file calls him
    member_id who{};
    std::vector<told_fact> all;  ///< by key
    date last_day = date::min();
    std::string_view text{};  ///< of a file of events, which lives elsewhere
};

/// Returns: what a member did, by a history: a return is one of the member's own latest orders of the article
///   as far as they explain it and the program takes returns by receipt, and one without a receipt else.
///   `spend`: with every order the member spends as much as the program allows.
/// Throws: `failure` with `bad_usage`, where the file knows no such member.
[[nodiscard]] member_facts facts_of(history const& of, std::string_view member, chosen_program const& by,
                                    bool spend);

/// Returns: the facts of a file of events, which is to live as long; a member is known by number.
/// Throws: `failure`: `bad_history` with all that is wrong with the events, `bad_usage` where they know no
///   such member.
[[nodiscard]] member_facts facts_of(std::string_view events, std::string file, std::string_view member);

/// Effects: puts a fact that somebody thinks of behind all others of its day, as a fact of the member.
void add_fact(member_facts& to, told_fact what, date day);

}  // namespace tessera::tool
