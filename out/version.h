/*
 * Which duban this is, and on which libraries it stands.
 */
#ifndef DUBAN_OUT_VERSION_H
#define DUBAN_OUT_VERSION_H

/* "0.1.0" */
const char *duban_version(void);

/* The versions of the libraries that it was built with: "72.1", "10.42", "2.9.14". */
const char *duban_version_icu(void);
const char *duban_version_pcre2(void);
const char *duban_version_libxml2(void);

#endif
