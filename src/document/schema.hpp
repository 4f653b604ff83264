// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "describe_receipt.hpp"
#include "describe_rules.hpp"
#include "json.hpp"
#include "writer.hpp"

/// Part of tessera::document. The JSON Schema of documents, made from the same descriptions as reading and
/// writing; see describe_values.hpp.

namespace tessera::document {

/// Values that many objects have: each is defined once and referred to.
template <class T>
inline constexpr std::string_view definition_of = {};
template <>
inline constexpr std::string_view definition_of<filter> = "lines";
template <>
inline constexpr std::string_view definition_of<basis> = "basis";
template <>
inline constexpr std::string_view definition_of<measure> = "measure";
template <>
inline constexpr std::string_view definition_of<window> = "window";
template <>
inline constexpr std::string_view definition_of<life> = "span";
template <>
inline constexpr std::string_view definition_of<schedule> = "schedule";
template <>
inline constexpr std::string_view definition_of<slot> = "slot";
template <>
inline constexpr std::string_view definition_of<posting> = "posting";
template <>
inline constexpr std::string_view definition_of<slot_amount> = "amount_of_slot";
template <>
inline constexpr std::string_view definition_of<tessera::detail::far_lot> = "lot_of_slot";
template <>
inline constexpr std::string_view definition_of<lot_key> = "dates_of_lot";
template <>
inline constexpr std::string_view definition_of<line> = "line";
template <>
inline constexpr std::string_view definition_of<line_filter> = "some_lines";
template <>
inline constexpr std::string_view definition_of<tessera::basis> = "basis";
template <>
inline constexpr std::string_view definition_of<order_totals> = "totals";
template <>
inline constexpr std::string_view definition_of<adjustment> = "adjustment";
template <>
inline constexpr std::string_view definition_of<reason> = "reason";

/// What all objects of one schema share.
struct schema_room {
    json::object definitions;
    bool open_days = false;  ///< what hosts store has days that are `always` or `never`
};

/// The schema of one object, while it is described.
class schema {
public:
    explicit schema(schema_room& room) noexcept : room_(room) {}

    /// Returns: the schema of the object that a description of `plain` makes, and of no other kind.
    template <class T>
    [[nodiscard]] static json::object of_object(schema_room& room, T& plain, std::string_view kind_key = {},
                                                std::string_view kind = {}) {
        schema inside(room);
        if (!kind_key.empty()) inside.add_kind(kind_key, kind);
        describe(inside, plain);
        return std::move(inside).whole();
    }

    // --- what a description calls
    // ------------------------------------------------------------------------------

