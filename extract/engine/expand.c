/*
 * Macros: a pattern as written -> the pattern that PCRE2 compiles.
 *
 *   &{name}                     the macro's text, in (?: )
 *   &{vocab:NAME}               any word of the vocabulary, the longest first
 *   &{vocab:NAME:column=a,b}    any of those whose column holds a or b
 *
 * Inside [...] a macro's text is set in as it is, and a vocabulary must be of single characters.
 * Comments (# to the end of the line, in free spacing) are dropped. ^ and \A become \G, \z and \Z
 * become $: so a pattern means the span that is searched and not the subject that it lies in.
 */
#include <stdlib.h>
#include <string.h>

#include "extract/engine/load.h"
#include "extract/engine/match.h"
#include "ingest/fold.h"

typedef struct {
    duban_load *load;
    duban_place at;
    duban_str in;
    uint32_t i;
    bool in_class;
    bool ok;
    duban_text out;
} expansion;

static void expand_all(expansion *e);

static bool looking_at(const expansion *e, const char *ascii) {
    for (uint32_t k = 0; ascii[k]; k++)
        if (e->i + k >= e->in.length || e->in.units[e->i + k] != (char16_t)ascii[k]) return false;
    return true;
}

/* A character which the fold changes never stands in what a pattern sees. Masks do. */
static void check_fold(expansion *e, char16_t unit) {
    bool is_mask = unit >= DUBAN_MASK_QUANTITY && unit <= DUBAN_MASK_DROP;
    char16_t folded = duban_fold_unit(unit);
    if (unit < 0x80 || is_mask || folded == unit) return;
    duban_str before = {&unit, 1}, after = {&folded, 1};
    duban_load_error(e->load, e->at,
                     "the pattern holds '%s' (U+%04X), which patterns see as '%s'; write that",
                     duban_str_to_utf8(e->load->scratch, before), unit,
                     duban_str_to_utf8(e->load->scratch, after));
    e->ok = false;
}

static void copy_units(expansion *e, uint32_t count) {
    if (count > e->in.length - e->i) count = e->in.length - e->i;
    for (uint32_t k = 0; k < count; k++) check_fold(e, e->in.units[e->i + k]);
    duban_text_put(&e->out, (duban_str){e->in.units + e->i, count});
    e->i += count;
}

/* Copies up to and with the mark, or to the end. */
static void copy_through(expansion *e, const char *mark) {
    while (e->i < e->in.length && !looking_at(e, mark)) copy_units(e, 1);
    copy_units(e, (uint32_t)strlen(mark));
}

static void skip_through(expansion *e, char16_t mark) {
    while (e->i < e->in.length && e->in.units[e->i] != mark) e->i++;
    if (e->i < e->in.length) e->i++;
}

static void fail(expansion *e, const char *what, const char *name) {
    duban_load_error(e->load, e->at, what, name);
    e->ok = false;
}

static duban_macro *find_macro(duban_load *load, const char *name) {
    for (uint32_t i = 0; i < load->macro_count; i++)
        if (strcmp(load->macros[i].name, name) == 0) return &load->macros[i];
    return NULL;
}

/* Expands a macro once for each of its two uses and remembers it. */
static bool ready_macro(expansion *e, duban_macro *m, bool in_class) {
    if (m->ready[in_class]) return true;
    if (m->open) {
        fail(e, "the macro '%s' is part of itself; break the cycle", m->name);
        return false;
    }
    m->open = true;
    expansion inner = {.load = e->load,
                       .at = {.file = m->file, .rule = e->at.rule, .line = m->line},
                       .in = m->text,
                       .in_class = in_class,
                       .ok = true,
                       .out = {.arena = e->load->scratch}};
    expand_all(&inner);
    m->open = false;
    if (inner.ok && inner.in_class != in_class)
        fail(&inner, "the macro '%s' opens or closes a [ that it does not match", m->name);
    m->expanded[in_class] = (duban_str){inner.out.units, inner.out.length};
    m->ready[in_class] = inner.ok;
    e->ok = e->ok && inner.ok;
    return inner.ok;
}

static void put_macro(expansion *e, const char *name) {
    duban_macro *m = find_macro(e->load, name);
    if (!m) {
        fail(e, "there is no macro '%s'", name);
        return;
    }
    bool in_class = e->in_class;
    if (!ready_macro(e, m, in_class)) return;
    if (!in_class) duban_text_put_ascii(&e->out, "(?:");
    duban_text_put(&e->out, m->expanded[in_class]);
    if (!in_class) duban_text_put_unit(&e->out, ')');
}

