/* The nodes: drafts and items in document order, with their texts, extents and kinds. */
#include <stdlib.h>

#include "extract/outline/run.h"

/* A text, and the node that it belongs to. */
typedef struct {
    uint32_t node;
    duban_span span;
} owned_text;

typedef struct {
    duban_run *run;
    duban_outline *outline;
    uint32_t capacity;
    owned_text *texts;
    uint32_t text_count, text_capacity;
    uint32_t *node_of; /* of each draft */
    uint32_t *item_of; /* the last item opened in each draft, DUBAN_NO_NODE if none */
} builder;

static uint32_t add_node(builder *b, uint32_t parent, duban_node node) {
    duban_outline *o = b->outline;
    o->nodes =
        duban_arena_grow(b->run->arena, o->nodes, &b->capacity, o->count + 1, sizeof *o->nodes);
    uint32_t index = o->count++;
    node.parent = parent;
    node.first_child = node.last_child = node.next = DUBAN_NO_NODE;
    node.level = parent == DUBAN_NO_NODE ? 0 : (uint8_t)(o->nodes[parent].level + 1);
    o->nodes[index] = node;
    if (parent == DUBAN_NO_NODE) return index;
    duban_node *above = &o->nodes[parent];
    if (above->last_child == DUBAN_NO_NODE)
        above->first_child = index;
    else
        o->nodes[above->last_child].next = index;
    above->last_child = index;
    return index;
}

static void add_text(builder *b, uint32_t node, duban_span span) {
    if (!duban_span_is_set(span) || duban_span_is_empty(span)) return;
    b->texts = duban_arena_grow(b->run->arena, b->texts, &b->text_capacity, b->text_count + 1,
                                sizeof *b->texts);
    b->texts[b->text_count++] = (owned_text){.node = node, .span = span};
}

static uint32_t add_item(builder *b, uint32_t draft, duban_span heading, duban_span rest,
                         const char *rule) {
    uint32_t item = add_node(b, b->node_of[draft],
                             (duban_node){.kind = DUBAN_NODE_SECTION,
                                          .label = DUBAN_SPAN_NONE,
                                          .heading = heading,
                                          .role = b->run->drafts[draft].role,
                                          .rule = rule});
    add_text(b, item, rest);
    b->item_of[draft] = item;
    return item;
}

static void open_draft(builder *b, uint32_t draft) {
    const duban_draft *d = &b->run->drafts[draft];
    const duban_piece *piece = &b->run->pieces[d->piece];
    const duban_choice *choice = duban_run_choice(b->run, piece);
    duban_span label = d->row || d->form == DUBAN_TABLE            ? d->label
                       : choice && choice->label != DUBAN_NO_LABEL ? choice->span
                                                                   : DUBAN_SPAN_NONE;
    b->node_of[draft] =
        add_node(b, b->node_of[d->parent],
                 (duban_node){.kind = DUBAN_NODE_SECTION,
                              .form = d->form,
                              .label = label,
                              .number = d->number,
                              .inferred = d->inferred,
                              .proof = d->proof,
                              .role = d->role,
                              .heading = piece->heading,
                              .stated = d->row && piece->headed == DUBAN_HEADED_LINE,
                              .rule = piece->rule});
    if (!duban_span_is_set(piece->inner)) {
        add_text(b, b->node_of[draft], piece->rest);
        return;
    }
    add_item(b, draft, piece->inner, piece->inner_rest, piece->rule);
}

static void take_piece(builder *b, uint32_t index) {
    const duban_piece *piece = &b->run->pieces[index];
    if (piece->kind == DUBAN_PIECE_FRAME) return;
    uint32_t draft = piece->section;
    if (draft > 0 && b->run->drafts[draft].piece == index) {
        open_draft(b, draft);
    } else if (piece->item) {
        add_item(b, draft, piece->heading, piece->rest, piece->rule);
    } else if (piece->kind == DUBAN_PIECE_CLAUSE) {
        add_text(b, b->outline->count - 1, piece->span);
    } else {
        if (piece->apart) b->item_of[draft] = DUBAN_NO_NODE;
        uint32_t item = b->item_of[draft];
        add_text(b, item == DUBAN_NO_NODE ? b->node_of[draft] : item, piece->span);
    }
}

/* A leaf of measures is a task; all else with a heading is a section. */
static void set_kinds(duban_outline *outline) {
    for (uint32_t i = 1; i < outline->count; i++) {
        duban_node *node = &outline->nodes[i];
        bool measures = node->role == DUBAN_ROLE_TASKS || node->role == DUBAN_ROLE_SAFEGUARDS;
        bool leaf = node->first_child == DUBAN_NO_NODE && node->form == DUBAN_PLAIN;
        node->kind = measures && leaf ? DUBAN_NODE_TASK : DUBAN_NODE_SECTION;
        if (leaf && node->text_count == 0 && duban_span_is_set(node->heading)) node->stated = true;
    }
}

