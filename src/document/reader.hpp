// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tessera/calendar/text.hpp>
#include <tessera/document/fact.hpp>

#include "describe_rules.hpp"
#include "json.hpp"
#include "stored_values.hpp"

/// Part of tessera::document. JSON to plain data, with every problem on the way; see describe_values.hpp.

namespace tessera::document {

/// A problem without its place in the text, which is looked up when all are known.
struct unplaced {
    errc code;
    std::string pointer;
    std::string value;
    std::string remedy;
    bool at_key = false;
};

/// Returns: the word that is nearest, where one is near enough to be meant; else empty.
[[nodiscard]] std::string_view nearest(std::string_view word, std::vector<std::string_view> const& among);

/// Returns: the words, with commas between them.
[[nodiscard]] std::string listed(std::vector<std::string_view> const& words);

/// Returns: as a remedy, which of the words is meant; `otherwise` where none is near enough.
[[nodiscard]] std::string meant_or(std::string_view word, std::vector<std::string_view> const& among,
                                   std::string otherwise);
/// Returns: the same, or all of the words; empty where there are none.
[[nodiscard]] std::string meant_among(std::string_view word, std::vector<std::string_view> const& among);

/// Returns: the value as a problem shows it.
[[nodiscard]] std::string shown(json::value const& value);
/// Returns: the value that a problem shows, as the text has it where it is a number there.
[[nodiscard]] std::string as_in_text(std::string value, std::string_view text, place const& there);

/// The keys that a description names.
class key_list {
public:
    std::vector<std::string_view> keys;

    template <class T>
    void field(std::string_view key, std::string_view, T&) {
        keys.push_back(key);
    }
    template <class T>
    void field(std::string_view key, std::string_view, T&, std::type_identity_t<T> const&) {
        keys.push_back(key);
    }
    void format() { keys.insert(keys.end(), {"tessera", "$schema"}); }
    void format(std::string_view) { keys.insert(keys.end(), {"tessera", "document"}); }
    [[nodiscard]] static bool has(bool it) noexcept { return it; }
    template <class T>
    static void range(std::string_view, T&, std::size_t, std::size_t) noexcept {}
    static void one_of(std::initializer_list<std::string_view>) noexcept {}
    static void at_most_one_of(std::initializer_list<std::string_view>) noexcept {}
    static void declare(std::vector<std::string> const&) noexcept {}
    template <class Make>
    static void made(Make) noexcept {}
};

/// What all readers of one document share.
struct reading_room {
    std::vector<unplaced> found;
    std::vector<std::string> const* tags = nullptr;
    bool open_days = false;           ///< what hosts store has days that are `always` or `never`
    host_rows const* rows = nullptr;  ///< what facts refer to

    void tell(errc code, step_to const* where, std::string value, std::string remedy, bool at_key = false) {
        found.push_back({code, pointer_to(where), std::move(value), std::move(remedy), at_key});
    }
};

/// Effects: reads a value into `to`; what does not fit is told, and leaves `to` as it is.
class reader {
public:
    reader(reading_room& room, json::object const& from, step_to const* where) noexcept
        : room_(room), from_(from), where_(where) {}

    /// Effects: reads an object into `to`, and tells of keys that the format does not have.
    template <class T>
    static void read_object(reading_room& room, json::value const& value, step_to const* where, T& to,
                            std::string_view kind_key = {}) {
        json::object const* const object = value.if_object();
        if (!object) return wrong_type(room, value, where, "an object: {...}");
        reader inside(room, *object, where);
        inside.taken_ = kind_key.empty() ? 0 : 1;
        inside.take_note("$comment");
        describe(inside, to);
        if (inside.taken_ < object->size()) inside.tell_unknown(to, kind_key);
    }

    /// Effects: reads a fact of any kind, and finds what it refers to.
    static void read_fact(reading_room& room, json::value const& v, step_to const* where, stored_fact& to);

    // --- what a description calls
    // ------------------------------------------------------------------------------

