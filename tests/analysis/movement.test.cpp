// SPDX-License-Identifier: BSL-1.0
#include <tessera/analysis/movement.hpp>
#include <tessera/calendar/text.hpp>

#include "analysis/books.hpp"

using namespace analysis_tests;
using ledger_tests::credit;
using ledger_tests::id_of;
using ledger_tests::miles;
using ledger_tests::most;
using ledger_tests::of;
using enum posting_kind;

namespace {

constexpr auto loyalty = ledger_tests::points;
constexpr date jan = date_of(2026, 1, 10), feb = date_of(2026, 2, 10), mar = date_of(2026, 3, 10);
constexpr date year_end = date_of(2026, 12, 31);

std::vector<movement> moved(dated_member const& m, date through = year_end) {
    auto const all = movements_of(m.history, ledger_tests::slots, through);
    REQUIRE(all.has_value());
    return *all;
}

posting hold_of(std::uint64_t tag, date until) {
    posting p = of(hold, loyalty, std::int64_t{until.day} * 86'400);
    p.tag = tag;
    return p;
}

/// Returns: `day kind amount earned`, one a line.
std::string story(std::vector<movement> const& all) {
    std::string text;
    for (movement const& m : all) {
        text += to_text(m.day).view();
        text += " " + std::to_string(static_cast<int>(m.kind)) + " " + std::to_string(m.amount) + " " +
                month_name(m.earned) + "\n";
    }
    return text;
}
std::string line(char const* day, posting_kind kind, int amount, char const* earned) {
    return std::string(day) + " " + std::to_string(static_cast<int>(kind)) + " " + std::to_string(amount) +
           " " + earned + "\n";
}

}  // namespace

TEST_CASE("an expiry counts on the lot's first day without use, written down or not") {
    dated_member m;
    REQUIRE(m.post(jan, {of(issue, loyalty, 30, feb)}) == errc::ok);
    std::string const expected =
        line("2026-01-10", issue, 30, "2026-01") + line("2026-02-10", expire, 30, "2026-01");
    CHECK(story(moved(m)) == expected);
    CHECK(story(moved(m, feb)) == expected);
    CHECK(story(moved(m, feb - 1)) == line("2026-01-10", issue, 30, "2026-01"));
    REQUIRE(m.post(mar, {of(expire, loyalty, 30, feb)}) == errc::ok);
    CHECK(story(moved(m)) == expected);
    CHECK(story(moved(m, mar - 1)) == expected);
}

TEST_CASE("what ends before its time, or comes to an ended lot, ends on the day that happens") {
    dated_member m;
    REQUIRE(m.post(jan, {of(issue, loyalty, 30, mar), of(redeem, loyalty, 10, mar)}) == errc::ok);
    REQUIRE(m.post(feb, {of(expire, loyalty, 20, mar)}) == errc::ok);
    REQUIRE(m.post(mar + 5, {of(restore, loyalty, 10, mar)}) == errc::ok);
    std::string const expected =
        line("2026-01-10", issue, 30, "2026-01") + line("2026-01-10", redeem, 10, "2026-01") +
        line("2026-02-10", expire, 20, "2026-01") + line("2026-03-15", restore, 10, "2026-01") +
        line("2026-03-15", expire, 10, "2026-01");
    CHECK(story(moved(m)) == expected);
    REQUIRE(m.post(mar + 20, {of(expire, loyalty, 10, mar)}) == errc::ok);
    CHECK(story(moved(m)) == expected);
}

TEST_CASE("a lot that waited, opened and ended before anything wrote it down ends on its own day") {
    dated_member m;
    date const opens = jan + 9;
    REQUIRE(m.post(jan, {of(issue, loyalty, 30, feb, opens)}) == errc::ok);
    REQUIRE(m.post(mar, {of(send, loyalty, 30, feb, opens), of(receive, loyalty, 30, feb),
                         of(expire, loyalty, 30, feb)}) == errc::ok);
    CHECK(story(moved(m)) ==
          line("2026-01-10", issue, 30, "2026-01") + line("2026-02-10", send, 30, "2026-01") +
              line("2026-02-10", receive, 30, "2026-01") + line("2026-02-10", expire, 30, "2026-01"));
}

TEST_CASE("what had ended and comes to a live lot was gone in between") {
    dated_member m;
    REQUIRE(m.post(jan, {of(issue, loyalty, 30, feb)}) == errc::ok);
    REQUIRE(m.post(mar, {of(send, loyalty, 30, feb), of(receive, loyalty, 30, year_end)}) == errc::ok);
    CHECK(story(moved(m)) ==
          line("2026-01-10", issue, 30, "2026-01") + line("2026-02-10", send, 30, "2026-01") +
              line("2026-03-10", receive, 30, "2026-01") + line("2026-12-31", expire, 30, "2026-01"));
}

TEST_CASE("of a lot the value earned first leaves first, and what left last comes back first") {
    dated_member m;
    REQUIRE(m.post(jan, {of(issue, credit, 30)}) == errc::ok);
    REQUIRE(m.post(feb, {of(issue, credit, 20)}) == errc::ok);
    REQUIRE(m.post(mar, {of(redeem, credit, 35), of(restore, credit, 10), of(restore, credit, 90)}) ==
            errc::ok);
    CHECK(story(moved(m)) ==
          line("2026-01-10", issue, 30, "2026-01") + line("2026-02-10", issue, 20, "2026-02") +
              line("2026-03-10", redeem, 30, "2026-01") + line("2026-03-10", redeem, 5, "2026-02") +
              line("2026-03-10", restore, 5, "2026-02") + line("2026-03-10", restore, 5, "2026-01") +
              line("2026-03-10", restore, 25, "2026-01") + line("2026-03-10", restore, 65, "2026-03"));
}

TEST_CASE("value that goes to another lot keeps its month within an entry, not beyond") {
    dated_member m;
    REQUIRE(m.post(jan, {of(issue, loyalty, 30, mar)}) == errc::ok);
    REQUIRE(m.post(feb, {of(send, loyalty, 30, mar), of(receive, loyalty, 30, year_end)}) == errc::ok);
    REQUIRE(m.post(mar, {of(send, loyalty, 10, year_end), of(receive, loyalty, 15, year_end)}) == errc::ok);
    REQUIRE(m.post(mar, {of(send, loyalty, 4, year_end)}) == errc::ok);
    REQUIRE(m.post(mar, {of(receive, loyalty, 4, year_end)}) == errc::ok);
    CHECK(story(moved(m, mar)) ==
          line("2026-01-10", issue, 30, "2026-01") + line("2026-02-10", send, 30, "2026-01") +
              line("2026-02-10", receive, 30, "2026-01") + line("2026-03-10", send, 10, "2026-01") +
              line("2026-03-10", receive, 10, "2026-01") + line("2026-03-10", receive, 5, "2026-03") +
              line("2026-03-10", send, 4, "2026-01") + line("2026-03-10", receive, 4, "2026-03"));
}

TEST_CASE("a hold that nobody captures is over on its day, and its lot may end on that day") {
    dated_member m;
    REQUIRE(m.post(jan, {of(issue, loyalty, 30, feb), hold_of(1, feb + 3), of(reserve, loyalty, 10, feb)}) ==
            errc::ok);
    std::string const expected =
        line("2026-01-10", issue, 30, "2026-01") + line("2026-01-10", reserve, 10, "2026-01") +
        line("2026-02-13", release, 10, "2026-01") + line("2026-02-10", expire, 20, "2026-01") +
        line("2026-02-13", expire, 10, "2026-01");
    CHECK(story(moved(m)) == expected);
    REQUIRE(m.post(mar, {hold_of(1, feb + 3), of(release, loyalty, 10, feb), of(expire, loyalty, 30, feb)}) ==
            errc::ok);
    CHECK(story(moved(m)) == expected);
}

TEST_CASE("a hold given up before its time, and one captured") {
    dated_member m;
    REQUIRE(m.post(jan, {of(issue, loyalty, 30, year_end), hold_of(1, mar),
                         of(reserve, loyalty, 20, year_end)}) == errc::ok);
    REQUIRE(m.post(feb, {hold_of(1, mar), of(release, loyalty, 5, year_end),
                         of(capture, loyalty, 15, year_end)}) == errc::ok);
    REQUIRE(m.post(feb, {of(restore, loyalty, 15, year_end)}) == errc::ok);
    CHECK(story(moved(m, mar)) ==
          line("2026-01-10", issue, 30, "2026-01") + line("2026-01-10", reserve, 20, "2026-01") +
              line("2026-02-10", release, 5, "2026-01") + line("2026-02-10", capture, 15, "2026-01") +
              line("2026-02-10", restore, 15, "2026-01"));
}

TEST_CASE("a late fact counts when it is merged, and leaves earlier months as they were") {
    dated_member m;
    REQUIRE(m.post(feb, {of(issue, loyalty, 30, year_end)}) == errc::ok);
    std::vector<posting> const late{of(issue, loyalty, 5, year_end)};
    entry const merged{{9}, {{std::int64_t{jan.day} * 86'400}, 9}, m.held.version(), {1}, late, true};
    REQUIRE(apply(m.held, ledger_tests::slots, merged) == errc::ok);
    m.history.append(merged);
    CHECK(story(moved(m, mar)) ==
          line("2026-02-10", issue, 30, "2026-02") + line("2026-02-10", issue, 5, "2026-02"));
}

TEST_CASE("the day of an entry is that of the host's zone") {
    dated_member m;
    REQUIRE(m.post(date_of(2026, 2, 1), {of(issue, loyalty, 30, year_end)}) == errc::ok);
    auto const west = [](instant at) { return to_local(at, -3600).day; };
    auto const all = movements_of(m.history, ledger_tests::slots, mar, west);
    REQUIRE(all.has_value());
    CHECK(story(*all) == line("2026-01-31", issue, 30, "2026-01"));
    CHECK(movements_of(m.history, ledger_tests::slots, date_of(2026, 1, 30), west)->empty());
}

TEST_CASE("a journal that is no account's is refused") {
    auto const answer = [](std::vector<posting> const& postings) {
        journal j;
        j.append(entry{{1}, {{0}, 1}, {}, {1}, postings});
        auto const all = movements_of(j, ledger_tests::slots, year_end);
        return all ? errc::ok : all.error();
    };
    CHECK(answer({of(issue, loyalty, 5, feb), of(redeem, loyalty, 6, feb)}) == errc::overdrawn);
    CHECK(answer({of(issue, loyalty, 5, feb), of(redeem, loyalty, 5, mar)}) == errc::overdrawn);
    CHECK(answer({of(issue, loyalty, 5, feb), of(redeem, miles, 5, feb)}) == errc::overdrawn);
    CHECK(answer({hold_of(1, feb), of(capture, loyalty, 1, feb)}) == errc::overdrawn);
    CHECK(answer({of(issue, loyalty, 0, feb)}) == errc::bad_posting);
    CHECK(answer({of(issue, ledger_tests::spend, 1)}) == errc::bad_posting);
    CHECK(answer({of(issue, static_cast<ledger_tests::slot_number>(99), 1)}) == errc::unknown_slot);
    CHECK(answer({of(issue, loyalty, most, feb), of(issue, loyalty, 1, feb)}) == errc::overflow);
}

TEST_CASE("what is written down late counts on the day that its entry names") {
    dated_member m;
    REQUIRE(m.post(mar, {of(on_day, loyalty, 0, date::never(), jan), of(issue, loyalty, 30),
                         of(on_day, loyalty, 0, date::never(), feb), of(issue, loyalty, 20),
                         of(on_day, loyalty, 0, date::never(), mar), of(issue, loyalty, 10)}) == errc::ok);
    REQUIRE(m.post(mar + 1, {of(issue, loyalty, 5)}) == errc::ok);
    CHECK(story(moved(m)) ==
          line("2026-01-10", issue, 30, "2026-01") + line("2026-02-10", issue, 20, "2026-02") +
              line("2026-03-10", issue, 10, "2026-03") + line("2026-03-11", issue, 5, "2026-03"));
}
