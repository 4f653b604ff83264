// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/receipt.hpp>

#include "check_receipt.hpp"
#include "describe_receipt.hpp"
#include "read_text.hpp"
#include "writer.hpp"

namespace tessera::document {

std::string write_receipt(receipt const& what) {
    receipt copy = what;
    return to_line(writer::object_of(receipt_document{copy}));
}

reading_of<receipt> read_receipt(std::string_view text, limits const& most) {
    reading_of<receipt> done;
    done.problems = read_text(text, most, [&](reading_room& room, json::value const& value) {
        receipt_document into{done.what};
        reader::read_object(room, value, nullptr, into);
        if (room.found.empty()) check_receipt(room, nullptr, done.what);
    });
    if (!done) done.what = {};
    return done;
}

}  // namespace tessera::document
