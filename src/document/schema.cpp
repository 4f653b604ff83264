// SPDX-License-Identifier: BSL-1.0
#include "schema.hpp"

#include <tessera/document/account.hpp>
#include <tessera/document/cart.hpp>
#include <tessera/document/fact.hpp>
#include <tessera/document/journal.hpp>

#include "describe_cart.hpp"

namespace tessera::document {

namespace {

template <class T>
std::string schema_of(std::string_view title, T&& plain) {
    schema_room room;
    json::object body = schema::of_object(room, plain);
    return schema_page(title, std::move(body), std::move(room));
}

template <std::size_t... I>
json::array kinds_of_facts(schema_room& room, std::index_sequence<I...>) {
    json::array kinds;
    auto const add = [&](auto fact) {
        stored_fact rows;
        fact_in<decltype(fact)> all{fact, rows};
        kinds.push_back(schema::of_object(room, all, "fact", kind_of<decltype(fact)>));
    };
    (add(std::variant_alternative_t<I, any_fact>{}), ...);
    return kinds;
}

}  // namespace

std::string program_schema() { return schema_of("program", program{}); }

std::string account_schema() { return schema_of("account", account_document{}); }

std::string cart_schema() { return schema_of("cart", cart_text{}); }

std::string receipt_schema() {
    receipt plain;
    return schema_of("receipt", receipt_document{plain});
}

std::string decision_schema() {
    decision plain;
    return schema_of("decision", decision_document{plain, {}, {}});
}

std::string fact_schema() {
    schema_room room;
    json::array kinds = kinds_of_facts(room, std::make_index_sequence<std::variant_size_v<any_fact>>());
    json::object body{{"type", "object"}, {"required", json::array{"fact"}}, {"oneOf", std::move(kinds)}};
    return schema_page("fact", std::move(body), std::move(room));
}

std::string journal_schema() {
    schema_room room;
    journal_header header;
    stored_entry line;
    json::array lines{schema::of_object(room, header), schema::of_object(room, line)};
    return schema_page("journal, line by line", {{"oneOf", std::move(lines)}}, std::move(room));
}

}  // namespace tessera::document
