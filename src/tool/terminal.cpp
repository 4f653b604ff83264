// SPDX-License-Identifier: BSL-1.0
#include "tool/terminal.hpp"

#include <algorithm>
#include <numeric>

#include <tessera/calendar/text.hpp>

#include "tool/columns.hpp"
#include "tool/shown.hpp"
#include "tool/totals.hpp"

namespace tessera::tool {

namespace {

/// Returns: the tiers of the first group, lowest first.
std::vector<std::string> const& tiers_of(replay_result const& of) {
    static std::vector<std::string> const none;
    return of.groups.empty() ? none : of.groups[0].tiers;
}

constexpr std::size_t label_width = 38;
constexpr std::size_t figure_width = 20;

std::string percent(int128 part, int128 whole) {
    std::string const text = share(100 * part, whole, 2);
    return text.empty() ? "-" : text + " %";
}

/// A table of labels and one figure a program.
class table {
public:
    table(history const& of, std::vector<replay_result> const& programs) : of_(of), programs_(programs) {
        for (replay_result const& p : programs) sums_.push_back(add_up(of, p));
    }

    /// Effects: adds a row; `figure(result, totals)` is called for each program.
    template <class Figure>
    void row(std::string label, Figure figure) {
        text_ += left(std::move(label), label_width);
        for (std::size_t i = 0; i < programs_.size(); ++i)
            text_ += right(figure(programs_[i], sums_[i]), figure_width);
        text_ += '\n';
    }
    template <class Amount>
    void money(std::string label, Amount amount) {
        row(std::move(label),
            [&](auto const& p, auto const& t) { return grouped(amount(p, t), of_.money.digits); });
    }
    template <class Count>
    void count(std::string label, Count amount) {
        row(std::move(label),
            [&](auto const& p, auto const& t) { return grouped(static_cast<int128>(amount(p, t)), 0); });
    }
    template <class Amount>
    void points(std::string label, Amount amount) {
        row(std::move(label),
            [&](auto const& p, auto const&) { return grouped(amount(p.points), p.points_digits); });
    }
    void space() { text_ += '\n'; }
    void head(std::string const& title) {
        row(title, [](replay_result const& p, totals const&) { return p.program; });
    }

