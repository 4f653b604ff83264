// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

#include <tessera/ledger/chart.hpp>
#include <tessera/ledger/posting.hpp>

#include "reader.hpp"

/// Part of tessera::document. Charts from outside.

namespace tessera::document {

/// Effects: gives the slots of a chart what follows from their order, and tells of those that do not fit.
void complete_chart(reading_room& room, std::vector<slot>& slots);

/// Effects: tells of postings on slots that the chart does not have.
void tell_unknown_slots(reading_room& room, std::vector<posting> const& postings, chart slots);

}  // namespace tessera::document
