#pragma once
// Declared by <sys/mman.h> only for programs that define _GNU_SOURCE, which Swift's own module does not.
int memfd_create(const char *name, unsigned int flags);
