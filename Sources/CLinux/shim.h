#pragma once
// Declared by the system's own headers only for programs that define _GNU_SOURCE, which Swift's own module does not:
// <sys/mman.h>, <unistd.h>, <spawn.h>. Those headers are not included here: whoever imports this would have to import
// it for everything in them as well.
int memfd_create(const char *name, unsigned int flags);
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addchdir_np(void *actions, const char *path);
int posix_spawn_file_actions_addclosefrom_np(void *actions, int from);
