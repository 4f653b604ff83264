// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/giveaway.hpp>

/// Part of the command-line tool. What programs can hand back at most, as text and as JSON. What counts is in
/// docs/reference/giveaway.md.

namespace tessera::tool {

/// A program and the bound of each of its versions.
struct bounded_file {
    std::string name;
    currency money{};
    std::vector<document::giveaway> versions;
    std::vector<std::string> names;  ///< that can be said to be worth something
};

/// Returns: the share that a text spells: `12%`, `0.12`. Throws: `failure` with `bad_usage`.
[[nodiscard]] cpp_rational share_from(std::string const& text);

/// Returns: the terms that words spell: `mug=3.50`, amounts; empty for what is not said.
/// Throws: `failure` with `bad_usage`.
[[nodiscard]] document::giveaway_terms terms_from(std::vector<std::string> const& worth,
                                                  std::string const& least_order,
                                                  std::string const& most_spent);

/// Returns: the bounds of a document's text. Throws: `failure` with `bad_document`.
[[nodiscard]] bounded_file bound_text(std::string name, std::string_view text,
                                      document::giveaway_terms const& terms);
/// Returns: the same for a file, or for standard input where the path is `-`.
/// Throws: that, and `failure` with `no_file`.
[[nodiscard]] bounded_file bound_file(std::string const& path, document::giveaway_terms const& terms);

/// Returns: the same for all files. Throws: that, and `failure` with `bad_usage` where no program knows
///   a name that the terms say the worth of.
[[nodiscard]] std::vector<bounded_file> bound_files(std::vector<std::string> const& paths,
                                                    document::giveaway_terms const& terms);

/// Returns: whether every version is within the limit.
[[nodiscard]] bool are_within(std::vector<bounded_file> const& files, cpp_rational const& limit);

/// Returns: each version's share, its parts, what stands beside it, and the witness; and how the share stands
///   to the limit, where there is one, with the rounding that is no part of it. Shares are rounded up.
[[nodiscard]] std::string readable(std::vector<bounded_file> const& files,
                                   std::optional<cpp_rational> const& limit);
/// Returns: a JSON array with an object for each version; figures are exact fractions.
[[nodiscard]] std::string json_of(std::vector<bounded_file> const& files,
                                  std::optional<cpp_rational> const& limit);

}  // namespace tessera::tool
