// SPDX-License-Identifier: BSL-1.0
#include "tool/explain.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <tessera/calendar/text.hpp>
#include <tessera/money/decimal.hpp>

#include "tool/amounts.hpp"
#include "tool/failure.hpp"
#include "tool/order_lines.hpp"
#include "tool/story.hpp"

namespace tessera::tool {

namespace {

date read_day(std::string_view text, std::string const& option) {
    auto const day = parse_date(text);
    if (!day)
        throw bad_usage(option + " \"" + shown(text) + "\": " + std::string(message(day.error())),
                        "a day, such as 2026-01-31");
    return *day;
}

/// The order of `--add`.
struct thought_of {
    date day{};
    std::int64_t minor = 0;
};

thought_of read_order(std::string_view text, currency money) {
    std::size_t const colon = std::min(text.find(':'), text.size());
    std::string_view const written = text.substr(std::min(colon + 1, text.size()));
    thought_of made{read_day(text.substr(0, colon), "--add"), 0};
    auto const amount = decimal::parse(written);
    auto const minor = amount ? to_minor(*amount, money.digits) : result<std::int64_t>(amount.error());
    if (!minor || *minor <= 0)
        throw bad_usage("--add: \"" + shown(written) + "\" is no amount of an order",
                        "DAY:AMOUNT, such as 2026-01-31:120.00");
    made.minor = *minor;
    return made;
}

/// What a fact of the file sold, and which line of it comes back; 0: all.
struct goods_named {
    told_fact const* sold = nullptr;
    std::uint32_t line = 0;
};

told_fact const* order_named(member_facts const& in, std::string_view id) {
    for (told_fact const& told : in.all)
        if (told.who == in.who && told.id == id && std::holds_alternative<order>(told.fact.what))
            return &told;
    return nullptr;
}

goods_named read_goods(std::string_view text, member_facts const& in) {
    if (told_fact const* const whole = order_named(in, text)) return {whole, 0};
    std::size_t const colon = std::min(text.rfind(':'), text.size());
    std::string_view const number = text.substr(std::min(colon + 1, text.size()));
    goods_named made{order_named(in, text.substr(0, colon)), 0};
    auto const [end, wrong] = std::from_chars(number.data(), number.data() + number.size(), made.line);
    bool const sound = wrong == std::errc{} && end == number.data() + number.size();
    auto const has_line = [&](line const& l) { return l.number == made.line; };
    if (!made.sold || !sound ||
        std::none_of(made.sold->fact.lines.begin(), made.sold->fact.lines.end(), has_line))
        throw bad_usage("--return: the member has no order, or no line, called " + shown(text),
                        "ORDER, or ORDER:LINE with the number of its line");
    return made;
}

/// Reads the files once, and makes of them what a program needs.
class explanation {
public:
    explicit explanation(explaining const& asked) : asked_(asked) {
        int const files = !asked.orders.empty() + !asked.facts.empty() + !asked.journal.empty();
        if (files != 1)
            throw bad_usage("explain tells from one file", "--orders FILE, --facts FILE or --journal FILE");
        if (asked.member.empty() && asked.journal.empty()) throw bad_usage("whose story?", "--member ID");
        if (!asked.orders.empty())
            orders_ = read_history(read_file(asked.orders), asked.orders, {asked.skip_bad, {}});
        else
            text_ = read_file(asked.facts.empty() ? asked.journal : asked.facts);
        in_ = asked.lang == "zh" ? document::language::chinese : document::language::english;
    }

    [[nodiscard]] std::string tell() const {
        chosen_program const by = program(asked_.program);
        bool const what_if = !asked_.add.empty() || !asked_.give_back.empty() || !asked_.with.empty();
        if (what_if && !asked_.journal.empty())
            throw bad_usage("a journal does not tell what else would have come of it",
                            "--orders FILE or --facts FILE");
        if (what_if) return tell_difference(by, facts_under(by));
        std::string const fact =
            asked_.posting.empty() ? asked_.fact : std::string(fact_of_posting(asked_.posting));
        story made = asked_.journal.empty() ? story_of_facts(by, fact) : story_of_journal(by, fact);
        if (!asked_.posting.empty()) keep_posting(made, asked_.posting);
        return asked_.json ? json_of(made) : readable(made, !fact.empty() && asked_.journal.empty());
    }

private:
    [[nodiscard]] story story_of_facts(chosen_program const& by, std::string const& fact) const {
        member_facts const facts = facts_under(by);
        return tell_story(facts, by.rules, as_of(facts), in_, fact);
    }
    [[nodiscard]] story story_of_journal(chosen_program const& by, std::string const& fact) const {
        auto const read = document::read_journal({text_.data(), text_.size()});
        if (!read) throw bad_text(exit_status::bad_history, read.problems, asked_.journal);
        std::optional<date> day;
        if (!asked_.as_of.empty()) day = read_day(asked_.as_of, "--as-of");
        std::string const member = asked_.member.empty() ? asked_.journal : asked_.member;
        return tell_journal(read.what, by.rules, shown(member), day, in_, fact);
    }
    [[nodiscard]] chosen_program program(std::string const& name) const {
        auto const built_in = [&](poster const& p) { return p.name == name; };
        if (asked_.orders.empty() && std::any_of(posters().begin(), posters().end(), built_in))
            throw bad_usage(name + " is in the currency of the orders, and this file does not tell its own",
                            "a program in a file: ./" + name + ".json");
        return choose_program(name, orders_.money);
    }
    [[nodiscard]] member_facts facts_under(chosen_program const& by) const {
        if (asked_.facts.empty()) return facts_of(orders_, asked_.member, by, asked_.spend);
        return facts_of(std::string_view(text_.data(), text_.size()), asked_.facts, asked_.member);
    }
    [[nodiscard]] date as_of(member_facts const& facts) const {
        return asked_.as_of.empty() ? facts.last_day : read_day(asked_.as_of, "--as-of");
    }