    template <class T>
    void field(std::string_view key, std::string_view says, T& of) {
        add(key, says, of);
        required_.push_back(json::value(key));
    }
    template <class T>
    void field(std::string_view key, std::string_view says, T& of, std::type_identity_t<T> const& usual) {
        json::object& made = add(key, says, of);
        json::object told;
        writer write(told);
        if constexpr (worded<T> || std::is_arithmetic_v<T>) {
            T copy = usual;
            write.field("default", {}, copy);
            made.emplace("default", told["default"]);
        }
    }
    void format() {
        properties_.emplace("tessera", json::object{{"const", format_version}});
        properties_.emplace("$schema", json::object{{"type", "string"}});
        required_.push_back(json::value("tessera"));
    }
    void format(std::string_view kind) {
        properties_.emplace("tessera", json::object{{"const", format_version}});
        required_.push_back(json::value("tessera"));
        add_kind("document", kind);
        room_.open_days = true;
    }
    [[nodiscard]] bool has(bool it) const noexcept { return it || all_kinds_; }
    template <class T>
    void range(std::string_view key, T&, std::size_t least, std::size_t most) {
        bool const list = !std::is_integral_v<T>;
        json::object& of = properties_[key].get_object();
        of[list ? "minItems" : "minimum"] = least;
        of[list ? "maxItems" : "maximum"] = most;
    }
    void one_of(std::initializer_list<std::string_view> keys) {
        all_of_.push_back(json::object{{"oneOf", each(keys)}});
    }
    void at_most_one_of(std::initializer_list<std::string_view> keys) {
        json::array ways = each(keys);
        json::array any;
        for (std::string_view const key : keys)
            any.push_back(json::object{{"required", json::array{json::value(key)}}});
        ways.push_back(json::object{{"not", json::object{{"anyOf", std::move(any)}}}});
        all_of_.push_back(json::object{{"oneOf", std::move(ways)}});
    }
    static void declare(std::vector<std::string> const&) noexcept {}
    template <class Make>
    static void made(Make) noexcept {}

private:
    void add_kind(std::string_view key, std::string_view kind) {
        properties_.emplace(key, json::object{{"const", kind}});
        required_.push_back(json::value(key));
    }
    [[nodiscard]] json::object whole() && {
        properties_.emplace("$comment", json::object{{"type", "string"}});
        json::object made{{"type", "object"}, {"properties", std::move(properties_)}};
        if (!required_.empty()) made.emplace("required", std::move(required_));
        made.emplace("additionalProperties", false);
        if (all_of_.size() == 1)
            for (auto const& member : all_of_[0].get_object()) made.emplace(member.key(), member.value());
        else if (!all_of_.empty())
            made.emplace("allOf", std::move(all_of_));
        return made;
    }
    [[nodiscard]] static json::array each(std::initializer_list<std::string_view> keys) {
        json::array ways;
        for (std::string_view const key : keys)
            ways.push_back(json::object{{"required", json::array{json::value(key)}}});
        return ways;
    }
    template <class T>
    json::object& add(std::string_view key, std::string_view says, T&) {
        json::object made = type_of<T>();
        if (made.contains("$ref")) made = json::object{{"allOf", json::array{std::move(made)}}};
        json::object told{{"description", says}};
        for (auto const& member : made) told.emplace(member.key(), member.value());
        return properties_.emplace(key, std::move(told)).first->value().get_object();
    }
    template <class T>
    [[nodiscard]] json::object type_of() {
        if constexpr (std::is_same_v<T, std::string>)
            return {{"type", "string"}};
        else if constexpr (std::is_same_v<T, bool>)
            return {{"type", "boolean"}};
        else if constexpr (std::is_same_v<T, std::uint64_t>)
            return pattern("^(0|[1-9][0-9]{0,19})$");
        else if constexpr (tessera::detail::small_integer<T>)
            return whole_number<T>();
        else if constexpr (std::is_same_v<T, decimal>)
            return pattern("^[+-]?[0-9]+(\\.[0-9]+)?$");
        else if constexpr (std::is_same_v<T, ratio>)
            return pattern("^[+-]?[0-9]+(\\.[0-9]+)?%?$|^[+-]?[0-9]+/[+-]?[0-9]+$");
        else if constexpr (std::is_same_v<T, date>)
            return room_.open_days ? defined("day", open_day) : pattern(day_pattern);
        else if constexpr (std::is_same_v<T, instant>)
            return defined("time", time);
        else if constexpr (std::is_same_v<T, tag_places>)
            return defined("places", places);
        else if constexpr (std::is_same_v<T, currency>)
            return pattern("^[A-Z]{3}$");
        else if constexpr (std::is_same_v<T, tags>)
            return list_of_type<std::string>();
        else if constexpr (std::is_same_v<T, rule>)
            return rules(std::make_index_sequence<std::variant_size_v<rule>>());
        else if constexpr (std::is_same_v<T, posting>)
            return defined(definition_of<T>, [this] { return postings(); });
        else if constexpr (worded<T>)
            return words<T>();
        else if constexpr (requires { typename T::rep; })
            return type_of<typename T::rep>();
        else if constexpr (requires(T& t) { t.begin(), t.reserve(1); })
            return list_of_type<typename T::value_type>();
        else if constexpr (requires(T& t) { t.has_value(); })
            return type_of<typename T::value_type>();
        else
            return object_type<T>();
    }

    // --- values
    // ------------------------------------------------------------------------------------------------

