// SPDX-License-Identifier: BSL-1.0

/// Open Loyalty, both generations: points with two decimals per gross unit, multipliers of lines, bonuses by
/// line, credits spent oldest first and all or nothing, rewards with limits, locked points.

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "open_loyalty_tiers.hpp"

namespace conformance {

namespace {

using namespace tessera;
using tessera::rounding;

constexpr unsigned decimals = 2;

/// Lines that a rule of the case looks at, and the mark the host gives them.
struct marked {
    tag_set mark = 0;
    std::set<std::string> skus, labels;
};

struct settings {
    std::vector<marked> marks;
    bool excludes = false;
    bool has_reward = false;
    bool has_voucher = false;
    bool has_coupon = false;
    std::optional<std::int64_t> budget;
    bool has_cost = false;
};

void known(std::string_view what, std::string const& words,
           std::initializer_list<std::string_view> meanings) {
    if (std::find(meanings.begin(), meanings.end(), words) == meanings.end())
        throw unsupported(std::string(what) + ": " + words);
}

/// Returns: the labels of an object or a list, each as "key:value".
std::set<std::string> labels_of(fields& from, std::string_view key) {
    std::set<std::string> labels;
    if (!from.has(key)) return labels;
    if (from.value(key).is_array())
        for (std::string const& label : from.texts(key)) labels.insert(label);
    else
        for (auto const& [name, value] : from.pairs(key)) labels.insert(name + ":" + value);
    return labels;
}

std::set<std::string> skus_of(fields& from, std::string_view key) {
    std::set<std::string> skus;
    if (!from.has(key)) return skus;
    for (std::string const& sku : from.texts(key)) skus.insert(sku);
    return skus;
}

/// Returns: the mark of the lines that have one of the articles or labels.
tag_set mark(settings& how, rule_book& book, std::set<std::string> skus, std::set<std::string> labels) {
    tag_set const bit = book.tag("marked " + std::to_string(how.marks.size()));
    how.marks.push_back({bit, std::move(skus), std::move(labels)});
    return bit;
}

accrual<> read_rate(fields& rule, std::string_view name, settings& how, rule_book& book) {
    line_filter lines{};
    bool without_delivery = rule.flag_or("exclude_delivery", false);
    if (rule.has("basis")) {
        std::string const words = rule.text("basis");
        known("basis", words, {"gross incl. delivery", "gross excl. delivery", "gross"});
        without_delivery = words == "gross excl. delivery";
    }
    if (without_delivery) lines.without |= book.tag("delivery");
    auto const skus = skus_of(rule, "exclude_skus");
    auto const labels = labels_of(rule, "exclude_labels");
    if (!skus.empty() || !labels.empty()) lines.without |= mark(how, book, skus, labels);
    accrual<> made = accrual("points", rate(number(rule.text("points_per_unit"))))
                         .named(name)
                         .of(list_price.over(lines))
                         .with_decimals(decimals)
                         .rounded(rounding_scope::order, rounding::half_up);
    if (rule.has("min_order")) made = made.from_order_of(amount(rule.text("min_order")), list_price);
    return made;
}

void read_earn_rules(fields& terms, settings& how, rule_book& book) {
    std::vector<accrual<>> rates;
    std::vector<extra> multipliers;
    std::set<std::string> events;
    std::size_t place = 0;
    for (fields rule : terms.objects("earn_rules")) {
        std::string const kind = rule.text("kind");
        std::string_view const name = book.named("rule " + std::to_string(++place));
        if (kind == "per_amount") {
            rates.push_back(read_rate(rule, name, how, book));
        } else if (kind == "multiply") {
            auto const skus = skus_of(rule, "skus");
            auto const labels = labels_of(rule, "labels");
            tag_set const with = skus.empty() && labels.empty() ? 0 : mark(how, book, skus, labels);
            multipliers.push_back({.times = rate(number(rule.text("factor"))), .lines = {.with = with}});
        } else if (kind == "multiply_by_label") {
            for (auto const& [label, factor] : rule.pairs("multipliers"))
                multipliers.push_back(
                    {.times = rate(number(factor)), .lines = {.with = mark(how, book, {}, {label})}});
        } else if (kind == "product_bonus") {
            book.add(accrual("points", rate(number(rule.text("points"))))
                         .named(name)
                         .of(list_price.over({.with = mark(how, book, skus_of(rule, "skus"), {})}))
                         .with_decimals(decimals)
                         .per_line());
        } else if (kind == "event") {
            std::string const event = rule.text("event");
            if (!events.insert(event).second) throw unsupported("the largest of several rules for one event");
            book.awards.push_back(action_award(book.named(event), "points", amount(rule.text("points")))
                                      .with_decimals(decimals));
        } else {
            throw unsupported("earn rule '" + kind + "'");
        }
        rule.done();
    }
    for (accrual<> const& r : rates) book.add(r, multipliers);
}

/// Effects: adds rules whose basis is what a case asks for.
void read_exclusions(fields& terms, settings& how, rule_book& book) {
    how.excludes = true;
    line_filter left{.without =
                         mark(how, book, skus_of(terms, "exclude_skus"), labels_of(terms, "exclude_labels"))};
    line_filter goods = left;
    goods.without |= book.tag("delivery");
    auto const counted = [&](std::string_view name, line_filter lines) {
        book.add(accrual("points", 1).named(name).of(list_price.over(lines)).with_decimals(decimals));
    };
    counted("left", left);
    counted("goods", goods);
}

void read_reward(fields reward, settings& how, rule_book& book) {
    if (reward.has("kind")) {
        known("reward", reward.text("kind"), {"voucher_for_next_order"});
        known("voucher", reward.text_or("rounding", "to whole currency unit, half-up"),
              {"to whole currency unit, half-up"});
        how.has_voucher = true;
        book.add(accrual("voucher", rate(number(reward.text("percent_of_order")) / 100))
                     .of(list_price)
                     .rounded(rounding_scope::order, rounding::half_up));
        return reward.done();
    }
    how.has_reward = true;
    how.has_cost = reward.has("cost_points");
    tessera::reward made =
        tessera::reward("reward", "points", amount(reward.text_or("cost_points", "0"))).or_nothing();
    if (reward.has("limit_per_customer"))
        made = made.at_most(whole_number(reward.text("limit_per_customer")), window::lifetime());
    if (reward.has("limit")) how.budget = whole_number(reward.text("limit"));
    if (reward.has("codes")) {
        auto const codes = static_cast<std::int64_t>(reward.texts("codes").size());
        how.budget = std::min(how.budget.value_or(codes), codes);
    }
    reward.done();
    book.rewards.push_back(made);
}

void read_account(fields account, rule_book& book) {
    if (account.has("consumption"))
        known("consumption", account.text("consumption"),
              {"oldest credit first (by creation time)", "oldest first"});
    if (account.has("expired_or_cancelled_credits"))
        known("credits", account.text("expired_or_cancelled_credits"), {"excluded from the balance"});
    if (account.has("transfer")) {
        known("transfer", account.text("transfer"),
              {"receiver gets one lot per sender lot used, with the sender lot's validity"});
        book.transfers.push_back(transfer("points"));
    }
    account.done();
}

void read_coupons(fields& terms, settings& how, rule_book& book) {
    auto coupons = terms.objects("coupons");
    if (coupons.size() != 1) throw unsupported("several kinds of coupons");
    std::int64_t const wait = whole_number(coupons[0].text("days_inactive"));
    coupons[0].done();
    how.has_coupon = true;
    book.hands.push_back(
        by_hand("coupon", "coupon", hand::gives).pending(days(static_cast<std::int32_t>(wait))));
}

settings read_programme(fields& terms, rule_book& book) {
    settings how;
    if (terms.has("points_rounding"))
        known("points_rounding", terms.text("points_rounding"),
              {"2 decimals, half-up; fractional points allowed"});
    if (terms.has("evaluation_order"))
        known("evaluation_order", terms.text("evaluation_order"),
              {"general rate, then multipliers, then fixed product bonuses; points are held per SKU and "
               "summed"});
    if (terms.has("refund")) throw unsupported("used coupons that come back as new ones");
    if (terms.has("delivery_skus"))
        how.marks.push_back({book.tag("delivery"), skus_of(terms, "delivery_skus"), {}});
    if (terms.has("exclude_skus") || terms.has("exclude_labels")) read_exclusions(terms, how, book);
    if (terms.has("earn_rules")) read_earn_rules(terms, how, book);
    if (terms.has("account")) read_account(terms.object("account"), book);
    if (terms.has("reward")) read_reward(terms.object("reward"), how, book);
    if (terms.has("coupons")) read_coupons(terms, how, book);
    by_hand give = by_hand("give", "points", hand::gives).with_decimals(decimals);
    if (terms.has("earn")) {
        fields earn = terms.object("earn");
        auto const so_many = [&](std::string_view key) {
            return days(static_cast<std::int32_t>(whole_number(earn.text(key))));
        };
        if (earn.has("locked_days")) give = give.pending(so_many("locked_days"));
        if (earn.has("valid_days")) give = give.living(so_many("valid_days"));
        earn.done();
    }
    book.hands.push_back(give);
    book.hands.push_back(by_hand("take", "points", hand::takes));
    book.rewards.push_back(tessera::reward("spend", "points", {1, decimals}).or_nothing());
    return how;
}

class story {
public:
    story(settings how, rule_book book) : how_(std::move(how)), shop_(std::move(book)) {}

