// SPDX-License-Identifier: BSL-1.0
#include "tool/explain.hpp"

#include <algorithm>
#include <optional>

#include <tessera/calendar/text.hpp>

#include "tool/failure.hpp"
#include "tool/shown.hpp"
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
        if (!asked_.what_if.empty() && !asked_.journal.empty())
            throw bad_usage("a journal does not tell what else would have come of it",
                            "--orders FILE or --facts FILE");
        chosen_program const by = program(asked_.program);
        if (!asked_.what_if.empty()) return tell_difference(by, facts_under(by));
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
        std::optional<chosen_program> const other = other_program(by);
        chosen_program const& then = other ? *other : by;
        member_facts changed = facts_under(then);
        date const latest = asked_.as_of.empty() ? date::never() : as_of(changed);
        supposing const how{then, in_, latest, asked_.spend};
        std::vector<supposition> all;
        for (supposed const& one : asked_.what_if)
            all.push_back(one.kind == supposed::what::program ? told(then) : suppose(changed, one, how));
        date const day = as_of(changed);
        story const before = tell_story(facts, by.rules, day, in_);
        story const after = tell_story(changed, then.rules, day, in_);
        return asked_.json ? json_of_difference(before, after, all) : readable_difference(before, after, all);
    }
    /// Returns: the program that is supposed to be in the other one's place, where one is.
    [[nodiscard]] std::optional<chosen_program> other_program(chosen_program const& by) const {
        std::optional<chosen_program> other;
        for (supposed const& one : asked_.what_if) {
            if (one.kind != supposed::what::program) continue;
            if (other)
                throw bad_usage("--with-program " + shown_file(one.words) + ": there is another one already",
                                "one program");
            other = program(one.words);
            if (other->rules.money() != by.rules.money())
                throw bad_usage("--with-program " + shown_file(one.words) + " is in another currency",
                                "a program in that of --program");
        }
        return other;
    }
    [[nodiscard]] supposition told(chosen_program const& then) const {
        std::string const name = shown(then.name());
        std::string text = (in_ == document::language::chinese ? "改用方案 " : "the program ") + name;
        boost::json::object data{{"change", "with_program"}, {"program", then.name()}, {"text", text}};
        return {std::move(text), std::move(data)};
    }

    explaining const& asked_;
    history orders_;
    std::vector<char> text_;  ///< of events, or of a journal
    document::language in_{};
};

}  // namespace

std::string explain(explaining const& asked) { return explanation(asked).tell(); }

}  // namespace tessera::tool
