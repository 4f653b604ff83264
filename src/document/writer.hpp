// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

#include <tessera/calendar/text.hpp>

#include "describe_rules.hpp"
#include "json.hpp"
#include "ratio_text.hpp"
#include "stored_values.hpp"

/// Part of tessera::document. Plain data to JSON; see describe_values.hpp.

namespace tessera::document {

class writer {
public:
    explicit writer(json::object& out) noexcept : out_(out) {}

    template <class T>
    [[nodiscard]] static json::value object_of(T of) {
        json::object made;
        writer inside(made);
        describe(inside, of);
        return made;
    }

    // --- what a description calls
    // ------------------------------------------------------------------------------

    template <class T>
    void field(std::string_view key, std::string_view, T& from) {
        out_.emplace(key, value_of(from));
    }
    template <class T>
    void field(std::string_view key, std::string_view, T& from, std::type_identity_t<T> const& usual) {
        if (!(from == usual)) out_.emplace(key, value_of(from));
    }
    void format() { out_.emplace("tessera", format_version); }
    void format(std::string_view kind) {
        format();
        out_.emplace("document", kind);
    }
    [[nodiscard]] static bool has(bool it) noexcept { return it; }
    template <class T>
    static void range(std::string_view, T&, std::size_t, std::size_t) noexcept {}
    static void one_of(std::initializer_list<std::string_view>) noexcept {}
    static void at_most_one_of(std::initializer_list<std::string_view>) noexcept {}
    static void declare(std::vector<std::string> const&) noexcept {}
    template <class Make>
    static void made(Make) noexcept {}

private:
    [[nodiscard]] static json::value value_of(std::string const& from) { return json::value(from); }
    [[nodiscard]] static json::value value_of(bool from) { return from; }
    template <detail::small_integer Whole>
    [[nodiscard]] static json::value value_of(Whole from) {
        return static_cast<std::int64_t>(from);
    }
    [[nodiscard]] static json::value value_of(std::int64_t from) {
        if (is_safe(from)) return from;
        return json::value(std::to_string(from));
    }
    [[nodiscard]] static json::value value_of(std::uint64_t from) {
        return json::value(std::to_string(from));
    }
    template <class Tag, class Rep>
    [[nodiscard]] static json::value value_of(id<Tag, Rep> from) {
        return value_of(from.value);
    }
    [[nodiscard]] static json::value value_of(tag_places from) {
        json::array made;
        for (unsigned place = 0; place < 64; ++place)
            if ((from.of >> place & 1U) != 0) made.emplace_back(place);
        return made;
    }
    [[nodiscard]] static json::value value_of(instant from) {
        if (from == instant::min()) return "always";
        if (from == instant::max()) return "never";
        if (!in_calendar(to_local(from, 0).day)) return value_of(from.seconds);
        return json::value(to_text(from).view());
    }
    [[nodiscard]] static json::value value_of(decimal from) { return json::value(write_decimal(from)); }
    [[nodiscard]] static json::value value_of(ratio from) { return json::value(write_ratio(from)); }
    [[nodiscard]] static json::value value_of(date from) {
        bool const named = in_calendar(from) || from == date::min() || from == date::never();
        return named ? json::value(to_text(from).view()) : json::value(from.day);
    }
    [[nodiscard]] static json::value value_of(currency const& from) { return json::value(from.code()); }
    [[nodiscard]] static json::value value_of(tags const& from) { return value_of(from.names); }
    [[nodiscard]] static json::value value_of(rule const& from) {
        return std::visit(
            [](auto one) {
                json::object made;
                made.emplace("rule", kind_of<decltype(one)>);
                writer inside(made);
                describe(inside, one);
                return json::value(std::move(made));
            },
            from);
    }
    template <worded Choice>
    [[nodiscard]] static json::value value_of(Choice from) {
        for (auto const& word : words_of<Choice>)
            if (word.value == from) return json::value(word.name);
        return {};
    }
    template <class T>
    [[nodiscard]] static json::value value_of(std::optional<T> const& from) {
        return from ? value_of(*from) : json::value();
    }
    template <class T>
    [[nodiscard]] static json::value value_of(std::vector<T> const& from) {
        json::array made;
        for (T const& one : from) made.push_back(value_of(one));
        return made;
    }
    template <class T>
    [[nodiscard]] static json::value value_of(row<T> const& from) {
        json::array made;
        for (T const& one : from) made.push_back(value_of(one));
        return made;
    }
    template <class T>
        requires requires(writer& w, T& t) { describe(w, t); }
    [[nodiscard]] static json::value value_of(T const& from) {
        return object_of(from);
    }

    json::object& out_;
};

}  // namespace tessera::document
