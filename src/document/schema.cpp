// SPDX-License-Identifier: BSL-1.0
#include "schema.hpp"

#include <tessera/document/account.hpp>
#include <tessera/document/cart.hpp>
#include <tessera/document/event.hpp>
#include <tessera/document/fact.hpp>
#include <tessera/document/journal.hpp>

#include "describe_cart.hpp"
#include "describe_event.hpp"

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

/// Returns: the members that are not the event's to say.
json::object left_to_data(json::object const& of) {
    json::object made;
    for (auto const& member : of)
        if (!said_by_event(member.key())) made.emplace(member.key(), member.value());
    return made;
}

/// Returns: an event's type, and its data, for the fact of that schema.
json::object kind_of_event(json::object fact) {
    json::object& keys = fact["properties"].get_object();
    std::string const type = std::string(event_prefix) + std::string(keys["fact"].at("const").get_string());
    keys = left_to_data(keys);
    json::array needed;
    for (json::value const& key : fact["required"].get_array())
        if (!said_by_event(key.get_string())) needed.push_back(key);
    fact["required"] = std::move(needed);
    return {{"properties", json::object{{"type", json::object{{"const", type}}}, {"data", std::move(fact)}}}};
}

/// Returns: the attributes that every event of a fact has. Others may stand beside them.
json::object attributes_of_events(schema_room& room) {
    constexpr std::string_view name = "^[^\\x00-\\x1f]+$";
    event_head plain;
    json::object const all = schema::of_object(room, plain);
    json::object keys = all.at("properties").get_object();
    json::array needed = all.at("required").get_array();
    keys.erase("$comment");  // an attribute like others
    keys["specversion"].get_object()["const"] = plain.specversion;
    keys["id"].get_object()["pattern"] = name;
    keys["source"].get_object()["pattern"] = name;
    keys["datacontenttype"].get_object()["const"] = plain.datacontenttype;
    keys["data"] = json::object{{"description", "the fact, without what the event says"}, {"type", "object"}};
    needed.push_back("data");
    return {{"type", "object"}, {"properties", std::move(keys)}, {"required", std::move(needed)}};
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

std::string event_schema() {
    schema_room room;
    json::object body = attributes_of_events(room);
    json::array kinds;
    for (json::value& fact : kinds_of_facts(room, std::make_index_sequence<std::variant_size_v<any_fact>>()))
        kinds.push_back(kind_of_event(std::move(fact.get_object())));
    body.emplace("oneOf", std::move(kinds));
    return schema_page("event, line by line", std::move(body), std::move(room));
}

std::string journal_schema() {
    schema_room room;
    journal_header header;
    stored_entry line;
    json::array lines{schema::of_object(room, header), schema::of_object(room, line)};
    return schema_page("journal, line by line", {{"oneOf", std::move(lines)}}, std::move(room));
}

}  // namespace tessera::document
