// SPDX-License-Identifier: BSL-1.0

/// bench_rows: times contenders and reports their memory, a line each, for `scripts/bench` to read:
///
///     time    NAME  CPU-ns/fact  wall-ns/fact     one line a round
///     memory  NAME  state-B/member  index-B/member

#include <CLI/CLI.hpp>

#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "measure.hpp"

namespace {

struct options {
    std::vector<std::string> only;
    int rounds = 1;
    bench::scale size = bench::scale::standard;
    std::size_t facts = bench::all_facts;
    std::optional<bench::past> past;
};

/// Each kind of work that is asked for, drawn once.
class works {
public:
    explicit works(options const& chosen) : chosen_(chosen) {}

    [[nodiscard]] bench::workload const& of(bench::listed_contender const& who) {
        auto const [found, is_new] =
            drawn_.try_emplace(chosen_.past ? bench::kind_of_work::orders : who.does);
        if (is_new) found->second = draw(found->first);
        return found->second;
    }

private:
    [[nodiscard]] bench::workload draw(bench::kind_of_work kind) const {
        if (chosen_.past) return bench::generate_with_past(*chosen_.past);
        return bench::generate(kind, chosen_.size, chosen_.facts);
    }

    options const& chosen_;
    std::map<bench::kind_of_work, bench::workload> drawn_;
};

int print_list() {
    for (auto const& who : bench::all_contenders()) {
        std::printf("%-20s %s\n", std::string(who.name).c_str(), std::string(who.what).c_str());
    }
    return 0;
}

int print_compiler() {
#if defined(__clang__)
    std::printf("clang++-%d\n", __clang_major__);
#else
    std::printf("g++-%d\n", __GNUC__);
#endif
    return 0;
}

void report(bench::listed_contender const& who, bench::workload const& work, int rounds) {
    std::string const name(who.name);
    bench::measurement const m = bench::measure(who, work, rounds);
    for (bench::timing const& t : m.rounds) {
        std::printf("time %s %.2f %.2f\n", name.c_str(), t.cpu_ns, t.wall_ns);
    }
    auto const members = static_cast<double>(work.active_members());
    std::printf("memory %s %.1f %.1f\n", name.c_str(), static_cast<double>(m.memory.state_bytes) / members,
                static_cast<double>(m.memory.index_bytes) / members);
}

}  // namespace

int main(int argc, char** argv) {
    options chosen;
    std::map<std::string, bench::scale> const scales = {{"standard", bench::scale::standard},
                                                        {"few-members", bench::scale::few_members},
                                                        {"many-members", bench::scale::many_members}};
    std::map<std::string, bench::past> const pasts = {{"10", bench::past::ten_orders},
                                                      {"10000", bench::past::ten_thousand_orders}};
    CLI::App app("Times ways of doing the same two years of orders.");
    bool list = false;
    bool compiler = false;
    app.add_flag("--list", list, "Print the contenders and end");
    app.add_flag("--compiler", compiler, "Print the compiler that built this and end");
    app.add_option("--only", chosen.only, "Contenders to run, default all")->delimiter(',');
    app.add_option("--rounds", chosen.rounds, "Times to run each")->check(CLI::PositiveNumber);
    app.add_option("--scale", chosen.size, "standard, few-members or many-members")
        ->transform(CLI::CheckedTransformer(scales));
    auto* const orders = app.add_option("--orders", chosen.facts,
                                        "Run the first so many orders only; of work with returns, facts")
                             ->check(CLI::PositiveNumber);
    app.add_option("--past", chosen.past, "Instead, orders of members with a past: 10 or 10000 orders each")
        ->transform(CLI::CheckedTransformer(pasts))
        ->excludes(orders);
    CLI11_PARSE(app, argc, argv);
    if (list) return print_list();
    if (compiler) return print_compiler();

    works generated(chosen);
    if (chosen.only.empty()) {
        for (auto const& who : bench::all_contenders()) report(who, generated.of(who), chosen.rounds);
    }
    for (std::string const& name : chosen.only) {
        auto const* const who = bench::find_contender(name);
        if (who == nullptr) {
            std::fprintf(stderr, "bench_rows: no contender named %s; see --list\n", name.c_str());
            return 2;
        }
        report(*who, generated.of(*who), chosen.rounds);
    }
}
