// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/core/errc.hpp>

/// Floor 6, compiled: link tessera::document. What is wrong in a document, what reading one may cost, and
/// what it has come to.

namespace tessera::document {

/// The number of the format that this library reads and writes.
inline constexpr std::int32_t format_version = 1;

/// What is wrong in a document, where, and what would be right.
struct problem {
    errc code = errc::ok;    ///< stable
    std::string pointer{};   ///< RFC 6901; empty: the document
    std::size_t line = 1;    ///< from 1 on
    std::size_t column = 1;  ///< in bytes, from 1 on
    std::string value{};     ///< what stands there, cut when it is long
    std::string remedy{};
    friend bool operator==(problem const&, problem const&) = default;
};
/// Returns: the problem as one line: `program.json:3:12: /name: ...`.
[[nodiscard]] std::string to_text(problem const& what, std::string_view file);

/// What a document may cost. What is above is a problem, found before it costs more.
struct limits {
    std::size_t bytes = std::size_t{4} << 20;  ///< of a document; of lines, each of them
    std::size_t depth = 32;
    std::size_t problems = 100;  ///< the first ones are told
};

/// What reading has come to: what the document says, or problems and nothing.
template <class What>
struct reading_of {
    What what{};
    std::vector<problem> problems{};

    [[nodiscard]] explicit operator bool() const noexcept { return problems.empty(); }
};

}  // namespace tessera::document