/* Whether the comma-separated list holds the value. */
static bool holds_value(const char *list, const char *value) {
    size_t length = strlen(value);
    for (const char *at = list; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
        if (strncmp(at, value, length) == 0 && (at[length] == ',' || at[length] == '\0'))
            return true;
    return false;
}

static bool has_column(const duban_vocab *v, const char *name) {
    for (uint32_t i = 0; i < v->column_count; i++)
        if (strcmp(v->columns[i], name) == 0) return true;
    return false;
}

static void put_words(expansion *e, const duban_str *words, uint32_t count, const char *name) {
    if (count == 0) {
        fail(e, "no word is chosen by '&{vocab:%s}'", name);
    } else if (!e->in_class) {
        duban_alternation_put(&e->out, words, count);
    } else {
        for (uint32_t i = 0; i < count; i++) {
            bool pair = words[i].length == 2 && duban_unit_is_high(words[i].units[0]);
            if (words[i].length != 1 && !pair)
                fail(e, "'&{vocab:%s}' stands in [ ] but has words of more than one character",
                     name);
            duban_alternation_put_word(&e->out, words[i]);
        }
    }
}

/* choice: NAME or NAME:column=values. */
static void put_vocab(expansion *e, const char *choice) {
    duban_arena *scratch = e->load->scratch;
    char *name = duban_arena_copy(scratch, choice, strlen(choice) + 1);
    char *column = strchr(name, ':'), *values = NULL;
    if (column) {
        *column++ = '\0';
        values = strchr(column, '=');
        if (values) *values++ = '\0';
    }
    const duban_vocab *v = duban_rules_vocab(e->load->rules, name);
    if (!v) {
        fail(e, "there is no vocabulary '%s'", name);
        return;
    }
    if (column && (!values || !has_column(v, column))) {
        fail(e, "'&{vocab:%s}' names no column and value of the vocabulary", choice);
        return;
    }
    duban_str *words = duban_arena_alloc(scratch, v->count * sizeof *words);
    uint32_t count = 0;
    for (uint32_t i = 0; i < v->count; i++) {
        uint32_t entry = v->forward[i];
        if (column && !holds_value(values, duban_vocab_field(v, entry, column))) continue;
        words[count++] = v->words[entry];
    }
    put_words(e, words, count, choice);
}

static void put_reference(expansion *e) {
    uint32_t start = e->i + 2, end = start;
    while (end < e->in.length && e->in.units[end] != '}') end++;
    duban_str body = {e->in.units + start, end - start};
    const char *name = duban_str_to_utf8(e->load->scratch, body);
    e->i = end + 1;
    if (end == e->in.length) {
        fail(e, "'&{%s' is not closed by }", name);
        e->i = end;
    } else if (strncmp(name, "vocab:", 6) == 0) {
        put_vocab(e, name + 6);
    } else {
        put_macro(e, name);
    }
}

static void put_escape(expansion *e) {
    if (looking_at(e, "\\Q")) {
        copy_through(e, "\\E");
    } else if (!e->in_class && looking_at(e, "\\A")) {
        duban_text_put_ascii(&e->out, "\\G");
        e->i += 2;
    } else if (!e->in_class && (looking_at(e, "\\z") || looking_at(e, "\\Z"))) {
        duban_text_put_unit(&e->out, '$');
        e->i += 2;
    } else {
        copy_units(e, 2);
    }
}

static void open_class(expansion *e) {
    e->in_class = true;
    copy_units(e, 1);
    if (looking_at(e, "^")) copy_units(e, 1);
    if (looking_at(e, "]")) copy_units(e, 1);
}

/* Of [:name:] or [:^name:]; 0 if it is something else. */
static uint32_t posix_class_length(const expansion *e) {
    uint32_t i = e->i + 2;
    if (i < e->in.length && e->in.units[i] == '^') i++;
    while (i < e->in.length && e->in.units[i] >= 'a' && e->in.units[i] <= 'z') i++;
    bool closed = i + 1 < e->in.length && e->in.units[i] == ':' && e->in.units[i + 1] == ']';
    return closed ? i + 2 - e->i : 0;
}

static void put_in_class(expansion *e) {
    if (looking_at(e, "[:") && posix_class_length(e)) {
        copy_units(e, posix_class_length(e));
    } else {
        if (looking_at(e, "]")) e->in_class = false;
        copy_units(e, 1);
    }
}

static void put_outside(expansion *e) {
    switch (e->in.units[e->i]) {
    case '#':
        skip_through(e, '\n');
        break;
    case '[':
        open_class(e);
        break;
    case '^':
        duban_text_put_ascii(&e->out, "\\G");
        e->i++;
        break;
    default:
        if (looking_at(e, "(?#"))
            skip_through(e, ')');
        else
            copy_units(e, 1);
    }
}

static void expand_all(expansion *e) {
    while (e->ok && e->i < e->in.length) {
        if (looking_at(e, "\\"))
            put_escape(e);
        else if (looking_at(e, "&{"))
            put_reference(e);
        else if (e->in_class)
            put_in_class(e);
        else
            put_outside(e);
        if (e->out.length > DUBAN_PATTERN_MAX) fail(e, "%s", "the expanded pattern is too long");
    }
}

bool duban_load_expand(duban_load *load, duban_str text, duban_place at, duban_str *expanded) {
    expansion e = {.load = load, .at = at, .in = text, .ok = true, .out = {.arena = load->scratch}};
    expand_all(&e);
    *expanded = (duban_str){e.out.units, e.out.length};
    return e.ok;
}
