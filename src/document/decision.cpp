// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/decision.hpp>

#include <algorithm>

#include "check_receipt.hpp"
#include "describe_receipt.hpp"
#include "read_text.hpp"
#include "writer.hpp"

namespace tessera::document {

namespace {

price_figures figures_of(priced_order const& price, row<line> const& of_receipt) {
    price_figures figures{price.shipping_minor, price.totals, {}, price.adjustments, price.reasons};
    if (!std::equal(price.lines.begin(), price.lines.end(), of_receipt.begin(), of_receipt.end()))
        figures.lines.emplace(price.lines.begin(), price.lines.end());
    return figures;
}

void take_price(price_figures&& figures, stored_decision& to) {
    priced_order& price = to.what.priced;
    to.lines = std::move(figures.lines).value_or(std::vector<line>());
    price.lines = figures.lines ? std::span<line const>(to.lines) : to.what.receipt.lines.view();
    price.shipping_minor = figures.shipping_minor;
    price.totals = figures.totals;
    price.adjustments = std::move(figures.adjustments);
    price.reasons = std::move(figures.reasons);
}

}  // namespace

std::string write_decision(decision const& what) {
    decision copy = what;
    return to_line(writer::object_of(decision_document{copy, figures_of(what.priced, what.receipt.lines)}));
}

reading_of<stored_decision> read_decision(std::string_view text, limits const& most) {
    reading_of<stored_decision> done;
    done.problems = read_text(text, most, [&](reading_room& room, json::value const& value) {
        decision_document into{done.what.what, {}};
        reader::read_object(room, value, nullptr, into);
        step_to const here{nullptr, "receipt"};
        if (room.found.empty()) check_receipt(room, &here, into.what.receipt);
        take_price(std::move(into.price), done.what);
    });
    if (!done) done.what = {};
    return done;
}

}  // namespace tessera::document
