// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include <tessera/program/replay.hpp>

#include "one_call.hpp"

/// Hosts that hand in many orders in one call. `Rules` gives the program, as to `one_call`.

namespace bench {

/// How one call decides them: one after the other as they stand, or member by member, sorting included.
inline constexpr auto as_they_stand = [](auto&&... given) { return tessera::commit_all(given...); };
inline constexpr auto by_member = [](auto&&... given) { return tessera::replay(given...); };

/// Orders in one call.
template <class Rules, auto Deciding>
class many_facts : public contender {
public:
    many_facts(workload const& work, Rules rules)
        : rules_(rules), lines_(lines_of(work)), facts_(facts_of(work, lines_)) {
        members_.reserve(work.member_count, work.member_count * std::size_t{24});
    }

    totals run(std::size_t first, std::size_t last) override {
        tallies given(rules_);
        std::span const orders = std::span(std::as_const(facts_)).subspan(first, last - first);
        auto const all = Deciding(members_, rules_.program(), orders, decision_,
                                  [&](std::size_t, tessera::decision const& d) { given.add_order(d); });
        if (!all) stop(all.error);
        return given.sums();
    }

    memory_use memory() const override { return {members_.row_bytes(), members_.index_bytes()}; }

protected:
    Rules rules_;
    std::vector<tessera::line> lines_;
    std::vector<tessera::member_fact<tessera::order>> facts_;
    tessera::book members_;
    tessera::decision decision_;
};

template <class Rules>
using span_call = many_facts<Rules, as_they_stand>;
template <class Rules>
using replayed = many_facts<Rules, by_member>;

/// Orders and their lines lie by member, as a host's query would return them.
template <class Rules>
class replayed_sorted final : public replayed<Rules> {
public:
    replayed_sorted(workload const& work, Rules rules) : replayed<Rules>(work, rules) {
        std::ranges::stable_sort(this->facts_, {}, &tessera::member_fact<tessera::order>::who);
        std::vector<tessera::line> lines;
        lines.reserve(this->lines_.size());
        for (auto& [who, fact] : this->facts_) {
            auto const& of = fact.what.lines;
            auto const first = lines.insert(lines.end(), of.begin(), of.end());
            fact.what.lines = {first, of.size()};
        }
        this->lines_ = std::move(lines);
    }
};

}  // namespace bench
