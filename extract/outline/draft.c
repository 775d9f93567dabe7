/*
 * Drafts: the sections that labels, headlines, boxes and tables begin, as a tree, and the section
 * that each piece stands in. The solver gave labels their depth; a headline finds its place by
 * what stands around it.
 */
#include "extract/outline/heading.h"
#include "extract/outline/rows.h"
#include "extract/outline/rows_cell.h"

/* The open sections, outermost first; the body is the first. */
typedef struct {
    uint32_t items[3 * DUBAN_LEVELS_MAX];
    uint32_t count;
    uint32_t dividing; /* headlines so far that are sections of the outermost level */
} open_stack;

/* Keys of two labels one level apart differ by this; headlines stand between. */
#define LEVEL 4
/* How far below a headline the label may stand that it is the outer heading of. */
#define OUTER_REACH 40
/* So many of them divide the document, so that the next one does too. */
#define DIVIDING_MIN 2

static duban_draft *draft_at(duban_run *run, const open_stack *stack) {
    return &run->drafts[stack->items[stack->count - 1]];
}

uint32_t duban_draft_add(duban_run *run, uint32_t parent, uint32_t piece, int32_t key) {
    run->drafts = duban_arena_grow(run->arena, run->drafts, &run->draft_capacity,
                                   run->draft_count + 1, sizeof *run->drafts);
    uint32_t index = run->draft_count++;
    run->drafts[index] =
        (duban_draft){.parent = parent, .piece = piece, .key = key, .label = DUBAN_SPAN_NONE};
    if (parent != DUBAN_NO_NODE) {
        run->drafts[index].level = (uint8_t)(run->drafts[parent].level + 1);
        run->drafts[parent].children++;
    }
    return index;
}

static void open_draft(duban_run *run, open_stack *stack, uint32_t piece, int32_t key) {
    uint32_t cap = sizeof stack->items / sizeof *stack->items;
    while (stack->count > 1 && (draft_at(run, stack)->key >= key || stack->count == cap))
        stack->count--;
    stack->items[stack->count] = duban_draft_add(run, stack->items[stack->count - 1], piece, key);
    stack->count++;
}

static const char *prove(duban_run *run, const duban_choice *choice) {
    if (choice->previous == DUBAN_NO_CHOICE) return "the labels beside it";
    const duban_choice *previous = &run->choices.items[choice->previous];
    return duban_arena_printf(run->arena, "follows %d", previous->number);
}

/* Whether a paragraph between two pieces opens with a heading of its own, as items do. */
static bool has_items(duban_run *run, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++) {
        const duban_piece *piece = &run->pieces[i];
        if (piece->kind == DUBAN_PIECE_TEXT && piece->starts &&
            (piece->headed == DUBAN_HEADED_STOPPED ||
             duban_heading_open(run, piece, DUBAN_SURE).headed != DUBAN_HEADED_NOT))
            return true;
    }
    return false;
}

/* Whether a box stands beside the last section, not inside: it is a task, which a box would turn
 * into a section. Aims keep their boxes, and so does a section with items of its own. */
static bool stands_beside(duban_run *run, const duban_draft *last, uint32_t box) {
    if (last->piece == DUBAN_NO_NODE) return false;
    const duban_piece *piece = &run->pieces[last->piece];
    if (piece->headed == DUBAN_HEADED_RUNIN) return true;
    if (last->level < 2 || last->children > 0) return false;
    duban_role role =
        duban_span_is_set(piece->heading) ? duban_roles_read(run, piece->heading) : DUBAN_ROLE_NONE;
    return (role == DUBAN_ROLE_NONE || role == DUBAN_ROLE_TASKS) &&
           !has_items(run, last->piece + 1, box);
}

static void open_label(duban_run *run, open_stack *stack, uint32_t piece) {
    const duban_choice *choice = duban_run_choice(run, &run->pieces[piece]);
    int32_t key = LEVEL * choice->depth;
    bool box = duban_run_has_rank(run, &run->pieces[piece], DUBAN_RANK_BOX);
    if (box && stands_beside(run, draft_at(run, stack), piece)) key = draft_at(run, stack)->key;
    open_draft(run, stack, piece, key);
    duban_draft *draft = draft_at(run, stack);
    draft->form = box ? DUBAN_BOX : DUBAN_PLAIN;
    draft->number = choice->number;
    draft->inferred = choice->inferred;
    if (choice->inferred) {
        draft->proof = prove(run, choice);
        duban_diag_add(run->diags,
                       (duban_diag){.severity = DUBAN_NOTE,
                                    .stage = DUBAN_STAGE_OUTLINE,
                                    .rule = run->pieces[piece].rule,
                                    .span = run->pieces[piece].span},
                       "number %d inferred: %s", choice->number, draft->proof);
    }
}

