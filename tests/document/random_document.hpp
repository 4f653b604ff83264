// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/money/currency.hpp>

#include "document/describe_rules.hpp"
#include "document/stored_values.hpp"
#include "support/property.hpp"

/// Documents that say anything the format can say, sense or not: every field of every rule is filled by its
/// description.

namespace document_tests {

using namespace tessera;
using document::describe;

class chance {
public:
    template <class T>
    void field(std::string_view, std::string_view, T& to) {
        fill(to);
    }
    template <class T>
    void field(std::string_view key, std::string_view, T& to, std::type_identity_t<T> const& usual) {
        to = usual;
        if (*rc::gen::inRange(0, 3) == 0) fill(to);
        ways_.emplace_back(std::string(key), [&to, usual](bool filled) {
            to = usual;
            if (filled) fill_other(to, usual);
        });
    }
    static void format() noexcept {}
    static void format(std::string_view) noexcept {}
    [[nodiscard]] static bool has(bool it) noexcept { return it; }
    template <class T>
    static void range(std::string_view, T& of, std::size_t least, std::size_t most) {
        if constexpr (std::is_integral_v<T>)
            of = *rc::gen::inRange<T>(static_cast<T>(least), static_cast<T>(most + 1));
        else
            while (of.size() < least) fill(of.emplace_back());
    }
    void one_of(std::initializer_list<std::string_view> keys) {
        choose(keys, *rc::gen::inRange<std::size_t>(0, keys.size()));
    }
    void at_most_one_of(std::initializer_list<std::string_view> keys) {
        choose(keys, *rc::gen::inRange<std::size_t>(0, keys.size() + 1));
    }
    static void declare(std::vector<std::string> const& tags) { declared() = tags; }
    template <class Make>
    static void made(Make make) {
        make();
    }

    /// Returns: the tags of the document that is being made.
    static std::vector<std::string>& declared() {
        static std::vector<std::string> tags;
        return tags;
    }

    static void fill(std::string& to) {
        to = *rc::gen::element<std::string>("points", "club", "a \"b\"\\c/~d", "\n\t\x01", "98折", "$comment",
                                            "x");
    }
    static void fill(bool& to) { to = *rc::gen::arbitrary<bool>(); }
    template <tessera::detail::small_integer Whole>
    static void fill(Whole& to) {
        to = *rc::gen::oneOf(rc::gen::arbitrary<Whole>(), rc::gen::inRange<Whole>(0, 100));
    }
    static void fill(std::uint64_t& to) { to = *rc::gen::arbitrary<std::uint64_t>(); }
    template <class Tag, class Rep>
    static void fill(id<Tag, Rep>& to) {
        fill(to.value);
    }
    static void fill(document::tag_places& to) { fill(to.of); }
    static void fill(instant& to) { fill(to.seconds); }
    static void fill(decimal& to) { to = {*rc::gen::arbitrary<std::int64_t>(), *rc::gen::inRange(0U, 19U)}; }
    static void fill(ratio& to) {
        auto const made =
            ratio::make(*rc::gen::arbitrary<std::int64_t>(), *rc::gen::inRange<std::int64_t>(1, 1000));
        to = made ? *made : ratio(1, 3);
    }
    static void fill(date& to) { to = date_of(2024, 1, 1) + *rc::gen::inRange(-100'000, 100'000); }
    static void fill(currency& to) {
        to = *rc::gen::element(currencies::EUR, currencies::JPY, currencies::KWD);
    }
    static void fill(document::tags& to) {
        to.names.clear();
        for (std::string const& tag : declared())
            if (*rc::gen::arbitrary<bool>()) to.names.push_back(tag);
        if (*rc::gen::arbitrary<bool>()) to.names.emplace_back("no_earn");
    }
    template <document::worded Choice>
    static void fill(Choice& to) {
        to = document::words_of<Choice>[*rc::gen::inRange<std::size_t>(0, document::words_of<Choice>.size())]
                 .value;
    }
    static void fill(document::rule& to) {
        fill_kind(to, std::make_index_sequence<std::variant_size_v<document::rule>>());
    }
    template <class T>
    static void fill(std::optional<T>& to) {
        fill(to.emplace());
    }
    template <class T>
    static void fill(std::vector<T>& to) {
        to.resize(*rc::gen::inRange<std::size_t>(0, 4));
        for (T& one : to) fill(one);
    }
    template <class T>
    static void fill(row<T>& to) {
        std::vector<T> values;
        fill(values);
        to.assign(values);
    }
    template <class T>
        requires requires(chance& c, T& t) { describe(c, t); }
    static void fill(T& to) {
        chance inside;
        describe(inside, to);
    }

private:
    /// Effects: fills with what is not the usual value, so that the key is there.
    template <class T>
    static void fill_other(T& to, T const& usual) {
        while (to == usual) fill(to);
    }
    template <std::size_t... I>
    static void fill_kind(document::rule& to, std::index_sequence<I...>) {
        std::size_t const wanted = *rc::gen::inRange<std::size_t>(0, sizeof...(I));
        ((I == wanted ? fill(to.emplace<I>()) : void()), ...);
    }
    void choose(std::initializer_list<std::string_view> keys, std::size_t which) {
        for (auto& [key, set] : ways_)
            for (std::size_t i = 0; i < keys.size(); ++i)
                if (key == keys.begin()[i]) set(i == which);
    }

    std::vector<std::pair<std::string, std::function<void(bool)>>> ways_;
};

inline document::program any_program() {
    document::program made;
    chance::fill(made);
    return made;
}

}  // namespace document_tests
