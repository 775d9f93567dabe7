/* duban check: what this build makes of a corpus, against gold, against the last accepted run,
 * against the floors. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "cli/accepted.h"
#include "cli/commands.h"
#include "cli/corpus.h"
#include "cli/measures.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/rules_dir.h"
#include "out/xml.h"

enum { ACCEPT, RULES, VERBOSE };

typedef struct {
    const duban_args *args;
    const char *folder;
    const duban_rules *rules;
    duban_arena *arena;
    duban_score score;
    duban_measure measures[DUBAN_MEASURES_MAX];
    uint32_t measure_count;
    duban_exit status;
} checking;

static duban_status read_gold(checking *c, const char *path, const duban_element **gold) {
    duban_file file;
    duban_diags diags = {.arena = c->arena};
    duban_status status = duban_file_read(path, DUBAN_SOURCE_MAX, &file);
    if (status != DUBAN_OK) {
        duban_message("%s: error: %s", path, duban_status_meaning(status));
        return status;
    }
    status = duban_xml_read(path, file.bytes, file.length, c->arena, &diags, gold);
    duban_message_rules(&diags);
    duban_file_free(&file);
    return status;
}

/* The notice as the ledger's XML states it: what is scored is what is written. */
static duban_status read_ledger(checking *c, const char *path, const duban_element **ledger) {
    duban_reading reading;
    duban_diags diags = {.arena = c->arena};
    duban_status status = duban_reading_open(&reading, path, c->rules, DUBAN_ERROR);
    if (status == DUBAN_OK) {
        duban_buffer xml = duban_xml_write(reading.notice, c->arena);
        status = duban_xml_read(path, (const unsigned char *)xml.bytes, xml.length, c->arena,
                                &diags, ledger);
        duban_message_rules(&diags);
    }
    duban_reading_free(&reading);
    return status;
}

static void score_item(checking *c, const duban_corpus_item *item) {
    const duban_element *gold, *ledger;
    duban_status status = DUBAN_NOT_FOUND;
    if (item->notice) {
        status = read_gold(c, item->gold, &gold);
        if (status == DUBAN_OK) status = read_ledger(c, item->notice, &ledger);
    } else {
        duban_message("%s: error: no notice '%s/%s.*' beside this gold", item->gold, c->folder,
                      item->name);
    }
    if (status == DUBAN_OK)
        duban_score_add(&c->score, item->name, gold, ledger);
    else if (duban_exit_of(status) > c->status)
        c->status = duban_exit_of(status);
}

static void show_tables(const checking *c) {
    printf("%-12s%8s%8s%8s%7s%7s\n", "record", "P", "R", "F1", "gold", "found");
    for (int kind = 0; kind < DUBAN_SCORE_KIND_COUNT; kind++) {
        const duban_tally *t = &c->score.kinds[kind];
        if (!(t->found + t->missed + t->invented)) continue;
        printf("%-12s%8.3f%8.3f%8.3f%7u%7u\n", duban_score_kind_word(kind),
               duban_tally_precision(t), duban_tally_recall(t), duban_tally_f1(t),
               t->found + t->missed, t->found + t->invented);
    }
    for (int attribute = 0; attribute < DUBAN_SCORE_ATTRIBUTE_COUNT; attribute++) {
        const duban_accuracy *a = &c->score.attributes[attribute];
        if (!a->of) continue;
        printf("%-28s%8.3f  (%u/%u)\n", duban_score_attribute_word(attribute),
               (double)a->right / a->of, a->right, a->of);
    }
    printf("mean F1 %.4f; explained %.4f (%u passages are unexplained)\n",
           duban_score_mean(&c->score), duban_score_explained(&c->score), c->score.unexplained);
}

static void show_lines(const char *head, const char **lines, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        int name = (int)strcspn(lines[i], "\t");
        printf("%s%.*s: %s\n", head, name, lines[i], lines[i] + name + (lines[i][name] != '\0'));
    }
}

static void show_changes(const duban_changes *changes) {
    show_lines("gained  ", changes->gained, changes->gained_count);
    show_lines("lost    ", changes->lost, changes->lost_count);
    if (changes->compared) {
        printf("%u gained, %u lost against the last accepted run\n", changes->gained_count,
               changes->lost_count);
    }
}

