// SPDX-License-Identifier: BSL-1.0
#include <tessera/core/result.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include "support/property.hpp"

using tessera::errc;
using tessera::result;

TEST_CASE("a result is a value or a numbered error, in two words") {
    static_assert(sizeof(result<std::int64_t>) == 16);
    constexpr result<int> seven = 7;
    constexpr result<int> none = errc::overflow;
    CHECK(*seven == 7);
    CHECK_FALSE(none.has_value());
    CHECK(none.error() == errc::overflow);
}

TEST_CASE("whatever becomes a value becomes a result, and a failure is none") {
    result<std::string> const text = "seven";
    CHECK(text->size() == 5);
    CHECK(text.value() == "seven");
    CHECK(text.error() == errc::ok);
    static_assert(!std::is_convertible_v<char const*, result<int>>);
    static_assert(!std::is_convertible_v<result<std::string>, bool>);
    static_assert(result<int>(errc::overflow) != result<int>(0));
    static_assert(result<int>(errc::overflow) == result<int>(errc::overflow));
    static_assert(result<int>(errc::overflow) != result<int>(errc::invalid_date));
    static_assert(result<int>(7) == result<int>(7));
    static_assert(result<int>(7) != result<int>(8));
    static_assert(result<void>());
    static_assert(result<void>(errc::ok));
    static_assert(result<void>(errc::overflow).error() == errc::overflow);
}

TEST_CASE("a result of what is trivial is trivial, one of what owns memory owns it once") {
    static_assert(std::is_trivially_copyable_v<result<std::int64_t>>);
    static_assert(!std::is_trivially_copyable_v<result<std::string>>);
    static_assert(std::is_nothrow_move_constructible_v<result<std::string>>);

    std::string const long_enough(100, 'x');
    result<std::string> one = long_enough;
    result<std::string> other = errc::overflow;
    other = one;
    CHECK(*one == long_enough);
    CHECK(*other == long_enough);
    one = errc::invalid_date;
    CHECK(one.error() == errc::invalid_date);
    one = std::move(other);
    CHECK(*one == long_enough);
    result<std::string> const copy = one;
    CHECK(copy == one);
    result<std::string> const moved = std::move(one);
    CHECK(*moved == long_enough);
    std::string const taken = *result<std::string>(long_enough);
    CHECK(taken == long_enough);
    result<std::string> failed = errc::overflow;
    failed = result<std::string>(errc::invalid_date);
    CHECK(result<std::string>(failed).error() == errc::invalid_date);
}

TEST_CASE("every error code has a sentence of its own") {
    std::set<std::string> sentences;
    int codes = 0;
    for (int number = 0; number <= 999; ++number) {
        std::string const sentence{tessera::message(static_cast<errc>(number))};
        REQUIRE_FALSE(sentence.empty());
        if (sentence == "an unknown error") continue;
        ++codes;
        sentences.insert(sentence);
    }
    CHECK(codes > 1);
    CHECK(sentences.size() == static_cast<std::size_t>(codes));
}
