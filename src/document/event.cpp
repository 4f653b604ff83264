// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/event.hpp>

#include <algorithm>

#include "describe_event.hpp"
#include "fact_value.hpp"
#include "json_lines.hpp"

namespace tessera::document {

namespace {

template <std::size_t... I>
std::vector<std::string> types(std::index_sequence<I...>) {
    return {std::string(event_prefix) + std::string(kind_of<std::variant_alternative_t<I, any_fact>>)...};
}
/// Returns: the types that events have, one for each kind of fact.
std::vector<std::string> const& all_types() {
    static std::vector<std::string> const all =
        types(std::make_index_sequence<std::variant_size_v<any_fact>>());
    return all;
}
/// Returns: whether the type is that of a fact.
bool is_type(std::string_view type) {
    return std::find(all_types().begin(), all_types().end(), type) != all_types().end();
}
std::string right_type(std::string_view type) {
    return meant_or(type, {all_types().begin(), all_types().end()},
                    std::string(event_prefix) + " and the kind of fact");
}

/// Returns: whether a text may stand in an attribute, and in a key of two.
bool is_name(std::string const& text) {
    return !text.empty() && std::none_of(text.begin(), text.end(),
                                         [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// Effects: tells of attributes that no event of a fact has; what is no text has been told of.
void check(reading_room& room, event_head const& e, json::object const& of_event) {
    auto const need = [&](bool fits, errc code, std::string_view key, std::string const& value,
                          std::string_view remedy) {
        step_to const here{nullptr, key};
        json::value const* const there = of_event.if_contains(key);
        if (!fits && there && there->is_string())
            room.tell(code, &here, json::serialize(json::string(value)), std::string(remedy));
    };
    constexpr std::string_view named = "a text that is not empty, without control characters";
    need(e.specversion == "1.0", errc::unknown_format, "specversion", e.specversion, "1.0");
    need(is_name(e.id), errc::wrong_type, "id", e.id, named);
    need(is_name(e.source), errc::wrong_type, "source", e.source, named);
    need(is_type(e.type), errc::unknown_word, "type", e.type, right_type(e.type));
    need(e.datacontenttype == "application/json", errc::unknown_word, "datacontenttype", e.datacontenttype,
         "application/json");
}

/// Returns: the fact that an event is, as a document of its own; null where it has no data.
json::value fact_of(reading_room& room, event_head const& e, json::object const& of_event) {
    step_to const data_at{nullptr, "data"};
    bool const timed =
        of_event.contains("time") && std::none_of(room.found.begin(), room.found.end(),
                                                  [](unplaced const& f) { return f.pointer == "/time"; });
    // What is wrong with a type or a time has been told; the data may be wrong too.
    json::object made{{"fact", e.type.substr(std::min(e.type.size(), event_prefix.size()))},
                      {"document", "fact"},
                      {"id", std::to_string(event_fact(e.source, e.id).value)},
                      {"at", timed ? of_event.at("time") : json::value("1970-01-01T00:00:00Z")}};
    json::value const* const data = of_event.if_contains("data");
    if (!data || !data->is_object()) {
        room.tell(data ? errc::wrong_type : errc::missing_key, data ? &data_at : nullptr, {},
                  "\"data\": the fact, an object");
        return {};
    }
    for (auto const& member : data->get_object()) {
        step_to const here{&data_at, member.key()};
        if (made.contains(member.key()))
            room.tell(errc::unknown_key, &here, std::string(member.key()), "said by the event itself", true);
        made.emplace(member.key(), member.value());
    }
    return made;
}

void read_event(reading_room& room, json::value const& value, event& to) {
    json::object const* const object = value.if_object();
    if (!object) return room.tell(errc::wrong_type, nullptr, shown(value), "an event: {...}");
    event_head head;
    reader attributes(room, *object, nullptr);
    describe(attributes, head);
    check(room, head, *object);
    json::value const fact = fact_of(room, head, *object);
    // A type that is none says nothing of the data.
    if (!is_type(head.type) || !fact.is_object()) return;
    step_to const data_at{nullptr, "data"};
    to.source = head.source;
    to.id = head.id;
    to.member = head.subject;
    reader::read_fact(room, fact, &data_at, to.fact);
}

}  // namespace

fact_id event_fact(std::string_view source, std::string_view id) {
    return {name_hash(std::string(source) + '\n' + std::string(id))};
}

std::string write_event(any_fact const& what, std::string_view source, std::string_view id,
                        member_id member) {
    fact_head const& head = head_of(what);
    TESSERA_EXPECTS(head.id == event_fact(source, id));
    json::object const fact = value_of(what);
    event_head attributes{.id = std::string(id),
                          .source = std::string(source),
                          .type = std::string(event_prefix),
                          .subject = member,
                          .time = head.key.at};
    attributes.type += std::string_view(fact.at("fact").get_string());
    json::object data;
    for (auto const& each : fact)
        if (!said_by_event(each.key())) data.emplace(each.key(), each.value());
    json::object made;
    writer out(made);
    describe(out, attributes);
    made.emplace("data", std::move(data));
    return to_line(made) + '\n';
}

reading_of<std::vector<event>> read_events(std::string_view lines, host_rows const& rows, good_lines when_bad,
                                           limits const& most) {
    reading_of<std::vector<event>> done;
    each_line(lines, [&](std::string_view line, std::size_t number) {
        event read;
        read.line = number;
        auto told = read_text(line, most, [&](reading_room& room, json::value const& value) {
            room.rows = &rows;
            read_event(room, value, read);
        });
        if (told.empty()) done.what.push_back(std::move(read));
        return add_problems(done.problems, std::move(told), number, most) || when_bad == good_lines::kept;
    });
    if (!done && when_bad == good_lines::given_up) done.what.clear();
    return done;
}

}  // namespace tessera::document
