// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "describe_facts.hpp"
#include "reader.hpp"
#include "writer.hpp"

/// Part of tessera::document. A fact as a value of JSON: a document of its own, or part of an event.

namespace tessera::document {

/// Returns: the fact as an object.
[[nodiscard]] json::object value_of(any_fact const& what);

}  // namespace tessera::document
