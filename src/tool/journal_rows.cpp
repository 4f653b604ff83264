// SPDX-License-Identifier: BSL-1.0
#include "tool/journal_rows.hpp"

#include <array>
#include <utility>

#include <tessera/calendar/text.hpp>
#include <tessera/money/text.hpp>

namespace tessera::tool {

namespace {

constexpr std::string_view columns =
    "member_id,order_id,fact,timestamp,place,kind,slot,amount,opens,expires,rule\n";

constexpr std::string_view name_of(posting_kind kind) noexcept {
    switch (kind) {
        case posting_kind::issue: return "issue";
        case posting_kind::redeem: return "redeem";
        case posting_kind::expire: return "expire";
        case posting_kind::claw: return "claw";
        case posting_kind::owe: return "owe";
        case posting_kind::repay: return "repay";
        case posting_kind::restore: return "restore";
        case posting_kind::reserve: return "reserve";
        case posting_kind::release: return "release";
        case posting_kind::capture: return "capture";
        case posting_kind::send: return "send";
        case posting_kind::receive: return "receive";
        case posting_kind::forgive: return "forgive";
        case posting_kind::pay: return "pay";
        case posting_kind::overspend: return "overspend";
        case posting_kind::take_over: return "take_over";
        case posting_kind::hand_over: return "hand_over";
        case posting_kind::tally: return "tally";
        case posting_kind::raise: return "raise";
        case posting_kind::forget: return "forget";
        case posting_kind::status: return "status";
        case posting_kind::hold: return "hold";
        case posting_kind::excuse: return "excuse";
        case posting_kind::postpone: return "postpone";
        case posting_kind::on_day: return "on_day";
    }
    return {};
}

}  // namespace

void journal_rows::append(past_order const& order, std::string_view fact, entry const& what) {
    if (rows_.empty()) rows_ = columns;
    for (std::size_t place = 0; place < what.postings.size(); ++place) {
        posting const& p = what.postings[place];
        append_csv(rows_, of_.members[order.member]);
        rows_ += ',';
        append_csv(rows_, order.id);
        rows_ += ',';
        rows_ += fact;
        rows_ += ',';
        rows_ += to_text(order.at).view();
        rows_ += ',' + std::to_string(place) + ',';
        rows_ += name_of(p.kind);
        rows_ += ',';
        rows_ += names_.slot_of(p.slot).name;
        rows_ += ',';
        append_amount(p);
        rows_ += ',';
        if (p.opens != date::min()) rows_ += to_text(p.opens).view();
        rows_ += ',';
        if (p.expires != date::never()) rows_ += to_text(p.expires).view();
        rows_ += ',';
        append_csv(rows_, names_.rule(p.rule));
        rows_ += '\n';
    }
}

std::string journal_rows::take() { return rows_.empty() ? std::string(columns) : std::move(rows_); }

/// A status has no amount: its tier stands there.
void journal_rows::append_amount(posting const& p) {
    if (p.kind == posting_kind::status) {
        rows_ += p.level == 0 ? std::string_view("none") : names_.slot_of(p.slot).tiers[p.level - 1U];
        return;
    }
    std::array<char, decimal_text_max> buffer{};
    rows_.append(buffer.data(), write_decimal(buffer.data(), p.amount, names_.slot_of(p.slot).digits));
}

}  // namespace tessera::tool