    /// Returns: the names of all tiers of all programs, those of the first one first.
    [[nodiscard]] std::vector<std::string> tiers() const {
        std::vector<std::string> all;
        for (replay_result const& p : programs_)
            for (std::string const& name : tiers_of(p))
                if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
        return all;
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    history const& of_;
    std::vector<replay_result> const& programs_;
    std::vector<totals> sums_;
    std::string text_;
};

std::string at_tier(replay_result const& p, totals const& t, std::string const& name) {
    std::vector<std::string> const& tiers = tiers_of(p);
    auto const found = std::find(tiers.begin(), tiers.end(), name);
    if (found == tiers.end()) return "-";
    return grouped(static_cast<int128>(t.at_level[static_cast<std::size_t>(found - tiers.begin()) + 1]), 0);
}

std::string what_was_read(history const& of, std::vector<replay_result> const& programs) {
    file_totals const& t = of.totals;
    unsigned const digits = of.money.digits;
    std::string text = shown_file(of.name);
    if (in_calendar(t.last_day))
        text += ", " + std::string(of.money.code()) + ", " + std::string(to_text(t.first_day).view()) +
                " to " + std::string(to_text(t.last_day).view());
    text += "\n\n";
    auto const row = [&](std::string label, std::uint64_t lines, int128 minor) {
        text += left(std::move(label), label_width) + right(counted(lines, "line"), figure_width) +
                right(grouped(minor, digits), figure_width) + '\n';
    };
    row("the file", t.lines, t.net_minor);
    row("  members", t.lines - t.anonymous_lines, add_up(of, programs[0]).net());
    row("  without customer, left out", t.anonymous_lines, t.anonymous_minor);
    if (!of.skipped.empty())
        text += left("bad lines skipped", label_width) +
                right(counted(of.skipped.size(), "line"), figure_width) + '\n';
    text += "members and those without customer add up to the file, to the minor unit\n";
    if (std::all_of(programs.begin(), programs.end(), [](auto const& p) { return p.verified; }))
        text += "every member's journal, folded without the program, gives the account again\n";
    return text + '\n';
}

/// Returns: such as `; 100 are 1`; nothing where points buy nothing.
std::string what_points_are_worth(replay_result const& p) {
    if (p.worth.money == decimal{}) return {};
    return "; " + std::to_string(p.worth.points) + " are " +
           plain(p.worth.money.mantissa, p.worth.money.places);
}

std::string figures(history const& of, std::vector<replay_result> const& programs) {
    table t(of, programs);
    using result_t = replay_result const&;
    using sums = totals const&;
    auto const any = [&](auto asked) { return std::any_of(programs.begin(), programs.end(), asked); };
    bool const matches = any([](result_t p) { return p.matches; });
    bool const spends = any([](result_t p) { return p.spends_points; });
    t.head("");
    t.count("members", [](result_t p, sums) { return p.members.size(); });
    t.count("  no tier", [](result_t, sums s) { return s.at_level[0]; });
    for (std::string const& name : t.tiers())
        t.row("  " + name, [&](result_t p, sums s) { return at_tier(p, s, name); });
    t.count("orders", [](result_t, sums s) { return s.orders; });
    t.count("returns", [](result_t, sums s) { return s.returns; });
    t.space();
    t.money("sales at list", [](result_t, sums s) { return s.bought; });
    t.money("returned at list", [](result_t, sums s) { return s.returned; });
    if (matches) {
        t.money("  by receipt", [](result_t, sums s) { return s.matched; });
        t.money("  without", [](result_t, sums s) { return s.returned - s.matched; });
        if (any([](result_t p) { return p.only_reports; }))
            t.money("only reported", [](result_t, sums s) { return s.reported; });
    }
    t.money("net sales", [](result_t, sums s) { return s.net(); });
    t.space();
    t.points("points issued", [](pool_flow const& points) { return points.issued; });
    t.points("  taken back by returns", [](pool_flow const& points) { return points.taken_back; });
    if (spends) {
        t.points("  spent", [](pool_flow const& points) { return points.redeemed; });
        t.points("  came back with returns", [](pool_flow const& points) { return points.restored; });
    }
    t.points("  expired", [](pool_flow const& points) { return points.expired; });
    t.points("  outstanding", [](pool_flow const& points) { return points.available; });
    t.points("  owed by members", [](pool_flow const& points) { return points.debt; });
    t.space();
    t.money("discounts, less those on returns", [](result_t, sums s) { return s.discount_kept(); });
    t.money("ladder credit, less what is owed", [](result_t, sums s) { return s.credit; });
    if (spends)
        t.money("paid with points, less returns", [](result_t, sums s) { return s.paid_with_points; });
    bool const alike = std::all_of(programs.begin(), programs.end(), [&](result_t p) {
        return what_points_are_worth(p) == what_points_are_worth(programs[0]);
    });
    t.money("points, less those owed" + (alike ? what_points_are_worth(programs[0]) : std::string()),
            [](result_t, sums s) { return s.points_minor; });
    t.money("given back", [](result_t, sums s) { return s.given(); });
    t.row("  as a share of net sales", [](result_t, sums s) { return percent(s.given(), s.net()); });
    return t.take();
}

std::string steps(history const& of, replay_result const& got) {
    if (got.steps.empty()) return {};
    unsigned const digits = of.money.digits;
    auto const row = [](std::string const& at, std::string const& award, std::string const& reached,
                        std::string const& lost, std::string const& now, std::string const& paid) {
        return right(at, 14) + right(award, 13) + right(reached, 10) + right(lost, 8) + right(now, 13) +
               right(paid, 20) + '\n';
    };
    std::string text = "\nthe ladder of " + got.program + ", step by step\n";
    text += row("from", "award", "reached", "lost", "members now", "credit now");
    int128 sum = 0;
    bool reached = true;
    for (step_result const& s : got.steps) {
        if (!reached) break;  // the first step that nobody reached is the last one shown
        reached = s.reached != 0;
        auto const count = [](std::uint64_t n) { return grouped(static_cast<int128>(n), 0); };
        int128 const paid = int128(s.award) * static_cast<int128>(s.reached - s.lost);
        sum += paid;
        text += row(grouped(s.at, digits), grouped(s.award, digits), count(s.reached), count(s.lost),
                    count(s.reached - s.lost), grouped(paid, digits));
    }
    return text + row("", "", "", "", "", grouped(sum, digits));
}

// --- the top members
// ------------------------------------------------------------------------------------------

constexpr std::size_t members_told = 5;
constexpr std::size_t days_told = 8;

std::string sentence(history const& of, replay_result const& got, story_event const& e) {
    auto const at = [&] { return grouped(got.steps[e.which].at, of.money.digits); };
    auto const tier = [&] { return std::string(got.groups[e.group].at(e.which, "no tier")); };
    switch (e.happened) {
        case story_event::what::level_reached: return "becomes " + tier();
        case story_event::what::level_fallen: return "falls to " + tier();
        case story_event::what::step_reached:
            return "reaches " + at() + ": " + grouped(got.steps[e.which].award, of.money.digits);
        case story_event::what::step_lost:
            return "falls below " + at() + ": -" + grouped(got.steps[e.which].award, of.money.digits);
    }
    return {};
}

/// Returns: a member's days, one line each; a long story is cut in the middle.
std::vector<std::string> days_of(history const& of, replay_result const& got, std::size_t member) {
    std::vector<std::string> days;
    date last = date::never();
    for (story_event const& e : got.story) {
        if (e.member != member) continue;
        if (e.day != last)
            days.push_back("    " + std::string(to_text(e.day).view()) + "  ");
        else
            days.back() += "; ";
        last = e.day;
        days.back() += sentence(of, got, e);
    }
    if (days.size() > days_told) {
        std::size_t const left_out = days.size() - days_told + 1;
        auto const first = days.end() - static_cast<std::ptrdiff_t>(left_out) - 1;
        *first = "    ... " + std::to_string(left_out) + " more days like these ...";
        days.erase(first + 1, days.end() - 1);
    }
    return days;
}

/// Effects: appends the line, broken at 80 columns between two happenings.
void append_wrapped(std::string& text, std::string const& line) {
    constexpr std::size_t columns = 80;
    std::string rest = line;
    while (rest.size() > columns) {
        std::size_t const at = rest.rfind("; ", columns - 1);
        if (at == std::string::npos) break;
        text += rest.substr(0, at + 1) + '\n';
        rest = std::string(16, ' ') + rest.substr(at + 2);
    }
    text += rest + '\n';
}

std::string stories(history const& of, replay_result const& got) {
    std::vector<std::size_t> best(got.members.size());
    std::iota(best.begin(), best.end(), std::size_t{0});
    std::size_t const told = std::min(members_told, best.size());
    std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(told), best.end(),
                      [&](auto a, auto b) {
                          int128 const x = got.members[a].net(), y = got.members[b].net();
                          return x != y ? x > y : of.members[a] < of.members[b];
                      });
    best.resize(told);
    if (told == 0) return {};

