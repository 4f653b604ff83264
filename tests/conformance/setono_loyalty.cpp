// SPDX-License-Identifier: BSL-1.0

/// Setono's loyalty plug-in for Sylius: whole points in lots, rules that floor each on its own, redemption at
/// checkout, clawback of what an order earned.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "shop.hpp"

namespace conformance {

namespace {

using namespace tessera;
using tessera::rounding;

/// What the terms of a case say beside its rules.
struct settings {
    bool overdraft = false;       ///< a debit is never refused: what is missing is owed
    bool forgives = false;        ///< what a clawback does not find is not owed
    bool whole_multiples = true;  ///< of a conversion of points
    basis earns = list_price;
    std::set<date> window_ends;  ///< days that a rule may or may not still hold, by the time of day
};

void expect_words(fields& from, std::string_view key, std::initializer_list<std::string_view> known) {
    if (!from.has(key)) return;
    std::string const words = from.text(key);
    if (std::find(known.begin(), known.end(), words) == known.end())
        throw unsupported(std::string(key) + ": " + words);
}

void read_account(fields account, settings& how) {
    expect_words(account, "points", {"integer"});
    expect_words(account, "consumption",
                 {"earliest expiry first, never-expiring last, then oldest, then lowest id"});
    expect_words(account, "overdraft",
                 {"a debit beyond the open credit becomes a deficit that later credits absorb"});
    how.overdraft = account.has("overdraft");
    account.done();
}

void read_refund(fields refund, settings& how, rule_book& book) {
    expect_words(refund, "earned", {"full reversal of what the order earned"});
    expect_words(refund, "policy", {"clamp_to_zero", "allow_negative"});
    how.forgives = refund.text_or("policy", "") == "clamp_to_zero";
    if (how.forgives) book.returning = book.returning.when_short(shortfall::forgive);
    if (refund.has("idempotent_per_order") && !refund.flag("idempotent_per_order"))
        throw unsupported("a refund that counts again each time it is told");
    refund.done();
}

void read_redeem(fields redeem, settings& how, rule_book& book) {
    expect_words(redeem, "over_balance", {"clamp"});
    expect_words(redeem, "rollback_on_cancel", {"full"});
    expect_words(redeem, "validated_at", {"checkout confirmation"});
    if (redeem.has("idempotent_per_order") && !redeem.flag("idempotent_per_order"))
        throw unsupported("a redemption that counts again each time it is told");
    if (!redeem.has("points")) return redeem.done();
    std::int64_t const points = whole_number(redeem.text("points"));
    redemption pay("points", {.points = points, .money = amount(redeem.text("buy_amount"))});
    if (redeem.has("min_points")) pay = pay.at_least(whole_number(redeem.text("min_points")));
    if (redeem.has("max_percent_of_order"))
        pay = pay.for_at_most(rate(number(redeem.text("max_percent_of_order")) / 100));
    how.whole_multiples = redeem.flag_or("multiple_of_conversion", true);
    redeem.done();
    book.payments.push_back(how.whole_multiples ? pay.in_steps_of(points) : pay);
}

/// Returns: the days between two moments; the day of the second one is uncertain unless it ends at midnight.
schedule between(std::string_view from, std::string_view to, settings& how) {
    date const begin = from.empty() ? date::min() : day_named(from);
    date const end = to.empty() ? date::never() : day_named(to);
    if (!from.empty() && from.size() > 10 && !from.substr(10).starts_with("T00:00:00"))
        how.window_ends.insert(begin);
    if (!to.empty()) how.window_ends.insert(end);
    return schedule().between(begin, end);
}

/// Returns: nothing where the condition holds on no day at all.
std::optional<schedule> read_condition(fields condition, settings& how) {
    std::string const kind = condition.text("kind");
    if (kind == "date_window") {
        schedule const days = between(condition.text_or("start", ""), condition.text_or("end", ""), how);
        static_cast<void>(condition.flag_or("inclusive_end", true));
        condition.done();
        return days;
    }
    if (kind != "weekday") throw unsupported("condition '" + kind + "'");
    std::vector<std::string> const iso = condition.texts("iso_days");
    condition.done();
    if (iso.empty()) return {};
    std::array<weekday, 7> days{};
    if (iso.size() > days.size()) throw unsupported("more than seven days of the week");
    for (std::size_t i = 0; i < days.size(); ++i) {
        std::int64_t const day = whole_number(iso[std::min(i, iso.size() - 1)]);
        if (day < 1 || day > 7) throw unsupported("day of the week '" + iso[i] + "'");
        days[i] = day_of_week(date_of(2024, 1, 1) + static_cast<std::int32_t>(day - 1));
    }
    return schedule().on(days[0], days[1], days[2], days[3], days[4], days[5], days[6]);
}

/// A rule of the base points, before the multiplier that applies to all of them.
struct base_rule {
    accrual<> earns;
    bool stackable = true;
};

std::optional<base_rule> read_base(fields& rule, std::string const& kind, std::size_t place, settings& how,
                                   rule_book& book) {
    ratio const points = rate(number(rule.text("points")));
    std::string_view const name = book.named("rule " + rule.text_or("id", "#" + std::to_string(place)));
    accrual<> made = accrual("points", points).named(name).of(how.earns);
    if (kind == "per_amount") {
        expect_words(rule, "round", {"floor"});
        made = made.per_whole(amount(rule.text("per")));
    } else if (kind == "fixed_per_order") {
        made = made.per_order();
    } else {
        made = made.per_item();
    }
    if (rule.has("starts_at") || rule.has("ends_at"))
        made = made.when(between(rule.text_or("starts_at", ""), rule.text_or("ends_at", ""), how));
    if (rule.has("condition")) {
        auto const days = read_condition(rule.object("condition"), how);
        if (!days) return {};
        made = made.when(*days);
    }
    if (rule.has("priority")) static_cast<void>(whole_number(rule.text("priority")));
    return base_rule{made, rule.flag_or("stackable", true)};
}

void read_rules(fields& terms, settings& how, rule_book& book) {
    std::vector<base_rule> base;
    std::vector<extra> multipliers;
    rounding mode = rounding::down;
    if (terms.has("points_rounding")) mode = rounding_mode(terms.text("points_rounding"));
    std::size_t place = 0;
    for (fields rule : terms.objects("earn_rules")) {
        std::string const kind = rule.text("kind");
        bool const enabled = rule.flag_or("enabled", true);
        ++place;
        if (kind == "event") {
            action_award const award(book.named(rule.text("event")), "points", amount(rule.text("points")));
            if (enabled) book.awards.push_back(award);
        } else if (kind == "multiplier" || kind == "multiply") {
            if (enabled) multipliers.push_back({.times = rate(number(rule.text("factor")))});
        } else if (kind == "per_amount" || kind == "fixed_per_order" || kind == "fixed_per_unit") {
            auto const made = read_base(rule, kind, place, how, book);
            if (enabled && made) base.push_back(*made);
        } else {
            throw unsupported("earn rule '" + kind + "'");
        }
        rule.done();
    }
    bool const alone = base.size() == 1;
    for (base_rule const& rule : base) {
        if (!rule.stackable && !alone) throw unsupported("a rule that applies alone beside others");
        for (extra const& m : multipliers)
            if (m.times.den != 1 && !alone)
                throw unsupported("one rounding over the points of several rules");
        book.add(rule.earns.rounded(rounding_scope::order, mode), multipliers);
    }
}

settings read_programme(fields terms, rule_book& book) {
    settings how;
    expect_words(terms, "currency", {"two decimals"});
    expect_words(terms, "idempotency", {"by account + source key"});
    if (terms.has("account")) read_account(terms.object("account"), how);
    if (terms.has("refund")) read_refund(terms.object("refund"), how, book);
    if (terms.has("redeem")) read_redeem(terms.object("redeem"), how, book);
    if (terms.has("expiry")) {
        fields expiry = terms.object("expiry");
        expect_words(expiry, "boundary", {"expires_at <= now expires"});
        expect_words(expiry, "writes",
                     {"one closing entry per expired lot, zero points if nothing was left"});
        expiry.done();
    }
    if (terms.has("earn_basis")) {
        expect_words(terms, "earn_basis", {"items_total", "order_total"});
        if (terms.text("earn_basis") == "items_total")
            how.earns = how.earns.over({.without = book.tag("shipping")});
        if (!terms.flag_or("include_taxes", true)) how.earns = how.earns.without_tax();
        if (!terms.has("earn_rules")) book.add(accrual("points", 1).named("basis").of(how.earns));
    }
    if (terms.has("condition")) {
        auto const days = read_condition(terms.object("condition"), how);
        if (days) book.add(accrual("points", 1).named("condition").per_order().when(*days));
    }
    if (terms.has("earn_rules")) read_rules(terms, how, book);
    terms.done();
    book.by_hand("points");
    book.rewards.emplace_back("spend", "points", 1);
    return how;
}

/// Effects: adds a rule for each order whose points the case states as a fact.
void read_stated_points(boost::json::array const& events, rule_book& book) {
    for (auto const& entry : events) {
        fields event(entry.as_object(), "event");
        if (!event.has("points_earned")) continue;
        std::string const id = event.text("id");
        book.add(accrual("points", rate(number(event.text("points_earned"))))
                     .named(book.named("order " + id))
                     .per_order()
                     .in_channel(book.tag("order " + id)));
    }
}

class story {
public:
    story(settings how, rule_book book, bool confirms)
        : how_(std::move(how)), shop_(std::move(book)), confirms_(confirms) {}

