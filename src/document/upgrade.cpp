// SPDX-License-Identifier: BSL-1.0
#include "upgrade.hpp"

namespace tessera::document {

void bring_up(json::value& document, std::span<upgrade const> steps) {
    json::object* const object = document.if_object();
    json::value* const format = object ? object->if_contains("tessera") : nullptr;
    if (!format || !format->is_int64()) return;
    auto const oldest = format_version - static_cast<std::int64_t>(steps.size());
    for (std::int64_t at = format->get_int64(); oldest <= at && at < format_version; ++at) {
        steps[static_cast<std::size_t>(at - oldest)](*object);
        (*object)["tessera"] = at + 1;
    }
}

}  // namespace tessera::document