/* Puts the texts of each node together, in order. */
static void gather_texts(builder *b) {
    duban_outline *o = b->outline;
    o->texts = duban_arena_alloc(b->run->arena, sizeof(duban_span) * (b->text_count + 1));
    o->text_count = b->text_count;
    for (uint32_t i = 0; i < b->text_count; i++) o->nodes[b->texts[i].node].text_count++;
    for (uint32_t i = 0, next = 0; i < o->count; i++) {
        o->nodes[i].first_text = next;
        next += o->nodes[i].text_count;
        o->nodes[i].text_count = 0;
    }
    for (uint32_t i = 0; i < b->text_count; i++) {
        duban_node *node = &o->nodes[b->texts[i].node];
        o->texts[node->first_text + node->text_count++] = b->texts[i].span;
    }
}

static void widen(duban_span *extent, duban_span span) {
    if (!duban_span_is_set(span) || duban_span_is_empty(span)) return;
    if (!duban_span_is_set(*extent)) *extent = span;
    if (span.start < extent->start) extent->start = span.start;
    if (span.end > extent->end) extent->end = span.end;
}

static void set_extents(duban_outline *outline) {
    for (uint32_t i = outline->count; i-- > 0;) {
        duban_node *node = &outline->nodes[i];
        duban_span own = DUBAN_SPAN_NONE;
        widen(&own, node->label);
        widen(&own, node->heading);
        for (uint32_t t = 0; t < node->text_count; t++)
            widen(&own, outline->texts[node->first_text + t]);
        for (uint32_t c = node->first_child; c != DUBAN_NO_NODE; c = outline->nodes[c].next)
            widen(&own, outline->nodes[c].extent);
        node->extent = own;
    }
}

static int by_start(const void *a, const void *b) {
    const duban_place *x = a, *y = b;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

/* What duban_outline_node_at searches: all own spans of all nodes, by start. */
static void set_places(builder *b) {
    duban_outline *o = b->outline;
    o->places = duban_arena_alloc(b->run->arena,
                                  sizeof(duban_place) * (2 * (size_t)o->count + o->text_count + 1));
    for (uint32_t i = 0; i < o->count; i++) {
        const duban_node *node = &o->nodes[i];
        duban_span own[2] = {node->label, node->heading};
        for (uint32_t k = 0; k < 2; k++)
            if (duban_span_is_set(own[k]) && !duban_span_is_empty(own[k]))
                o->places[o->place_count++] = (duban_place){.span = own[k], .node = i};
        for (uint32_t t = 0; t < node->text_count; t++)
            o->places[o->place_count++] =
                (duban_place){.span = o->texts[node->first_text + t], .node = i};
    }
    qsort(o->places, o->place_count, sizeof *o->places, by_start);
}

static int by_span(const void *a, const void *b) {
    const duban_task_cell *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

/* The cells of tables of tasks, with the nodes of their drafts. */
static void set_cells(builder *b) {
    duban_run *run = b->run;
    for (uint32_t i = 0; i < run->cell_count; i++)
        run->cells[i].node = b->node_of[run->cells[i].node];
    if (run->cell_count > 1) qsort(run->cells, run->cell_count, sizeof *run->cells, by_span);
    b->outline->cells = run->cells;
    b->outline->cell_count = run->cell_count;
}

/* The paragraphs of the body's first piece and after its last. */
static void set_range(const duban_run *run, duban_outline *outline) {
    bool any = run->first_piece < run->end_piece;
    outline->first_para = any ? run->pieces[run->first_piece].para : run->flow->para_count;
    outline->end_para =
        any ? duban_flow_para_at(run->flow, run->pieces[run->end_piece - 1].span.end - 1) + 1
            : outline->first_para;
}

duban_outline *duban_outline_build(duban_run *run) {
    builder b = {.run = run, .outline = duban_arena_alloc(run->arena, sizeof(duban_outline))};
    b.node_of = duban_arena_alloc(run->arena, sizeof(uint32_t) * run->draft_count);
    b.item_of = duban_arena_alloc(run->arena, sizeof(uint32_t) * run->draft_count);
    for (uint32_t d = 0; d < run->draft_count; d++) b.item_of[d] = DUBAN_NO_NODE;
    add_node(&b, DUBAN_NO_NODE,
             (duban_node){
                 .kind = DUBAN_NODE_BODY, .label = DUBAN_SPAN_NONE, .heading = DUBAN_SPAN_NONE});
    for (uint32_t i = run->first_piece; i < run->end_piece; i++) take_piece(&b, i);
    gather_texts(&b);
    set_kinds(b.outline);
    set_extents(b.outline);
    set_places(&b);
    set_cells(&b);
    set_range(run, b.outline);
    return b.outline;
}