    template <class T>
    void field(std::string_view key, std::string_view says, T& to) {
        if (!take(key, to))
            room_.tell(errc::missing_key, where_, {}, '"' + std::string(key) + "\": " + std::string(says));
    }
    template <class T>
    void field(std::string_view key, std::string_view, T& to, std::type_identity_t<T> const& usual) {
        if (!take(key, to)) to = usual;
    }
    void format(std::string_view kind) {
        read_format();
        std::string word(kind);
        field("document", "what it is, " + std::string(kind), word);
        step_to const here{where_, "document"};
        if (word != kind)
            room_.tell(errc::unknown_word, &here, json::serialize(json::string(word)), std::string(kind));
        room_.open_days = true;
    }
    void format() {
        read_format();
        take_note("$schema");
    }
    [[nodiscard]] static bool has(bool it) noexcept { return it; }
    template <class T>
    void range(std::string_view key, T& of, std::size_t least, std::size_t most) {
        json::value const* const value = from_.if_contains(key);
        if (!value) return;
        step_to const here{where_, key};
        std::string const bounds = std::to_string(least) + " to " + std::to_string(most);
        if constexpr (std::is_integral_v<T>) {
            if (std::cmp_less(of, least) || std::cmp_greater(of, most))
                room_.tell(errc::out_of_range, &here, shown(*value), bounds);
        } else if (value->is_array() && (of.size() < least || most < of.size())) {
            room_.tell(errc::out_of_range, &here, shown(*value), bounds + " of them");
        }
    }
    void one_of(std::initializer_list<std::string_view> keys) {
        if (there(keys) != 1)
            room_.tell(errc::one_of_needed, where_, {}, "one of " + listed({keys.begin(), keys.end()}));
    }
    void at_most_one_of(std::initializer_list<std::string_view> keys) {
        if (there(keys) > 1)
            room_.tell(errc::one_of_needed, where_, {},
                       "at most one of " + listed({keys.begin(), keys.end()}));
    }
    void declare(std::vector<std::string> const& tags) noexcept { room_.tags = &tags; }
    template <class Make>
    static void made(Make make) {
        make();
    }

private:
    void read_format() {
        std::int32_t format = 0;
        field("tessera", "the number of the format, 1", format);
        if (json::value const* const there = from_.if_contains("tessera");
            there && format != format_version) {
            step_to const here{where_, "tessera"};
            room_.tell(errc::unknown_format, &here, shown(*there), "1");
        }
    }
    [[nodiscard]] std::size_t there(std::initializer_list<std::string_view> keys) const {
        return static_cast<std::size_t>(
            std::count_if(keys.begin(), keys.end(), [&](std::string_view k) { return from_.contains(k); }));
    }
    template <class T>
    bool take(std::string_view key, T& to) {
        json::value const* const value = from_.if_contains(key);
        if (!value) return false;
        ++taken_;
        step_to const here{where_, key};
        read(room_, *value, &here, to);
        return true;
    }
    /// Effects: passes over a text that says nothing to the reader.
    void take_note(std::string_view key) {
        json::value const* const note = from_.if_contains(key);
        if (!note) return;
        ++taken_;
        step_to const here{where_, key};
        if (!note->is_string()) wrong_type(room_, *note, &here, "a text: \"...\"");
    }
    template <class T>
    void tell_unknown(T const& like, std::string_view kind_key) {
        key_list known;
        T copy = like;
        describe(known, copy);
        if (!kind_key.empty()) known.keys.push_back(kind_key);
        for (auto const& member : from_) {
            std::string_view const key = member.key();
            if (key == "$comment" || std::find(known.keys.begin(), known.keys.end(), key) != known.keys.end())
                continue;
            step_to const here{where_, key};
            room_.tell(errc::unknown_key, &here, std::string(key),
                       meant_or(key, known.keys, "one of " + listed(known.keys)), true);
        }
    }

    // --- values
    // ------------------------------------------------------------------------------------------------

    static void wrong_type(reading_room& room, json::value const& value, step_to const* where,
                           std::string_view right) {
        room.tell(errc::wrong_type, where, shown(value), std::string(right));
    }