    void happen(fields event) {
        std::string const type = event.text("type");
        if (event.has("at") && type != "expiring_query") shop_.at(event.text("at"));
        if (type == "grant")
            grant(event);
        else if (type == "redeem")
            redeem(event);
        else if (type == "order")
            order(event);
        else if (type == "confirm")
            confirm(event.text("order"));
        else if (type == "event")
            act(event);
        else if (type == "state")
            open(event);
        else if (type == "expire_check")
            expire();
        else if (type == "expiring_query")
            ask_expiring(event.text("at"));
        else if (type == "quote_redeem")
            quote(event);
        else if (type == "refund_order")
            refund(event);
        else if (type == "cancel_order")
            cancel(event.text("order"));
        else
            throw unsupported("event '" + type + "'");
        event.done();
    }

    void compare(fields expect) {
        auto const figure = [&](std::string_view key, auto const& got) {
            if (expect.has(key)) expect_equal(key, got, number(expect.text(key)));
        };
        figure("points_balance", shop_.points());
        figure("points_earned", earned_);
        figure("lifetime_earned", shop_.issued());
        figure("ledger_entries", cpp_rational(shop_.entries()));
        figure("basis", basis_);
        figure("redeem_entry", cpp_rational(-redeemed_));
        figure("reversal_entry", cpp_rational(-reversed_));
        figure("points_applied", redeemed_);
        figure("discount", discount_);
        if (expect.has("error")) expect_equal("error", error_, expect.text("error"));
        if (expect.has("matches") && expect.flag("matches") != (earned_ > 0))
            throw mismatch("the condition holds where it should not, or the other way round");
        compare_rows(expect);
        expect.done();
    }

private:
    void grant(fields& event) {
        lot_key lot{.tag = ++lots_};
        if (event.has("expires_at")) {
            std::string const end = event.text("expires_at");
            if (end.size() > 10 && !end.substr(10).starts_with("T00:00:00"))
                throw unsupported("a lot that ends within a day");
            lot.expires = day_named(end);
        }
        shop_.give(shop_.raw(number(event.text("points"))), lot);
    }

