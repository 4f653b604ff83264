// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tessera/calendar/date.hpp>
#include <tessera/calendar/schedule.hpp>
#include <tessera/document/values.hpp>
#include <tessera/facts/line.hpp>
#include <tessera/ledger/audience.hpp>

/// Floor 6. From the values of rules in code to those of a document.

namespace tessera::detail {

/// Articles and categories are known by number alone, and are told as `#number`; tags of the host by their
/// bits, and are told as `tag0`, `tag1` and so on.
struct value_teller {
    using text = std::string;

    [[nodiscard]] static document::tags tags(tag_set bits) {
        document::tags named;
        if (bits & no_earn) named.names.emplace_back("no_earn");
        if (bits & no_member_price) named.names.emplace_back("no_member_price");
        for (std::size_t i = 0; i < host_tags_max; ++i)
            if (bits & host_tag << i) named.names.push_back("tag" + std::to_string(i));
        return named;
    }
    [[nodiscard]] static text number(std::uint64_t id) { return id == 0 ? text() : '#' + std::to_string(id); }
    [[nodiscard]] static document::filter lines(line_filter const& f) {
        return {number(f.sku.value), number(f.category.value), tags(f.with), tags(f.without)};
    }
    [[nodiscard]] static document::schedule days(schedule const& s) {
        using recurrence = schedule::recurrence;
        document::schedule told;
        if (s.begin_ != date::min()) told.from = s.begin_;
        if (s.end_ != date::never()) told.before = s.end_;
        for (int day = 1; day <= 7; ++day)
            if (s.weekdays_ & schedule::bit(static_cast<weekday>(day)))
                told.on.push_back(static_cast<weekday>(day));
        told.nth = s.nth_;
        ymd const start = to_ymd(in_calendar(s.start_) ? s.start_ : calendar_anchor);
        switch (s.repeats_) {
            case recurrence::none: break;
            case recurrence::month: told.each_month = {start.day, s.length_}; break;
            case recurrence::quarter: told.each_quarter = {start.month, start.day, s.length_}; break;
            case recurrence::year: told.each_year = {start.month, start.day, s.length_}; break;
            case recurrence::joining: told.each_anniversary = s.length_; break;
        }
        return told;
    }
    /// Effects: tells for whom a rule is.
    template <class Told>
    static void tell_whom(audience const& whom, Told& told) {
        told.segment = whom.within;
        told.not_in_segment = whom.beyond;
    }
    template <class T>
    [[nodiscard]] static std::optional<T> some(bool there, T const& value) {
        return there ? std::optional<T>(value) : std::nullopt;
    }
};

}  // namespace tessera::detail
