// SPDX-License-Identifier: BSL-1.0

/// Odoo's promotions: discounts of prices with tax, one discount line for each combination of taxes, rewards
/// claimed one after the other, free units beside the paid ones.

#include <algorithm>

#include "order_desk.hpp"

namespace conformance {

namespace {

using namespace tessera;
using namespace order_side;
using tessera::rounding;

constexpr house_style odoo{
    .rounded = offer_rounded::sum, .of_order = offer_rounded::sum, .running_minimum = true};
/// A remainder that is never rounded has as many decimals as a currency can have.
constexpr currency unrounded{.letters = {'E', 'U', 'R'}, .digits = 4};

/// Taxes of a stated price: what it contains, and what comes on top of it, as parts of it.
struct stated_tax {
    ratio within{}, on_top{};
    friend auto operator<=>(stated_tax const&, stated_tax const&) = default;
};

struct ware {
    names called;
    std::string sku;
    std::int64_t quantity = 0;
    std::int64_t stated_minor = 0;  ///< the price without what comes on top
    std::int64_t fixed_tax_minor = 0;
    stated_tax tax;
};

struct sums {
    std::int64_t untaxed = 0, tax = 0;
};

/// "15% ...", as a share.
ratio leading_percent(std::string const& words) {
    std::size_t const end = words.find('%');
    if (end == std::string::npos) throw unsupported("tax: " + words);
    return ratio_of(number(words.substr(0, end)) / 100);
}

stated_tax read_tax(fields& entry) {
    if (entry.has("tax_id")) {  // "C01 0%"
        std::string const words = entry.text("tax_id");
        if (leading_percent(words.substr(words.find(' ') + 1)) != ratio(0))
            throw unsupported("tax: " + words);
        return {};
    }
    if (!entry.has("tax")) return {};
    std::string const words = entry.text("tax");
    constexpr std::string_view first = "% inclusive, then ", second = "% exclusive on the net";
    if (std::size_t const at = words.find(first); at != std::string::npos && words.ends_with(second)) {
        cpp_rational const a = number(words.substr(0, at)) / 100;
        cpp_rational const b =
            number(words.substr(at + first.size(), words.size() - at - first.size() - second.size())) / 100;
        return {ratio_of(a), ratio_of(b / (1 + a))};
    }
    known("tax", words, {"exclusive", "inclusive"});
    ratio const rate = ratio_of(number(entry.text("tax_rate")) / 100);
    return words == "inclusive" ? stated_tax{rate, {}} : stated_tax{{}, rate};
}

class story {
public:
    explicit story(fields terms) {
        read_stacking(terms);
        if (terms.has("discount_lines"))
            known("discount_lines", terms.text("discount_lines"), {"one per tax combination", "one per tax"});
        if (terms.has("exclusive_group")) {
            known("exclusive_group", terms.text("exclusive_group"),
                  {"order-wide percentage: only the best one"});
            desk_.stacks = {{.name = "best", .how = stacking::max}};
        }
        if (terms.has("tax_rounding")) {
            known("tax_rounding", terms.text("tax_rounding"), {"per order", "per line"});
            if (terms.text("tax_rounding") == "per order") per_ = tax_per::order;
        }
        for (std::string_view const key : {"promotions", "coupons"})
            if (terms.has(key))
                for (fields const& one : terms.objects(key)) terms_.push_back({one, key == "coupons"});
        terms.done();
    }

    void happen(fields event) {
        std::string const type = event.text("type");
        if (type == "order") {
            order(event);
        } else {
            known("event", type, {"recompute"});
            desk_.price();
        }
        totals_[id_] = total(made_.size());
        event.done();
    }

    void compare(fields expect) {
        std::vector<std::int64_t> offs;
        for (std::string const& name : made_) offs.push_back(in_cents(desk_.off(name)));
        sums const all = sums_after(made_.size());
        figure(expect, "discount", in_money(sum_of(offs)));
        std::vector<cpp_rational> each;
        for (std::int64_t const off : offs) each.push_back(in_money(off));
        figures(expect, "discounts", each);
        figure(expect, "untaxed", in_money(all.untaxed));
        figure(expect, "tax", in_money(all.tax));
        figure(expect, "order_total", total(made_.size()));
        compare_as_written(expect, "after_first", 0, total(std::min<std::size_t>(1, made_.size())));
        compare_as_written(expect, "order_total_1dp", 1, total(made_.size()));
        for (auto const& [id, sum] : totals_) figure(expect, id + "_total", sum);
        for (ware const& one : wares_) figure(expect, "discount_" + one.sku, off_of(one.sku));
        std::int64_t units = 0;
        for (entitlement const& e : desk_.priced().entitlements) units += e.quantity;
        figure(expect, "free_units", cpp_rational(units));
        expect.done();
    }

private:
    struct promotion_words {
        fields words;
        bool coupon = false;
    };

