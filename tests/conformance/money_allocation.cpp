// SPDX-License-Identifier: BSL-1.0

/// Splitting of amounts. The rule of a case is a sentence; it is read phrase by phrase, and a phrase without
/// a meaning makes the case unsupported.

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/money/allocate.hpp>
#include <tessera/money/allocate_within.hpp>

#include "vocabulary.hpp"

namespace conformance {

namespace {

using tessera::cpp_int;
using tessera::cpp_rational;
using tessera::left_over_to;
using tessera::zero_weights;

enum class limit : std::uint8_t { none, maximum, minimum_price };

/// What the sentence says.
struct plan {
    tessera::split how{.left_over = left_over_to::largest_remainder};
    limit limited = limit::none;
    tessera::cut_off excess = tessera::cut_off::drop;
    bool equal = false;        ///< so many targets instead of weights
    bool extra_part = false;   ///< what is not placed is the last share
    bool finer_scale = false;  ///< the amount gets as many more decimals as the weights have
};

/// One line given in words: its total and the room above its lowest price.
struct line {
    std::int64_t total = 0;
    std::int64_t room = 0;
};

// ---- the sentence
// ------------------------------------------------------------------------------------------

struct phrase {
    using effect = void (*)(plan&, std::smatch const&);

    phrase(char const* words, effect meaning) : pattern(words), apply(meaning) {}

