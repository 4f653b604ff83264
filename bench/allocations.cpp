// SPDX-License-Identifier: BSL-1.0

/// bench_allocations [NAME...]: counts heap allocations per fact, a line each:
///
///     allocations  NAME  steady  whole
///
/// "whole" is over all facts from fresh state. "steady" is over the last tenth of them, 100,000 of the
/// 1,000,000 orders, when all but few members have been seen and tables have grown; nothing of these is left
/// out, so members who are new even then count. A binary of its own, so that counting costs the timed one
/// nothing.

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "measure.hpp"

namespace {

std::atomic<std::uint64_t> allocation_count{0};

void* counted(std::size_t bytes, std::size_t alignment) {
    allocation_count.fetch_add(1, std::memory_order_relaxed);
    std::size_t const rounded = (bytes + alignment - 1) / alignment * alignment;
    void* const block = std::aligned_alloc(alignment, rounded);
    if (block == nullptr) throw std::bad_alloc();
    return block;
}

std::uint64_t allocations() noexcept { return allocation_count.load(std::memory_order_relaxed); }

void count(bench::listed_contender const& who) {
    bench::workload const work = bench::generate(who.does, bench::scale::standard);
    std::size_t const facts = work.size();
    std::size_t const steady_facts = facts / 10;
    auto const fresh = who.prepare(work);
    std::uint64_t const at_start = allocations();
    bench::totals sums = fresh->run(0, facts - steady_facts);
    std::uint64_t const at_steady = allocations();
    sums += fresh->run(facts - steady_facts, facts);
    std::uint64_t const at_end = allocations();

    bench::require_totals(work, sums, who);
    std::printf("allocations %s %.6f %.6f\n", std::string(who.name).c_str(),
                static_cast<double>(at_end - at_steady) / static_cast<double>(steady_facts),
                static_cast<double>(at_end - at_start) / static_cast<double>(facts));
}

}  // namespace

// The array and nothrow forms of the standard library call these.
void* operator new(std::size_t bytes) { return counted(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
    return counted(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete(void* block, std::align_val_t) noexcept { std::free(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { std::free(block); }

int main(int argc, char** argv) {
    if (argc == 1) {
        for (auto const& who : bench::all_contenders()) count(who);
    }
    for (int i = 1; i < argc; ++i) {
        auto const* const who = bench::find_contender(argv[i]);
        if (who == nullptr) {
            std::fprintf(stderr, "bench_allocations: no contender named %s\n", argv[i]);
            return 2;
        }
        count(*who);
    }
}
