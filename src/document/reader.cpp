// SPDX-License-Identifier: BSL-1.0
#include "reader.hpp"

#include <array>
#include <charconv>
#include <utility>

#include <tessera/money/currency.hpp>

#include "ratio_text.hpp"

namespace tessera::document {

namespace {

/// Returns: how many letters have to be changed, added, left out or swapped to make one word the other.
std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> before2, before(other.size() + 1), now(other.size() + 1);
    for (std::size_t j = 0; j <= other.size(); ++j) now[j] = j;
    for (std::size_t i = 1; i <= one.size(); ++i) {
        before2 = before;
        before = now;
        now[0] = i;
        for (std::size_t j = 1; j <= other.size(); ++j) {
            std::size_t const changed = before[j - 1] + (one[i - 1] == other[j - 1] ? 0U : 1U);
            now[j] = std::min({changed, before[j] + 1, now[j - 1] + 1});
            bool const swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
            if (swapped) now[j] = std::min(now[j], before2[j - 2] + 1);
        }
    }
    return now[other.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, std::vector<std::string_view> const& among) {
    constexpr std::size_t longest = 64;  // a longer word is no slip of a finger
    if (word.size() > longest) return {};
    std::string_view best;
    std::size_t least = std::max<std::size_t>(word.size() / 3, 1) + 1;
    for (std::string_view const one : among)
        if (std::size_t const away = distance(word, one); away < least) least = away, best = one;
    return best;
}

std::string listed(std::vector<std::string_view> const& words) {
    std::string text;
    for (std::string_view const word : words) text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

std::string meant_or(std::string_view word, std::vector<std::string_view> const& among,
                     std::string otherwise) {
    std::string_view const meant = nearest(word, among);
    return meant.empty() ? std::move(otherwise) : "did you mean \"" + std::string(meant) + "\"?";
}
std::string meant_among(std::string_view word, std::vector<std::string_view> const& among) {
    return meant_or(word, among, among.empty() ? std::string() : "one of " + listed(among));
}

namespace {

/// Returns: the text, or its beginning where it is long.
std::string cut(std::string text) {
    constexpr std::size_t longest = 60;
    if (text.size() <= longest) return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // whole characters
    return text.substr(0, end) + "...";
}

}  // namespace

std::string shown(json::value const& value) {
    if (value.is_object()) return "{...}";
    if (value.is_array()) return "[...]";
    return cut(json::serialize(value));
}

std::string as_in_text(std::string value, std::string_view text, place const& there) {
    std::string_view const number = value.empty() ? std::string_view() : number_at(text, there.at);
    return number.empty() ? value : cut(std::string(number));
}

void reader::read(reading_room& room, json::value const& v, step_to const* where, decimal& to) {
    if (!v.is_string()) return wrong_type(room, v, where, "an amount in quotes: \"12.50\"");
    auto const made = decimal::parse(v.get_string());
    if (!made)
        return room.tell(made.error(), where, shown(v), "digits, with a point before decimals: \"12.50\"");
    to = *made;
}

void reader::read(reading_room& room, json::value const& v, step_to const* where, ratio& to) {
    if (!v.is_string()) return wrong_type(room, v, where, "a rate in quotes: \"0.05\", \"5%\" or \"1/3\"");
    auto const made = read_ratio(v.get_string());
    if (!made) return room.tell(made.error(), where, shown(v), "\"0.05\", \"5%\" or \"1/3\"");
    to = *made;
}

namespace {

/// Returns: the number whose digits a text is, written as `std::to_string` does.
template <class Whole>
std::optional<Whole> digits_of(std::string_view text) {
    Whole value = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || std::to_string(value) != text) return std::nullopt;
    return value;
}

}  // namespace

void reader::read(reading_room& room, json::value const& v, step_to const* where, std::int64_t& to) {
    if (!v.is_string()) return read<std::int64_t>(room, v, where, to);
    auto const made = digits_of<std::int64_t>(v.get_string());
    if (!made || is_safe(*made)) return wrong_type(room, v, where, "a whole number, without quotes");
    to = *made;
}

void reader::read(reading_room& room, json::value const& v, step_to const* where, std::uint64_t& to) {
    if (!v.is_string()) return wrong_type(room, v, where, "a whole number in quotes: \"42\"");
    auto const made = digits_of<std::uint64_t>(v.get_string());
    if (!made)
        return room.tell(errc::out_of_range, where, shown(v),
                         "a whole number from 0 to " + std::to_string(UINT64_MAX));
    to = *made;
}

void reader::read(reading_room& room, json::value const& v, step_to const* where, tag_places& to) {
    std::vector<std::uint8_t> places;
    read(room, v, where, places);
    for (std::size_t i = 0; i < places.size(); ++i) {
        step_to const here{where, {}, i, true};
        if (places[i] > 63)
            room.tell(errc::out_of_range, &here, std::to_string(places[i]), "a whole number from 0 to 63");
        else
            to.of |= tag_set{1} << places[i];
    }
}

void reader::read(reading_room& room, json::value const& v, step_to const* where, date& to) {
    std::string_view const text = v.is_string() ? std::string_view(v.get_string()) : std::string_view();
    if (room.open_days && (text == "always" || text == "never")) {
        to = text == "never" ? date::never() : date::min();
        return;
    }
    bool const outside = v.is_int64() && !in_calendar(tessera::detail::date_of_number(v.get_int64()));
    if (room.open_days && outside) return read(room, v, where, to.day);
    if (!v.is_string()) return wrong_type(room, v, where, "a day in quotes: \"2026-12-31\"");
    auto const made = parse_date(text);
    if (!made) return room.tell(made.error(), where, shown(v), "year-month-day: \"2026-12-31\"");
    to = *made;
}

void reader::read(reading_room& room, json::value const& v, step_to const* where, instant& to) {
    std::string_view const text = v.is_string() ? std::string_view(v.get_string()) : std::string_view();
    if (text == "always" || text == "never") {
        to = text == "never" ? instant::max() : instant::min();
        return;
    }
    auto const seconds = v.is_string()  ? digits_of<std::int64_t>(text)
                         : v.is_int64() ? std::optional(v.get_int64())
                                        : std::nullopt;
    if (seconds && !in_calendar(to_local({*seconds}, 0).day)) {
        to = {*seconds};
        return;
    }
    if (!v.is_string()) return wrong_type(room, v, where, "a time in quotes: \"2026-12-31T23:59:59Z\"");
    auto const made = parse_instant(text);
    if (!made)
        return room.tell(made.error(), where, shown(v), "a time of ISO 8601: \"2026-12-31T23:59:59Z\"");
    to = *made;
}

void reader::read(reading_room& room, json::value const& v, step_to const* where, currency& to) {
    auto const made =
        v.is_string() ? find_currency(v.get_string()) : result<currency>(errc::unknown_currency);
    if (!made) return room.tell(made.error(), where, shown(v), "three capital letters of ISO 4217: \"EUR\"");
    to = *made;
}

void reader::read(reading_room& room, json::value const& v, step_to const* where, tags& to) {
    read(room, v, where, to.names);
    std::vector<std::string_view> known{"no_earn", "no_member_price"};
    if (room.tags) known.insert(known.end(), room.tags->begin(), room.tags->end());
    for (std::size_t i = 0; i < to.names.size(); ++i) {
        if (std::find(known.begin(), known.end(), to.names[i]) != known.end()) continue;
        step_to const here{where, {}, i, true};
        room.tell(errc::unknown_tag, &here, json::serialize(json::string(to.names[i])),
                  meant_or(to.names[i], known, "a tag of the document's \"tags\""));
    }
}

void reader::read(reading_room& room, json::value const& v, step_to const* where, rule& to) {
    if (make_kind(room, v, where, "rule", to))
        std::visit([&](auto& one) { read_object(room, v, where, one, "rule"); }, to);
}

}  // namespace tessera::document
