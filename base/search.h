/* Binary search among items that are sorted by a uint32_t member, such as the start of a span. */
#ifndef DUBAN_BASE_SEARCH_H
#define DUBAN_BASE_SEARCH_H

#include <stddef.h>
#include <stdint.h>

/* The index of the first item whose member at the offset is at or after key; count if none is. */
static inline uint32_t duban_search_from(const void *items, uint32_t count, size_t size,
                                         size_t offset, uint32_t key) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *item = (const char *)items + middle * size;
        if (*(const uint32_t *)(const void *)(item + offset) < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

#endif
