// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "returns_workload.hpp"

/// A contender is one way of doing the work. All of them are listed in `contenders.cpp`.

namespace bench {

struct memory_use {
    std::size_t state_bytes;  ///< members' state, in rows and beside them
    std::size_t index_bytes;  ///< what finds a member's state
};

/// Built for one workload, with every member's state still fresh. What a constructor may do, untimed, is what
/// a host has done before its first order: load the program, reserve for the members it knows it has, hold
/// room for the receipts; and, where a row of the table says so, sort the orders.
class contender {
public:
    virtual ~contender() = default;

    /// Effects: applies the facts at [first, last), counted in the sequence in which this contender takes
    ///   them, and leaves a receipt for each. Calls go on where the last one ended.
    /// Returns: what these facts came to.
    virtual totals run(std::size_t first, std::size_t last) = 0;

    [[nodiscard]] virtual memory_use memory() const = 0;
};

/// The two works. A contender does one of them; orders alone can be given to all.
enum class kind_of_work : std::uint8_t { orders, returns };

[[nodiscard]] inline workload generate(kind_of_work kind, scale size, std::size_t count = all_facts) {
    return kind == kind_of_work::orders ? generate(size, count) : generate_with_returns(size, count);
}

struct listed_contender {
    std::string_view name;
    std::string_view what;
    kind_of_work does;
    std::unique_ptr<contender> (*prepare)(workload const&);  ///< the workload outlives the contender
};

/// Returns: H, the yardstick of all that do such work.
[[nodiscard]] listed_contender const& yardstick_of(kind_of_work kind) noexcept;

[[nodiscard]] std::span<listed_contender const> all_contenders() noexcept;

/// Returns: the contender of that name, or null.
[[nodiscard]] listed_contender const* find_contender(std::string_view name) noexcept;

}  // namespace bench
