// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tool/history.hpp"
#include "tool/programs.hpp"

/// Part of the command-line tool. A history run through a program, order by order, as a host would have
/// done it: each fact is decided on the member's account and applied to it.

namespace tessera::tool {

/// What became of one member, as of the file's last day. Amounts in minor units of the file's currency.
struct member_result {
    std::uint64_t orders = 0;   ///< order facts
    std::uint64_t returns = 0;  ///< order ids of which something came back
    int128 bought = 0;          ///< list amounts of the orders
    int128 returned = 0;        ///< list amounts of the returns
    int128 matched = 0;         ///< of them, what earlier orders explain
    int128 reported = 0;        ///< returned beside them at list: no order explains it, and nothing followed
    int128 discount = 0;        ///< given on orders
    int128 undone = 0;          ///< of it, for goods that came back: that of their order; where no order
                                ///< explains them the member price in force when they came
    int128 paid_with_points = 0;  ///< less what came back of it
    std::int64_t points = 0;      ///< available less debt
    std::int64_t credit = 0;      ///< of the ladder: available less debt

    [[nodiscard]] int128 net() const noexcept { return bought - returned; }
};

/// All that was ever moved in a pool of points or credit, over all members.
struct pool_flow {
    int128 issued = 0;      ///< awards, those that paid a debt included
    int128 taken_back = 0;  ///< by returns, debts incurred included
    int128 redeemed = 0;
    int128 restored = 0;   ///< of the redeemed, by returns
    int128 expired = 0;    ///< by the file's last day
    int128 available = 0;  ///< on the file's last day, with what waits or is kept back
    int128 debt = 0;
};

/// One step of the ladder, over all members.
struct step_result {
    std::int64_t at = 0;
    std::int64_t award = 0;
    std::uint64_t reached = 0;  ///< times
    std::uint64_t lost = 0;     ///< times, by returns
};

/// A day in a member's story.
struct story_event {
    enum class what : std::uint8_t { level_reached, level_fallen, step_reached, step_lost };
    std::uint32_t member = 0;
    date day{};
    what happened{};
    std::uint8_t which = 0;  ///< the new level, or the place of the step
    std::uint8_t group = 0;  ///< of a level: the place of its group
};

struct replay_result {
    std::string program;
    std::vector<tier_group> groups;
    std::vector<std::vector<std::uint8_t>> levels;  ///< by group, then member as in the history; 0 is none
    std::vector<step_result> steps;
    bool has_points = false;
    unsigned points_digits = 0;
    point_value worth{};  ///< of the points; no money where nothing redeems them
    bool spends_points = false;
    bool matches = false;       ///< returns to earlier orders
    bool only_reports = false;  ///< those that none explains
    pool_flow points;
    pool_flow credit;
    std::vector<member_result> members;  ///< as in the history
    std::vector<story_event> story;      ///< in the order of the facts
    std::string journal;                 ///< as CSV, where asked for
    std::string books;                   ///< the roll-forward as CSV, where asked for
    std::uint64_t facts = 0;
    std::uint64_t postings = 0;
    bool verified = false;

    /// Returns: the tier of a member in the first group; `none` where it is none.
    [[nodiscard]] std::string_view tier_of(std::size_t member, std::string_view none) const {
        return groups.empty() ? none : groups[0].at(levels[0][member], none);
    }
};

/// Which return belongs to which order.
enum class matching : std::uint8_t {
    as_program,  ///< by receipts, where the program has a rule for them
    receipts,    ///< the member's own latest earlier purchases of the same article
    none,        ///< every return is one without a receipt
};

struct replaying {
    bool keep_journal = false;
    bool verify = false;  ///< after every fact fold the member's journal without the program and compare
    progress tell = {};
    matching match = matching::as_program;
    bool keep_books = false;    ///< a roll-forward by month
    bool only_reports = false;  ///< goods that no order explains are counted, and nothing follows
    bool spend = false;         ///< members spend, with every order, as much as the program allows
};

/// Returns: what the program makes of the history.
/// Throws: `failure`: `bad_usage` where the program knows no receipts and they are asked for, `bad_history`
///   where an amount leaves 64 bits, `not_verified` where journals, accounts and totals disagree.
[[nodiscard]] replay_result replay(history const& of, chosen_program const& by, replaying const& how);

}  // namespace tessera::tool