    std::regex pattern;
    effect apply;
};

#define MODE "(?:half )?(?:up|down|even|odd)|towards? (?:zero|(?:minus|plus) infinity)"

void share_rounding(plan& p, std::smatch const& m) {
    if (m[2].matched) {
        p.how.share = rounding_mode(m[2].str());
    } else if (m[1].str() == "round") {
        throw unsupported("rounded shares without a mode");
    } else {
        p.how.share = tessera::rounding::down;
    }
}

/// In this order: a phrase that contains another stands before it.
std::vector<phrase> const& phrases() {
    static std::vector<phrase> const list{
        {"from the last weight to the first: truncate\\(amount left (×|x|\\*) weight (÷|/) sum of weights "
         "left\\)",
         [](plan& p, std::smatch const&) { p.how.left_over = left_over_to::from_the_end; }},
        {"only whole multiples of the reduced weight sum are handed out",
         [](plan& p, std::smatch const&) { p.how.left_over = left_over_to::block; }},
        {"weights with decimals raise the scale of the result instead of rounding",
         [](plan& p, std::smatch const&) {
             p.finer_scale = true;
             p.how.left_over = left_over_to::largest_weight;  // that source's rule for whole weights
         }},
        {"equal split( in minor units)?|split equally", [](plan& p, std::smatch const&) { p.equal = true; }},
        {"(weights )?all[- ]zero( weights)?( are)?:? (treated as equal|equal split)",
         [](plan& p, std::smatch const&) { p.how.zeros = zero_weights::equal; }},
        {"(weights )?all[- ]zero( weights)?:? (nobody gets anything|give nothing|nothing)",
         [](plan& p, std::smatch const&) { p.how.zeros = zero_weights::nothing; }},
        {"(weights )?all[- ]zero( weights)?(:? (an )?error|:? refused| are an error)?|(a )?negative "
         "weights?(:? (an )?error| is an error)?",
         [](plan& p, std::smatch const&) { p.how.zeros = zero_weights::error; }},
        {"capped by each line's room above its minimum price",
         [](plan& p, std::smatch const&) {
             p.limited = limit::minimum_price;
             p.how.share = tessera::rounding::half_down;  // that source's way to split in proportion
             p.how.left_over = left_over_to::first;
         }},
        {"proportional to the maxima|no share above its maximum",
         [](plan& p, std::smatch const&) {
             p.limited = limit::maximum;
             p.how.zeros = zero_weights::nothing;
         }},
        {"what is cut off is (spread|split) again over the lines with room",
         [](plan& p, std::smatch const&) { p.excess = tessera::cut_off::respread; }},
        {"what (is cut off|cannot be placed) is dropped",
         [](plan& p, std::smatch const&) { p.excess = tessera::cut_off::drop; }},
        {"proportional( to (the )?(weights|line totals))?|sign preserved|ties to the (earlier|first)|"
         "\\(?zero weights skipped\\)?",
         [](plan&, std::smatch const&) {}},
        {"(floor|truncate|round)(?:ed)?(?: \\(?(" MODE ")\\)?)? each share", share_rounding},
        {"each share(?: is)? (floor|truncat|round)ed(?: \\(?(" MODE ")\\)?)?", share_rounding},
        {"(the )?(left-?over|remainder|rest)( units?| cents?)?( is| are)?( returned as)? an extra last part",
         [](plan& p, std::smatch const&) {
             p.extra_part = true;
             if (p.how.left_over != left_over_to::block) p.how.left_over = left_over_to::separate;
         }},
        {"largest remainders?",
         [](plan& p, std::smatch const&) { p.how.left_over = left_over_to::largest_remainder; }},
        {"(?:the )?(?:left-?over|remainder|rest)(?: units?| cents?)?,?(?: one unit each| one each)? "
         "(?:to|from) the "
         "(first|last|largest)( fractional parts?| remainders?| weights?| ratios?| lines?| targets?)?( with "
         "room)?",
         [](plan& p, std::smatch const& m) {
             std::string const whom = m[1].str();
             std::string const what = m[2].str();
             bool const by_part =
                 what.find("fractional") != std::string::npos || what.find("remainder") != std::string::npos;
             p.how.left_over = whom == "first"  ? left_over_to::first
                               : whom == "last" ? left_over_to::last
                               : by_part        ? left_over_to::largest_remainder
                                                : left_over_to::largest_weight;
             if (m[3].matched) p.excess = tessera::cut_off::respread;
         }},
    };
    return list;
}

#undef MODE

/// Returns: the lines of "1 unit at 5000 (min 4500) and 3 units totalling 6000 (min 1500 per unit)", taking
/// those words out of the sentence.
std::vector<line> take_lines(std::string& words) {
    static std::regex const one_line(
        "(\\d+) units? (at|totall?ing) (\\d+)( each| per unit)?( \\(min(?:imum)? (\\d+)( per unit| "
        "each)?\\))?");
    std::vector<line> lines;
    std::smatch m;
    while (std::regex_search(words, m, one_line)) {
        std::int64_t const units = whole_number(m[1].str());
        bool const per_unit = m[2].str() == "at";
        auto const of_line = [&](std::string const& amount, bool each) {
            auto const total = tessera::checked_multiply(whole_number(amount), each ? units : 1);
            if (!total) throw unsupported("a line beyond 64 bits");
            return *total;
        };
        std::int64_t const total = of_line(m[3].str(), per_unit || m[4].matched);
        std::int64_t const least = m[6].matched ? of_line(m[6].str(), per_unit || m[7].matched) : 0;
        lines.push_back({total, std::max<std::int64_t>(total - least, 0)});
        words.replace(static_cast<std::size_t>(m.position()), static_cast<std::size_t>(m.length()), " ");
    }
    return lines;
}

/// Effects: throws `unsupported` unless only words without a meaning of their own are left.
void expect_filler(std::string const& words) {
    static std::regex const word("[^\\s,;:.()]+");
    static std::vector<std::string> const filler{"and", "then", "each", "the", "lines", "one", "unit", "is"};
    for (std::sregex_iterator w(words.begin(), words.end(), word), end; w != end; ++w) {
        if (std::find(filler.begin(), filler.end(), w->str()) == filler.end()) {
            throw unsupported("word '" + w->str() + "' in the algorithm");
        }
    }
}

struct reading {
    plan how;
    std::vector<line> lines;
};

/// Returns: what the sentence means; `before` is the meaning of the last case "as above" can refer to.
reading read_algorithm(std::string words, std::optional<plan> const& before) {
    std::transform(words.begin(), words.end(), words.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    reading out;
    if (auto const above = words.find("as above"); above != std::string::npos) {
        if (!before) throw unsupported("'as above' without a case before it");
        out.how = *before;
        words.erase(above, std::string_view("as above").size());
    }
    out.lines = take_lines(words);
    for (auto const& [pattern, apply] : phrases()) {
        std::smatch m;
        while (std::regex_search(words, m, pattern)) {
            apply(out.how, m);
            words.replace(static_cast<std::size_t>(m.position()), static_cast<std::size_t>(m.length()), " ");
        }
    }
    expect_filler(words);
    return out;
}

// ---- the figures
// -------------------------------------------------------------------------------------------

/// Returns: whole weights in the same ratio.
std::vector<std::int64_t> whole_weights(std::vector<std::string> const& texts) {
    std::vector<cpp_rational> exact;
    cpp_int common = 1;
    for (std::string const& text : texts) {
        exact.push_back(number(text));
        common = lcm(common, denominator(exact.back()));
    }
    std::vector<std::int64_t> weights;
    for (cpp_rational const& weight : exact) {
        auto const whole = tessera::to_int64(numerator(cpp_rational(weight * common)));
        if (!whole) throw unsupported("weights beyond 64 bits");
        weights.push_back(*whole);
    }
    return weights;
}

/// Returns: the most decimals a weight is written with.
unsigned decimals_of(std::vector<std::string> const& weights) {
    std::size_t most = 0;
    for (std::string const& text : weights) {
        auto const point = text.find('.');
        if (point != std::string::npos) most = std::max(most, text.size() - point - 1);
    }
    return static_cast<unsigned>(most);
}

/// An amount of a case: minor units, in a currency where one is named.
struct amount {
    std::int64_t minor = 0;
    std::optional<tessera::currency> unit;
};

/// Returns: "475 JPY" or "4.75", which is in `unit`; without any currency minor units.
amount read_amount(std::string const& text, std::optional<tessera::currency> unit) {
    auto const space = text.find(' ');
    if (space != std::string::npos) unit = currency_named(text.substr(space + 1));
    if (!unit) return {whole_number(text), {}};
    auto const value = tessera::money::parse(text.substr(0, space), *unit);
    if (!value) throw unsupported("amount '" + text + "': " + word_of(value.error()));
    return {value->minor(), unit};
}

/// What the library answers: shares, or an error.
struct answer {
    std::vector<std::int64_t> shares;
    unsigned digits = 0;  ///< decimals of a share that is compared as an amount
    std::optional<tessera::errc> error;
};

/// One case: its figures as the event and the rules give them.
class allocation_case {
public:
    allocation_case(plan how, std::vector<line> lines, fields& rules, fields& event)
        : how_(how), lines_(std::move(lines)) {
        if (rules.has("currency")) unit_ = currency_named(rules.text("currency"));
        if (event.has("currency")) unit_ = currency_named(event.text("currency"));
        if (rules.has("smallest_unit_minor")) how_.how.step = whole_number(rules.text("smallest_unit_minor"));
        if (how_.how.step <= 0) throw unsupported("a smallest unit that is not positive");
        total_ = event.has("amount_minor") ? amount{whole_number(event.text("amount_minor")), unit_}
                                           : read_amount(event.text("amount"), unit_);
        if (event.has("targets")) targets_ = whole_number(event.text("targets"));
        weighted_ = rules.has("weights");
        if (weighted_) weight_texts_ = rules.texts("weights");
        if (rules.has("maximum")) maximum_ = rules.texts("maximum");
        if (rules.has("minimum")) minimum_ = rules.texts("minimum");
    }

    answer run() {
        if (how_.equal) return split_equally();
        if (how_.finer_scale) return split_finer();
        if (how_.limited != limit::none || !lines_.empty()) return split_within();
        if (!weighted_) throw unsupported("a split without weights");
        std::vector<std::int64_t> const weights = whole_weights(weight_texts_);
        return split_by(weights, total_.minor);
    }

private:
    answer finished(std::vector<std::int64_t> shares, tessera::result<std::int64_t> const& unplaced) const {
        answer out;
        if (!unplaced) {
            out.error = unplaced.error();
            return out;
        }
        out.shares = std::move(shares);
        if (how_.extra_part) out.shares.push_back(*unplaced);
        out.digits = total_.unit ? total_.unit->digits : 0;
        return out;
    }

    answer split_by(std::vector<std::int64_t> const& weights, std::int64_t total) const {
        std::vector<std::int64_t> shares(weights.size());
        auto const unplaced = tessera::allocate(total, weights, shares, how_.how);
        return finished(std::move(shares), unplaced);
    }

    answer split_equally() const {
        std::int64_t const parts = targets_ ? *targets_ : static_cast<std::int64_t>(weight_texts_.size());
        if (parts < 0 || parts > 1'000'000) throw unsupported("so many targets");
        std::vector<std::int64_t> shares(static_cast<std::size_t>(parts));
        auto const unplaced = tessera::allocate_equally(total_.minor, shares, how_.how);
        return finished(std::move(shares), unplaced);
    }

    /// With as many more decimals as the weights have, the amount is split in smaller units.
    answer split_finer() const {
        unsigned const more = decimals_of(weight_texts_);
        if (more > tessera::decimal_places_max) throw unsupported("weights with so many decimals");
        auto const total = tessera::checked_multiply(total_.minor, tessera::power_of_ten(more));
        if (!total) throw unsupported("an amount beyond 64 bits");
        answer out = split_by(whole_weights(weight_texts_), *total);
        out.digits += more;
        return out;
    }

    answer split_within() const {
        std::vector<std::int64_t> weights;
        std::vector<std::int64_t> room;
        if (!lines_.empty()) {
            for (line const& one : lines_) {
                weights.push_back(one.total);
                room.push_back(one.room);
            }
        } else if (how_.limited == limit::maximum) {
            for (std::string const& text : maximum_) {
                amount const most = read_amount(text, maximum_unit(text));
                if (auto const error = mixed_with(most)) return {{}, 0, error};
                room.push_back(most.minor);
            }
            weights = weight_texts_.empty() ? room : whole_weights(weight_texts_);
        } else {
            weights = whole_weights(weight_texts_);
            if (minimum_.size() != weights.size()) throw unsupported("not one minimum for each weight");
            for (std::size_t i = 0; i < weights.size(); ++i) {
                room.push_back(std::max<std::int64_t>(weights[i] - whole_number(minimum_[i]), 0));
            }
        }
        if (room.size() != weights.size() || room.empty()) throw unsupported("not one limit for each share");
        std::vector<std::int64_t> shares(weights.size());
        std::vector<std::int64_t> scratch(weights.size());
        auto const unplaced =
            tessera::allocate_within(total_.minor, weights, room, shares, scratch, how_.excess, how_.how);
        return finished(std::move(shares), unplaced);
    }

    /// A maximum without a currency is written as the total is: in minor units, or as an amount.
    std::optional<tessera::currency> maximum_unit(std::string const& text) const {
        return text.find('.') != std::string::npos ? total_.unit : std::nullopt;
    }

    /// Returns: the library's word on a total and a maximum of two currencies.
    std::optional<tessera::errc> mixed_with(amount const& most) const {
        if (!total_.unit || !most.unit) return {};
        auto const sum =
            add(tessera::money(total_.minor, *total_.unit), tessera::money(most.minor, *most.unit));
        if (sum) return {};
        return sum.error();
    }

    plan how_;
    std::vector<line> lines_;
    std::optional<tessera::currency> unit_;
    amount total_;
    std::optional<std::int64_t> targets_;
    bool weighted_ = false;
    std::vector<std::string> weight_texts_;
    std::vector<std::string> maximum_;
    std::vector<std::string> minimum_;
};

void compare(answer const& got, fields& expect) {
    if (expect.has("error")) {
        expect_equal("the error", got.error ? word_of(*got.error) : "none", expect.text("error"));
        return;
    }
    if (got.error) throw mismatch("the error " + word_of(*got.error));
    bool const in_minor = expect.has("shares_minor");
    std::vector<std::string> const wanted = expect.texts(in_minor ? "shares_minor" : "shares");
    expect_equal("the number of shares", cpp_rational(got.shares.size()), cpp_rational(wanted.size()));
    cpp_rational const unit = in_minor ? cpp_rational(1) : cpp_rational(1, tessera::power_of_ten(got.digits));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        expect_equal("share " + std::to_string(i + 1), cpp_rational(got.shares[i]) * unit, number(wanted[i]));
    }
}

/// What "as above" speaks of: the last rule of the same kind. The rules that limit shares are known from the
/// start, since a file may hold only some of its source's cases.
struct memory {
    std::optional<plan> by_maximum =
        read_algorithm(
            "proportional to the maxima, no share above its maximum, left-over units one each from the "
            "first with room",
            {})
            .how;
    std::optional<plan> by_minimum_price =
        read_algorithm(
            "proportional to line totals, capped by each line's room above its minimum price; what is cut "
            "off is spread again over the lines with room",
            {})
            .how;
    std::optional<plan> last;
};

void check(boost::json::object const& one_case, memory& seen) {
    fields rules(one_case.at("programme").as_object(), "programme");
    boost::json::array const& events = one_case.at("events").as_array();
    if (events.size() != 1) throw unsupported("more than one event");
    fields event(events[0].as_object(), "event");
    if (std::string const type = event.text("type"); type != "allocate")
        throw unsupported("event '" + type + "'");

    std::string const words = rules.text("algorithm");
    std::optional<plan> const& before = rules.has("maximum")                      ? seen.by_maximum
                                        : words.find("(min") != std::string::npos ? seen.by_minimum_price
                                                                                  : seen.last;
    auto [how, lines] = read_algorithm(words, before);
    allocation_case figures(how, std::move(lines), rules, event);
    rules.done();
    event.done();
    if (how.limited == limit::maximum) seen.by_maximum = how;
    if (how.limited == limit::minimum_price) seen.by_minimum_price = how;
    seen.last = how;

    fields expect(one_case.at("expect").as_object(), "expect");
    compare(figures.run(), expect);
    expect.done();
}

}  // namespace

adapter money_allocation() {
    return
        [seen = std::make_shared<memory>()](boost::json::object const& one_case) { check(one_case, *seen); };
}

}  // namespace conformance
