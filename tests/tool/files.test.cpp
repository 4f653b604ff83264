// SPDX-License-Identifier: BSL-1.0
#include "tool/files.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <unistd.h>

#include <boost/json.hpp>

#include "support/catch.hpp"
#include "tool/amounts.hpp"
#include "tool/check.hpp"
#include "tool/command_line.hpp"
#include "tool/programs.hpp"
#include "tool/shown.hpp"
#include "tool/support.hpp"
#include "tool/terminal.hpp"

using namespace tessera::tool;
using namespace tessera::tool::test;
namespace fs = std::filesystem;

namespace {

std::string content(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    return (std::ostringstream() << file.rdbuf()).str();
}
void fill(std::string const& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

/// Standard output on a device or behind what a file holds, for as long as this lives.
struct output_on {
    int const before = ::dup(STDOUT_FILENO);
    explicit output_on(std::string const& path) { turn_to(path.c_str()); }
    output_on(output_on const&) = delete;
    output_on& operator=(output_on const&) = delete;
    ~output_on() {
        turn_to("/dev/null");  // takes what is still to be written
        std::fflush(stdout);
        std::clearerr(stdout);
        ::dup2(before, STDOUT_FILENO);
        ::close(before);
    }
    static void turn_to(char const* device) {
        std::fflush(stdout);
        int const file = ::open(device, O_WRONLY | O_APPEND);
        ::dup2(file, STDOUT_FILENO);
        ::close(file);
    }
};

int run_words(std::vector<char const*> words) { return run(static_cast<int>(words.size()), words.data()); }

int replay_words(std::vector<std::string> words) {
    words.insert(words.begin(), {"tessera", "replay", "--quiet"});
    std::vector<char const*> raw;
    for (std::string const& w : words) raw.push_back(w.c_str());
    return run_words(raw);
}

}  // namespace

TEST_CASE("amounts as text, wider than 64 bits too") {
    tessera::int128 const wide = tessera::int128(INT64_MAX) * 1000;
    CHECK(plain(-5, 2) == "-0.05");
    CHECK(plain(0, 0) == "0");
    CHECK(plain(wide, 3) == "9223372036854775807.000");
    CHECK(plain(-wide, 0) == "-9223372036854775807000");
    CHECK(grouped(1234567, 2) == "12,345.67");
    CHECK(grouped(-999, 0) == "-999");
    CHECK(grouped(1000, 0) == "1,000");
    CHECK(grouped(100000, 2) == "1,000.00");
    CHECK(share(1, 3, 4) == "0.3333");
    CHECK(share(1, 20000, 4) == "0.0001");  // half-up: 0.00005
    CHECK(share(-1, 3, 4) == "-0.3333");
    CHECK(share(490110, 2000000, 4) == "0.2451");
    CHECK(share(1, 0, 4).empty());
    CHECK(share(wide, wide, 4) == "1.0000");
}

TEST_CASE("the summary says exactly what the poster costs") {
    history const h = rows(
        "A,m,2024-01-01,s,1,1000,EUR\n"
        "B,m,2024-01-02,s,1,2000,EUR\n"
        "C,m,2024-01-03,s,1,17000,EUR\n"
        "D,,2024-01-03,s,1,7.50,EUR\n");
    auto const all = boost::json::parse(summary_json(h, replay(h, "seed-shop", {false, true, {}})));
    CHECK(all.at("program").as_string() == "seed-shop");
    CHECK(all.at("file").at("net").as_string() == "20007.50");
    CHECK(all.at("file").at("net_without_customer").as_string() == "7.50");
    CHECK(all.at("members").at("net_spend").as_string() == "20000.00");
    CHECK(all.at("members").at("by_tier").at("gold").as_int64() == 1);
    CHECK(all.at("ladder").at("available").as_string() == "3820.00");
    CHECK(all.at("ladder").at("steps").as_array().size() == 10);
    CHECK(all.at("points").at("issued").as_string() == "19110");
    CHECK(all.at("given_back").at("total").as_string() == "4901.10");
    CHECK(all.at("given_back").at("rates_of_net_spend").at("total").as_string() == "0.2451");
    CHECK(all.at("verified").as_bool());
}

TEST_CASE("a rate of nothing is null, and a program without a ladder or points says nothing of them") {
    history const h = rows("A,m,2024-01-01,s,1,0,EUR\n");
    auto const all = boost::json::parse(summary_json(h, replay(h, "seed-tiers", {})));
    CHECK(all.at("given_back").at("rates_of_net_spend").at("total").is_null());
    CHECK(!all.as_object().contains("ladder"));
    CHECK(!all.as_object().contains("points"));
}

TEST_CASE("the summary says what came back by receipt, without one, and what points paid") {
    history const h = rows(
        "A,m,2024-01-01,mug,1,100,EUR\n"
        "B,m,2024-01-02,tea,1,50,EUR\n"
        "R,m,2024-01-03,mug,-1,100,EUR\n"
        "S,m,2024-01-04,mug,-1,7.50,EUR\n");
    replay_result const got = replay(h, "seed-returns", {false, true, {}});
    auto const all = boost::json::parse(summary_json(h, got));
    CHECK(all.at("members").at("returned").as_string() == "107.50");
    CHECK(all.at("members").at("returned_by_receipt").as_string() == "100.00");
    CHECK(all.at("members").at("returned_without_receipt").as_string() == "7.50");
    CHECK(all.at("points").at("redeemed").as_string() == "100");
    CHECK(all.at("points").at("restored").as_string() == "0");
    CHECK(all.at("given_back").at("paid_with_points").as_string() == "1.00");
    std::string const text = readable(h, {got});
    CHECK(text.find("  by receipt                                        100.00\n") != std::string::npos);
    CHECK(text.find("  without                                             7.50\n") != std::string::npos);
    auto const plain_summary =
        boost::json::parse(summary_json(h, replay(h, "seed-returns", {false, false, {}, matching::none})));
    CHECK(!plain_summary.at("members").as_object().contains("returned_by_receipt"));
}

TEST_CASE("a good run writes all files and nothing else") {
    folder const f;
    fill(f / "in.csv", below_header("A,m,2024-01-01,s,1,10,EUR\n"));
    CHECK(replay_words({"--members", f / "m.csv", "--journal", f / "j.csv", "--summary", f / "s.json",
                        f / "in.csv"}) == 0);
    CHECK(content(f / "m.csv") ==
          "member_id,orders,returns,gross,net_spend,tier,points,ladder_credit,member_discount\n"
          "m,1,0,10.00,10.00,none,10,0.00,0.00\n");
    CHECK(content(f / "j.csv").starts_with("member_id,order_id,fact,"));
    CHECK(boost::json::parse(content(f / "s.json")).at("facts").as_int64() == 1);
    CHECK(replay_words(
              {"--program", "seed-returns", "--beside", "seed-shop", "--match", "none", f / "in.csv"}) == 0);
    CHECK(f.files() == 4);
}

TEST_CASE("a bad line, a bad path or a bad word writes nothing and says so by its status") {
    folder const f;
    fill(f / "in.csv", below_header("A,m,2024-01-01,s,x,10,EUR\n"));
    fill(f / "good.csv", below_header("A,m,2024-01-01,s,1,10,EUR\n"));
    fill(f / "m.csv", "before");
    CHECK(replay_words({"--members", f / "m.csv", "--summary", f / "s.json", f / "in.csv"}) == 1);
    CHECK(replay_words({"--members", f / "m.csv", f / "missing.csv"}) == 3);
    CHECK(replay_words({"--members", f / "m.csv", "--summary", f / "no/such/s.json", f / "good.csv"}) == 3);
    CHECK(replay_words({"--members", f / "m.csv", "--journal", f / "m.csv", f / "good.csv"}) == 2);
    CHECK(replay_words({"--members", f / "good.csv", f / "good.csv"}) == 2);
    CHECK(replay_words({"--members", "no-such-file", "--journal", "./no-such-file", f / "good.csv"}) == 2);
    CHECK(replay_words({"--members", "-", f / "good.csv"}) == 2);
    CHECK(replay_words({"--members", f / "m.csv", "--program", "seed", f / "good.csv"}) == 2);
    CHECK(replay_words({"--members", f / "m.csv", "--no-such-word", f / "good.csv"}) == 2);
    CHECK(replay_words({"--members", f / "m.csv", "--match", "all", f / "good.csv"}) == 2);
    CHECK(replay_words({"--members", f / "m.csv", "--match", "receipts", f / "good.csv"}) == 2);
    CHECK(replay_words({}) == 2);
    CHECK(content(f / "m.csv") == "before");
    CHECK(f.files() == 3);
    CHECK(replay_words({"--members", f / "m.csv", "--skip-bad", f / "in.csv"}) == 0);
    CHECK(content(f / "m.csv") ==
          "member_id,orders,returns,gross,net_spend,tier,points,ladder_credit,member_discount\n");
}

TEST_CASE("the name of a file is told whole, and disturbs no terminal") {
    CHECK(shown_file("a\x1B[31m/\n\x7F\xC2\x9B\xFF.csv") == "a\\x1B[31m/\\x0A\\x7F\\xC2\\x9B\\xFF.csv");
    CHECK(shown_file("/m\u00e4rz/\u8ba2\u5355 2024.csv") == "/m\u00e4rz/\u8ba2\u5355 2024.csv");
    CHECK(shown_file(std::string(200, 'a')) == std::string(200, 'a'));
    CHECK(shown_file("").empty());
    folder const here;
    auto const told = [](auto act) {
        try {
            act();
        } catch (failure const& why) {
            return std::string(why.what());
        }
        return std::string();
    };
    std::string const bad = here.with("\x1B.json", "{"), csv = here.with("\x1B.csv", below_header("A"));
    std::vector<std::string> const all{
        told([&] { static_cast<void>(read_file(here / "\x1B.none")); }),
        told([&] { static_cast<void>(choose_program(bad, {})); }),
        told([&] { static_cast<void>(choose_program("\x1B", {})); }),
        told([&] { static_cast<void>(read_history(read_file(csv), csv, {})); }),
        told([&] { check_paths(csv, {csv}); }),
        told([&] { write_all({{here / "none\x1B/x", "text"}}); }),
        readable(std::vector<checked_file>{check_file(bad)})};
    for (std::string const& one : all) {
        CHECK(!one.empty());
        CHECK(one.find('\x1B') == std::string::npos);
    }
}

TEST_CASE("output that cannot be written is an error, whatever was asked for") {
    folder const f;
    fill(f / "in.csv", below_header("A,m,2024-01-01,s,1,10,EUR\n"));
    std::string const in = f / "in.csv";
    auto const on_full_device = [](std::vector<char const*> const& words) {
        output_on const full("/dev/full");
        return run_words(words);
    };
    CHECK(on_full_device({"tessera", "replay", in.c_str()}) == 3);
    CHECK(on_full_device({"tessera", "replay", "--quiet", in.c_str()}) == 0);
    CHECK(on_full_device({"tessera", "replay", "--list-programs"}) == 3);
    CHECK(on_full_device({"tessera", "replay", "--help"}) == 3);
    CHECK(on_full_device({"tessera", "--version"}) == 3);
}

TEST_CASE("a link stays a link, and a device is written to as it is") {
    folder const f;
    fill(f / "in.csv", below_header("A,m,2024-01-01,s,1,10,EUR\n"));
    fill(f / "m.csv", "before");
    fs::create_symlink(f / "m.csv", f / "link.csv");
    CHECK(replay_words({"--members", f / "link.csv", "--journal", "/dev/null", "--summary", "/dev/null",
                        f / "in.csv"}) == 0);
    CHECK(fs::is_symlink(f / "link.csv"));
    CHECK(content(f / "m.csv").starts_with("member_id,"));
    CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("what is open already keeps what it holds, and only one output goes there") {
    folder const f;
    fill(f / "in.csv", below_header("A,m,2024-01-01,s,1,10,EUR\n"));
    std::string const in = f / "in.csv";
    std::string const rows =
        "member_id,orders,returns,gross,net_spend,tier,points,ladder_credit,member_discount\n"
        "m,1,0,10.00,10.00,none,10,0.00,0.00\n";
    for (std::string const path : {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}) {
        fill(f / "log", "before\n");
        output_on const log(f / "log");
        CHECK(replay_words({"--members", path, in}) == 0);
        CHECK(content(f / "log") == "before\n" + rows);
        CHECK(run_words({"tessera", "replay", "--members", path.c_str(), in.c_str()}) == 0);
        std::string const both = content(f / "log");
        CHECK(both.starts_with("before\n" + rows + rows));
        CHECK(both.find("members", 7 + 2 * rows.size()) != std::string::npos);
        CHECK(replay_words({"--members", path, "--journal", path, in}) == 2);
        CHECK(content(f / "log") == both);
    }
    output_on const full("/dev/full");
    CHECK(replay_words({"--members", "/dev/stdout", in}) == 3);
    CHECK(replay_words({"--members", "/dev/fd/97", in}) == 3);
}

TEST_CASE("a file that is replaced may be read by whoever could read it before") {
    folder const f;
    fill(f / "in.csv", below_header("A,m,2024-01-01,s,1,10,EUR\n"));
    fill(f / "m.csv", "before");
    for (auto const who : {fs::perms::owner_read | fs::perms::owner_write,
                           fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read}) {
        fs::permissions(f / "m.csv", who);
        CHECK(replay_words({"--members", f / "m.csv", f / "in.csv"}) == 0);
        CHECK(fs::status(f / "m.csv").permissions() == who);
        CHECK(content(f / "m.csv").starts_with("member_id,"));
    }
}

TEST_CASE("the summary is JSON whatever the file is called and holds") {
    history h = read(header);
    h.name = "x\xff\"\n.csv";
    auto const all = boost::json::parse(summary_json(h, replay(h, "seed-tiers", {})));
    CHECK(all.at("file").at("name").as_string() == "x?\"?.csv");
    CHECK(all.at("file").at("currency").is_null());
}

TEST_CASE("the readable summary keeps to 80 columns and tells the best members' stories") {
    history const h = read(shipped("examples/data/history.csv"));
    std::vector<replay_result> results;
    results.push_back(replay(h, "seed-shop", {false, true, {}}));
    results.push_back(replay(h, "seed-separated", {false, true, {}}));
    std::string const text = readable(h, results);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(line.size() <= 80);
    }
    for (char const* said : {
             "seed-shop      seed-separated\n",
             "  silver                                                 2                   -\n",
             "  as a share of net sales                          12.58 %              0.46 %\n",
             "      2,000.00       200.00         4       2            2              400.00\n",
             "  hotel-adler: 1,995.80 in 5 orders and 2 returns, silver\n",
             "    2024-06-17  falls below 2,000.00: -200.00; falls to silver\n",
             "members and those without customer add up to the file, to the minor unit\n",
             "every member's journal, folded without the program, gives the account again\n",
         }) {
        INFO(said);
        CHECK(text.find(said) != std::string::npos);
    }
    CHECK(readable(read(header), {replay(read(header), "seed-shop", {})}).find("members") !=
          std::string::npos);
}

TEST_CASE("the example of the reference page is what the tool does") {
    std::string const page = shipped("docs/reference/replay.md");
    auto const block = [&](std::size_t from) {
        std::size_t const first = page.find("```csv\n", from) + 7;
        return page.substr(first, page.find("```", first) - first);
    };
    std::size_t const example = page.find("For example, this file");
    REQUIRE(example != std::string::npos);
    history const h = read(block(example));
    CHECK(members_csv(h, replay(h, "seed-shop", {false, true, {}})) ==
          block(page.find("gives under `seed-shop`")));
    for (poster const& p : posters())
        CHECK(page.find("| `" + std::string(p.name) + "` |") != std::string::npos);
}
