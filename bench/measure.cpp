// SPDX-License-Identifier: BSL-1.0
#include "measure.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace bench {
namespace {

/// Takes the figures from Google Benchmark instead of printing its table.
class collector final : public benchmark::BenchmarkReporter {
public:
    collector(std::vector<timing>& rounds, std::size_t facts)
        : rounds_(rounds), facts_(static_cast<double>(facts)) {}

    bool ReportContext(Context const&) override { return true; }

    void ReportRuns(std::vector<Run> const& runs) override {
        for (Run const& run : runs) {
            if (run.run_type != Run::RT_Iteration) continue;
            double const per_fact = facts_ * benchmark::GetTimeUnitMultiplier(run.time_unit) / 1e9;
            rounds_.push_back({.cpu_ns = run.GetAdjustedCPUTime() / per_fact,
                               .wall_ns = run.GetAdjustedRealTime() / per_fact});
        }
    }

private:
    std::vector<timing>& rounds_;
    double facts_;
};

totals expected_totals(workload const& work, kind_of_work kind) {
    if (work.known) return *work.known;
    return yardstick_of(kind).prepare(work)->run(0, work.size());
}

}  // namespace

[[gnu::noinline]] totals contender_run(contender& who, std::size_t first, std::size_t last) {
    return who.run(first, last);
}

void require_totals(workload const& work, totals const& found, listed_contender const& who) {
    totals const expected = expected_totals(work, who.does);
    if (found == expected) return;
    std::fprintf(stderr, "%s did other work than the reference:\n", std::string(who.name).c_str());
    for (auto const& [name, sum] : named_sums)
        std::fprintf(stderr, "  %-18s expected %jd, found %jd\n", name, std::intmax_t{expected.*sum},
                     std::intmax_t{found.*sum});
    std::abort();
}

measurement measure(listed_contender const& who, workload const& work, int rounds) {
    measurement m;
    std::vector<totals> sums;
    auto const one_round = [&](benchmark::State& state) {
        auto const fresh = who.prepare(work);
        totals sum = fresh->run(0, work.warm_up);
        for (auto _ : state) sum += contender_run(*fresh, work.warm_up, work.size());
        sums.push_back(sum);
        m.memory = fresh->memory();
    };
    benchmark::RegisterBenchmark(std::string(who.name).c_str(), one_round)
        ->Iterations(1)
        ->Repetitions(rounds);
    collector reporter(m.rounds, work.size() - work.warm_up);
    benchmark::RunSpecifiedBenchmarks(&reporter);
    benchmark::ClearRegisteredBenchmarks();

    for (totals const& sum : sums) require_totals(work, sum, who);
    m.sums = sums.front();
    return m;
}

}  // namespace bench
