// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string>

#include <boost/json.hpp>

#include <tessera/document/explain.hpp>

#include "tool/member_facts.hpp"

/// Part of the command-line tool. What `tessera explain` supposes besides what has happened: another order,
/// goods that come back, another program.

namespace tessera::tool {

/// One thing that is supposed, as it was said.
struct supposed {
    enum class what : std::uint8_t {
        order,     ///< `DAY AMOUNT`, and what else is known of it: `sku=LAMP quantity=2`
        returned,  ///< `ORDER`, `ORDER LINE` or `ORDER LINE QUANTITY`
        program,   ///< as `--program`
    };
    what kind{};
    std::string words{};
};

/// The same, understood.
struct supposition {
    std::string text;          ///< for people
    boost::json::object data;  ///< with `change`, the option that said it
};

/// How suppositions are understood.
struct supposing {
    chosen_program const& by;
    document::language in = document::language::english;
    date latest = date::never();  ///< nothing later is told of
    bool spend = false;           ///< with every order as much as the program allows
};

/// Effects: puts an order behind all facts of its day, or goods that come back behind all of the last day
/// told of. Returns: what that was. Throws: `failure` with `bad_usage`, where the words say none, the member
/// has no such goods, or the program
///   takes none back. Preconditions: it is no program.
[[nodiscard]] supposition suppose(member_facts& to, supposed const& what, supposing const& how);

}  // namespace tessera::tool
