// SPDX-License-Identifier: BSL-1.0
#include "tessera_contenders.hpp"

#include "kept_story.hpp"
#include "many_facts.hpp"
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
    explicit kept(workload const& work)
        : one_call(work, composed{}, lines_of(work)), story_(work.orders.size() * 4) {}

    totals run(std::size_t first, std::size_t last) override {
        return run_each(first, last, [this](tessera::decision const& d) { story_.add(d); });
    }

private:
    kept_story story_;
};

}  // namespace

std::unique_ptr<contender> prepare_tessera_one(workload const& work) {
    return std::make_unique<one_call<composed>>(work, composed{}, lines_of(work));
}
std::unique_ptr<contender> prepare_tessera_kept(workload const& work) { return std::make_unique<kept>(work); }
std::unique_ptr<contender> prepare_tessera_span(workload const& work) {
    return std::make_unique<span_call<composed>>(work, composed{});
}
std::unique_ptr<contender> prepare_tessera_replay(workload const& work) {
    return std::make_unique<replayed<composed>>(work, composed{});
}
std::unique_ptr<contender> prepare_tessera_sorted(workload const& work) {
    return std::make_unique<replayed_sorted<composed>>(work, composed{});
}

}  // namespace bench
