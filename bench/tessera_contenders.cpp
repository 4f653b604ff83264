// SPDX-License-Identifier: BSL-1.0
#include "tessera_contenders.hpp"

#include <algorithm>
#include <utility>

#include <tessera/program/replay.hpp>

#include "one_call.hpp"

namespace bench {
namespace {

struct composed {
    [[nodiscard]] static constexpr auto const& program() noexcept { return workload_program; }
    [[nodiscard]] static constexpr std::size_t place_of(tessera::slot_id slot) noexcept {
        return slot == points;
    }

    static constexpr tessera::slot_id points = workload_program.pool("points");
};

class kept final : public one_call<composed> {
public:
    explicit kept(workload const& work) : one_call(work, composed{}, lines_of(work)) {
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
        tallies given(composed{});
        auto const all = take_in(std::span(std::as_const(facts_)).subspan(first, last - first), given);
        if (!all) stop(all.error);
        return given.sums();
    }

    memory_use memory() const override { return {members_.row_bytes(), members_.index_bytes()}; }

protected:
    using facts = std::span<tessera::member_fact<tessera::order> const>;

    virtual tessera::batch_outcome take_in(facts orders, tallies<composed>& given) = 0;

    std::vector<tessera::line> lines_;
    std::vector<tessera::member_fact<tessera::order>> facts_;
    tessera::book members_;
    tessera::decision decision_;
};

class span_call final : public batch {
public:
    using batch::batch;

private:
    tessera::batch_outcome take_in(facts orders, tallies<composed>& given) override {
        return tessera::commit_all(members_, workload_program, orders, decision_,
                                   [&](std::size_t, tessera::decision const& d) { given.add_order(d); });
    }
};

class replayed : public batch {
public:
    using batch::batch;

private:
    tessera::batch_outcome take_in(facts orders, tallies<composed>& given) override {
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
    return std::make_unique<one_call<composed>>(work, composed{}, lines_of(work));
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
