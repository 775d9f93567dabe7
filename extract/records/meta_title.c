/*
 * Titles in the text: of the notice, of the plan that it carries, and what the plan's title says
 * (status, years). What the page's fields say of them is in meta_heading.c.
 *
 * A notice "on issuing X" names the plan; the plan's own title line, where one equals it, is the
 * better place to quote. A document that no notice carries has its title in a line of its own,
 * which may wrap, or is itself a notice "on X".
 */
#include <string.h>

#include "extract/records/meta_reader.h"

#define TITLE_SURE 9 /* a shorter line that ends like a title may be a word of the navigation */
#define PARTS_MAX 2  /* lines before the last one of a title that wraps */

/* Whether a span holds a document number at most. */
static bool is_number(const duban_meta_reader *r, duban_span span) {
    duban_match match;
    span = duban_meta_trim(r, span);
    return duban_span_is_empty(span) ||
           (duban_meta_find(r, "docNumber", "value", span, &match) &&
            match.span.start == span.start && match.span.end == span.end);
}

/* Whether a match begins in the page's furniture and ends in the text. */
static bool leaves_furniture(const duban_meta_reader *r, duban_span value) {
    uint32_t first = duban_flow_para_at(r->flow, value.start);
    uint32_t last = duban_flow_para_at(r->flow, value.end - 1);
    return last < r->flow->para_count && r->flow->paras[first].kind == DUBAN_PARA_FURNITURE &&
           r->flow->paras[last].kind != DUBAN_PARA_FURNITURE;
}

/* Whether a book-title mark is open before the value, so that it is cited. Marks around the whole
 * line, or behind the notice's number, cite nothing. */
static bool is_cited(const duban_meta_reader *r, duban_span value) {
    uint32_t para = duban_flow_para_at(r->flow, value.start);
    if (para >= r->flow->para_count) return false;
    const char16_t *fold = r->flow->fold;
    uint32_t start = r->flow->paras[para].span.start;
    int depth = 0;
    for (uint32_t i = start; i < value.start; i++)
        depth += (fold[i] == 0x300A) - (fold[i] == 0x300B);
    bool marked = depth == 1 && fold[value.start - 1] == 0x300A && value.end < r->head.end &&
                  fold[value.end] == 0x300B;
    return depth > 0 && !(marked && is_number(r, (duban_span){start, value.start - 1}));
}

/* The name of the plan in a match. */
static duban_span name_of(const duban_match *match) {
    duban_span name = duban_match_group(match, "name");
    return duban_span_is_set(name) ? name : duban_match_group(match, "name2");
}

/* How good a match is: it names offices as its issuer, and it stands in the text, not in the
 * furniture of the page. */
static int rating(const duban_meta_reader *r, const duban_match *match) {
    duban_span issuer = duban_meta_trim(r, duban_match_group(match, "issuer"));
    uint32_t para = duban_flow_para_at(r->flow, duban_match_group(match, "value").start);
    bool body = para < r->flow->para_count && r->flow->paras[para].kind != DUBAN_PARA_FURNITURE;
    return 2 * duban_meta_is_offices(r, issuer) + body;
}

/* The first of the best matches of the element in the head. */
static bool find_in_head(const duban_meta_reader *r, const char *element, const char *form,
                         duban_match *best) {
    int highest = -1;
    duban_span rest = r->head;
    duban_match match;
    while (highest < 3 && !duban_span_is_empty(rest) &&
           duban_meta_find(r, element, form, rest, &match)) {
        duban_span value = duban_match_group(&match, "value");
        rest.start = match.span.end;
        if (leaves_furniture(r, value)) {
            rest.start = r->flow->paras[duban_flow_para_at(r->flow, value.start)].span.end;
            continue;
        }
        if (is_cited(r, value)) continue;
        int rated = rating(r, &match);
        if (rated <= highest) continue;
        highest = rated;
        *best = match;
    }
    return highest >= 0;
}

