// SPDX-License-Identifier: BSL-1.0
#include "mistaken.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "ratio_text.hpp"
#include "reader.hpp"

namespace tessera::document {

namespace {

/// Goes through a rule and takes down the places that one kind of mistake is made of.
class mistake_search {
public:
    mistake_search(errc what, known_names const& known) noexcept : what_(what), known_(known) {}

    void look(json::value const& here, std::string const& at, std::string_view key) {
        if (wrong(here, key)) found_.push_back({at, shown(here), {}});
        look_at_name(here, at, key);
        if (what_ == errc::not_representable) look_at_places(here, at, key);
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
        if (what_ == errc::not_representable && found_.empty() && doubtful_.size() == 1)
            return std::move(doubtful_);
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
                    found_.push_back({here + '/' + std::string(name), shown(*its), {}});
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
            if (one && other && wrong(*one, *other)) found_.push_back({place, shown(y), {}});
        };
        if (!a.is_array() || !b.is_array()) return look(a, b, at);
        json::array const &some = a.get_array(), &others = b.get_array();
        for (std::size_t i = 0; i < some.size() && i < others.size(); ++i)
            look(some[i], others[i], at + '/' + std::to_string(i));
    }

    /// Effects: takes down a figure that has more decimals than money and than the rule's points; one with
    ///   more than one of them is doubtful, for its text does not say which of them it is.
    void look_at_places(json::value const& here, std::string const& at, std::string_view key) {
        if (at.empty() && here.is_object())
            if (auto const* const own = here.get_object().if_contains("decimals"))
                if (own->is_int64()) of_points_ = static_cast<unsigned>(own->get_int64());
        bool const rate = key == "rate" || key == "share" || key == "times" || key == "earned";
        auto const figure = here.is_string() && !rate ? decimal::parse(here.get_string()) : errc::wrong_type;
        if (!figure) return;
        if (figure->places > std::max(known_.decimals, of_points_))
            found_.push_back({at, shown(here), {}});
        else if (figure->places > std::min(known_.decimals, of_points_))
            doubtful_.push_back({at, shown(here), {}});
    }

    // --- names that lead nowhere ---------------------------------------------------------------------------

    void look_at_name(json::value const& here, std::string const& at, std::string_view key) {
        if (what_ == errc::unknown_tier && here.is_object()) look_at_tiers(here.get_object(), at);
        if (what_ == errc::unknown_segment && (key == "segment" || key == "not_in_segment"))
            look_up(here, at, known_.segments);
        if (what_ == errc::unknown_benefit) look_at_benefit(here, at, key);
    }
    /// Effects: takes down a group, or the tiers of a group, that an object names beside each other.
    void look_at_tiers(json::object const& from, std::string const& at) {
        auto const* const group = from.if_contains("tiers");
        if (group == nullptr || !group->is_string()) return;
        auto const its = known_.tiers.find(std::string_view(group->get_string()));
        if (its == known_.tiers.end()) {
            std::vector<std::string_view> groups;
            for (auto const& [name, tiers] : known_.tiers) groups.push_back(name);
            return look_up(*group, at + "/tiers", groups);
        }
        if (auto const* const tier = from.if_contains("tier")) look_up(*tier, at + "/tier", its->second);
        auto const* const steps = from.if_contains("steps");
        json::array const* const list = steps != nullptr ? steps->if_array() : nullptr;
        for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
            if (auto const* const step = (*list)[i].if_object())
                if (auto const* const tier = step->if_contains("tier"))
                    look_up(*tier, at + "/steps/" + std::to_string(i) + "/tier", its->second);
    }
    /// Effects: takes down an offer, or a price, by what names it: a coupon, a guard, another offer.
    void look_at_benefit(json::value const& here, std::string const& at, std::string_view key) {
        auto const* const inside = here.if_object();
        if (inside != nullptr)
            for (std::string_view const right : {"coupon", "allowance"}) look_at_right(*inside, at, right);
        if (key == "offer" || (key == "not_with" && here.is_string())) look_up(here, at, benefits("offer"));
        if (key != "giving_up" || inside == nullptr) return;
        auto const *const kind = inside->if_contains("kind"), *const name = inside->if_contains("name");
        bool const of_kind = kind != nullptr && kind->is_string();
        if (name != nullptr)
            look_up(*name, at + "/name",
                    benefits(of_kind ? std::string_view(kind->get_string()) : std::string_view("offer")));
    }
    /// Effects: takes down that an offer asks for a coupon, or an allowance, which no rule gives.
    void look_at_right(json::object const& offer, std::string const& at, std::string_view right) {
        std::string const key = "by_" + std::string(right);
        auto const *const asked = offer.if_contains(key), *const name = offer.if_contains("name");
        if (asked == nullptr || !asked->is_bool() || !asked->get_bool() || name == nullptr) return;
        auto const& given = benefits(right);
        if (!name->is_string() ||
            std::find(given.begin(), given.end(), std::string_view(name->get_string())) != given.end())
            return;
        found_.push_back(
            {at + '/' + key, shown(*asked), "a rule \"" + std::string(right) + "\" for this offer"});
    }
    [[nodiscard]] std::vector<std::string_view> const& benefits(std::string_view kind) const {
        static std::vector<std::string_view> const none;
        auto const its = known_.benefits.find(kind);
        return its == known_.benefits.end() ? none : its->second;
    }
    /// Effects: takes down a name that none of the known ones is.
    void look_up(json::value const& name, std::string const& at, std::vector<std::string_view> const& known) {
        constexpr std::size_t most = 64;  // of a crowd none is listed
        if (!name.is_string() || name.get_string().empty()) return;
        std::string_view const word = name.get_string();
        if (std::find(known.begin(), known.end(), word) != known.end()) return;
        found_.push_back({at, shown(name), known.size() > most ? std::string() : meant_among(word, known)});
    }

    errc what_;
    known_names const& known_;
    unsigned of_points_ = 0;  ///< the decimals of the rule's points
    std::vector<mistaken> found_{};
    std::vector<mistaken> doubtful_{};
};

}  // namespace

known_names names_of(version const& one, currency money) {
    known_names known{.decimals = money.digits};
    for (rule const& r : one.rules) {
        if (auto const* const t = std::get_if<tiers>(&r))
            for (tier const& step : t->steps) known.tiers[t->name].push_back(step.name);
        if (auto const* const s = std::get_if<segment>(&r)) known.segments.push_back(s->name);
        if (auto const* const all = std::get_if<offers>(&r))
            for (offer const& o : all->list) known.benefits["offer"].push_back(o.name);
        if (auto const* const m = std::get_if<member_price>(&r))
            known.benefits["member_price"].push_back(m->tiers);
        if (auto const* const p = std::get_if<promotion>(&r)) known.benefits["promotion"].push_back(p->name);
        if (auto const* const c = std::get_if<coupon>(&r)) known.benefits["coupon"].push_back(c->offer);
        if (auto const* const a = std::get_if<allowance>(&r)) known.benefits["allowance"].push_back(a->offer);
        if (auto const* const q = std::get_if<quantity_price>(&r))
            known.benefits["quantity_price"].push_back(q->name);
    }
    return known;
}

std::vector<mistaken> mistaken_in(json::value const& said, errc what, known_names const& known) {
    if (what == errc::duplicate_rule) {
        auto const* const inside = said.if_object();
        auto const* const name = inside != nullptr ? inside->if_contains("name") : nullptr;
        if (name == nullptr) return {};
        return {{"/name", shown(*name), {}}};
    }
    mistake_search search(what, known);
    search.look(said, {}, {});
    return std::move(search).found();
}

}  // namespace tessera::document
