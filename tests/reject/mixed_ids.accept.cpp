// SPDX-License-Identifier: BSL-1.0
#include <tessera/core/ids.hpp>

tessera::member_id member = tessera::member_id{7};

int main() {}
