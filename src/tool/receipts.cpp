// SPDX-License-Identifier: BSL-1.0
#include "tool/receipts.hpp"

#include <algorithm>

#include <tessera/core/wide.hpp>

namespace tessera::tool {

void receipts::keep(std::uint32_t member, receipt const& of) {
    auto const place = static_cast<std::uint32_t>(receipts_.size());
    receipts_.push_back(of);
    for (line const& l : of.lines) {
        if (l.list_minor == 0 || l.quantity == 0) continue;
        std::int64_t const unit_minor = l.list_minor % l.quantity == 0 ? l.list_minor / l.quantity : 0;
        auto const [newest, first] = newest_.try_emplace({member, l.sku.value}, none);
        purchases_.push_back({place, l.number, newest->second, l.quantity, l.list_minor, unit_minor});
        newest->second = static_cast<std::uint32_t>(purchases_.size() - 1);
    }
}

matched_return const& receipts::match(std::uint32_t member, std::span<line const> lines, date day) {
    matched_.orders.clear();
    matched_.rest.clear();
    for (line const& l : lines) match_line(member, l, day);
    return matched_;
}

void receipts::match_line(std::uint32_t member, line const& back, date day) {
    auto const newest = newest_.find({member, back.sku.value});
    std::uint32_t units = back.quantity;
    std::int64_t left = back.list_minor, unpaid = 0;
    std::uint32_t at = newest == newest_.end() ? none : newest->second;
    for (; at != none && units != 0; at = purchases_[at].older) {
        purchase& p = purchases_[at];
        if (receipts_[p.receipt].day + horizon_days_ <= day) break;
        if (p.units == 0 || p.list_minor == 0) continue;
        std::uint32_t const here = std::min(units, p.units);
        std::int64_t const refunded = detail::floor_part(left, here, units);
        returned_line part{p.number, 0, 0};
        std::int64_t const taken = take(p, here, refunded, part);
        if (taken != 0) {
            matched_order& order = part_of(p.receipt);
            order.lines.push_back(part);
            order.list_minor += taken;
        }
        unpaid += refunded - taken;
        left -= refunded;
        units -= here;
    }
    if (left + unpaid == 0) return;
    matched_.rest.push_back(back);
    matched_.rest.back().quantity = units;
    matched_.rest.back().list_minor = left + unpaid;
}

/// Effects: takes units from a purchase, for at most `most`, and says in `back` how a return names them: as
///   units where they come back for the price they had, as an amount otherwise. Returns: the amount.
std::int64_t receipts::take(purchase& from, std::uint32_t units, std::int64_t most, returned_line& back) {
    auto const cost =
        static_cast<std::int64_t>(divide(int128(from.list_minor) * units, int128(from.units), rounding::up));
    std::int64_t const taken = std::min(most, cost);
    if (taken != from.unit_minor * std::int64_t{units}) from.unit_minor = 0;
    if (from.unit_minor != 0)
        back.quantity = units;
    else
        back.list_minor = taken;
    from.units -= units;
    from.list_minor -= taken;
    return taken;
}

/// Returns: the part of the return that belongs to an order.
matched_order& receipts::part_of(std::size_t receipt) {
    auto const found = std::find_if(matched_.orders.begin(), matched_.orders.end(),
                                    [&](matched_order const& o) { return o.receipt == receipt; });
    return found != matched_.orders.end() ? *found
                                          : matched_.orders.emplace_back(matched_order{receipt, {}, 0});
}

}  // namespace tessera::tool
