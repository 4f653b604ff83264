// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include <tessera/order/offer_counter.hpp>
#include <tessera/order/stacking.hpp>

/// Floor 4. Part of tessera::detail. A stack's turn: which of its offers stand.

namespace tessera::detail {

/// How many offers a search looks at together.
inline constexpr std::size_t offers_searched = 12;

class stack_run {
public:
    /// The offers of the stack stand from `begin` on before `end`. `owner` is the rule that lists them.
    stack_run(stack const& which, std::size_t begin, std::size_t end, rule_id owner,
              offer_counter& at) noexcept
        : which_(which), begin_(begin), end_(end), owner_(owner), counter_(at) {}

    void run() {
        counter_.bill().mark();
        switch (which_.how) {
            case stacking::product: return one_by_one(false);
            case stacking::sum: return one_by_one(true);
            case stacking::max: return best();
            case stacking::max_of_line: return best_of_line();
            case stacking::first: return first();
            case stacking::search: return search();
        }
    }

private:
    using places = std::span<std::size_t const>;

    /// Effects: says so where an offer that applies may not stand with one that stands. Returns: whether.
    bool barred(std::size_t i, offer_outcome const& made) {
        std::size_t const other = counter_.barred_by(i);
        if (other == i) return false;
        counter_.suppress(i, made, suppression::incompatible, other);
        return true;
    }

    void one_by_one(bool marked) {
        std::int64_t stand = 0;
        std::size_t last = begin_;
        for (std::size_t i = begin_; i < end_; ++i) {
            auto const made = counter_.look(i, marked);
            counter_.hint(i, made);
            if (!made.applies || barred(i, made)) continue;
            if (stand == which_.together) {
                counter_.suppress(i, made, suppression::earlier, last);
            } else {
                counter_.stand(i, made);
                ++stand;
                last = i;
            }
        }
    }
    void first() {
        std::size_t chosen = end_;
        for (std::size_t i = begin_; i < end_; ++i) {
            auto const made = counter_.look(i, true);
            counter_.hint(i, made);
            if (!made.applies || barred(i, made)) continue;
            if (chosen == end_)
                counter_.stand(chosen = i, made);
            else
                counter_.suppress(i, made, suppression::earlier, chosen);
        }
    }
    void best() {
        std::size_t chosen = end_;
        std::int64_t most = -1;
        for (std::size_t i = begin_; i < end_; ++i) {
            auto const made = counter_.look(i);
            counter_.hint(i, made);
            std::int64_t const worth = counter_.worth(i, made);
            if (worth > most && counter_.barred_by(i) == i) chosen = i, most = worth;
        }
        for (std::size_t i = begin_; i < end_; ++i) {
            auto const made = counter_.look(i);
            if (i != chosen && made.applies && !barred(i, made))
                counter_.suppress(i, made, suppression::better, chosen);
        }
        if (chosen != end_) counter_.stand(chosen, counter_.look(chosen));
    }

    // --- line by line --------------------------------------------------------------------------------------

