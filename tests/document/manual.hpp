// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <vector>

#include "document/describe_receipt.hpp"
#include "document/describe_rules.hpp"
#include "document/writer.hpp"
#include "support/catch.hpp"

/// The tables of the page about program documents, made from the descriptions that reading, writing and the
/// schema are made of: a page that says otherwise than the library reads is a failed test.

namespace document_tests {

using namespace tessera;
using document::describe;

/// What an object is called on the page.
template <class T>
inline constexpr std::string_view title_of = {};
template <>
inline constexpr std::string_view title_of<document::program> = "program";
template <>
inline constexpr std::string_view title_of<document::version> = "version";
template <>
inline constexpr std::string_view title_of<document::filter> = "lines";
template <>
inline constexpr std::string_view title_of<document::basis> = "basis";
template <>
inline constexpr std::string_view title_of<document::measure> = "measure";
template <>
inline constexpr std::string_view title_of<window> = "window";
template <>
inline constexpr std::string_view title_of<life> = "span";
template <>
inline constexpr std::string_view title_of<counting> = "counted";
template <>
inline constexpr std::string_view title_of<document::schedule> = "schedule";
template <>
inline constexpr std::string_view title_of<document::hold> = "hold";
template <>
inline constexpr std::string_view title_of<birthday_window> = "birthday";
template <>
inline constexpr std::string_view title_of<document::tier> = "tier";
template <>
inline constexpr std::string_view title_of<document::ladder_step> = "ladder step";
template <>
inline constexpr std::string_view title_of<document::tier_times> = "multiplier";
template <>
inline constexpr std::string_view title_of<document::tier_price> = "price of a tier";
template <>
inline constexpr std::string_view title_of<document::prices_by_tier> = "prices by tier";
template <>
inline constexpr std::string_view title_of<document::times_by_tier> = "multipliers by tier";
template <>
inline constexpr std::string_view title_of<document::tier_off> = "discount of a tier";
template <>
inline constexpr std::string_view title_of<document::quantity_step> = "quantity step";
template <>
inline constexpr std::string_view title_of<document::threshold_of> = "threshold";
template <>
inline constexpr std::string_view title_of<document::offer_step> = "offer step";
template <>
inline constexpr std::string_view title_of<document::offer_steps> = "steps of an offer";
template <>
inline constexpr std::string_view title_of<document::offer_increment> = "every so much of an offer";
template <>
inline constexpr std::string_view title_of<document::bundle_part> = "part of a bundle";
template <>
inline constexpr std::string_view title_of<document::units_bought> = "units bought";
template <>
inline constexpr std::string_view title_of<document::units> = "units";
template <>
inline constexpr std::string_view title_of<document::gift> = "gift";
template <>
inline constexpr std::string_view title_of<document::tier_wanted> = "tier wanted";
template <>
inline constexpr std::string_view title_of<document::offer_minimum> = "minimum of an offer";
template <>
inline constexpr std::string_view title_of<document::offer_uses> = "uses of an offer";
template <>
inline constexpr std::string_view title_of<document::offer> = "offer";
template <>
inline constexpr std::string_view title_of<document::segment_condition> = "condition";
template <>
inline constexpr std::string_view title_of<document::measure_asked> = "threshold of a condition";
template <>
inline constexpr std::string_view title_of<document::share_asked> = "share of a condition";
template <>
inline constexpr std::string_view title_of<document::segment_row> = "row of conditions";
template <>
inline constexpr std::string_view title_of<document::stack> = "stack";
template <>
inline constexpr std::string_view title_of<document::benefit> = "benefit";
template <>
inline constexpr std::string_view title_of<document::times_within> = "times within";
template <>
inline constexpr std::string_view title_of<document::points_within> = "points within";
template <>
inline constexpr std::string_view title_of<document::share_of> = "share of the order";

/// The tables of a type and of all that it is made of, each once.
class manual {
public:
    template <class T>
    void add(std::string const& title) {
        auto const [known, is_new] = told_.emplace(title, std::type_index(typeid(T)));
        INFO("two objects have the title " << title);
        REQUIRE(known->second == std::type_index(typeid(T)));
        if (!is_new) return;
        std::size_t const place = tables_.size();
        tables_.emplace_back();
        rows_ inside(*this);
        T plain{};
        describe(inside, plain);
        tables_[place] = {title, std::move(inside.text)};
    }
    /// Returns: the tables, those of values behind those that have them.
    [[nodiscard]] std::string text() const {
        std::string all;
        for (auto const& [title, rows] : tables_)
            all += "\n### " + title + "\n\n| key | value | meaning | usually |\n|---|---|---|---|\n" + rows;
        return all;
    }

private:
    struct rows_ {
        explicit rows_(manual& page) : of(page) {}
        manual& of;
        std::string text;

