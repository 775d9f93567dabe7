/* duban verify: does each record of a ledger stand in its source? */
#include <stdio.h>

#include "base/limits.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/rules_dir.h"
#include "out/verify.h"

enum { SOURCE, RULES, QUIET };

typedef struct {
    const duban_args *args;
    const duban_rules *rules;
    const char *path;
    duban_arena *arena;
    duban_diags diags;
    duban_proof proof;
} proving;

static duban_status prove(void *context) {
    proving *p = context;
    return duban_verify(p->path, p->args->values[SOURCE], p->rules, p->arena, &p->diags, &p->proof);
}

static void add(duban_proof *sum, const duban_proof *proof) {
    sum->records += proof->records;
    sum->proven += proof->proven;
    sum->derived += proof->derived;
    sum->failed += proof->failed;
}

static void show(const char *what, const duban_proof *proof) {
    printf("%s: %u records, %u texts and values proven (%u read again), %u failed\n", what,
           proof->records, proof->proven, proof->derived, proof->failed);
}

static duban_status verify_one(proving *p) {
    p->arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    p->diags = (duban_diags){.arena = p->arena};
    if (!p->arena) return DUBAN_NO_MEMORY;
    duban_status status = duban_arena_run(p->arena, prove, p);
    duban_message_rules(&p->diags);
    bool quiet = p->args->values[QUIET] != NULL;
    if (!quiet && (status == DUBAN_OK || status == DUBAN_NOT_PROVEN)) show(p->path, &p->proof);
    duban_arena_free(p->arena);
    return status;
}

static duban_exit run_verify(const duban_args *args) {
    duban_exit failed;
    duban_rules *rules = duban_rules_open(args->values[RULES], &failed);
    if (!rules) return failed;
    duban_proof sum = {0};
    duban_exit worst = DUBAN_EXIT_OK;
    for (int i = 0; i < args->count; i++) {
        proving p = {.args = args, .rules = rules, .path = args->operands[i]};
        duban_exit exit = duban_exit_of(verify_one(&p));
        if (exit > worst) worst = exit;
        add(&sum, &p.proof);
    }
    if (args->count > 1) show("all", &sum);
    duban_rules_free(rules);
    return worst;
}

const duban_command duban_command_verify = {
    .words = "verify",
    .operands = "XML...",
    .summary = "prove every record of ledgers from the bytes of their sources",
    .options = {[SOURCE] = {0, "source", "DIR", "look for the sources in DIR first"},
                [RULES] = DUBAN_OPTION_RULES,
                [QUIET] = {'q', "quiet", NULL, "show failures only"}},
    .least = 1,
    .most = -1,
    .details =
        "A source is looked for under the href of the ledger in DIR, beside the ledger, and in\n"
        "the working directory. It must have the size and SHA-256 that the ledger states; the\n"
        "bytes of every src are decoded again and compared, values and dates are read again.\n"
        "Exit status 1 if anything is not proven.\n",
    .run = run_verify,
};