    static void read(reading_room& room, json::value const& v, step_to const* where, std::string& to) {
        if (!v.is_string()) return wrong_type(room, v, where, "a text: \"...\"");
        to = v.get_string();
    }
    static void read(reading_room& room, json::value const& v, step_to const* where, bool& to) {
        if (!v.is_bool()) return wrong_type(room, v, where, "true or false");
        to = v.get_bool();
    }
    template <detail::small_integer Whole>
    static void read(reading_room& room, json::value const& v, step_to const* where, Whole& to) {
        bool const whole = v.is_int64() || v.is_uint64();
        if (!whole) return wrong_type(room, v, where, "a whole number, without quotes");
        constexpr auto least = std::numeric_limits<Whole>::min(), most = std::numeric_limits<Whole>::max();
        bool const fits = v.is_int64() && std::cmp_less_equal(least, v.get_int64()) &&
                          std::cmp_less_equal(v.get_int64(), most);
        if (!fits)
            return room.tell(errc::out_of_range, where, shown(v),
                             "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
        to = static_cast<Whole>(v.get_int64());
    }
    static void read(reading_room& room, json::value const& v, step_to const* where, std::int64_t& to);
    static void read(reading_room& room, json::value const& v, step_to const* where, std::uint64_t& to);
    template <class Tag, class Rep>
    static void read(reading_room& room, json::value const& v, step_to const* where, id<Tag, Rep>& to) {
        read(room, v, where, to.value);
    }
    static void read(reading_room& room, json::value const& v, step_to const* where, tag_places& to);
    static void read(reading_room& room, json::value const& v, step_to const* where, instant& to);
    static void read(reading_room& room, json::value const& v, step_to const* where, decimal& to);
    static void read(reading_room& room, json::value const& v, step_to const* where, ratio& to);
    static void read(reading_room& room, json::value const& v, step_to const* where, date& to);
    static void read(reading_room& room, json::value const& v, step_to const* where, currency& to);
    static void read(reading_room& room, json::value const& v, step_to const* where, tags& to);
    static void read(reading_room& room, json::value const& v, step_to const* where, rule& to);

    template <worded Choice>
    static void read(reading_room& room, json::value const& v, step_to const* where, Choice& to) {
        std::vector<std::string_view> words;
        for (auto const& word : words_of<Choice>) {
            words.push_back(word.name);
            if (v.is_string() && std::string_view(v.get_string()) == word.name) {
                to = word.value;
                return;
            }
        }
        tell_word(room, v, where, words);
    }
    template <class T>
    static void read(reading_room& room, json::value const& v, step_to const* where, std::optional<T>& to) {
        read(room, v, where, to.emplace());
    }
    template <class T>
    static void read(reading_room& room, json::value const& v, step_to const* where, std::vector<T>& to) {
        json::array const* const array = v.if_array();
        if (!array) return wrong_type(room, v, where, "a list: [...]");
        to.reserve(array->size());
        for (std::size_t i = 0; i < array->size(); ++i) {
            step_to const here{where, {}, i, true};
            read(room, (*array)[i], &here, to.emplace_back());
        }
    }
    template <class T>
    static void read(reading_room& room, json::value const& v, step_to const* where, row<T>& to) {
        std::vector<T> values;
        read(room, v, where, values);
        to.assign(values);
    }
    template <class T>
        requires requires(key_list& keys, T& t) { describe(keys, t); }
    static void read(reading_room& room, json::value const& v, step_to const* where, T& to) {
        read_object(room, v, where, to);
    }

    // --- one of several kinds of object
    // ------------------------------------------------------------------------

    /// Effects: makes `to` the kind that the object names under `key`. Returns: whether there is one; another
    ///   one is told.
    template <class Variant>
    [[nodiscard]] static bool make_kind(reading_room& room, json::value const& v, step_to const* where,
                                        std::string_view key, Variant& to) {
        json::object const* const object = v.if_object();
        if (!object) {
            wrong_type(room, v, where, "a " + std::string(key) + ": {\"" + std::string(key) + "\": ...}");
            return false;
        }
        json::value const* const kind = object->if_contains(key);
        if (!kind) {
            room.tell(errc::missing_key, where, {},
                      '"' + std::string(key) + "\": the kind of the " + std::string(key));
            return false;
        }
        return make_kind(room, *kind, where, key, to,
                         std::make_index_sequence<std::variant_size_v<Variant>>());
    }
    template <class Variant, std::size_t... I>
    [[nodiscard]] static bool make_kind(reading_room& room, json::value const& kind, step_to const* where,
                                        std::string_view key, Variant& to, std::index_sequence<I...>) {
        auto const is = [&](std::string_view name) {
            return kind.is_string() && std::string_view(kind.get_string()) == name;
        };
        if (((is(kind_of<std::variant_alternative_t<I, Variant>>) && (to.template emplace<I>(), true)) ||
             ...))
            return true;
        step_to const here{where, key};
        tell_word(room, kind, &here, {kind_of<std::variant_alternative_t<I, Variant>>...});
        return false;
    }
    /// Effects: tells of a word that is none of those which may stand there.
    static void tell_word(reading_room& room, json::value const& v, step_to const* where,
                          std::vector<std::string_view> const& words) {
        std::string all = "one of " + listed(words);
        room.tell(errc::unknown_word, where, shown(v),
                  v.is_string() ? meant_or(v.get_string(), words, std::move(all)) : all);
    }

    reading_room& room_;
    json::object const& from_;
    step_to const* where_;
    std::size_t taken_ = 0;
};

}  // namespace tessera::document
