/* fork, signals and wait; see member.h. */
#include "cli/batch/member.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/batch/vitals.h"

bool duban_member_start(duban_member *member, const duban_worker_settings *settings) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return false;
    pid_t self = getpid(), child = fork();
    if (child == 0) duban_worker_run(settings, pair[1], self);
    close(pair[1]);
    if (child < 0) {
        close(pair[0]);
        return false;
    }
    *member = (duban_member){.pid = child, .socket = pair[0]};
    return true;
}

bool duban_member_give(duban_member *member, const duban_job *job) {
    uint32_t flags = (job->hash_only ? DUBAN_REQUEST_HASH_ONLY : 0u) |
                     (job->is_container ? DUBAN_REQUEST_WALK : 0u) |
                     (job->links ? DUBAN_REQUEST_LINKS : 0u) |
                     (job->is_member ? DUBAN_REQUEST_DOCUMENT : 0u);
    duban_packet packet = {.head = {.kind = DUBAN_REQUEST, .job = job->id, .flags = flags}};
    memcpy(packet.head.sha256, job->known, sizeof packet.head.sha256);
    duban_packet_set_text(&packet, job->name, NULL);
    if (!duban_packet_send(member->socket, &packet, (int[]){job->input, job->output}, 2)) {
        return false;
    }
    if (!member->count) member->since = duban_vitals_clock();
    member->queue[(member->first + member->count++) % DUBAN_QUEUE_DEPTH] = *job;
    member->given++;
    return true;
}

bool duban_member_go(duban_member *member, uint64_t bytes) {
    duban_packet packet = {
        .head = {.kind = DUBAN_GO, .job = member->queue[member->first].id, .bytes = bytes}};
    duban_packet_set_text(&packet, "", NULL);
    member->ahead--;
    member->since = duban_vitals_clock();
    return duban_packet_send(member->socket, &packet, NULL, 0);
}

duban_job duban_member_take(duban_member *member) {
    duban_job job = member->queue[member->first];
    member->first = (member->first + 1) % DUBAN_QUEUE_DEPTH;
    member->count--;
    member->since = duban_vitals_clock();
    member->begun = (duban_report){0};
    member->started = false;
    member->ahead = 0;
    return job;
}

void duban_member_kill(duban_member *member) {
    if (member->pid <= 0) return;
    kill(-member->pid, SIGKILL); /* its process group, once it has made one */
    kill(member->pid, SIGKILL);
}

static duban_status judge(const duban_member *member, int status, char *reason, size_t size) {
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (member->nonsense) {
        snprintf(reason, size, "the worker answered nonsense");
        return DUBAN_CRASH;
    }
    if (member->late || signal == SIGXCPU) {
        snprintf(reason, size, "over the time limit%s", member->late ? "" : " for the processor");
        return DUBAN_TIMEOUT;
    }
    if (signal == SIGKILL) {
        snprintf(reason, size, "the worker was killed by the system, most likely for its memory");
        return DUBAN_NO_MEMORY;
    }
    if (signal) {
        snprintf(reason, size, "the worker died of %s", strsignal(signal));
    } else {
        snprintf(reason, size, "the worker ended with status %d", WEXITSTATUS(status));
    }
    return DUBAN_CRASH;
}

duban_status duban_member_bury(duban_member *member, bool *uncaged, char *reason, size_t size) {
    int status = 0;
    if (member->socket >= 0) close(member->socket);
    while (waitpid(member->pid, &status, 0) < 0 && errno == EINTR) continue;
    kill(-member->pid, SIGKILL); /* what it started and left */
    *uncaged = WIFEXITED(status) && WEXITSTATUS(status) == DUBAN_WORKER_UNCAGED;
    duban_status outcome = judge(member, status, reason, size);
    member->pid = 0;
    member->socket = -1;
    return outcome;
}
