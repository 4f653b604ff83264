// SPDX-License-Identifier: BSL-1.0
#include <cstdio>

#include <tessera/document/account.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"

/// What docs/reference/documents.md shows compiles, and does what the page says.

using namespace tessera;

TEST_CASE("documents: an account written and read") {
    constexpr auto rules = compose("shop", currencies::EUR, accrual("points", 1));
    account customer, again;
    std::string const text = document::write_account(customer, rules.chart());
    auto const read = document::read_account(text);
    for (auto const& problem : read.problems) std::puts(to_text(problem, "customer.json").c_str());
    if (read) again = read.what.held;
    CHECK(again.version() == customer.version());
    CHECK(rules.chart().extends(read.what.slots.view()));
}
