// SPDX-License-Identifier: BSL-1.0
#include <tessera/core/ids.hpp>

#include <string>
#include <type_traits>

#include "support/property.hpp"

TEST_CASE("names become the numbers that FNV-1a says") {
    // Figures of the reference list in draft-eastlake-fnv, appendix C.
    CHECK(tessera::name_hash("") == 0xcbf29ce484222325ULL);
    CHECK(tessera::name_hash("a") == 0xaf63dc4c8601ec8cULL);
    CHECK(tessera::name_hash("foobar") == 0x85944171f73967e8ULL);
}

TEST_CASE("numbers of different kinds do not mix") {
    static_assert(!std::is_convertible_v<tessera::member_id, tessera::fact_id>);
    static_assert(!std::is_convertible_v<tessera::member_id, std::uint64_t>);
    CHECK(tessera::member_id{1} < tessera::member_id{2});
    CHECK(tessera::sku_named("tea") == tessera::sku_named("tea"));
    CHECK(tessera::sku_named("tea") != tessera::sku_named("Tea"));
    CHECK(tessera::category_named("tea") == tessera::category_id{tessera::name_hash("tea")});
}

TEST_CASE("a rule's number comes from its name alone") {
    CHECK_PROPERTY("both halves of the hash count", [](std::string const& name) {
        auto const hash = tessera::name_hash(name);
        return tessera::rule_named(name).value == ((hash ^ (hash >> 32)) & 0xffffffffULL);
    });
    CHECK_PROPERTY("within a use the name of both decides",
                   [](std::string const& use, std::string const& name) {
                       auto const hash = tessera::name_hash(use, name);
                       return hash == tessera::name_hash(use) * 31 + tessera::name_hash(name) &&
                              tessera::rule_named(use, name) == tessera::rule_hashed(hash);
                   });
    CHECK(tessera::rule_named("price", "club") != tessera::rule_named("club", "price"));
    CHECK(tessera::rule_named("member price", "club") ==
          tessera::rule_id{353301028});  // as decisions store it
}
