// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include <tessera/facts/returned.hpp>

/// Part of the command-line tool. The receipts of all members, and which of them explain a return. A file of
/// order lines does not say which order a return belongs to: it is taken for the member's own latest earlier
/// purchases of the article that are still with the member, newest first.

namespace tessera::tool {

/// What a return takes back of one order.
struct matched_order {
    std::size_t receipt = 0;  ///< place in the receipts
    std::vector<returned_line> lines;
    std::int64_t list_minor = 0;
};

/// A return in two parts, which add up to it to the minor unit.
struct matched_return {
    std::vector<matched_order> orders;
    std::vector<line> rest;  ///< goods, or a price above the one paid, that no order explains
};

class receipts {
public:
    /// An order explains returns for so many days from its own.
    explicit receipts(std::int32_t horizon_days) : horizon_days_(horizon_days) {}

    /// Effects: keeps the receipt of a member's order. Lines that cost nothing explain no return.
    void keep(std::uint32_t member, receipt const& of);

    /// Effects: splits what came back; the goods that orders explain count as no longer with the member.
    ///   Goods come back for what the file says, but for no more than they cost.
    /// Returns: the parts, until the next call. Complexity: linear in lines, times the member's purchases of
    ///   their articles.
    [[nodiscard]] matched_return const& match(std::uint32_t member, std::span<line const> lines, date day);

    [[nodiscard]] receipt& operator[](std::size_t place) noexcept { return receipts_[place]; }

private:
    static constexpr std::uint32_t none = 0xFFFF'FFFF;

    /// A line of an order, and what of it is still with the member.
    struct purchase {
        std::uint32_t receipt = 0;
        std::uint32_t number = 0;
        std::uint32_t older = none;  ///< the member's purchase of the article before this one
        std::uint32_t units = 0;
        std::int64_t list_minor = 0;
        std::int64_t unit_minor = 0;  ///< 0 where units do not cost whole minor units, or came back for less
    };

    void match_line(std::uint32_t member, line const& back, date day);
    [[nodiscard]] static std::int64_t take(purchase& from, std::uint32_t units, std::int64_t most,
                                           returned_line& back);
    [[nodiscard]] matched_order& part_of(std::size_t receipt);

    std::int32_t horizon_days_;
    std::vector<receipt> receipts_;
    std::vector<purchase> purchases_;
    boost::unordered_flat_map<std::pair<std::uint32_t, std::uint64_t>, std::uint32_t> newest_;
    matched_return matched_;
};

}  // namespace tessera::tool