        template <class T>
        void field(std::string_view key, std::string_view says, T&) {
            row<T>(key, says, "*needed*");
        }
        template <class T>
        void field(std::string_view key, std::string_view says, T&, std::type_identity_t<T> const& usual) {
            std::string plainly;
            if constexpr (document::worded<T> || std::is_arithmetic_v<T>) {
                document::json::object told;
                document::writer write(told);
                T copy = usual;
                write.field("usual", {}, copy);
                plainly = document::json::serialize(told.at("usual"));
                std::erase(plainly, '"');
            }
            row<T>(key, says, plainly);
        }
        void format(std::string_view kind) {
            format();
            text += "| `document` | `" + std::string(kind) + "` | what it is | *needed* |\n";
        }
        void format() { text += "| `tessera` | whole number | the number of the format, 1 | *needed* |\n"; }
        [[nodiscard]] static bool has(bool) noexcept { return true; }
        template <class T>
        static void range(std::string_view, T&, std::size_t, std::size_t) noexcept {}
        void one_of(std::initializer_list<std::string_view> keys) { note("exactly one of ", keys); }
        void at_most_one_of(std::initializer_list<std::string_view> keys) { note("at most one of ", keys); }
        static void declare(std::vector<std::string> const&) noexcept {}
        template <class Make>
        static void made(Make) noexcept {}

        void note(std::string words, std::initializer_list<std::string_view> keys) {
            for (std::string_view const key : keys)
                words += (key == *keys.begin() ? "`" : ", `") + std::string(key) + '`';
            text += "| | | " + words + " | |\n";
        }
        template <class T>
        void row(std::string_view key, std::string_view says, std::string const& usual) {
            text += "| `" + std::string(key) + "` | " + of.value_of<T>(std::string(key)) + " | " +
                    std::string(says) + " | " + usual + " |\n";
        }
    };

    /// Returns: what a value looks like. Effects: adds the tables of the objects in it.
    template <class T>
    [[nodiscard]] std::string value_of(std::string const& key) {
        if constexpr (std::is_same_v<T, std::string>)
            return "text";
        else if constexpr (std::is_same_v<T, bool>)
            return "true or false";
        else if constexpr (tessera::detail::small_integer<T>)
            return "whole number";
        else if constexpr (std::is_same_v<T, decimal>)
            return "amount";
        else if constexpr (std::is_same_v<T, ratio>)
            return "rate";
        else if constexpr (std::is_same_v<T, date>)
            return "day";
        else if constexpr (std::is_same_v<T, currency>)
            return "currency";
        else if constexpr (std::is_same_v<T, document::tags>)
            return "list of tags";
        else if constexpr (std::is_same_v<T, document::rule>)
            return "rule";
        else if constexpr (std::is_same_v<T, std::uint64_t>)
            return "number in quotes";
        else if constexpr (std::is_same_v<T, instant>)
            return "time";
        else if constexpr (std::is_same_v<T, document::tag_places>)
            return "list of places";
        else if constexpr (requires { typename T::rep; })
            return value_of<typename T::rep>(key);
        else if constexpr (document::worded<T>)
            return words<T>();
        else if constexpr (requires(T& t) { t.begin(), t.reserve(1); })
            return "list of " + value_of<typename T::value_type>(key);
        else if constexpr (requires(T& t) { t.has_value(); })
            return value_of<typename T::value_type>(key);
        else
            return object<T>(key);
    }
    template <class Choice>
    [[nodiscard]] static std::string words() {
        std::string all;
        for (auto const& word : document::words_of<Choice>)
            all += (all.empty() ? "`" : ", `") + std::string(word.name) + '`';
        return all;
    }
    template <class T>
    [[nodiscard]] std::string object(std::string const& key) {
        std::string const title = title_of<T>.empty() ? key : std::string(title_of<T>);
        add<T>(title);
        std::string anchor = title;
        std::replace(anchor.begin(), anchor.end(), ' ', '-');
        return "[" + title + "](#" + anchor + ")";
    }

    std::map<std::string, std::type_index> told_;
    std::vector<std::pair<std::string, std::string>> tables_;
};

template <std::size_t... I>
void add_rules(manual& page, std::index_sequence<I...>) {
    (page.add<std::variant_alternative_t<I, document::rule>>(
         "rule: " + std::string(document::kind_of<std::variant_alternative_t<I, document::rule>>)),
     ...);
}

/// Returns: all tables of the page about program documents.
inline std::string tables() {
    manual page;
    page.add<document::program>("program");
    add_rules(page, std::make_index_sequence<std::variant_size_v<document::rule>>());
    return page.text();
}

}  // namespace document_tests
