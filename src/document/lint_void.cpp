// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "json.hpp"
#include "lint_room.hpp"
#include "writer.hpp"

/// What is said and comes to nothing: figures of zero, filters that no line passes, an offer that bars
/// itself; and offers that give less for more.

namespace tessera::document {

namespace {

// --- figures of zero ---------------------------------------------------------------------------------------

/// Returns: whether a figure of an offer, or of a step, takes nothing off; an offer without one says nothing.
template <class Terms>
bool takes_nothing_off(Terms const& t) {
    return (t.share && *t.share == ratio(0)) || (t.amount && *t.amount == decimal(0));
}

void check_zero(lint_room& room, offer const& o, spot const& at) {
    bool const by_steps = o.more && !std::all_of(o.more->steps.begin(), o.more->steps.end(),
                                                 [](offer_step const& s) { return takes_nothing_off(s); });
    if (!takes_nothing_off(o) || by_steps || o.gift || !o.perk.names.empty()) return;
    room.tell(lint_code::nothing_given, at / (o.share ? "share" : "amount"),
              "\"" + o.name + "\" takes off nothing");
}

// --- steps -------------------------------------------------------------------------------------------------

/// Effects: tells the first step that gives less than what it takes the place of. One that gives nothing is a
///   bound above; brackets add up; a price for several units rises with them.
void check_fall(lint_room& room, offer const& o, spot const& at) {
    if (!o.more || o.more->brackets || o.total_price) return;
    auto share = o.share;
    auto amount = o.unit_price ? o.unit_price : o.amount;
    for (std::size_t i = 0; i < o.more->steps.size(); ++i) {
        offer_step const& s = o.more->steps[i];
        bool const less_share = share && s.share && *s.share < *share && *s.share > ratio(0);
        bool const dearer = o.unit_price && amount && s.amount && *s.amount > *amount;
        bool const less_off =
            !o.unit_price && amount && s.amount && *s.amount < *amount && *s.amount > decimal(0);
        spot const there = at / "more" / "steps" / i;
        if (less_share)
            return room.tell(lint_code::offer_steps_fall, there / "share",
                             percent(to_cpp_rational(*s.share)) + " come off from here on, and " +
                                 percent(to_cpp_rational(*share)) + " before");
        if (dearer || less_off)
            return room.tell(lint_code::offer_steps_fall, there / "amount",
                             room.money(*s.amount) + (dearer ? " is the price" : " come off") +
                                 " from here on, and " + room.money(*amount) + " before");
        share = s.share;
        amount = s.amount;
    }
}

// --- filters -----------------------------------------------------------------------------------------------

bool has_tag(json::value const* of, json::value const& tag) {
    json::array const* const list = of != nullptr ? of->if_array() : nullptr;
    return list != nullptr && std::find(list->begin(), list->end(), tag) != list->end();
}

/// Effects: tells each tag of any filter inside that lines must bear and must not.
void check_filters(lint_room& room, json::value const& inside, spot const& at) {
    if (auto const* const list = inside.if_array())
        for (std::size_t i = 0; i < list->size(); ++i) check_filters(room, (*list)[i], at / i);
    auto const* const object = inside.if_object();
    if (object == nullptr) return;
    for (auto const& [key, value] : *object) check_filters(room, value, at / std::string_view(key));
    auto const* const barred = object->if_contains("without");
    for (std::size_t i = 0; barred != nullptr && barred->is_array() && i < barred->get_array().size(); ++i)
        if (json::value const& tag = barred->get_array()[i]; has_tag(object->if_contains("with"), tag))
            room.tell(lint_code::filter_takes_nothing, at / "without" / i,
                      "no line bears " + json::serialize(tag) + " and lacks it", at / "with");
}

}  // namespace

void lint_void(lint_room& room) {
    room.each<accrual>([&](accrual const& a, spot const& at) {
        if (a.rate == ratio(0))
            room.tell(lint_code::nothing_given, at / "rate", "orders earn no \"" + a.points + "\" by it");
    });
    room.each<offers>([&](offers const& all, spot const& at) {
        for (std::size_t i = 0; i < all.list.size(); ++i) {
            offer const& o = all.list[i];
            spot const there = at / "list" / i;
            check_zero(room, o, there);
            check_fall(room, o, there);
            for (std::size_t k = 0; k < o.not_with.size(); ++k)
                if (o.not_with[k] == o.name)
                    room.tell(lint_code::offer_bars_itself, there / "not_with" / k,
                              "\"" + o.name + "\" is once in an order anyway");
        }
    });
    json::value const text = writer::object_of(room.one);
    check_filters(room, text.at("rules"), room.rules);
}

}  // namespace tessera::document
