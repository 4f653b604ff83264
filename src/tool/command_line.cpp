// SPDX-License-Identifier: BSL-1.0
#include "tool/command_line.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <unistd.h>

#include <CLI/CLI.hpp>

#include "tool/check.hpp"
#include "tool/compare.hpp"
#include "tool/explain.hpp"
#include "tool/failure.hpp"
#include "tool/files.hpp"
#include "tool/giveaway.hpp"
#include "tool/programs.hpp"
#include "tool/quote.hpp"
#include "tool/replay.hpp"
#include "tool/terminal.hpp"
#include "tool/version.hpp"

namespace tessera::tool {

namespace {

/// What every command that runs a history asks.
struct run_words {
    std::string file;
    std::string match;
    std::string unmatched = "reduce";
    bool skip_bad = false;
    bool verify = false;
    bool quiet = false;
    bool spend = false;
};

void add_run_words(CLI::App& command, run_words& words) {
    command
        .add_option("--match", words.match,
                    "which order a return belongs to: the member's own latest (receipts), or none; what the "
                    "program has a rule for unless said otherwise")
        ->check(CLI::IsMember({"receipts", "none"}));
    command
        .add_option("--unmatched", words.unmatched,
                    "what goods do that no order explains: reduce spend and points, or report and no more")
        ->check(CLI::IsMember({"reduce", "report"}))
        ->capture_default_str();
    command.add_flag("--spend", words.spend,
                     "members spend, with every order, as much as the program allows");
    command.add_flag("--skip-bad", words.skip_bad,
                     "count and list bad lines instead of stopping at the first");
    command.add_flag("--verify", words.verify,
                     "check the laws after every fact: journal, accounts and totals agree");
    command.add_flag("--quiet", words.quiet, "print nothing but errors");
}

struct replay_words : run_words {
    std::string program = "seed-shop";
    std::string beside;
    std::string members, journal, summary, books;
    bool list = false;
};

void add_words(CLI::App& command, replay_words& words) {
    command.add_option("FILE", words.file, "order lines as CSV; - for standard input");
    command.add_option("--program", words.program, "a built-in program, or a file: ./shop.json")
        ->capture_default_str();
    command.add_option("--beside", words.beside, "a second one, shown in a column beside the first");
    command.add_flag("--list-programs", words.list, "say which programs are built in");
    command.add_option("--members", words.members, "write one row a member, as CSV");
    command.add_option("--journal", words.journal, "write every posting, as CSV");
    command.add_option("--roll-forward", words.books, "write every pool month by month, as CSV");
    command.add_option("--summary", words.summary, "write totals and rates, as JSON");
    add_run_words(command, words);
}

struct compare_words : run_words {
    std::string a, b;
    std::string csv, json;
    std::size_t told = 5;
};

void add_words(CLI::App& command, compare_words& words) {
    command.add_option("A", words.a, "the program of today: built in, or a file: ./shop.json")->required();
    command.add_option("B", words.b, "the one that may take its place")->required();
    command.add_option("--orders", words.file, "order lines as CSV; - for standard input")->required();
    command.add_option("--top", words.told, "how many members with the greatest gain and loss are told")
        ->capture_default_str();
    command.add_option("--csv", words.csv, "write one row a member, as CSV");
    command.add_option("--json", words.json, "write everything, as JSON");
    add_run_words(command, words);
}

struct check_words {
    std::vector<std::string> files;
    bool json = false;
    bool strict = false;
    bool giveaway = false;
    std::string limit;
    std::vector<std::string> worth;
    std::string least_order, most_spent;
};

void add_words(CLI::App& command, check_words& words) {
    command.add_option("FILE", words.files, "programs as JSON documents; - for standard input")->required();
    command.add_flag("--json", words.json, "print all that is found as a JSON array");
    command.add_flag("--strict", words.strict, "fail for warnings and advice too");
    command.add_flag("--giveaway", words.giveaway,
                     "say instead how much the programs can hand back to one member at most");
    command.add_option("--limit", words.limit, "the same, and fail where it is more than this share: 12%");
    command
        .add_option("--worth", words.worth,
                    "what a reward, or a point that nothing redeems, is worth: mug=3.50")
        ->take_all();
    command.add_option("--least-order", words.least_order, "no order is smaller");
    command.add_option("--up-to", words.most_spent, "nobody spends more in all");
}

exit_status run_giveaway(check_words const& words) {
    auto const terms = terms_from(words.worth, words.least_order, words.most_spent);
    std::optional<cpp_rational> limit;
    if (!words.limit.empty()) limit = share_from(words.limit);
    std::vector<bounded_file> const files = bound_files(words.files, terms);
    std::fputs((words.json ? json_of(files, limit) : readable(files, limit)).c_str(), stdout);
    return !limit || are_within(files, *limit) ? exit_status::done : exit_status::bad_document;
}

exit_status run_check(check_words const& words) {
    bool const bounds = !words.worth.empty() || !words.least_order.empty() || !words.most_spent.empty();
    if (words.giveaway || bounds || !words.limit.empty()) return run_giveaway(words);
    std::vector<checked_file> files;
    for (std::string const& path : words.files) files.push_back(check_file(path));
    std::fputs((words.json ? json_of(files) : readable(files)).c_str(), stdout);
    return are_good(files, words.strict) ? exit_status::done : exit_status::bad_document;
}

/// What `tessera explain` supposes, and how it is said.
struct what_if_words {
    char const* option;
    supposed::what kind;
    char const* says;
};
constexpr what_if_words what_if_options[] = {
    {"--add-order", supposed::what::order,
     "what if there was this order too: \"DAY AMOUNT\", and sku=, category=, quantity=, shipping=, id="},
    {"--return-line", supposed::what::returned,
     "what if this came back: \"ORDER LINE QUANTITY\", or the whole line, or order"},
    {"--with-program", supposed::what::program, "what if the program was this one"},
};

/// Returns: what is supposed, in the order of the command line.
std::vector<supposed> what_if_of(CLI::App const& command) {
    std::vector<supposed> all;
    std::map<CLI::Option const*, std::size_t> taken;
    for (CLI::Option const* const option : command.parse_order())
        for (what_if_words const& one : what_if_options)
            if (option->check_name(one.option)) all.push_back({one.kind, option->results()[taken[option]++]});
    return all;
}

void add_words(CLI::App& command, explaining& words) {
    auto* const orders =
        command.add_option("--orders", words.orders, "order lines as CSV; - for standard input");
    auto* const facts =
        command.add_option("--facts", words.facts, "facts as CloudEvents, one a line; - for standard input")
            ->excludes(orders);
    command
        .add_option("--journal", words.journal, "a member's journal, as hosts store it; - for standard input")
        ->excludes(orders)
        ->excludes(facts);
    command.add_option("--program", words.program, "a built-in program, or a file: ./shop.json")
        ->capture_default_str();
    command.add_option("--member", words.member, "whose story it is; a journal is of one member");
    auto* const fact = command.add_option("--fact", words.fact, "one order, return or other fact, by its id");
    command.add_option("--posting", words.posting, "one posting of a fact: FACT:PLACE")->excludes(fact);
    command.add_option("--as-of", words.as_of, "up to this day; the file's last one unless said otherwise");
    command.add_option("--lang", words.lang, "English or Chinese")
        ->check(CLI::IsMember({"en", "zh"}))
        ->capture_default_str();
    for (what_if_words const& one : what_if_options)
        command.add_option(one.option, one.says)->type_name("TEXT")->take_all();
    command.add_flag("--spend", words.spend,
                     "members spend, with every order, as much as the program allows");
    command.add_flag("--skip-bad", words.skip_bad, "leave bad lines of orders out");
    command.add_flag("--json", words.json, "print a JSON object");
}

void add_words(CLI::App& command, quoting& words) {
    command.add_option("--program", words.program, "the program, as a JSON document")->required();
    command.add_option("--cart", words.cart, "the cart, as a JSON document; - for standard input")
        ->required();
    command.add_option("--account", words.account,
                       "the member's account, as hosts store it; without one nobody's");
    command.add_option("--lang", words.lang, "English or Chinese")
        ->check(CLI::IsMember({"en", "zh"}))
        ->capture_default_str();
    command.add_flag("--json", words.json, "print a JSON object");
}

void list_programs() {
    for (poster const& p : posters())
        std::printf("%-18.*s %.*s\n", static_cast<int>(p.name.size()), p.name.data(),
                    static_cast<int>(p.says.size()), p.says.data());
}

/// A line on a terminal that says how far things are; nothing elsewhere.
class progress_line {
public:
    explicit progress_line(bool wanted) : shows_(wanted && ::isatty(STDERR_FILENO) == 1) {}
    [[nodiscard]] progress teller() const {
        if (!shows_) return {};
        return [](std::string_view what, std::uint64_t done, std::uint64_t whole) {
            std::fprintf(stderr, "\r%-10.*s %3u %%", static_cast<int>(what.size()), what.data(),
                         static_cast<unsigned>(whole == 0 ? 100 : 100 * done / whole));
        };
    }
    progress_line(progress_line const&) = delete;
    progress_line& operator=(progress_line const&) = delete;
    ~progress_line() { clear(); }
    void clear() const {
        if (shows_) std::fprintf(stderr, "\r%16s\r", "");
    }

private:
    bool shows_;
};

matching match_of(std::string const& word) {
    return word == "receipts" ? matching::receipts : word == "none" ? matching::none : matching::as_program;
}

void list_skipped(history const& of) {
    for (bad_line const& bad : of.skipped)
        std::fprintf(stderr, "skipped %s\n", to_text(bad, of.name).c_str());
}

/// Effects: refuses outputs, of which empty ones are none, that would destroy something.
void check_outputs(std::string const& input, std::initializer_list<std::string> outputs) {
    std::vector<std::string> paths;
    for (std::string const& path : outputs)
        if (!path.empty()) paths.push_back(path);
    check_paths(input, paths);
}

history history_of(run_words const& words, progress_line const& line) {
    return read_history(read_file(words.file), words.file == "-" ? "standard input" : words.file,
                        {words.skip_bad, line.teller()});
}

replaying how_of(run_words const& words, progress_line const& line) {
    return {.verify = words.verify,
            .tell = line.teller(),
            .match = match_of(words.match),
            .only_reports = words.unmatched == "report",
            .spend = words.spend};
}

void run_replay(replay_words const& words) {
    if (words.list) return list_programs();
    if (words.file.empty())
        throw failure(exit_status::bad_usage,
                      "which FILE?\n  remedy: tessera replay FILE, or tessera replay --help");
    check_outputs(words.file, {words.members, words.journal, words.summary, words.books});
    progress_line const line(!words.quiet);
    history const of = history_of(words, line);
    chosen_program const by = choose_program(words.program, of.money);
    std::vector<replay_result> results;
    replaying how = how_of(words, line);
    how.keep_journal = !words.journal.empty();
    how.keep_books = !words.books.empty();
    results.push_back(replay(of, by, how));
    how.keep_journal = how.keep_books = false;
    if (!words.beside.empty()) results.push_back(replay(of, choose_program(words.beside, of.money), how));
    line.clear();

    std::string const members = words.members.empty() ? std::string() : members_csv(of, results[0]);
    std::string const summary = words.summary.empty() ? std::string() : summary_json(of, results[0]);
    std::vector<output> outputs;
    if (!words.members.empty()) outputs.push_back({words.members, members});
    if (!words.journal.empty()) outputs.push_back({words.journal, results[0].journal});
    if (!words.books.empty()) outputs.push_back({words.books, results[0].books});
    if (!words.summary.empty()) outputs.push_back({words.summary, summary});
    write_all(outputs);

    if (words.quiet) return;
    list_skipped(of);
    std::fputs(readable(of, results).c_str(), stdout);
}

void run_compare(compare_words const& words) {
    check_outputs(words.file, {words.csv, words.json});
    progress_line const line(!words.quiet);
    history const of = history_of(words, line);
    chosen_program const a = choose_program(words.a, of.money);
    chosen_program const b = choose_program(words.b, of.money);
    replaying const how = how_of(words, line);
    std::vector<replay_result> results;
    results.push_back(replay(of, a, how));
    results.push_back(replay(of, b, how));
    line.clear();

    compared const all{of, results, compare(of, results), words.told};
    std::string const csv = words.csv.empty() ? std::string() : comparison_csv(all);
    std::string const json = words.json.empty() ? std::string() : comparison_json(all);
    std::vector<output> outputs;
    if (!words.csv.empty()) outputs.push_back({words.csv, csv});
    if (!words.json.empty()) outputs.push_back({words.json, json});
    write_all(outputs);

    if (words.quiet) return;
    list_skipped(of);
    std::fputs(readable(all).c_str(), stdout);
}

/// Effects: does what the words ask for, or tells what is wrong with them. Returns: the exit status.
exit_status obey(int count, char const* const* words) {
    CLI::App app("Loyalty rules, exact and explained.", "tessera");
    app.set_version_flag("--version", tool_version());
    app.require_subcommand(1);
    replay_words asked;
    compare_words sides;
    check_words examined;
    explaining asked_story;
    quoting asked_price;
    add_words(*app.add_subcommand("replay", "run a purchase history through a loyalty program"), asked);
    CLI::App* const compare = app.add_subcommand("compare", "run it through two: who gains, who loses, cost");
    add_words(*compare, sides);
    CLI::App* const check = app.add_subcommand("check", "say what is wrong with a program, before it runs");
    add_words(*check, examined);
    CLI::App* const explains = app.add_subcommand(
        "explain", "tell a member's story: what was awarded, refused, taken back, and why");
    add_words(*explains, asked_story);
    CLI::App* const quotes = app.add_subcommand("quote", "price a cart, line by line, and say why");
    add_words(*quotes, asked_price);
    try {
        app.parse(count, words);
    } catch (CLI::ParseError const& told) {
        return app.exit(told) == 0 ? exit_status::done : exit_status::bad_usage;
    }
    if (check->parsed()) return run_check(examined);
    asked_story.what_if = what_if_of(*explains);
    if (explains->parsed())
        std::fputs(explain(asked_story).c_str(), stdout);
    else if (quotes->parsed())
        std::fputs(quote(asked_price).c_str(), stdout);
    else if (compare->parsed())
        run_compare(sides);
    else
        run_replay(asked);
    return exit_status::done;
}

/// Throws: `failure` with `no_file`, where part of what was printed is lost.
void flush_output() {
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        throw failure(exit_status::no_file,
                      std::string("cannot write standard output: ") + std::strerror(errno));
}

int report(failure const& why) {
    std::fprintf(stderr, "tessera: %s\n", why.what());
    if (why.status() == exit_status::bad_history) std::fputs("  nothing was written\n", stderr);
    return static_cast<int>(why.status());
}

}  // namespace

int run(int count, char const* const* words) {
    try {
        exit_status const status = obey(count, words);
        flush_output();
        return static_cast<int>(status);
    } catch (failure const& why) {
        return report(why);
    } catch (std::exception const& why) {
        return report({exit_status::no_file, why.what()});
    }
}

}  // namespace tessera::tool
