// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Part of the command-line tool. Comma-separated values by RFC 4180, read strictly and in place: quoted
/// fields, doubled quotes and line breaks inside quotes; lines end with LF or CRLF. Why our own:
/// docs/decisions/0006-csv-reader.md.

namespace tessera::tool {

/// Why a record is not one.
enum class csv_fault {
    none,
    stray_quote,       ///< a quote inside a field that does not begin with one
    text_after_quote,  ///< something between a closing quote and the next comma
    open_quote,        ///< a quote that none closes, or one of a later line, with text behind it
    stray_return,      ///< a carriage return that ends no line
};

/// Reads records from a text in memory. Fields are views of that text: it is changed in place (doubled quotes
/// become one), and must outlive them. Nothing is copied.
class csv_reader {
public:
    /// Effects: passes over a UTF-8 byte order mark.
    explicit csv_reader(std::span<char> text) noexcept;

    /// Effects: reads the next record; empty lines are none. After a fault `fields` end with the one at
    ///   fault, and the reader goes on with the next line; after `open_quote` it has come to the end, since
    ///   nobody can know which line is the next.
    /// Returns: whether there was one.
    [[nodiscard]] bool next(std::vector<std::string_view>& fields);

    [[nodiscard]] csv_fault fault() const noexcept { return fault_; }
    /// Returns: the line of the file on which the record began, the first being 1; the one on which the quote
    ///   did, after `open_quote`.
    [[nodiscard]] std::size_t line() const noexcept { return line_; }
    /// Returns: how far the reader has come, in bytes.
    [[nodiscard]] std::size_t offset() const noexcept { return static_cast<std::size_t>(at_ - begin_); }

private:
    [[nodiscard]] bool plain(std::vector<std::string_view>& fields);
    [[nodiscard]] bool quoted(std::vector<std::string_view>& fields);
    [[nodiscard]] bool goes_on() noexcept;
    [[nodiscard]] bool stop(csv_fault why) noexcept;

    char* begin_;
    char* at_;
    char* end_;
    std::size_t line_ = 0;
    std::size_t next_line_ = 1;
    csv_fault fault_ = csv_fault::none;
};

/// Effects: appends a field, in quotes where it needs them.
void append_csv(std::string& to, std::string_view field);

}  // namespace tessera::tool
