/*
 * Every cap of the pipeline, with its reason and what is reported when it is hit. A cap that is
 * hit is never silent.
 */
#ifndef DUBAN_BASE_LIMITS_H
#define DUBAN_BASE_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* Arena chunks: large enough that a small notice takes a handful, small enough to stay cheap. */
#define DUBAN_ARENA_CHUNK ((size_t)64 * 1024)

/* A source file: the largest notice seen has 3 MB; offsets are 32 bits wide. Over it: too_large. */
#define DUBAN_SOURCE_MAX ((size_t)64 * 1024 * 1024)

/* Memory for one document: 64 MB of source need about 30 bytes each. Over it: out_of_memory. */
#define DUBAN_DOCUMENT_MEMORY ((size_t)2048 * 1024 * 1024)

/* The output of one document in a batch: 64 MB of source give less. Over it: too_large. */
#define DUBAN_OUTPUT_MAX ((size_t)512 * 1024 * 1024)

/* Memory for the compiled rules, without PCRE2's own. Over it: rule_error. */
#define DUBAN_RULES_MEMORY ((size_t)256 * 1024 * 1024)
/* Memory that must be there before rules are loaded; those shipped take 32 MB. */
#define DUBAN_RULES_ROOM ((size_t)64 * 1024 * 1024)
/* What the program keeps for libxml2 (cli/xml_reserve.h): three times what loading rules takes of
 * it. Untouched it costs nothing. */
#define DUBAN_XML_RESERVE ((size_t)32 * 1024 * 1024)

/*
 * A piece of text that one match call sees. PCRE2 starts its match limit again at each start
 * position, so only a short subject bounds the time of a bad pattern. Longer paragraphs are
 * matched piece by piece, cut after a full stop where there is one.
 */
#define DUBAN_PIECE_MAX ((uint32_t)16 * 1024)

/* PCRE2's match limit for one call, its depth limit, its heap in KiB. Hit: a warning with the rule.
 */
#define DUBAN_MATCH_LIMIT ((uint32_t)200000)
#define DUBAN_DEPTH_LIMIT ((uint32_t)2000)
#define DUBAN_HEAP_KIB ((uint32_t)32 * 1024)
#define DUBAN_JIT_STACK ((size_t)1024 * 1024)

/* A rule or vocabulary file; the largest name list has some 100 KB. Over it: rule_error. */
#define DUBAN_RULE_FILE_MAX ((size_t)16 * 1024 * 1024)

/* A word of a vocabulary, in UTF-16 units: each is a nesting level of the pattern made of it, and
 * PCRE2 allows 250. Over it: rule_error. */
#define DUBAN_WORD_MAX ((uint32_t)100)

/* Named groups in one rule. Over it: rule_error. */
#define DUBAN_GROUPS_MAX 12

/* A pattern after its macros are expanded, in UTF-16 units. Over it: rule_error. */
#define DUBAN_PATTERN_MAX ((uint32_t)512 * 1024)

/* Matches in one document by one rule: a runaway rule is named, its further matches dropped. */
#define DUBAN_MATCHES_MAX ((uint32_t)1 << 20)

/* A number and what stands around it, in UTF-16 units: the longest of real texts have forty. */
#define DUBAN_NUMBER_MAX ((uint32_t)256)

/* How far from a quantity its indicator, action and scope are looked for in a clause, in UTF-16
 * units: clauses of real notices are shorter. Beyond it: the quantity stays unexplained. */
#define DUBAN_SEGMENT_REACH ((uint32_t)250)

/* A pair of brackets in running text; longer ones are taken for stray characters. */
#define DUBAN_BRACKET_MAX ((uint32_t)2000)

/* A sentence that is asked whether it promises or reports: only this much before the quantity. */
#define DUBAN_SENTENCE_MAX ((uint32_t)600)

/* Levels of the outline; the usual numbering has seven. Deeper labels join the last level. */
#define DUBAN_LEVELS_MAX 10

/* Diagnostics kept for one document; those beyond it are only counted. */
#define DUBAN_DIAGS_MAX ((uint32_t)10000)

