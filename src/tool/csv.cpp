// SPDX-License-Identifier: BSL-1.0
#include "tool/csv.hpp"

#include <algorithm>

namespace tessera::tool {

csv_reader::csv_reader(std::span<char> text) noexcept
    : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (std::string_view(text.data(), text.size()).starts_with(mark)) at_ += mark.size();
}

bool csv_reader::next(std::vector<std::string_view>& fields) {
    fields.clear();
    fault_ = csv_fault::none;
    while (at_ != end_ && (*at_ == '\n' || (*at_ == '\r' && end_ - at_ > 1 && at_[1] == '\n'))) {
        at_ += *at_ == '\r' ? 2 : 1;
        ++next_line_;
    }
    if (at_ == end_) return false;
    line_ = next_line_;
    while (at_ != end_ && *at_ == '"' ? quoted(fields) : plain(fields)) {
    }
    return true;
}

/// Returns: whether another field follows.
bool csv_reader::plain(std::vector<std::string_view>& fields) {
    char* const first = at_;
    while (at_ != end_ && *at_ != ',' && *at_ != '\n' && *at_ != '\r' && *at_ != '"') ++at_;
    fields.emplace_back(first, static_cast<std::size_t>(at_ - first));
    return goes_on();
}

bool csv_reader::quoted(std::vector<std::string_view>& fields) {
    std::size_t const opened = next_line_;
    char* const first = ++at_;
    char* last = first;  // what was read so far ends here; it falls behind by one with each doubled quote
    for (; at_ != end_; ++at_) {
        if (*at_ == '"') {
            if (end_ - at_ == 1 || at_[1] != '"') break;
            ++at_;
        }
        next_line_ += *at_ == '\n' ? 1U : 0U;
        *last++ = *at_;
    }
    fields.emplace_back(first, static_cast<std::size_t>(last - first));
    bool const closed = at_ != end_;
    at_ += closed ? 1 : 0;
    if (closed && (at_ == end_ || *at_ == ',' || *at_ == '\n' || *at_ == '\r')) return goes_on();
    if (closed && next_line_ == opened) return stop(csv_fault::text_after_quote);
    // The quote that seemed to close it on a later line most likely opens a field there.
    line_ = opened;
    at_ = end_;
    return stop(csv_fault::open_quote);
}

/// Effects: passes over what ends a field.
bool csv_reader::goes_on() noexcept {
    if (at_ == end_) return false;
    char const ended_by = *at_++;
    if (ended_by == ',') return true;
    if (ended_by == '"') return stop(csv_fault::stray_quote);
    if (ended_by == '\r') {
        if (at_ == end_ || *at_ != '\n') return stop(csv_fault::stray_return);
        ++at_;
    }
    ++next_line_;
    return false;
}

bool csv_reader::stop(csv_fault why) noexcept {
    fault_ = why;
    at_ = std::find(at_, end_, '\n');
    if (at_ == end_) return false;
    ++at_;
    ++next_line_;
    return false;
}

void append_csv(std::string& to, std::string_view field) {
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        to += field;
        return;
    }
    to += '"';
    for (char const c : field) {
        if (c == '"') to += '"';
        to += c;
    }
    to += '"';
}

}  // namespace tessera::tool
