// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/policy/concepts.hpp>
#include <tessera/policy/segment_condition.hpp>

/// Floor 4. Segments: members of whom some conditions hold on a day. Rules that are held to a segment give
/// nothing to others; what a member owns or was promised no segment touches.

namespace tessera {

/// How many conditions one segment can have.
inline constexpr std::size_t conditions_max = 32;

/// A named condition on a member and a day: a pure function of the account. It is judged when a standing is
/// made, before the order that it is made for counts, and both sides read the same bit.
/// Example: `segment("regulars", all_of(at_least(order_count().within(window::rolling_days(90)), 3),
///   !in_segment("returners")))`.
/// Tested by: tests/policy/segment.test.cpp.
template <std::size_t N>
class segment {
public:
    constexpr segment(std::string_view name, segment_rows<N> asked) noexcept
        : name_(name), conditions_(std::move(asked.each)) {}
    constexpr segment(std::string_view name, segment_condition const& asked) noexcept
        requires(N == 1)
        : name_(name), conditions_{asked} {}

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    [[nodiscard]] constexpr std::string_view name() const noexcept { return name_; }
    [[nodiscard]] constexpr std::uint8_t turn() const noexcept { return turn_; }
    /// Returns: whether somebody of that standing is in it.
    [[nodiscard]] constexpr bool has(standing const& who) const noexcept {
        return (who.segments & bit_) != 0;
    }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("segment", name_);
        b.require(b.segments().add(rule_), errc::too_many_slots);
        b.require(conditions_.size() > 0 && conditions_.size() <= conditions_max, errc::unsound_segment);
        for (segment_condition& c : conditions_) c.bind(b, rule_);
        bit_ = b.segment_bit(name_);
        turn_ = b.segments().turn_of(rule_);
        b.require(!b.resolving() || turn_ != detail::segment_turns::never, errc::segments_in_a_circle);
    }

    /// Effects: marks the standing, where the conditions hold. Preconditions: segments of lower turns have.
    void judge(draft const& d, standing& who) const noexcept {
        for (std::size_t begin = 0; begin < conditions_.size(); begin = end_of(begin))
            if (lacking(begin, d, who) == end_of(begin)) {
                who.segments |= bit_;
                return;
            }
    }

    /// What a threshold lacks.
    struct distance {
        std::int64_t amount = 0;  ///< 0: no one threshold alone keeps the member out
        bound_measure const* by = nullptr;
    };
    /// Returns: the one threshold that keeps a member out who is not in it: that of the first row of which
    ///   everything else holds.
    [[nodiscard]] distance missing(draft const& d, standing const& who) const noexcept {
        for (std::size_t begin = 0; begin < conditions_.size(); begin = end_of(begin)) {
            std::size_t const first = lacking(begin, d, who);
            if (first == end_of(begin) || lacking(first + 1, d, who, end_of(begin)) != end_of(begin))
                continue;
            if (std::int64_t const amount = conditions_[first].missing(d); amount > 0)
                return {amount, &conditions_[first].by};
        }
        return {};
    }

private:
    friend struct detail::teller;

    /// Returns: where the row ends that begins there.
    [[nodiscard]] constexpr std::size_t end_of(std::size_t begin) const noexcept {
        std::size_t end = begin + 1;
        while (end < conditions_.size() && conditions_[end].place == conditions_[begin].place) ++end;
        return end;
    }
    /// Returns: the first condition of a row that does not hold; the row's end where all do.
    [[nodiscard]] std::size_t lacking(std::size_t begin, draft const& d, standing const& who) const noexcept {
        return lacking(begin, d, who, end_of(begin));
    }
    [[nodiscard]] std::size_t lacking(std::size_t at, draft const& d, standing const& who,
                                      std::size_t end) const noexcept {
        while (at < end && conditions_[at].holds(d, who)) ++at;
        return at;
    }

    std::string_view name_;
    list_of<segment_condition, N> conditions_;
    rule_id rule_{};
    std::uint64_t bit_ = 0;  // known when it is bound, as is the turn
    std::uint8_t turn_ = 0;
};

segment(std::string_view, segment_condition) -> segment<1>;

}  // namespace tessera