    /// One that may not stand with an earlier one, or is one too many, leaves its lines to their next best.
    /// What is of no line stands beside it: gifts and perks, and of what lowers shipping the best.
    void best_of_line() {
        for (std::size_t i = begin_; i < end_; ++i) {
            auto const made = counter_.look(i);
            counter_.hint(i, made);
            if (!made.applies || barred(i, made)) counter_.leave_out(i);
        }
        do find_best_of_lines();
        while (leave_one_out());
        for (std::size_t i = begin_; i < end_; ++i) give_way(i);
        for (std::size_t i = begin_; i < end_; ++i) stand_on_its_lines(i);
    }
    void find_best_of_lines() {
        bill& sheet = counter_.bill();
        std::fill(sheet.best().begin(), sheet.best().end(), 0);
        shipping_by_ = end_;
        std::int64_t shipping = 0;
        for (std::size_t i = begin_; i < end_; ++i) {
            if (counter_.left_out(i)) continue;
            auto const made = counter_.look(i);
            if (made.of_lines) note_best(i);
            if (!made.of_lines && made.off_minor > shipping) shipping = made.off_minor, shipping_by_ = i;
        }
    }
    void note_best(std::size_t i) noexcept {
        bill& sheet = counter_.bill();
        for (std::size_t k = 0; k < sheet.chosen(); ++k) {
            std::size_t const l = sheet.line_at(k);
            if (sheet.off()[k] <= sheet.best()[l]) continue;
            sheet.best()[l] = sheet.off()[k];
            sheet.best_by()[l] = static_cast<std::int64_t>(i);
        }
    }
    /// Returns: whether an offer is the best of some line, or of shipping, or takes nothing off anyway.
    [[nodiscard]] bool has_place(std::size_t i, offer_outcome const& made) const noexcept {
        if (made.off_minor == 0 || i == shipping_by_) return true;
        bill& sheet = counter_.bill();
        for (std::size_t l = 0; l < sheet.size(); ++l)
            if (sheet.best()[l] > 0 && sheet.best_by()[l] == static_cast<std::int64_t>(i)) return true;
        return false;
    }
    /// Effects: leaves out the first offer with a place that cannot stand with those before it.
    /// Returns: whether there is one.
    bool leave_one_out() {
        std::int64_t stand = 0;
        std::size_t last = begin_;
        for (std::size_t i = begin_; i < end_; ++i) {
            if (counter_.left_out(i)) continue;
            auto const made = counter_.look(i);
            if (!has_place(i, made)) continue;
            std::size_t const other = earlier_bar(i);
            if (other == i && stand < which_.together) {
                ++stand;
                last = i;
                continue;
            }
            if (other != i)
                counter_.suppress(i, made, suppression::incompatible, other);
            else
                counter_.suppress(i, made, suppression::earlier, last);
            counter_.leave_out(i);
            return true;
        }
        return false;
    }
    /// Returns: an earlier offer with a place that the offer does not tolerate; itself if there is none.
    [[nodiscard]] std::size_t earlier_bar(std::size_t i) {
        for (std::size_t j = begin_; j < i; ++j)
            if (!counter_.left_out(j) && !counter_.at(i).tolerates(counter_.at(j)) &&
                has_place(j, counter_.look(j)))
                return j;
        return i;
    }
    /// Effects: leaves out an offer of which no line has the best.
    void give_way(std::size_t i) {
        if (counter_.left_out(i)) return;
        auto const made = counter_.look(i);
        if (has_place(i, made)) return;
        bill const& sheet = counter_.bill();
        std::size_t better = shipping_by_;
        for (std::size_t k = 0; made.of_lines && k < sheet.chosen(); ++k)
            if (sheet.off()[k] > 0) better = static_cast<std::size_t>(sheet.best_by()[sheet.line_at(k)]);
        counter_.suppress(i, made, suppression::better, better);
        counter_.leave_out(i);
    }
    void stand_on_its_lines(std::size_t i) {
        if (counter_.left_out(i)) return;
        bill& sheet = counter_.bill();
        auto made = counter_.look(i, true);
        if (!made.of_lines) return counter_.stand(i, made);
        made.off_minor = made.base_minor = 0;
        for (std::size_t k = 0; k < sheet.chosen(); ++k) {
            std::size_t const l = sheet.line_at(k);
            bool const own = sheet.best()[l] > 0 && sheet.best_by()[l] == static_cast<std::int64_t>(i);
            sheet.off()[k] = own ? sheet.best()[l] : 0;
            made.off_minor += sheet.off()[k];
            made.base_minor += own ? sheet.base()[k] : 0;
        }
        made.uncut_minor = made.off_minor;  // what other lines got is no cap
        counter_.stand(i, made);
    }

    // --- the best set --------------------------------------------------------------------------------------

