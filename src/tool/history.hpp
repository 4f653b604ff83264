// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/calendar/text.hpp>
#include <tessera/core/wide.hpp>
#include <tessera/facts/line.hpp>

#include "tool/order_lines.hpp"

/// Part of the command-line tool. The facts of a file of order lines, ready to be replayed. The rules of
/// reading are those of docs/reference/replay.md.

namespace tessera::tool {

/// One order id of the file. What came back (amounts below zero) and what was bought stand apart: they are
/// two facts, the return first.
struct past_order {
    std::string_view id;
    std::uint32_t member = 0;    ///< place in `history::members`
    local_time at{};             ///< of its first line
    std::size_t first_line = 0;  ///< of the file
    std::span<line const> returned;
    std::span<line const> bought;
};

/// What the file holds, counted while it was read.
struct file_totals {
    std::uint64_t lines = 0;            ///< good ones
    int128 net_minor = 0;               ///< of all of them
    std::uint64_t anonymous_lines = 0;  ///< without customer, left out
    std::uint64_t anonymous_orders = 0;
    int128 anonymous_minor = 0;
    date first_day = date::never();
    date last_day = date::min();
};

struct history {
    std::string name;                 ///< of the file, for messages
    std::vector<char> text;           ///< what all the texts are views of
    currency money{{'X', 'X', 'X'}};  ///< of the first line; ISO 4217's "no currency" where there is none
    std::vector<std::string_view> members;  ///< in the order of their first lines
    std::vector<past_order> orders;         ///< those of members, in the order of their first lines
    std::vector<line> lines;                ///< what the orders view
    std::vector<bad_line> skipped;
    file_totals totals;

    history() = default;
    history(history&&) = default;
    history& operator=(history&&) = default;
};

/// Called now and then with how much is done, in parts of `whole`.
using progress = std::function<void(std::string_view what, std::uint64_t done, std::uint64_t whole)>;

struct reading {
    bool skip_bad = false;
    progress tell = {};
};

/// Returns: the history that the text spells. `name` stands for the file in messages.
/// Throws: `failure` with `bad_history`: for a wrong header, and for the first bad line unless those are
/// skipped; for one that nobody can know the end of, always.
[[nodiscard]] history read_history(std::vector<char> text, std::string name, reading const& how);

/// Returns: all bytes of a file; of standard input for `-`. Throws: `failure` with `no_file`.
[[nodiscard]] std::vector<char> read_file(std::string const& path);

}  // namespace tessera::tool
