// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/document/problem.hpp>

#include "reader.hpp"
#include "upgrade.hpp"

/// Part of tessera::document. A text within its limits, read as JSON and told about with places.

namespace tessera::document {

/// Returns: the value of a text, which lives in `memory`. What keeps it from being JSON becomes `problems`,
/// keys that stand twice
///   become findings.
[[nodiscard]] json::value parse(std::string_view text, limits const& most, json::storage_ptr memory,
                                reading_room& room, std::vector<problem>& problems);

/// Returns: the findings in the order of the text, each with its place.
[[nodiscard]] std::vector<problem> placed(std::string_view text, std::vector<unplaced>& found,
                                          std::size_t most);

/// Returns: what is wrong with a text, and with its value, brought up to the newest format, as
///   `read(room, value)` finds.
template <class Read>
[[nodiscard]] std::vector<problem> read_text(std::string_view text, limits const& most, Read read,
                                             std::span<upgrade const> steps = upgrades) {
    std::vector<problem> problems;
    reading_room room;
    // The value is read and thrown away: its parts come from blocks that go all at once.
    json::monotonic_resource memory;
    json::value value = parse(text, most, &memory, room, problems);
    if (!problems.empty()) return problems;
    bring_up(value, steps);
    read(room, std::as_const(value));
    return placed(text, room.found, most.problems);
}

/// Returns: what a document says, or what is wrong with it.
template <class What>
[[nodiscard]] reading_of<What> read_document(std::string_view text, limits const& most) {
    reading_of<What> done;
    done.problems = read_text(text, most, [&](reading_room& room, json::value const& value) {
        reader::read_object(room, value, nullptr, done.what);
    });
    if (!done) done.what = What{};
    return done;
}

}  // namespace tessera::document
