// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/calendar/instant.hpp>
#include <tessera/calendar/text.hpp>
#include <tessera/money/currency.hpp>

#include "tool/csv.hpp"

/// Part of the command-line tool. Order lines as rows of CSV, each read exactly or refused with the reason.

namespace tessera::tool {

/// One row. Its texts are views of the file.
struct order_line {
    std::size_t line = 0;  ///< of the file
    std::string_view order;
    std::string_view customer;  ///< empty where the shop knows none
    std::string_view written_at;
    local_time at{};
    std::string_view sku;
    std::int64_t quantity = 0;
    std::string_view written_price;
    std::int64_t amount_minor = 0;  ///< quantity x unit price, exact, then half-up to minor units
    currency money{};
};

/// Why a row cannot be used, and what would help.
struct bad_line {
    std::size_t line = 0;
    std::string column;
    std::string value;
    std::string reason;
    std::string remedy;
    bool endless = false;  ///< nobody can know where it ends: it cannot be skipped
};

/// Returns: such as `history.csv:17: unit_price "1,50": this is not a decimal number`.
[[nodiscard]] std::string to_text(bad_line const& bad, std::string_view file);

class order_line_reader {
public:
    enum class state { good, bad, end };

    /// Effects: reads the header line. Columns may come in any order, and others may stand among them.
    /// Throws: `failure` where a column is missing or comes twice.
    order_line_reader(std::span<char> text, std::string_view file);

    /// Effects: reads the next row into `good`, or says in `bad` what is wrong with it.
    [[nodiscard]] state next(order_line& good, bad_line& bad);
    [[nodiscard]] std::size_t offset() const noexcept { return csv_.offset(); }

private:
    enum column { order_id, customer_id, timestamp, sku, quantity, unit_price, currency_code, columns };
    static constexpr std::array<std::string_view, columns> names{
        "order_id", "customer_id", "timestamp", "sku", "quantity", "unit_price", "currency"};

    [[nodiscard]] bool read(order_line& good, bad_line& bad);
    [[nodiscard]] bool read_amount(order_line& good, bad_line& bad);
    [[nodiscard]] bool refuse(bad_line& bad, column where, std::string_view reason,
                              std::string_view remedy) const;
    [[nodiscard]] bool refuse_row(bad_line& bad) const;
    [[nodiscard]] std::string_view field(column which) const noexcept { return fields_[place_[which]]; }

    csv_reader csv_;
    std::vector<std::string_view> header_;
    std::vector<std::string_view> fields_;
    std::array<std::size_t, columns> place_{};
    currency last_{};  // of the line before: nearly always the next one's too
};

}  // namespace tessera::tool
