// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cbor.hpp"
#include "reader.hpp"

/// Part of tessera::document. Plain data to CBOR and back by the descriptions of the JSON documents: an
/// object is an array of its fields in the order of the description, null standing for a usual value. See
/// describe_values.hpp.

namespace tessera::document {

class packer {
public:
    template <class T>
    static void pack(cbor::bytes_out& out, T& from)
        requires requires(packer& p, T& t) { describe(p, t); }
    {
        packer inside;
        describe(inside, from);
        out.head(cbor::major::array, inside.count_);
        out.bytes.insert(out.bytes.end(), inside.fields_.bytes.begin(), inside.fields_.bytes.end());
    }

    // --- what a description calls
    // ------------------------------------------------------------------------------

    template <class T>
    void field(std::string_view, std::string_view, T& from) {
        ++count_;
        pack(fields_, from);
    }
    template <class T>
    void field(std::string_view, std::string_view, T& from, std::type_identity_t<T> const& usual) {
        ++count_;
        from == usual ? fields_.null() : pack(fields_, from);
    }
    void format(std::string_view kind) {
        count_ += 2;
        fields_.whole(std::int64_t{format_version});
        fields_.text(kind);
    }
    template <class Make>
    static void made(Make) noexcept {}

private:
    static void pack(cbor::bytes_out& out, bool from) { out.truth(from); }
    static void pack(cbor::bytes_out& out, std::uint64_t from) { out.whole(from); }
    template <tessera::detail::small_integer Whole>
    static void pack(cbor::bytes_out& out, Whole from) {
        out.whole(std::int64_t{from});
    }
    template <class Tag, class Rep>
    static void pack(cbor::bytes_out& out, id<Tag, Rep> from) {
        pack(out, from.value);
    }
    static void pack(cbor::bytes_out& out, date from) { pack(out, from.day); }
    static void pack(cbor::bytes_out& out, instant from) { pack(out, from.seconds); }
    template <worded Choice>
    static void pack(cbor::bytes_out& out, Choice from) {
        for (auto const& word : words_of<Choice>)
            if (word.value == from) return out.text(word.name);
    }
    template <class T>
    static void pack(cbor::bytes_out& out, std::vector<T>& from) {
        out.head(cbor::major::array, from.size());
        for (T& one : from) pack(out, one);
    }

    cbor::bytes_out fields_;
    std::uint64_t count_ = 0;
};

/// What all readers of one snapshot share. The first thing that is wrong ends the reading.
struct unpacking {
    cbor::bytes_in in;
    std::vector<problem> told;

    void tell(errc code, step_to const* where, std::string remedy) {
        if (told.empty()) told.push_back({code, pointer_to(where), 1, in.at() + 1, {}, std::move(remedy)});
    }
};

class unpacker {
public:
    template <class T>
    static void read(unpacking& from, step_to const* where, T& to)
        requires requires(unpacker& u, T& t) { describe(u, t); }
    {
        key_list known;
        describe(known, to);
        auto const fields = from.in.number_of(cbor::major::array);
        if (fields != known.keys.size())
            return from.tell(errc::malformed_cbor, where,
                             "an array of " + std::to_string(known.keys.size()) + " fields");
        unpacker inside(from, where);
        describe(inside, to);
    }

    // --- what a description calls
    // ------------------------------------------------------------------------------

    template <class T>
    void field(std::string_view key, std::string_view, T& to) {
        if (!from_.told.empty()) return;
        step_to const here{where_, key};
        read(from_, &here, to);
    }
    template <class T>
    void field(std::string_view key, std::string_view says, T& to, std::type_identity_t<T> const& usual) {
        if (!from_.told.empty()) return;
        cbor::bytes_in const before = from_.in;
        if (from_.in.number_of(cbor::major::simple) == cbor::simple_null) {
            to = usual;
            return;
        }
        from_.in = before;
        field(key, says, to);
        step_to const here{where_, key};
        if (from_.told.empty() && to == usual)
            from_.tell(errc::malformed_cbor, &here, "null for a usual value");
    }
    void format(std::string_view kind) {
        std::int32_t number = 0;
        std::string word;
        field("tessera", {}, number);
        step_to const here{where_, "tessera"};
        if (number != format_version) from_.tell(errc::unknown_format, &here, std::to_string(format_version));
        field("document", {}, word);
        step_to const there{where_, "document"};
        if (word != kind) from_.tell(errc::unknown_word, &there, std::string(kind));
    }
    template <class Make>
    static void made(Make make) {
        make();
    }

private:
    unpacker(unpacking& from, step_to const* where) noexcept : from_(from), where_(where) {}

    static void read(unpacking& from, step_to const* where, bool& to) {
        auto const found = from.in.number_of(cbor::major::simple);
        if (found != cbor::simple_true && found != cbor::simple_false)
            return from.tell(errc::malformed_cbor, where, "true or false");
        to = found == cbor::simple_true;
    }
    static void read(unpacking& from, step_to const* where, std::uint64_t& to) {
        auto const found = from.in.number_of(cbor::major::whole);
        if (!found) return from.tell(errc::malformed_cbor, where, "a whole number from 0 on");
        to = *found;
    }
    template <tessera::detail::small_integer Whole>
    static void read(unpacking& from, step_to const* where, Whole& to) {
        auto const above = from.in.number_of(cbor::major::whole);
        auto const below = above ? std::nullopt : from.in.number_of(cbor::major::negative);
        if (!above && !below) return from.tell(errc::malformed_cbor, where, "a whole number");
        std::uint64_t const number = above ? *above : *below;
        bool const wide = number > static_cast<std::uint64_t>(INT64_MAX);
        std::int64_t const value = wide    ? 0
                                   : above ? static_cast<std::int64_t>(number)
                                           : -1 - static_cast<std::int64_t>(number);
        if (wide || !std::in_range<Whole>(value))
            return from.tell(errc::out_of_range, where,
                             "a whole number of " + std::to_string(8 * sizeof(Whole)) + " bits");
        to = static_cast<Whole>(value);
    }
    template <class Tag, class Rep>
    static void read(unpacking& from, step_to const* where, id<Tag, Rep>& to) {
        read(from, where, to.value);
    }
    static void read(unpacking& from, step_to const* where, date& to) { read(from, where, to.day); }
    static void read(unpacking& from, step_to const* where, instant& to) { read(from, where, to.seconds); }
    static void read(unpacking& from, step_to const* where, std::string& to) {
        auto const size = from.in.number_of(cbor::major::text);
        auto found = size ? from.in.text(*size) : std::nullopt;
        if (!found) return from.tell(errc::malformed_cbor, where, "a text");
        to = std::move(*found);
    }
    template <worded Choice>
    static void read(unpacking& from, step_to const* where, Choice& to) {
        std::string said;
        read(from, where, said);
        for (auto const& word : words_of<Choice>)
            if (word.name == said) {
                to = word.value;
                return;
            }
        from.tell(errc::unknown_word, where, "a word of the format");
    }
    template <class T>
    static void read(unpacking& from, step_to const* where, std::vector<T>& to) {
        auto const size = from.in.number_of(cbor::major::array);
        if (!size) return from.tell(errc::malformed_cbor, where, "an array");
        for (std::uint64_t i = 0; i < *size && from.told.empty(); ++i) {
            step_to const here{where, {}, static_cast<std::size_t>(i), true};
            read(from, &here, to.emplace_back());
        }
    }

    unpacking& from_;
    step_to const* where_;
};

}  // namespace tessera::document
