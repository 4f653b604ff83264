// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "order_desk.hpp"

/// What the sources of promotions_misc say of their promotions.

namespace conformance::order_side {

/// How a system computes, by its name.
struct misc_house {
    house_style style;
    bool discounts_taxed_apart = false;  ///< a discount is a line with a tax of its own
    bool last_priority_first = false;    ///< lower numbers come first
};
[[nodiscard]] misc_house misc_house_of(std::string const& source);

/// The promotions of a case. Some are made anew for each order: by its currency, and by what was asked for.
class misc_terms {
public:
    misc_terms(fields& terms, misc_house const& house, order_desk& desk);

    /// Effects: lists the offers for an order in that currency, "" where it names none.
    void list(std::string const& currency);
    /// Effects: lists what is asked for by name, those asked for first before the others.
    void list_asked(std::vector<std::string> const& titles);
    /// Effects: tells the desk what a customer, and everybody, used before.
    void tell_uses(std::string const& customer);
    /// Effects: counts the offers that stand as used by a customer.
    void count_uses(std::string const& customer);

    [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
    /// By promotion, as listed: the offers that say it.
    [[nodiscard]] std::vector<std::vector<std::string>> const& offers() const noexcept { return made_; }
    [[nodiscard]] std::string const& title(std::size_t promotion) const { return titles_.at(promotion); }
    [[nodiscard]] bool stands(std::size_t promotion) const;
    [[nodiscard]] std::int64_t off(std::size_t promotion) const;
    /// Returns: the name of the one offer of that title.
    [[nodiscard]] std::size_t place_of(std::string const& title) const;

private:
    void read_stacking(fields& terms);
    [[nodiscard]] std::string_view next_name();
    void put(tessera::offer const& one, std::int64_t turn);
    void list_one(fields& promotion, std::string const& currency);
    void fix_total(fields& promotion, std::string const& currency);
    void buy_get(fields& promotion);
    void gifts(fields& promotion);
    [[nodiscard]] std::int64_t turn_of(fields& promotion) const;

    misc_house house_;
    order_desk& desk_;
    std::vector<fields> all_;
    std::vector<std::string> titles_;
    std::vector<std::vector<std::string>> made_;
    std::map<std::string, std::map<std::string, std::int64_t>> uses_;  ///< by offer and customer
    bool by_priority_ = false, vouchers_last_ = false;
};

}  // namespace conformance::order_side