    void redeem(fields& event) {
        std::int64_t points = shop_.raw(number(event.text("points")));
        if (event.has("host_override")) points = shop_.raw(number(event.text("host_override")));
        std::string const order = event.text_or("order", "");
        if (event.flag_or("vetoed", false)) return;  // a host that vetoes hands in nothing
        if (how_.overdraft) {
            shop_.demand(points);
            return;
        }
        if (redeemed_for_.contains(order)) {
            shop_.buy_again(order);
            return;
        }
        purchase what{{shop_.goods(1)}};
        what.wishes.push_back(shop_.wish("spend", points));
        shop_.buy(what, order);
        if (!order.empty()) redeemed_for_.insert(order);
        redeemed_ = shop_.moved(posting_kind::redeem);
    }

    void order(fields& event) {
        std::string const id = event.text_or("id", "");
        purchase what;
        auto const line = [&](cpp_rational const& price, cpp_rational const& tax, tag_set tags) {
            what.lines.push_back(shop_.goods(price));
            what.lines.back().tax_minor = shop_.minor(tax);
            what.lines.back().tags = tags;
        };
        if (event.has("total")) line(number(event.text("total")), 0, 0);
        if (event.has("matching_units")) {
            std::int64_t const units = whole_number(event.text("matching_units"));
            if (units == 0) return;  // no goods of the rule, and no others are told of
            what.lines.push_back(shop_.goods(1, units));
        }
        if (event.has("items_total")) {
            cpp_rational const items = number(event.text("items_total")),
                               tax = number(event.text_or("items_tax", "0"));
            line(items, tax, 0);
            if (event.has("order_total"))
                line(number(event.text("order_total")) - items, number(event.text_or("order_tax", "0")) - tax,
                     shop_.tag("shipping"));
        }
        if (event.has("points_earned")) {
            static_cast<void>(event.text("points_earned"));
            what.tags = shop_.tag("order " + id);
            if (what.lines.empty()) what.lines.push_back(shop_.goods(1));
        }
        if (event.has("redeem_points")) {
            if (what.lines.empty()) what.lines.push_back(shop_.goods(1));
            what.wishes.push_back(shop_.wish("spend", shop_.raw(number(event.text("redeem_points")))));
        }
        if (how_.window_ends.contains(shop_.day)) throw unsupported("a window that ends within a day");
        if (event.has("at") && what.lines.empty()) what.lines.push_back(shop_.goods(1));
        if (what.lines.empty()) throw unsupported("an order of which nothing is said");
        if (!enabled_) return;  // what a host knows of no member it does not hand in
        if (confirms_) {
            quoted_[id] = what;
            shop_.preview(what);
        } else {
            buy(id, what);
        }
    }
    void buy(std::string const& id, purchase const& what) {
        shop_.buy(what, id);
        earned_ = shop_.moved(posting_kind::issue) + shop_.moved(posting_kind::repay);
        basis_ = 0;
        for (reason const& why : shop_.last().reasons)
            if (why.code == reason_code::earned) basis_ = shop_.money(why.b);
        by_rule_ = shop_.last().reasons;
    }

