// SPDX-License-Identifier: BSL-1.0
#include <deque>

#include <tessera/ledger/lot_run.hpp>

#include "support/property.hpp"

using namespace tessera;
using tessera::detail::lot_run;

namespace {

/// Counts what is out.
struct counting_memory final : memory_resource {
    std::size_t out = 0, calls = 0;
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
        out += bytes;
        ++calls;
        return heap().allocate(bytes, alignment);
    }
    void do_deallocate(void* block, std::size_t bytes, std::size_t alignment) override {
        out -= bytes;
        heap().deallocate(block, bytes, alignment);
    }
    bool do_is_equal(memory_resource const& other) const noexcept override { return this == &other; }
};

plain_lot lot_of(std::uint32_t n) { return {n, {static_cast<std::int32_t>(n)}}; }

bool same(lot_run const& run, std::deque<std::uint32_t> const& model) {
    auto const lots = run.lots();
    if (lots.size() != model.size()) return false;
    for (std::size_t i = 0; i < model.size(); ++i)
        if (lots[i].amount != model[i] || lots[i].expires.day != static_cast<std::int32_t>(model[i]))
            return false;
    return true;
}

}  // namespace

TEST_CASE("six lots lie inside, more in a block, and the block goes back") {
    counting_memory memory;
    {
        lot_run run;
        for (std::uint32_t n = 0; n < 6; ++n) run.insert(n, lot_of(n), memory);
        CHECK(memory.calls == 0);
        CHECK(run.outside() == 0);
        run.insert(6, lot_of(6), memory);
        CHECK(memory.calls == 1);
        CHECK(run.outside() == 8 * sizeof(plain_lot));
        CHECK(memory.out == run.outside());
        for (std::uint32_t n = 0; n < 7; ++n) run.erase(0);
        CHECK(run.lots().empty());
    }
    CHECK(memory.out == 0);
}

TEST_CASE("a run that is used like a queue stays where it is") {
    counting_memory memory;
    lot_run run;
    for (std::uint32_t n = 0; n < 4; ++n) run.insert(n, lot_of(n), memory);
    for (std::uint32_t n = 4; n < 10'000; ++n) {
        run.insert(4, lot_of(n), memory);
        run.erase(0);
    }
    CHECK(memory.calls <= 1);
    CHECK(run.lots().size() == 4);
    CHECK(run.lots()[0].amount == 9'996);
}

TEST_CASE("a run can be filled to its last place, whatever was taken from its front") {
    counting_memory memory;
    lot_run run;
    std::uint32_t next = 0;
    auto const fill = [&](std::size_t count) {
        while (run.lots().size() < count) {
            run.insert(static_cast<std::uint32_t>(run.lots().size()), lot_of(next), memory);
            ++next;
        }
    };
    fill(30'000);
    for (int i = 0; i < 3'000; ++i) run.erase(0);
    fill(lot_run::most);
    CHECK(run.lots().size() == lot_run::most);
    CHECK(run.outside() == lot_run::most * sizeof(plain_lot));
    CHECK(run.lots().front().amount == 3'000);
    CHECK(run.lots().back().amount == next - 1);
    run.erase(0);
    fill(lot_run::most);
    CHECK(run.outside() == lot_run::most * sizeof(plain_lot));
    CHECK(run.lots().back().amount == next - 1);
}

TEST_CASE("a run behaves as a list, wherever it lies") {
    CHECK_PROPERTY("insert, erase, copy and swap at any place", [](std::vector<std::uint16_t> const& steps) {
        counting_memory memory;
        {
            lot_run run;
            std::deque<std::uint32_t> model;
            for (std::uint16_t const step : steps) {
                if (step % 5 < 3 || model.empty()) {
                    std::size_t const at = step % 5 == 0 ? model.size() : step % (model.size() + 1);
                    run.insert(static_cast<std::uint32_t>(at), lot_of(step), memory);
                    model.insert(model.begin() + static_cast<std::ptrdiff_t>(at), step);
                } else {
                    std::size_t const at = step % 5 == 3 ? 0 : step % model.size();
                    run.erase(static_cast<std::uint32_t>(at));
                    model.erase(model.begin() + static_cast<std::ptrdiff_t>(at));
                }
                RC_ASSERT(same(run, model));
            }
            lot_run copy, other;
            other.insert(0, lot_of(77), memory);
            copy.assign(run, memory);
            RC_ASSERT(same(copy, model));
            copy.swap(other);
            RC_ASSERT(same(other, model));
            RC_ASSERT(same(copy, {77}));
            RC_ASSERT(same(run, model));
        }
        RC_ASSERT(memory.out == 0);
    });
}
