// SPDX-License-Identifier: BSL-1.0
#include <tessera/analysis/cohort.hpp>

#include "analysis/books.hpp"
#include "support/property.hpp"

using namespace analysis_tests;
using ledger_tests::id_of;
using ledger_tests::of;
using enum posting_kind;

namespace {

constexpr auto loyalty = ledger_tests::points;

date on(int month, int day) { return *date::from(2026, month, day); }

cohort_table cohorts_of(journal const& history, date through) {
    auto const all = movements_of(history, ledger_tests::slots, through);
    REQUIRE(all.has_value());
    cohort_table table;
    table.add(*all);
    return table;
}

/// Two lots of January, one of which February fills up, and what became of them. The seven that go elsewhere
/// in April are January's where they arrive; two more arrive from nowhere.
dated_member spender() {
    dated_member m;
    posting reserve_for = of(hold, loyalty, std::int64_t{on(12, 1).day} * 86'400);
    reserve_for.tag = 7;
    auto const post = [&](date day, std::vector<posting> const& postings) {
        REQUIRE(m.post(day, postings) == errc::ok);
    };
    post(on(1, 5), {of(issue, loyalty, 100, on(6, 15)), of(issue, loyalty, 40, on(8, 1))});
    post(on(2, 5), {of(issue, loyalty, 60, on(8, 1)), of(redeem, loyalty, 70, on(6, 15))});
    post(on(3, 5), {of(claw, loyalty, 50, on(8, 1)), of(owe, loyalty, 5), of(repay, loyalty, 2),
                    of(restore, loyalty, 30, on(6, 15)), of(pay, loyalty, 3, on(6, 15))});
    post(on(4, 5), {reserve_for, of(reserve, loyalty, 20, on(8, 1)), of(send, loyalty, 7, on(6, 15)),
                    of(receive, loyalty, 4, on(10, 1)), of(receive, loyalty, 5, on(10, 20)),
                    of(issue, ledger_tests::credit, 11)});
    post(on(4, 6), {reserve_for, of(capture, loyalty, 5, on(8, 1))});
    return m;
}

}  // namespace

TEST_CASE("what became of the value of each month") {
    dated_member const m = spender();
    CHECK(table_of(cohorts_of(m.history, on(5, 31)).cohorts(id_of(loyalty))) == plain(R"(
        2026-01 | 140 | 30 | 70 |  0 | 40 | 3 | 0 | 57
        2026-02 |  60 |  0 |  5 |  0 | 10 | 0 | 0 | 45
        2026-04 |   0 |  0 |  0 |  0 |  0 | 0 | 2 |  2
    )"));
    CHECK(table_of(cohorts_of(m.history, on(12, 31)).cohorts(id_of(loyalty))) == plain(R"(
        2026-01 | 140 | 30 | 70 | 57 | 40 | 3 | 0 | 0
        2026-02 |  60 |  0 |  5 | 45 | 10 | 0 | 0 | 0
        2026-04 |   0 |  0 |  0 |  2 |  0 | 0 | 2 | 0
    )"));
}

TEST_CASE("what is outstanding, by month of earning and month of expiry, and its worth") {
    dated_member const m = spender();
    cohort_table const table = cohorts_of(m.history, on(5, 31));
    auto const left = table.outstanding(id_of(loyalty));
    CHECK(table_of(left) == plain(R"(
        2026-01 | 2026-06 | 50
        2026-01 | 2026-10 |  7
        2026-02 | 2026-08 | 45
        2026-04 | 2026-10 |  2
    )"));
    CHECK(table_of(table.outstanding(id_of(ledger_tests::credit))) == plain("2026-04 | never | 11"));
    CHECK(value_of(left, ratio(2, 3)) == cpp_rational(208, 3));
    CHECK(to_minor(value_of(left, ratio(2, 3)), 0, rounding::half_up) == 69);
    CHECK(table.outstanding(id_of(ledger_tests::miles)).empty());
    CHECK(table.cohorts(id_of(ledger_tests::miles)).empty());
}
