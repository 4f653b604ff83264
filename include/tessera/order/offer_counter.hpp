// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <tessera/order/offer_asked.hpp>

/// Floor 4. Part of tessera::detail. The counter at which one order is priced: offers are looked at, one by
/// one or as an alternative to another; those that stand are taken off the order, and all is said.

namespace tessera::detail {

class offer_counter {
public:
    /// `some_bar`: of the offers some never stand together.
    offer_counter(std::vector<offer> const& all, bool some_bar, standing const& who, order_out& out)
        : all_(all),
          some_bar_(some_bar),
          who_(who),
          out_(out),
          bill_(out.priced(), out.wanted(), out.scratch(), all.size()) {}

    [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
    [[nodiscard]] offer const& at(std::size_t i) const noexcept { return all_[i]; }
    [[nodiscard]] detail::bill& bill() noexcept { return bill_; }

    /// Returns: what an offer comes to, now, or when the bill was marked; line by line it stands in the bill.
    [[nodiscard]] offer_outcome look(std::size_t i, bool marked = false) {
        auto const made = offer_turn(at(i), who_, out_.wanted(), bill_, marked).look();
        if (made.failed != errc::ok) out_.fail(made.failed);
        return made;
    }
    /// Returns: what an offer is worth to the member; below 0 where it does not apply.
    [[nodiscard]] std::int64_t worth(std::size_t i, offer_outcome const& made) const noexcept {
        if (!made.applies) return -1;
        int128 const gifts = int128(at(i).gift_minor_) * at(i).gift_quantity_;
        int128 const all = gifts > INT64_MAX ? gifts : gifts * made.sets;  // neither product wraps around
        return fits_int64(all + made.off_minor) ? static_cast<std::int64_t>(all + made.off_minor) : INT64_MAX;
    }
    /// Effects: takes off the bill what has just been looked at.
    void take(std::size_t i, offer_outcome const& made) noexcept {
        if (at(i).shipping_) {
            bill_.shipping_left -= made.off_minor;
        } else if (made.off_minor > 0) {
            for (std::size_t k = 0; k < bill_.chosen(); ++k) bill_.left()[bill_.line_at(k)] -= bill_.off()[k];
        }
    }
    /// Effects: takes it off the order too, and says so.
    void stand(std::size_t i, offer_outcome const& made) {
        if (at(i).returned_ != benefit_return::pro_rata) [[unlikely]]
            offer_asked(at(i), bill_).note(made, out_);
        take(i, made);
        bill_.stands()[i] = stands;
        if (made.off_minor > 0) lower(at(i), made);
        if (at(i).gift_ != sku_id{}) give(at(i), made.sets);
        if (at(i).perk_ == 0) return;
        out_.entitle({at(i).id(), 1, {}, at(i).perk_, 0});
        out_.explain({static_cast<std::int64_t>(at(i).perk_), 0, at(i).id(), reason_code::perk_given, 0});
    }

    /// Returns: an offer that stands and with which this one may not; its own place if there is none.
    [[nodiscard]] std::size_t barred_by(std::size_t i) const noexcept {
        if (!some_bar_) return i;
        for (std::size_t j = 0; j < size(); ++j)
            if (bill_.stands()[j] == stands && !at(i).tolerates(at(j))) return j;
        return i;
    }
    /// Effects: an offer has had its turn, and does not stand.
    void leave_out(std::size_t i) noexcept { bill_.stands()[i] = out_of_it; }
    [[nodiscard]] bool left_out(std::size_t i) const noexcept { return bill_.stands()[i] == out_of_it; }

    /// Effects: says that an offer would have applied, and why another stands instead.
    void suppress(std::size_t i, offer_outcome const& made, suppression why, std::size_t by) {
        auto const other = static_cast<std::int64_t>(at(by).id().value);
        out_.explain({made.off_minor, other, at(i).id(), reason_code::offer_suppressed,
                      static_cast<std::uint16_t>(why)});
    }
    /// Effects: says why an offer does not apply that could: what is missing, or what it is not open for.
    ///   At most one reason for an offer.
    void hint(std::size_t i, offer_outcome const& made) {
        if (made.applies) return;
        offer const& o = at(i);
        if (made.missing > 0) {
            reason_code const code =
                made.in_units ? reason_code::offer_missing_units : reason_code::offer_missing;
            out_.explain({made.missing, made.least, o.id(), code, 0});
        } else if (made.units_missing > 0) {
            out_.explain({made.units_missing, offer_units(o, bill_, false).units_of_set(), o.id(),
                          reason_code::offer_missing_set, 0});
        } else if (made.over_budget) {
            out_.explain(
                {0, 0, o.id(), reason_code::offer_not_open, static_cast<std::uint16_t>(not_open::budget)});
        } else if (made.closed) {
            reason const why = offer_turn(o, who_, out_.wanted(), bill_, false).why_closed();
            if (why.code != reason_code{}) out_.explain(why);
        }
    }
    void explain(reason const& why) { out_.explain(why); }

private:
    static constexpr std::int64_t stands = 1, out_of_it = 2;

    void lower(offer const& o, offer_outcome const& made) {
        if (o.shipping_) {
            out_.adjust_shipping(o.id(), made.base_minor, made.off_minor);
        } else {
            for (std::size_t k = 0; k < bill_.chosen(); ++k) {
                std::int64_t const off = bill_.off()[k];
                auto const place = static_cast<std::uint32_t>(bill_.place()[k] + 1);
                if (off > 0) out_.adjust_line(o.id(), place, std::max(bill_.base()[k], off), off);
            }
        }
        reason_code const code = o.shipping_ ? reason_code::shipping_lowered : reason_code::offer_taken;
        out_.explain({made.off_minor, made.base_minor, o.id(), code, 0});
    }
    void give(offer const& o, std::int64_t sets) {
        auto const quantity = checked_multiply(o.gift_quantity_, sets);
        auto const worth = quantity ? checked_multiply(o.gift_minor_, *quantity) : quantity;
        if (!worth || *quantity > UINT32_MAX) return out_.fail(errc::overflow);
        out_.entitle({o.id(), static_cast<std::uint32_t>(*quantity), o.gift_, 0, *worth});
        out_.explain(
            {*quantity, static_cast<std::int64_t>(o.gift_.value), o.id(), reason_code::gift_given, 0});
    }

    std::vector<offer> const& all_;
    bool some_bar_;
    standing const& who_;
    order_out& out_;
    detail::bill bill_;
};

}  // namespace tessera::detail
