// SPDX-License-Identifier: BSL-1.0
#include "measure.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "reference.hpp"

namespace bench {
namespace {

/// Takes the figures from Google Benchmark instead of printing its table.
class collector final : public benchmark::BenchmarkReporter {
public:
    collector(std::vector<timing>& rounds, std::size_t orders)
        : rounds_(rounds), orders_(static_cast<double>(orders)) {}

    bool ReportContext(Context const&) override { return true; }

    void ReportRuns(std::vector<Run> const& runs) override {
        for (Run const& run : runs) {
            if (run.run_type != Run::RT_Iteration) continue;
            double const per_order = orders_ * benchmark::GetTimeUnitMultiplier(run.time_unit) / 1e9;
            rounds_.push_back({.cpu_ns = run.GetAdjustedCPUTime() / per_order,
                               .wall_ns = run.GetAdjustedRealTime() / per_order});
        }
    }

private:
    std::vector<timing>& rounds_;
    double orders_;
};

void print(char const* label, totals const& t) {
    std::fprintf(
        stderr,
        "  %s gross %jd, discount %jd, net %jd, cashback %jd, earned %jd, expired %jd, redeemed %jd\n", label,
        std::intmax_t{t.gross}, std::intmax_t{t.discount}, std::intmax_t{t.net}, std::intmax_t{t.cashback},
        std::intmax_t{t.earned}, std::intmax_t{t.expired}, std::intmax_t{t.redeemed});
}

}  // namespace

[[gnu::noinline]] totals contender_run(contender& who, std::size_t first, std::size_t last) {
    return who.run(first, last);
}

void require_totals(workload const& work, totals const& found, listed_contender const& who) {
    totals const expected = expected_totals(work);
    if (found == expected) return;
    std::fprintf(stderr, "%.*s did other work than the reference:\n", static_cast<int>(who.name.size()),
                 who.name.data());
    print("expected", expected);
    print("found   ", found);
    std::abort();
}

measurement measure(listed_contender const& who, workload const& work, int rounds) {
    measurement m;
    std::vector<totals> sums;
    auto const one_round = [&](benchmark::State& state) {
        auto const fresh = who.prepare(work);
        totals sum = fresh->run(0, work.warm_up);
        for (auto _ : state) sum += contender_run(*fresh, work.warm_up, work.orders.size());
        sums.push_back(sum);
        m.memory = fresh->memory();
    };
    benchmark::RegisterBenchmark(std::string(who.name).c_str(), one_round)
        ->Iterations(1)
        ->Repetitions(rounds);
    collector reporter(m.rounds, work.orders.size() - work.warm_up);
    benchmark::RunSpecifiedBenchmarks(&reporter);
    benchmark::ClearRegisteredBenchmarks();

    for (totals const& sum : sums) require_totals(work, sum, who);
    m.sums = sums.front();
    return m;
}

}  // namespace bench
