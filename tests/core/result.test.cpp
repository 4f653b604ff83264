// SPDX-License-Identifier: BSL-1.0
#include <tessera/core/result.hpp>

#include <cstdint>
#include <set>
#include <string>

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
