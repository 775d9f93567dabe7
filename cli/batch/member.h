/*
 * One worker as the supervisor sees it: a process, a socket, and the jobs that wait there.
 */
#ifndef DUBAN_CLI_BATCH_MEMBER_H
#define DUBAN_CLI_BATCH_MEMBER_H

#include "cli/batch/supervisor.h"

typedef struct {
    pid_t pid;  /* 0: none */
    int socket; /* -1: none */
    duban_job queue[DUBAN_QUEUE_DEPTH];
    uint32_t first, count; /* of the queue; the first is the one being read */
    uint32_t given;        /* jobs so far, for recycling */
    bool retiring;         /* gets no more; ends when its queue is empty */
    bool nonsense;         /* killed for what it said */
    bool late;             /* killed for the time of the job with the id late_job */
    uint32_t late_job;
    bool started;       /* its first job: DUBAN_STARTED came */
    bool answered;      /* has ever said a word */
    uint64_t since;     /* clock at which its first job began */
    duban_report begun; /* what DUBAN_STARTED told of the first job */
    uint32_t ahead;     /* members that a walker has found and nobody has read yet */
} duban_member;

/* Forks a worker. False: errno says why. */
bool duban_member_start(duban_member *member, const duban_worker_settings *settings);

/* Hands it a job. False: it is dead; the job stays with the caller. */
bool duban_member_give(duban_member *member, const duban_job *job);

/* Tells a walker that a member of so many bytes has been read. False: it is dead. */
bool duban_member_go(duban_member *member, uint64_t bytes);

/* Takes the first job from the queue. */
duban_job duban_member_take(duban_member *member);

/* Kills it with all that it started. */
void duban_member_kill(duban_member *member);

/* Waits for its end and says what it means for the job that it was reading; reason is room for a
 * text. The member has no process any more. */
duban_status duban_member_bury(duban_member *member, bool *uncaged, char *reason, size_t size);

#endif
