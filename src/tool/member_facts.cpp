// SPDX-License-Identifier: BSL-1.0
#include "tool/member_facts.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "document/sort_by.hpp"
#include "tool/failure.hpp"
#include "tool/receipts.hpp"
#include "tool/refused_fact.hpp"
#include "tool/shown.hpp"

namespace tessera::tool {

namespace {

[[noreturn]] void refuse_member(std::string_view member, std::string const& file) {
    throw bad_usage(shown_file(file) + " knows no member called " + shown(member),
                    "a customer_id of the orders, or the subject of events");
}

/// Makes facts of the orders of one member.
class history_facts {
public:
    history_facts(chosen_program const& by, bool spend, member_facts& to)
        : by_(by), spend_(spend), receipts_(by.returns_days), to_(to) {}

    void take(past_order const& order) {
        if (!order.returned.empty()) bring_back(order);
        if (!order.bought.empty()) buy(order);
    }

private:
    /// The place among all facts tells those of one second apart.
    [[nodiscard]] fact_head next_head(past_order const& order) const {
        std::uint64_t const place = to_.all.size() + 1;
        return {.id = {place}, .key = {to_instant(order.at, 0), place}, .day = order.at.day};
    }
    told_fact& add(past_order const& order) {
        told_fact made;
        made.id = std::string(order.id);
        made.who = to_.who;
        return to_.all.emplace_back(std::move(made));
    }

    void buy(past_order const& order) {
        fact_head const head = next_head(order);
        document::stored_fact& fact = add(order).fact;
        fact.lines.assign(order.bought.begin(), order.bought.end());
        if (by_.points_are_spent || spend_)
            for (rule_id const rule : by_.redemptions) fact.wishes.push_back({rule});
        fact.what = tessera::order{head, {fact.lines}, fact.wishes};
        receipt paper;
        paper.order = head.id;
        paper.day = head.day;
        paper.lines.assign(order.bought);
        if (by_.knows_receipts()) receipts_.keep(order.member, paper);
    }
    /// Effects: one return for each order that explains a part of it, and one for the rest.
    void bring_back(past_order const& order) {
        if (!by_.knows_receipts()) return bring_back_plain(order, order.returned);
        matched_return const& split = receipts_.match(order.member, order.returned, order.at.day);
        for (matched_order const& part : split.orders) {
            fact_head const head = next_head(order);
            document::stored_fact& fact = add(order).fact;
            fact.goods = part.lines;
            fact.order = receipts_[part.receipt].order;
            fact.what = receipt_return{head, nullptr, fact.goods};
        }
        if (!split.rest.empty()) bring_back_plain(order, split.rest);
    }
    void bring_back_plain(past_order const& order, std::span<line const> lines) {
        fact_head const head = next_head(order);
        document::stored_fact& fact = add(order).fact;
        fact.lines.assign(lines.begin(), lines.end());
        fact.what = item_return{head, fact.lines};
    }

    chosen_program const& by_;
    bool spend_;
    receipts receipts_;
    member_facts& to_;
};

/// What events refer to is known when they are decided: until then there is something in its place.
class stand_ins {
public:
    [[nodiscard]] document::host_rows rows() {
        return {[this](fact_id order) {
                    receipt& paper = papers_[order.value];
                    paper.order = order;
                    return &paper;
                },
                [this](member_id) { return &nobody_; }};
    }

private:
    std::map<std::uint64_t, receipt> papers_;
    account nobody_;
};

/// Effects: leaves out an event that came more than once: sources send again what they are not sure of.
/// Throws: `failure` with `bad_history`, where two of one id say different things.
void take_once(member_facts& to) {
    std::map<std::uint64_t, told_fact const*> known;
    std::vector<bool> again;
    for (told_fact const& told : to.all) {
        auto const [first, fresh] = known.try_emplace(head_of(told.fact.what).id.value, &told);
        again.push_back(!fresh);
        if (fresh) continue;
        told_fact const& other = *first->second;
        if (other.who != told.who || !same_fact(other.fact.what, told.fact.what))
            throw refused_fact(to, told, errc::fact_differs);
    }
    std::size_t at = 0;
    std::erase_if(to.all, [&](told_fact const&) { return again[at++]; });
}

}  // namespace

member_facts facts_of(history const& of, std::string_view member, chosen_program const& by, bool spend) {
    auto const found = std::find(of.members.begin(), of.members.end(), member);
    if (found == of.members.end()) refuse_member(member, of.name);
    auto const place = static_cast<std::uint32_t>(found - of.members.begin());
    member_facts made{.file = of.name, .member = std::string(member), .who = {place}, .all = {}};
    history_facts gather(by, spend, made);
    for (past_order const& order : of.orders)
        if (order.member == place) gather.take(order);
    made.last_day = of.totals.last_day;
    return made;
}

member_facts facts_of(std::string_view events, std::string file, std::string_view member) {
    stand_ins none;
    auto read = document::read_events(events, none.rows());
    if (!read) throw bad_text(exit_status::bad_history, read.problems, file);
    member_facts made{.file = std::move(file), .member = std::string(member), .who = {}, .all = {}};
    auto const [end, wrong] = std::from_chars(member.data(), member.data() + member.size(), made.who.value);
    made.text = events;
    bool known = false;
    for (document::event& e : read.what) {
        known |= e.member == made.who;
        made.last_day = std::max(made.last_day, head_of(e.fact.what).day);
        made.all.push_back({std::move(e.id), e.member, std::move(e.fact), false, e.line});
    }
    if (wrong != std::errc{} || end != member.data() + member.size() || !known)
        refuse_member(member, made.file);
    take_once(made);
    document::sort_by(made.all, [](told_fact const& f) { return head_of(f.fact.what).key; });
    return made;
}

void add_fact(member_facts& to, told_fact what, date day) {
    constexpr std::int32_t last_second = 86'399;
    fact_head const head{.id = document::event_fact("what if", std::to_string(to.all.size())),
                         .key = {to_instant({day, last_second}, 0), to.all.size() + 1},
                         .day = day};
    std::visit([&](auto& fact) { fact.head = head; }, what.fact.what);
    what.who = to.who;
    what.added = true;
    to.last_day = std::max(to.last_day, day);
    to.all.push_back(std::move(what));
    document::sort_by(to.all, [](told_fact const& f) { return head_of(f.fact.what).key; });
}

}  // namespace tessera::tool
