import Glibc

/// What the processor has spent on this process: unlike the clock, it does not count what others take.
enum ProcessorTime {
  /// Seconds.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
