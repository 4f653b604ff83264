// SPDX-License-Identifier: BSL-1.0

/// WooCommerce: coupons in a row, percentages of the original price or of what earlier coupons left, each for
/// all units or only for some, the dearest first.

#include "priced_cart.hpp"

namespace conformance {

namespace {

using namespace tessera;

using tessera::rounding;

class till {
public:
    void happen(fields event) {
        read_order(event, cart_);
        event.done();
    }

    void read_programme(fields terms) {
        rounding const mode = read_rounding(terms);
        bool const parallel = read_stacking(terms);
        if (terms.has("unit_choice"))
            if (std::string const words = terms.text("unit_choice"); words != "dearest unit price first")
                throw unsupported("units '" + words + "'");
        cart_.stacks = {{.name = "coupons", .how = parallel ? stacking::sum : stacking::product}};
        for (fields const& entry : terms.objects("coupons")) read_coupon(entry, mode);
        terms.done();
    }

    void compare_with(fields expect) {
        cart_.price();
        compare(expect, "discount", cart_.off_goods());
        compare(expect, "total", cart_.cost());
        expect.done();
    }

private:
    static rounding read_rounding(fields& terms) {
        constexpr std::string_view once = " on the coupon total";
        std::string words = terms.text_or("rounding", "half down to cents on the coupon total");
        if (!words.ends_with(once)) throw unsupported("rounding '" + words + "'");
        return rounding_to(words.substr(0, words.size() - once.size()), 2);
    }
    static bool read_stacking(fields& terms) {
        std::string const words = terms.text_or("stacking", "each percentage on the original price");
        if (words == "each percentage on the original price") return true;
        if (words != "each percentage on what earlier coupons left")
            throw unsupported("stacking '" + words + "'");
        return false;
    }

    void read_coupon(fields entry, rounding mode) {
        std::string const kind = entry.text("kind"), value = entry.text("value");
        unit_choice which{.rank = unit_rank::dearest,
                          .undiscounted = entry.flag_or("exclude_sale_items", false)};
        if (entry.has("limit_to_units")) which.most = whole_number(entry.text("limit_to_units"));
        auto const turn = static_cast<std::int32_t>(cart_.offers.size());
        offer const one = offer(cart_.named("coupon " + std::to_string(turn + 1)))
                              .in("coupons")
                              .priority(-turn)
                              .of(which)
                              .off_whole_lines()
                              .rounded(mode);
        entry.done();
        if (kind == "percent" || kind == "percent of eligible items")
            cart_.offers.push_back(one.share_off(percent(value)));
        else if (kind == "fixed per unit")
            cart_.offers.push_back(one.amount_off(amount(value), offer_per::unit));
        else if (kind == "fixed on the cart")
            cart_.offers.push_back(one.amount_off(amount(value)));
        else
            throw unsupported("a coupon that is '" + kind + "'");
    }

    priced_cart cart_;
};

}  // namespace

adapter woocommerce_coupons() { return check_sale<till>; }

}  // namespace conformance
