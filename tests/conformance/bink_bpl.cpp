// SPDX-License-Identifier: BSL-1.0

/// Bink's loyalty platform: spend or stamps run to a goal, rewards are issued and the rest is carried on; a
/// cap on the rewards of a purchase, rewards that wait some days, and refunds that go through slack, balance
/// and waiting rewards.

#include <algorithm>
#include <map>
#include <optional>

#include "shop.hpp"

namespace conformance {

namespace {

using namespace tessera;

constexpr std::string_view written_off = "written_off_minor";

struct campaign {
    std::string name;
    std::string collected, rewards, slack;  ///< pools
    tag_set mark = 0;                       ///< of orders while it runs
    std::int64_t goal_minor = 0;
    bool capped = false;
    bool waits = false;
    bool refunds = false;
    bool active = true;
};

void known(std::string_view what, std::string const& words,
           std::initializer_list<std::string_view> meanings) {
    if (std::find(meanings.begin(), meanings.end(), words) == meanings.end())
        throw unsupported(std::string(what) + ": " + words);
}

decimal minor_amount(std::string_view text) { return {whole_number(text), 2}; }

/// `waits_for_stock`: rewards are charged at once and wait until the host has something to give.
campaign read_campaign(fields ladder, bool waits_for_stock, rule_book& book) {
    campaign c;
    c.name = ladder.text_or("id", "goal");
    c.collected = c.name + " collected";
    c.rewards = c.name + " rewards";
    c.slack = c.name + " slack";
    c.mark = book.tag(c.name);
    c.goal_minor = whole_number(ladder.text("reward_goal_minor"));
    std::string const kind = ladder.text_or("kind", "accumulator");
    known("ladder", kind, {"accumulator", "stamps"});
    cpp_rational const times = number(ladder.text_or("multiplier", "1"));
    bool const stamps = kind == "stamps";
    cpp_rational const each =
        stamps ? cpp_rational(number(ladder.text("stamp_value_minor")) / 100) : cpp_rational(1);
    std::string_view const collected = book.named(c.collected);
    accrual<> earns =
        accrual(collected, rate(each * times))
            .of(list_price)
            .with_decimals(2)
            .in_channel(c.mark)
            .from_order_of(minor_amount(ladder.text_or("spend_threshold_minor", "0")), list_price);
    book.add(stamps ? earns.per_order() : earns);

    goal reached(book.named(c.rewards), collected, minor_amount(ladder.text("reward_goal_minor")));
    if (ladder.has("rewards_pending_days")) {
        auto const wait = static_cast<std::int32_t>(whole_number(ladder.text("rewards_pending_days")));
        if (wait > 0) reached = reached.pending(days(wait)).refunded_by(book.named(c.name + " refund"));
        c.waits = c.refunds = wait > 0;
    }
    if (waits_for_stock) reached = reached.pending(until(date_of(9999, 1, 1)));
    if (ladder.has("reward_cap_per_transaction")) {
        reached = reached.at_most_per_order(whole_number(ladder.text("reward_cap_per_transaction")),
                                            book.named(c.slack));
        c.capped = true;
    }
    if (ladder.has("over_cap"))
        known("over_cap", ladder.text("over_cap"),
              {"the whole purchase is charged to the capped rewards; what exceeds goal×cap is kept with them "
               "as slack and the running balance stays as it was"});
    if (ladder.has("refund_order"))
        known("refund_order", ladder.text("refund_order"),
              {"slack of one pending reward that can bear it all, else slack from the newest; then running "
               "balance; then pending rewards are withdrawn one by one and the difference returned to the "
               "balance; a remainder is written off"});
    if (ladder.has("refunds")) known("refunds", ladder.text("refunds"), {"not accepted"});
    ladder.done();
    book.goals.push_back(reached);
    auto const lets_staff = [&](std::string const& pool, unsigned digits) {
        std::string_view const name = book.named(pool);
        book.hands.push_back(by_hand(book.named("give " + pool), name, hand::gives).with_decimals(digits));
        book.hands.push_back(by_hand(book.named("take " + pool), name, hand::takes));
    };
    lets_staff(c.collected, 2);
    lets_staff(c.rewards, 0);
    if (c.capped) lets_staff(c.slack, 0);
    return c;
}

class story {
public:
    story(std::vector<campaign> campaigns, rule_book book)
        : campaigns_(std::move(campaigns)), shop_(std::move(book)) {
        for (std::size_t i = 1; i < campaigns_.size(); ++i) campaigns_[i].active = false;
    }

