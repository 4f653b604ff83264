// SPDX-License-Identifier: BSL-1.0

/// peer_tessera FILE [CONTENDER]: runs a contender over a workload file and prints one line of figures, so
/// that it can be put beside programs that read the same files and print the same line. Such a file holds
/// three 64-bit numbers (orders, lines, members), then the orders, then the lines, laid out as in
/// `workload.hpp`.

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "measure.hpp"

namespace {

using file = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

template <class Value>
void read(file const& from, std::span<Value> into) {
    if (std::fread(into.data(), sizeof(Value), into.size(), from.get()) == into.size()) return;
    std::fprintf(stderr, "peer_tessera: the workload file is too short\n");
    std::exit(2);
}

bench::workload read_workload(char const* path) {
    file const from(std::fopen(path, "rb"), std::fclose);
    if (!from) {
        std::perror(path);
        std::exit(2);
    }
    std::uint64_t counts[3];
    read(from, std::span<std::uint64_t>(counts));
    bench::workload work;
    work.orders.resize(counts[0]);
    work.lines.resize(counts[1]);
    work.member_count = static_cast<std::uint32_t>(counts[2]);
    read(from, std::span(work.orders));
    read(from, std::span(work.lines));
    return work;
}

}  // namespace

int main(int argc, char** argv) {
    char const* const name = argc > 2 ? argv[2] : "tessera_one";
    auto const* const who = bench::find_contender(name);
    if (argc < 2 || who == nullptr) {
        std::fprintf(stderr, "usage: peer_tessera FILE [CONTENDER]\n");
        return 2;
    }
    bench::workload const work = read_workload(argv[1]);
    bench::measurement const m = bench::measure(*who, work, 1);
    std::printf("RESULT\t%s\tfull\t1\t%zu\t%.3f\t%.3f\tg=%jd d=%jd n=%jd c=%jd e=%jd x=%jd r=%jd\n", name,
                work.orders.size(), m.rounds.front().wall_ns, m.rounds.front().cpu_ns,
                std::intmax_t{m.sums.gross}, std::intmax_t{m.sums.discount}, std::intmax_t{m.sums.net},
                std::intmax_t{m.sums.cashback}, std::intmax_t{m.sums.earned}, std::intmax_t{m.sums.expired},
                std::intmax_t{m.sums.redeemed});
}
