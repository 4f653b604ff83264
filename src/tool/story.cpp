// SPDX-License-Identifier: BSL-1.0
#include "tool/story.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include <boost/json.hpp>

#include <tessera/calendar/text.hpp>
#include <tessera/program/merge.hpp>

#include "document/wording.hpp"
#include "tool/refused_fact.hpp"
#include "tool/shown.hpp"

namespace tessera::tool {

using document::bilingual;
using document::language;
using document::sentence;

namespace {

/// Decides facts one after the other, as their host would have done.
class folding {
public:
    folding(member_facts const& of, loaded_program const& by) : of_(of), by_(by) {}

    /// Effects: decides the fact on its member's account. Returns: the decision, until the next one.
    decision const& take(told_fact const& told) {
        any_fact what = told.fact.what;
        refer(what, told);
        account& of = accounts_[told.who.value];
        merge_outcome also;
        auto const done = merge(by_, of, {}, past_fact{what}, of, decided_, also);
        if (!done) refuse(told, done.error());
        if (decided_.how == outcome::repeat) return decided_;
        if (errc const failed = apply(of, by_.chart(), decided_.as_entry()); failed != errc::ok)
            refuse(told, failed);
        if (decided_.receipt.order != fact_id{}) papers_[decided_.receipt.order.value] = decided_.receipt;
        return decided_;
    }
    [[nodiscard]] account const& of_member() { return accounts_[of_.who.value]; }

private:
    /// Effects: gives a fact what it refers to, as it is by now.
    void refer(any_fact& what, told_fact const& told) {
        if (auto* const goods = std::get_if<receipt_return>(&what)) goods->paper = paper_of(told);
        if (auto* const given = std::get_if<compensate>(&what)) given->paper = paper_of(told);
        if (auto* const joined = std::get_if<join_account>(&what))
            joined->leaves = &accounts_[joined->other.value];
    }
    /// Returns: the receipt of the order that a fact names, as it is by now.
    [[nodiscard]] receipt const* paper_of(told_fact const& told) {
        auto const paper = papers_.find(told.fact.order.value);
        if (paper == papers_.end()) refuse(told, errc::unknown_receipt);
        paper_ = paper->second;
        return &paper_;
    }
    [[noreturn]] void refuse(told_fact const& told, errc why) const { throw refused_fact(of_, told, why); }

    member_facts const& of_;
    loaded_program const& by_;
    std::map<std::uint64_t, account> accounts_;
    std::map<std::uint64_t, receipt> papers_;
    receipt paper_;
    decision decided_;
};

bilingual name_of(any_fact const& what) {
    struct namer {
        bilingual operator()(order const&) const { return {"order", "订单"}; }
        bilingual operator()(item_return const&) const { return {"return without receipt", "无单退货"}; }
        bilingual operator()(receipt_return const&) const { return {"return", "退货"}; }
        bilingual operator()(order_progress const&) const { return {"progress of an order", "订单进度"}; }
        bilingual operator()(day_passes const&) const { return {"day", "日结"}; }
        bilingual operator()(action const&) const { return {"action", "活动"}; }
        bilingual operator()(reserve const&) const { return {"hold", "冻结"}; }
        bilingual operator()(capture const&) const { return {"capture", "扣用冻结"}; }
        bilingual operator()(release const&) const { return {"release", "解除冻结"}; }
        bilingual operator()(claim const&) const { return {"reward claimed", "兑换"}; }
        bilingual operator()(send_points const&) const { return {"points sent", "转出"}; }
        bilingual operator()(receive_points const&) const { return {"points received", "转入"}; }
        bilingual operator()(compensate const&) const { return {"compensation", "不退货补偿"}; }
        bilingual operator()(join_account const&) const { return {"accounts joined", "账户合并"}; }
    };
    return std::visit(namer(), what);
}

/// Tells chapters.
class story_teller {
public:
    story_teller(member_facts const& of, loaded_program const& by, language in)
        : names_(of),
          explains_(by, in, [this](fact_id id) { return called(id); }),
          words_(explains_.called(), by.money(), in) {}

