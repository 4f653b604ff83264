// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <tessera/facts/receipt.hpp>

/// Floor 3. What came back of an order, by its receipt. All parts are taken by *cumulative proportional
/// floor*: what is due after a return is the floor of the line's share over all that came back, less what was
/// due before. So 20 points over three equal returns are 6, 7 and 7, and the last return always closes.

namespace tessera {

/// Goods of one line of an order: units, or an amount of its list price where `quantity` is 0. Neither means
/// what is left of the line.
struct returned_line {
    std::uint32_t number = 0;  ///< the line's number in the order
    std::uint32_t quantity = 0;
    std::int64_t list_minor = 0;
    friend constexpr bool operator==(returned_line const&, returned_line const&) noexcept = default;
};

/// Goods that came back with their receipt. Without lines, all that is left of the order.
struct receipt_return {
    fact_head head{};
    receipt const* paper = nullptr;  ///< its newest image
    std::span<returned_line const> lines{};
    bool gifts = false;  ///< what came with the order for nothing came back, too
};

namespace detail {

/// Returns: `part` of `whole` times `amount`, rounded down. Preconditions: 0 <= part <= whole.
[[nodiscard]] inline std::int64_t floor_part(std::int64_t amount, std::int64_t part,
                                             std::int64_t whole) noexcept {
    if (part == whole) return amount;
    return static_cast<std::int64_t>(int128(amount) * part / whole);
}

/// How much of a line has come back, as a fraction that is never rounded.
struct share_back {
    std::int64_t part = 0;
    std::int64_t whole = 1;
};

/// Effects: makes `s` of units and amounts of list price: one fraction of the line. Fails with: `overflow`,
///   where some of the line came back by amounts and units times price are above 64 bits.
[[nodiscard]] inline errc share_of(line_return const& back, line const& l, share_back& s) noexcept {
    std::int64_t const units = units_of(l);
    s = {back.quantity, units};
    if (back.list_minor == 0) return errc::ok;
    std::int64_t by_units = 0, by_amounts = 0;
    bool const wrapped = __builtin_mul_overflow(units, l.list_minor, &s.whole) ||
                         __builtin_mul_overflow(back.quantity, l.list_minor, &by_units) ||
                         __builtin_mul_overflow(back.list_minor, units, &by_amounts) ||
                         __builtin_add_overflow(by_units, by_amounts, &s.part);
    return wrapped ? errc::overflow : errc::ok;
}

/// Effects: lets the rest of a line come back.
inline void close(line_return& back, line const& l) noexcept { back = {units_of(l), 0}; }

/// Effects: counts goods as come back. Amounts are rounded where units do not divide the price: less than a
///   minor unit too much closes the line.
[[nodiscard]] inline errc come_back(line_return& back, line const& l, returned_line const& what) noexcept {
    if (what.list_minor < 0) return errc::negative_amount;
    if (what.quantity == 0 && what.list_minor == 0) return close(back, l), errc::ok;
    line_return after{back.quantity + what.quantity, back.list_minor};
    if (what.quantity == 0 && __builtin_add_overflow(after.list_minor, what.list_minor, &after.list_minor))
        return errc::returned_above_bought;
    if (after.list_minor > l.list_minor) return errc::returned_above_bought;
    share_back share;
    if (errc const failed = share_of(after, l, share); failed != errc::ok) return failed;
    std::int64_t const unit = after.list_minor == 0 ? 1 : units_of(l);  // of a whole, or a minor unit
    if (share.part - share.whole >= unit) return errc::returned_above_bought;
    back = after;
    if (share.part >= share.whole) close(back, l);
    return errc::ok;
}

}  // namespace detail

/// Effects: counts the goods as come back in the receipt's image, and the return.
/// Fails with: `unknown_line`, `returned_above_bought`, `negative_amount`, `nothing_left`; then the image is
///   spoiled. Complexity: linear in lines of the receipt, times those of the return.
[[nodiscard]] inline errc mark_returned(receipt& image, std::span<returned_line const> what) {
    if (image.returned.empty())
        for (std::size_t i = 0; i < image.lines.size(); ++i) image.returned.push_back({});
    if (image.all_back()) return errc::nothing_left;
    ++image.returns;
    if (what.empty())
        for (std::size_t i = 0; i < image.lines.size(); ++i) detail::close(image.returned[i], image.lines[i]);
    for (returned_line const& r : what) {
        errc done = errc::unknown_line;
        for (std::size_t i = 0; i < image.lines.size() && done == errc::unknown_line; ++i)
            if (image.lines[i].number == r.number)
                done = detail::come_back(image.returned[i], image.lines[i], r);
        if (done != errc::ok) return done;
    }
    return errc::ok;
}

/// Effects: the same, of a return; what it says of gifts too.
[[nodiscard]] inline errc mark_returned(receipt& image, receipt_return const& what) {
    if (what.gifts)
        for (benefit_terms& by : image.benefits.terms) by.gift_back = true;
    return mark_returned(image, what.lines);
}

/// Returns: which part of `amount`, a share of the line, belongs to what has come back so far, rounded down.
[[nodiscard]] inline std::int64_t part_back(receipt const& image, std::size_t at,
                                            std::int64_t amount) noexcept {
    detail::share_back share;
    errc const failed = detail::share_of(image.back(at), image.lines[at], share);
    TESSERA_EXPECTS(failed == errc::ok);
    return detail::floor_part(amount, share.part, share.whole);
}

/// Returns: the part of the lines' amounts that has come back so far. What stands behind the lines, such as
///   shipping, comes back with the last line.
[[nodiscard]] inline std::int64_t sum_back(receipt const& image,
                                           std::span<std::int64_t const> amounts) noexcept {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < image.lines.size(); ++i) sum += part_back(image, i, amounts[i]);
    if (image.all_back())
        for (std::size_t i = image.lines.size(); i < amounts.size(); ++i) sum += amounts[i];
    return sum;
}

/// Returns: how much of a basis has come back so far; `priced` is the image's order. Fails with: `overflow`.
/// Complexity: linear in lines and adjustments.
[[nodiscard]] inline result<std::int64_t> basis_back(basis const& b, priced_order const& priced,
                                                     receipt const& image,
                                                     std::vector<std::int64_t>& scratch) {
    if (image.returned.empty()) return std::int64_t{0};
    auto const filled = basis_lines(b, priced, image.stored_value_minor, scratch);
    if (!filled) return filled.error();
    return sum_back(image, {scratch.data(), scratch.size()});
}

/// Returns: how much of what one rule took off the goods belongs to those that have come back so far.
/// Complexity: linear in lines and adjustments.
[[nodiscard]] inline std::int64_t off_back(rule_id rule, priced_order const& priced, receipt const& image,
                                           std::vector<std::int64_t>& scratch) {
    fill_shares(priced, rule, scratch);
    return sum_back(image, {scratch.data(), scratch.size()});
}

/// Returns: the units of the lines a filter takes that have come back so far: of a line without a number of
/// them none.
[[nodiscard]] inline std::int64_t units_back(receipt const& image, line_filter const& lines) noexcept {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < image.lines.size(); ++i)
        if (lines.takes(image.lines[i]))
            sum += std::min<std::int64_t>(image.back(i).quantity, image.lines[i].quantity);
    return sum;
}

}  // namespace tessera
