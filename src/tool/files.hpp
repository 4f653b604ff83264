// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Part of the command-line tool. Files for machines: members and summary. Written all or none: each under
/// another name first, then renamed, so that nobody ever reads half a file.

namespace tessera::tool {

struct history;
struct replay_result;

/// Returns: one row a member, sorted by member_id byte by byte.
[[nodiscard]] std::string members_csv(history const& of, replay_result const& got);

/// Returns: totals and rates as JSON. Amounts, points and rates are texts, because they are exact; counts are
///   numbers.
[[nodiscard]] std::string summary_json(history const& of, replay_result const& got);

/// A file to be written.
struct output {
    std::string path;
    std::string_view text;
};

/// Effects: refuses, before any work is done, what would destroy something: the input, or one output by
/// another. Throws: `failure` with `bad_usage`.
void check_paths(std::string const& input, std::vector<std::string> const& outputs);

/// Effects: writes all of them. What is no regular file, such as a pipe, is written to as it is, and what is
///   open already, such as /dev/stdout, gets the text behind what it holds.
/// Throws: `failure` with `no_file`; then no regular file has changed, but where the file system refuses to
///   rename one after it has renamed another.
void write_all(std::vector<output> const& outputs);

}  // namespace tessera::tool
