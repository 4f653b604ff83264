// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/problem.hpp>
#include <tessera/facts/past_fact.hpp>

/// Floor 6, compiled: link tessera::document. Facts as JSON; docs/reference/documents.md has the keys.

namespace tessera::document {

/// What facts refer to and a host keeps: the newest image of an order's receipt, and the account of a member
/// as it was before it became part of another one. Null where there is none.
struct host_rows {
    std::function<receipt const*(fact_id)> receipt_of;
    std::function<account const*(member_id)> account_of;
};

/// A fact that has been read, with the rows that it views. Moving it is allowed, copying it is not.
struct stored_fact {
    any_fact what;
    std::vector<line> lines;
    std::vector<redemption_wish> wishes;
    std::vector<returned_line> goods;
    std::vector<lot> lots;
    fact_id order{};  ///< of a return by receipt, or a compensation

    stored_fact() = default;
    stored_fact(stored_fact&&) noexcept = default;
    stored_fact& operator=(stored_fact&&) noexcept = default;
};

/// Returns: what the fact says, on one line. Of a return by receipt the order, and not the image; of a join
///   the member, and not the account. Preconditions: a return by receipt has one.
[[nodiscard]] std::string write_fact(any_fact const& what);

/// Returns: the fact, or all that is wrong with it. `rows` gives what it refers to.
/// Tested by: tests/document/fact.test.cpp.
[[nodiscard]] reading_of<stored_fact> read_fact(std::string_view json, host_rows const& rows = {},
                                                limits const& most = {});

/// Returns: the JSON Schema (Draft 7) of facts.
[[nodiscard]] std::string fact_schema();

}  // namespace tessera::document
