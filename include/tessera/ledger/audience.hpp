// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

#include <tessera/core/config.hpp>
#include <tessera/core/errc.hpp>
#include <tessera/ledger/reason.hpp>
#include <tessera/ledger/standing.hpp>

/// Floor 2. For whom a rule is: for the members of a segment, for all but those of another one, or for
/// everybody. Both sides read it off a standing, where each segment is a bit.

namespace tessera {

/// The id of a segment is made of its name.
[[nodiscard]] constexpr rule_id segment_named(std::string_view name) noexcept {
    return rule_named("segment", name);
}

/// A rule of which nothing is said is for everybody, and looks at no bit.
/// Tested by: tests/policy/segment.test.cpp.
struct audience {
    std::string_view within{};    ///< the segment that a member must be in
    std::string_view beyond{};    ///< the one that a member must not be in
    std::uint64_t looked_at = 0;  ///< the bits of both; known when it is bound
    std::uint64_t asked = 0;      ///< of these, those that must be there; the same

    [[nodiscard]] constexpr bool everybody() const noexcept { return within.empty() && beyond.empty(); }

    /// Returns: whether it looks at a segment, once it is bound.
    [[nodiscard]] TESSERA_INLINE constexpr bool asks() const noexcept { return looked_at != 0; }

    /// `Binder` is the program's binder; the order side does not know its type.
    /// Fails the program with: `unknown_segment`.
    template <class Binder>
    constexpr void bind(Binder& b) noexcept {
        asked = within.empty() ? 0 : b.segment_bit(within);
        looked_at = asked | (beyond.empty() ? 0 : b.segment_bit(beyond));
        b.require(within.empty() || within != beyond, errc::unsound_segment);
    }

    /// Returns: whether the rule is for somebody of that standing.
    [[nodiscard]] TESSERA_INLINE constexpr bool takes(standing const& who) const noexcept {
        return (who.segments & looked_at) == asked;
    }
    /// Returns: why the rule gives nothing. Preconditions: it is not for them.
    [[nodiscard]] constexpr reason why_not(rule_id rule, standing const& who) const noexcept {
        bool const misses = (who.segments & asked) != asked;
        rule_id const segment = segment_named(misses ? within : beyond);
        return {0, std::int64_t{segment.value}, rule, reason_code::not_for_segment,
                static_cast<std::uint16_t>(misses ? 0 : 1)};
    }
};

/// Returns: whether two rules are for the same members because they are told alike.
[[nodiscard]] constexpr bool told_alike(audience const& a, audience const& b) noexcept {
    return a.within == b.within && a.beyond == b.beyond;
}

}  // namespace tessera
