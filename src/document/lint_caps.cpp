// SPDX-License-Identifier: BSL-1.0
#include "lint_room.hpp"

/// Caps that another cap of the same rule always reaches first.

namespace tessera::document {

namespace {

/// Returns: whether every span that one window counts lies within one that the other counts.
bool within(window const& inner, window const& outer) {
    if (inner == outer || outer.kind() == window_kind::lifetime) return true;
    bool const periods = inner.kind() == window_kind::calendar && outer.kind() == window_kind::calendar;
    if (!periods || inner.anchor() != outer.anchor()) return false;
    bool const weeks = inner.unit() == calendar_unit::week && outer.unit() != calendar_unit::week;
    return !weeks && inner.unit() <= outer.unit();
}

/// Returns: whether a cap never changes what the other one lets through.
bool needless(cap const& one, cap const& other) {
    if (one.or_nothing || other.what != cap_on::window || one.points < other.points) return false;
    if (other.or_nothing && one.points == other.points) return false;  // what it cuts may just fit
    if (one.what == cap_on::order) return true;
    return one.what == cap_on::window && within(one.within, other.within) && one.within != other.within &&
           one.shared_as.empty();
}

std::string_view span_of(cap const& c) { return c.what == cap_on::order ? "an order" : "its window"; }

void check_caps(lint_room& room, accrual const& a, spot const& at) {
    constexpr std::size_t most = 16;
    if (a.caps.size() > most) return;
    for (std::size_t i = 0; i < a.caps.size(); ++i)
        for (std::size_t j = 0; j < a.caps.size(); ++j) {
            if (i == j || !needless(a.caps[i], a.caps[j])) continue;
            room.tell(lint_code::cap_never_cuts, at / "caps" / i / "points",
                      points(to_cpp_rational(a.caps[i].points)) + " for " + std::string(span_of(a.caps[i])) +
                          " cut nothing: a window beside it ends at " + number(a.caps[j].points),
                      at / "caps" / j / "points");
            break;
        }
}

}  // namespace

void lint_caps(lint_room& room) {
    room.each<accrual>([&](accrual const& a, spot const& at) { check_caps(room, a, at); });
}

}  // namespace tessera::document
