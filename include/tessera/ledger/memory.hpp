// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <new>

#include <boost/container/pmr/memory_resource.hpp>

/// Floor 2. Where accounts keep what does not fit into their 128 bytes. The interface is Boost.Container's
/// memory resource, so that a host can hand in its own; two are ready: the heap, and the pool of
/// pool_memory.hpp.

namespace tessera {

using memory_resource = boost::container::pmr::memory_resource;

namespace detail {

class heap_memory final : public memory_resource {
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
        return ::operator new(bytes, std::align_val_t{alignment});
    }
    void do_deallocate(void* block, std::size_t bytes, std::size_t alignment) override {
        ::operator delete(block, bytes, std::align_val_t{alignment});
    }
    bool do_is_equal(memory_resource const& other) const noexcept override { return this == &other; }
};

}  // namespace detail

/// Returns: the heap, the resource of accounts that live alone.
[[nodiscard]] inline memory_resource& heap() noexcept {
    static detail::heap_memory resource;
    return resource;
}

}  // namespace tessera
