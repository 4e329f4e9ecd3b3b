internal import Glibc

/// Fuzzes the readers of tables: `EngageFuzz [--seconds 60] [--seed 1] [--round N]`.
///
/// A crash, a round of more than ten seconds or a broken promise ends it with the seed and round to run again.
@main struct EngageFuzz {
  static func main() {
    let seconds = Double(option("--seconds") ?? "60") ?? 60
    let seed = UInt64(option("--seed") ?? "1") ?? 1
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let path = "\(folder)/engage-fuzz-\(getpid())"
    defer { unlink(path) }
    do {
      let fuzzing = try Fuzzing(seed: seed, path: path)
      if let only = option("--round").flatMap({ Int($0) }) { return try fuzzing.round(only) }
      let rounds = try run(fuzzing, seconds: seconds)
      print("\(rounds) rounds of seed \(seed) in \(Int(seconds)) s: no crash, no hang, no broken promise")
    } catch {
      unlink(path)
      print("round \(CurrentRound.number) of seed \(seed): \(error)")
      exit(1)
    }
  }

  private static func run(_ fuzzing: Fuzzing, seconds: Double) throws -> Int {
    CurrentRound.watch()
    let clock = ContinuousClock()
    let start = clock.now
    var number = 0
    while clock.now - start < .seconds(seconds) {
      CurrentRound.number = number
      alarm(10)
      try fuzzing.round(number)
      number += 1
    }
    alarm(0)
    return number
  }

  private static func option(_ name: String) -> String? {
    guard let at = CommandLine.arguments.firstIndex(of: name) else { return nil }
    return CommandLine.arguments.dropFirst(at + 1).first
  }
}

/// The round at work, for the signal handler that names it when the process dies of it.
enum CurrentRound {
  // Written by the only thread, read by a signal handler on it.
  nonisolated(unsafe) static var number = 0

  /// Names the round on standard error when a signal ends the process: a crash, or the alarm of a hang.
  static func watch() {
    for kind in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGALRM] {
      signal(kind) { received in
        CurrentRound.report(received == SIGALRM ? "hangs: round " : "crashes: round ")
        _exit(1)
      }
    }
  }

  /// Writes without allocating anything.
  private static func report(_ word: StaticString) {
    write(2, word.utf8Start, word.utf8CodeUnitCount)
    var digits: (UInt8, Int) = (0, 1)
    while number / digits.1 >= 10 { digits.1 *= 10 }
    while digits.1 > 0 {
      digits.0 = 0x30 + UInt8(number / digits.1 % 10)
      withUnsafePointer(to: &digits.0) { _ = write(2, $0, 1) }
      digits.1 /= 10
    }
    write(2, "\n", 1)
  }
}
