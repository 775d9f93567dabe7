/*
 * The last word of a program that a defect kills.
 */
#ifndef DUBAN_CLI_DEFECT_H
#define DUBAN_CLI_DEFECT_H

/*
 * From here on a signal that a defect raises (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) ends the
 * program with a message and DUBAN_EXIT_DEFECT, unless somebody else, such as a sanitizer, has
 * claimed it.
 */
void duban_defect_watch(void);

/* Gives the signals back to the system: for a worker, whose death is its supervisor's news. */
void duban_defect_unwatch(void);

#endif
