// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdio>
#include <cstdlib>

#include <tessera/tessera.hpp>

#include "workload.hpp"

/// What decisions gave, added up.

namespace bench {

/// Of two pools. `Rules` has a place for every slot: 0 for the pool of credit, 1 for that of points, and 2
/// for what is not to count. Sums and levels have postings of other kinds, and may be anywhere.
template <class Rules>
class tallies {
public:
    explicit tallies(Rules rules) noexcept : rules_(rules) {}

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
            posted_[static_cast<unsigned>(p.kind)][rules_.place_of(p.slot)] += p.amount;
    }
    [[nodiscard]] std::int64_t points(tessera::posting_kind kind) const noexcept {
        return posted_[static_cast<unsigned>(kind)][1];
    }
    [[nodiscard]] std::int64_t credit(tessera::posting_kind kind) const noexcept {
        return posted_[static_cast<unsigned>(kind)][0];
    }

    Rules rules_;
    std::int64_t gross_ = 0;
    std::int64_t discount_ = 0;
    std::int64_t refunded_ = 0;
    std::int64_t refunded_stored_ = 0;
    std::int64_t posted_[64][4]{};  // by kind of posting and place
};

[[noreturn]] inline void stop(tessera::errc why) {
    std::fprintf(stderr, "bench: the library failed: %s\n", tessera::message(why).data());
    std::abort();
}

}  // namespace bench
