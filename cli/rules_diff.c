/* duban rules diff: the records that a change of rules gains, loses and changes. */
#include <stdio.h>

#include "base/limits.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/message.h"
#include "cli/reading.h"
#include "cli/rules_dir.h"
#include "out/difference.h"
#include "out/xml.h"

typedef struct {
    duban_rules *old, *new;
    const char *path;
    duban_arena *arena; /* of one input */
    uint32_t sums[3];   /* by duban_difference_kind */
    duban_exit exit;
} comparing;

/* The ledger that the rules make of the file, as a tree in the arena. */
static duban_status read_ledger(comparing *c, const duban_rules *rules,
                                const duban_element **root) {
    duban_reading reading;
    duban_status status = duban_reading_open(&reading, c->path, rules, DUBAN_ERROR);
    if (status == DUBAN_OK) {
        duban_buffer xml = duban_xml_write(reading.notice, c->arena);
        status = duban_xml_read(c->path, (const unsigned char *)xml.bytes, xml.length, c->arena,
                                NULL, root);
    }
    duban_reading_free(&reading);
    return status;
}

static void print_difference(comparing *c, const duban_difference *d) {
    static const char *const words[] = {
        [DUBAN_GAINED] = "gained", [DUBAN_LOST] = "lost", [DUBAN_CHANGED] = "changed"};
    const duban_element *one = d->after ? d->after : d->before;
    const char *src = duban_element_attribute(one, "src");
    const char *rule = duban_element_attribute(one, "rule");
    printf("%s %s: %s %s [%s]\n", c->path, src ? src : "-", words[d->kind],
           duban_difference_print(d, c->arena), rule ? rule : "-");
    const char *passage = duban_difference_passage(d, c->arena);
    if (*passage) printf("    %s\n", passage);
    c->sums[d->kind]++;
}

static duban_status compare_file(void *context) {
    comparing *c = context;
    const duban_element *before = NULL, *after = NULL;
    duban_status status = read_ledger(c, c->old, &before);
    if (status == DUBAN_OK) status = read_ledger(c, c->new, &after);
    if (status != DUBAN_OK) return status;
    duban_differences found = duban_difference_find(before, after, c->arena);
    for (uint32_t i = 0; i < found.count; i++) print_difference(c, &found.items[i]);
    return DUBAN_OK;
}

static void compare_one(comparing *c) {
    c->arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    duban_status status = c->arena ? duban_arena_run(c->arena, compare_file, c) : DUBAN_NO_MEMORY;
    duban_arena_free(c->arena);
    if (duban_exit_of(status) > c->exit) c->exit = duban_exit_of(status);
}

typedef struct {
    comparing *comparing;
    const duban_args *args;
    duban_arena *arena;
} job;

static duban_status work(void *context) {
    job *j = context;
    duban_cli_inputs inputs = {.arena = j->arena};
    duban_cli_inputs_collect(&inputs, j->args->count - 2, j->args->operands + 2);
    for (uint32_t i = 0; i < inputs.count; i++) {
        j->comparing->path = inputs.items[i].path;
        compare_one(j->comparing);
    }
    const uint32_t *sums = j->comparing->sums;
    printf("%u gained, %u lost, %u changed in %u files\n", sums[DUBAN_GAINED], sums[DUBAN_LOST],
           sums[DUBAN_CHANGED], inputs.count);
    return DUBAN_OK;
}

static duban_exit run_rules_diff(const duban_args *args) {
    duban_exit old, new;
    comparing c = {.old = duban_rules_open(args->operands[0], &old),
                   .new = duban_rules_open(args->operands[1], &new),
                   .exit = DUBAN_EXIT_OK};
    job j = {&c, args, duban_arena_new(DUBAN_DOCUMENT_MEMORY)};
    duban_exit exit = c.old ? new : old;
    if (c.old && c.new) {
        duban_status status = j.arena ? duban_arena_run(j.arena, work, &j) : DUBAN_NO_MEMORY;
        exit = status == DUBAN_OK ? c.exit : duban_exit_of(status);
    }
    duban_arena_free(j.arena);
    duban_rules_free(c.old);
    duban_rules_free(c.new);
    return exit;
}

const duban_command duban_command_rules_diff = {
    .words = "rules diff",
    .operands = "OLD NEW FILE...",
    .summary = "show what a change of rules changes in the records of a corpus",
    .least = 3,
    .most = -1,
    .details =
        "OLD and NEW are folders of rules. Each file is read with both; a line for each record "
        "that\n"
        "only NEW finds (gained), only OLD finds (lost), or that both read differently (changed),\n"
        "with its place in the source, its fields, its rule, and the passage. A folder is walked.\n"
        "Records made by another rule but saying the same are no difference.\n",
    .run = run_rules_diff,
};
