// SPDX-License-Identifier: BSL-1.0

/// Odoo's loyalty programs: points with two decimals on the price with tax, points of the running order
/// usable in it, rewards at a price in points, wallets and gift cards as means of payment.

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "shop.hpp"

namespace conformance {

namespace {

using namespace tessera;
using tessera::rounding;

constexpr unsigned decimals = 2;

/// A reward as the case lists it, and the units of goods it gives at once where it gives goods.
struct reward_words {
    std::string_view rule;
    std::string value;
    std::int64_t per_claim = 0;
};

struct settings {
    std::vector<reward_words> rewards;
    std::set<std::string> eligible;  ///< articles and categories that earn
    bool some_eligible = false;
    bool pays = false;
    bool cheapest_only = false;
    bool has_points = false;
    std::vector<std::string> codes;  ///< of promotions
    std::string topup;
    std::vector<std::string> cards;
    std::optional<std::string> wallet;
};

void known(std::string_view what, std::string const& words,
           std::initializer_list<std::string_view> meanings) {
    if (std::find(meanings.begin(), meanings.end(), words) == meanings.end())
        throw unsupported(std::string(what) + ": " + words);
}

/// "all", "category food", or a list of articles.
void read_eligible(fields& earn, settings& how) {
    if (!earn.has("eligible")) return;
    if (earn.value("eligible").is_array()) {
        for (std::string const& sku : earn.texts("eligible")) how.eligible.insert(sku);
        how.some_eligible = true;
        return;
    }
    std::string const words = earn.text("eligible");
    if (words == "all") return;
    constexpr std::string_view category = "category ";
    if (!words.starts_with(category)) throw unsupported("eligible: " + words);
    how.eligible.insert(words.substr(category.size()));
    how.some_eligible = true;
}

void read_earn(fields earn, life lives, settings& how, rule_book& book) {
    read_eligible(earn, how);
    // the discount of a whole order is an article of its own, which a rule of some articles does not count
    basis of = how.some_eligible ? list_price.over({.with = book.tag("eligible")}) : paid_price;
    if (earn.has("base")) known("base", earn.text("base"), {"tax-inclusive amount paid for eligible lines"});
    if (earn.has("rounding")) known("rounding", earn.text("rounding"), {"floor to 2 decimals"});
    std::string const mode = earn.text("mode");
    bool const by_money = mode == "money";
    accrual<> made =
        accrual("points", rate(number(earn.text(by_money ? "points_per_currency_unit" : "points"))))
            .of(of.with_stored_value())
            .with_decimals(decimals)
            .rounded(rounding_scope::order, rounding::down)
            .living(lives);
    if (mode == "unit")
        made = made.per_item();
    else if (mode == "order")
        made = made.per_order();
    else if (!by_money)
        throw unsupported("points by '" + mode + "'");
    if (earn.has("min_qty")) made = made.from_items(whole_number(earn.text("min_qty")));
    if (earn.flag_or("requires_code", false)) made = made.in_channel(book.tag("code entered"));
    earn.done();
    book.add(made);
}

void read_promotion(fields promotion, settings& how, rule_book& book) {
    known("promotion", promotion.text("kind"), {"percent"});
    std::string const value = promotion.text("value");
    std::string_view const name = book.named("promotion " + std::to_string(how.codes.size()));
    tessera::promotion made(name, rate(number(value) / 100));
    std::string const scope = promotion.text_or("scope", "order");
    if (scope != "order") made = made.over({.sku = sku_named(scope)});
    if (promotion.has("trigger")) {
        known("trigger", promotion.text("trigger"), {"code", "auto"});
        if (promotion.text("trigger") == "code") made = made.given(book.tag("code " + value + "%"));
    }
    how.codes.push_back(value + "%");
    promotion.done();
    book.promotions.push_back(made);
}

/// Effects: adds a means of payment in stored value: one unit of it is worth so much money.
void read_stored(std::string const& pool, std::string const& value, rule_book& book) {
    ratio const minor = rate(number(value) * power_of_ten(book.money.digits));
    std::string_view const name = book.named(pool);
    book.hands.push_back(by_hand(name, name, hand::gives).with_decimals(decimals));
    book.payments.push_back(redemption(name, {.points = minor.den, .money = {minor.num, book.money.digits}}));
}

void read_reward(fields reward, std::optional<std::int64_t> usage, settings& how, rule_book& book) {
    std::string const kind = reward.text("kind");
    known("reward", kind, {"percent", "free_item", "any"});
    reward_words words{book.named("reward " + std::to_string(how.rewards.size())),
                       reward.text_or("value", "")};
    if (kind == "percent") static_cast<void>(reward.text_or("scope", "order"));
    if (kind == "free_item") {
        static_cast<void>(reward.text("item"));
        words.per_claim = whole_number(reward.text_or("qty_per_claim", "1"));
    }
    tessera::reward made(words.rule, "points", amount(reward.text_or("cost_points", "0")));
    made = made.or_nothing();
    if (words.per_claim > 0) made = made.per(words.per_claim);
    if (usage) made = made.at_most(*usage, window::lifetime());
    reward.done();
    how.rewards.push_back(words);
    book.late_rewards.emplace_back(made);
}

void read_redeem(fields redeem, settings& how, rule_book& book) {
    ratio const minor = rate(number(redeem.text("value_per_point")) * power_of_ten(book.money.digits));
    redemption made("points", {.points = minor.den, .money = {minor.num, book.money.digits}});
    if (redeem.has("multiple_of")) made = made.in_steps_of(whole_number(redeem.text("multiple_of")));
    std::string const scope = redeem.text_or("scope", "order");
    known("scope", scope, {"order", "cheapest line"});
    how.cheapest_only = scope == "cheapest line";
    redeem.done();
    how.pays = true;
    book.late_payments.emplace_back(made);
}

settings read_programme(fields terms, rule_book& book) {
    settings how;
    life lives = endless;
    if (terms.has("expiry")) {
        fields expiry = terms.object("expiry");
        lives = days(static_cast<std::int32_t>(whole_number(expiry.text("days_after_earn"))));
        expiry.done();
    }
    if (terms.has("earn")) read_earn(terms.object("earn"), lives, how, book);
    if (terms.has("promotions"))
        for (fields promotion : terms.objects("promotions")) read_promotion(promotion, how, book);
    if (terms.has("promotion")) read_promotion(terms.object("promotion"), how, book);
    std::optional<std::int64_t> usage;
    if (terms.has("program_max_usage")) usage = whole_number(terms.text("program_max_usage"));
    if (terms.has("rewards"))
        for (fields reward : terms.objects("rewards")) read_reward(reward, usage, how, book);
    if (terms.has("reward")) read_reward(terms.object("reward"), usage, how, book);
    if (terms.has("redeem")) read_redeem(terms.object("redeem"), how, book);
    if (terms.has("wallet")) {
        fields wallet = terms.object("wallet");
        known("wallet", wallet.text_or("treated_as", "payment"), {"payment"});
        how.wallet = wallet.text("balance");
        read_stored("wallet", wallet.text_or("value_per_point", "1"), book);
        if (wallet.has("topup_item")) {
            how.topup = wallet.text("topup_item");
            book.add(accrual("wallet", 1)
                         .of(list_price.with_stored_value().over({.sku = sku_named("topup")}))
                         .with_decimals(decimals));
        }
        wallet.done();
    }
    if (terms.has("gift_card")) {
        fields card = terms.object("gift_card");
        how.cards.push_back(card.text("balance"));
        if (card.has("item_tax")) static_cast<void>(card.text("item_tax"));  // a means of payment has no tax
        card.done();
    }
    if (terms.has("gift_cards"))
        for (std::string const& balance : terms.texts("gift_cards")) how.cards.push_back(balance);
    for (std::size_t i = 0; i < how.cards.size(); ++i) read_stored("card " + std::to_string(i), "1", book);
    if (terms.has("refund")) {
        fields refund = terms.object("refund");
        known("refund", refund.text_or("earned", "proportional"), {"proportional"});
        known("refund", refund.text_or("spent", "returned proportionally"), {"returned proportionally"});
        refund.done();
    }
    terms.done();
    book.hands.push_back(by_hand("give", "points", hand::gives).with_decimals(decimals));
    return how;
}

class story {
public:
    story(settings how, rule_book book) : how_(std::move(how)), shop_(std::move(book)) {
        if (how_.wallet) shop_.act_by_hand("wallet", shop_.raw(number(*how_.wallet), "wallet"));
        for (std::size_t i = 0; i < how_.cards.size(); ++i) {
            std::string const card = "card " + std::to_string(i);
            shop_.act_by_hand(card, shop_.raw(number(how_.cards[i]), card));
        }
    }