    /// Sets are bits, that of the earliest offer the highest: of equal sets the one with earlier offers wins.
    void search() {
        std::array<std::size_t, offers_searched> list{};
        std::size_t count = 0, apply = 0;
        for (std::size_t i = begin_; i < end_; ++i) {
            auto const made = counter_.look(i);
            if (!may_apply(made)) counter_.hint(i, made);
            if (!may_apply(made) || barred(i, made)) continue;
            if (++apply <= offers_searched)
                list[count++] = i;
            else
                counter_.suppress(i, made, suppression::earlier, list[count - 1]);
        }
        if (apply > offers_searched)
            counter_.explain({static_cast<std::int64_t>(apply), static_cast<std::int64_t>(offers_searched),
                              owner_, reason_code::search_cut, 0});
        places const those(list.data(), count);
        stand_together(those, best_set(those));
    }
    /// Returns: whether an offer applies, or may once others have lowered prices: to its budget, or so that
    ///   other units are the cheapest.
    [[nodiscard]] static bool may_apply(offer_outcome const& made) noexcept {
        return !made.closed && made.missing == 0 && made.sets > 0;
    }
    [[nodiscard]] std::uint32_t best_set(places those) {
        std::uint32_t chosen = 0;
        std::int64_t most = -1;
        for (std::uint32_t set = (1U << those.size()) - 1; set > 0; --set) {
            if (std::popcount(set) > which_.together || !tolerate_each_other(those, set)) continue;
            std::int64_t const worth = worth_of(those, set);
            if (worth > most) chosen = set, most = worth;
        }
        counter_.bill().go_back();
        return chosen;
    }
    [[nodiscard]] static bool has(std::uint32_t set, std::size_t k, places those) noexcept {
        return (set >> (those.size() - 1 - k) & 1U) != 0;
    }
    [[nodiscard]] bool tolerate_each_other(places those, std::uint32_t set) const noexcept {
        for (std::size_t a = 0; a < those.size(); ++a)
            for (std::size_t b = a + 1; b < those.size(); ++b)
                if (has(set, a, those) && has(set, b, those) &&
                    !counter_.at(those[a]).tolerates(counter_.at(those[b])))
                    return false;
        return true;
    }
    [[nodiscard]] std::int64_t worth_of(places those, std::uint32_t set) {
        counter_.bill().go_back();
        std::int64_t sum = 0;
        for (std::size_t k = 0; k < those.size(); ++k) {
            if (!has(set, k, those)) continue;
            auto const made = counter_.look(those[k]);
            if (!made.applies) continue;
            counter_.take(those[k], made);
            std::int64_t const worth = counter_.worth(those[k], made);
            sum = std::min(sum, INT64_MAX - worth) + worth;
        }
        return sum;
    }
    void stand_together(places those, std::uint32_t set) {
        if (set == 0) return;
        std::size_t first = those[0];
        for (std::size_t k = those.size(); k-- > 0;)
            if (has(set, k, those) && counter_.look(those[k]).applies) first = those[k];
        for (std::size_t k = 0; k < those.size(); ++k)
            if (!has(set, k, those)) step_aside(those[k], first);
        for (std::size_t k = 0; k < those.size(); ++k) {
            if (!has(set, k, those)) continue;
            auto const made = counter_.look(those[k]);
            if (made.applies)
                counter_.stand(those[k], made);
            else
                step_aside(those[k], first);  // of what the others leave, nothing is to be had
        }
    }
    void step_aside(std::size_t i, std::size_t first) {
        auto const made = counter_.look(i);
        if (made.applies)
            counter_.suppress(i, made, suppression::better, first);
        else
            counter_.hint(i, made);
    }

    stack const& which_;
    std::size_t begin_, end_;
    rule_id owner_;
    offer_counter& counter_;
    std::size_t shipping_by_ = 0;  ///< line by line, the offer that lowers shipping
};

}  // namespace tessera::detail