static bool hold_floors(const checking *c) {
    bool held = true;
    for (uint32_t i = 0; i < c->measure_count; i++) {
        const duban_measure *m = &c->measures[i];
        if (m->value + 5e-4 >= m->floor) continue;
        duban_message("%s: error: %s is %.3f, below its floor of %.3f", c->folder, m->name,
                      m->value, m->floor);
        held = false;
    }
    return held;
}

static bool keep(const checking *c, const char *name, const char *text, size_t length) {
    if (duban_output_write(c->folder, name, text, length) == DUBAN_OK) return true;
    duban_message("%s/%s: error: %s: %s", c->folder, name, duban_status_meaning(DUBAN_NOT_WRITTEN),
                  strerror(errno));
    return false;
}

static duban_exit accept(checking *c) {
    size_t length;
    char *text = duban_accepted_print(&c->score, &length);
    bool kept = keep(c, "accepted.tsv", text, length);
    text = duban_floors_print(c->measures, c->measure_count, c->arena, &length);
    return kept && keep(c, "floors.tsv", text, length) ? DUBAN_EXIT_OK : DUBAN_EXIT_ENVIRONMENT;
}

static duban_exit judge(checking *c) {
    duban_changes changes;
    const char *unknown = NULL, *folder = c->folder;
    duban_status status = duban_accepted_compare(
        duban_arena_printf(c->arena, "%s/accepted.tsv", folder), &c->score, &changes);
    if (status == DUBAN_OK) {
        status = duban_floors_read(duban_arena_printf(c->arena, "%s/floors.tsv", folder),
                                   c->measures, c->measure_count, c->arena, &unknown);
    }
    if (status != DUBAN_OK) {
        duban_message("%s: error: the last accepted run cannot be read%s%s", folder,
                      unknown ? ": no such measure: " : "", unknown ? unknown : "");
        return DUBAN_EXIT_USAGE;
    }
    if (c->args->values[VERBOSE]) {
        show_lines("", c->score.complaints, c->score.complaint_count);
    }
    show_tables(c);
    show_changes(&changes);
    if (!hold_floors(c)) return DUBAN_EXIT_FAILED;
    return c->args->values[ACCEPT] && c->status == DUBAN_EXIT_OK ? accept(c) : c->status;
}

static duban_status work(void *context) {
    checking *c = context;
    duban_corpus corpus = duban_corpus_list(c->folder, c->arena);
    if (!corpus.count) {
        duban_message("%s: error: no gold here; expected '%s/gold/*.xml'", c->folder, c->folder);
        c->status = DUBAN_EXIT_USAGE;
        return DUBAN_OK;
    }
    c->score.arena = c->arena;
    for (uint32_t i = 0; i < corpus.count; i++) score_item(c, &corpus.items[i]);
    c->measure_count = duban_measures_of(&c->score, c->measures, c->arena);
    c->status = judge(c);
    return DUBAN_OK;
}

static duban_exit run_check(const duban_args *args) {
    duban_exit failed;
    duban_rules *rules = duban_rules_open(args->values[RULES], &failed);
    if (!rules) return failed;
    checking c = {.args = args,
                  .folder = args->operands[0],
                  .rules = rules,
                  .arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY)};
    if (!c.arena || duban_arena_run(c.arena, work, &c) != DUBAN_OK) {
        duban_message("duban: error: %s", duban_status_meaning(DUBAN_NO_MEMORY));
        c.status = DUBAN_EXIT_ENVIRONMENT;
    }
    duban_arena_free(c.arena);
    duban_rules_free(rules);
    return c.status;
}

const duban_command duban_command_check = {
    .words = "check",
    .operands = "DIR",
    .summary = "score a corpus against gold and against the last accepted run",
    .options = {[ACCEPT] = {0, "accept", NULL,
                            "keep this run as the accepted one, raise the floors"},
                [RULES] = DUBAN_OPTION_RULES,
                [VERBOSE] = {'v', "verbose", NULL, "list all that is missed, invented or wrong"}},
    .least = 1,
    .most = 1,
    .details =
        "DIR/gold/NAME.xml is what a careful reader finds in DIR/NAME.*. Shows precision,\n"
        "recall and F1 of each kind of record, the accuracy of their attributes, and what was\n"
        "gained and lost against DIR/accepted.tsv. Exit status 1 if a measure is below its\n"
        "floor in DIR/floors.tsv. Floors only rise.\n",
    .run = run_check,
};