/* The span of a title with the issuers that stand on the lines above it; notes who they are. */
static duban_span with_issuers(duban_meta_reader *r, const duban_match *match) {
    duban_span value = duban_match_group(match, "value");
    duban_span issuer = duban_meta_trim(r, duban_match_group(match, "issuer"));
    if (duban_span_is_empty(issuer)) {
        issuer = duban_meta_offices_before(r, value.start);
        if (duban_span_is_set(issuer)) value.start = issuer.start;
    }
    if (!duban_span_is_set(r->title_issuers)) r->title_issuers = issuer;
    return value;
}

/* Where the name ends in the text from a position on, whatever white space stands between; 0 if
 * something else stands there. */
static uint32_t end_of_name(const duban_meta_reader *r, duban_span name, uint32_t at) {
    const char16_t *fold = r->flow->fold;
    for (uint32_t i = name.start; i < name.end; i++) {
        if (fold[i] == ' ' || fold[i] == '\n') continue;
        while (at < r->head.end && (fold[at] == ' ' || fold[at] == '\n')) at++;
        if (at >= r->head.end || duban_meta_mark(fold[at]) != duban_meta_mark(fold[i])) return 0;
        at++;
    }
    return at;
}

/* The title with the lines below it that tell its years or that it is a draft. */
static duban_span with_status(const duban_meta_reader *r, duban_span title) {
    uint32_t next = duban_flow_para_at(r->flow, title.start);
    while (next < r->flow->para_count && r->flow->paras[next].span.start < title.end) next++;
    duban_match match;
    for (; next < r->flow->para_count; next++) {
        duban_span line = r->flow->paras[next].span;
        bool status =
            duban_meta_find(r, "title", "years", line, &match) ||
            (duban_meta_find(r, "status", NULL, line, &match) && match.span.start == line.start);
        if (!status || r->flow->paras[next].kind != DUBAN_PARA_BODY) break;
        title.end = line.end;
    }
    return title;
}

/* What the title of a notice on one line stands behind: the last sentence or the date. */
static bool may_begin_title(const duban_meta_reader *r, uint32_t at) {
    duban_match match;
    return duban_meta_find(r, "title", "behind", (duban_span){at - 1, at}, &match);
}

/* The plan's own title in a paragraph, behind the notice's last words. */
static duban_span title_inside(const duban_meta_reader *r, duban_span name, duban_span para) {
    uint32_t end = para.end < r->head.end ? para.end : r->head.end;
    const char16_t *fold = r->flow->fold;
    for (uint32_t at = para.start + 1; at < end; at++) {
        if (fold[at] != fold[name.start] || at <= name.end) continue;
        uint32_t last = end_of_name(r, name, at);
        if (last && may_begin_title(r, at)) return (duban_span){at, last};
    }
    return DUBAN_SPAN_NONE;
}

/* The plan's own title lines after the notice that names it. */
static duban_span own_lines(const duban_meta_reader *r, duban_span name) {
    const duban_flow *flow = r->flow;
    for (uint32_t i = duban_flow_para_at(flow, name.end - 1); i < flow->para_count; i++) {
        duban_span para = flow->paras[i].span;
        if (para.start >= r->head.end) break;
        duban_span inside = title_inside(r, name, para);
        if (duban_span_is_set(inside)) return inside;
        if (para.start <= name.start) continue;
        uint32_t end = end_of_name(r, name, para.start);
        if (!end) continue;
        uint32_t last = duban_flow_para_at(flow, end - 1);
        duban_span rest = duban_meta_trim(r, (duban_span){end, flow->paras[last].span.end});
        duban_match match;
        if (duban_span_is_empty(rest)) return with_status(r, (duban_span){para.start, end});
        if (duban_meta_find(r, "title", "years", rest, &match) ||
            duban_meta_find(r, "status", NULL, rest, &match))
            return (duban_span){para.start, rest.end};
    }
    return name;
}