    /// What was quoted is decided again when it is confirmed; less than quoted is an error of the checkout.
    void confirm(std::string const& id) {
        if (!quoted_.contains(id)) throw unsupported("an order confirmed that was not placed");
        buy(id, quoted_[id]);
        for (reason_code const code : {reason_code::reward_given, reason_code::reward_refused}) {
            auto const* why = shop_.reason_of(code);
            if (why != nullptr && why->detail == static_cast<std::uint16_t>(bound::balance))
                error_ = "insufficient_balance";
        }
    }

    void act(fields& event) {
        std::string const name = event.text("name"), key = event.text_or("key", "");
        if (enabled_) shop_.act(name, key);
    }

    /// A state that the host keeps, or points brought from elsewhere.
    void open(fields& event) {
        if (event.has("account_enabled")) enabled_ = event.flag("account_enabled");
        if (event.has("points_balance")) {
            if (shop_.points() != 0) throw unsupported("a balance set over another one");
            shop_.give(shop_.raw(number(event.text("points_balance"))), {.tag = ++lots_});
        }
    }

    void expire() {
        shop_.wait();
        for (posting const& p : shop_.last().postings)
            if (p.kind == posting_kind::expire) expired_.push_back(shop_.in_points(-p.amount));
    }

    void ask_expiring(std::string const& until) {
        std::int64_t sum = 0;
        for (lot const& l : shop_.lots())
            if (l.key.expires <= day_named(until)) sum += l.amount;
        expiring_[until] = shop_.in_points(sum);
    }

    void quote(fields& event) {
        shop_.give(shop_.raw(number(event.text("balance"))), {.tag = ++lots_});
        purchase what{{shop_.goods(number(event.text("order_total")))}};
        std::int64_t const asked = shop_.raw(number(event.text("requested")));
        if (asked < 0) return;  // no wish of the library is below zero
        what.wishes.push_back(shop_.wish("points", asked));
        shop_.preview(what);
        redeemed_ = shop_.moved(posting_kind::redeem);
        discount_ = shop_.money(shop_.last().receipt.stored_value_minor);
    }

