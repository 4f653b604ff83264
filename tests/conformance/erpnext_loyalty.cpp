// SPDX-License-Identifier: BSL-1.0

/// ERPNext: whole points per N of what an invoice costs in money, tiers in which the running invoice counts,
/// points as a means of payment.

#include <algorithm>
#include <map>

#include "shop.hpp"

namespace conformance {

namespace {

using namespace tessera;

struct settings {
    bool earns = false;
    bool pays = false;
    std::vector<std::string> tiers;  ///< names by level
};

void known(std::string_view what, std::string const& words,
           std::initializer_list<std::string_view> meanings) {
    if (std::find(meanings.begin(), meanings.end(), words) == meanings.end())
        throw unsupported(std::string(what) + ": " + words);
}

std::string read_earn(fields rule, life lives, settings& how, rule_book& book) {
    known("earn rule", rule.text("kind"), {"per_amount"});
    known("round", rule.text_or("round", "truncate"), {"truncate"});
    known("basis",
          rule.text_or("basis", "invoice grand total less the part paid by points less returned amounts"),
          {"invoice grand total less the part paid by points less returned amounts"});
    std::string const per = rule.text("per");
    book.add(accrual("points", rate(number(rule.text("points")))).per_whole(amount(per)).living(lives));
    rule.done();
    how.earns = true;
    return per;
}

settings read_programme(fields terms, rule_book& book) {
    settings how;
    if (terms.has("currency")) book.money = currency_named(terms.text("currency"));
    life lives = endless;
    if (terms.has("expiry")) {
        fields expiry = terms.object("expiry");
        lives = days(static_cast<std::int32_t>(whole_number(expiry.text("days")))).through();
        expiry.done();
    }
    std::string per;
    if (terms.has("earn_rules")) {
        auto rules = terms.objects("earn_rules");
        if (rules.size() != 1) throw unsupported("several earn rules");
        per = read_earn(rules[0], lives, how, book);
    }
    if (terms.has("redeem")) {
        fields redeem = terms.object("redeem");
        ratio const minor = rate(number(redeem.text("point_value")) * power_of_ten(book.money.digits));
        redeem.done();
        book.payments.push_back(
            redemption("points", {.points = minor.den, .money = {minor.num, book.money.digits}}));
        how.pays = true;
    }
    if (terms.has("tier_metric"))
        known("tier_metric", terms.text("tier_metric"),
              {"cumulative_spend", "cumulative_spend including the current transaction"});
    if (terms.has("tiers")) {
        tier_steps steps;
        for (fields tier : terms.objects("tiers")) {
            steps.emplace_back(number(tier.text("threshold")), tier.text("name"));
            if (tier.has("per") && (per.empty() || number(tier.text("per")) != number(per)))
                throw unsupported("tiers that earn at rates of their own");
            tier.done();
        }
        how.tiers = book.levels(net_spend(), std::move(steps));
    }
    terms.done();
    if (!how.earns) book.by_hand("points");
    return how;
}

class story {
public:
    story(settings how, rule_book book) : how_(std::move(how)), shop_(std::move(book)) {}

    void happen(fields event) {
        std::string const type = event.text("type");
        if (event.has("at")) shop_.at(event.text("at"));
        if (type == "order") {
            order(event);
        } else if (type == "cancel_order" || type == "refund_order") {
            cancel(event.text("order"));
        } else if (type == "state") {
            // spend of the past is an order of the past
            cpp_rational const spent = number(event.text("cumulative_spend"));
            if (spent > 0) shop_.buy({{shop_.goods(spent)}});
        } else {
            throw unsupported("event '" + type + "'");
        }
        event.done();
    }

    void compare(fields expect) {
        auto const figure = [&](std::string_view key, cpp_rational const& got) {
            if (expect.has(key)) expect_equal(key, got, number(expect.text(key)));
        };
        figure("points_earned", earned_);
        figure("points_redeemed", redeemed_);
        figure("points_balance", shop_.points());
        figure("payable_in_cash", due_);
        // there an entry taken back is gone
        figure("ledger_entries", cpp_rational(shop_.lots().size()));
        for (auto const& [id, points] : earned_on_) figure("points_earned_on_" + id, points);
        if (expect.has("tier")) expect_equal("tier", how_.tiers.at(shop_.level()), expect.text("tier"));
        expect.done();
    }

private:
    void order(fields& event) {
        std::string const id = event.text_or("id", "");
        purchase what;
        if (event.has("total")) what.lines.push_back(shop_.goods(number(event.text("total"))));
        if (event.has("lines"))
            for (fields entry : event.objects("lines")) {
                line one = shop_.goods(number(entry.text("unit_price")), whole_number(entry.text("qty")));
                one.sku = sku_named(entry.text("sku"));
                one.number = static_cast<std::uint32_t>(what.lines.size());
                entry.done();
                what.lines.push_back(one);
            }
        if (event.has("redeem_points")) {
            if (!how_.pays) throw unsupported("points that pay without a rule");
            what.wishes.push_back(shop_.wish("points", shop_.raw(number(event.text("redeem_points")))));
        }
        shop_.buy(what, id);
        earned_ = shop_.moved(posting_kind::issue) + shop_.moved(posting_kind::repay);
        earned_on_[id] = earned_;
        if (event.has("redeem_points")) redeemed_ = shop_.moved(posting_kind::redeem);
        due_ = shop_.due();
    }

    void cancel(std::string const& id) {
        if (!shop_.knows(id)) throw unsupported("an order canceled that was not placed");
        shop_.return_goods(id);
    }

    settings how_;
    shop shop_;
    cpp_rational earned_ = 0, redeemed_ = 0, due_ = 0;
    std::map<std::string, cpp_rational> earned_on_;
};

void check(boost::json::object const& one_case) {
    rule_book book;
    settings how = read_programme({one_case.at("programme").as_object(), "programme"}, book);
    story told(std::move(how), std::move(book));
    for (auto const& event : one_case.at("events").as_array()) told.happen({event.as_object(), "event"});
    told.compare({one_case.at("expect").as_object(), "expect"});
}

}  // namespace

adapter erpnext_loyalty() { return check; }

}  // namespace conformance
