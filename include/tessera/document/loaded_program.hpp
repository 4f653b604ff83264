// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <variant>
#include <vector>

#include <tessera/document/program.hpp>
#include <tessera/facts/past_fact.hpp>
#include <tessera/ledger/statement.hpp>
#include <tessera/policy/measure.hpp>
#include <tessera/program/decision.hpp>

/// Floor 6, compiled: link tessera::document. A program made from a document: the library's own policies, as
/// many of each kind as the document has. It decides like one composed in code, to the byte.

namespace tessera {

namespace detail {

struct loaded_versions;

template <class Fact>
concept one_of_any_fact = requires(any_fact const& any) { std::get<Fact>(any); };

}  // namespace detail

/// Decides, quotes and settles as `versions` of a program do (program/versions.hpp says each answer's
/// failures); its rules view the names of the document, which it keeps. Copies share both. Whatever takes a
/// program takes it: `commit`, `merge`, `join`, `replay`.
class loaded_program {
public:
    static constexpr bool takes_receipts = true;

    explicit loaded_program(std::shared_ptr<detail::loaded_versions const> made) noexcept;

    /// Returns: what the document says.
    [[nodiscard]] document::program const& said() const noexcept;
    [[nodiscard]] std::string_view name() const noexcept { return said().name; }
    [[nodiscard]] currency money() const noexcept { return said().money; }

    [[nodiscard]] tessera::chart chart() const noexcept;
    /// Returns: the slot of a pool; `no_slot` where no version has it.
    [[nodiscard]] slot_id pool(std::string_view pool_name) const noexcept;
    /// Returns: the bits of a tag that the document declares, or of the library's own; 0 for another one.
    [[nodiscard]] tag_set tag(std::string_view name) const noexcept;

    /// Returns: the number of the version of a business day.
    [[nodiscard]] program_version version(date day) const noexcept;
    /// Returns: the measures of that version.
    [[nodiscard]] stretch<bound_measure const> measures(date day) const noexcept;

    /// Effects: decides a fact by the version of its day.
    template <detail::one_of_any_fact Fact>
    [[nodiscard]] result<void> decide(account const& of, Fact const& what, decision& out) const;

    /// Effects: prices a cart by the version of the standing's day.
    [[nodiscard]] result<void> quote(tessera::standing const& who, cart const& what, priced_order& out) const;
    /// Effects: the same, in room that the caller keeps.
    [[nodiscard]] result<void> quote(tessera::standing const& who, cart const& what, priced_order& out,
                                     std::vector<std::int64_t>& room) const;
    /// Effects: prices an order for its member by the version of its day.
    [[nodiscard]] result<void> quote(account const& of, order const& what, priced_order& out) const;
    /// Effects: decides an order at the price it has.
    [[nodiscard]] result<void> settle(account const& of, order const& what, priced_order const& priced,
                                      decision& out) const;
    /// Effects: decides an order again, as it was charged.
    [[nodiscard]] result<void> settle_again(account const& of, order const& what, receipt const& charged,
                                            decision& out) const;

    /// Returns: the account as it is on a later day; see `program::as_of`.
    [[nodiscard]] account as_of(account const& of, moment when) const;
    [[nodiscard]] tessera::standing standing(account const& of, moment when) const;
    [[nodiscard]] tessera::statement statement(account const& of, moment when) const;

    /// Returns: the policies themselves; their type is known inside the library alone.
    [[nodiscard]] detail::loaded_versions const& policies() const noexcept { return *made_; }

private:
    std::shared_ptr<detail::loaded_versions const> made_;
};

namespace document {

/// What making has come to: a program, or problems and none. Places are pointers; `load_program` adds lines.
struct making {
    std::vector<loaded_program> made;  ///< one, or none
    std::vector<problem> problems;

    [[nodiscard]] explicit operator bool() const noexcept { return !made.empty(); }
    [[nodiscard]] loaded_program const& operator*() const noexcept { return made.front(); }
    [[nodiscard]] loaded_program const* operator->() const noexcept { return &made.front(); }
};

/// Returns: the program that does what a document says, or all that is wrong between its rules.
[[nodiscard]] making make_program(program what);

/// Returns: the program of a document's text, or all that is wrong with it.
/// Example: examples/08_a_program_from_a_file.cpp. Tested by: tests/document/loaded_program.test.cpp.
[[nodiscard]] making load_program(std::string_view json, limits const& most = {});

}  // namespace document
}  // namespace tessera
