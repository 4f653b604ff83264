// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/journal.hpp>

#include "check_chart.hpp"
#include "describe_ledger.hpp"
#include "json_lines.hpp"
#include "writer.hpp"

namespace tessera::document {

namespace {

std::vector<problem> read_header(std::string_view line, limits const& most, stored_chart& to) {
    return read_text(line, most, [&](reading_room& room, json::value const& value) {
        journal_header header;
        reader::read_object(room, value, nullptr, header);
        if (room.found.empty()) complete_chart(room, header.slots);
        to.slots = std::move(header.slots);
    });
}

std::vector<problem> read_entry(std::string_view line, limits const& most, chart slots, journal& to) {
    return read_text(line, most, [&](reading_room& room, json::value const& value) {
        room.open_days = true;
        stored_entry read;
        reader::read_object(room, value, nullptr, read);
        tell_unknown_slots(room, read.postings, slots);
        if (!room.found.empty()) return;
        read.head.postings = read.postings;
        to.append(read.head);
    });
}

}  // namespace

std::string write_entry(entry const& what) {
    return to_line(writer::object_of(stored_entry{what, {what.postings.begin(), what.postings.end()}})) +
           '\n';
}

std::string write_journal(journal const& entries, chart slots) {
    journal_header const header{{slots.slots().begin(), slots.slots().end()}};
    std::string text = to_line(writer::object_of(header)) + '\n';
    for (std::size_t i = 0; i < entries.size(); ++i) text += write_entry(entries[i]);
    return text;
}

reading_of<stored_journal> read_journal(std::string_view lines, limits const& most) {
    reading_of<stored_journal> done;
    bool begun = false;
    each_line(lines, [&](std::string_view line, std::size_t number) {
        auto told = begun ? read_entry(line, most, done.what.slots.view(), done.what.entries)
                          : read_header(line, most, done.what.slots);
        bool const headless = !begun && !told.empty();
        begun = true;
        return add_problems(done.problems, std::move(told), number, most) && !headless;
    });
    if (!begun) done.problems = read_header({}, most, done.what.slots);
    if (!done) done.what = {};
    return done;
}

}  // namespace tessera::document
