/*
 * On which libraries this duban stands; duban_version() is in duban.h.
 */
#ifndef DUBAN_OUT_VERSION_H
#define DUBAN_OUT_VERSION_H

#include "duban.h"

/* The versions of the libraries that it was built with: "72.1", "10.42", "2.9.14". */
const char *duban_version_icu(void);
const char *duban_version_pcre2(void);
const char *duban_version_libxml2(void);

#endif