/* Whether the text after a name cites it between book-title marks, as one cites what is attached.
 */
static bool is_cited_later(const duban_meta_reader *r, duban_span name) {
    for (uint32_t at = name.end; at < r->head.end; at++)
        if (r->flow->fold[at] == 0x300A && end_of_name(r, name, at + 1)) return true;
    return false;
}

/* Whether a name ends with the words of another one, whatever white space stands between. */
static bool ends_with(const duban_meta_reader *r, duban_span whole, duban_span part) {
    const char16_t *fold = r->flow->fold;
    while (part.end > part.start) {
        if (fold[part.end - 1] == ' ' || fold[part.end - 1] == '\n') {
            part.end--;
            continue;
        }
        while (whole.end > whole.start && fold[whole.end - 1] == ' ') whole.end--;
        if (whole.end == whole.start) return false;
        if (duban_meta_mark(fold[--whole.end]) != duban_meta_mark(fold[--part.end])) return false;
    }
    return true;
}

/* What the letter says that it encloses, where that is the notice's name for it in full; else the
 * name. */
static duban_span enclosed_name(const duban_meta_reader *r, duban_span name) {
    duban_match match;
    duban_span rest = {name.end, r->head.end};
    while (!duban_span_is_empty(rest) && duban_meta_find(r, "title", "enclosed", rest, &match)) {
        duban_span found = duban_match_group(&match, "name");
        if (ends_with(r, found, name)) return found;
        rest.start = match.span.end;
    }
    return name;
}

/* The lines before a title's last line that belong to it. */
static uint32_t first_part(const duban_meta_reader *r, uint32_t para) {
    duban_match match;
    for (uint32_t k = 0; k < PARTS_MAX && para > 0; k++, para--) {
        const duban_para *before = &r->flow->paras[para - 1];
        if (before->kind != DUBAN_PARA_BODY || duban_meta_is_offices(r, before->span)) break;
        if (!duban_meta_find(r, "title", "part", before->span, &match)) break;
        if (duban_meta_find(r, "title", "line", before->span, &match)) break;
    }
    return para;
}

/* A line, or the row that titles a table. */
static bool may_be_title(const duban_para *para) {
    bool row = para->kind == DUBAN_PARA_CELL && para->row == 1 && para->column == 1;
    return para->kind == DUBAN_PARA_BODY || (row && para->column_span > 2);
}

/* The first line of the head from a position on that ends as a title does; a long one before a
 * short one. */
static duban_span title_line(const duban_meta_reader *r, uint32_t from, const char **rule) {
    duban_span found = DUBAN_SPAN_NONE;
    for (uint32_t i = 0; i < r->flow->para_count; i++) {
        const duban_para *para = &r->flow->paras[i];
        duban_match match;
        if (para->span.start >= r->head.end) break;
        if (para->span.start < from || !may_be_title(para)) continue;
        if (!duban_meta_find(r, "title", "line", para->span, &match)) continue;
        if (duban_meta_is_offices(r, duban_match_group(&match, "value"))) continue;
        *rule = match.rule->id;
        found = duban_match_group(&match, "value");
        uint32_t first = first_part(r, i);
        if (first < i) found.start = r->flow->paras[first].span.start;
        if (duban_span_length(found) >= TITLE_SURE) break;
    }
    return duban_span_is_set(found) ? with_status(r, found) : found;
}

/* What the title itself says: that it is a draft, which years it covers. */
static void read_status_and_years(duban_meta_reader *r) {
    duban_match match;
    duban_span title = r->title;
    if (duban_meta_find(r, "status", NULL, title, &match)) {
        duban_meta_add(r, "status", duban_rule_param(match.rule, "value"), match.span,
                       match.rule->id);
        r->title.end = match.span.start;
    }
    bool years =
        duban_meta_find(r, "period", NULL, title, &match) ||
        (duban_span_is_set(r->notice) && duban_meta_find(r, "period", NULL, r->notice, &match));
    if (!years) return;
    duban_meta_item *item = duban_meta_add(r, "period", NULL, match.span, match.rule->id);
    item->from = duban_flow_quote(r->flow, duban_match_group(&match, "from"), r->arena);
    item->by = duban_flow_quote(r->flow, duban_match_group(&match, "by"), r->arena);
}

