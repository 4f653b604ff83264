// SPDX-License-Identifier: BSL-1.0
#include "vocabulary.hpp"

#include <algorithm>
#include <map>
#include <utility>

// Boost.JSON is header-only in this one translation unit.
#include <boost/json/src.hpp>

namespace conformance {

using tessera::cpp_int;
using tessera::cpp_rational;

fields::fields(boost::json::object const& object, std::string name)
    : object_(object), name_(std::move(name)) {}

bool fields::has(std::string_view key) const { return object_.contains(key); }

boost::json::value const& fields::value(std::string_view key) {
    auto const* found = object_.if_contains(key);
    if (found == nullptr) throw unsupported(name_ + " without '" + std::string(key) + "'");
    read_.emplace(key);
    return *found;
}

std::string fields::text(std::string_view key) {
    auto const* text = value(key).if_string();
    if (text == nullptr) throw unsupported("'" + std::string(key) + "' of " + name_ + " is not a text");
    return {text->begin(), text->end()};
}

bool fields::flag(std::string_view key) {
    auto const* flag = value(key).if_bool();
    if (flag == nullptr)
        throw unsupported("'" + std::string(key) + "' of " + name_ + " is not true or false");
    return *flag;
}

std::vector<std::string> fields::texts(std::string_view key) {
    auto const* array = value(key).if_array();
    if (array == nullptr) throw unsupported("'" + std::string(key) + "' of " + name_ + " is not a list");
    std::vector<std::string> texts;
    for (auto const& entry : *array) {
        if (!entry.is_string())
            throw unsupported("'" + std::string(key) + "' of " + name_ + " has more than texts");
        texts.emplace_back(entry.get_string().begin(), entry.get_string().end());
    }
    return texts;
}

fields fields::object(std::string_view key) {
    auto const* object = value(key).if_object();
    if (object == nullptr) throw unsupported("'" + std::string(key) + "' of " + name_ + " is no object");
    return {*object, std::string(key)};
}

std::vector<fields> fields::objects(std::string_view key) {
    auto const* array = value(key).if_array();
    if (array == nullptr) throw unsupported("'" + std::string(key) + "' of " + name_ + " is not a list");
    std::vector<fields> all;
    for (auto const& entry : *array) {
        if (!entry.is_object()) throw unsupported("'" + std::string(key) + "' has more than objects");
        all.emplace_back(entry.get_object(), std::string(key));
    }
    return all;
}

std::vector<std::pair<std::string, std::string>> fields::pairs(std::string_view key) {
    auto const* object = value(key).if_object();
    if (object == nullptr) throw unsupported("'" + std::string(key) + "' of " + name_ + " is no object");
    std::vector<std::pair<std::string, std::string>> all;
    for (auto const& field : *object) {
        if (!field.value().is_string()) throw unsupported("'" + std::string(key) + "' has more than texts");
        all.emplace_back(std::string(field.key()), std::string(field.value().get_string()));
    }
    return all;
}

std::string fields::text_or(std::string_view key, std::string_view otherwise) {
    return has(key) ? text(key) : std::string(otherwise);
}

bool fields::flag_or(std::string_view key, bool otherwise) { return has(key) ? flag(key) : otherwise; }

std::vector<std::string> fields::keys() const {
    std::vector<std::string> all;
    for (auto const& field : object_) all.emplace_back(field.key());
    return all;
}

void fields::done() const {
    for (auto const& field : object_) {
        std::string const key(field.key());
        if (!read_.contains(key)) throw unsupported("field '" + key + "' of " + name_);
    }
}

cpp_rational number(std::string_view text) {
    if (text.ends_with('%')) return number(text.substr(0, text.size() - 1)) / 100;
    if (auto const bar = text.find('/'); bar != std::string_view::npos) {
        cpp_rational const below = number(text.substr(bar + 1));
        if (below == 0) throw unsupported("fraction '" + std::string(text) + "'");
        return number(text.substr(0, bar)) / below;
    }
    if (auto const mark = text.find_first_of("eE"); mark != std::string_view::npos) {
        std::string_view exponent = text.substr(mark + 1);
        bool const below_one = exponent.starts_with('-');
        if (below_one || exponent.starts_with('+')) exponent.remove_prefix(1);
        std::int64_t const zeros = whole_number(exponent);
        if (zeros > 10'000) throw unsupported("exponent of '" + std::string(text) + "'");
        cpp_rational const power = pow(cpp_int(10), static_cast<unsigned>(zeros));
        cpp_rational const mantissa = number(text.substr(0, mark));
        return below_one ? cpp_rational(mantissa / power) : cpp_rational(mantissa * power);
    }
    std::string spelled(text);
    if (spelled.starts_with('.')) spelled.insert(0, 1, '0');
    if (spelled.starts_with("-.")) spelled.insert(1, 1, '0');
    if (spelled.ends_with('.')) spelled.pop_back();
    auto const value = tessera::parse_exact(spelled);
    if (!value) throw unsupported("number '" + std::string(text) + "'");
    return *value;
}

std::int64_t whole_number(std::string_view text) {
    auto const value = tessera::decimal::parse(text);
    auto const whole = value ? tessera::to_minor(*value, 0) : tessera::result<std::int64_t>(value.error());
    if (!whole) throw unsupported("'" + std::string(text) + "' is not a whole number of 64 bits");
    return *whole;
}

tessera::rounding rounding_mode(std::string_view words) {
    using tessera::rounding;
    static std::map<std::string, rounding, std::less<>> const modes{
        {"down", rounding::down},
        {"truncate", rounding::down},
        {"toward zero", rounding::down},
        {"up", rounding::up},
        {"away from zero", rounding::up},
        {"floor", rounding::floor},
        {"toward minus infinity", rounding::floor},
        {"ceiling", rounding::ceiling},
        {"ceil", rounding::ceiling},
        {"toward plus infinity", rounding::ceiling},
        {"half up", rounding::half_up},
        {"half away from zero", rounding::half_up},
        {"half down", rounding::half_down},
        {"half toward zero", rounding::half_down},
        {"half even", rounding::half_even},
        {"bankers", rounding::half_even},
        {"half odd", rounding::half_odd},
        {"half toward plus infinity", rounding::half_ceiling},
        {"half toward minus infinity", rounding::half_floor},
    };
    std::string plain(words);
    std::replace_if(plain.begin(), plain.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
    std::transform(plain.begin(), plain.end(), plain.begin(),
                   [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (std::size_t s = plain.find("towards"); s != std::string::npos; s = plain.find("towards"))
        plain.erase(s + 6, 1);
    for (std::string_view sign : {"positive infinity", "+infinity", "+inf"}) {
        if (auto const s = plain.find(sign); s != std::string::npos)
            plain.replace(s, sign.size(), "plus infinity");
    }
    if (auto const s = plain.find("negative infinity"); s != std::string::npos) plain.replace(s, 8, "minus");
    auto const found = modes.find(plain);
    if (found == modes.end()) throw unsupported("rounding mode '" + std::string(words) + "'");
    return found->second;
}

tessera::currency currency_named(std::string_view code) {
    auto const unit = tessera::find_currency(code);
    if (!unit) throw unsupported("currency '" + std::string(code) + "'");
    return *unit;
}

std::string word_of(tessera::errc code) {
    using tessera::errc;
    switch (code) {
        case errc::overflow: return "overflow";
        case errc::division_by_zero: return "division_by_zero";
        case errc::not_representable: return "not_representable";
        case errc::currency_mismatch: return "currency_mismatch";
        case errc::unknown_currency: return "unknown_currency";
        case errc::malformed_number: return "malformed_number";
        case errc::invalid_weights: return "invalid_weights";
        default: return std::string(tessera::message(code));
    }
}

void expect_equal(std::string_view what, cpp_rational const& got, cpp_rational const& wanted) {
    if (got != wanted) throw mismatch(std::string(what) + " is " + got.str() + ", not " + wanted.str());
}

void expect_equal(std::string_view what, std::string_view got, std::string_view wanted) {
    if (got == wanted) return;
    throw mismatch(std::string(what) + " is " + std::string(got) + ", not " + std::string(wanted));
}

}  // namespace conformance
