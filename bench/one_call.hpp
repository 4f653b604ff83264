// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <utility>
#include <vector>

#include <tessera/program/commit.hpp>

#include "contender.hpp"
#include "tallies.hpp"
#include "tessera_program.hpp"

/// The workload as the library takes it, and a host that decides one order after the other.

namespace bench {

inline constexpr tessera::date opening = tessera::date_of(2024, 1, 1);
inline constexpr tessera::redemption_wish wish{workload_program.redemption_rule("points")};

/// The orders' lines as the library takes them: what a host's own cart would be.
inline std::vector<tessera::line> lines_of(workload const& work) {
    std::vector<tessera::line> lines;
    lines.reserve(work.lines.size());
    for (line const& l : work.lines)
        lines.push_back({.sku = {l.sku}, .quantity = l.quantity, .list_minor = l.unit_price * l.quantity});
    return lines;
}

[[nodiscard]] inline tessera::order fact_of(order const& o,
                                            std::vector<tessera::line> const& lines) noexcept {
    tessera::order fact;
    fact.head = {.id = {o.sequence + 1U},
                 .key = {{(opening.day + std::int64_t{o.day}) * 86400}, o.sequence + 1U},
                 .day = opening + o.day};
    fact.what.lines = {lines.data() + o.first_line, o.line_count};
    if (o.redeems) fact.wishes = {&wish, 1};
    return fact;
}

/// The orders as the library takes them, viewing `lines`.
inline std::vector<tessera::member_fact<tessera::order>> facts_of(workload const& work,
                                                                  std::vector<tessera::line> const& lines) {
    std::vector<tessera::member_fact<tessera::order>> facts;
    facts.reserve(work.orders.size());
    for (order const& o : work.orders) facts.push_back({{o.member_id}, fact_of(o, lines)});
    return facts;
}

/// One call per order; the decision is the caller's and used again. `Rules` gives the program: one composed
/// is known to the compiler.
template <class Rules>
class one_call : public contender {
public:
    one_call(workload const& work, Rules rules, std::vector<tessera::line> lines)
        : rules_(rules), lines_(std::move(lines)), facts_(facts_of(work, lines_)) {
        members_.reserve(work.member_count, work.member_count * std::size_t{24});
        decision_.postings.reserve(64);
        decision_.reasons.reserve(64);
    }

    totals run(std::size_t first, std::size_t last) override {
        return run_each(first, last, [](tessera::decision const&) {});
    }

    memory_use memory() const override { return {members_.row_bytes(), members_.index_bytes()}; }

protected:
    /// `keep` is called with every decision.
    template <class Keep>
    totals run_each(std::size_t first, std::size_t last, Keep keep) {
        tallies given(rules_);
        for (std::size_t i = first; i < last; ++i) {
            decide(facts_[i]);
            keep(decision_);
            given.add_order(decision_);
        }
        return given.sums();
    }

private:
    [[gnu::noinline]] void decide(tessera::member_fact<tessera::order> const& fact) {
        auto const done = tessera::commit(members_, rules_.program(), fact.who, fact.what, decision_);
        if (!done) stop(done.error());
    }

    Rules rules_;
    std::vector<tessera::line> lines_;
    std::vector<tessera::member_fact<tessera::order>> facts_;
    tessera::book members_;
    tessera::decision decision_;
};

}  // namespace bench
