// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/fact.hpp>

/// Floor 6, compiled: link tessera::document. Facts as CloudEvents 1.0, one event a line;
/// docs/reference/documents.md has the attributes.

namespace tessera::document {

/// Returns: the number of the fact that an event is. `source` and `id` together say which event it is, and so
///   does the number: the hash of the source, a line feed, and the id.
[[nodiscard]] fact_id event_fact(std::string_view source, std::string_view id);

/// An event that has been read: a fact of a member.
struct event {
    std::string source;
    std::string id;
    member_id member{};
    stored_fact fact;
    std::size_t line = 0;  ///< on which it stands, from 1 on
};

/// What becomes of the good lines where there are bad ones.
enum class good_lines : unsigned char {
    given_up,  ///< nothing is read
    kept,
};

/// Returns: the event of a member's fact, as a line. Preconditions: the fact has the number that `event_fact`
///   makes of source and id, and a return by receipt has one.
[[nodiscard]] std::string write_event(any_fact const& what, std::string_view source, std::string_view id,
                                      member_id member);

/// Returns: the events in their order, or all that is wrong with them, by line; with `kept` both. Blank lines
///   count for nothing; lines end with LF or CRLF. `rows` gives what facts refer to.
/// Tested by: tests/document/event.test.cpp.
[[nodiscard]] reading_of<std::vector<event>> read_events(std::string_view lines, host_rows const& rows = {},
                                                         good_lines when_bad = good_lines::given_up,
                                                         limits const& most = {});

/// Returns: the JSON Schema (Draft 7) of events, each by itself.
[[nodiscard]] std::string event_schema();

}  // namespace tessera::document