    static constexpr std::string_view day_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    [[nodiscard]] static json::object pattern(std::string_view regex) {
        return {{"type", "string"}, {"pattern", regex}};
    }
    [[nodiscard]] static json::object integer(std::int64_t least, std::int64_t most) {
        return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
    }
    /// Returns: what is the text, or a whole number before the first of these, or after the last one.
    [[nodiscard]] static json::object text_or_outside(std::string_view regex, std::int64_t least,
                                                      std::int64_t first, std::int64_t last,
                                                      std::int64_t most) {
        return {{"anyOf", json::array{pattern(regex), integer(least, first - 1), integer(last + 1, most)}}};
    }
    [[nodiscard]] static json::object open_day() {
        return text_or_outside("^(always|never|[0-9]{4}-[0-9]{2}-[0-9]{2})$",
                               std::numeric_limits<std::int32_t>::min(), tessera::detail::first_day.day,
                               tessera::detail::last_day.day, std::numeric_limits<std::int32_t>::max());
    }
    /// Numbers of seconds too large for other readers stand in quotes.
    [[nodiscard]] static json::object time() {
        constexpr std::int64_t a_day = tessera::detail::day_seconds;
        return text_or_outside(
            "^(always|never|-?[1-9][0-9]{10,18}|[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}"
            "([.,][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2}))$",
            std::numeric_limits<std::int64_t>::min(), tessera::detail::first_day.day * a_day,
            (tessera::detail::last_day.day + 1) * a_day - 1, std::numeric_limits<std::int64_t>::max());
    }
    [[nodiscard]] static json::object places() { return {{"type", "array"}, {"items", integer(0, 63)}}; }
    template <class T>
    [[nodiscard]] json::object list_of_type() {
        return {{"type", "array"}, {"items", type_of<T>()}};
    }
    template <class Whole>
    [[nodiscard]] static json::object whole_number() {
        // What has more digits than every reader of JSON keeps stands in quotes.
        if constexpr (sizeof(Whole) == 8)
            return {{"type", json::array{"integer", "string"}}, {"pattern", "^-?[1-9][0-9]{15,18}$"}};
        else
            return integer(std::numeric_limits<Whole>::min(), std::numeric_limits<Whole>::max());
    }
    template <class Choice>
    [[nodiscard]] static json::object words() {
        json::array all;
        for (auto const& word : words_of<Choice>) all.push_back(json::value(word.name));
        return {{"enum", std::move(all)}};
    }

    // --- objects
    // -----------------------------------------------------------------------------------------------

    /// Returns: what refers to the definition of that name, which `make` makes where it is the first time.
    template <class Make>
    [[nodiscard]] json::object defined(std::string_view name, Make make) {
        if (!room_.definitions.contains(name)) {
            room_.definitions.emplace(name, json::value());
            json::object made = make();
            room_.definitions[name] = std::move(made);
        }
        return {{"$ref", "#/definitions/" + std::string(name)}};
    }
    template <class T>
    [[nodiscard]] json::object object_type() {
        auto const make = [this] {
            T plain{};
            return of_object(room_, plain);
        };
        if constexpr (definition_of<T>.empty())
            return make();
        else
            return defined(definition_of<T>, make);
    }
    template <std::size_t... I>
    [[nodiscard]] json::object rules(std::index_sequence<I...>) {
        json::array kinds;
        (add_rule<std::variant_alternative_t<I, rule>>(kinds), ...);
        return {{"type", "object"}, {"required", json::array{"rule"}}, {"oneOf", std::move(kinds)}};
    }
    template <class Rule>
    void add_rule(json::array& kinds) {
        std::string const name = "rule." + std::string(kind_of<Rule>);
        Rule plain{};
        room_.definitions.emplace(name, of_object(room_, plain, "rule", kind_of<Rule>));
        kinds.push_back(json::object{{"$ref", "#/definitions/" + name}});
    }
    /// Returns: the schemas of postings, one for all kinds that have the same keys.
    [[nodiscard]] json::object postings() {
        struct some_kinds {
            json::object with;
            json::array words;
        };
        std::vector<some_kinds> alike;
        for (auto const& word : words_of<posting_kind>) {
            schema inside(room_);
            inside.all_kinds_ = false;
            posting of{.kind = word.value};
            describe(inside, of);
            json::object made = std::move(inside).whole();
            auto same = alike.begin();
            while (same != alike.end() && same->with != made) ++same;
            if (same == alike.end()) same = alike.insert(same, {std::move(made), {}});
            same->words.push_back(json::value(word.name));
        }
        json::array ways;
        for (some_kinds& kinds : alike) {
            kinds.with["properties"].get_object()["post"].get_object()["enum"] = std::move(kinds.words);
            ways.push_back(std::move(kinds.with));
        }
        return {{"type", "object"}, {"required", json::array{"post"}}, {"oneOf", std::move(ways)}};
    }

    schema_room& room_;
    json::object properties_;
    json::array required_;
    json::array all_of_;
    bool all_kinds_ = true;  ///< whether keys that only some kinds have may always be there
};

/// Returns: the text of a schema with its title and definitions.
[[nodiscard]] inline std::string schema_page(std::string_view title, json::object&& body,
                                             schema_room&& room) {
    json::object made{
        {"$schema", "http://json-schema.org/draft-07/schema#"},
        {"title", "tessera " + std::string(title) + ", format " + std::to_string(format_version)}};
    for (auto const& member : body) made.emplace(member.key(), member.value());
    if (!room.definitions.empty()) made.emplace("definitions", std::move(room.definitions));
    return to_page(made);
}

}  // namespace tessera::document