    void read_stacking(fields& terms) {
        if (!terms.has("stacking")) return;
        std::string const words = terms.text("stacking");
        known("stacking", words,
              {"sequential on remaining amounts, in claim order", "sequential on remaining amounts",
               "sequential in claim order; fixed amounts spread over tax groups in proportion to the gross "
               "amount left",
               "compounding", "compounding on the unrounded remainder, each discount line rounded to cents"});
        if (words.find("unrounded") != std::string::npos) desk_.money = unrounded;
    }

    // --- the order

    void order(fields& event) {
        id_ = event.text("id");
        wares_.clear();
        for (fields entry : event.objects("lines")) add_line(entry);
        desk_.clear_cart();
        enter_lines();
        desk_.clear_offers();
        made_.clear();
        std::int64_t coupons = whole_number(event.text_or("coupons", "0"));
        std::int64_t codes = whole_number(event.text_or("codes", "0"));
        std::int64_t const claims = whole_number(event.text_or("claims", "1"));
        for (promotion_words& one : terms_) list_one(one, coupons, codes, claims);
        refuse_shared();
        if (event.has("discounts"))
            for (std::string const& off : event.texts("discounts")) list_plain(off);
        desk_.price();
    }

    void add_line(fields& entry) {
        ware one;
        one.sku = entry.text("sku");
        one.quantity = whole_number(entry.text("qty"));
        one.called = names_of_sku(one.sku);
        if (entry.has("category")) one.called.insert("category " + entry.text("category"));
        if (entry.flag_or("tag", false)) one.called.insert("tagged");
        one.stated_minor = cents(number(entry.text("unit_price")) * one.quantity);
        one.fixed_tax_minor = cents(number(entry.text_or("fixed_tax", "0")) * one.quantity);
        one.tax = read_tax(entry);
        if (unrounded_remainder() && one.tax != stated_tax{}) throw unsupported("taxes of an unrounded rest");
        entry.done();
        wares_.push_back(one);
    }
    /// Discounts look at prices with all taxes but the fixed ones.
    void enter_lines() {
        std::vector<std::int64_t> const on_top =
            taxes([](ware const& w) { return taxed_amount{w.stated_minor, w.tax.on_top, w.quantity}; });
        for (std::size_t i = 0; i < wares_.size(); ++i)
            desk_.add(wares_[i].called, wares_[i].quantity, in_money(wares_[i].stated_minor + on_top[i]));
    }
    template <class Amount>
    [[nodiscard]] std::vector<std::int64_t> taxes(Amount amount) const {
        std::vector<taxed_amount> all;
        for (ware const& one : wares_) {
            if (one.stated_minor < 0) throw unsupported("a line that costs less than nothing");
            all.push_back(amount(one));
        }
        return taxes_of({.in_prices = false, .per = per_}, all);
    }

    // --- the offers

    std::string_view next_name() {
        made_.push_back("offer " + std::to_string(made_.size() + 1));
        return desk_.named(made_.back());
    }
    void list_one(promotion_words& one, std::int64_t& coupons, std::int64_t& codes, std::int64_t claims) {
        fields& promotion = one.words;
        std::string const trigger = promotion.text_or("trigger", one.coupon ? "coupon" : "auto");
        known("trigger", trigger, {"coupon", "code", "auto"});
        if (promotion.has("stated")) known("stated", promotion.text("stated"), {"tax inclusive"});
        if (promotion.has("earn")) known("earn", promotion.text("earn"), {"1 claim per unit"});
        if (promotion.text("kind") == "buy_get_same") {
            free_units(promotion);
        } else {
            bool const asked = trigger == "coupon" ? coupons-- > 0 : trigger == "code" ? codes-- > 0 : false;
            for (std::int64_t i = 0; i < claims; ++i) list_discount(promotion, trigger != "auto", asked);
        }
        promotion.done();
    }
    void list_discount(fields& promotion, bool on_request, bool asked) {
        std::string_view const name = next_name();
        offer made = read_offer(promotion, name, desk_, odoo);
        if (on_request) made = made.on_request();
        if (asked) desk_.ask_for(name);
        bool const wide = promotion.text("kind") == "percent" && scope_of(promotion).whole_order;
        desk_.list(wide && !desk_.stacks.empty() ? made.in("best") : made);
    }
    /// What several lines share is charged first to those that no later fixed discount needs.
    void refuse_shared() {
        std::vector<names> fixed;
        for (promotion_words& one : terms_)
            if (one.words.text("kind") == "fixed") fixed.push_back(scope_of(one.words).called);
        for (std::size_t i = 0; i < fixed.size(); ++i)
            for (std::size_t j = i + 1; j < fixed.size(); ++j)
                for (std::string const& name : fixed[j])
                    if (fixed[i].size() > 1 && fixed[i] != fixed[j] && fixed[i].contains(name))
                        throw unsupported("a shared discount that is charged first where no later one is");
    }
    /// For so many paid units of an article one more of it.
    void free_units(fields& promotion) {
        known("added_as", promotion.text("added_as"), {"extra zero-priced units"});
        std::int64_t const buy = whole_number(promotion.text("buy"));
        auto const get = static_cast<std::uint32_t>(whole_number(promotion.text("get")));
        std::set<std::string> articles;
        for (ware const& one : wares_) articles.insert(one.sku);
        for (std::string const& sku : articles)
            desk_.list(offer(next_name())
                           .gift(sku_named(sku), get, 0)
                           .bought(buy, desk_.lines_called({"sku " + sku})));
    }
    /// "288.50" or "10%"
    void list_plain(std::string const& off) {
        offer const plain(next_name());
        desk_.list(off.ends_with('%') ? plain.share_off(ratio_of(number(off)))
                                      : plain.amount_off(decimal_of(off)));
    }