    void happen(fields event) {
        std::string const type = event.text("type");
        bool const changes_order = type == "claim" || type == "code" || type == "pay_with_wallet" ||
                                   type == "pay_with_gift_card" || type == "save_draft" || type == "reopen";
        if (!changes_order) settle();
        if (event.has("at")) shop_.at(event.text("at"));
        if (type == "order")
            order(event);
        else if (type == "claim")
            claim(event.text("reward"));
        else if (type == "code")
            enter_code(event.text("value"));
        else if (type == "pay_with_wallet")
            pay("wallet", event.text("amount"));
        else if (type == "pay_with_gift_card")
            pay("card 0", event.text("amount"));
        else if (type == "save_draft" || type == "reopen")
            look_again(event.text("order"));
        else if (type == "return")
            give_back(event);
        else if (type == "expire_check")
            shop_.wait();
        else
            throw unsupported("event '" + type + "'");
        event.done();
    }

    void compare(fields expect) {
        settle();
        auto const figure = [&](std::string_view key, cpp_rational const& got) {
            if (expect.has(key)) expect_equal(key, got, number(expect.text(key)));
        };
        bool const priced_by_reward = !how_.rewards.empty();
        if (priced_by_reward && (expect.has("order_total") || expect.has("discount")))
            throw unsupported("what a reward takes off the price");
        figure("order_total", due_);
        figure("amount_due", due_);
        figure("before", before_);
        figure("discount", stored_);
        figure("wallet_used", stored_);
        figure("card_line_total", cpp_rational(-stored_));
        figure("points_spent", spent_);
        figure("points_won", won_);
        figure("points_balance", shop_.points());
        figure("points_left", shop_.points());
        figure("projected_balance", shop_.points());
        figure("after_order", after_order_);
        figure("refund_removes", removed_);
        figure("refund_returns", returned_);
        if (how_.wallet) figure("wallet_balance_after_confirm", shop_.points("wallet"));
        if (!how_.cards.empty()) figure("card_left", shop_.points("card 0"));
        for (auto const& [id, of] : orders_) {
            figure("after_" + id, of.balance);
            figure(id + "_earned", of.earned);
            if (expect.has(id)) expect_equal(id, of.granted ? "granted" : "not offered", expect.text(id));
        }
        compare_lots(expect);
        expect.done();
    }

private:
    struct past {
        cpp_rational earned, balance;
        bool granted = false;
        std::vector<cpp_rational> lots;
    };

