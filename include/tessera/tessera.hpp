// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The whole library, floors 0 to 5, without the opt-in headers: exact wide numbers (exact.hpp), offers and
/// what goes with them (offers.hpp), texts of dates and time zones (calendar/text.hpp, calendar/zone.hpp),
/// calendars of others and named zones (calendar/*_date.hpp, *_zone.hpp), and what keeps members
/// (ledger/book.hpp, ledger/journal.hpp, ledger/canonical.hpp, program/commit.hpp).

#include <tessera/calendar/date.hpp>
#include <tessera/calendar/instant.hpp>
#include <tessera/calendar/period.hpp>
#include <tessera/calendar/window.hpp>
#include <tessera/core/ids.hpp>
#include <tessera/core/result.hpp>
#include <tessera/core/version.hpp>
#include <tessera/facts/basis.hpp>
#include <tessera/facts/receipt.hpp>
#include <tessera/ledger/apply.hpp>
#include <tessera/ledger/statement.hpp>
#include <tessera/money/allocate.hpp>
#include <tessera/money/currency.hpp>
#include <tessera/money/money.hpp>
#include <tessera/money/points.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/money/text.hpp>
#include <tessera/order/member_price.hpp>
#include <tessera/order/promotion.hpp>
#include <tessera/order/quantity_price.hpp>
#include <tessera/policy/accrual.hpp>
#include <tessera/policy/action.hpp>
#include <tessera/policy/after_earning.hpp>
#include <tessera/policy/automatic_redemption.hpp>
#include <tessera/policy/discount_redemption.hpp>
#include <tessera/policy/goal.hpp>
#include <tessera/policy/ladder.hpp>
#include <tessera/policy/level_by_hand.hpp>
#include <tessera/policy/redemption.hpp>
#include <tessera/policy/returns.hpp>
#include <tessera/policy/reward.hpp>
#include <tessera/policy/segment.hpp>
#include <tessera/policy/tier_award.hpp>
#include <tessera/policy/tiers.hpp>
#include <tessera/policy/transfer.hpp>
#include <tessera/policy/usable_in_its_order.hpp>
#include <tessera/program/compose.hpp>
#include <tessera/program/rule_list.hpp>
