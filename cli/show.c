/* duban show: the outline of a notice with its units, targets and deadlines, as a table. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/message.h"
#include "cli/reading.h"
#include "cli/rules_dir.h"
#include "cli/table.h"
#include "cli/width.h"
#include "out/buffer.h"

enum { RULES };
enum { OUTLINE, UNITS, TARGETS, DEADLINES }; /* the columns */

typedef struct {
    const duban_notice *notice;
    duban_arena *arena;
    duban_table table;
} showing;

static const char *quote(showing *s, duban_span span) {
    return duban_span_is_set(span) ? duban_flow_quote(s->notice->flow, span, s->arena) : "";
}

static void begin_line(duban_buffer *cell) {
    if (cell->length) duban_buffer_add_byte(cell, '\n');
}

static void add_unit(showing *s, duban_buffer *cell, const duban_record *record) {
    static const char *const roles[] = {
        [DUBAN_LEAD] = " (lead)", [DUBAN_SUPPORT] = " (support)", [DUBAN_RESPONSIBLE] = ""};
    duban_buffer_print(cell, "%s%s", quote(s, record->as.unit.name), roles[record->as.unit.role]);
}

static void add_target(showing *s, duban_buffer *cell, const duban_record *record) {
    const duban_target *target = &record->as.target;
    const char *by = duban_day_print(target->by, s->arena);
    if (record->kind == DUBAN_RECORD_BASELINE) duban_buffer_add_text(cell, "(now) ");
    duban_buffer_print(cell, "%s: %s%s%s", quote(s, target->indicator),
                       quote(s, target->quantity.span), by ? ", by " : "", by ? by : "");
}

static void add_deadline(showing *s, duban_buffer *cell, const duban_record *record) {
    duban_buffer_add_text(cell, quote(s, record->as.deadline.span));
}

static const struct {
    int column;
    void (*add)(showing *s, duban_buffer *cell, const duban_record *record);
} kinds[] = {
    [DUBAN_RECORD_UNIT] = {UNITS, add_unit},
    [DUBAN_RECORD_TARGET] = {TARGETS, add_target},
    [DUBAN_RECORD_BASELINE] = {TARGETS, add_target},
    [DUBAN_RECORD_DEADLINE] = {DEADLINES, add_deadline},
    [DUBAN_RECORD_UNEXPLAINED] = {-1, NULL},
};

static const char *outline_cell(showing *s, const duban_node *node) {
    if (node->kind == DUBAN_NODE_BODY) return "(before the first section)";
    const char *label = quote(s, node->label);
    if (node->inferred) label = duban_arena_printf(s->arena, "%s[%d]", label, node->number);
    return duban_arena_printf(s->arena, "%*s%s%s%s", 2 * (node->level - 1), "", label,
                              *label ? " " : "", quote(s, node->heading));
}

/* Adds the row of a node; *next is its first record, and is moved behind its last. */
static void add_row(showing *s, uint32_t index, uint32_t *next) {
    const duban_records *records = &s->notice->records;
    const duban_node *node = &s->notice->outline->nodes[index];
    duban_buffer cells[DUBAN_TABLE_COLUMNS] = {0};
    for (int c = 0; c < DUBAN_TABLE_COLUMNS; c++) cells[c].arena = s->arena;
    bool any = node->kind != DUBAN_NODE_BODY;
    for (; *next < records->count && records->items[*next].node == index; ++*next) {
        const duban_record *record = &records->items[*next];
        if (!kinds[record->kind].add) continue;
        duban_buffer *cell = &cells[kinds[record->kind].column];
        begin_line(cell);
        kinds[record->kind].add(s, cell, record);
        any = true;
    }
    duban_table_row row = {.cells = {outline_cell(s, node)},
                           .strong = node->kind == DUBAN_NODE_SECTION};
    for (int c = UNITS; c < DUBAN_TABLE_COLUMNS; c++) row.cells[c] = duban_buffer_text(&cells[c]);
    if (any) duban_table_add(&s->table, row);
}

static void show_meta(const duban_meta *meta) {
    static const char *const shown[] = {"title", "issuer", "docNumber", "date", "attachment"};
    for (uint32_t i = 0; meta && i < meta->count; i++) {
        const duban_meta_item *item = &meta->items[i];
        for (size_t k = 0; k < sizeof shown / sizeof *shown; k++) {
            if (strcmp(item->element, shown[k]) || !item->value) continue;
            printf("%s: %s%s%s%s\n", item->element, item->value, item->role ? " (" : "",
                   item->role ? item->role : "", item->role ? ")" : "");
        }
    }
}

static duban_status show(void *context) {
    showing *s = context;
    show_meta(s->notice->meta);
    putchar('\n');
    uint32_t next = 0;
    for (uint32_t i = 0; i < s->notice->outline->count; i++) add_row(s, i, &next);
    duban_table_print(&s->table, duban_terminal_width(), duban_colour_wanted());
    return DUBAN_OK;
}

static duban_exit run_show(const duban_args *args) {
    duban_exit failed;
    duban_rules *rules = duban_rules_open(args->values[RULES], &failed);
    if (!rules) return failed;
    duban_reading reading;
    duban_status status = duban_reading_open(&reading, args->operands[0], rules, DUBAN_WARNING);
    if (status == DUBAN_OK) {
        showing s = {.notice = reading.notice, .arena = reading.notice->arena};
        s.table =
            (duban_table){.arena = s.arena, .heads = {"outline", "units", "targets", "deadlines"}};
        status = duban_arena_run(s.arena, show, &s);
    }
    duban_reading_free(&reading);
    duban_rules_free(rules);
    return duban_exit_of(status);
}

const duban_command duban_command_show = {
    .words = "show",
    .operands = "FILE",
    .summary = "print the outline of a notice with its units, targets and deadlines",
    .options = {[RULES] = DUBAN_OPTION_RULES},
    .least = 1,
    .most = 1,
    .details =
        "The table fits the terminal ($COLUMNS where there is none). NO_COLOR turns off bold.\n"
        "A number in square brackets is not printed so in the source: its neighbours prove it.\n",
    .run = run_show,
};
