/* Programs made ready when they are first needed; see compiled.h. */
#include <stdatomic.h>

#include "extract/engine/compiled.h"

/* A form's code that may still be written to: a copy, or compiled for the purpose. */
static pcre2_code_16 *make(const duban_program *p, duban_form form) {
    if (form != DUBAN_FORM_HERE) return pcre2_code_copy_16(p->plain[form]);
    int error;
    size_t offset;
    return pcre2_compile_16((PCRE2_SPTR16)p->pattern.units, p->pattern.length,
                            DUBAN_COMPILE_OPTIONS | PCRE2_ANCHORED, &error, &offset,
                            duban_jit_context(p->jit));
}

/* Of threads that make the same code at once the first one's is kept. */
const pcre2_code_16 *duban_program_code(duban_program *program, duban_form form) {
    if (form == DUBAN_FORM_RESUME) {
        if (!program->plain[form]) return NULL;
        if (program->plain[form] == program->plain[DUBAN_FORM_SEARCH]) form = DUBAN_FORM_SEARCH;
    }
    pcre2_code_16 *code = atomic_load(&program->ready[form]), *other = NULL;
    if (code) return code;
    code = make(program, form);
    if (!code) return program->plain[form]; /* no memory for JIT */
    duban_jit_compile(program->jit, code);
    if (atomic_compare_exchange_strong(&program->ready[form], &other, code)) return code;
    pcre2_code_free_16(code);
    return other;
}

void duban_program_clear(duban_program *program) {
    for (int form = 0; form < DUBAN_FORM_COUNT; form++)
        pcre2_code_free_16(atomic_load(&program->ready[form]));
}

void duban_rules_warm(const duban_rules *rules) {
    for (uint32_t i = 0; i < rules->count; i++)
        for (int form = 0; form < DUBAN_FORM_COUNT; form++)
            duban_program_code(&rules->programs[i], (duban_form)form);
}