    [[nodiscard]] chapter tell(told_fact const& told, decision const& made) const {
        chapter c{.id = told.id,
                  .header = {},
                  .kind = std::visit(
                      [](auto const& fact) {
                          return std::string(document::kind_of<std::remove_cvref_t<decltype(fact)>>);
                      },
                      told.fact.what),
                  .at = {},
                  .says = explains_.tell(made),
                  .postings = {},
                  .added = told.added};
        c.at = std::string(to_text(to_local(head_of(told.fact.what).key.at, 0)).view());
        c.header = c.at + ' ' + words_.say(name_of(told.fact.what)) + ' ' + label(told) + amounts(told, made);
        for (posting const& p : made.postings) c.postings.push_back(explains_.tell(p, made.program));
        return c;
    }
    [[nodiscard]] document::explainer const& explains() const noexcept { return explains_; }

private:
    [[nodiscard]] std::string label(told_fact const& told) const {
        std::string text = shown(told.id);
        if (told.added) text += words_.say(" (what if)", "（假设）");
        if (std::holds_alternative<receipt_return>(told.fact.what) ||
            std::holds_alternative<compensate>(told.fact.what))
            text += words_.say(" of order ", "，原订单 ") + called(told.fact.order);
        return text;
    }
    [[nodiscard]] std::string amounts(told_fact const& told, decision const& made) const {
        bool const buys = std::holds_alternative<order>(told.fact.what);
        bool const back = std::holds_alternative<receipt_return>(told.fact.what);
        if (back) return words_.say(": refund ", "：退款") + words_.money(made.refund.money_minor);
        if (!buys && !std::holds_alternative<item_return>(told.fact.what)) return {};
        std::string text = words_.say(": ", "：") + words_.money(made.priced.totals.list_minor);
        std::int64_t const money = made.priced.payable_minor() - made.receipt.stored_value_minor;
        if (buys && money != made.priced.totals.list_minor)
            text += words_.say(", to pay ", "，应付") + words_.money(money);
        return text;
    }
    /// Returns: what the file calls a fact.
    [[nodiscard]] std::string called(fact_id id) const {
        for (told_fact const& told : names_.all)
            if (head_of(told.fact.what).id == id) return shown(told.id);
        return std::to_string(id.value);
    }

