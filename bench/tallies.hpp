// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdio>
#include <cstdlib>

#include <tessera/tessera.hpp>

#include "workload.hpp"

/// What decisions gave, added up.

namespace bench {

/// Of a program with two pools, `Points` and one of credit.
template <tessera::slot_id Points>
class tallies {
public:
    void add_order(tessera::decision const& d) noexcept {
        gross_ += d.priced.totals.list_minor;
        discount_ += d.priced.totals.member_minor;
        add_postings(d);
    }
    void add_return(tessera::decision const& d) noexcept {
        refunded_ += d.refund.money_minor;
        refunded_stored_ += d.refund.stored_minor;
        add_postings(d);
    }

    [[nodiscard]] totals sums() const noexcept {
        using enum tessera::posting_kind;
        return {.gross = gross_,
                .discount = discount_,
                .net = gross_ - discount_,
                .cashback = credit(issue) + credit(repay),
                .earned = points(issue) + points(repay),
                .expired = points(expire),
                .redeemed = points(redeem),
                .refunded = refunded_,
                .refunded_stored = refunded_stored_,
                .restored = points(restore),
                .taken_back = points(claw),
                .excused = points(excuse),
                .owed = points(owe),
                .repaid = points(repay) + points(pay),
                .credit_spent = credit(redeem),
                .credit_restored = credit(restore),
                .credit_taken_back = credit(claw),
                .credit_owed = credit(owe),
                .credit_repaid = credit(repay) + credit(pay)};
    }

private:
    void add_postings(tessera::decision const& d) noexcept {
        for (tessera::posting const& p : d.postings)
            posted_[static_cast<unsigned>(p.kind)][p.slot == Points] += p.amount;
    }
    [[nodiscard]] std::int64_t points(tessera::posting_kind kind) const noexcept {
        return posted_[static_cast<unsigned>(kind)][true];
    }
    [[nodiscard]] std::int64_t credit(tessera::posting_kind kind) const noexcept {
        return posted_[static_cast<unsigned>(kind)][false];
    }

    std::int64_t gross_ = 0;
    std::int64_t discount_ = 0;
    std::int64_t refunded_ = 0;
    std::int64_t refunded_stored_ = 0;
    std::int64_t posted_[64][2]{};  // by kind of posting, of points or not
};

[[noreturn]] inline void stop(tessera::errc why) {
    std::fprintf(stderr, "bench: the library failed: %s\n", tessera::message(why).data());
    std::abort();
}

}  // namespace bench
