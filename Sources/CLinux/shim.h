#pragma once
#include <spawn.h>
// Declared by the system's own headers only for programs that define _GNU_SOURCE, which Swift's own module does not:
// <sys/mman.h>, <unistd.h>, <spawn.h>.
int memfd_create(const char *name, unsigned int flags);
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
