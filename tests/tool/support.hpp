// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

#include "support/shipped.hpp"
#include "tool/failure.hpp"
#include "tool/files.hpp"
#include "tool/replay.hpp"

/// Histories as texts, for the tests of the tool.

namespace tessera::tool::test {

inline constexpr std::string_view header =
    "order_id,customer_id,timestamp,sku,quantity,unit_price,currency\n";

/// Returns: rows below the usual header.
[[nodiscard]] inline std::string below_header(std::string_view rows) {
    std::string text(header);
    text += rows;
    return text;
}

[[nodiscard]] inline history read(std::string_view text, bool skip_bad = false) {
    return read_history(std::vector<char>(text.begin(), text.end()), "lines.csv", {skip_bad, {}});
}

/// Returns: the history of rows below the usual header.
[[nodiscard]] inline history rows(std::string_view text, bool skip_bad = false) {
    return read(below_header(text), skip_bad);
}

/// Returns: what stops the reading; empty where nothing does.
[[nodiscard]] inline std::string refused(std::string_view text, bool skip_bad = false) {
    try {
        static_cast<void>(read(text, skip_bad));
    } catch (failure const& why) {
        return why.what();
    }
    return {};
}

/// Returns: the first line of why a row is refused, without the name of the file.
[[nodiscard]] inline std::string refused_row(std::string_view row) {
    std::string const why = refused(below_header(row));
    std::string const first = why.substr(0, why.find('\n'));
    constexpr std::string_view file = "lines.csv:";
    return first.starts_with(file) ? first.substr(file.size()) : first;
}

/// A folder of its own for each test, gone afterwards.
struct folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() /
                                 ("tessera-tool-" + std::to_string(std::rand()) + std::to_string(::getpid()));
    folder() { std::filesystem::create_directory(path); }
    folder(folder const&) = delete;
    folder& operator=(folder const&) = delete;
    ~folder() { std::filesystem::remove_all(path); }
    [[nodiscard]] std::string operator/(std::string const& name) const { return (path / name).string(); }
    /// Effects: writes a file. Returns: its path.
    [[nodiscard]] std::string with(std::string const& name, std::string_view text) const {
        std::ofstream(path / name, std::ios::binary) << text;
        return *this / name;
    }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(path), std::filesystem::directory_iterator{}));
    }
};

/// Returns: what a program, built in or of a file, makes of the history.
[[nodiscard]] inline replay_result replay(history const& of, std::string_view program, replaying const& how) {
    return tool::replay(of, choose_program(std::string(program), of.money), how);
}

/// Returns: the rows of `--members` under a program, without their header. Every journal is verified on the
/// way.
[[nodiscard]] inline std::string members(history const& of, std::string_view program) {
    std::string const all = members_csv(of, replay(of, program, {false, true, {}}));
    return all.substr(all.find('\n') + 1);
}

}  // namespace tessera::tool::test
