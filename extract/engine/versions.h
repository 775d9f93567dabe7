/* What the engine was built on. */
#ifndef DUBAN_EXTRACT_ENGINE_VERSIONS_H
#define DUBAN_EXTRACT_ENGINE_VERSIONS_H

/* PCRE2's version, "10.42". */
const char *duban_engine_pcre2_version(void);

#endif