    /// Returns: whether what stands after the event is a row of the case.
    bool happen(fields event) {
        std::string const type = event.text("type");
        if (event.has("at")) shop_.at(event.text("at"));
        borne_ = 0;
        if (type == "order")
            order(event.text("amount_minor"));
        else if (type == "return")
            give_back(event.text("amount_minor"));
        else if (type == "state")
            open(event);
        else if (type == "rewards_become_available")
            hand_out(whole_number(event.text("count")));
        else if (type == "switch")
            change(event.text("cancel"), event.text("activate"));
        else
            throw unsupported("event '" + type + "'");
        event.done();
        return type != "state";
    }

    void compare(fields row) {
        campaign const& c = campaigns_[0];
        auto const figure = [&](std::string_view key, cpp_rational const& got) {
            if (row.has(key)) expect_equal(key, got, number(row.text(key)));
        };
        figure("balance_minor", collected(c));
        figure("issued_rewards", shop_.owns(c.rewards).available);
        figure("pending_rewards", waiting(c));
        figure(written_off, borne_);
        if (row.has("pending")) compare_batches(row, c);
        row.done();
    }
    /// Rows of a case with several campaigns name the campaign.
    void compare_named(fields row) {
        for (campaign const& c : campaigns_) {
            auto const figure = [&](std::string const& key, cpp_rational const& got) {
                if (row.has(key)) expect_equal(key, got, number(row.text(key)));
            };
            figure(c.name + "_issued", shop_.owns(c.rewards).available);
            figure(c.name + "_balance_minor", collected(c));
            figure(c.name + "_cancelled", canceled_[c.name]);
        }
        row.done();
    }

private:
    [[nodiscard]] cpp_rational collected(campaign const& c) const {
        return cpp_rational(shop_.owns(c.collected).available);
    }
    [[nodiscard]] cpp_rational waiting(campaign const& c) const {
        cpp_int sum = 0;
        for (lot const& l : shop_.waiting(c.rewards)) sum += l.amount;
        return sum;
    }

    void order(std::string const& minor) {
        purchase what{{shop_.goods(number(minor) / 100)}};
        for (campaign const& c : campaigns_)
            if (c.active) what.tags |= c.mark;
        shop_.buy(what);
    }

    void give_back(std::string const& minor) {
        for (campaign const& c : campaigns_) {
            if (!c.active || !c.refunds) continue;  // refused: nothing is handed in
            shop_.act_by_hand(c.name + " refund", whole_number(minor));
            auto const* why = shop_.reason_of(reason_code::goal_refunded);
            if (why != nullptr) borne_ += why->b;
        }
    }

    /// Figures brought from elsewhere: batches by their number, what they were charged and their value.
    void open(fields& event) {
        campaign const& c = campaigns_[0];
        std::int64_t const balance = whole_number(event.text_or("balance_minor", "0"));
        if (balance > 0) shop_.act_by_hand("give " + c.collected, balance);
        if (!event.has("pending")) return;
        if (!c.waits || !c.capped) throw unsupported("waiting rewards of a goal without slack");
        for (fields batch : event.objects("pending")) {
            std::int64_t const count = whole_number(batch.text("count"));
            std::int64_t const value =
                whole_number(batch.text_or("value_minor", std::to_string(c.goal_minor)));
            std::int64_t const slack = whole_number(batch.text("cost_minor")) - count * value;
            batch.done();
            lot_key const key{date::never(), shop_.day + 1, ++batches_};
            shop_.act_by_hand("give " + c.rewards, count, key);
            if (slack > 0) shop_.act_by_hand("give " + c.slack, slack, key);
            values_[key.tag] = value;
        }
    }

