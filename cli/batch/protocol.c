/* Packets with open files over a socket pair; see protocol.h and unix(7). */
#include "cli/batch/protocol.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { FILES_MAX = 2 };

/* That come with a packet of each kind. */
static const int files_of[DUBAN_DONE + 1] = {[DUBAN_REQUEST] = 2, [DUBAN_MEMBER] = 1};

void duban_packet_set_text(duban_packet *packet, const char *first, const char *second) {
    size_t a = strnlen(first, DUBAN_PACKET_TEXT - 2), b = 0;
    memcpy(packet->text, first, a);
    packet->text[a++] = '\0';
    if (second) {
        b = strnlen(second, DUBAN_PACKET_TEXT - a - 1);
        memcpy(packet->text + a, second, b);
        packet->text[a + b++] = '\0';
    }
    packet->head.length = (uint32_t)(a + b);
}

const char *duban_packet_second(const duban_packet *packet) {
    size_t first = strlen(packet->text) + 1;
    return first < packet->head.length ? packet->text + first : "";
}

bool duban_packet_send(int socket, const duban_packet *packet, const int *files, int count) {
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(FILES_MAX * sizeof(int))] = {0};
    struct iovec parts[] = {
        {.iov_base = (void *)&packet->head, .iov_len = sizeof packet->head},
        {.iov_base = (void *)packet->text, .iov_len = packet->head.length},
    };
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
    if (count) {
        message.msg_control = control;
        message.msg_controllen = CMSG_SPACE((size_t)count * sizeof(int));
        struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN((size_t)count * sizeof(int));
        memcpy(CMSG_DATA(rights), files, (size_t)count * sizeof(int));
    }
    ssize_t sent;
    do {
        sent = sendmsg(socket, &message, MSG_NOSIGNAL);
        /* Too many files of this user are on their way; some will arrive. */
        if (sent < 0 && errno == ETOOMANYREFS) nanosleep(&(struct timespec){0, 1000000}, NULL);
    } while (sent < 0 && (errno == EINTR || errno == ETOOMANYREFS));
    return sent >= 0;
}

/* The files of a message; those beyond the ones asked for are closed. */
static int take_files(struct msghdr *message, int *files, int count) {
    int taken = 0;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS) continue;
        size_t present = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < present; i++) {
            int file;
            memcpy(&file, CMSG_DATA(c) + i * sizeof file, sizeof file);
            if (taken < count)
                files[taken++] = file;
            else
                close(file);
        }
    }
    return taken;
}

static bool is_sound(const duban_packet *packet, size_t received, int flags) {
    const duban_packet_head *head = &packet->head;
    if (flags & (MSG_TRUNC | MSG_CTRUNC) || received <= sizeof *head) return false;
    if (head->length != received - sizeof *head || head->length > DUBAN_PACKET_TEXT) return false;
    return packet->text[head->length - 1] == '\0' && head->kind <= DUBAN_DONE &&
           head->status <= DUBAN_PENDING && head->sha256[DUBAN_SHA256_HEX - 1] == '\0';
}

duban_packet_result duban_packet_receive(int socket, bool wait, duban_packet *packet, int *files,
                                         int count) {
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(FILES_MAX * sizeof(int))];
    struct iovec parts[] = {
        {.iov_base = &packet->head, .iov_len = sizeof packet->head},
        {.iov_base = packet->text, .iov_len = sizeof packet->text},
    };
    struct msghdr message = {.msg_iov = parts,
                             .msg_iovlen = 2,
                             .msg_control = control,
                             .msg_controllen = sizeof control};
    /* ECONNRESET says that the other end died with our words unread; its own may still be here. */
    ssize_t got;
    do {
        got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC | (wait ? 0 : MSG_DONTWAIT));
    } while (got < 0 && (errno == EINTR || errno == ECONNRESET));
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return DUBAN_PACKET_NONE;
    if (got <= 0) return DUBAN_PACKET_END;
    int taken = take_files(&message, files, count);
    if (is_sound(packet, (size_t)got, message.msg_flags) && taken == files_of[packet->head.kind]) {
        for (int i = taken; i < count; i++) files[i] = -1;
        return DUBAN_PACKET_GOOD;
    }
    for (int i = 0; i < taken; i++) close(files[i]);
    return DUBAN_PACKET_NONSENSE;
}
