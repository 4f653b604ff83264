// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

#include "describe_values.hpp"

/// Part of tessera::document. The attributes of events that are facts, each said once.

namespace tessera::document {

/// What stands before the kind of fact in an event's type.
inline constexpr std::string_view event_prefix = "org.tessera.";

/// Returns: whether it is an event that says it, and not the fact in its data.
[[nodiscard]] inline bool said_by_event(std::string_view key) {
    return key == "fact" || key == "document" || key == "id" || key == "at";
}

/// The attributes of an event. Others may stand beside them.
struct event_head {
    std::string specversion = "1.0";
    std::string id{};
    std::string source{};
    std::string type{};
    member_id subject{};
    instant time{};
    std::string datacontenttype = "application/json";
};
template <class V>
void describe(V& v, event_head& e) {
    v.field("specversion", "1.0", e.specversion);
    v.field("id", "which event of its source it is", e.id);
    v.field("source", "where it comes from", e.source);
    v.field("type", "org.tessera. and the kind of fact", e.type);
    v.field("subject", "the host's number of the member", e.subject);
    v.field("time", "when it happened", e.time);
    v.field("datacontenttype", "application/json", e.datacontenttype, "application/json");
}

}  // namespace tessera::document