/* The next labelled piece before another headline or the end; piece_count if there is none. */
static uint32_t next_label(const duban_run *run, uint32_t piece) {
    for (uint32_t i = piece + 1; i < run->end_piece; i++) {
        if (run->pieces[i].kind == DUBAN_PIECE_LABEL) return i;
        if (run->pieces[i].kind == DUBAN_PIECE_HEADLINE) break;
    }
    return run->piece_count;
}

/* The key of a headline below a draft. */
static int32_t below_key(int32_t key) { return key % LEVEL == 0 ? key + LEVEL - 1 : key + 1; }

/* Where the markup of the open sections puts a heading: beside one of its depth, or else below
 * one of a lesser depth; 0 where they have none. */
static int32_t markup_key(const duban_run *run, const open_stack *stack, uint8_t heading) {
    int32_t key = 0;
    for (uint32_t i = 1; heading > 0 && i < stack->count; i++) {
        const duban_draft *draft = &run->drafts[stack->items[i]];
        uint8_t other = run->flow->paras[run->pieces[draft->piece].para].heading;
        if (other == heading) return draft->key;
        if (other > 0 && other < heading) key = below_key(draft->key);
    }
    return key;
}

/* Whether a draft's heading stands on a line of its own. */
static bool is_headed_by_line(const duban_run *run, const duban_draft *draft) {
    return draft->piece != DUBAN_NO_NODE && run->pieces[draft->piece].headed != DUBAN_HEADED_RUNIN;
}

/* A headline right above the first label of a series: one of several that each head a series, or
 * one of the labelled sections above, without its label. */
static int32_t group_key(duban_run *run, const open_stack *stack, uint32_t piece, int32_t depth) {
    int32_t group = LEVEL * depth - 1;
    for (uint32_t i = 1; i < stack->count; i++)
        if (run->drafts[stack->items[i]].key == group) return group;
    const duban_draft *top = draft_at(run, stack);
    bool first = top->piece == DUBAN_NO_NODE || top->piece + 1 == piece;
    return first || depth == 1 ? group : LEVEL * (depth - 1);
}

/* Whether the outermost open section is a headline too, one of those that divide the document. */
static bool is_below_headline(const duban_run *run, const open_stack *stack) {
    return stack->count > 1 && run->drafts[stack->items[1]].key < LEVEL;
}

/* The label below a headline that is the outer one of two above it: another headline stands between
 * them, and nothing else does, or it has the deeper markup. NULL if it is no such headline. */
static const duban_choice *label_of_outer(const duban_run *run, uint32_t piece) {
    const duban_para *paras = run->flow->paras;
    uint8_t depth = paras[run->pieces[piece].para].heading;
    bool outer = false;
    if (run->pieces[piece].part) return NULL;
    for (uint32_t i = piece + 1; i < run->end_piece && i <= piece + OUTER_REACH; i++) {
        const duban_piece *it = &run->pieces[i];
        if (it->kind == DUBAN_PIECE_LABEL) return outer ? duban_run_choice(run, it) : NULL;
        if (it->kind != DUBAN_PIECE_HEADLINE) continue;
        uint8_t deeper = paras[it->para].heading;
        if (it->part || (depth > 0 && deeper > 0 && deeper <= depth)) return NULL;
        outer = outer || (depth > 0 && deeper > depth) ||
                (i == piece + 1 && i + 1 < run->end_piece &&
                 run->pieces[i + 1].kind == DUBAN_PIECE_LABEL);
    }
    return NULL;
}

static int32_t headline_key(duban_run *run, const open_stack *stack, uint32_t piece) {
    const duban_piece *headline = &run->pieces[piece];
    uint8_t depth = run->flow->paras[headline->para].heading;
    const duban_choice *below;
    if (headline->part && is_below_headline(run, stack)) return run->drafts[stack->items[1]].key;
    if ((below = label_of_outer(run, piece))) return LEVEL * below->depth - 2;
    uint32_t next = next_label(run, piece);
    below = next < run->piece_count ? duban_run_choice(run, &run->pieces[next]) : NULL;
    if (below && next == piece + 1 && (below->number == 1 || headline->divides))
        return group_key(run, stack, piece, below->depth);
    int32_t markup = markup_key(run, stack, depth);
    if (markup > 0) return markup;
    if (headline->part && below && below->restarts) return LEVEL * below->depth - 1;
    if (headline->part) return LEVEL;
    const duban_draft *top = draft_at(run, stack);
    if (below && below->restarts) return LEVEL * below->depth - 1;
    if (top->piece == DUBAN_NO_NODE) return LEVEL - 1;
    if (is_below_headline(run, stack) && stack->dividing >= DIVIDING_MIN)
        return run->drafts[stack->items[1]].key;
    if (run->pieces[top->piece].kind == DUBAN_PIECE_HEADLINE) return top->key;
    if (top->piece + 1 == piece || !is_headed_by_line(run, top)) return below_key(top->key);
    return top->key;
}

