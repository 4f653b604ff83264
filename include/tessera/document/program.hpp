// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/problem.hpp>
#include <tessera/document/rules.hpp>

/// Floor 6, compiled: link tessera::document. A program as a document: JSON that a schema describes, read
/// with all its mistakes at once, and written in one canonical form.

namespace tessera::document {

/// The rules from a business day on.
struct version {
    std::uint32_t number = 1;
    date from = calendar_anchor;
    std::vector<rule> rules{};
    friend bool operator==(version const&, version const&) = default;
};

struct program {
    std::string name{};
    currency money{};
    std::string zone{};               ///< of business days, for hosts; empty: not said
    std::vector<std::string> tags{};  ///< the host's, in the order of their bits from `host_tag` on
    std::vector<version> versions{};  ///< oldest first
    friend bool operator==(program const&, program const&) = default;
};

/// The most versions of one document.
inline constexpr std::size_t versions_max = 1000;

using reading = reading_of<program>;

/// Returns: the program that a document describes, and does not make it: `make_program` does, and finds what
///   is wrong between rules. Complexity: linear in the text.
/// Tested by: tests/document/program.test.cpp.
[[nodiscard]] reading read_program(std::string_view json, limits const& most = {});

/// Returns: the canonical form: one text for all documents that say the same. What a default says is left
///   out, rules stand in the order of kind and name, nothing is set apart. With `spread` the same for people:
///   two blanks a level, rules in the order of the document.
[[nodiscard]] std::string write_program(program const& what, bool spread = false);

/// Returns: the hash of the canonical form, by which two programs are known to say the same.
[[nodiscard]] std::uint64_t fingerprint(program const& what);

/// Returns: the JSON Schema (Draft 7) of program documents.
[[nodiscard]] std::string program_schema();

}  // namespace tessera::document
