// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/cart.hpp>

#include <algorithm>

#include "build.hpp"
#include "describe_cart.hpp"
#include "read_text.hpp"

namespace tessera::document {

namespace {

/// What a cart's text says, as the library's cart says it.
class cart_builder {
public:
    cart_builder(reading_room& room, loaded_program const& under) noexcept
        : room_(room), under_(under), parts_(under.said().tags) {}

    void fill(cart_text const& from, stored_cart& to) {
        step_to const lines{nullptr, "lines"}, claims{nullptr, "claims"}, uses{nullptr, "uses"};
        to.day = from.day;
        for (std::size_t i = 0; i < from.lines.size(); ++i) {
            step_to const here{&lines, {}, i, true};
            add(from.lines[i], &here, to);
        }
        for (std::size_t i = 0; i < from.claims.size(); ++i) {
            step_to const here{&claims, {}, i, true};
            to.claims.push_back(offer_called(from.claims[i], &here));
        }
        for (std::size_t i = 0; i < from.uses.size(); ++i) {
            step_to const at{&uses, {}, i, true}, here{&at, "offer"};
            cart_use const& u = from.uses[i];
            check_count(u.by_member, &at, "by_member");
            check_count(u.by_all, &at, "by_all");
            to.uses.push_back(
                {offer_called(u.offer, &here), u.by_member, u.by_all, minor(u.given, &at, "given")});
        }
        to.what.shipping_minor = minor(from.shipping, nullptr, "shipping");
        to.what.shipping_cost_minor = minor(from.shipping_cost, nullptr, "shipping_cost");
        to.what.shipping_tax_rate = from.shipping_tax_rate;
        to.what.tags = parts_.bits(from.tags);
        if (from.born) to.what.born = *from.born;
        to.what.lines = to.lines, to.what.about = to.about;
        to.what.claims = to.claims, to.what.uses = to.uses;
    }

private:
    void add(cart_line const& l, step_to const* where, stored_cart& to) {
        line_filter const ids = parts_.lines({.sku = l.sku, .category = l.category});
        to.names.push_back(l.sku);
        to.lines.push_back({.sku = ids.sku,
                            .category = ids.category,
                            .tags = parts_.bits(l.tags),
                            .number = static_cast<std::uint32_t>(to.lines.size() + 1),
                            .quantity = static_cast<std::uint32_t>(l.quantity),
                            .list_minor = minor(l.list, where, "list"),
                            .promotion_minor = minor(l.promotion, where, "promotion")});
        to.about.push_back({.cost_minor = l.cost ? minor(*l.cost, where, "cost") : -1,
                            .lowest_minor = minor(l.lowest, where, "lowest"),
                            .tax_rate = l.tax_rate});
    }
    /// Returns: the amount in minor units; one that the currency does not have, or below zero, is told.
    [[nodiscard]] std::int64_t minor(decimal amount, step_to const* where, std::string_view key) {
        auto const made = to_minor(amount, under_.money().digits);
        if (made && *made >= 0) return *made;
        step_to const here{where, key};
        room_.tell(made ? errc::negative_amount : made.error(), &here, '"' + std::string(key) + '"',
                   "an amount in " + std::string(under_.money().code()));
        return 0;
    }
    void check_count(std::int64_t times, step_to const* where, std::string_view key) {
        step_to const here{where, key};
        if (times < 0) room_.tell(errc::out_of_range, &here, '"' + std::string(key) + '"', "0 or more");
    }
    [[nodiscard]] rule_id offer_called(std::string const& name, step_to const* where) {
        bool known = false;
        for (version const& one : under_.said().versions)
            for (rule const& r : one.rules)
                if (auto const* const all = std::get_if<offers>(&r))
                    known = known || std::any_of(all->list.begin(), all->list.end(),
                                                 [&](offer const& o) { return o.name == name; });
        if (!known) room_.tell(errc::unknown_benefit, where, '"' + name + '"', "an offer of the program");
        return tessera::offer::id_of(name);
    }

    reading_room& room_;
    loaded_program const& under_;
    builder parts_;
};

}  // namespace

reading_of<stored_cart> read_cart(std::string_view text, loaded_program const& under, limits const& most) {
    reading_of<stored_cart> done;
    done.problems = read_text(text, most, [&](reading_room& room, json::value const& value) {
        cart_text said;
        room.tags = &under.said().tags;
        reader::read_object(room, value, nullptr, said);
        if (room.found.empty()) cart_builder(room, under).fill(said, done.what);
    });
    if (!done) done.what = {};
    return done;
}

}  // namespace tessera::document
