/* A hash table with open places; see taken.h. */
#include "base/taken.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

enum { ROOM = 64 };

void duban_taken_free(duban_taken *taken) {
    free(taken->items);
    *taken = (duban_taken){0};
}

static uint64_t hash_of(const char *name) {
    char hex[DUBAN_SHA256_HEX];
    duban_sha256 hash;
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, name, strlen(name));
    duban_sha256_hex(&hash, hex);
    hex[16] = '\0';
    uint64_t number = strtoull(hex, NULL, 16);
    return number ? number : 1;
}

/* Where the hash stands, or the place that is free for it. */
static duban_taken_name *place_of(const duban_taken *taken, uint64_t hash) {
    size_t at = hash & (taken->room - 1);
    while (taken->items[at].hash && taken->items[at].hash != hash)
        at = (at + 1) & (taken->room - 1);
    return &taken->items[at];
}

static bool make_room(duban_taken *taken) {
    if (taken->count * 2 < taken->room) return true;
    duban_taken wider = {.count = taken->count, .room = taken->room ? 2 * taken->room : ROOM};
    wider.items = calloc(wider.room, sizeof *wider.items);
    if (!wider.items) return false;
    for (size_t i = 0; i < taken->room; i++) {
        if (taken->items[i].hash) *place_of(&wider, taken->items[i].hash) = taken->items[i];
    }
    free(taken->items);
    *taken = wider;
    return true;
}

bool duban_taken_take(duban_taken *taken, char *name, size_t room) {
    size_t length = strlen(name);
    uint64_t first = hash_of(name), hash = first;
    for (;;) {
        if (!make_room(taken)) return false;
        duban_taken_name *place = place_of(taken, hash);
        if (!place->hash) {
            *place = (duban_taken_name){.hash = hash, .number = 2};
            taken->count++;
            return true;
        }
        /* The number belongs to the first name, so that many of one name cost no search. */
        snprintf(name + length, room - length, "~%u", place_of(taken, first)->number++);
        hash = hash_of(name);
    }
}
