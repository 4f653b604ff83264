// SPDX-License-Identifier: BSL-1.0

/// peer_tessera FILE [CONTENDER]: runs a contender over a workload file and prints one line of figures, so
/// that it can be put beside programs that read the same files and print the same line. Such a file holds
/// three 64-bit numbers (orders, lines, members), then the orders, then the lines, laid out as in
/// `workload.hpp`.

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>

#include "measure.hpp"

namespace {

using file = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

[[noreturn]] void refuse(char const* path, char const* why) {
    std::fprintf(stderr, "peer_tessera: %s: %s\n", path, why);
    std::exit(2);
}

template <class Value>
void read(file const& from, char const* path, std::span<Value> into) {
    if (std::fread(into.data(), sizeof(Value), into.size(), from.get()) != into.size())
        refuse(path, "the workload file is too short");
}

/// Effects: refuses orders whose lines or members are not there.
void require_whole(bench::workload const& work, char const* path) {
    for (bench::order const& o : work.orders)
        if (o.first_line > work.lines.size() || o.line_count > work.lines.size() - o.first_line ||
            o.member >= work.member_count)
            refuse(path, "an order names lines or a member that the workload does not have");
}

bench::workload read_workload(char const* path) {
    file const from(std::fopen(path, "rb"), std::fclose);
    if (!from) refuse(path, std::strerror(errno));
    std::uint64_t counts[3];
    read(from, path, std::span<std::uint64_t>(counts));
    auto const [orders, lines, members] = counts;
    std::error_code unknown;
    std::uint64_t const bytes = std::filesystem::file_size(path, unknown);
    bool const fits = orders <= bytes / sizeof(bench::order) && lines <= bytes / sizeof(bench::line) &&
                      sizeof counts + orders * sizeof(bench::order) + lines * sizeof(bench::line) == bytes;
    if (unknown || !fits || orders == 0 || members > UINT32_MAX)
        refuse(path,
               "this is no workload: its size is not what its first three numbers say, or it has no order");
    bench::workload work;
    work.orders.resize(orders);
    work.lines.resize(lines);
    work.member_count = static_cast<std::uint32_t>(members);
    read(from, path, std::span(work.orders));
    read(from, path, std::span(work.lines));
    require_whole(work, path);
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