    void order(fields& event) {
        id_ = event.text("id");
        running_ = purchase{};
        for (fields entry : event.objects("lines")) add_line(entry);
        if (event.has("opening_points")) shop_.give(shop_.raw(number(event.text("opening_points"))), {});
        if (event.has("codes"))
            for (std::string const& code : event.texts("codes")) enter_code(code);
        if (event.has("wallet_used")) pay("wallet", event.text("wallet_used"));
        if (event.has("pay_with")) {
            known("pay_with", event.text("pay_with"), {"wallet"});
            running_->wishes.push_back(shop_.wish("wallet"));
        }
        if (event.has("gift_cards"))
            for (std::size_t i = 0; i < event.texts("gift_cards").size(); ++i)
                running_->wishes.push_back(shop_.wish("card " + std::to_string(i)));
        if (event.has("redeem")) redeem(event.text("redeem"));
        if (event.has("claim")) claim(event.text("claim"));
        if (event.has("state")) known("state", event.text("state"), {"draft", "done", "confirmed"});
        free_goods();
        shop_.preview(*running_);
        won_ = shop_.moved(posting_kind::issue);
    }

    void add_line(fields& entry) {
        std::string const sku = entry.text("sku");
        std::int64_t const quantity = whole_number(entry.text("qty"));
        line one = shop_.goods(number(entry.text("unit_price")), quantity);
        if (entry.has("tax_rate")) {
            known("tax", entry.text("tax"), {"exclusive", "inclusive"});
            add_tax(one, number(entry.text("tax_rate")) / 100, entry.text("tax") == "exclusive");
        }
        bool const eligible = how_.eligible.contains(sku) ||
                              (entry.has("category") && how_.eligible.contains(entry.text("category")));
        one.sku = sku_named(sku);
        one.number = static_cast<std::uint32_t>(running_->lines.size());
        if (eligible) one.tags |= shop_.tag("eligible");
        if (entry.flag_or("reward", false)) free_ += quantity;
        entry.done();
        running_->lines.push_back(one);
    }
    static void add_tax(line& one, cpp_rational const& tax, bool on_top) {
        ratio const part = rate(on_top ? tax : cpp_rational(tax / (1 + tax)));
        auto const minor = scale(one.list_minor, part, rounding::half_up);
        if (!minor) throw unsupported("tax beyond 64 bits");
        one.tax_minor = *minor;
        if (on_top) one.list_minor += *minor;
    }