    void happen(fields event) {
        std::string const type = event.text("type");
        if (event.has("at")) shop_.at(event.text("at"));
        if (event.has("account")) shop_.of(event.text("account"));
        if (type == "order")
            order(event);
        else if (type == "event")
            shop_.act(event.text("name"), event.text_or("key", ""));
        else if (type == "grant")
            grant(event);
        else if (type == "redeem")
            redeem(event);
        else if (type == "transfer")
            send(event);
        else if (type == "expire" || type == "cancel")
            end(event.text("lot"));
        else if (type == "state")
            open(event);
        else if (type == "buy_reward")
            buy_reward();
        else if (type == "unlock_check")
            after_ = shop_.in_points(shop_.owns().available);
        else if (type == "issue_coupon")
            issue_coupon();
        else
            throw unsupported("event '" + type + "'");
        if (type == "order" || type == "event")
            earned_ = shop_.moved(posting_kind::issue) + shop_.moved(posting_kind::repay);
        event.done();
    }

    void compare(fields expect) {
        auto const figure = [&](std::string_view key, cpp_rational const& got) {
            if (expect.has(key)) expect_equal(key, got, number(expect.text(key)));
        };
        figure("points_earned", earned_);
        figure("points_balance", shop_.points());
        figure("available_before", before_);
        figure("available_after", after_);
        if (how_.excludes) {
            figure("gross_after_exclusions", counted_[rule_named("left")]);
            figure("gross_after_exclusions_without_delivery", counted_[rule_named("goods")]);
        }
        if (how_.has_voucher) figure("voucher_value", voucher_);
        if (expect.has("error")) expect_equal("error", error_, expect.text("error"));
        if (expect.has("result"))
            expect_equal("result", error_ == "none" ? "ok" : error_, expect.text("result"));
        if (expect.has("lot_state")) expect_equal("lot_state", state_, expect.text("lot_state"));
        if (expect.has("date") && how_.has_coupon) expect_equal("date", date_, expect.text("date"));
        if (expect.has("receiver_lots")) compare_received(expect.texts("receiver_lots"));
        if (expect.has("lots_after_spend"))
            for (auto const& [lot, wanted] : expect.pairs("lots_after_spend"))
                expect_equal("lot " + lot, spent_[lot], number(wanted));
        expect.done();
    }

private:
    void compare_received(std::vector<std::string> const& wanted) {
        expect_equal("receiver_lots", cpp_rational(received_.size()), cpp_rational(wanted.size()));
        for (std::size_t i = 0; i < wanted.size(); ++i)
            expect_equal("receiver_lots", received_[i], number(wanted[i]));
    }

