// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "giveaway_room.hpp"

/// What a program hands back as a function of spend: prices and points by the levels that spend can reach,
/// ladders by their steps. Between two breaks all of it grows evenly, so its share is highest at one of them.

namespace tessera::document {

cpp_rational giveaway_spend::by_level::best(cpp_rational const& prior, cpp_rational const& whole) const {
    if (whole < from) return 0;
    if (!levels) return share[0];
    cpp_rational best = 0;
    cpp_rational const& spent = levels->in_this_order ? whole : prior;
    for (std::size_t i = 0; i < share.size() && i < levels->from.size(); ++i)
        if (levels->from[i] <= spent) best = std::max(best, share[i]);
    return best;
}

cpp_rational giveaway_spend::reduction_choice::most(cpp_rational const& first, cpp_rational const& left,
                                                    cpp_rational const& level, order_size const& size) const {
    cpp_rational best = 0;
    for (sized_share const& one : sized) {
        cpp_rational const& costs = size ? *size : one.from;
        if (costs < one.from) continue;
        cpp_rational const share = level * one.share;
        cpp_rational here = of_first ? std::min<cpp_rational>(left, first * share) : left * share;
        if (one.most && costs > 0) here = std::min<cpp_rational>(here, *one.most / costs);
        best = std::max(best, here);
    }
    return best;
}

namespace {

/// The most reductions that are weighed for sizes of orders, one at a time.
constexpr std::size_t weighed_max = 200'000;

/// Effects: sorts, and keeps one of what is there twice.
void sort_out(std::vector<cpp_rational>& all) {
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace

void giveaway_spend::put_breaks(giveaway_terms const& terms) {
    for (group const& g : groups_)
        for (cpp_rational const& from : g.from) {
            if (from <= 0) continue;
            breaks_.push_back(from);
            if (!g.in_this_order) splits_.push_back(from);
        }
    for (capped const& c : capped_)
        if (c.share > 0 && c.most > 0) breaks_.push_back(c.most / c.share);
    for (std::vector<by_level> const* some : {&on_list_, &on_paid_})
        for (by_level const& e : *some)
            if (e.from > 0) breaks_.push_back(e.from);
    for (paid_steps const& s : once_)
        if (!s.curve.repeats()) put_breaks(s.curve.steps());
    put_laps();
    for (paid_steps const& s : anew_) put_breaks(s.curve.rises());
    put_order_sizes(terms);
    for (std::vector<cpp_rational>* all : {&breaks_, &splits_, &peaks_, &sizes_}) sort_out(*all);
}

void giveaway_spend::put_breaks(std::vector<cpp_rational> const& more) {
    breaks_.insert(breaks_.end(), more.begin(), more.end());
}

void giveaway_spend::put_order_sizes(giveaway_terms const& terms) {
    cpp_rational const least = terms.least_order ? to_cpp_rational(*terms.least_order) : cpp_rational(0);
    std::vector<cpp_rational> all{least};
    for (reduction const& r : reductions_)
        for (reduction_choice const& one : r.any)
            for (sized_share const& s : one.sized)
                if (s.from > least) all.push_back(s.from);
    sort_out(all);
    std::size_t const spends = breaks_.size() + all.size();
    if (all.size() * reductions_.size() * (splits_.size() + 1) * spends > weighed_max)
        return order_sizes_.push_back({});
    put_breaks({all.begin() + 1, all.end()});
    order_sizes_.assign(all.begin(), all.end());
}

void giveaway_spend::put_laps() {
    auto const laps =
        std::find_if(once_.begin(), once_.end(), [](paid_steps const& s) { return s.curve.repeats(); });
    if (laps == once_.end()) return;
    cpp_rational const end =
        breaks_.empty() ? cpp_rational(0) : *std::max_element(breaks_.begin(), breaks_.end());
    if (auto const steps = laps->curve.breaks(std::max(end, laps->curve.last()), most_spent_))
        return put_breaks(*steps);
    anew_.push_back(*laps);
    once_.erase(laps);
}

bool giveaway_spend::pays_for_paying(cpp_rational const& prior, cpp_rational const& whole,
                                     cpp_rational const& of_paid) const {
    cpp_rational all = of_paid;
    for (by_level const& e : on_paid_) all += e.best(prior, whole);
    return all > 1;
}

giveaway_spend::handed giveaway_spend::reduced(cpp_rational const& prior, cpp_rational const& whole,
                                               order_size const& size) const {
    handed all{amounts(parts_.size()), 1};
    cpp_rational first = 1;
    rule_id offers{};
    for (reduction const& r : reductions_) {
        if (r.turn == by_offer && r.id != offers) first = all.paid, offers = r.id;
        cpp_rational most = 0;
        std::size_t part = r.any[0].off.part;
        for (reduction_choice const& one : r.any) {
            cpp_rational const off = one.most(first, all.paid, one.off.best(prior, whole), size);
            if (off > most) most = off, part = one.off.part;
        }
        all.back[part] += most;
        all.paid -= most;
    }
    return all;
}

giveaway_spend::handed giveaway_spend::most_reduced(cpp_rational const& prior,
                                                    cpp_rational const& whole) const {
    handed best = reduced(prior, whole, order_sizes_[0]);
    for (std::size_t i = 1; i < order_sizes_.size() && *order_sizes_[i] <= whole; ++i)
        if (handed here = reduced(prior, whole, order_sizes_[i]); here.paid < best.paid)
            best = std::move(here);
    return best;
}

void giveaway_spend::slopes(cpp_rational const& prior, cpp_rational const& whole, cpp_rational const& width,
                            cpp_rational const& of_paid, handed& to) const {
    handed best{amounts(parts_.size()), 1};
    if (!pays_for_paying(prior, whole, of_paid))  // else who pays the full price is handed back more
        best = most_reduced(prior, whole);
    for (by_level const& e : on_list_) best.back[e.part] += e.best(prior, whole);
    for (by_level const& e : on_paid_) best.back[e.part] += e.best(prior, whole) * best.paid;
    for (std::size_t i = 0; i < parts_.size(); ++i) to.back[i] += best.back[i] * width;
    to.paid += best.paid * width;
}

giveaway_spend::amounts giveaway_spend::anew_up_to(std::optional<cpp_rational> const& most) const {
    amounts all;
    for (paid_steps const& s : anew_) all.push_back(s.curve.best_share(most) * s.worth);
    return all;
}

cpp_rational giveaway_spend::anew_of_paid(amounts const& shares) const {
    cpp_rational all = 0;
    for (std::size_t i = 0; i < anew_.size(); ++i)
        if (anew_[i].on_paid) all += shares[i];
    return all;
}

void giveaway_spend::add_anew(amounts const& shares, cpp_rational const& spent, handed& to) const {
    for (std::size_t i = 0; i < anew_.size(); ++i)
        to.back[anew_[i].part] += shares[i] * (anew_[i].on_paid ? to.paid : spent);
}

giveaway_spend::handed giveaway_spend::at(cpp_rational const& whole) const {
    handed all{amounts(parts_.size()), 0};
    amounts const anew = anew_up_to(whole);
    cpp_rational const of_paid = anew_of_paid(anew);
    cpp_rational begun = 0;
    for (cpp_rational const& split : splits_) {
        if (split >= whole) break;
        slopes(begun, whole, split - begun, of_paid, all);
        begun = split;
    }
    slopes(begun, whole, whole - begun, of_paid, all);
    add_anew(anew, whole, all);
    for (capped const& c : capped_) all.back[c.part] += std::min<cpp_rational>(c.share * whole, c.most);
    for (paid_steps const& s : once_) all.back[s.part] += s.curve.owed(whole) * s.worth;
    for (capped const& c : every_time_) all.back[c.part] += c.share * whole;
    return all;
}

cpp_rational giveaway_spend::end() const { return breaks_.empty() ? cpp_rational(0) : breaks_.back(); }

giveaway_spend::handed giveaway_spend::in_the_long_run() const {
    handed all{amounts(parts_.size()), 0};
    amounts const anew = anew_up_to({});
    slopes(end(), end(), 1, anew_of_paid(anew), all);
    add_anew(anew, 1, all);
    for (paid_steps const& s : once_) all.back[s.part] += s.curve.tail_share() * s.worth;
    for (capped const& c : every_time_) all.back[c.part] += c.share;
    return all;
}

cpp_rational giveaway_spend::far() const {
    cpp_rational const far = 1000 * (breaks_.empty() ? cpp_rational(100) : breaks_.back());
    return most_spent_ ? std::min(*most_spent_, far) : far;
}

std::vector<cpp_rational> giveaway_spend::looked_at() const {
    std::vector<cpp_rational> all;
    for (cpp_rational const& at : breaks_)
        if (!most_spent_ || at <= *most_spent_) all.push_back(at);
    if (most_spent_ && *most_spent_ > 0 && (all.empty() || all.back() < *most_spent_))
        all.push_back(*most_spent_);
    return all;
}

namespace {

cpp_rational sum_of(std::vector<cpp_rational> const& all) {
    cpp_rational total = 0;
    for (cpp_rational const& one : all) total += one;
    return total;
}
std::vector<cpp_rational> shares_of(std::vector<cpp_rational> all, cpp_rational const& whole) {
    for (cpp_rational& one : all) one /= whole;
    return all;
}

/// The most stages that are told.
constexpr std::size_t course_max = 100;

}  // namespace

void giveaway_spend::fill(giveaway& made) const {
    cpp_rational const little = breaks_.empty() ? cpp_rational(1) : cpp_rational(breaks_[0] / 2);
    handed const last = in_the_long_run(), first = at(little);
    bool some_paid = !pays_for_paying(end(), end(), anew_of_paid(anew_up_to({})));
    cpp_rational of_paid = 0;
    auto const look = [&](handed const& here, cpp_rational const& back) {
        some_paid = some_paid && here.paid > 0;
        if (some_paid) of_paid = std::max<cpp_rational>(of_paid, back / here.paid);
    };
    amounts best = shares_of(first.back, little);
    made.long_run = sum_of(last.back);
    look(first, sum_of(first.back));
    if (!most_spent_) look(last, made.long_run);
    if (!most_spent_ && made.long_run > sum_of(best)) best = last.back;
    made.highest = sum_of(best);
    for (cpp_rational const& whole : looked_at()) {
        handed here = at(whole);
        cpp_rational const back = sum_of(here.back);
        look(here, back);
        if (made.course.size() < course_max) made.course.push_back({whole, back});
        if (back <= made.highest * whole) continue;
        made.highest = back / whole;
        made.at = whole;
        best = shares_of(std::move(here.back), whole);
    }
    if (some_paid) made.of_paid = of_paid;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        if (best[i] == 0 && last.back[i] == 0) continue;
        giveaway_part part = parts_[i];
        part.highest = best[i];
        part.long_run = last.back[i];
        made.parts.push_back(std::move(part));
    }
}

}  // namespace tessera::document
