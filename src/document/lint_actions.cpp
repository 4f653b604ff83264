// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <initializer_list>

#include "lint_room.hpp"

/// Awards for what is no order, judged by the names of the actions: advice, for a name is only a name.

namespace tessera::document {

namespace {

/// Returns: whether a name holds one of the words, whatever its letters' case.
bool sounds_like(std::string_view name, std::initializer_list<std::string_view> words) {
    std::string plain(name);
    for (char& c : plain)
        if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return plain.find(word) != std::string::npos; });
}

bool is_praise(std::string_view name) {
    if (sounds_like(name, {"five_star", "5_star", "5star", "five star", "好评"})) return true;
    return sounds_like(name, {"review", "rating", "feedback", "comment"}) &&
           sounds_like(name, {"good", "positive", "best", "great", "top", "five", "5"});
}

void check_award(lint_room& room, action_award const& a, spot const& at) {
    std::string const given = points(to_cpp_rational(a.amount));
    if (is_praise(a.action))
        room.tell(lint_code::reward_for_good_review, at / "action",
                  "\"" + a.action + "\" gives " + given + ", for praise as it seems");
    if (!a.on_birthday && sounds_like(a.action, {"birthday", "birth_day", "生日"}))
        room.tell(lint_code::birthday_on_any_day, at / "action",
                  "\"" + a.action + "\" gives " + given + " on whatever day it is claimed");
    if (!a.pending && sounds_like(a.action, {"refer", "invite", "friend", "推荐", "邀请"}))
        room.tell(lint_code::referral_without_wait, at / "action",
                  "\"" + a.action + "\" gives " + given +
                      " before anybody knows whether the friend keeps the goods");
}

}  // namespace

void lint_actions(lint_room& room) {
    room.each<action_award>([&](action_award const& a, spot const& at) { check_award(room, a, at); });
}

}  // namespace tessera::document
