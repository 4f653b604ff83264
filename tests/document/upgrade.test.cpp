// SPDX-License-Identifier: BSL-1.0
#include "document/upgrade.hpp"

#include "document/account_document.hpp"
#include "document/hostile.hpp"
#include "document/read_text.hpp"

using namespace tessera;
using document_tests::places_of;
namespace json = boost::json;

/// Formats that never were: in format -1 `amounts` were `cells`, in format 0 a slot was a `place`.

namespace {

/// Effects: gives the value of a key another one, where it is there.
void rename(json::object& in, std::string_view key, std::string_view to) {
    if (!in.contains(key)) return;
    json::value moved = in.at(key);
    in.erase(key);
    in[to] = std::move(moved);
}
void name_amounts(json::object& document) { rename(document, "cells", "amounts"); }
void name_slots(json::object& document) {
    json::value* const amounts = document.if_contains("amounts");
    if (!amounts || !amounts->is_array()) return;
    for (json::value& amount : amounts->get_array())
        if (amount.is_object()) rename(amount.get_object(), "place", "slot");
}
constexpr document::upgrade steps[] = {name_amounts, name_slots};

/// Returns: the first amount of an account read by those steps, or what is wrong.
std::string first_amount(std::string_view text) {
    document::account_document read;
    auto const told = document::read_text(
        text, {},
        [&](auto& room, auto const& value) { document::reader::read_object(room, value, nullptr, read); },
        steps);
    if (!told.empty()) return places_of(told);
    return std::to_string(read.figures.amounts.at(0).slot.value) + ": " +
           std::to_string(read.figures.amounts.at(0).amount);
}

std::string text_of(std::string_view format, std::string_view amounts) {
    return R"({"tessera":)" + std::string(format) + R"(,"document":"account","chart":[],"version":0,)" +
           std::string(amounts) + '}';
}

}  // namespace

TEST_CASE("upgrade: a document of an older format goes through every step from its own on") {
    CHECK(first_amount(text_of("-1", R"("cells":[{"place":3,"amount":5}])")) == "3: 5");
    CHECK(first_amount(text_of("0", R"("amounts":[{"place":3,"amount":5}])")) == "3: 5");
    CHECK(first_amount(text_of("1", R"("amounts":[{"slot":3,"amount":5}])")) == "3: 5");
}

TEST_CASE("upgrade: a format that nobody knows is told, and no step touches it") {
    for (auto const format : {"2", "-2", "9223372036854775807", "-9223372036854775808"})
        CHECK(first_amount(text_of(format, R"("amounts":[{"slot":3,"amount":5}])")).find("/tessera 6") !=
              std::string::npos);
    CHECK(first_amount(text_of("\"0\"", R"("amounts":[{"slot":3,"amount":5}])")) ==
          "1:12 /tessera 606\n1:12 /tessera 611\n");
    CHECK(first_amount("[]") == "1:1  606\n");
    CHECK(first_amount(text_of("-1", R"("amounts":7)")) == "1:69 /amounts 606\n");
}

TEST_CASE("upgrade: what is wrong after a step is told where the text has it") {
    CHECK(first_amount(text_of("0", R"("amounts":[{"place":-3,"amount":5}])")) ==
          "1:69 /amounts/0/slot 608\n");
}
