// SPDX-License-Identifier: BSL-1.0
#include "tool/check.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "tool/history.hpp"

namespace tessera::tool {

namespace json = boost::json;
using document::severity;

namespace {

told from(document::problem const& p) {
    return {p.line,    p.column, severity::error, static_cast<int>(p.code),     "problem",
            p.pointer, {},       p.value,         std::string(message(p.code)), p.remedy};
}

told from(document::finding const& f) {
    std::string name(document::kind_of_finding(f.code).name);
    return {f.line, f.column, f.severity, static_cast<int>(f.code), std::move(name), f.pointer, f.beside,
            {},     f.reason, f.remedy};
}

std::size_t count(checked_file const& of, severity how) {
    return static_cast<std::size_t>(
        std::count_if(of.all.begin(), of.all.end(), [&](told const& t) { return t.severity == how; }));
}

/// Returns: the number with its noun. Example: "2 errors".
std::string so_many(std::size_t number, std::string const& noun) {
    return std::to_string(number) + ' ' + noun + (number == 1 ? "" : "s");
}

std::string summary(checked_file const& of) {
    if (of.all.empty()) return of.name + ": nothing to say\n";
    return of.name + ": " + so_many(count(of, severity::error), "error") + ", " +
           so_many(count(of, severity::warning), "warning") + ", " +
           std::to_string(count(of, severity::advice)) + " of advice\n";
}

std::string readable(told const& t, std::string const& file) {
    std::string text = file + ':' + std::to_string(t.line) + ':' + std::to_string(t.column) + ": ";
    text += std::string(document::to_text(t.severity)) + ": " + std::to_string(t.code) + ' ' + t.name + ": ";
    text += t.reason + '\n';
    auto const add = [&](std::string_view what, std::string const& is) {
        if (!is.empty()) text += "  " + std::string(what) + ": " + is + '\n';
    };
    add("at", t.pointer);
    add("and", t.beside);
    add("value", t.value);
    add("remedy", t.remedy);
    return text;
}

}  // namespace

checked_file check_text(std::string name, std::string_view text) {
    checked_file made{std::move(name), {}};
    document::checking const found = document::check_program(text);
    for (document::problem const& p : found.problems) made.all.push_back(from(p));
    for (document::finding const& f : found.findings) made.all.push_back(from(f));
    std::stable_sort(made.all.begin(), made.all.end(), [](told const& one, told const& other) {
        return std::pair(one.line, one.column) < std::pair(other.line, other.column);
    });
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
        for (told const& t : f.all) text += readable(t, f.name);
        text += summary(f);
    }
    return text;
}

std::string json_of(std::vector<checked_file> const& files) {
    std::string text;
    for (checked_file const& f : files)
        for (told const& t : f.all) {
            json::object const one{
                {"file", f.name},       {"line", t.line},     {"column", t.column},
                {"code", t.code},       {"name", t.name},     {"severity", document::to_text(t.severity)},
                {"pointer", t.pointer}, {"beside", t.beside}, {"value", t.value},
                {"reason", t.reason},   {"remedy", t.remedy}};
            text += (text.empty() ? "\n  " : ",\n  ") + json::serialize(one);
        }
    return '[' + text + (text.empty() ? "]\n" : "\n]\n");
}

}  // namespace tessera::tool
