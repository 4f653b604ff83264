// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "tool/failure.hpp"
#include "tool/member_facts.hpp"

/// Part of the command-line tool. A fact that has the right form, and that no account takes: what is wrong,
/// and where in the file of events.

namespace tessera::tool {

/// Returns: the failure `bad_history` of a fact. One that comes from an event is told by line, column and
///   pointer, as far as the code says which attribute is meant; any other by its id.
/// Complexity: linear in the file.
[[nodiscard]] failure refused_fact(member_facts const& of, told_fact const& told, errc why);

}  // namespace tessera::tool
