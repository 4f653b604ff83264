// SPDX-License-Identifier: BSL-1.0
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

#include "describe_rules.hpp"
#include "json.hpp"
#include "writer.hpp"

/// The JSON Schema of program documents, made from the same descriptions as reading and writing.

namespace tessera::document {

namespace {

/// Values that many rules have: each is defined once and referred to.
template <class T>
constexpr std::string_view definition_of = {};
template <>
constexpr std::string_view definition_of<filter> = "lines";
template <>
constexpr std::string_view definition_of<basis> = "basis";
template <>
constexpr std::string_view definition_of<measure> = "measure";
template <>
constexpr std::string_view definition_of<window> = "window";
template <>
constexpr std::string_view definition_of<life> = "span";
template <>
constexpr std::string_view definition_of<schedule> = "schedule";

json::object pattern(std::string_view regex) { return {{"type", "string"}, {"pattern", regex}}; }

class schema {
public:
    explicit schema(json::object& definitions) noexcept : definitions_(definitions) {}

    /// Returns: the schema of an object.
    template <class T>
    [[nodiscard]] static json::object of_object(json::object& definitions, std::string_view kind = {}) {
        schema inside(definitions);
        T plain{};
        if (!kind.empty()) {
            inside.properties_.emplace("rule", json::object{{"const", kind}});
            inside.required_.push_back(json::value("rule"));
        }
        describe(inside, plain);
        inside.properties_.emplace("$comment", json::object{{"type", "string"}});
        json::object made{{"type", "object"}, {"properties", std::move(inside.properties_)}};
        if (!inside.required_.empty()) made.emplace("required", std::move(inside.required_));
        made.emplace("additionalProperties", false);
        if (inside.all_of_.size() == 1)
            for (auto const& member : inside.all_of_[0].get_object())
                made.emplace(member.key(), member.value());
        else if (!inside.all_of_.empty())
            made.emplace("allOf", std::move(inside.all_of_));
        return made;
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
    [[nodiscard]] static bool has(bool) noexcept { return true; }
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
        else if constexpr (detail::small_integer<T>)
            return whole_number<T>();
        else if constexpr (std::is_same_v<T, decimal>)
            return pattern("^[+-]?[0-9]+(\\.[0-9]+)?$");
        else if constexpr (std::is_same_v<T, ratio>)
            return pattern("^[+-]?[0-9]+(\\.[0-9]+)?%?$|^[+-]?[0-9]+/[+-]?[0-9]+$");
        else if constexpr (std::is_same_v<T, date>)
            return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        else if constexpr (std::is_same_v<T, currency>)
            return pattern("^[A-Z]{3}$");
        else if constexpr (std::is_same_v<T, tags>)
            return list_of_type<std::string>();
        else if constexpr (std::is_same_v<T, rule>)
            return rules(std::make_index_sequence<std::variant_size_v<rule>>());
        else if constexpr (worded<T>)
            return words<T>();
        else if constexpr (requires { typename T::allocator_type; })
            return list_of_type<typename T::value_type>();
        else if constexpr (requires(T& t) { t.has_value(); })
            return type_of<typename T::value_type>();
        else
            return object_type<T>();
    }
    template <class T>
    [[nodiscard]] json::object list_of_type() {
        return {{"type", "array"}, {"items", type_of<T>()}};
    }
    template <class Whole>
    [[nodiscard]] static json::object whole_number() {
        if constexpr (sizeof(Whole) == 8) {
            // What has more digits than every reader of JSON keeps stands in quotes.
            return {{"type", json::array{"integer", "string"}}, {"pattern", "^-?[0-9]+$"}};
        } else {
            json::object made{{"type", "integer"}};
            made.emplace("minimum", std::int64_t{std::numeric_limits<Whole>::min()});
            made.emplace("maximum", std::int64_t{std::numeric_limits<Whole>::max()});
            return made;
        }
    }
    template <class Choice>
    [[nodiscard]] static json::object words() {
        json::array all;
        for (auto const& word : words_of<Choice>) all.push_back(json::value(word.name));
        return {{"enum", std::move(all)}};
    }
    template <class T>
    [[nodiscard]] json::object object_type() {
        constexpr std::string_view name = definition_of<T>;
        if constexpr (name.empty()) {
            return of_object<T>(definitions_);
        } else {
            if (!definitions_.contains(name)) {
                definitions_.emplace(name, json::value());
                json::object made = of_object<T>(definitions_);
                definitions_[name] = std::move(made);
            }
            return {{"$ref", "#/definitions/" + std::string(name)}};
        }
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
        definitions_.emplace(name, of_object<Rule>(definitions_, kind_of<Rule>));
        kinds.push_back(json::object{{"$ref", "#/definitions/" + name}});
    }

    json::object& definitions_;
    json::object properties_;
    json::array required_;
    json::array all_of_;
};

}  // namespace

std::string program_schema() {
    json::object definitions;
    json::object body = schema::of_object<program>(definitions);
    json::object made{{"$schema", "http://json-schema.org/draft-07/schema#"},
                      {"title", "tessera program, format " + std::to_string(format_version)}};
    for (auto const& member : body) made.emplace(member.key(), member.value());
    made.emplace("definitions", std::move(definitions));
    return to_page(made);
}

}  // namespace tessera::document
