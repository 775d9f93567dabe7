/*
 * What supervisor and worker say to each other: packets over a socket pair (AF_UNIX,
 * SOCK_SEQPACKET), each a head of fixed size, whose length field counts the text behind it, and
 * open files beside it (SCM_RIGHTS). Both ends are the same program, so heads go as they lie in
 * memory. The supervisor believes nothing: a packet of another size, with a status or a text that
 * cannot be, is the worker's death.
 *
 *     supervisor -> worker   DUBAN_REQUEST with two files: the input and where the output goes
 *     worker -> supervisor   DUBAN_STARTED with the content's hash, then DUBAN_DONE
 *
 * An input that is a container is answered with the flag DUBAN_REPLY_CONTAINER; the supervisor
 * gives it to a worker of another kind, which takes it apart (DUBAN_REQUEST_WALK). Members become
 * requests to the first kind:
 *
 *     worker -> supervisor   DUBAN_STARTED with the container's hash; for each member DUBAN_MEMBER
 *                            with a file that holds it, or DUBAN_REFUSED; DUBAN_ALIVE now and then
 *                            while there is nothing else to tell; then DUBAN_DONE
 *     supervisor -> worker   DUBAN_GO for each member that has been read
 */
#ifndef DUBAN_CLI_BATCH_PROTOCOL_H
#define DUBAN_CLI_BATCH_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sha256.h"
#include "base/status.h"
#include "cli/batch/tally.h"

/* Text of one packet: a name of PATH_MAX bytes, each written as %XX. */
#define DUBAN_PACKET_TEXT 16384

typedef enum {
    DUBAN_REQUEST,
    DUBAN_STARTED,
    DUBAN_MEMBER,
    DUBAN_REFUSED,
    DUBAN_ALIVE,
    DUBAN_GO,
    DUBAN_DONE
} duban_packet_kind;

/* Flags of a packet. */
enum {
    DUBAN_REQUEST_HASH_ONLY = 1, /* do not read the notice, only hash its bytes */
    DUBAN_REQUEST_WALK = 2,      /* it is a container: take it apart */
    DUBAN_REQUEST_DOCUMENT = 4,  /* it is none, whatever it looks like */
    DUBAN_REPLY_CONTAINER = 8,
    DUBAN_REQUEST_LINKS = 16, /* it may be a page: tell its attachments, do not read the notice */
};

typedef struct {
    uint32_t length; /* of the text, with its final NUL */
    uint32_t kind;
    uint32_t job; /* a reply repeats that of its request */
    uint32_t flags;
    char sha256[DUBAN_SHA256_HEX]; /* request: content that need not be read again, or "" */
    uint32_t status;               /* replies from here on */
    uint32_t unchanged;            /* the content is the one of the request */
    uint32_t peak_kib;
    uint64_t bytes, output_bytes, microseconds;
    duban_tally tally;
} duban_packet_head;

typedef struct {
    duban_packet_head head;
    char text[DUBAN_PACKET_TEXT]; /* request: the name; done: the reason and, behind its NUL, the
                                     rules that hit a limit; member: its name and its id in a dump;
                                     refused: its name and the reason */
} duban_packet;

/* Sets the text and the length; texts that are too long are cut. second may be NULL. */
void duban_packet_set_text(duban_packet *packet, const char *first, const char *second);

/* The second text, "" if there is none. */
const char *duban_packet_second(const duban_packet *packet);

/* Sends it with count open files (at most two). False: the other end is gone. */
bool duban_packet_send(int socket, const duban_packet *packet, const int *files, int count);

typedef enum {
    DUBAN_PACKET_GOOD,
    DUBAN_PACKET_NONE,     /* nothing is there, where wait is false */
    DUBAN_PACKET_END,      /* the other end is gone */
    DUBAN_PACKET_NONSENSE, /* what came is no packet */
} duban_packet_result;

/* Receives one with as many open files as its kind has, of which the caller takes count; files that
 * it does not have are -1. */
duban_packet_result duban_packet_receive(int socket, bool wait, duban_packet *packet, int *files,
                                         int count);

#endif
