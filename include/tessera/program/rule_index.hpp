// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <tessera/core/stretch.hpp>
#include <tessera/facts/line.hpp>

/// Floor 5. Which of many rules can say something of an order: those that look at some of its articles or
/// categories, and those that look at all. So a thousand rules cost what the few cost that apply.

namespace tessera::detail {

/// Places of rules in a list, ascending: those that are looked for, or all of the list. Why no more than a
/// few: an order that so many rules look at is as quick to show to all of them.
class rule_places {
public:
    static constexpr std::size_t most = 64;

    [[nodiscard]] static rule_places all_of(std::size_t rules) noexcept {
        rule_places p;
        p.count_ = rules;
        p.all_ = true;
        return p;
    }
    void add(std::uint32_t place) noexcept {
        if (count_ < most)
            places_[count_++] = place;
        else
            full_ = true;
    }
    /// Effects: ends the search in a list of so many rules.
    void close(std::size_t rules) noexcept {
        if (full_) {
            *this = all_of(rules);
            return;
        }
        std::sort(places_.begin(), places_.begin() + count_);
        count_ = static_cast<std::size_t>(std::unique(places_.begin(), places_.begin() + count_) -
                                          places_.begin());
    }

    [[nodiscard]] std::size_t size() const noexcept { return count_; }
    [[nodiscard]] std::size_t operator[](std::size_t i) const noexcept { return all_ ? i : places_[i]; }

private:
    std::array<std::uint32_t, most> places_;
    std::size_t count_ = 0;
    bool all_ = false;
    bool full_ = false;
};

/// The rules of a list by what they look at. Complexity of a search: linear in the order's lines and the
/// rules found, logarithmic in the rules.
class rule_index {
public:
    /// Effects: takes in the rules of a list, of which `lines_of(rule)` says the lines without which a rule
    ///   says nothing.
    template <class Rules, class LinesOf>
    void build(Rules const& rules, LinesOf lines_of) {
        *this = {};
        rules_ = rules.size();
        for (std::uint32_t i = 0; i < rules_; ++i) {
            line_filter const lines = lines_of(rules[i]);
            if (lines.sku != sku_id{})
                by_sku_.emplace_back(lines.sku.value, i);
            else if (lines.category != category_id{})
                by_category_.emplace_back(lines.category.value, i);
            else
                always_.push_back(i);
        }
        std::sort(by_sku_.begin(), by_sku_.end());
        std::sort(by_category_.begin(), by_category_.end());
        selective_ = always_.size() < rules_;
    }

    /// Returns: whether no rule looks at some of the lines alone, so that there is nothing to find.
    [[nodiscard]] bool all_look_at_all() const noexcept { return !selective_; }

    /// Returns: the rules that can say something of the lines.
    [[nodiscard]] rule_places find(stretch<line const> lines) const noexcept {
        rule_places found;
        for (std::uint32_t const place : always_) found.add(place);
        for (line const& l : lines) {
            add_found(by_sku_, l.sku.value, found);
            add_found(by_category_, l.category.value, found);
        }
        found.close(rules_);
        return found;
    }

private:
    using by_number = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

    static void add_found(by_number const& rules, std::uint64_t number, rule_places& found) noexcept {
        auto at =
            std::lower_bound(rules.begin(), rules.end(), number,
                             [](auto const& rule, std::uint64_t wanted) { return rule.first < wanted; });
        for (; at != rules.end() && at->first == number; ++at) found.add(at->second);
    }

    std::size_t rules_ = 0;
    bool selective_ = false;
    std::vector<std::uint32_t> always_;
    by_number by_sku_;
    by_number by_category_;
};

}  // namespace tessera::detail
