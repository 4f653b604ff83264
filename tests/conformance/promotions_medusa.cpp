// SPDX-License-Identifier: BSL-1.0

/// Medusa's promotions: across all lines or for each, without rounding; parcels are lines of their own.

#include <algorithm>

#include "order_desk.hpp"

namespace conformance {

namespace {

using namespace tessera;
using namespace order_side;
using tessera::rounding;

/// Shares are not rounded: amounts are computed with as many decimals as a currency can have.
constexpr currency unrounded{.letters = {'E', 'U', 'R'}, .digits = 4};

struct listed {
    std::string name;
    names lines;          ///< what it is for
    bool limits = false;  ///< it takes only some units of a line
    std::int64_t most = 0;
};

class story {
public:
    explicit story(fields terms) {
        desk_.money = unrounded;
        if (terms.has("stacking"))
            known("stacking", terms.text("stacking"),
                  {"promotions run in the order given, each on what earlier ones left of a line; no rounding "
                   "of "
                   "line amounts"});
        if (terms.has("eligible_shipping"))
            for (std::string const& method : terms.texts("eligible_shipping"))
                shipping_.insert("shipping " + method);
        std::vector<fields> all = terms.objects("promotions");
        for (fields& promotion : all) read(promotion);
        if (terms.has("campaign")) read_campaign(terms.object("campaign"));
        for (offer const& one : made_) desk_.list(one);
        terms.done();
    }

    void happen(fields event) {
        known("event", event.text("type"), {"order"});
        static_cast<void>(event.text("id"));
        desk_.clear_cart();
        if (event.has("lines"))
            for (fields entry : event.objects("lines")) add_line(entry);
        if (event.has("shipping"))
            for (fields entry : event.objects("shipping")) {
                desk_.add({"shipping " + entry.text("method"), "shipping"}, 1, number(entry.text("amount")));
                entry.done();
            }
        if (uses_) desk_.used(listed_.at(0).name, 0, *uses_);
        if (given_) desk_.gave(listed_.at(0).name, *given_);
        refuse_mixed_units();
        desk_.price();
        event.done();
    }

    void compare(fields expect) {
        if (expect.has("campaignBudgetExceeded")) {
            bool const exceeded = !desk_.stands(listed_.at(0).name);
            if (exceeded != expect.flag("campaignBudgetExceeded"))
                throw mismatch("another end of the budget");
        }
        if (expect.has("discounts_by_promotion")) compare_each(expect.value("discounts_by_promotion"));
        if (expect.has("discount")) compare_articles(expect.pairs("discount"));
        expect.done();
    }

private:
    void read(fields& promotion) {
        listed one{"offer " + std::to_string(listed_.size() + 1), {"goods"}};
        offer made(desk_.named(one.name));
        if (promotion.text("kind") == "buy_get") {
            made = buy_get(promotion, made);
        } else {
            std::string const target = promotion.text_or("target", "items");
            known("target", target, {"items", "order", "shipping"});
            if (target == "shipping") one.lines = shipping_.empty() ? names{"shipping"} : shipping_;
            made = simple(promotion, made, one);
        }
        promotion.done();
        made_.push_back(made);
        listed_.push_back(one);
    }

    offer simple(fields& promotion, offer const& plain, listed& one) {
        std::string const kind = promotion.text("kind"), allocation = promotion.text("allocation");
        known("allocation", allocation, {"each", "across"});
        bool const each = allocation == "each";
        unit_choice which{.lines = desk_.lines_called(one.lines)};
        if (promotion.has("max_quantity_per_line")) {
            one.most = which.most_of_line = whole_number(promotion.text("max_quantity_per_line"));
            one.limits = true;
        }
        std::string const value = promotion.text("value");
        if (kind == "fixed")
            return plain.amount_off(decimal_of(value), each ? offer_per::line : offer_per::order).of(which);
        known("promotion", kind, {"percent"});
        return plain.share_off(ratio_of(number(value) / 100))
            .rounded(rounding::half_up, offer_rounded::line)
            .of(which);
    }

    /// Once in an order; of one article the cheapest units are free, of another the dearest.
    offer buy_get(fields& promotion, offer const& plain) {
        std::string get = promotion.text("get");
        if (!get.ends_with(" free")) throw unsupported("get: " + get);
        get.erase(get.size() - 5);
        auto const [bought, buys] = counted(promotion.text("buy"));
        auto const [got, gets] = counted(get);
        if (promotion.has("choose")) known("choose", promotion.text("choose"), {"dearest unit first"});
        unit_choice which{.lines = desk_.lines_called(gets),
                          .rank = buys == gets ? unit_rank::cheapest : unit_rank::dearest};
        which.bought = bought;
        which.got = got;
        which.bought_of = desk_.lines_called(buys);
        which.most_sets = 1;
        return plain.share_off(1).of(which);
    }

