// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tessera/ledger/journal.hpp>
#include <tessera/tessera.hpp>

#include "vocabulary.hpp"

/// A till at which stored value pays: gift cards and store credit, each a pool of one customer. What is kept
/// back, taken and given back is decided by the library.

namespace conformance::order_side {

/// What is paid: goods at a price, and shipping, in minor units.
struct bill_to_pay {
    std::int64_t goods_minor = 0;
    std::int64_t shipping_minor = 0;
    std::vector<std::string> means{};  ///< what pays, in this order
};

class order_till {
public:
    order_till(tessera::currency const& money, std::vector<std::string> means);
    ~order_till();
    order_till(order_till const&) = delete;
    order_till& operator=(order_till const&) = delete;

    tessera::date day = tessera::date_of(2025, 1, 1);

    /// Effects: puts value on a means of payment, up to a day on which it can no longer be used.
    void load(std::string const& means, std::int64_t minor, tessera::date ends = tessera::date::never());
    /// Effects: keeps value back, takes it, or lets it go. Returns: what forbade it.
    std::optional<tessera::bound> keep(std::string const& means, std::int64_t minor, std::uint64_t hold);
    std::optional<tessera::bound> take(std::string const& means, std::int64_t minor, std::uint64_t hold);
    std::optional<tessera::bound> let_go(std::string const& means, std::uint64_t hold);
    /// Effects: decides an order without and with consequences.
    tessera::decision const& look_at(bill_to_pay const& what);
    tessera::decision const& pay(bill_to_pay const& what);

    // --- figures, in minor units
    [[nodiscard]] tessera::balance owns(std::string const& means) const;
    /// Returns: all that ever left it to pay.
    [[nodiscard]] std::int64_t used(std::string const& means) const;
    /// Returns: what it pays in the last decision.
    [[nodiscard]] std::int64_t pays(std::string const& means) const;
    /// Returns: what the last decision keeps back.
    [[nodiscard]] std::int64_t kept() const;
    [[nodiscard]] std::int64_t due() const;

private:
    struct engine;

    template <class Fact>
    tessera::decision const& commit(Fact const& what);
    template <class Fact>
    std::optional<tessera::bound> try_hold(Fact const& what);
    [[nodiscard]] tessera::fact_head next_head();
    [[nodiscard]] tessera::order order_of(bill_to_pay const& what);

    std::unique_ptr<engine> engine_;
    std::uint64_t sequence_ = 0;
    std::vector<tessera::line> lines_;
    std::vector<tessera::redemption_wish> wishes_;
    tessera::decision last_;
};

}  // namespace conformance::order_side
