// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <tessera/document/problem.hpp>

#include "tool/shown.hpp"

/// Part of the command-line tool. What ends a run: a sentence for people and the exit status that goes with
/// it.

namespace tessera::tool {

/// The numbers are documented in docs/reference: replay.md, check.md, explain.md. They are never reused.
enum class exit_status {
    done = 0,
    bad_history = 1,   ///< the order lines cannot be replayed
    bad_usage = 2,     ///< the command line asks for what is not there
    no_file = 3,       ///< a file cannot be read or written, nor standard output written
    not_verified = 4,  ///< journals, accounts and totals disagree: a bug of ours
    bad_document = 5,  ///< a program cannot be made, or says what it cannot do
};

class failure : public std::runtime_error {
public:
    failure(exit_status why, std::string const& sentence) : std::runtime_error(sentence), status_(why) {}
    [[nodiscard]] exit_status status() const noexcept { return status_; }

private:
    exit_status status_;
};

/// Returns: the failure of what asks for something that is not there, with what would be right.
[[nodiscard]] inline failure bad_usage(std::string const& what, std::string const& remedy) {
    return {exit_status::bad_usage, what + "\n  remedy: " + remedy};
}

/// Returns: the failure of a document, with all that is wrong with it.
[[nodiscard]] inline failure bad_text(exit_status why, std::span<document::problem const> problems,
                                      std::string_view file) {
    std::string all;
    for (document::problem const& p : problems)
        all += (all.empty() ? "" : "\n") + to_text(p, shown_file(file));
    return {why, all};
}

}  // namespace tessera::tool