    // --- what if -------------------------------------------------------------------------------------------

    [[nodiscard]] std::string tell_difference(chosen_program const& by, member_facts const& facts) const {
        if (!asked_.fact.empty() || !asked_.posting.empty())
            throw bad_usage("what if is told of the whole story", "leave out --fact and --posting");
        std::optional<chosen_program> other;
        if (!asked_.with.empty()) other = program(asked_.with);
        if (other && other->rules.money() != by.rules.money())
            throw bad_usage("--with: " + asked_.with + " is in another currency",
                            "a program in that of --program");
        chosen_program const& then = other ? *other : by;
        member_facts changed = facts_under(then);
        std::string what = other ? say("the program ", "改用方案 ") + shown(then.name()) : std::string();
        auto const also = [&](std::string const& more) {
            what += (what.empty() ? "" : say("; ", "；")) + more;
        };
        if (!asked_.add.empty()) also(add_order(changed, then));
        if (!asked_.give_back.empty()) also(bring_back(changed, then));
        date const day = as_of(changed);
        story const before = tell_story(facts, by.rules, day, in_);
        story const after = tell_story(changed, then.rules, day, in_);
        return asked_.json ? json_of_difference(before, after, what)
                           : readable_difference(before, after, what);
    }
    [[nodiscard]] std::string add_order(member_facts& to, chosen_program const& by) const {
        currency const money = by.rules.money();
        thought_of const wanted = read_order(asked_.add, money);
        if (!asked_.as_of.empty() && as_of(to) < wanted.day)
            throw bad_usage("--add: the order is after the day of --as-of", "a later --as-of");
        told_fact made;
        document::stored_fact& fact = made.fact;
        fact.lines.push_back({.number = 1, .quantity = 1, .list_minor = wanted.minor});
        if (by.points_are_spent || asked_.spend)
            for (rule_id const rule : by.redemptions) fact.wishes.push_back({rule});
        fact.what = order{{}, {fact.lines}, fact.wishes};
        add_fact(to, std::move(made), wanted.day);
        std::string const day(to_text(wanted.day).view());
        std::string const amount = plain(wanted.minor, money.digits) + ' ' + std::string(money.code());
        return say("an order of " + amount + " on " + day, day + " 下单 " + amount);
    }
    [[nodiscard]] std::string bring_back(member_facts& to, chosen_program const& by) const {
        if (!by.knows_receipts())
            throw bad_usage(std::string(by.name()) + " has no rule of returns by receipt",
                            "--program seed-returns");
        goods_named const goods = read_goods(asked_.give_back, to);
        if (as_of(to) < head_of(goods.sold->fact.what).day)
            throw bad_usage("--return: the order is after the day of --as-of", "a later --as-of");
        std::string const id = shown(goods.sold->id);
        told_fact made;
        made.fact.order = head_of(goods.sold->fact.what).id;
        if (goods.line != 0) made.fact.goods.push_back({.number = goods.line});
        made.fact.what = receipt_return{{}, nullptr, made.fact.goods};
        date const day = as_of(to);
        add_fact(to, std::move(made), day);
        std::string const on(to_text(day).view()), line = std::to_string(goods.line);
        if (goods.line == 0) return say("order " + id + " comes back on " + on, on + " 订单 " + id + " 退货");
        return say("line " + line + " of order " + id + " comes back on " + on,
                   on + " 订单 " + id + " 第" + line + "行退货");
    }
    [[nodiscard]] std::string say(std::string english, std::string chinese) const {
        return in_ == document::language::chinese ? std::move(chinese) : std::move(english);
    }

    explaining const& asked_;
    history orders_;
    std::vector<char> text_;  ///< of events, or of a journal
    document::language in_{};
};

}  // namespace

std::string explain(explaining const& asked) { return explanation(asked).tell(); }

}  // namespace tessera::tool