    // --- figures

    [[nodiscard]] bool unrounded_remainder() const noexcept { return desk_.money.digits > 2; }
    /// Returns: an amount of the desk, rounded to cents where it has more decimals.
    [[nodiscard]] std::int64_t in_cents(std::int64_t minor) const {
        return unrounded_remainder() ? *scale(minor, 1, 100, rounding::half_up) : minor;
    }
    [[nodiscard]] static cpp_rational in_money(std::int64_t cents) { return {cents, 100}; }
    [[nodiscard]] static std::int64_t cents(cpp_rational const& amount) {
        order_desk plain;
        return plain.minor(amount);
    }

    /// Effects: takes an amount, as a price of that tax states it, to the sums.
    void put(sums& to, std::int64_t stated, stated_tax const& tax, std::int64_t sign) const {
        std::int64_t const within = taxes_of({.in_prices = true}, {{stated, tax.within}}).at(0);
        std::int64_t const on_top = taxes_of({.in_prices = false}, {{stated, tax.on_top}}).at(0);
        to.untaxed += sign * (stated - within);
        to.tax += sign * (within + on_top);
    }
    /// Returns: the order's sums with its first offers: each is one discount line for each combination of
    ///   taxes, stated as the prices are.
    [[nodiscard]] sums sums_after(std::size_t offers) const {
        sums all;
        std::vector<std::int64_t> const on_top =
            taxes([](ware const& w) { return taxed_amount{w.stated_minor, w.tax.on_top, w.quantity}; });
        for (std::size_t i = 0; i < wares_.size(); ++i) {
            ware const& one = wares_[i];
            put(all, one.stated_minor, {one.tax.within, {}}, 1);
            all.tax += on_top[i] + one.fixed_tax_minor;
        }
        for (std::size_t k = 0; k < offers; ++k) {
            std::map<stated_tax, std::int64_t> off;
            std::vector<std::int64_t> const offs = desk_.line_offs(made_[k]);
            for (std::size_t i = 0; i < offs.size(); ++i) off[wares_[i].tax] += offs[i];
            for (auto const& [tax, minor] : off) {
                std::int64_t const gross = in_cents(minor);
                std::int64_t const over = taxes_of({.in_prices = true}, {{gross, tax.on_top}}).at(0);
                put(all, gross - over, tax, -1);
            }
        }
        return all;
    }
    [[nodiscard]] cpp_rational total(std::size_t offers) const {
        sums const all = sums_after(offers);
        return in_money(all.untaxed + all.tax);
    }
    [[nodiscard]] cpp_rational off_of(std::string const& sku) const {
        std::vector<std::int64_t> const offs = desk_.line_offs();
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < offs.size(); ++i)
            if (wares_[i].sku == sku) sum += offs[i];
        return in_money(in_cents(sum));
    }
    /// A figure that a case states with fewer decimals.
    static void compare_as_written(fields& expect, std::string_view key, int decimals,
                                   cpp_rational const& got) {
        if (!expect.has(key)) return;
        std::string const text = expect.text(key);
        std::size_t const point = text.find('.');
        int const written = point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
        int const digits = std::max(decimals, written);
        cpp_rational const rounded(to_minor(got, digits, rounding::half_up),
                                   power_of_ten(static_cast<unsigned>(digits)));
        expect_equal(key, rounded, number(text));
    }

    order_desk desk_;
    std::vector<promotion_words> terms_;
    std::vector<ware> wares_;
    std::vector<std::string> made_;
    std::map<std::string, cpp_rational> totals_;
    std::string id_;
    tax_per per_ = tax_per::line;
};

}  // namespace

adapter promotions_odoo() { return check_story<story>; }

}  // namespace conformance