    /// The host may ask for another amount than what the order earned; one below zero the library refuses.
    void refund(fields& event) {
        std::string const id = event.text("order");
        if (event.has("requested_reversal")) {
            cpp_rational const asked = number(event.text("requested_reversal"));
            reversed_ = 0;
            if (asked < 0) return;  // no amount of the library is below zero
            how_.forgives ? shop_.take(shop_.raw(asked)) : shop_.demand(shop_.raw(asked));
        } else if (shop_.knows(id)) {
            shop_.return_goods(id);
            if (shop_.last().postings.empty()) return;  // it was all back before
        } else {
            return;
        }
        reversed_ = shop_.moved(posting_kind::claw) + shop_.moved(posting_kind::owe);
    }

    void cancel(std::string const& id) {
        if (shop_.knows(id)) shop_.return_goods(id);
    }

    void compare_rows(fields& expect) {
        auto const equal = [](std::string_view what, std::vector<cpp_rational> const& got,
                              std::vector<std::string> const& wanted) {
            expect_equal(std::string("number of ") += what, cpp_rational(got.size()),
                         cpp_rational(wanted.size()));
            for (std::size_t i = 0; i < got.size(); ++i) expect_equal(what, got[i], number(wanted[i]));
        };
        if (expect.has("open_lots")) {
            std::vector<cpp_rational> open;
            for (lot const& l : shop_.lots()) open.push_back(shop_.in_points(l.amount));
            equal("open_lots", open, expect.texts("open_lots"));
        }
        if (expect.has("expire_entries")) {
            auto const wanted = expect.texts("expire_entries");
            for (std::string const& entry : wanted)
                if (number(entry) == 0) throw unsupported("an entry that moves nothing");
            equal("expire_entries", expired_, wanted);
        }
        if (expect.has("remaining_by_expiry"))
            for (auto const& [end, wanted] : expect.pairs("remaining_by_expiry")) {
                std::int64_t left = 0;
                for (lot const& l : shop_.lots())
                    if (l.key.expires == day_named(end)) left += l.amount;
                expect_equal("what ends on " + end, shop_.in_points(left), number(wanted));
            }
        if (expect.has("expiring_by"))
            for (auto const& [end, wanted] : expect.pairs("expiring_by"))
                expect_equal("what ends by " + end, expiring_[end], number(wanted));
        if (expect.has("by_rule"))
            for (auto const& [rule, wanted] : expect.pairs("by_rule")) {
                cpp_rational got = 0;
                for (reason const& why : by_rule_)
                    if (why.code == reason_code::earned && why.rule == rule_named("rule " + rule))
                        got = shop_.in_points(why.a);
                expect_equal("rule " + rule, got, number(wanted));
            }
    }

    settings how_;
    shop shop_;
    bool confirms_;
    bool enabled_ = true;
    std::uint64_t lots_ = 0;
    std::map<std::string, purchase> quoted_;
    std::set<std::string> redeemed_for_;
    std::map<std::string, cpp_rational> expiring_;
    std::vector<cpp_rational> expired_;
    row<reason> by_rule_;
    cpp_rational earned_ = 0, basis_ = 0, redeemed_ = 0, reversed_ = 0, discount_ = 0;
    std::string error_ = "none";
};

void check(boost::json::object const& one_case) {
    boost::json::array const& events = one_case.at("events").as_array();
    rule_book book;
    settings how = read_programme({one_case.at("programme").as_object(), "programme"}, book);
    read_stated_points(events, book);
    bool const confirms = std::any_of(events.begin(), events.end(), [](auto const& event) {
        return event.at("type").as_string() == "confirm";
    });
    story told(std::move(how), std::move(book), confirms);
    for (auto const& event : events) told.happen({event.as_object(), "event"});
    told.compare({one_case.at("expect").as_object(), "expect"});
}

}  // namespace

adapter setono_loyalty() { return check; }

}  // namespace conformance
