// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/decision.hpp>

#include <cstdint>
#include <numeric>

#include "check_receipt.hpp"
#include "describe_receipt.hpp"
#include "read_text.hpp"
#include "writer.hpp"

namespace tessera::document {

namespace {

decision_document document_of(decision& of) {
    priced_order const& price = of.priced;
    decision_document made{of,
                           {price.shipping_minor, price.totals, price.adjustments, price.entitlements,
                            price.reasons, price.benefits, price.taxes, price.tax_on_top_minor},
                           {}};
    made.lines.assign(price.lines);
    return made;
}

void take_price(decision_document&& from, stored_decision& to) {
    priced_order& price = to.what.priced;
    to.lines = std::move(from.lines);
    price.lines = to.lines.view();
    price.shipping_minor = from.price.shipping_minor;
    price.totals = from.price.totals;
    price.adjustments = std::move(from.price.adjustments);
    price.entitlements = std::move(from.price.entitlements);
    price.reasons = std::move(from.price.reasons);
    price.benefits = std::move(from.price.benefits);
    price.taxes = std::move(from.price.taxes);
    price.tax_total_minor = std::accumulate(price.taxes.begin(), price.taxes.end(), std::int64_t{0});
    price.tax_on_top_minor = from.price.tax_on_top_minor;
}

}  // namespace

std::string write_decision(decision const& what) {
    decision copy = what;
    return to_line(writer::object_of(document_of(copy)));
}

reading_of<stored_decision> read_decision(std::string_view text, limits const& most) {
    reading_of<stored_decision> done;
    done.problems = read_text(text, most, [&](reading_room& room, json::value const& value) {
        decision_document into{done.what.what, {}, {}};
        reader::read_object(room, value, nullptr, into);
        step_to const here{nullptr, "receipt"};
        if (room.found.empty()) check_receipt(room, &here, into.what.receipt);
        take_price(std::move(into), done.what);
    });
    if (!done) done.what = {};
    return done;
}

}  // namespace tessera::document
