// SPDX-License-Identifier: BSL-1.0
#include "tool/roll_forward_rows.hpp"

#include <tessera/calendar/text.hpp>

#include "tool/failure.hpp"

namespace tessera::tool {

namespace {

constexpr std::string_view columns =
    "pool,month,opening,issued,restored,redeemed,expired,clawed_back,paid_on_debt,adjusted,closing,pending,"
    "reserved,opening_debt,owed,forgiven,debt_adjusted,closing_debt\n";

std::string row_of(pool_period const& p, document::named_slot const& pool) {
    std::string row(pool.name);
    row += ',';
    row += to_text(p.when.begin).view().substr(0, 7);
    for (cpp_int const* figure : {&p.opening, &p.issued, &p.restored, &p.redeemed, &p.expired, &p.clawed_back,
                                  &p.paid_on_debt, &p.adjusted, &p.closing, &p.pending, &p.reserved,
                                  &p.opening_debt, &p.owed, &p.forgiven, &p.debt_adjusted, &p.closing_debt})
        row += ',' + to_text(*figure, pool.digits);
    return row + '\n';
}

}  // namespace

std::string roll_forward_csv(roll_forward const& books, chart slots, document::names const& of) {
    std::string rows(columns);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot_id const pool{static_cast<std::uint16_t>(i)};
        for (pool_period const& p : books.periods(pool)) {
            if (p.difference() != 0 || p.debt_difference() != 0)
                throw failure(exit_status::not_verified, "a month of the roll-forward does not balance");
            rows += row_of(p, of.slot_of(pool));
        }
    }
    if (!books.imbalances().empty())
        throw failure(exit_status::not_verified, "the roll-forward is not what the accounts hold");
    return rows;
}

}  // namespace tessera::tool
