// SPDX-License-Identifier: BSL-1.0
#include "tool/files.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <numeric>

#include <unistd.h>

#include <boost/json.hpp>

#include <tessera/calendar/text.hpp>

#include "tool/amounts.hpp"
#include "tool/failure.hpp"
#include "tool/json_parts.hpp"
#include "tool/shown.hpp"
#include "tool/totals.hpp"
#include "tool/version.hpp"

namespace tessera::tool {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string members_csv(history const& of, replay_result const& got) {
    std::vector<std::size_t> sorted(got.members.size());
    std::iota(sorted.begin(), sorted.end(), std::size_t{0});
    std::sort(sorted.begin(), sorted.end(), [&](auto a, auto b) { return of.members[a] < of.members[b]; });

    unsigned const digits = of.money.digits;
    std::string rows = "member_id,orders,returns,gross,net_spend,tier,points,ladder_credit,member_discount\n";
    for (std::size_t const i : sorted) {
        member_result const& m = got.members[i];
        append_csv(rows, of.members[i]);
        rows += ',' + std::to_string(m.orders) + ',' + std::to_string(m.returns);
        rows += ',' + plain(m.bought, digits) + ',' + plain(m.net(), digits) + ',';
        append_csv(rows, got.tier_of(i, "none"));
        rows += ',' + plain(m.points, got.points_digits) + ',' + plain(m.credit, digits) + ',' +
                plain(m.discount, digits) + '\n';
    }
    return rows;
}

namespace {

/// Effects: writes the value over several lines, two blanks a level.
void write_json(std::string& to, json::value const& value, std::size_t depth) {
    std::string const inside(2 * depth + 2, ' ');
    auto const each = [&](auto const& items, char open, char close, auto const& write_item) {
        to += open;
        for (bool first = true; auto const& item : items) {
            to += first ? "\n" : ",\n";
            to += inside;
            write_item(item);
            first = false;
        }
        if (!items.empty()) to += '\n' + std::string(2 * depth, ' ');
        to += close;
    };
    if (auto const* object = value.if_object())
        each(*object, '{', '}', [&](auto const& member) {
            to += json::serialize(json::value(member.key())) + ": ";
            write_json(to, member.value(), depth + 1);
        });
    else if (auto const* array = value.if_array())
        each(*array, '[', ']', [&](auto const& item) { write_json(to, item, depth + 1); });
    else
        to += json::serialize(value);
}

}  // namespace

json::value rate(int128 part, int128 whole) {
    std::string const text = share(part, whole, 4);
    return text.empty() ? json::value(nullptr) : json::value(text);
}

namespace {

json::value day(date d) { return in_calendar(d) ? json::value(to_text(d).view()) : json::value(nullptr); }

}  // namespace

json::object file_part(history const& of) {
    file_totals const& t = of.totals;
    unsigned const digits = of.money.digits;
    json::array skipped;
    for (bad_line const& bad : of.skipped)
        skipped.push_back(json::object{
            {"line", bad.line}, {"column", bad.column}, {"value", bad.value}, {"reason", bad.reason}});
    return {{"name", shown(of.name)},
            {"currency", t.lines == 0 ? json::value(nullptr) : json::value(of.money.code())},
            {"first_day", day(t.first_day)},
            {"last_day", day(t.last_day)},
            {"lines", t.lines},
            {"net", plain(t.net_minor, digits)},
            {"lines_without_customer", t.anonymous_lines},
            {"orders_without_customer", t.anonymous_orders},
            {"net_without_customer", plain(t.anonymous_minor, digits)},
            {"lines_skipped", of.skipped.size()},
            {"skipped", std::move(skipped)}};
}

namespace {

json::object members_part(history const& of, replay_result const& got, totals const& sum) {
    unsigned const digits = of.money.digits;
    json::object tiers{{"none", sum.at_level[0]}};
    for (std::size_t i = 1; i < sum.at_level.size(); ++i) tiers[got.groups[0].at(i, {})] = sum.at_level[i];
    json::object part{{"count", got.members.size()},
                      {"by_tier", std::move(tiers)},
                      {"orders", sum.orders},
                      {"returns", sum.returns},
                      {"gross", plain(sum.bought, digits)},
                      {"returned", plain(sum.returned, digits)},
                      {"net_spend", plain(sum.net(), digits)}};
    if (!got.matches) return part;
    part["returned_by_receipt"] = plain(sum.matched, digits);
    part["returned_without_receipt"] = plain(sum.returned - sum.matched, digits);
    part["returned_only_reported"] = plain(sum.reported, digits);
    return part;
}

json::object flow_part(pool_flow const& flow, unsigned digits) {
    return {{"issued", plain(flow.issued, digits)},     {"taken_back", plain(flow.taken_back, digits)},
            {"redeemed", plain(flow.redeemed, digits)}, {"restored", plain(flow.restored, digits)},
            {"expired", plain(flow.expired, digits)},   {"available", plain(flow.available, digits)},
            {"debt", plain(flow.debt, digits)}};
}

json::object ladder_part(history const& of, replay_result const& got) {
    json::object part = flow_part(got.credit, of.money.digits);
    json::array steps;
    for (step_result const& s : got.steps)
        steps.push_back(json::object{{"at", plain(s.at, of.money.digits)},
                                     {"award", plain(s.award, of.money.digits)},
                                     {"times_reached", s.reached},
                                     {"times_lost", s.lost},
                                     {"members_holding", s.reached - s.lost}});
    part["steps"] = std::move(steps);
    return part;
}

json::object given_part(history const& of, replay_result const& got, totals const& sum) {
    unsigned const digits = of.money.digits;
    return {{"discounts_on_orders", plain(sum.discount, digits)},
            {"discounts_undone_by_returns", plain(sum.undone, digits)},
            {"discounts", plain(sum.discount_kept(), digits)},
            {"ladder_credit", plain(sum.credit, digits)},
            {"paid_with_points", plain(sum.paid_with_points, digits)},
            {"points", plain(sum.points, got.points_digits)},
            {"points_worth", plain(sum.points_minor, digits)},
            {"total", plain(sum.given(), digits)},
            {"rates_of_net_spend", json::object{{"discounts", rate(sum.discount_kept(), sum.net())},
                                                {"ladder_credit", rate(sum.credit, sum.net())},
                                                {"paid_with_points", rate(sum.paid_with_points, sum.net())},
                                                {"points_worth", rate(sum.points_minor, sum.net())},
                                                {"total", rate(sum.given(), sum.net())}}}};
}

}  // namespace

json::object program_part(history const& of, replay_result const& got) {
    totals const sum = add_up(of, got);
    json::object all{{"members", members_part(of, got, sum)}};
    if (!got.steps.empty()) all["ladder"] = ladder_part(of, got);
    if (got.has_points) all["points"] = flow_part(got.points, got.points_digits);
    all["given_back"] = given_part(of, got, sum);
    all["facts"] = got.facts;
    all["postings"] = got.postings;
    all["verified"] = got.verified;
    return all;
}

std::string json_text(json::value const& value) {
    std::string text;
    write_json(text, value, 0);
    return text + '\n';
}

std::string summary_json(history const& of, replay_result const& got) {
    json::object all{{"tool", tool_version()}, {"program", got.program}, {"file", file_part(of)}};
    for (auto& part : program_part(of, got)) all[part.key()] = std::move(part.value());
    return json_text(all);
}

namespace {

[[noreturn]] void cannot_write(std::string const& path, int error) {
    throw failure(exit_status::no_file, "cannot write " + shown_file(path) + ": " + std::strerror(error));
}

/// Effects: writes the text behind what an open file of this process holds.
void write_open(int descriptor, output const& what) {
    std::cout.flush();
    for (std::string_view left = what.text; !left.empty();) {
        ssize_t const written = ::write(descriptor, left.data(), left.size());
        if (written < 0 && errno != EINTR) cannot_write(what.path, errno);
        if (written > 0) left.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// Effects: writes the text to a file; `named` is its name for people. One that stands for another may be
/// read by whoever may read that.
void write_file(fs::path const& path, std::ios::openmode how, output const& named,
                fs::path const* instead_of = nullptr) {
    errno = 0;
    std::ofstream file(path, std::ios::binary | how);
    std::error_code none;
    if (auto const old = instead_of ? fs::status(*instead_of, none) : fs::file_status{}; fs::exists(old))
        fs::permissions(path, old.permissions(), none);
    file.write(named.text.data(), static_cast<std::streamsize>(named.text.size()));
    file.close();
    if (!file) cannot_write(named.path, errno);
}

/// The files under their other names; those not renamed are taken away again.
class pending_files {
public:
    pending_files() = default;
    pending_files(pending_files const&) = delete;
    pending_files& operator=(pending_files const&) = delete;
    ~pending_files() {
        std::error_code ignored;
        for (auto const& [other, path] : pending_) fs::remove(other, ignored);
    }
    void add(output const& what) {
        std::error_code unknown;
        fs::path target = fs::weakly_canonical(what.path, unknown);  // a link stays a link
        if (unknown) target = what.path;
        fs::path other = target;
        other += ".part-" + std::to_string(::getpid());
        pending_.emplace_back(std::move(other), std::move(target));
        write_file(pending_.back().first, std::ios::trunc, what, &pending_.back().second);
    }
    void rename_all() {
        for (; !pending_.empty(); pending_.pop_back()) {
            std::error_code failed;
            fs::rename(pending_.back().first, pending_.back().second, failed);
            if (failed) cannot_write(pending_.back().second.string(), failed.value());
        }
    }

private:
    std::vector<std::pair<fs::path, fs::path>> pending_;
};

/// Returns: which open file of this process a path names, -1 for none.
int descriptor_of(std::string_view path) {
    if (path == "/dev/stdout") return 1;
    if (path == "/dev/stderr") return 2;
    for (std::string_view const folder : {"/dev/fd/", "/proc/self/fd/"}) {
        if (!path.starts_with(folder)) continue;
        int number = -1;
        std::string_view const digits = path.substr(folder.size());
        auto const [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (wrong == std::errc{} && end == digits.data() + digits.size()) return number;
    }
    return -1;
}

/// Returns: whether a path is written to as it is: a device, a pipe, or an open file, which to replace would
/// lose what others write to it.
bool is_special(std::string const& path) {
    if (descriptor_of(path) >= 0) return true;
    std::error_code unknown;
    auto const status = fs::status(path, unknown);
    return fs::exists(status) && !fs::is_regular_file(status);
}

}  // namespace

void check_paths(std::string const& input, std::vector<std::string> const& outputs) {
    std::vector<fs::path> taken;
    std::error_code unknown;
    auto const real = [&](std::string const& path) {
        return fs::weakly_canonical(fs::absolute(path, unknown), unknown);
    };
    if (input != "-") taken.push_back(real(input));
    for (std::string const& path : outputs) {
        if (path == "-")
            throw failure(exit_status::bad_usage,
                          "- is no file to write\n  remedy: /dev/stdout, with --quiet where it is to stand "
                          "there alone; or ./- for a file of that name");
        if (path == "/dev/null") continue;
        if (std::find(taken.begin(), taken.end(), real(path)) != taken.end())
            throw failure(exit_status::bad_usage,
                          shown_file(path) + " would be written over something this run needs");
        taken.push_back(real(path));
    }
}

void write_all(std::vector<output> const& outputs) {
    pending_files pending;
    for (output const& o : outputs)
        if (!is_special(o.path)) pending.add(o);
    for (output const& o : outputs) {
        if (int const open = descriptor_of(o.path); open >= 0)
            write_open(open, o);
        else if (is_special(o.path))
            write_file(o.path, std::ios::app, o);
    }
    pending.rename_all();
}

}  // namespace tessera::tool
