/* The definitions of numbering.xml and the counters that run over the document; see numbering.h. */
#include "ingest/docx/numbering.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/docx/number.h"
#include "ingest/markup/part.h"

typedef struct {
    bool set;
    long start, restart; /* restart: the level above that restarts it, -1: any; 0: none */
    const char *format, *text;
    const char *style; /* the paragraph style that is numbered by this level, or NULL */
    bool legal;        /* isLgl: all numbers in it in decimal digits */
    bool spaced;       /* something stands between the label and the text */
} level;

typedef struct {
    long id;
    uint32_t order; /* in the part: the last of an id counts */
    const char *style_link, *num_style_link;
    level levels[DUBAN_DOCX_LEVELS];
    long counters[DUBAN_DOCX_LEVELS]; /* meaningful once begun */
    bool begun[DUBAN_DOCX_LEVELS];
} definition;

typedef struct {
    long id, abstract;
    uint32_t order;         /* in the part: the first of an id counts */
    definition *definition; /* NULL: there is none */
    level overrides[DUBAN_DOCX_LEVELS];
    long starts[DUBAN_DOCX_LEVELS]; /* startOverride, -1: none */
    bool used[DUBAN_DOCX_LEVELS];
} instance;

struct duban_docx_numbering {
    duban_arena *arena;
    definition *definitions;
    uint32_t definition_count, definition_capacity;
    instance *instances;
    uint32_t instance_count, instance_capacity;
    level *at;        /* while reading: the level being defined */
    bool in_instance; /* while reading */
    long override;    /* while reading: the level of the override */
};

static void begin_definition(duban_docx_numbering *n, const duban_part_attributes *attributes) {
    n->definitions = duban_arena_grow(n->arena, n->definitions, &n->definition_capacity,
                                      n->definition_count + 1, sizeof *n->definitions);
    n->definitions[n->definition_count] = (definition){
        .id = duban_part_integer(attributes, "abstractNumId", -1), .order = n->definition_count};
    n->definition_count++;
    n->in_instance = false;
    n->at = NULL;
}

static void begin_instance(duban_docx_numbering *n, const duban_part_attributes *attributes) {
    n->instances = duban_arena_grow(n->arena, n->instances, &n->instance_capacity,
                                    n->instance_count + 1, sizeof *n->instances);
    instance *i = &n->instances[n->instance_count++];
    *i = (instance){.id = duban_part_integer(attributes, "numId", -1),
                    .abstract = -1,
                    .order = n->instance_count};
    for (int l = 0; l < DUBAN_DOCX_LEVELS; l++) i->starts[l] = -1;
    n->in_instance = true;
    n->at = NULL;
}

static void begin_level(duban_docx_numbering *n, const duban_part_attributes *attributes) {
    long l = duban_part_integer(attributes, "ilvl", -1);
    n->at = NULL;
    if (l < 0 || l >= DUBAN_DOCX_LEVELS) return;
    if (n->in_instance)
        n->at = &n->instances[n->instance_count - 1].overrides[l];
    else if (n->definition_count)
        n->at = &n->definitions[n->definition_count - 1].levels[l];
    if (n->at)
        *n->at = (level){.set = true,
                         .start = 0,
                         .restart = -1,
                         .format = "decimal",
                         .text = "",
                         .spaced = true};
}

static const char *text_or_none(const char *text) { return text ? text : ""; }

static void read_level(duban_docx_numbering *n, const char *name,
                       const duban_part_attributes *attributes) {
    level *l = n->at;
    if (!strcmp(name, "start"))
        l->start = duban_part_integer(attributes, "val", 0);
    else if (!strcmp(name, "numFmt"))
        l->format = duban_part_attribute(attributes, "val", n->arena);
    else if (!strcmp(name, "lvlText"))
        l->text = text_or_none(duban_part_attribute(attributes, "val", n->arena));
    else if (!strcmp(name, "lvlRestart"))
        l->restart = duban_part_integer(attributes, "val", -1);
    else if (!strcmp(name, "pStyle"))
        l->style = duban_part_attribute(attributes, "val", n->arena);
    else if (!strcmp(name, "isLgl"))
        l->legal = duban_part_is_on(attributes, "val", n->arena);
    else if (!strcmp(name, "suff")) {
        const char *suffix = duban_part_attribute(attributes, "val", n->arena);
        l->spaced = suffix && strcmp(suffix, "nothing") != 0;
    }
}

