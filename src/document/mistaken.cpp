// SPDX-License-Identifier: BSL-1.0
#include "mistaken.hpp"

#include <optional>
#include <set>
#include <string_view>

#include "ratio_text.hpp"
#include "reader.hpp"

namespace tessera::document {

namespace {

/// Goes through a rule and takes down the places that one kind of mistake is made of.
class mistake_search {
public:
    explicit mistake_search(errc what) noexcept : what_(what) {}

    void look(json::value const& here, std::string const& at, std::string_view key) {
        if (wrong(here, key)) found_.push_back({at, shown(here)});
        if (auto const* const inside = here.if_object())
            for (auto const& [name, value] : *inside) look(value, at + '/' + std::string(name), name);
        if (auto const* const list = here.if_array()) {
            look_along(*list, at, key);
            for (std::size_t i = 0; i < list->size(); ++i)
                look((*list)[i], at + '/' + std::to_string(i), key);
        }
    }
    [[nodiscard]] std::vector<mistaken> found() && {
        bool const one_is_meant = what_ == errc::not_above_zero || what_ == errc::lifetime_needed ||
                                  what_ == errc::hold_without_length || what_ == errc::wait_without_length;
        if (one_is_meant && found_.size() != 1) return {};
        return std::move(found_);
    }

private:
    [[nodiscard]] static std::optional<ratio> number(json::value const& from) {
        if (auto const* const whole = from.if_int64()) return ratio(*whole);
        auto const* const text = from.if_string();
        if (text == nullptr) return {};
        auto const made = read_ratio(*text);
        return made ? std::optional(*made) : std::nullopt;
    }
    /// Returns: whether a value is a mistake by itself.
    [[nodiscard]] bool wrong(json::value const& value, std::string_view key) const {
        auto const is = [&](auto holds) {
            auto const made = number(value);
            return made && holds(*made);
        };
        bool const of_span = key == "days" || key == "months";
        switch (what_) {
            case errc::unnamed: return value.is_string() && value.get_string().empty();
            case errc::unknown_stack: return key == "stack";
            case errc::discount_above_whole:
                return key == "share" && is([](ratio one) { return one > ratio(1); });
            case errc::negative_rate: return is([](ratio one) { return one < ratio(0); });
            case errc::not_above_zero: return is([](ratio one) { return one <= ratio(0); });
            case errc::lifetime_needed:
            case errc::hold_without_length:
            case errc::wait_without_length: return of_span && is([](ratio one) { return one <= ratio(0); });
            case errc::invalid_window: return key == "within" && rolls_over_nothing(value);
            default: return false;
        }
    }
    [[nodiscard]] static bool rolls_over_nothing(json::value const& window) {
        auto const* const inside = window.if_object();
        auto const* const kind = inside != nullptr ? inside->if_contains("kind") : nullptr;
        if (kind == nullptr || !kind->is_string() || !kind->get_string().starts_with("rolling")) return false;
        auto const* const length = inside->if_contains("length");
        auto const days = length != nullptr ? number(*length) : ratio(0);
        return days && *days <= ratio(0);
    }

    /// Effects: takes down what of a list does not go with what stands before it.
    void look_along(json::array const& list, std::string const& at, std::string_view key) {
        std::string_view const name = what_ == errc::tier_named_twice      ? "name"
                                      : what_ == errc::benefit_named_twice ? "tier"
                                      : what_ == errc::stack_named_twice   ? "name"
                                                                           : "";
        std::set<std::string_view> names;
        for (std::size_t i = 0; i < list.size(); ++i) {
            auto const* const one = list[i].if_object();
            if (one == nullptr) continue;
            std::string const here = at + '/' + std::to_string(i);
            if (auto const* const its = name.empty() ? nullptr : one->if_contains(name))
                if (its->is_string() && !names.insert(its->get_string()).second)
                    found_.push_back({here + '/' + std::string(name), shown(*its)});
            if (what_ == errc::steps_not_rising && i > 0 && (key == "steps" || key == "tiers"))
                look_at_step(list[i - 1].if_object(), *one, here);
            if (what_ == errc::stay_above_entry) look_at_stay(*one, here);
        }
    }
    /// Effects: takes down the thresholds of a step that are not above those of the one before.
    void look_at_step(json::object const* before, json::object const& one, std::string const& at) {
        if (before == nullptr) return;
        for (std::string_view const key : {"from", "at"}) {
            auto const *const low = before->if_contains(key), *const high = one.if_contains(key);
            if (low == nullptr || high == nullptr) continue;
            each_pair(*low, *high, at + '/' + std::string(key),
                      [](ratio under, ratio over) { return over <= under; });
        }
    }
    void look_at_stay(json::object const& one, std::string const& at) {
        auto const *const enter = one.if_contains("from"), *const stay = one.if_contains("keep");
        if (enter == nullptr || stay == nullptr) return;
        each_pair(*enter, *stay, at + "/keep", [](ratio in, ratio kept) { return kept > in; });
    }
    template <class Wrong>
    void each_pair(json::value const& a, json::value const& b, std::string const& at, Wrong wrong) {
        auto const look = [&](json::value const& x, json::value const& y, std::string const& place) {
            auto const one = number(x), other = number(y);
            if (one && other && wrong(*one, *other)) found_.push_back({place, shown(y)});
        };
        if (!a.is_array() || !b.is_array()) return look(a, b, at);
        json::array const &some = a.get_array(), &others = b.get_array();
        for (std::size_t i = 0; i < some.size() && i < others.size(); ++i)
            look(some[i], others[i], at + '/' + std::to_string(i));
    }

    errc what_;
    std::vector<mistaken> found_{};
};

}  // namespace

std::vector<mistaken> mistaken_in(json::value const& said, errc what) {
    if (what == errc::duplicate_rule) {
        auto const* const inside = said.if_object();
        auto const* const name = inside != nullptr ? inside->if_contains("name") : nullptr;
        if (name == nullptr) return {};
        return {{"/name", shown(*name)}};
    }
    mistake_search search(what);
    search.look(said, {}, {});
    return std::move(search).found();
}

}  // namespace tessera::document
