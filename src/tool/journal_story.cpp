// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <utility>

#include <tessera/calendar/text.hpp>
#include <tessera/ledger/journal.hpp>

#include "document/wording.hpp"
#include "tool/failure.hpp"
#include "tool/shown.hpp"
#include "tool/story.hpp"

namespace tessera::tool {

namespace {

/// Returns: the member's account, as the journal gives it under the program's chart.
account fold_under(document::stored_journal const& of, loaded_program const& by) {
    if (!by.chart().extends(of.slots.view()))
        throw failure(exit_status::bad_history,
                      "the journal's chart is none that the program takes over\n"
                      "  remedy: the program that wrote the journal, or a later version of it");
    auto folded = fold(of.entries, by.chart());
    if (!folded)
        throw failure(exit_status::bad_history,
                      "the journal does not fold: " + std::string(message(folded.error())));
    return *std::move(folded);
}

chapter tell_entry(entry const& e, document::explainer const& explains) {
    bool const chinese = explains.in() == document::language::chinese;
    chapter c{.id = std::to_string(e.fact.value),
              .header = {},
              .kind = "entry",
              .at = {},
              .says = {},
              .postings = {}};
    c.at = std::string(to_text(to_local(e.key.at, 0)).view());
    c.header = c.at + (chinese ? " 事件 " : " fact ") + c.id;
    for (posting const& p : e.postings) c.postings.push_back(explains.tell(p, e.program));
    c.says = c.postings;
    return c;
}

}  // namespace

story tell_journal(document::stored_journal const& of, loaded_program const& by, std::string member,
                   std::optional<date> as_of, document::language in, std::string_view fact) {
    story made{.member = std::move(member), .program = shown(by.name()), .as_of = date::min(), .in = in};
    account const holder = fold_under(of, by);
    document::explainer const explains(by, in);
    for (std::size_t i = 0; i < of.entries.size(); ++i) {
        entry const e = of.entries[i];
        made.as_of = std::max(made.as_of, to_local(e.key.at, 0).day);
        if (fact.empty() || std::to_string(e.fact.value) == fact)
            made.chapters.push_back(tell_entry(e, explains));
    }
    if (!fact.empty() && made.chapters.empty())
        throw bad_usage("the journal has no fact " + shown(fact),
                        "the number that stands in one of its lines");
    if (as_of && *as_of < made.as_of)
        throw bad_usage("the journal goes on after the day of --as-of",
                        std::string(to_text(made.as_of).view()) + " or a later day");
    if (as_of) made.as_of = *as_of;
    if (of.entries.size() == 0) return made;
    made.outlook = explains.outlook(holder, made.as_of);
    made.lots = explains.lots(holder, made.as_of);
    return made;
}

}  // namespace tessera::tool