    unsigned const digits = of.money.digits;
    std::string text = "\nthe best members of " + got.program + "\n";
    for (std::size_t const i : best) {
        member_result const& m = got.members[i];
        text += "  " + shown(of.members[i]) + ": " + grouped(m.net(), digits) + " in " +
                counted(m.orders, "order") + " and " + counted(m.returns, "return");
        if (std::string_view const tier = got.tier_of(i, {}); !tier.empty()) text += ", " + std::string(tier);
        text += '\n';
        std::string has;
        auto const add = [&](int128 amount, std::string const& what) {
            if (amount != 0) has += (has.empty() ? "    " : ", ") + what;
        };
        add(m.discount, "saved " + grouped(m.discount, digits));
        add(m.credit, "has " + grouped(m.credit, digits) + " of credit");
        add(m.points, grouped(m.points, got.points_digits) + " points");
        if (!has.empty()) text += has + '\n';
        for (std::string const& day : days_of(of, got, i)) append_wrapped(text, day);
    }
    return text;
}

}  // namespace

std::string side_by_side(history const& of, std::vector<replay_result> const& programs) {
    return what_was_read(of, programs) + figures(of, programs);
}

std::string readable(history const& of, std::vector<replay_result> const& programs) {
    return side_by_side(of, programs) + steps(of, programs[0]) + stories(of, programs[0]);
}

}  // namespace tessera::tool
