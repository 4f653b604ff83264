// SPDX-License-Identifier: BSL-1.0
#include "tool/refused_fact.hpp"

#include <string>
#include <string_view>

#include <tessera/exact.hpp>

#include "document/json_lines.hpp"
#include "document/reader.hpp"
#include "tool/shown.hpp"

namespace tessera::tool {

namespace {

std::string_view line_at(std::string_view text, std::size_t wanted) {
    std::string_view found;
    document::each_line(text, [&](std::string_view line, std::size_t number) {
        if (number == wanted) found = line;
        return number < wanted;
    });
    return found;
}

/// Returns: where the first number below zero is, from a value on; empty for none.
std::string first_negative(boost::json::value const& from, std::string const& at) {
    if (from.is_int64() && from.get_int64() < 0) return at;
    std::string found;
    if (auto const* const inside = from.if_object())
        for (auto const& [key, each] : *inside)
            if (found.empty()) found = first_negative(each, at + '/' + std::string(key));
    if (auto const* const list = from.if_array())
        for (std::size_t i = 0; i < list->size() && found.empty(); ++i)
            found = first_negative((*list)[i], at + '/' + std::to_string(i));
    return found;
}

/// Returns: the first line whose deductions are above its list amount; the lines for none.
std::string line_below(boost::json::value const& event) {
    boost::system::error_code none;
    std::string const at = "/data/lines";
    boost::json::value const* const lines = event.find_pointer(at, none);
    auto const figure = [](boost::json::object const& line, std::string_view key) {
        boost::json::value const* const of_line = line.if_contains(key);
        return of_line != nullptr && of_line->is_int64() ? cpp_int(of_line->get_int64()) : cpp_int(0);
    };
    for (std::size_t i = 0; lines != nullptr && lines->is_array() && i < lines->get_array().size(); ++i)
        if (auto const* const line = lines->get_array()[i].if_object())
            if (figure(*line, "promotion_minor") + figure(*line, "tax_minor") > figure(*line, "list_minor"))
                return at + '/' + std::to_string(i);
    return at;
}

/// Returns: the attribute of an event that such a mistake is made of; its data where that can be several.
std::string pointer_of(errc why, boost::json::value const& event) {
    switch (why) {
        case errc::fact_differs: return "/id";
        case errc::behind_frontier:
        case errc::behind_horizon:
        case errc::return_too_late: return "/time";
        case errc::no_rule_for_fact: return "/type";
        case errc::unknown_receipt:
        case errc::stale_receipt:
        case errc::nothing_left: return "/data/order";
        case errc::unknown_account: return "/data/other";
        case errc::unknown_rule: return "/data/rule";
        case errc::deduction_above_list: return line_below(event);
        case errc::empty_order:
        case errc::unknown_line:
        case errc::returned_above_bought: return "/data/lines";
        case errc::paid_above_price: return "/data/stored_value_minor";
        case errc::unknown_level: return "/data/amount";
        case errc::negative_amount:
            if (auto const* const data = event.is_object() ? event.get_object().if_contains("data") : nullptr)
                return first_negative(*data, "/data");
            break;
        default: break;
    }
    return "/data";
}

/// Returns: the pointer, or as much of it as leads somewhere.
std::string leading(std::string pointer, boost::json::value const& event) {
    boost::system::error_code none;
    while (!pointer.empty() && event.find_pointer(pointer, none) == nullptr)
        pointer.resize(pointer.rfind('/'));
    return pointer;
}

}  // namespace

failure refused_fact(member_facts const& of, told_fact const& told, errc why) {
    if (told.line == 0)
        return {exit_status::bad_history,
                shown_file(of.file) + ": " + shown(told.id) + ": " + std::string(message(why))};
    std::string_view const line = line_at(of.text, told.line);
    boost::system::error_code none;
    boost::json::value const event = boost::json::parse(line, none);
    document::problem p{.code = why, .pointer = leading(pointer_of(why, event), event), .line = told.line};
    document::place const there = document::find_in(line, p.pointer, false);
    p.column = there.column;
    boost::json::value const* const what = event.find_pointer(p.pointer, none);
    if (what != nullptr && !what->is_structured())
        p.value = document::as_in_text(document::shown(*what), line, there);
    return {exit_status::bad_history, to_text(p, shown_file(of.file)) + "\n  fact: " + shown(told.id)};
}

}  // namespace tessera::tool
