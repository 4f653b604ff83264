// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <variant>
#include <vector>

#include <tessera/document/cart.hpp>
#include <tessera/ledger/apply.hpp>

#include "document/offer_shop.hpp"
#include "fuzz/target.hpp"

using namespace tessera;

namespace {

/// Returns: whether a cart of so many bytes is priced: guards of lines take the square of them.
bool is_quoted(std::size_t size) { return size <= 16'384; }

/// The shop, and a member of its highest tier.
struct shop {
    loaded_program by = document_tests::offer_shop();
    account gold;
    std::vector<rule_id> offers;

    shop() {
        std::vector<line> const lines{{.list_minor = 400'00}};
        decision sold;
        order const first{.head = {.id = {1}, .key = {.sequence = 1}, .day = date_of(2026, 1, 1)},
                          .what = {.lines = lines}};
        if (!by.decide(gold, first, sold) || apply(gold, by.chart(), sold.as_entry()) != errc::ok)
            fuzz::fail("the shop sells nothing\n");
        for (document::rule const& r : by.said().versions.front().rules)
            if (auto const* const all = std::get_if<document::offers>(&r))
                for (document::offer const& o : all->list) offers.push_back(offer::id_of(o.name));
    }
    [[nodiscard]] bool has_offer(rule_id rule) const {
        return std::find(offers.begin(), offers.end(), rule) != offers.end();
    }
};

/// Effects: checks one line that costs `left`, and cost `before` without this adjustment.
void check_line(std::int64_t left, std::int64_t before, line_facts const& about, bool by_offer) {
    if (left < 0 || left > before) fuzz::fail("a line below zero, or one that costs more than before\n");
    if (by_offer && left < before && left < about.lowest_minor)
        fuzz::fail("an offer leaves less of a line than it may\n");
}

/// Effects: checks that no line costs less than it may, and that what comes off lines and shipping is all
/// that comes off.
void check_lines(shop const& here, priced_order const& priced, cart const& what) {
    std::vector<std::int64_t> off(priced.lines.size()), scratch(off), before(off);
    std::int64_t shipping = priced.shipping_minor, goods = 0;
    for (adjustment const& a : priced.adjustments) {
        if (a.off_minor < 0 || a.off_minor > a.base_minor) fuzz::fail("more comes off than is there\n");
        if (a.place == shipping_place) {
            shipping += a.off_minor;
            continue;
        }
        std::size_t const first = a.place == 0 ? 0 : a.place - 1, end = a.place == 0 ? off.size() : a.place;
        std::copy(&off[first], &off[first] + (end - first), &before[first]);
        add_shares(priced, a, off, scratch);
        bool const by_offer = here.has_offer(a.rule);
        for (std::size_t i = first; i < end; ++i) {
            std::int64_t const price = priced.lines[i].promoted_minor();
            check_line(price - off[i], price - before[i], what.about[i], by_offer);
        }
    }
    for (std::int64_t const one : off) goods += one;
    if (goods != priced.totals.member_minor) fuzz::fail("the lines are not the sum\n");
    if (priced.shipping_minor < 0 || shipping != what.shipping_minor)
        fuzz::fail("shipping is not its parts\n");
}

void check_taxes(priced_order const& priced) {
    if (priced.taxes.size() != priced.lines.size() + 1) fuzz::fail("a line without its tax\n");
    std::int64_t sum = 0;
    for (std::int64_t const tax : priced.taxes) {
        if (tax < 0) fuzz::fail("a tax below zero\n");
        sum += tax;
    }
    if (sum != priced.tax_total_minor || sum > priced.payable_minor()) fuzz::fail("taxes are not the sum\n");
}

/// Effects: checks what somebody of a standing is to pay, where it has a price.
void check_quote(shop const& here, standing const& who, cart const& what) {
    priced_order priced;
    auto const done = here.by.quote(who, what, priced);
    if (!done) return;
    check_lines(here, priced, what);
    check_taxes(priced);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static shop const here;
    auto const read = document::read_cart(fuzz::text_of(data, size), here.by);
    for (document::problem const& p : read.problems)
        if (p.code == errc::ok || p.line == 0 || p.column == 0 || p.remedy.empty())
            fuzz::fail("a problem does not say what is wrong\n");
    if (!read || !is_quoted(size)) return 0;
    check_quote(here, {.day = read.what.day}, read.what.what);
    if (read.what.day >= date_of(2026, 1, 1))
        check_quote(here, here.by.standing(here.gold, read.what.day), read.what.what);
    return 0;
}
