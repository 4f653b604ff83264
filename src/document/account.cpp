// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/account.hpp>

#include "account_document.hpp"
#include "read_text.hpp"
#include "writer.hpp"

namespace tessera::document {

account_document document_of(account const& of, chart slots) {
    return {{slots.slots().begin(), slots.slots().end()}, figures_of(of, slots)};
}

void complete(reading_room& room, account_document&& from, stored_account& to) {
    if (room.found.empty()) complete_chart(room, from.slots);
    if (!room.found.empty()) return;
    to.slots.slots = std::move(from.slots);
    check_figures(from.figures, to.slots.view(), [&](errc why, std::string_view name, std::size_t at) {
        step_to const row{nullptr, name}, here{&row, {}, at, true};
        room.tell(why, &here, {}, "what a journal over the chart leaves");
    });
    if (!room.found.empty()) return;
    auto made = account_from(from.figures, to.slots.view());
    if (made)
        to.held = std::move(*made);
    else
        room.tell(made.error(), nullptr, {}, "what a journal over the chart leaves");
}

std::string write_account(account const& of, chart slots) {
    return to_line(writer::object_of(document_of(of, slots)));
}

reading_of<stored_account> read_account(std::string_view text, limits const& most) {
    reading_of<stored_account> done;
    done.problems = read_text(text, most, [&](reading_room& room, json::value const& value) {
        account_document from;
        reader::read_object(room, value, nullptr, from);
        complete(room, std::move(from), done.what);
    });
    if (!done) done.what = {};
    return done;
}

}  // namespace tessera::document
