/* Reads the notice named on the command line with the rules in a folder and prints its ledger. */
#include <duban.h>
#include <stdio.h>
#include <stdlib.h>

static void show(void *context, const duban_finding *finding) {
    (void)context;
    fprintf(stderr, "%s:%u: %s: %s\n", finding->file, finding->line, finding->severity,
            finding->message);
}

static int put(void *file, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, file) == length ? 0 : 1;
}

int main(int argc, char **argv) {
    static char bytes[1 << 20];
    FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
    if (!file) {
        fprintf(stderr, "usage: ledger RULES NOTICE\n");
        return EXIT_FAILURE;
    }
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    duban_rulebook *rules = duban_rulebook_open(argv[1], show, NULL);
    if (!rules) return EXIT_FAILURE;
    duban_ledger *ledger = duban_ledger_read(rules, argv[2], bytes, length);
    if (!ledger) return EXIT_FAILURE;
    duban_ledger_findings(ledger, show, NULL);
    int failed = duban_ledger_write(ledger, put, stdout);
    duban_ledger_free(ledger);
    duban_rulebook_free(rules);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
