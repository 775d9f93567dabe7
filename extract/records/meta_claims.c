/*
 * What several sources say of one thing -> one item, and a warning for each that says otherwise.
 *
 * Sources are trusted in the order of duban_meta_origin, those of one origin in the order in which
 * they were read. Labels that stand behind the notice's head belong to whatever the page prints
 * below it (other notices, the editor's line), so they contradict nothing.
 */
#include <string.h>

#include "extract/records/meta_reader.h"
#include "ingest/fold.h"

void duban_meta_claim_add(duban_meta_reader *r, duban_meta_claim claim) {
    r->claims = duban_arena_grow(r->arena, r->claims, &r->claim_capacity, r->claim_count + 1,
                                 sizeof *r->claims);
    r->claims[r->claim_count++] = claim;
}

void duban_meta_claim_field(duban_meta_reader *r, const duban_meta_field *field,
                            const char *value) {
    duban_meta_claim_add(r, (duban_meta_claim){.element = field->element,
                                               .role = *field->role ? field->role : NULL,
                                               .value = value,
                                               .span = field->span,
                                               .rule = "field.label",
                                               .origin = field->origin,
                                               .label = field->label,
                                               .doubted = field->doubted});
}

/* White space, quotation marks, book-title marks: printed or not, they change nothing. */
static bool is_passed_over(char16_t unit) {
    return unit == ' ' || unit == '\n' || unit == '"' || unit == '\'' ||
           (unit >= 0x3008 && unit <= 0x300B);
}

static duban_str bare(const duban_meta_reader *r, const char *value) {
    duban_str fold = duban_fold_str(r->arena, duban_str_from_utf8(r->arena, value, strlen(value)));
    char16_t *units = duban_arena_alloc(r->arena, (fold.length + 1) * sizeof *units);
    uint32_t length = 0;
    for (uint32_t i = 0; i < fold.length; i++)
        if (!is_passed_over(fold.units[i])) units[length++] = fold.units[i];
    return (duban_str){units, length};
}

static bool holds(duban_str whole, duban_str part) {
    for (uint32_t i = 0; i + part.length <= whole.length; i++)
        if (!memcmp(whole.units + i, part.units, part.length * sizeof *part.units)) return true;
    return false;
}

bool duban_meta_agree(const duban_meta_reader *r, const char *element, const char *a,
                      const char *b) {
    duban_str x = bare(r, a), y = bare(r, b);
    if (!strcmp(element, "date")) return duban_str_equal(x, y);
    return holds(x, y) || holds(y, x);
}

static const char *source_of(const duban_meta_reader *r, const duban_meta_claim *claim) {
    if (claim->origin == DUBAN_META_TEXT) return "the text";
    return duban_arena_printf(
        r->arena, claim->origin == DUBAN_META_TAG ? "the page's field '%s'" : "the label '%s'",
        claim->label);
}

void duban_meta_contradiction(duban_meta_reader *r, const duban_meta_claim *taken,
                              const duban_meta_claim *other) {
    duban_diag_add(r->diags,
                   (duban_diag){.severity = DUBAN_WARNING,
                                .status = DUBAN_OK,
                                .stage = DUBAN_STAGE_RECORDS,
                                .rule = other->rule,
                                .span = duban_span_is_set(other->span) ? other->span : taken->span},
                   "contradiction: %s%s%s is '%s' by %s, '%s' by %s; the first is taken",
                   taken->element, taken->role ? " " : "", taken->role ? taken->role : "",
                   taken->value, source_of(r, taken), other->value, source_of(r, other));
}

static bool is_about(const duban_meta_claim *claim, const char *element, const char *role) {
    return !strcmp(claim->element, element) &&
           (claim->role == role || (claim->role && role && !strcmp(claim->role, role)));
}

static int distrust(const duban_meta_claim *claim) {
    return (int)claim->origin + (claim->doubted ? DUBAN_META_TEXT + 1 : 0);
}

/* The index of the most trusted claim; claim_count if there is none. */
static uint32_t most_trusted(const duban_meta_reader *r, const char *element, const char *role) {
    uint32_t best = r->claim_count;
    for (uint32_t i = 0; i < r->claim_count; i++)
        if (is_about(&r->claims[i], element, role) &&
            (best == r->claim_count || distrust(&r->claims[i]) < distrust(&r->claims[best])))
            best = i;
    return best;
}

/* Whether the claim can contradict another one: not if it stands behind the head. */
static bool counts(const duban_meta_reader *r, const duban_meta_claim *claim) {
    return claim->origin != DUBAN_META_LABEL || claim->span.start < r->head.end;
}

bool duban_meta_settle(duban_meta_reader *r, const char *element, const char *role) {
    uint32_t best = most_trusted(r, element, role);
    if (best == r->claim_count) return false;
    duban_meta_claim taken = r->claims[best];
    duban_span span = taken.span;
    for (uint32_t i = 0; i < r->claim_count; i++) {
        const duban_meta_claim *other = &r->claims[i];
        if (i == best || !is_about(other, element, role)) continue;
        if (!duban_meta_agree(r, element, taken.value, other->value)) {
            bool apart = taken.origin != DUBAN_META_TEXT || other->origin != DUBAN_META_TEXT;
            if (apart && counts(r, &taken) && counts(r, other))
                duban_meta_contradiction(r, &taken, other);
        } else if (!duban_span_is_set(span) && !strcmp(taken.value, other->value)) {
            span = other->span;
            taken.rule = other->rule;
        }
    }
    duban_meta_add(r, element, taken.value, span, taken.rule)->role = role;
    return true;
}