    void order(fields& event) {
        if (event.has("id")) static_cast<void>(event.text("id"));
        purchase what;
        if (event.has("lines"))
            for (fields entry : event.objects("lines")) add_line(entry, what);
        for (std::string_view const key : {"total", "gross"})
            if (event.has(key)) what.lines.push_back(shop_.goods(number(event.text(key))));
        shop_.buy(what);
        for (reason const& why : shop_.last().reasons)
            if (why.code == reason_code::earned) counted_[why.rule] = shop_.money(why.b);
        if (how_.has_voucher) voucher_ = shop_.moved(posting_kind::issue, "voucher");
    }

    void add_line(fields& entry, purchase& what) {
        std::string const sku = entry.text("sku");
        std::int64_t const quantity = whole_number(entry.text_or("qty", "1"));
        line one = entry.has("gross") ? shop_.goods(number(entry.text("gross")))
                                      : shop_.goods(number(entry.text("unit_price")), quantity);
        one.quantity = static_cast<std::uint32_t>(quantity);
        std::set<std::string> const labels = labels_of(entry, "labels");
        if (entry.flag_or("delivery", false)) one.tags |= shop_.tag("delivery");
        for (marked const& m : how_.marks) {
            bool const has_label = std::any_of(labels.begin(), labels.end(),
                                               [&](auto const& l) { return m.labels.contains(l); });
            if (m.skus.contains(sku) || has_label) one.tags |= m.mark;
        }
        entry.done();
        what.lines.push_back(one);
    }

