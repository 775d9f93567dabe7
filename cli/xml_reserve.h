/*
 * Memory that is kept for libxml2.
 */
#ifndef DUBAN_CLI_XML_RESERVE_H
#define DUBAN_CLI_XML_RESERVE_H

/*
 * From here on libxml2 takes from a reserve what the system does not give: its check of a schema
 * (2.9) crashes or leaks where an allocation fails. A matter of the whole process, and so of the
 * program, not of the library, which begins no check where memory is short.
 */
void duban_xml_reserve(void);

#endif
