// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Opt-in: what an order costs, for hosts that have no promotions of their own. Offers and how they stand
/// together, coupons and allowances for them, compensation instead of a return, the guard that keeps an order
/// above its floor, and tax by the host's rates.

#include <tessera/order/line_guard.hpp>
#include <tessera/order/margin_guard.hpp>
#include <tessera/order/offers.hpp>
#include <tessera/order/tax.hpp>
#include <tessera/order/taxes.hpp>
#include <tessera/policy/allowance.hpp>
#include <tessera/policy/compensation.hpp>
#include <tessera/policy/coupon.hpp>
