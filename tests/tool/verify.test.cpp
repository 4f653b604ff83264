// SPDX-License-Identifier: BSL-1.0
#include "tool/verify.hpp"

#include <array>
#include <span>

#include <tessera/ledger/apply.hpp>

#include "support/catch.hpp"
#include "tool/failure.hpp"
#include "tool/programs.hpp"

using namespace tessera;
using namespace tessera::tool;

namespace {

loaded_program const program = choose_program("seed-points", currencies::EUR).rules;
date const today = date_of(2024, 1, 1);

posting of_points(posting_kind kind, std::int64_t amount) {
    return {.amount = amount, .expires = today + 9, .slot = program.pool("points"), .kind = kind};
}

/// Returns: what the proof says of postings while another account is kept, that of other postings.
std::string said(std::span<posting const> written, std::span<posting const> done) {
    entry const as_written{{1}, {instant{1}, 1}, {}, {}, written};
    entry const as_done{{1}, {instant{1}, 1}, {}, {}, done};
    account kept;
    REQUIRE(apply(kept, program.chart(), as_done) == errc::ok);
    try {
        proof().add(as_written, kept, program.chart(), today, "m");
    } catch (failure const& why) {
        return why.what();
    }
    return "agreed";
}

}  // namespace

TEST_CASE("an account that is not the fold of its journal is found") {
    std::array const ten{of_points(posting_kind::issue, 10)}, nine{of_points(posting_kind::issue, 9)};
    CHECK(said(ten, ten) == "agreed");
    CHECK(said(ten, nine) == "member m: the folded journal is another account");
    std::array const more{of_points(posting_kind::claw, 1)};
    CHECK(said(more, ten).starts_with("member m: the journal cannot be folded"));
}

TEST_CASE("a debt beside points that could pay it is found") {
    std::array const both{of_points(posting_kind::issue, 10), of_points(posting_kind::owe, 1)};
    CHECK(said(both, both) == "member m: there is a debt beside what could pay it");
}
