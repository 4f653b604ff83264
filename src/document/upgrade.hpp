// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <span>

#include <tessera/document/problem.hpp>

#include "json.hpp"

/// Part of tessera::document. Documents of older formats: each step makes a document of one format one of the
/// next, on the value and before anything reads it, so that there is one reader, of the newest format.

namespace tessera::document {

/// Effects: makes a document one of the next format, whatever kind it is; the number is not its business.
///   What is not as its format says stays as it is, for the reader to tell.
using upgrade = void (*)(json::object& document);

/// The steps, the one from format 1 first. Format 1 is the oldest there is.
inline constexpr std::array<upgrade, format_version - 1> upgrades{};

/// Effects: takes a document of an older format to the newest one, the last of `steps` last. One of another
///   format, or without one, stays as it is: reading tells.
void bring_up(json::value& document, std::span<upgrade const> steps);

}  // namespace tessera::document