/* The notice's title once more, below its first copy, in the words of both; else a title line. */
static duban_span title_below(duban_meta_reader *r, const char **rule, bool *repeated) {
    duban_span line = title_line(r, r->notice.end, rule);
    *repeated = duban_span_is_set(line) && end_of_name(r, r->notice, line.start) == line.end;
    return line;
}

/*
 * A notice on issuing something. What it names is a plan if it is quoted, stands below, or is
 * named as plans are; else the notice itself is the document.
 */
static const char *read_notice(duban_meta_reader *r, const duban_match *match) {
    const char *rule = match->rule->id;
    duban_match plan;
    bool repeated = false;
    duban_span name = name_of(match);
    r->notice = with_issuers(r, match);
    r->title = own_lines(r, name);
    bool quoted = name.start > 0 && duban_meta_mark(r->flow->fold[name.start - 1]) == 0x300A;
    if (r->title.start == name.start && !quoted) {
        name = enclosed_name(r, name);
        r->title = own_lines(r, name);
        quoted = name.start > r->notice.end;
    }
    bool apart = r->title.start != name.start;
    r->confirmed = apart;
    if (!apart && !quoted && !is_cited_later(r, name)) {
        r->title = title_below(r, &rule, &repeated);
        if (!duban_span_is_set(r->title) && duban_meta_find(r, "title", "issued", r->notice, &plan))
            r->title = name;
        if (!duban_span_is_set(r->title)) r->title = r->notice;
        if (repeated || r->title.start == r->notice.start) {
            r->notice = DUBAN_SPAN_NONE;
            return rule;
        }
    }
    r->named = name;
    r->notice_text = duban_meta_quote(r, r->notice);
    duban_meta_add(r, "noticeTitle", r->notice_text, r->notice, match->rule->id);
    return rule;
}

/* The first heading, where the markup has one and neither words nor fields tell a title. */
static duban_span first_heading(const duban_meta_reader *r, const char **rule) {
    for (uint32_t i = 0; i < r->flow->para_count; i++) {
        const duban_para *para = &r->flow->paras[i];
        duban_match match;
        if (para->kind == DUBAN_PARA_FURNITURE) continue;
        if (para->span.start >= r->head.end || para->heading != 1 ||
            !duban_meta_find(r, "title", "headed", para->span, &match) ||
            duban_meta_is_offices(r, para->span))
            break;
        *rule = match.rule->id;
        return duban_match_group(&match, "value");
    }
    return DUBAN_SPAN_NONE;
}

/* Adds the title that was found in the text, and what it says itself. */
static void add_title(duban_meta_reader *r, const char *rule) {
    if (!duban_span_is_set(r->title)) return;
    if (!duban_span_is_set(r->named)) r->named = r->title;
    read_status_and_years(r);
    r->title = duban_meta_trim(r, r->title);
    r->title_text = duban_meta_quote(r, r->title);
    duban_meta_add(r, "title", r->title_text, r->title, rule);
}

void duban_meta_read_title(duban_meta_reader *r) {
    duban_match match;
    const char *rule = NULL;
    if (find_in_head(r, "noticeTitle", NULL, &match)) {
        rule = read_notice(r, &match);
    } else if (find_in_head(r, "title", "about", &match)) {
        r->title = with_issuers(r, &match);
        rule = match.rule->id;
    } else {
        r->title = title_line(r, 0, &rule);
    }
    add_title(r, rule);
    duban_meta_read_headings(r);
    if (duban_meta_value(r->meta, "title")) return;
    r->title = first_heading(r, &rule);
    add_title(r, rule);
}
