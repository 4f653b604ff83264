// SPDX-License-Identifier: BSL-1.0
#include "order_taxes.hpp"

namespace conformance::order_side {

using namespace tessera;

namespace {

std::int64_t tax_of(std::int64_t minor, line_tax const& tax) {
    return taxes_of({.in_prices = tax.in_price}, {{minor, tax.rate}}).at(0);
}
std::int64_t& kind_of(tax_figures& all, line_tax const& tax) {
    return tax.in_price ? all.in_prices : all.on_top;
}

}  // namespace

tax_figures taxes_of_rest(order_desk const& desk, std::vector<line_tax> const& taxes) {
    tax_figures all;
    std::vector<std::int64_t> const left = desk.left();
    for (std::size_t i = 0; i < left.size(); ++i) kind_of(all, taxes[i]) += tax_of(left[i], taxes[i]);
    return all;
}

tax_figures taxes_apart(order_desk const& desk, std::vector<line_tax> const& taxes,
                        std::vector<std::vector<std::string>> const& offers) {
    tax_figures all;
    std::vector<std::int64_t> const listed = desk.listed();
    for (std::size_t i = 0; i < listed.size(); ++i) kind_of(all, taxes[i]) += tax_of(listed[i], taxes[i]);
    for (auto const& promotion : offers) {
        std::map<std::pair<ratio, bool>, std::int64_t> off;
        for (std::string const& name : promotion) {
            std::vector<std::int64_t> const offs = desk.line_offs(name);
            for (std::size_t i = 0; i < offs.size(); ++i) off[{taxes[i].rate, taxes[i].in_price}] += offs[i];
        }
        for (auto const& [kind, minor] : off) {
            line_tax const tax{kind.first, kind.second};
            std::int64_t const lowered = tax_of(minor, tax);
            kind_of(all, tax) -= lowered;
            all.of_discounts += lowered;
            all.by_rate[tax.rate] += lowered;
        }
    }
    return all;
}

}  // namespace conformance::order_side