/* A headline among numbered sections that look like it is one of them. */
static void number_headline(duban_run *run, uint32_t draft, uint32_t before) {
    const duban_draft *last = &run->drafts[before];
    duban_draft *it = &run->drafts[draft];
    duban_piece *piece = &run->pieces[it->piece];
    if (last->parent != it->parent || last->number == 0 || last->key != it->key || piece->part)
        return;
    if (last->form != DUBAN_PLAIN || !is_headed_by_line(run, last)) return;
    it->number = last->number + 1;
    it->inferred = true;
    it->proof = duban_arena_printf(run->arena, "follows %d", last->number);
    duban_diag_add(run->diags,
                   (duban_diag){.severity = DUBAN_NOTE,
                                .stage = DUBAN_STAGE_OUTLINE,
                                .rule = piece->rule,
                                .span = piece->span},
                   "number %d inferred: %s", it->number, it->proof);
}

static void open_headline(duban_run *run, open_stack *stack, uint32_t piece) {
    int32_t key = headline_key(run, stack, piece);
    uint32_t before = stack->count > 1 ? stack->items[stack->count - 1] : 0;
    while (before > 0 && run->drafts[before].key > key) before = run->drafts[before].parent;
    open_draft(run, stack, piece, key);
    stack->dividing += key < LEVEL;
    if (before > 0) number_headline(run, stack->items[stack->count - 1], before);
}

/* The number before a table's name in its caption. */
static void label_table(duban_run *run, duban_draft *table) {
    duban_match match;
    if (!duban_run_is(run, DUBAN_FORM_CAPTION, run->pieces[table->piece].span, &match)) return;
    duban_span numeral = duban_match_group(&match, "numeral");
    table->label = duban_match_group(&match, "label");
    table->number = duban_row_number(run, numeral);
}

/* A table stands in the open section, or is what a box or an attachment consists of. */
static uint32_t open_table(duban_run *run, const open_stack *stack, uint32_t piece) {
    uint32_t top = stack->items[stack->count - 1];
    if (run->pieces[piece].kind != DUBAN_PIECE_CAPTION) return top;
    if (duban_rows_find(run, piece + 1) < run->piece_count)
        top = duban_row_title_parent(run, piece + 1, top);
    uint32_t table = duban_draft_add(run, top, piece, LEVEL * DUBAN_LEVELS_MAX);
    run->drafts[table].form = DUBAN_TABLE;
    label_table(run, &run->drafts[table]);
    return table;
}

/* Where numbered text follows, before any attachment. */
static void find_numbered(duban_run *run) {
    run->numbered_from = duban_arena_alloc(run->arena, run->piece_count + 1);
    for (uint32_t i = run->end_piece; i-- > run->first_piece;)
        run->numbered_from[i] = run->pieces[i].kind == DUBAN_PIECE_LABEL
                                    ? !duban_run_has_rank(run, &run->pieces[i], DUBAN_RANK_ANNEX)
                                    : run->numbered_from[i + 1];
}

void duban_drafts_make(duban_run *run) {
    find_numbered(run);
    open_stack stack = {.count = 1};
    uint32_t table = DUBAN_NO_NODE;
    stack.items[0] = duban_draft_add(run, DUBAN_NO_NODE, DUBAN_NO_NODE, 0);
    for (uint32_t i = run->first_piece; i < run->end_piece; i++) {
        duban_piece *piece = &run->pieces[i];
        bool cell = piece->kind == DUBAN_PIECE_CAPTION || piece->kind == DUBAN_PIECE_CELL;
        if (!cell)
            table = DUBAN_NO_NODE;
        else if (table == DUBAN_NO_NODE || piece->kind == DUBAN_PIECE_CAPTION)
            table = open_table(run, &stack, i);
        bool plan =
            piece->kind == DUBAN_PIECE_FRAME && duban_run_has_rank(run, piece, DUBAN_RANK_ANNEX);
        if (plan) stack.count = 1; /* range.c: the plan begins behind the letter */
        if (piece->kind == DUBAN_PIECE_LABEL) open_label(run, &stack, i);
        if (piece->kind == DUBAN_PIECE_HEADLINE) open_headline(run, &stack, i);
        piece->section = cell ? table : stack.items[stack.count - 1];
        uint32_t behind = cell ? duban_rows_take(run, i, table) : i;
        if (behind > i) i = behind - 1;
    }
}
