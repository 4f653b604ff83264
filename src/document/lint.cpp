// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/lint.hpp>

#include <algorithm>
#include <utility>

#include <tessera/document/loaded_program.hpp>

#include "json.hpp"
#include "lint_room.hpp"
#include "program_place.hpp"
#include "sort_by.hpp"

namespace tessera::document {

std::string to_text(finding const& what, std::string_view file) {
    std::string text(file);
    if (what.line > 0) text += ':' + std::to_string(what.line) + ':' + std::to_string(what.column);
    text += ": " + std::string(to_text(what.severity)) + ": " + std::to_string(static_cast<int>(what.code)) +
            ' ' + std::string(kind_of_finding(what.code).name) + ": " + what.reason +
            "\n  at: " + what.pointer;
    if (!what.beside.empty()) text += "\n  and: " + what.beside;
    return text + "\n  remedy: " + what.remedy;
}

namespace {

constexpr auto checks = {lint_names,     lint_tiers,    lint_ladders, lint_earning,
                         lint_splitting, lint_worth,    lint_caps,    lint_spending,
                         lint_days,      lint_prices,   lint_offers,  lint_returns,
                         lint_actions,   lint_segments, lint_gifts,   lint_void};

/// Returns: whether a finding says more precisely what a problem says.
bool told_by(finding const& f, problem const& p) {
    bool const same = (f.code == lint_code::unknown_tier && p.code == errc::unknown_tier) ||
                      (f.code == lint_code::unknown_points && p.code == errc::unknown_points);
    return same && (f.pointer == p.pointer || f.pointer.starts_with(p.pointer + '/'));
}

/// Effects: gives findings their places in the text, and puts them into its order.
void place_all(std::string_view text, std::vector<finding>& findings) {
    for (finding& f : findings) {
        place const there = find_in(text, f.pointer, false);
        f.line = there.line;
        f.column = there.column;
    }
    sort_by(findings, [](finding const& f) { return std::pair(f.line, f.column); });
}

}  // namespace

std::vector<finding> lint(program const& what, lint_bounds const& bounds) {
    std::vector<finding> found;
    lint_room::shared all;
    std::vector<lint_room> rooms;
    rooms.reserve(what.versions.size());
    for (std::size_t i = 0; i < what.versions.size(); ++i) rooms.emplace_back(what, i, bounds, all, found);
    lint_versions(rooms);
    for (lint_room& room : rooms)
        for (auto const check : checks) check(room);
    sort_by(found, [](finding const& f) {
        program_place const there = place_in_program(f.pointer);
        return std::pair(there.version.value_or(0), there.rule.value_or(0));
    });
    return found;
}

checking check_program(std::string_view text, lint_bounds const& bounds, limits const& most) {
    checking done;
    done.problems = load_program(text, most).problems;
    reading const read = read_program(text, most);
    if (!read) return done;
    done.findings = lint(read.what, bounds);
    std::erase_if(done.problems, [&](problem const& p) {
        return std::any_of(done.findings.begin(), done.findings.end(),
                           [&](finding const& f) { return told_by(f, p); });
    });
    if (done.findings.size() > most.problems) done.findings.resize(most.problems);
    place_all(text, done.findings);
    return done;
}

checking::operator bool() const noexcept {
    return problems.empty() && std::none_of(findings.begin(), findings.end(),
                                            [](finding const& f) { return f.severity == severity::error; });
}

}  // namespace tessera::document