    void enter_code(std::string const& code) {
        if (!running_) throw unsupported("a code without an order");
        running_->tags |= shop_.tag("code entered");
        bool const named = std::find(how_.codes.begin(), how_.codes.end(), code) != how_.codes.end();
        if (!named && how_.codes.size() > 1) throw unsupported("the code '" + code + "'");
        if (how_.codes.empty()) return;
        for (line& l : running_->lines) l.tags |= shop_.tag("code " + (named ? code : how_.codes[0]));
    }

    void pay(std::string_view means, std::string const& value) {
        if (!running_) throw unsupported("a payment without an order");
        running_->wishes.push_back(shop_.wish(means, shop_.raw(number(value), means)));
    }

    void redeem(std::string const& how_much) {
        if (!how_.pays) throw unsupported("points that pay without a rule");
        if (how_.cheapest_only && running_->lines.size() > 1)
            throw unsupported("points that pay for the cheapest of several lines");
        running_->wishes.push_back(how_much == "max" ? shop_.wish("points")
                                                     : shop_.wish("points", shop_.raw(number(how_much))));
    }

    /// A reward is named by its place, "1", or by what it takes off, "10%".
    void claim(std::string const& name) {
        if (!running_) throw unsupported("a claim without an order");
        for (std::size_t i = 0; i < how_.rewards.size(); ++i) {
            reward_words const& words = how_.rewards[i];
            bool const by_value = !words.value.empty() && name == words.value + "%";
            if (by_value || name == std::to_string(i + 1)) {
                running_->wishes.push_back(shop_.wish(words.rule, 1));
                return;
            }
        }
        throw unsupported("the reward '" + name + "'");
    }

    /// Goods given for points are wished by their quantity.
    void free_goods() {
        if (free_ == 0) return;
        if (how_.rewards.size() != 1 || how_.rewards[0].per_claim <= 0)
            throw unsupported("free goods without one reward that gives them");
        running_->wishes.push_back(shop_.wish(how_.rewards[0].rule, free_));
        free_ = 0;
    }