static void read_instance(duban_docx_numbering *n, const char *name,
                          const duban_part_attributes *attributes) {
    instance *i = &n->instances[n->instance_count - 1];
    if (!strcmp(name, "abstractNumId"))
        i->abstract = duban_part_integer(attributes, "val", -1);
    else if (!strcmp(name, "lvlOverride"))
        n->override = duban_part_integer(attributes, "ilvl", -1);
    else if (!strcmp(name, "startOverride") && n->override >= 0 && n->override < DUBAN_DOCX_LEVELS)
        i->starts[n->override] = duban_part_integer(attributes, "val", -1);
}

static void on_start(void *context, const char *name, const duban_part_attributes *attributes) {
    duban_docx_numbering *n = context;
    if (!strcmp(name, "abstractNum")) {
        begin_definition(n, attributes);
    } else if (!strcmp(name, "num")) {
        begin_instance(n, attributes);
    } else if (!strcmp(name, "lvl")) {
        begin_level(n, attributes);
    } else if (n->at) {
        read_level(n, name, attributes);
    } else if (n->in_instance) {
        read_instance(n, name, attributes);
    } else if (n->definition_count) {
        definition *d = &n->definitions[n->definition_count - 1];
        if (!strcmp(name, "styleLink"))
            d->style_link = duban_part_attribute(attributes, "val", n->arena);
        else if (!strcmp(name, "numStyleLink"))
            d->num_style_link = duban_part_attribute(attributes, "val", n->arena);
    }
}

static void on_end(void *context, const char *name) {
    duban_docx_numbering *n = context;
    if (!strcmp(name, "lvl")) n->at = NULL;
}

static int by_instance(const void *a, const void *b) {
    const instance *p = a, *q = b;
    if (p->id != q->id) return p->id < q->id ? -1 : 1;
    return (p->order > q->order) - (p->order < q->order);
}

static int by_definition(const void *a, const void *b) {
    const definition *p = a, *q = b;
    if (p->id != q->id) return p->id < q->id ? -1 : 1;
    return (p->order < q->order) - (p->order > q->order);
}

static int by_link(const void *a, const void *b) {
    const definition *const *p = a, *const *q = b;
    int links = strcmp((*p)->style_link, (*q)->style_link);
    return links ? links : ((*p)->order > (*q)->order) - ((*p)->order < (*q)->order);
}