    void grant(fields& event) {
        std::int64_t const raw = shop_.raw(number(event.text("points")));
        if (!event.has("lot")) {
            shop_.give(raw);
        } else {
            lot_key const key{.tag = lots_.size() + 1};
            lots_[event.text("lot")] = key;
            shop_.give(raw, key);
        }
        before_ = shop_.in_points(shop_.owns().available);
    }

    void redeem(fields& event) {
        purchase what{{shop_.goods(1)}};
        what.wishes.push_back(shop_.wish("spend", shop_.raw(number(event.text("points")))));
        shop_.buy(what);
        read_refusal();
        if (shop_.moved(posting_kind::redeem) == 0) return;
        for (auto const& [name, key] : lots_) {
            spent_[name] = 0;
            for (lot const& l : shop_.lots())
                if (l.key == key) spent_[name] = shop_.in_points(l.amount);
        }
    }

    void send(fields& event) {
        shop_.of(event.text("frm"));
        shop_.send(shop_.raw(number(event.text("points"))), event.text("to"));
        for (lot const& l : shop_.lots()) received_.push_back(shop_.in_points(l.amount));
    }

    /// What is left of a credit goes, by the host's decision.
    void end(std::string const& lot) {
        if (!lots_.contains(lot)) throw unsupported("a credit that was not given: " + lot);
        shop_.take(std::numeric_limits<std::int64_t>::max(), lots_[lot]);
        state_ = shop_.moved(posting_kind::claw) > 0 ? "cancelled" : "unchanged";
    }

    /// Rewards taken before are rewards taken.
    void open(fields& event) {
        if (!how_.has_reward) throw unsupported("an opening state without a reward");
        std::int64_t const all = whole_number(event.text_or("coupons_issued_total", "0"));
        std::int64_t const own = whole_number(event.text_or("coupons_issued_to_customer", "0"));
        if (how_.budget && *how_.budget <= all) throw unsupported("a budget that members share");
        if (own == 0) return;
        if (how_.has_cost) throw unsupported("rewards taken before, at a price");
        purchase what{{shop_.goods(1)}};
        what.wishes.push_back(shop_.wish("reward", own));
        shop_.buy(what);
    }

    void buy_reward() {
        purchase what{{shop_.goods(1)}};
        what.wishes.push_back(shop_.wish("reward", 1));
        shop_.buy(what);
        read_refusal();
    }

    void read_refusal() {
        auto const* why = shop_.reason_of(reason_code::reward_refused);
        if (why == nullptr) return;
        bool const limit = why->detail == static_cast<std::uint16_t>(bound::limit);
        error_ = limit ? "customer_limit_exceeded" : "not_enough_points";
    }

    void issue_coupon() {
        shop_.act_by_hand("coupon", 1);
        date_ = std::string(to_text(shop_.last().postings[0].opens).view());
    }

    settings how_;
    shop shop_;
    std::map<std::string, lot_key> lots_;
    std::map<std::string, cpp_rational> spent_;
    std::map<rule_id, cpp_rational> counted_;
    std::vector<cpp_rational> received_;
    cpp_rational earned_ = 0, before_ = 0, after_ = 0, voucher_ = 0;
    std::string error_ = "none", state_ = "active", date_;
};

void check(boost::json::object const& one_case) {
    fields terms(one_case.at("programme").as_object(), "programme");
    if (terms.has("tiers")) return check_open_loyalty_tiers(one_case);
    rule_book book;
    settings how = read_programme(terms, book);
    terms.done();
    story told(std::move(how), std::move(book));
    for (auto const& event : one_case.at("events").as_array()) told.happen({event.as_object(), "event"});
    told.compare({one_case.at("expect").as_object(), "expect"});
}

}  // namespace

adapter open_loyalty() { return check; }

}  // namespace conformance
