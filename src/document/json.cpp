// SPDX-License-Identifier: BSL-1.0
#include "json.hpp"

#include <algorithm>
#include <boost/json/src.hpp>
#include <charconv>
#include <functional>

namespace tessera::document {

std::string pointer_to(step_to const* last) {
    if (last == nullptr) return {};
    std::string way = pointer_to(last->before) + '/';
    if (last->in_array) return way + std::to_string(last->index);
    for (char const c : last->key) {
        if (c == '~')
            way += "~0";
        else if (c == '/')
            way += "~1";
        else
            way += c;
    }
    return way;
}

place place_at(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    std::string_view const before = text.substr(0, at);
    std::size_t const line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    auto const lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    return {at, lines + 1, at - line_begin + 1};
}

namespace {

/// Goes through a text that is known to be JSON.
class walker {
public:
    explicit walker(std::string_view text) noexcept : text_(text) {}

    /// Effects: calls `on_key(key, begin)` for every key of the object here and `on_value()` at its value,
    /// which has to pass it; leaves the object.
    template <class OnKey, class OnValue>
    void each_member(OnKey on_key, OnValue on_value) {
        for (++at_; next() != '}';) {
            if (next() == ',') ++at_;
            next();
            std::size_t const begin = at_;
            std::string const key = pass_string();
            next();
            ++at_;  // the colon
            next();
            on_key(key, begin);
            on_value();
        }
        ++at_;
    }
    template <class OnValue>
    void each_element(OnValue on_value) {
        for (++at_; next() != ']';) {
            if (next() == ',') ++at_;
            next();
            on_value();
        }
        ++at_;
    }
    /// Returns: the first character of the value here, past blanks.
    char next() {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
            ++at_;
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    /// Effects: passes the value here.
    void pass() {
        std::size_t depth = 0;
        do {
            char const c = next();
            if (c == '"') {
                pass_string();
            } else if (c == '{' || c == '[') {
                ++depth, ++at_;
            } else if (c == '}' || c == ']') {
                --depth, ++at_;
            } else if (c == ',' || c == ':') {
                ++at_;
            } else {
                pass_word();
            }
        } while (depth > 0 && at_ < text_.size());
    }
    [[nodiscard]] std::size_t at() const noexcept { return at_; }

private:
    void pass_word() {
        std::size_t const begin = at_;
        while (at_ < text_.size() &&
               std::string_view(" \t\r\n,:]}[{\"").find(text_[at_]) == std::string_view::npos)
            ++at_;
        if (at_ == begin) ++at_;
    }
    /// Returns: what the string says, escapes undone. Effects: passes it.
    std::string pass_string() {
        std::size_t const begin = at_++;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
        at_ = std::min(at_ + 1, text_.size());
        std::string_view const raw = text_.substr(begin, at_ - begin);
        if (raw.find('\\') == std::string_view::npos) return std::string(raw.substr(1, raw.size() - 2));
        boost::system::error_code ignored;
        json::value const made = json::parse(raw, ignored);
        return made.is_string() ? std::string(made.get_string()) : std::string(raw);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::vector<std::string> parts_of(std::string_view pointer) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/')
            parts.emplace_back();
        else if (pointer[i] == '~' && i + 1 < pointer.size())
            parts.back() += pointer[++i] == '0' ? '~' : '/';
        else
            parts.back() += pointer[i];
    }
    return parts;
}

}  // namespace

place find_in(std::string_view text, std::string_view pointer, bool at_key) {
    walker way(text);
    way.next();
    std::size_t found = way.at();
    for (std::string const& wanted : parts_of(pointer)) {
        std::size_t key_at = std::string_view::npos, value_at = std::string_view::npos, index = 0;
        walker inside = way;
        auto const take = [&](bool is_it, std::size_t key) {
            if (is_it && value_at == std::string_view::npos) {
                key_at = key;
                value_at = inside.at();
                way = inside;
            }
            inside.pass();
        };
        bool is_it = false;
        std::size_t begin = 0;
        char const kind = inside.next();
        if (kind == '{')
            inside.each_member(
                [&](std::string const& key, std::size_t at) { is_it = key == wanted, begin = at; },
                [&] { take(is_it, begin); });
        else if (kind == '[')
            inside.each_element([&] { take(std::to_string(index++) == wanted, inside.at()); });
        if (value_at == std::string_view::npos) break;
        found = at_key ? key_at : value_at;
    }
    return place_at(text, found);
}

std::string_view number_at(std::string_view text, std::size_t at) {
    if (at >= text.size() || std::string_view("-0123456789").find(text[at]) == std::string_view::npos)
        return {};
    std::size_t const end = text.find_first_not_of("+-.0123456789eE", at);
    return text.substr(at, end == std::string_view::npos ? end : end - at);
}

std::vector<std::string> duplicate_keys(std::string_view text) {
    std::vector<std::string> found;
    walker way(text);
    std::function<void(step_to const*)> const visit = [&](step_to const* here) {
        char const kind = way.next();
        std::size_t index = 0;
        std::vector<std::string> seen;
        if (kind == '{')
            way.each_member([&](std::string const& key, std::size_t) { seen.push_back(key); },
                            [&] {
                                step_to const next{here, seen.back()};
                                visit(&next);
                            });
        else if (kind == '[')
            way.each_element([&] {
                step_to const next{here, {}, index++, true};
                visit(&next);
            });
        else
            way.pass();
        std::sort(seen.begin(), seen.end());
        for (auto twice = std::adjacent_find(seen.begin(), seen.end()); twice != seen.end();
             twice = std::adjacent_find(std::upper_bound(twice, seen.end(), *twice), seen.end())) {
            step_to const key{here, *twice};
            found.push_back(pointer_to(&key));
        }
    };
    visit(nullptr);
    return found;
}

std::size_t keys_in(std::string_view text) {
    std::size_t keys = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ':') ++keys;
        if (text[i] != '"') continue;
        for (++i; i < text.size() && text[i] != '"'; ++i)
            if (text[i] == '\\') ++i;
    }
    return keys;
}

std::size_t keys_in(json::value const& value) {
    std::size_t keys = 0;
    if (json::object const* const o = value.if_object()) {
        keys = o->size();
        for (auto const& member : *o) keys += keys_in(member.value());
    } else if (json::array const* const a = value.if_array()) {
        for (json::value const& element : *a) keys += keys_in(element);
    }
    return keys;
}

std::string to_line(json::value const& value) { return json::serialize(value); }

namespace {

bool is_short(json::value const& value) {
    return !value.is_structured() || json::serialize(value).size() <= 60;
}

void write_page(json::value const& value, std::size_t indent, std::string& out) {
    std::string const inner(indent + 2, ' ');
    if (is_short(value)) {
        out += json::serialize(value);
    } else if (json::object const* const o = value.if_object()) {
        out += "{\n";
        for (auto const& member : *o) {
            out += inner + json::serialize(member.key()) + ": ";
            write_page(member.value(), indent + 2, out);
            out += &member == o->end() - 1 ? "\n" : ",\n";
        }
        out += std::string(indent, ' ') + '}';
    } else {
        json::array const& a = value.get_array();
        out += "[\n";
        for (json::value const& element : a) {
            out += inner;
            write_page(element, indent + 2, out);
            out += &element == a.end() - 1 ? "\n" : ",\n";
        }
        out += std::string(indent, ' ') + ']';
    }
}

}  // namespace

std::string to_page(json::value const& value) {
    std::string out;
    write_page(value, 0, out);
    return out + '\n';
}

}  // namespace tessera::document