    void look_again(std::string const& id) {
        if (!running_ || id != id_) throw unsupported("a draft that is not open");
        shop_.preview(*running_);
        if (shop_.moved(posting_kind::issue) != won_)
            throw mismatch("an order that is saved earns otherwise");
    }

    /// The running order is decided when nothing more can happen to it.
    void settle() {
        if (!running_) return;
        shop_.buy(*running_, id_);
        running_.reset();
        due_ = shop_.due();
        stored_ = shop_.money(shop_.last().receipt.stored_value_minor);
        before_ = shop_.money(shop_.last().priced.payable_minor());
        spent_ = shop_.moved(posting_kind::redeem);
        after_order_ = shop_.points();
        past& of = orders_[id_];
        of.earned = shop_.moved(posting_kind::issue);
        of.balance = after_order_;
        of.granted = shop_.reason_of(reason_code::reward_given) != nullptr;
        for (lot const& l : shop_.lots()) of.lots.push_back(shop_.in_points(l.amount));
    }

    void give_back(fields& event) {
        std::string const id = event.text("order");
        if (!shop_.knows(id)) throw unsupported("a return of an unknown order");
        std::vector<returned_line> some;
        if (event.has("lines"))
            for (fields entry : event.objects("lines")) {
                some.push_back({number_of(shop_.receipt_of(id), entry.text("sku")),
                                static_cast<std::uint32_t>(whole_number(entry.text("qty")))});
                entry.done();
            }
        shop_.return_goods(id, some);
        removed_ = shop_.moved(posting_kind::claw) + shop_.moved(posting_kind::owe);
        returned_ = shop_.moved(posting_kind::restore);
    }
    static std::uint32_t number_of(receipt const& paper, std::string const& sku) {
        for (line const& l : paper.lines)
            if (l.sku == sku_named(sku)) return l.number;
        throw unsupported("a return of goods that the order has not");
    }

    /// A lot that is used up is no lot, and two of one day and one end are one.
    void compare_lots(fields& expect) {
        for (auto const& [id, of] : orders_) {
            if (expect.has("lots_after_" + id)) {
                std::vector<cpp_rational> wanted;
                for (std::string const& lot : expect.texts("lots_after_" + id))
                    if (number(lot) != 0) wanted.push_back(number(lot));
                if (wanted != of.lots) throw mismatch("other lots are left after " + id);
            }
            if (expect.has("lot1_left_after_" + id))
                expect_equal("the first lot", of.lots.empty() ? cpp_rational(0) : of.lots[0],
                             number(expect.text("lot1_left_after_" + id)));
        }
        constexpr std::string_view later = "points_balance_after_";
        for (std::string const& key : expect.keys())
            if (key.starts_with(later)) expect_equal(key, shop_.points(), number(expect.text(key)));
    }

    settings how_;
    shop shop_;
    std::optional<purchase> running_;
    std::string id_;
    std::int64_t free_ = 0;
    std::map<std::string, past> orders_;
    cpp_rational due_ = 0, before_ = 0, stored_ = 0, spent_ = 0, won_ = 0, after_order_ = 0, removed_ = 0,
                 returned_ = 0;
};

void check(boost::json::object const& one_case) {
    if (one_case.at("programme").as_object().contains("coupon"))
        throw unsupported("tax figures of an order that is paid before a coupon is entered");
    rule_book book;
    settings how = read_programme({one_case.at("programme").as_object(), "programme"}, book);
    story told(std::move(how), std::move(book));
    for (auto const& event : one_case.at("events").as_array()) told.happen({event.as_object(), "event"});
    told.compare({one_case.at("expect").as_object(), "expect"});
}

}  // namespace

adapter odoo_loyalty() { return check; }

}  // namespace conformance