    member_facts const& names_;
    document::explainer explains_;
    document::wording words_;
};

boost::json::value json_of(std::vector<sentence> const& all) {
    return boost::json::parse(document::write_sentences(all));
}

std::string lines_of(std::vector<sentence> const& all, std::string_view before) {
    std::string text;
    for (sentence const& s : all) text += std::string(before) + s.text + '\n';
    return text;
}

std::string headline(story const& what) {
    std::string const day(to_text(what.as_of).view());
    return what.in == language::chinese
               ? "会员 " + what.member + "，方案 " + what.program + "，截至 " + day + '\n'
               : "member " + what.member + ", program " + what.program + ", as of " + day + '\n';
}

boost::json::object head_of_json(story const& what) {
    return {{"member", what.member},
            {"program", what.program},
            {"as_of", to_text(what.as_of).view()},
            {"language", what.in == language::chinese ? "zh" : "en"}};
}

}  // namespace

story tell_story(member_facts const& of, loaded_program const& by, date as_of, language in,
                 std::string_view fact) {
    story made{.member = shown(of.member), .program = shown(by.name()), .as_of = as_of, .in = in};
    folding all(of, by);
    story_teller const teller(of, by, in);
    account then;
    date day = as_of;
    for (told_fact const& told : of.all) {
        if (as_of < head_of(told.fact.what).day) continue;
        decision const& decided = all.take(told);
        if (told.who != of.who || (!fact.empty() && told.id != fact)) continue;
        made.chapters.push_back(teller.tell(told, decided));
        then = all.of_member();
        day = head_of(told.fact.what).day;
    }
    if (fact.empty()) {
        then = all.of_member();
        day = as_of;
    } else if (made.chapters.empty()) {
        throw bad_usage("member " + made.member + " has no fact called " + shown(fact),
                        "an order_id of the orders, or the id of an event");
    }
    made.as_of = day;
    made.outlook = teller.explains().outlook(then, day);
    made.lots = teller.explains().lots(then, day);
    return made;
}

std::string_view fact_of_posting(std::string_view posting) {
    std::size_t const colon = posting.rfind(':');
    if (colon == std::string_view::npos)
        throw bad_usage(shown(posting) + " names no posting", "FACT:PLACE, such as A1001:0");
    return posting.substr(0, colon);
}

void keep_posting(story& of, std::string_view posting) {
    std::string_view const place = posting.substr(posting.rfind(':') + 1);
    std::size_t wanted = 0;
    auto const [end, wrong] = std::from_chars(place.data(), place.data() + place.size(), wanted);
    bool const number = wrong == std::errc{} && end == place.data() + place.size();
    for (chapter& c : of.chapters) {
        std::size_t const here = c.postings.size();
        if (number && wanted < here) {
            c.postings = {c.postings[wanted]};
            std::erase_if(c.says, [&](sentence const& s) { return s.rule != c.postings[0].rule; });
            of.chapters = {std::move(c)};
            of.outlook.clear();
            of.lots.clear();
            return;
        }
        wanted -= std::min(wanted, here);
    }
    throw bad_usage("there is no posting " + shown(posting), "a place from 0 on; --fact lists them");
}

std::string readable(story const& what, bool with_postings) {
    std::string text = headline(what);
    std::string const nothing = what.in == language::chinese ? "  无变化\n" : "  nothing changes\n";
    for (chapter const& c : what.chapters) {
        text += '\n' + c.header + '\n';
        text += c.says.empty() ? nothing : lines_of(c.says, "  ");
        if (!with_postings || c.postings.empty()) continue;
        text += what.in == language::chinese ? "  分录\n" : "  postings\n";
        text += lines_of(c.postings, "    ");
    }
    if (what.outlook.empty()) return text;
    std::string const day(to_text(what.as_of).view());
    text += what.in == language::chinese ? "\n截至 " + day + '\n' : "\nas of " + day + '\n';
    return text + lines_of(what.outlook, "  ");
}

std::string json_of(story const& what) {
    boost::json::object made = head_of_json(what);
    boost::json::array facts;
    for (chapter const& c : what.chapters)
        facts.push_back({{"fact", c.kind},
                         {"id", c.id},
                         {"at", c.at},
                         {"text", c.header},
                         {"says", json_of(c.says)},
                         {"postings", json_of(c.postings)}});
    made.emplace("facts", std::move(facts));
    made.emplace("outlook", json_of(what.outlook));
    made.emplace("lots", json_of(what.lots));
    return boost::json::serialize(made) + '\n';
}

// --- what differs ------------------------------------------------------------------------------------------

namespace {

/// Returns: the sentences that the other list lacks, each as often as it does.
std::vector<sentence> without(std::vector<sentence> const& all, std::vector<sentence> const& others) {
    std::vector<std::string_view> left;
    for (sentence const& s : others) left.push_back(s.text);
    std::vector<sentence> found;
    for (sentence const& s : all) {
        auto const same = std::find(left.begin(), left.end(), s.text);
        if (same == left.end())
            found.push_back(s);
        else
            left.erase(same);
    }
    return found;
}

struct difference {
    std::string about;  ///< the chapter's header, or what the sentences are about
    std::vector<sentence> before;
    std::vector<sentence> after;
    [[nodiscard]] bool none() const noexcept { return before.empty() && after.empty(); }
};

difference between(std::string about, std::vector<sentence> const& before,
                   std::vector<sentence> const& after) {
    return {std::move(about), without(before, after), without(after, before)};
}

/// Returns: the place of the chapter that told the same fact, or of none.
std::size_t same_fact_in(std::vector<chapter const*> const& chapters, chapter const& as) {
    auto const same = [&](chapter const* c) { return c && !as.added && c->id == as.id; };
    return static_cast<std::size_t>(std::find_if(chapters.begin(), chapters.end(), same) - chapters.begin());
}

/// Returns: how a fact came to something else; where its price did, that comes first.
difference between(chapter const& before, chapter const& after) {
    difference found = between(after.header, before.says, after.says);
    if (before.header.empty() || before.header == after.header) return found;
    found.about = after.at + ' ' + shown(after.id);
    found.before.insert(found.before.begin(), sentence{.kind = "fact", .text = before.header});
    found.after.insert(found.after.begin(), sentence{.kind = "fact", .text = after.header});
    return found;
}

std::vector<difference> differences(story const& before, story const& after) {
    std::vector<difference> found;
    std::vector<chapter const*> left;
    for (chapter const& c : before.chapters) left.push_back(&c);
    chapter const nothing;
    for (chapter const& c : after.chapters) {
        std::size_t const at = same_fact_in(left, c);
        found.push_back(between(at == left.size() ? nothing : *left[at], c));
        if (at != left.size()) left[at] = nullptr;
    }
    for (chapter const* const gone : left)
        if (gone) found.push_back({gone->header, gone->says, {}});
    std::string const day(to_text(after.as_of).view());
    bool const chinese = after.in == language::chinese;
    found.push_back(between((chinese ? "截至 " : "as of ") + day, before.outlook, after.outlook));
    found.push_back(between(chinese ? "积分批次" : "lots", before.lots, after.lots));
    std::erase_if(found, [](difference const& d) { return d.none(); });
    return found;
}

}  // namespace

std::string readable_difference(story const& before, story const& after,
                                std::vector<supposition> const& if_what) {
    bool const chinese = after.in == language::chinese;
    std::string text = headline(before) + (chinese ? "假设：" : "what if: ");
    for (supposition const& one : if_what)
        text += (&one == &if_what.front() ? "" : chinese ? "；" : "; ") + one.text;
    text += '\n';
    auto const all = differences(before, after);
    if (all.empty()) return text + (chinese ? "\n没有差别\n" : "\nnothing differs\n");
    for (difference const& d : all)
        text += '\n' + d.about + '\n' + lines_of(d.before, "  - ") + lines_of(d.after, "  + ");
    return text;
}

std::string json_of_difference(story const& before, story const& after,
                               std::vector<supposition> const& if_what) {
    boost::json::object made = head_of_json(before);
    boost::json::array changes;
    for (supposition const& one : if_what) changes.push_back(one.data);
    made.emplace("what_if", std::move(changes));
    boost::json::array all;
    for (difference const& d : differences(before, after))
        all.push_back({{"about", d.about}, {"before", json_of(d.before)}, {"after", json_of(d.after)}});
    made.emplace("differences", std::move(all));
    return boost::json::serialize(made) + '\n';
}

}  // namespace tessera::tool
