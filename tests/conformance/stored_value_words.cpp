// SPDX-License-Identifier: BSL-1.0

/// Gift cards and store credit of Solidus and Spree: pools that pay, and holds on them.

#include "stored_value_words.hpp"

#include <map>
#include <optional>

#include <tessera/calendar/text.hpp>

#include "order_desk.hpp"
#include "order_till.hpp"

namespace conformance::order_side {

namespace {

using namespace tessera;

/// Why nothing came of a request.
enum class refusal { none, more_than_kept, too_little, used_up, ended, placed, other_money, unnamed };

/// Returns: the words that sources have for it.
refusal refusal_named(std::string const& word) {
    static std::map<std::string, refusal> const words{{"more_than_authorized", refusal::more_than_kept},
                                                      {"insufficient_funds", refusal::too_little},
                                                      {"insufficient", refusal::too_little},
                                                      {"already_redeemed", refusal::used_up},
                                                      {"expired", refusal::ended},
                                                      {"order_completed", refusal::placed},
                                                      {"currency_mismatch", refusal::other_money}};
    auto const found = words.find(word);
    if (found == words.end()) throw unsupported("the error '" + word + "'");
    return found->second;
}

date day_of(std::string const& text) {
    auto const day = parse_date(std::string_view(text).substr(0, 10));
    if (!day) throw unsupported("date '" + text + "'");
    return *day;
}

std::int64_t minor_of(std::string const& text, currency const& unit) {
    auto const amount = money::parse(text, unit);
    if (!amount) throw unsupported("amount '" + text + "'");
    return amount->minor();
}

cpp_rational in_money(std::int64_t minor, currency const& unit) {
    return to_cpp_rational(money(minor, unit));
}

// --- store credit: kept back, then taken or let go
// -------------------------------------------------------------

class credit_story {
public:
    explicit credit_story(fields terms)
        : unit_(currency_named(terms.text("currency"))), till_(unit_, {"credit"}) {
        till_.load("credit", minor_of(terms.text("amount"), unit_));
        terms.done();
    }

    void happen(fields event) {
        std::string const type = event.text("type");
        if (type == "void")
            let_go();
        else if (type == "authorize")
            keep(event);
        else if (type == "capture")
            take(event);
        else
            throw unsupported("event '" + type + "' of store credit");
        event.done();
    }

    void compare(fields expect) {
        if (expect.has("ok") && expect.flag("ok") != (last_ == refusal::none))
            throw mismatch(last_ == refusal::none ? "it is not refused" : "it is refused");
        if (expect.has("error") && refusal_named(expect.text("error")) != last_)
            throw mismatch("another reason");
        figure(expect, "used", in_money(till_.used("credit"), unit_));
        figure(expect, "authorized", in_money(till_.owns("credit").reserved, unit_));
        expect.done();
    }

private:
    /// Effects: notes where an amount is of another money than the credit. Returns: whether it is.
    bool is_other_money(fields& event) {
        if (!event.has("currency")) return false;
        money const asked(0, currency_named(event.text("currency")));
        auto const both = add(money(0, unit_), asked);
        if (both) return false;
        last_ = both.error() == errc::currency_mismatch ? refusal::other_money : refusal::unnamed;
        static_cast<void>(event.text("amount"));
        return true;
    }
    void keep(fields& event) {
        if (is_other_money(event)) return;
        std::int64_t const wished = minor_of(event.text("amount"), unit_);
        auto const forbidden = till_.keep("credit", wished, ++hold_);
        bool const less =
            !forbidden && till_.kept() < wished;  // all or nothing: what is kept instead goes back
        if (less) till_.let_go("credit", hold_);
        last_ = less || forbidden == bound::balance ? refusal::too_little
                : forbidden                         ? refusal::unnamed
                                                    : refusal::none;
    }
    void take(fields& event) {
        if (is_other_money(event)) return;
        auto const forbidden = till_.take("credit", minor_of(event.text("amount"), unit_), hold_);
        last_ = forbidden == bound::balance ? refusal::more_than_kept
                : forbidden                 ? refusal::unnamed
                                            : refusal::none;
    }
    void let_go() { last_ = till_.let_go("credit", hold_) ? refusal::unnamed : refusal::none; }

    currency unit_;
    order_till till_;
    std::uint64_t hold_ = 0;
    refusal last_ = refusal::none;
};

// --- gift cards, and several credits, that pay an order
// ---------------------------------------------------------

class card_story {
public:
    card_story(fields const& terms, bool card) : card_(card), till_(unit_, means_of(terms, card)) {
        if (card)
            load(fields(terms).object("gift_card"), "0");
        else
            load_credits(fields(terms).objects("store_credits"));
    }

    void happen(fields event) {
        std::string const type = event.text("type");
        if (event.has("at")) till_.day = day_of(event.text("at"));
        if (event.has("order") && event.text("order") != id_) throw unsupported("another order");
        if (type == "order")
            order(event);
        else if (type == "apply_gift_card" && card_)
            apply_card();
        else if (type == "apply_store_credit" && !card_)
            pay_with_credits();
        else if (type == "complete" && card_)
            complete();
        else if (type == "remove_gift_card" && card_)
            remove_card();
        else if (type != "is_usable_query" || !card_)
            throw unsupported("event '" + type + "' of stored value");
        event.done();
    }

