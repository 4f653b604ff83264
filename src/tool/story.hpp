// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/explain.hpp>
#include <tessera/document/journal.hpp>

#include "tool/member_facts.hpp"
#include "tool/what_if.hpp"

/// Part of the command-line tool. A member's story: what a program decided of each fact, told in words. The
/// rules are those of docs/reference/explain.md.

namespace tessera::tool {

/// One fact, and what the program made of it.
struct chapter {
    std::string id;      ///< of the fact
    std::string header;  ///< when it was, what it was, and what it came to
    std::string kind;    ///< the word of the format
    std::string at;
    std::vector<document::sentence> says;
    std::vector<document::sentence> postings;  ///< by place
    bool added = false;
};

/// What a member was on a day, and what it took.
struct story {
    std::string member;
    std::string program;
    date as_of{};
    document::language in = document::language::english;
    std::vector<chapter> chapters{};
    std::vector<document::sentence> outlook{};
    std::vector<document::sentence> lots{};
};

/// Returns: the story up to a day, that day included; with `fact` what became of that one alone, and what was
///   ahead of the member after it. Every decision is the program's.
/// Throws: `failure`: `bad_history` where a fact cannot be decided, `bad_usage` where there is no such fact.
[[nodiscard]] story tell_story(member_facts const& of, loaded_program const& by, date as_of,
                               document::language in, std::string_view fact = {});

/// Returns: what a journal alone can tell: every posting of its entries, or of the fact of that number, and
/// what is
///   ahead of the member on a day, the last entry's unless one is given. A journal keeps no reasons.
/// Throws: `failure`: `bad_history` where the journal does not fold under the program's chart, `bad_usage`
/// where there is no such fact, or the day is before the last entry.
[[nodiscard]] story tell_journal(document::stored_journal const& of, loaded_program const& by,
                                 std::string member, std::optional<date> as_of, document::language in,
                                 std::string_view fact = {});

/// Effects: leaves one posting, `FACT:PLACE`, and what its rule says. `of` is the story of its fact.
/// Throws: `failure` with `bad_usage`, where there is none.
void keep_posting(story& of, std::string_view posting);
/// Returns: the fact of `FACT:PLACE`. Throws: `failure` with `bad_usage`, where it is not that.
[[nodiscard]] std::string_view fact_of_posting(std::string_view posting);

/// Returns: the story for people. `with_postings` tells every posting, too.
[[nodiscard]] std::string readable(story const& what, bool with_postings);
/// Returns: the story as one JSON object.
[[nodiscard]] std::string json_of(story const& what);

/// What two stories of one member tell differently, for people or as one JSON object. `if_what` says what the
/// second one is about.
[[nodiscard]] std::string readable_difference(story const& before, story const& after,
                                              std::vector<supposition> const& if_what);
[[nodiscard]] std::string json_of_difference(story const& before, story const& after,
                                             std::vector<supposition> const& if_what);

}  // namespace tessera::tool
