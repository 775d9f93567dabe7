/* Versions; see version.h. PCRE2's is asked for in extract/engine, the only place that knows it. */
#include "out/version.h"

#include <libxml/parser.h>
#include <unicode/uvernum.h>

#include "extract/engine/versions.h"

const char *duban_version(void) { return DUBAN_PROJECT_VERSION; }
const char *duban_version_icu(void) { return U_ICU_VERSION; }
const char *duban_version_pcre2(void) { return duban_engine_pcre2_version(); }
const char *duban_version_libxml2(void) { return LIBXML_DOTTED_VERSION; }