    /// What waited for stock is there: the host gives it out.
    void hand_out(std::int64_t count) {
        campaign const& c = campaigns_[0];
        for (lot const& l : shop_.waiting(c.rewards)) {
            std::int64_t const here = std::min(count, l.amount);
            count -= here;
            if (here == 0) continue;
            shop_.act_by_hand("take " + c.rewards, here, l.key);
            shop_.act_by_hand("give " + c.rewards, here, lot_key{});
        }
    }

    void change(std::string const& ends, std::string const& begins) {
        for (campaign& c : campaigns_) {
            if (c.name == begins) c.active = true;
            if (c.name != ends) continue;
            c.active = false;
            canceled_[c.name] = shop_.owns(c.rewards).available;
            shop_.act_by_hand("take " + c.rewards, shop_.owns(c.rewards).available);
            shop_.act_by_hand("take " + c.collected, shop_.owns(c.collected).available);
        }
    }

    /// What a batch was charged is the goals of its rewards and its slack.
    void compare_batches(fields& row, campaign const& c) {
        auto const batches = shop_.waiting(c.rewards);
        auto const wanted = row.objects("pending");
        expect_equal("batches", cpp_rational(batches.size()), cpp_rational(wanted.size()));
        for (std::size_t i = 0; i < batches.size(); ++i) {
            fields batch = wanted[i];
            std::int64_t slack = 0;
            if (c.capped)
                for (lot const& l : shop_.waiting(c.slack))
                    if (l.key == batches[i].key) slack = l.amount;
            auto const value = values_.find(batches[i].key.tag);
            std::int64_t const each = value == values_.end() ? c.goal_minor : value->second;
            expect_equal("count", cpp_rational(batches[i].amount), number(batch.text("count")));
            expect_equal("cost_minor", cpp_rational(batches[i].amount) * each + slack,
                         number(batch.text("cost_minor")));
            batch.done();
        }
    }

    std::vector<campaign> campaigns_;
    shop shop_;
    cpp_rational borne_ = 0;
    std::uint64_t batches_ = 0;
    std::map<std::uint64_t, std::int64_t> values_;
    std::map<std::string, cpp_rational> canceled_;
};

void check(boost::json::object const& one_case) {
    boost::json::array const& events = one_case.at("events").as_array();
    bool const stock = std::any_of(events.begin(), events.end(), [](auto const& event) {
        return event.at("type").as_string() == "rewards_become_available";
    });
    rule_book book;
    fields terms(one_case.at("programme").as_object(), "programme");
    std::vector<campaign> campaigns;
    bool const several = terms.has("ladders");
    if (several)
        for (fields const& ladder : terms.objects("ladders"))
            campaigns.push_back(read_campaign(ladder, stock, book));
    else
        campaigns.push_back(read_campaign(terms.object("ladder"), stock, book));
    terms.done();

    fields expect(one_case.at("expect").as_object(), "expect");
    story told(std::move(campaigns), std::move(book));
    constexpr std::string_view names[] = {"after_first", "after_switch", "after_second"};
    std::vector<fields> rows;
    if (several)
        for (std::string_view const name : names) rows.push_back(expect.object(name));
    else
        rows = expect.objects("after_each");
    expect.done();
    std::size_t next = 0;
    for (auto const& event : events) {
        if (!told.happen({event.as_object(), "event"})) continue;
        if (next == rows.size()) throw unsupported("more events than figures");
        several ? told.compare_named(rows[next]) : told.compare(rows[next]);
        ++next;
    }
    expect_equal("rows", cpp_rational(next), cpp_rational(rows.size()));
}

}  // namespace

adapter bink_bpl() { return check; }

}  // namespace conformance
