/* Programs as filters: bytes through, limits, and that nothing they start outlives the document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "ingest/convert/process.h"

typedef struct {
    duban_arena *arena;
    const char *const *argv;
    const char *input;
    duban_process_limits limits;
    duban_process_output output;
    duban_diags diags;
    duban_status status;
} running;

static duban_status run(void *context) {
    running *r = context;
    return duban_process_run(r->arena, r->argv, (const unsigned char *)r->input, strlen(r->input),
                             &r->limits, &r->output, &r->diags);
}

static running run_program(const char *const *argv, const char *input, size_t output) {
    running r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY), .argv = argv, .input = input};
    assert_non_null(r.arena);
    r.diags.arena = r.arena;
    r.limits = (duban_process_limits){.seconds = 1, .output = output};
    r.status = duban_arena_run(r.arena, run, &r);
    return r;
}

static void a_process_is_a_filter(void **state) {
    (void)state;
    static char much[1 << 20];
    memset(much, 'x', sizeof much - 1);
    running r = run_program((const char *const[]){"cat", NULL}, much, sizeof much);
    assert_int_equal(r.status, DUBAN_OK);
    assert_int_equal(r.output.length, sizeof much - 1);
    assert_memory_equal(r.output.bytes, much, sizeof much);
    duban_arena_free(r.arena);
    r = run_program((const char *const[]){"sh", "-c", "echo one >&2; echo two >&2; exit 3", NULL},
                    much, 10);
    assert_int_equal(r.status, DUBAN_OK);
    assert_int_equal(r.output.exit_status, 3);
    assert_string_equal(r.output.complaint, "two");
    duban_arena_free(r.arena);
}

static void a_process_beyond_its_limits_ends(void **state) {
    (void)state;
    static const struct {
        const char *argv[4];
        duban_status status;
        const char *says;
    } rows[] = {
        {{"sh", "-c", "sleep 60"}, DUBAN_TOO_LARGE, "took too long"},
        {{"sh", "-c", "yes"}, DUBAN_TOO_LARGE, "wrote too much"},
        {{"sh", "-c", "kill -9 $$"}, DUBAN_UNREADABLE, "signal"},
        {{"no-such-program-anywhere"}, DUBAN_UNSUPPORTED, "not installed"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        running r = run_program(rows[i].argv, "in", 100000);
        assert_int_equal(r.status, rows[i].status);
        assert_non_null(strstr(r.diags.items[0].message, rows[i].says));
        duban_arena_free(r.arena);
    }
}

/* Whether a process is gone within some seconds; a zombie is gone, but for its name. */
static bool ends(pid_t process) {
    for (int i = 0; i < 500; i++, usleep(10000)) {
        char path[64], state = 'Z';
        snprintf(path, sizeof path, "/proc/%d/stat", process);
        FILE *file = fopen(path, "re");
        if (!file) return true;
        if (fscanf(file, "%*d (%*[^)]) %c", &state) != 1) state = 'Z';
        fclose(file);
        if (state == 'Z') return true;
    }
    return false;
}

static void what_a_program_leaves_behind_is_ended(void **state) {
    (void)state;
    static const char *const scripts[] = {
        "sleep 300 >/dev/null 2>&1 & echo $!",         /* it ends and leaves a child */
        "sh -c 'echo $$; exec sleep 300' 2>/dev/null", /* its child oversleeps */
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        char path[] = "/tmp/duban-test-XXXXXX", command[200];
        int file = mkstemp(path);
        assert_true(file >= 0);
        snprintf(command, sizeof command, "{ %s; } >%s", scripts[i], path);
        running r = run_program((const char *const[]){"sh", "-c", command, NULL}, "", 100);
        assert_int_equal(r.status, i ? DUBAN_TOO_LARGE : DUBAN_OK);
        char number[20] = "";
        assert_true(read(file, number, sizeof number - 1) > 0);
        assert_true(ends((pid_t)strtol(number, NULL, 10)));
        close(file);
        unlink(path);
        duban_arena_free(r.arena);
    }
}

static void a_program_dies_with_duban(void **state) {
    (void)state;
    int said[2];
    assert_int_equal(pipe(said), 0);
    pid_t duban = fork();
    if (duban == 0) {
        char command[100];
        snprintf(command, sizeof command, "sh -c 'echo $$ >/proc/%d/fd/%d; exec sleep 300'",
                 getpid(), said[1]);
        running r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY), .input = ""};
        r.argv = (const char *const[]){"sh", "-c", command, NULL};
        r.limits = (duban_process_limits){.seconds = 60, .output = 100};
        duban_arena_run(r.arena, run, &r);
        _exit(0);
    }
    char number[20] = "";
    assert_true(read(said[0], number, sizeof number - 1) > 0);
    kill(duban, SIGKILL);
    assert_int_equal(waitpid(duban, NULL, 0), duban);
    assert_true(ends((pid_t)strtol(number, NULL, 10)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_process_is_a_filter),
        cmocka_unit_test(a_process_beyond_its_limits_ends),
        cmocka_unit_test(what_a_program_leaves_behind_is_ended),
        cmocka_unit_test(a_program_dies_with_duban),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
