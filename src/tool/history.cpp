// SPDX-License-Identifier: BSL-1.0
#include "tool/history.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include "tool/failure.hpp"
#include "tool/shown.hpp"

namespace tessera::tool {

namespace {

/// A line that has found its order. A sign is never a meaning inside the library, so it becomes `back` here.
struct placed_line {
    std::uint32_t order = 0;
    bool back = false;
    line what;
};

class history_reader {
public:
    history_reader(history& into, reading const& how) : into_(into), how_(how) {}

    void read() {
        order_line_reader rows(into_.text, into_.name);
        order_line row;
        bad_line bad;
        using state = order_line_reader::state;
        for (state s = rows.next(row, bad); s != state::end; s = rows.next(row, bad)) {
            if (s == state::bad || !take(row, bad)) skip(bad);
            if (how_.tell && (++rows_ & 0xFFFFU) == 0) how_.tell("reading", rows.offset(), into_.text.size());
        }
        into_.totals.anonymous_orders = anonymous_.size();
        lay_out();
    }

private:
    /// Returns: whether the line fits the ones before it.
    bool take(order_line const& row, bad_line& bad) {
        if (into_.totals.lines == 0) into_.money = row.money;
        if (row.money != into_.money)
            return refuse(bad, row, "currency", row.money.code(),
                          "the first line is in " + std::string(into_.money.code()),
                          "replay one currency at a time");
        if (row.customer.empty()) {
            anonymous_.insert(row.order);
            ++into_.totals.anonymous_lines;
            into_.totals.anonymous_minor += row.amount_minor;
        } else if (!take_for_member(row, bad)) {
            return false;
        }
        ++into_.totals.lines;
        into_.totals.net_minor += row.amount_minor;
        into_.totals.first_day = std::min(into_.totals.first_day, row.at.day);
        into_.totals.last_day = std::max(into_.totals.last_day, row.at.day);
        return true;
    }

    bool take_for_member(order_line const& row, bad_line& bad) {
        if (!countable(row, bad)) return false;
        auto place = orders_.find(row.order);
        if (place == orders_.end()) {
            if (!open_order(row, bad)) return false;
            place = orders_.emplace(row.order, static_cast<std::uint32_t>(into_.orders.size() - 1)).first;
        }
        past_order const& order = into_.orders[place->second];
        if (into_.members[order.member] != row.customer)
            return refuse(bad, row, "customer_id", row.customer,
                          "line " + std::to_string(order.first_line) + " gives order " + shown(row.order) +
                              " to customer " + shown(into_.members[order.member]),
                          "an order has one customer");
        line what{.sku = sku_named(row.sku), .number = static_cast<std::uint32_t>(row.line)};
        what.quantity = units(row);
        what.list_minor = unsigned_minor(row);
        gross_[order.member] += what.list_minor;
        lines_.push_back({place->second, row.amount_minor < 0, what});
        return true;
    }

    /// Returns: whether what the customer bought and brought back stays within what every rule can count.
    bool countable(order_line const& row, bad_line& bad) const {
        auto const known = members_.find(row.customer);
        std::int64_t const before = known == members_.end() ? 0 : gross_[known->second];
        return unsigned_minor(row) <= INT64_MAX - before ||
               refuse(bad, row, "unit_price", row.written_price,
                      "with it the amounts of customer " + shown(row.customer) +
                          " add up to more than can be counted",
                      "look for a price or a quantity that nobody paid");
    }
    static std::int64_t unsigned_minor(order_line const& row) noexcept {
        return row.amount_minor < 0 ? -row.amount_minor : row.amount_minor;
    }

    /// The units that went with the amount. Those of a correction (taken away, at no price) went nowhere.
    static std::uint32_t units(order_line const& row) noexcept {
        if (row.amount_minor == 0 && row.quantity < 0) return 0;
        return static_cast<std::uint32_t>(row.quantity < 0 ? -row.quantity : row.quantity);
    }

    bool open_order(order_line const& row, bad_line& bad) {
        auto const [who, is_new] =
            members_.try_emplace(row.customer, static_cast<std::uint32_t>(members_.size()));
        if (is_new) {
            into_.members.push_back(row.customer);
            gross_.push_back(0);
            last_at_.push_back(row.at);
        }
        std::uint32_t const member = who->second;
        if (row.at < last_at_[member])
            return refuse(bad, row, "timestamp", row.written_at,
                          "customer " + shown(row.customer) + " has a later order further up",
                          "sort the file by timestamp");
        last_at_[member] = row.at;
        into_.orders.push_back({row.order, member, row.at, row.line, {}, {}});
        return true;
    }

    static bool refuse(bad_line& bad, order_line const& row, std::string_view column, std::string_view value,
                       std::string reason, std::string_view remedy) {
        bad = {row.line, std::string(column), shown(value), std::move(reason), std::string(remedy)};
        return false;
    }

    void skip(bad_line const& bad) {
        if (!how_.skip_bad || bad.endless)
            throw failure(exit_status::bad_history, to_text(bad, into_.name) + "\n  remedy: " + bad.remedy);
        into_.skipped.push_back(bad);
    }

    /// Effects: brings the lines of each order together, those that came back first: a counting sort.
    void lay_out() {
        std::vector<std::size_t> starts(2 * into_.orders.size() + 1, 0);
        auto const place = [](placed_line const& l) { return 2 * std::size_t{l.order} + (l.back ? 0U : 1U); };
        for (placed_line const& l : lines_) ++starts[place(l) + 1];
        for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
        into_.lines.resize(lines_.size());
        std::span<line const> const all(into_.lines);
        for (std::size_t i = 0; i < into_.orders.size(); ++i) {
            into_.orders[i].returned = all.subspan(starts[2 * i], starts[2 * i + 1] - starts[2 * i]);
            into_.orders[i].bought = all.subspan(starts[2 * i + 1], starts[2 * i + 2] - starts[2 * i + 1]);
        }
        for (placed_line const& l : lines_) into_.lines[starts[place(l)]++] = l.what;
    }

    history& into_;
    reading const& how_;
    boost::unordered_flat_map<std::string_view, std::uint32_t> members_;
    boost::unordered_flat_map<std::string_view, std::uint32_t> orders_;
    boost::unordered_flat_set<std::string_view> anonymous_;
    std::vector<local_time> last_at_;  // of each member's orders
    std::vector<std::int64_t> gross_;  // of each member's lines, unsigned
    std::vector<placed_line> lines_;
    std::uint64_t rows_ = 0;
};

}  // namespace

history read_history(std::vector<char> text, std::string name, reading const& how) {
    history h;
    h.text = std::move(text);
    h.name = std::move(name);
    history_reader(h, how).read();
    return h;
}

std::vector<char> read_file(std::string const& path) {
    bool const standard_input = path == "-";
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(
        standard_input ? stdin : std::fopen(path.c_str(), "rb"),
        [](std::FILE* f) { return f == stdin ? 0 : std::fclose(f); });
    std::vector<char> text;
    constexpr std::size_t part = 1U << 20U;
    for (std::size_t got = part; file && got == part;) {
        std::size_t const before = text.size();
        text.resize(before + part);
        got = std::fread(text.data() + before, 1, part, file.get());
        text.resize(before + got);
    }
    if (!file || std::ferror(file.get()) != 0)
        throw failure(exit_status::no_file, "cannot read " +
                                                (standard_input ? "standard input" : shown_file(path)) +
                                                ": " + std::strerror(errno));
    return text;
}

}  // namespace tessera::tool