    /// A budget of uses is counted by the host.
    void read_campaign(fields campaign) {
        std::string const kind = campaign.text("budget_type");
        known("budget of", kind, {"usage", "spend"});
        if (made_.size() != 1) throw unsupported("a budget that promotions share");
        std::string const limit = campaign.text("limit"), used = campaign.text("used");
        if (kind == "spend") {
            made_[0] = made_[0].budget(decimal_of(limit));
            given_ = number(used);
        } else {
            made_[0] = made_[0].used_at_most(every_unit, whole_number(limit));
            uses_ = whole_number(used);
        }
        campaign.done();
    }

    void add_line(fields& entry) {
        names called = names_of_sku(entry.text("sku"));
        called.insert("goods");
        if (entry.has("category")) called.insert("category " + entry.text("category"));
        if (entry.has("line")) static_cast<void>(entry.text("line"));
        desk_.add(called, whole_number(entry.text("qty")), number(entry.text("line_subtotal")));
        entry.done();
    }

    /// What an earlier promotion took counts against the very units of a later one.
    void refuse_mixed_units() const {
        for (std::size_t k = 1; k < listed_.size(); ++k)
            for (std::size_t i = 0; i < desk_.size(); ++i)
                if (listed_[k].limits && listed_[k].most < desk_.quantity(i))
                    throw unsupported("what is taken off some units of a line counts against others");
    }

    [[nodiscard]] static bool is_called(names const& line, names const& any_of) {
        return std::any_of(any_of.begin(), any_of.end(),
                           [&](std::string const& name) { return line.contains(name); });
    }
    static cpp_rational stated(boost::json::value const& text) {
        if (!text.is_string()) throw unsupported("a discount that is no text");
        cpp_rational const value = number(std::string_view(text.get_string()));
        if (cpp_rational(to_minor(value, 4, rounding::down), 10'000) != value)
            throw unsupported("shares that no decimal of four places holds");
        return value;
    }

    void compare_each(boost::json::value const& lists) const {
        if (!lists.is_array() || lists.get_array().size() != listed_.size())
            throw unsupported("discounts of other promotions");
        for (auto const& list : lists.get_array())
            if (list.is_array())
                for (auto const& one : list.get_array()) static_cast<void>(stated(one));
        for (std::size_t k = 0; k < listed_.size(); ++k) {
            auto const* wanted = lists.get_array()[k].if_array();
            std::vector<cpp_rational> const offs = desk_.in_money(desk_.line_offs(listed_[k].name));
            std::vector<cpp_rational> its;
            for (std::size_t i = 0; i < offs.size(); ++i)
                if (is_called(desk_.called(i), listed_[k].lines)) its.push_back(offs[i]);
            if (wanted == nullptr || wanted->size() != its.size()) throw mismatch("discounts of other lines");
            for (std::size_t i = 0; i < its.size(); ++i)
                expect_equal("the discount of " + listed_[k].name, its[i], stated((*wanted)[i]));
        }
    }

    /// Articles of which nothing is said keep their price.
    void compare_articles(std::vector<std::pair<std::string, std::string>> const& wanted) const {
        std::vector<cpp_rational> const offs = desk_.in_money(desk_.line_offs());
        std::map<std::string, cpp_rational> rest;
        for (auto const& [sku, off] : wanted) rest["sku " + sku] = number(off);
        for (auto const& [name, off] : rest) {
            bool there = false;
            for (std::size_t i = 0; i < offs.size(); ++i) there = there || desk_.called(i).contains(name);
            if (!there) throw unsupported("the discount of '" + name + "'");
        }
        for (std::size_t i = 0; i < offs.size(); ++i)
            for (std::string const& name : desk_.called(i))
                if (name.starts_with("sku ")) rest[name] -= offs[i];
        for (auto const& [name, off] : rest)
            expect_equal("what is missing to the discount of " + name, off, 0);
    }

    order_desk desk_;
    names shipping_;
    std::vector<listed> listed_;
    std::vector<offer> made_;
    std::optional<std::int64_t> uses_;
    std::optional<cpp_rational> given_;
};

}  // namespace

adapter promotions_medusa() { return check_story<story>; }

}  // namespace conformance
