// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/account.hpp>
#include <tessera/document/event.hpp>
#include <tessera/document/journal.hpp>
#include <tessera/document/receipt.hpp>
#include <tessera/document/snapshot.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "document/offer_shop.hpp"
#include "document/random_cart.hpp"
#include "document/random_fact.hpp"
#include "document/random_history.hpp"

using namespace document_tests;

namespace {

/// Effects: writes one seed of a target.
void plant(std::string const& target, std::size_t number, std::string_view text) {
    std::filesystem::path const folder = std::filesystem::path(std::getenv("TESSERA_SEEDS")) / target;
    std::filesystem::create_directories(folder);
    std::ofstream(folder / std::to_string(number), std::ios::binary) << text;
}

}  // namespace

TEST_CASE("fuzz: what the search begins with, in the folder TESSERA_SEEDS", "[.]") {
    std::size_t planted = 0;
    loaded_program const sells = offer_shop();
    CHECK_PROPERTY("seeds are planted", [&] {
        busy_shop s(busy_program);
        date day = date_of(2026, 1, 1);
        for (int left = 12; left > 0; --left) happen(s, day);
        ++planted;
        plant("journal", planted, document::write_journal(s.history, s.rules.chart()));
        plant("account", 2 * planted, document::write_account(s.member, s.rules.chart()));
        auto const bytes = document::write_snapshot(s.member, s.rules.chart());
        plant("account", 2 * planted + 1, {reinterpret_cast<char const*>(bytes.data()), bytes.size()});
        if (!s.receipts.empty()) plant("receipt", planted, document::write_receipt(s.receipts.front()));
        any_host host;
        document::stored_fact fact;
        make_fact(planted % std::variant_size_v<any_fact>, fact, host);
        std::visit([](auto& one) { one.head.id = document::event_fact("/tills/3", "A-17"); }, fact.what);
        plant("facts", planted, document::write_event(fact.what, "/tills/3", "A-17", {42}));
        plant("cart", planted, document::to_line(document::writer::object_of(any_cart(sells.said()))));
    });
    for (std::string_view const cart : offer_shop_carts) plant("cart", ++planted, cart);
    plant("orders", 1,
          "order_id,customer_id,timestamp,sku,quantity,unit_price,currency\n"
          "A-1,7,2026-01-02T10:00:00,\"mug \"\"blue\"\"\",2,9.99,EUR\r\n"
          "A-1,7,2026-01-02T10:00:00,tea,1,3.50,EUR\n\nA-2,,2026-01-03T10:00:00,tea,-1,3.50,EUR\n");
    CHECK(planted > 0);
}