/* One HTML tag in bytes: libxml2 takes quadratic time over attributes. Longer: left out, a warning.
 */
#define DUBAN_HTML_TAG_MAX ((size_t)64 * 1024)

/* MIME messages: the header of a part, parts, parts in parts. Beyond: not read, a warning. */
#define DUBAN_MIME_HEAD_MAX ((size_t)64 * 1024)
#define DUBAN_MIME_PARTS_MAX ((uint32_t)10000)
#define DUBAN_MIME_DEPTH_MAX ((uint32_t)8)

/* Columns of one table; cells beyond stand in the last one. */
#define DUBAN_TABLE_COLUMNS_MAX 200

/* A table with a cell of more units than this holds the page's layout, not data. */
#define DUBAN_TABLE_CELL_MAX 1500

/* What a packed format may unpack to, over all members; a real one has a few MB. Over: too_large.
 */
#define DUBAN_ARCHIVE_MAX ((size_t)256 * 1024 * 1024)
#define DUBAN_MEMBERS_MAX 10000
#define DUBAN_MEMBER_STEP ((uint32_t)64 * 1024)

/*
 * Containers: members of one and of those in it; all that they may unpack to, which is also at most
 * this much and so many times the size of the container (text packs to a fifth, pages full of
 * blanks to a fiftieth, bombs to a thousandth). Over: too_large, what came before stays.
 */
#define DUBAN_CONTAINER_MEMBERS_MAX ((uint32_t)10 * 1000 * 1000)
#define DUBAN_CONTAINER_MAX ((uint64_t)1024 * 1024 * 1024 * 1024)
#define DUBAN_CONTAINER_FREE ((uint64_t)64 * 1024 * 1024)
#define DUBAN_CONTAINER_RATIO 200

/* A member's name in bytes; an address of a crawl may have any length. What is beyond counts by its
 * hash. */
#define DUBAN_MEMBER_NAME_MAX ((size_t)1000)

/* Containers in containers. Deeper: the inner one is refused. */
#define DUBAN_CONTAINER_DEPTH 1

/* Beginning of a file over DUBAN_SOURCE_MAX that tells what it is. */
#define DUBAN_CONTAINER_HEAD ((size_t)1024 * 1024)

/* The head of a WARC record or of the HTTP response in it. Longer: the record is damaged. */
#define DUBAN_WARC_HEAD_MAX ((size_t)64 * 1024)

/* Moves of glyphs in one text code of an OFD page; a page has some thousand glyphs. */
#define DUBAN_OFD_DELTAS_MAX 100000

/* Glyphs that composite objects of an OFD document show: a thousand pages of them. And units of
 * them in units: two are usual. Beyond: not shown, a warning. */
#define DUBAN_OFD_PLACED_MAX 2000000U
#define DUBAN_OFD_UNITS_DEPTH_MAX 8

/* Straight lines one way on an OFD page, and bytes of one path: a table has some hundred short
 * ones. With more it is a drawing, whose text is read line by line. */
#define DUBAN_OFD_RULES_MAX 3000
#define DUBAN_OFD_PATH_MAX 4096

/* A converter of one document (pdftotext): time, memory, bytes of text. Over: too_large. */
#define DUBAN_CONVERT_SECONDS 30
#define DUBAN_CONVERT_MEMORY ((size_t)1024 * 1024 * 1024)
#define DUBAN_CONVERT_OUTPUT ((size_t)16 * 1024 * 1024)

/* Coordinates of a PDF in points: 200 inches are the format's own limit. Beyond: cut to it. */
#define DUBAN_PDF_PAGE_MAX 14400.0F

/* What pdftotext may say of a document: a page of words with their places has some 10 KB. Over:
 * too_large. */
#define DUBAN_PDF_WORDS_MAX ((size_t)64 * 1024 * 1024)

/* Pages of a PDF that are drawn to find the lines of tables. Beyond: a warning, their tables are
 * lines with gaps. Lines on one page; a drawing has more, and no tables are looked for. */
#define DUBAN_PDF_DRAWN_MAX 500
#define DUBAN_PDF_RULES_MAX 600

#endif
