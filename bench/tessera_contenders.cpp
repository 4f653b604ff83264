// SPDX-License-Identifier: BSL-1.0
#include "tessera_contenders.hpp"

#include <algorithm>
#include <utility>

#include <tessera/program/replay.hpp>

#include "tallies.hpp"
#include "tessera_program.hpp"

namespace bench {
namespace {

constexpr tessera::date opening = tessera::date_of(2024, 1, 1);
using given_so_far = tallies<workload_program.pool("points")>;
constexpr tessera::redemption_wish wish{workload_program.redemption_rule("points")};

/// The orders' lines as the library takes them: what a host's own cart would be.
std::vector<tessera::line> lines_of(workload const& work) {
    std::vector<tessera::line> lines;
    lines.reserve(work.lines.size());
    for (line const& l : work.lines)
        lines.push_back({.sku = {l.sku}, .quantity = l.quantity, .list_minor = l.unit_price * l.quantity});
    return lines;
}

[[nodiscard]] tessera::order fact_of(order const& o, std::vector<tessera::line> const& lines) noexcept {
    tessera::order fact;
    fact.head = {.id = {o.sequence + 1U},
                 .key = {{(opening.day + std::int64_t{o.day}) * 86400}, o.sequence + 1U},
                 .day = opening + o.day};
    fact.what.lines = {lines.data() + o.first_line, o.line_count};
    if (o.redeems) fact.wishes = {&wish, 1};
    return fact;
}

/// The orders as the library takes them, viewing `lines`.
std::vector<tessera::member_fact<tessera::order>> facts_of(workload const& work,
                                                           std::vector<tessera::line> const& lines) {
    std::vector<tessera::member_fact<tessera::order>> facts;
    facts.reserve(work.orders.size());
    for (order const& o : work.orders) facts.push_back({{o.member_id}, fact_of(o, lines)});
    return facts;
}

class one_call : public contender {
public:
    explicit one_call(workload const& work) : lines_(lines_of(work)), facts_(facts_of(work, lines_)) {
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
        given_so_far given;
        for (std::size_t i = first; i < last; ++i) {
            decide(facts_[i]);
            keep(decision_);
            given.add_order(decision_);
        }
        return given.sums();
    }

private:
    [[gnu::noinline]] void decide(tessera::member_fact<tessera::order> const& fact) {
        auto const done = tessera::commit(members_, workload_program, fact.who, fact.what, decision_);
        if (!done) stop(done.error());
    }

    std::vector<tessera::line> lines_;
    std::vector<tessera::member_fact<tessera::order>> facts_;
    tessera::book members_;
    tessera::decision decision_;
};

class kept final : public one_call {
public:
    explicit kept(workload const& work) : one_call(work) {
        postings_.reserve(work.orders.size() * 4);
        reasons_.reserve(work.orders.size() * 4);
    }

    totals run(std::size_t first, std::size_t last) override {
        return run_each(first, last, [this](tessera::decision const& d) {
            postings_.insert(postings_.end(), d.postings.begin(), d.postings.end());
            reasons_.insert(reasons_.end(), d.reasons.begin(), d.reasons.end());
        });
    }

private:
    std::vector<tessera::posting> postings_;
    std::vector<tessera::reason> reasons_;
};

/// Many orders in one call.
class batch : public contender {
public:
    explicit batch(workload const& work) : lines_(lines_of(work)), facts_(facts_of(work, lines_)) {
        members_.reserve(work.member_count, work.member_count * std::size_t{24});
    }

    totals run(std::size_t first, std::size_t last) override {
        given_so_far given;
        auto const all = take_in(std::span(std::as_const(facts_)).subspan(first, last - first), given);
        if (!all) stop(all.error);
        return given.sums();
    }

    memory_use memory() const override { return {members_.row_bytes(), members_.index_bytes()}; }

protected:
    using facts = std::span<tessera::member_fact<tessera::order> const>;

    virtual tessera::batch_outcome take_in(facts orders, given_so_far& given) = 0;

    std::vector<tessera::line> lines_;
    std::vector<tessera::member_fact<tessera::order>> facts_;
    tessera::book members_;
    tessera::decision decision_;
};

class span_call final : public batch {
public:
    using batch::batch;

private:
    tessera::batch_outcome take_in(facts orders, given_so_far& given) override {
        return tessera::commit_all(members_, workload_program, orders, decision_,
                                   [&](std::size_t, tessera::decision const& d) { given.add_order(d); });
    }
};

class replayed : public batch {
public:
    using batch::batch;

private:
    tessera::batch_outcome take_in(facts orders, given_so_far& given) override {
        return tessera::replay(members_, workload_program, orders, decision_,
                               [&](std::size_t, tessera::decision const& d) { given.add_order(d); });
    }
};

/// Orders and their lines lie by member, as a host's query would return them.
class replayed_sorted final : public replayed {
public:
    explicit replayed_sorted(workload const& work) : replayed(work) {
        std::ranges::stable_sort(facts_, {}, &tessera::member_fact<tessera::order>::who);
        std::vector<tessera::line> lines;
        lines.reserve(lines_.size());
        for (auto& [who, fact] : facts_) {
            auto const& of = fact.what.lines;
            auto const first = lines.insert(lines.end(), of.begin(), of.end());
            fact.what.lines = {first, of.size()};
        }
        lines_ = std::move(lines);
    }
};

}  // namespace

std::unique_ptr<contender> prepare_tessera_one(workload const& work) {
    return std::make_unique<one_call>(work);
}
std::unique_ptr<contender> prepare_tessera_kept(workload const& work) { return std::make_unique<kept>(work); }
std::unique_ptr<contender> prepare_tessera_span(workload const& work) {
    return std::make_unique<span_call>(work);
}
std::unique_ptr<contender> prepare_tessera_replay(workload const& work) {
    return std::make_unique<replayed>(work);
}
std::unique_ptr<contender> prepare_tessera_sorted(workload const& work) {
    return std::make_unique<replayed_sorted>(work);
}

}  // namespace bench
