// SPDX-License-Identifier: BSL-1.0
#include "tool/check.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "document/sort_by.hpp"
#include "tool/history.hpp"
#include "tool/shown.hpp"
#include "tool/zones.hpp"

namespace tessera::tool {

namespace json = boost::json;
using document::severity;

namespace {

severity severity_of(told const& t) {
    auto const* const finding = std::get_if<document::finding>(&t);
    return finding ? finding->severity : severity::error;
}

std::pair<std::size_t, std::size_t> place_of(told const& t) {
    return std::visit([](auto const& one) { return std::pair(one.line, one.column); }, t);
}

std::size_t count(checked_file const& of, severity how) {
    return static_cast<std::size_t>(
        std::count_if(of.all.begin(), of.all.end(), [&](told const& t) { return severity_of(t) == how; }));
}

/// Returns: the number with its noun. Example: "2 errors".
std::string so_many(std::size_t number, std::string const& noun) {
    return std::to_string(number) + ' ' + noun + (number == 1 ? "" : "s");
}

std::string summary(checked_file const& of) {
    std::string const name = shown_file(of.name);
    if (of.all.empty()) return name + ": nothing to say\n";
    return name + ": " + so_many(count(of, severity::error), "error") + ", " +
           so_many(count(of, severity::warning), "warning") + ", " +
           std::to_string(count(of, severity::advice)) + " advice\n";
}

/// Returns: a problem in the form of a finding.
std::string readable(document::problem const& p, std::string const& file) {
    std::string text = file + ':' + std::to_string(p.line) + ':' + std::to_string(p.column) + ": error: ";
    text += std::to_string(static_cast<int>(p.code)) + " problem: " + std::string(message(p.code));
    if (!p.pointer.empty()) text += "\n  at: " + p.pointer;
    if (!p.value.empty()) text += "\n  value: " + p.value;
    if (!p.remedy.empty()) text += "\n  remedy: " + p.remedy;
    return text + '\n';
}
std::string readable(document::finding const& f, std::string const& file) {
    return document::to_text(f, file) + '\n';
}

json::object object_of(document::problem const& p, std::string const& file) {
    return {{"file", file},
            {"line", p.line},
            {"column", p.column},
            {"code", static_cast<int>(p.code)},
            {"name", "problem"},
            {"severity", "error"},
            {"pointer", p.pointer},
            {"value", p.value},
            {"reason", message(p.code)},
            {"remedy", p.remedy}};
}
json::object object_of(document::finding const& f, std::string const& file) {
    return {{"file", file},
            {"line", f.line},
            {"column", f.column},
            {"code", static_cast<int>(f.code)},
            {"name", document::kind_of_finding(f.code).name},
            {"severity", document::to_text(f.severity)},
            {"pointer", f.pointer},
            {"beside", f.beside},
            {"reason", f.reason},
            {"remedy", f.remedy}};
}

}  // namespace

checked_file check_text(std::string name, std::string_view text) {
    checked_file made{std::move(name), {}};
    document::checking found = document::check_program(text);
    for (document::problem& p : found.problems) made.all.emplace_back(std::move(p));
    if (auto wrong = zone_problem(text)) made.all.emplace_back(std::move(*wrong));
    for (document::finding& f : found.findings) made.all.emplace_back(std::move(f));
    document::sort_by(made.all, [](told const& t) { return place_of(t); });
    return made;
}

checked_file check_file(std::string const& path) {
    std::vector<char> const bytes = read_file(path);
    return check_text(path == "-" ? "standard input" : path, {bytes.data(), bytes.size()});
}

bool are_good(std::vector<checked_file> const& files, bool strict) {
    return std::all_of(files.begin(), files.end(), [&](checked_file const& f) {
        return strict ? f.all.empty() : count(f, severity::error) == 0;
    });
}

std::string readable(std::vector<checked_file> const& files) {
    std::string text;
    for (checked_file const& f : files) {
        for (told const& t : f.all)
            text += std::visit([&](auto const& one) { return readable(one, shown_file(f.name)); }, t);
        text += summary(f);
    }
    return text;
}

std::string json_of(std::vector<checked_file> const& files) {
    std::string text;
    for (checked_file const& f : files)
        for (told const& t : f.all) {
            json::object const one = std::visit([&](auto const& it) { return object_of(it, f.name); }, t);
            text += (text.empty() ? "\n  " : ",\n  ") + json::serialize(one);
        }
    return '[' + text + (text.empty() ? "]\n" : "\n]\n");
}

}  // namespace tessera::tool
