// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/fact.hpp>

#include "fact_value.hpp"
#include "read_text.hpp"

namespace tessera::document {

namespace {

/// Effects: fills the rows that a description writes from.
void copy_rows(order const& o, stored_fact& rows) {
    rows.lines.assign(o.what.lines.begin(), o.what.lines.end());
    rows.wishes.assign(o.wishes.begin(), o.wishes.end());
}
void copy_rows(item_return const& r, stored_fact& rows) { rows.lines.assign(r.lines.begin(), r.lines.end()); }
void copy_rows(receipt_return const& r, stored_fact& rows) {
    rows.order = r.paper->order;
    rows.goods.assign(r.lines.begin(), r.lines.end());
}
void copy_rows(compensate const& c, stored_fact& rows) { rows.order = c.paper->order; }
void copy_rows(receive_points const& r, stored_fact& rows) { rows.lots.assign(r.lots.begin(), r.lots.end()); }
template <class Fact>
void copy_rows(Fact const&, stored_fact&) {}

/// Effects: finds what a fact refers to, and tells where the host has no such thing.
void find_receipt(reading_room& room, step_to const* where, receipt const*& paper, stored_fact const& rows) {
    paper = room.rows && room.rows->receipt_of ? room.rows->receipt_of(rows.order) : nullptr;
    step_to const here{where, "order"};
    if (!paper)
        room.tell(errc::unknown_receipt, &here, '"' + std::to_string(rows.order.value) + '"',
                  "an order whose receipt is at hand");
}
void find_rows(reading_room& room, step_to const* where, receipt_return& r, stored_fact const& rows) {
    find_receipt(room, where, r.paper, rows);
}
void find_rows(reading_room& room, step_to const* where, compensate& c, stored_fact const& rows) {
    find_receipt(room, where, c.paper, rows);
}
void find_rows(reading_room& room, step_to const* where, join_account& j, stored_fact const&) {
    j.leaves = room.rows && room.rows->account_of ? room.rows->account_of(j.other) : nullptr;
    step_to const here{where, "other"};
    if (!j.leaves)
        room.tell(errc::unknown_account, &here, '"' + std::to_string(j.other.value) + '"',
                  "a member whose account is at hand");
}
template <class Fact>
void find_rows(reading_room&, step_to const*, Fact&, stored_fact const&) {}

}  // namespace

json::object value_of(any_fact const& what) {
    return std::visit(
        [](auto fact) {
            stored_fact rows;
            copy_rows(fact, rows);
            fact_in<decltype(fact)> all{fact, rows};
            json::object made{{"fact", kind_of<decltype(fact)>}};
            writer inside(made);
            describe(inside, all);
            return made;
        },
        what);
}

void reader::read_fact(reading_room& room, json::value const& v, step_to const* where, stored_fact& to) {
    if (!make_kind(room, v, where, "fact", to.what)) return;
    std::visit(
        [&](auto& fact) {
            std::size_t const before = room.found.size();
            fact_in<std::remove_reference_t<decltype(fact)>> all{fact, to};
            read_object(room, v, where, all, "fact");
            if (room.found.size() == before) find_rows(room, where, fact, to);
        },
        to.what);
}

std::string write_fact(any_fact const& what) { return to_line(value_of(what)); }

reading_of<stored_fact> read_fact(std::string_view text, host_rows const& rows, limits const& most) {
    reading_of<stored_fact> done;
    done.problems = read_text(text, most, [&](reading_room& room, json::value const& value) {
        room.rows = &rows;
        reader::read_fact(room, value, nullptr, done.what);
    });
    if (!done) done.what = {};
    return done;
}

}  // namespace tessera::document
