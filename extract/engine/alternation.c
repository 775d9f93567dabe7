/*
 * Words -> one pattern that matches any of them, the longest first.
 *
 * The words are factored by their beginnings, as a trie: ab, abc, abd becomes ab[cd]?. So PCRE2
 * tries each character once instead of each word. Longest first needs no order: of the words that
 * match at a place each begins with the next shorter one, and ? tries the longer.
 */
#include "extract/engine/load.h"

static uint32_t char_length(duban_str word, uint32_t at) {
    bool pair = duban_unit_is_high(word.units[at]) && at + 1 < word.length;
    return pair ? 2 : 1;
}

static void put_escaped(duban_text *out, duban_str word, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        char16_t u = word.units[i];
        bool plain = u >= 0x3000 || (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z') ||
                     (u >= 'A' && u <= 'Z');
        if (!plain) duban_text_put_unit(out, '\\');
        duban_text_put_unit(out, u);
    }
}

static bool same_char(duban_str a, duban_str b, uint32_t at) {
    uint32_t length = char_length(a, at);
    for (uint32_t i = at; i < at + length; i++)
        if (i >= b.length || a.units[i] != b.units[i]) return false;
    return true;
}

/* The end of the run of words that share the character at the depth with the first one. */
static uint32_t run_end(const duban_str *words, uint32_t count, uint32_t first, uint32_t depth) {
    uint32_t end = first + 1;
    while (end < count && same_char(words[first], words[end], depth)) end++;
    return end;
}

static bool ends_here(duban_str word, uint32_t depth) {
    return word.length == depth + char_length(word, depth);
}

/* The words of one character from the depth on, as a class. Returns how many there are. */
static uint32_t put_leaves(duban_text *out, const duban_str *words, uint32_t count, uint32_t depth,
                           bool write) {
    uint32_t leaves = 0;
    for (uint32_t i = 0, end; i < count; i = end) {
        end = run_end(words, count, i, depth);
        if (end != i + 1 || !ends_here(words[i], depth)) continue;
        leaves++;
        if (write) put_escaped(out, words[i], depth, words[i].length);
    }
    return leaves;
}

static void put_tail(duban_text *out, const duban_str *words, uint32_t count, uint32_t depth);

/* All alternatives from the depth on; leaves of one character become a class if two or more. */
static void put_branches(duban_text *out, const duban_str *words, uint32_t count, uint32_t depth) {
    bool leaves = put_leaves(out, words, count, depth, false) > 1, written = false;
    for (uint32_t i = 0, end; i < count; i = end) {
        end = run_end(words, count, i, depth);
        if (leaves && end == i + 1 && ends_here(words[i], depth)) continue;
        if (written) duban_text_put_unit(out, '|');
        uint32_t next = depth + char_length(words[i], depth);
        put_escaped(out, words[i], depth, next);
        put_tail(out, words + i, end - i, next);
        written = true;
    }
    if (!leaves) return;
    duban_text_put_ascii(out, written ? "|[" : "[");
    put_leaves(out, words, count, depth, true);
    duban_text_put_unit(out, ']');
}

/* What may follow a shared beginning of length depth. */
static void put_tail(duban_text *out, const duban_str *words, uint32_t count, uint32_t depth) {
    bool may_end = words[0].length == depth;
    words += may_end;
    count -= may_end;
    if (count == 0) return;
    if (count == 1 && !may_end) {
        put_escaped(out, words[0], depth, words[0].length);
        return;
    }
    bool bare = !may_end && run_end(words, count, 0, depth) == count;
    if (!bare) duban_text_put_ascii(out, "(?:");
    put_branches(out, words, count, depth);
    if (!bare) duban_text_put_ascii(out, may_end ? ")?" : ")");
}

void duban_alternation_put_word(duban_text *out, duban_str word) {
    put_escaped(out, word, 0, word.length);
}

void duban_alternation_put(duban_text *out, const duban_str *words, uint32_t count) {
    duban_text_put_ascii(out, "(?:");
    put_branches(out, words, count, 0);
    duban_text_put_unit(out, ')');
}