    void compare(fields expect) {
        if (expect.has("error") && refusal_named(expect.text("error")) != last_)
            throw mismatch("another reason, or none");
        if (!expect.has("error") && last_ != refusal::none) throw mismatch("it is refused");
        if (card_) {
            balance const owned = till_.owns("0");
            figure(expect, "gift_card_used", in_money(owned.reserved + till_.used("0"), unit_));
            figure(expect, "gift_card_remaining", in_money(owned.available, unit_));
            if (expect.has("usable") && expect.flag("usable") != (owned.available > 0))
                throw mismatch("usable, or not");
        } else {
            figures(expect, "payments", payments_);
        }
        expect.done();
    }

private:
    /// Means are named by their place.
    static std::vector<std::string> means_of(fields terms, bool card) {
        std::vector<std::string> means{"0"};
        if (!card)
            while (means.size() < terms.objects("store_credits").size())
                means.push_back(std::to_string(means.size()));
        return means;
    }
    void load(fields stored, std::string const& means) {
        if (stored.has("priority")) throw unsupported("which credit is used first, by a priority");
        if (stored.has("currency") && currency_named(stored.text("currency")) != unit_)
            throw unsupported("stored value of another currency");
        std::string const status = stored.text_or("status", "active");
        known("status", status, {"active", "redeemed"});
        if (stored.has("owner")) owner_ = stored.text("owner");
        date const ends = stored.has("expires_at") ? day_of(stored.text("expires_at")) : date::never();
        loaded_ = status == "active";
        std::string const amount = stored.text("amount");
        if (loaded_) till_.load(means, minor_of(amount, unit_), ends);
        stored.done();
    }
    void load_credits(std::vector<fields> const& all) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].has("created")) throw unsupported("which credit was there first");
            load(all[i], std::to_string(i));
            credits_.push_back(std::to_string(i));
        }
    }

    void order(fields& event) {
        id_ = event.text("id");
        if (event.has("currency") && currency_named(event.text("currency")) != unit_)
            throw unsupported("an order in another currency");
        if (event.has("customer") && owner_ && event.text("customer") != *owner_)
            throw unsupported("a card that belongs to somebody else");
        if (!event.objects("lines").empty()) throw unsupported("goods beside a total");
        to_pay_.goods_minor = minor_of(event.text("total"), unit_);
    }
    /// Each credit pays what the one before it left.
    void pay_with_credits() {
        bill_to_pay rest = to_pay_;
        for (std::string const& means : credits_) {
            rest.means = {means};
            till_.look_at(rest);
            if (till_.pays(means) > 0) payments_.push_back(in_money(till_.pays(means), unit_));
            rest.goods_minor = till_.due();
        }
    }
    void apply_card() {
        auto const forbidden = till_.keep("0", to_pay_.goods_minor, 1);
        if (forbidden == bound::hold_taken) throw unsupported("a card that is applied twice");
        if (!forbidden) return void(last_ = refusal::none);
        last_ = *forbidden != bound::balance ? refusal::unnamed : loaded_ ? refusal::ended : refusal::used_up;
    }
    void complete() {
        last_ = till_.take("0", every_point, 1) ? refusal::unnamed : refusal::none;
        completed_ = true;
    }
    /// What a hold kept is gone when its order is placed.
    void remove_card() {
        auto const forbidden = till_.let_go("0", 1);
        last_ = !forbidden                                   ? refusal::none
                : *forbidden == bound::no_hold && completed_ ? refusal::placed
                                                             : refusal::unnamed;
    }

    bool card_;
    currency unit_ = currencies::USD;
    order_till till_;
    bill_to_pay to_pay_;
    std::vector<std::string> credits_;
    std::vector<cpp_rational> payments_;
    std::string id_;
    std::optional<std::string> owner_;
    bool loaded_ = true, completed_ = false;
    refusal last_ = refusal::none;
};

}  // namespace

bool is_stored_value(fields const& terms) {
    return terms.has("store_credit") || terms.has("gift_card") || terms.has("store_credits");
}

void check_stored_value(fields terms, std::vector<fields> const& events, fields expect) {
    auto const play = [&](auto& told) {
        for (fields const& event : events) told.happen(event);
        told.compare(expect);
    };
    if (terms.has("store_credit")) {
        if (terms.has("lifecycle"))
            known("lifecycle", terms.text("lifecycle"),
                  {"authorize (hold) → capture (spend) | void (release); credit gives back up to what was "
                   "captured"});
        credit_story told(terms.object("store_credit"));
        terms.done();
        return play(told);
    }
    bool const card = terms.has("gift_card");
    static_cast<void>(terms.value(card ? "gift_card" : "store_credits"));
    terms.done();
    card_story told(terms, card);
    play(told);
}

}  // namespace conformance::order_side
