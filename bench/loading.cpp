// SPDX-License-Identifier: BSL-1.0

/// bench_loading RULES [ROUNDS]: times parsing a document of so many rules with Boost.JSON alone, reading it
/// as a program, and loading it, one after the other in each round; a line a round, in nanoseconds:
///
///     loading  RULES  parse  read  load

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <boost/json.hpp>

#include <tessera/document/loaded_program.hpp>

namespace {

/// Returns: a document of rules of several kinds, as long as real ones are.
std::string document_of(int rules) {
    std::string text =
        R"({"tessera":1,"name":"many rules","currency":"EUR","tags":["app"],"versions":[{"number":1,)"
        R"("from":"2026-01-01","rules":[{"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
        R"("tiers":[{"name":"silver","from":["1000"]},{"name":"gold","from":["3000"]}]})";
    for (int n = 1; n < rules; ++n) {
        std::string const number = std::to_string(n);
        text += R"(,{"rule":"accrual","name":"rule )" + number + R"(","points":"points","rate":"0.0)" +
                std::to_string(1 + n % 9) +
                R"(","living":{"days":365},"of":{"price":"paid","lines":{"sku":"article )" + number +
                R"("}},"by_tier":{"tiers":"club","steps":[{"tier":"gold","times":"1.5"}]}})";
    }
    return text + "]}]}";
}

template <class Work>
double nanoseconds(Work work) {
    auto const start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
}

[[noreturn]] void stop(tessera::document::problem const& why) {
    std::fprintf(stderr, "bench_loading: %s\n", to_text(why, "document").c_str());
    std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
    int const rules = argc > 1 ? std::atoi(argv[1]) : 1000, rounds = argc > 2 ? std::atoi(argv[2]) : 9;
    std::string const text = document_of(rules);
    for (int round = 0; round < rounds; ++round) {
        double const parse = nanoseconds([&] { static_cast<void>(boost::json::parse(text)); });
        double const read = nanoseconds([&] {
            auto const done = tessera::document::read_program(text);
            if (!done) stop(done.problems.front());
        });
        double const load = nanoseconds([&] {
            auto const done = tessera::document::load_program(text);
            if (!done) stop(done.problems.front());
        });
        std::printf("loading %d %.0f %.0f %.0f\n", rules, parse, read, load);
    }
}
