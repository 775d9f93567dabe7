/*
 * Vocabularies: a TSV file -> words with columns, and the lookups by their beginning and end.
 *
 * The first line names the columns, the first column is the word; lines that begin with # and
 * empty lines are skipped. A word that stands twice, an empty word or a field too many is an
 * error: a lookup could not tell which is meant.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/engine/load.h"
#include "ingest/fold.h"

typedef struct {
    const char *at, *end;
    uint32_t number;
} line_reader;

typedef struct {
    const char *start;
    size_t length;
} slice;

/* The next line that is neither empty nor a comment, without its line break. */
static bool next_line(line_reader *r, slice *line) {
    while (r->at < r->end) {
        const char *start = r->at, *stop = memchr(start, '\n', (size_t)(r->end - start));
        if (!stop) stop = r->end;
        r->at = stop < r->end ? stop + 1 : stop;
        r->number++;
        if (stop > start && stop[-1] == '\r') stop--;
        *line = (slice){start, (size_t)(stop - start)};
        if (line->length && *start != '#') return true;
    }
    return false;
}

/* Cuts the next TAB-separated field off the line; false when none is left. */
static bool next_field(slice *line, slice *field) {
    if (!line->start) return false;
    const char *tab = memchr(line->start, '\t', line->length);
    *field = (slice){line->start, tab ? (size_t)(tab - line->start) : line->length};
    line->length -= tab ? field->length + 1 : line->length;
    line->start = tab ? tab + 1 : NULL;
    return true;
}

static const char *keep(duban_load *load, slice s) {
    return duban_arena_printf(load->rules->arena, "%.*s", (int)s.length, s.start);
}

static uint32_t read_columns(duban_load *load, slice line, const char ***columns) {
    uint32_t count = 0, capacity = 0;
    for (slice field; next_field(&line, &field); count++) {
        *columns =
            duban_arena_grow(load->rules->arena, *columns, &capacity, count + 1, sizeof **columns);
        (*columns)[count] = keep(load, field);
    }
    return count;
}

typedef struct {
    duban_str *words;
    const char **fields;
    uint32_t *lines;
    uint32_t word_capacity, field_capacity, line_capacity;
} columns_of;

static void add_entry(duban_load *load, duban_vocab *v, columns_of *c, slice line,
                      uint32_t number) {
    duban_arena *arena = load->rules->arena;
    duban_place at = {.file = v->file, .line = number};
    uint32_t need = (v->count + 1) * v->column_count;
    c->words = duban_arena_grow(arena, c->words, &c->word_capacity, v->count + 1, sizeof *c->words);
    c->fields = duban_arena_grow(arena, c->fields, &c->field_capacity, need, sizeof *c->fields);
    c->lines = duban_arena_grow(arena, c->lines, &c->line_capacity, v->count + 1, sizeof *c->lines);
    const char **row = c->fields + (size_t)v->count * v->column_count;
    uint32_t count = 0;
    for (slice field; next_field(&line, &field); count++)
        if (count < v->column_count) row[count] = keep(load, field);
    if (count > v->column_count)
        duban_load_error(load, at, "%u fields where the first line names %u columns", count,
                         v->column_count);
    for (; count < v->column_count; count++) row[count] = "";
    duban_str word = duban_fold_str(arena, duban_str_from_utf8(arena, row[0], strlen(row[0])));
    if (word.length == 0 || word.length > DUBAN_WORD_MAX) {
        duban_load_error(load, at, "a word of %u characters; allowed are 1 to %u", word.length,
                         DUBAN_WORD_MAX);
        return;
    }
    c->words[v->count] = word;
    c->lines[v->count++] = number;
}

/* The unit at a place counted from the chosen end; -1 beyond the word. */
static int unit_at(duban_str word, uint32_t place, bool backward) {
    if (place >= word.length) return -1;
    return word.units[backward ? word.length - 1 - place : place];
}

static int compare_words(duban_str a, duban_str b, bool backward) {
    for (uint32_t i = 0;; i++) {
        int x = unit_at(a, i, backward), y = unit_at(b, i, backward);
        if (x != y) return x < y ? -1 : 1;
        if (x < 0) return 0;
    }
}

typedef struct {
    const duban_str *words;
    bool backward;
} order;

static int by_units(const void *a, const void *b, void *context) {
    const order *o = context;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    int difference = compare_words(o->words[x], o->words[y], o->backward);
    return difference ? difference : (x > y) - (x < y);
}

static const uint64_t *make_filter(duban_load *load, const duban_vocab *v, bool backward) {
    uint64_t *filter = duban_arena_alloc(load->rules->arena, DUBAN_VOCAB_FILTER / 8);
    for (uint32_t i = 0; i < v->count; i++) {
        int unit = unit_at(v->words[i], 0, backward);
        if (unit >= 0)
            filter[unit % DUBAN_VOCAB_FILTER / 64] |= UINT64_C(1) << unit % DUBAN_VOCAB_FILTER % 64;
    }
    return filter;
}

static const uint32_t *sort_entries(duban_load *load, const duban_vocab *v, bool backward) {
    uint32_t *entries = duban_arena_alloc(load->rules->arena, v->count * sizeof *entries);
    for (uint32_t i = 0; i < v->count; i++) entries[i] = i;
    order o = {v->words, backward};
    qsort_r(entries, v->count, sizeof *entries, by_units, &o);
    return entries;
}

static void check_unique(duban_load *load, const duban_vocab *v) {
    for (uint32_t i = 1; i < v->count; i++) {
        uint32_t before = v->forward[i - 1], entry = v->forward[i];
        if (duban_str_equal(v->words[before], v->words[entry]))
            duban_load_error(load, (duban_place){.file = v->file, .line = v->lines[entry]},
                             "the word '%s' stands in line %u already",
                             v->fields[(size_t)entry * v->column_count], v->lines[before]);
    }
}

void duban_load_vocab(duban_load *load, const duban_rule_file *file) {
    duban_rules *rules = load->rules;
    duban_vocab v = {.file = file->path};
    v.name = duban_arena_printf(rules->arena, "%.*s", (int)(strlen(file->name) - 4), file->name);
    line_reader r = {file->bytes, file->bytes + file->length, 0};
    if (file->length >= 3 && memcmp(r.at, "\xEF\xBB\xBF", 3) == 0) r.at += 3;
    slice line;
    const char **names = NULL;
    if (next_line(&r, &line)) v.column_count = read_columns(load, line, &names);
    if (!v.column_count)
        duban_load_error(load, (duban_place){.file = v.file}, "no line names the columns");
    v.columns = names;
    columns_of c = {0};
    while (next_line(&r, &line)) add_entry(load, &v, &c, line, r.number);
    v.words = c.words;
    v.fields = c.fields;
    v.lines = c.lines;
    v.forward = sort_entries(load, &v, false);
    v.backward = sort_entries(load, &v, true);
    v.heads = make_filter(load, &v, false);
    v.tails = make_filter(load, &v, true);
    check_unique(load, &v);
    rules->vocabs = duban_arena_grow(rules->arena, rules->vocabs, &rules->vocab_capacity,
                                     rules->vocab_count + 1, sizeof *rules->vocabs);
    rules->vocabs[rules->vocab_count++] = v;
}
