// SPDX-License-Identifier: BSL-1.0
#include "tool/order_lines.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include <tessera/calendar/text.hpp>
#include <tessera/money/decimal.hpp>

#include "tool/failure.hpp"
#include "tool/shown.hpp"

namespace tessera::tool {

namespace {

std::string_view sentence(csv_fault fault) {
    switch (fault) {
        case csv_fault::none: break;
        case csv_fault::stray_quote: return "a quote inside a field that does not begin with one";
        case csv_fault::text_after_quote: return "text between a closing quote and the next comma";
        case csv_fault::open_quote:
            return "a quote opens this field and none closes it where a field can end";
        case csv_fault::stray_return: return "a carriage return that ends no line";
    }
    return {};
}

/// Returns: the values, shown, with commas between them.
std::string listed(std::vector<std::string_view> const& values) {
    std::string text;
    for (std::string_view const value : values) text += (text.empty() ? "" : ", ") + shown(value);
    return text;
}

/// Returns: the local time; a day alone is its midnight, and seconds may be missing.
result<local_time> read_time(std::string_view text) {
    constexpr std::string_view day_only = "2010-12-01", minutes_only = "2010-12-01T08:26";
    if (text.size() == day_only.size()) {
        auto const day = parse_date(text);
        if (!day) return day.error();
        return local_time{*day, 0};
    }
    if (text.size() != minutes_only.size()) return parse_local_time(text);
    std::array<char, minutes_only.size() + 3> whole{};
    std::copy(text.begin(), text.end(), whole.begin());
    std::copy_n(":00", 3, whole.begin() + minutes_only.size());
    return parse_local_time({whole.data(), whole.size()});
}

std::string_view remedy(csv_fault fault) {
    return fault == csv_fault::open_quote
               ? "close the quote, or put the whole field in quotes and double every quote inside it; "
                 "--skip-bad cannot help, since nobody can know where the line ends"
               : "put the whole field in quotes, and double every quote inside it";
}

}  // namespace

std::string to_text(bad_line const& bad, std::string_view file) {
    std::string text = shown_file(file) + ":" + std::to_string(bad.line) + ": ";
    if (!bad.column.empty()) text += bad.column + " ";
    return text + "\"" + bad.value + "\": " + bad.reason;
}

order_line_reader::order_line_reader(std::span<char> text, std::string_view file) : csv_(text) {
    auto const wrong = [&](std::string const& why) {
        std::size_t const line = std::max<std::size_t>(csv_.line(), 1);
        return failure(exit_status::bad_history,
                       shown_file(file) + ":" + std::to_string(line) + ": " + why +
                           "\n  remedy: the first line names the columns: "
                           "order_id,customer_id,timestamp,sku,quantity,unit_price,currency");
    };
    if (!csv_.next(header_)) throw wrong("the file is empty");
    if (csv_.fault() != csv_fault::none)
        throw wrong("column " + std::to_string(header_.size()) + " \"" + shown(header_.back()) +
                    "\": " + std::string(sentence(csv_.fault())));
    for (std::size_t i = 0; i < columns; ++i) {
        auto const found = std::find(header_.begin(), header_.end(), names[i]);
        if (found == header_.end())
            throw wrong("there is no column " + std::string(names[i]) + "; the columns are " +
                        listed(header_));
        place_[i] = static_cast<std::size_t>(found - header_.begin());
        auto const again = std::find(found + 1, header_.end(), names[i]);
        if (again != header_.end())
            throw wrong("columns " + std::to_string(place_[i] + 1) + " and " +
                        std::to_string(again - header_.begin() + 1) + " are both called " +
                        std::string(names[i]));
    }
}

order_line_reader::state order_line_reader::next(order_line& good, bad_line& bad) {
    if (!csv_.next(fields_)) return state::end;
    return read(good, bad) ? state::good : state::bad;
}

bool order_line_reader::read(order_line& good, bad_line& bad) {
    if (csv_.fault() != csv_fault::none || fields_.size() != header_.size()) return refuse_row(bad);
    good.line = csv_.line();
    good.order = field(order_id);
    good.customer = field(customer_id);
    good.written_at = field(timestamp);
    good.written_price = field(unit_price);
    good.sku = field(sku);
    if (good.order.empty())
        return refuse(bad, order_id, "the order has no id", "give every line the id of its order");
    auto const at = read_time(good.written_at);
    if (!at)
        return refuse(
            bad, timestamp, message(at.error()),
            "write local time without a zone, such as 2010-12-01T08:26:00, or a day, such as 2010-12-01");
    good.at = *at;
    if (field(currency_code) != last_.code()) {
        auto const found = find_currency(field(currency_code));
        if (!found)
            return refuse(bad, currency_code, message(found.error()), "write the three letters, such as EUR");
        last_ = *found;
    }
    good.money = last_;
    return read_amount(good, bad);
}

bool order_line_reader::read_amount(order_line& good, bad_line& bad) {
    std::string_view const units = field(quantity);
    auto const [end, failed] = std::from_chars(units.data(), units.data() + units.size(), good.quantity);
    if (failed == std::errc::invalid_argument || end != units.data() + units.size())
        return refuse(bad, quantity, "this is not a whole number",
                      "write digits, with a minus for goods that came back");
    constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
    if (failed != std::errc{} || good.quantity > most || good.quantity < -most)
        return refuse(bad, quantity, "a line holds at most 4294967295 units", "split the line");

    auto const price = decimal::parse(field(unit_price));
    if (!price)
        return refuse(bad, unit_price, message(price.error()),
                      "write digits and a decimal point, without grouping, such as 1234.50; at most 64 bits");
    int128 const exact = int128(price->mantissa) * good.quantity;
    unsigned const digits = good.money.digits;
    int128 const minor = price->places <= digits
                             ? exact * power_of_ten(digits - price->places)
                             : divide(exact, int128(power_of_ten(price->places - digits)), rounding::half_up);
    if (!fits_int64(minor) || !fits_int64(-minor))
        return refuse(bad, unit_price, "quantity x unit price does not fit in 64 bits", "split the line");
    good.amount_minor = static_cast<std::int64_t>(minor);
    return true;
}

bool order_line_reader::refuse(bad_line& bad, column where, std::string_view reason,
                               std::string_view remedy) const {
    bad = {csv_.line(), std::string(names[where]), shown(field(where)), std::string(reason),
           std::string(remedy)};
    return false;
}

/// The row as a whole: a torn field, the first that is missing, or the first too many.
bool order_line_reader::refuse_row(bad_line& bad) const {
    bool const torn = csv_.fault() != csv_fault::none;
    std::size_t const place = torn ? fields_.size() - 1 : std::min(fields_.size(), header_.size());
    bad = {csv_.line(),
           place < header_.size() ? shown(header_[place]) : "column " + std::to_string(place + 1),
           place < fields_.size() ? shown(fields_[place]) : std::string(),
           {},
           {}};
    bad.reason = torn ? std::string(sentence(csv_.fault()))
                      : "the line has " + std::to_string(fields_.size()) + " fields and the header " +
                            std::to_string(header_.size());
    bad.remedy = torn                              ? remedy(csv_.fault())
                 : fields_.size() < header_.size() ? "give every line a field for each column, empty or not"
                                                   : "put fields that contain a comma in quotes";
    bad.endless = csv_.fault() == csv_fault::open_quote;
    return false;
}

}  // namespace tessera::tool