/* The first of the sorted items that does not stand before the key. */
static uint32_t first_from(const void *items, uint32_t count, size_t size, const void *key,
                           int (*compare)(const void *, const void *)) {
    uint32_t low = 0;
    for (uint32_t high = count; low < high;) {
        uint32_t middle = low + (high - low) / 2;
        if (compare((const char *)items + (size_t)middle * size, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Definitions that list styles name, by the style. */
typedef struct {
    definition **items;
    uint32_t count;
} linked;

static linked collect_linked(duban_docx_numbering *n) {
    linked l = {.items = duban_arena_alloc(n->arena, (n->definition_count + 1) * sizeof *l.items)};
    for (uint32_t i = 0; i < n->definition_count; i++)
        if (n->definitions[i].style_link) l.items[l.count++] = &n->definitions[i];
    if (l.count) qsort(l.items, l.count, sizeof *l.items, by_link);
    return l;
}

/* The definition of an instance; one that only links to a numbering style gives the style's. */
static definition *find_definition(duban_docx_numbering *n, const linked *links, long id) {
    const definition key = {.id = id, .order = UINT32_MAX};
    uint32_t at = first_from(n->definitions, n->definition_count, sizeof key, &key, by_definition);
    if (at == n->definition_count || n->definitions[at].id != id) return NULL;
    definition *found = &n->definitions[at];
    if (!found->num_style_link) return found;
    const definition link = {.style_link = found->num_style_link}, *wanted = &link;
    at = first_from(links->items, links->count, sizeof wanted, &wanted, by_link);
    bool same = at < links->count && !strcmp(links->items[at]->style_link, link.style_link);
    return same ? links->items[at] : found;
}

duban_docx_numbering *duban_docx_numbering_read(duban_arena *arena, const duban_member *part,
                                                duban_diags *diags) {
    duban_docx_numbering *n = duban_arena_alloc(arena, sizeof *n);
    n->arena = arena;
    const duban_part_handler handler = {.context = n, .start = on_start, .end = on_end};
    if (part) duban_part_parse(arena, part->path, part->bytes, part->length, &handler, diags);
    if (n->definition_count)
        qsort(n->definitions, n->definition_count, sizeof *n->definitions, by_definition);
    if (n->instance_count)
        qsort(n->instances, n->instance_count, sizeof *n->instances, by_instance);
    const linked links = collect_linked(n);
    for (uint32_t i = 0; i < n->instance_count; i++)
        n->instances[i].definition = find_definition(n, &links, n->instances[i].abstract);
    return n;
}

static instance *find_instance(duban_docx_numbering *n, long id) {
    const instance key = {.id = id};
    uint32_t at = first_from(n->instances, n->instance_count, sizeof key, &key, by_instance);
    return at < n->instance_count && n->instances[at].id == id ? &n->instances[at] : NULL;
}

static const level *level_of(const instance *i, const definition *d, long l) {
    return i->overrides[l].set ? &i->overrides[l] : &d->levels[l];
}

/* Counts on, and starts the levels below again where their definitions ask for it. */
static void advance(instance *i, definition *d, long at) {
    if (i->starts[at] >= 0 && !i->used[at]) {
        d->counters[at] = i->starts[at];
    } else if (!d->begun[at]) {
        d->counters[at] = level_of(i, d, at)->start;
    } else {
        d->counters[at]++;
    }
    i->used[at] = d->begun[at] = true;
    for (long l = at + 1; l < DUBAN_DOCX_LEVELS; l++) {
        long restart = level_of(i, d, l)->restart;
        if (restart < 0 || (restart > 0 && at < restart)) d->begun[l] = false;
    }
}

/* A level above that was skipped counts from its start, as Word prints it. */
static long counter_of(const instance *i, const definition *d, long l) {
    return d->begun[l] ? d->counters[l] : level_of(i, d, l)->start;
}

/* A letter, a digit or an ideograph, after which a label needs a space before the text. */
static bool is_word(char16_t unit) {
    char16_t lower = unit | 0x20;
    return (unit >= u'0' && unit <= u'9') || (lower >= u'a' && lower <= u'z') || unit >= 0x4E00;
}

/* The level's text with each %k replaced by the number of level k. */
static duban_str print(duban_docx_numbering *n, const instance *i, const definition *d, long at) {
    const level *own = level_of(i, d, at);
    duban_str pattern = duban_str_from_utf8(n->arena, own->text, strlen(own->text));
    char16_t *out = NULL;
    uint32_t length = 0, capacity = 0;
    for (uint32_t k = 0; k < pattern.length; k++) {
        bool place = pattern.units[k] == u'%' && k + 1 < pattern.length &&
                     pattern.units[k + 1] >= u'1' && pattern.units[k + 1] <= u'9';
        duban_str piece = {pattern.units + k, 1};
        if (place) {
            long l = pattern.units[++k] - u'1';
            piece = duban_docx_number(n->arena, own->legal ? "decimal" : level_of(i, d, l)->format,
                                      counter_of(i, d, l));
        }
        out = duban_arena_grow(n->arena, out, &capacity, length + piece.length + 1, sizeof *out);
        memcpy(out + length, piece.units, piece.length * sizeof *out);
        length += piece.length;
    }
    if (length && own->spaced && is_word(out[length - 1])) out[length++] = u' ';
    return (duban_str){out, length};
}

long duban_docx_numbering_level_of(duban_docx_numbering *n, long num_id, const char *style) {
    const instance *i = num_id > 0 && style ? find_instance(n, num_id) : NULL;
    for (long l = 0; i && i->definition && l < DUBAN_DOCX_LEVELS; l++) {
        const char *own = level_of(i, i->definition, l)->style;
        if (own && !strcmp(own, style)) return l;
    }
    return -1;
}

duban_docx_label duban_docx_numbering_next(duban_docx_numbering *n, long num_id, long at) {
    instance *i = num_id > 0 ? find_instance(n, num_id) : NULL;
    definition *d = i ? i->definition : NULL;
    if (at < 0) at = 0;
    if (!d || at >= DUBAN_DOCX_LEVELS || !level_of(i, d, at)->set) return (duban_docx_label){0};
    const char *format = level_of(i, d, at)->format;
    if (format && !strcmp(format, "bullet")) return (duban_docx_label){.bullet = true};
    advance(i, d, at);
    return (duban_docx_label){.text = print(n, i, d, at)};
}
