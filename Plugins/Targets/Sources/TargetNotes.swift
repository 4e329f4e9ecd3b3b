import EngageReport

/// What has to be said beside the targets.
enum TargetNotes {
  static func notes(results: [[TargetResult]], attendance: KnownAttendance, isWeighted: Bool) -> [String] {
    let all = results.flatMap { $0 }.filter { $0.interval != nil }
    var notes = [
      "Forms only. A verdict is about those who answered: they chose to, and are no random sample of anybody. The "
        + "interval (Wilson) says how far the share could be off if they were one."
    ]
    if all.contains(where: { $0.attended != nil }) {
      notes.append(
        "Where it is known exactly how many came, the interval allows for how many of them answered.")
    }
    if attendance.contradicts {
      notes.append(
        "More forms came back from a session than people are said to have come: how many came is not used there."
      )
    }
    if results.contains(where: { $0[0].aim.hasUnscored }) {
      notes.append("Answers beside a scale, such as “don’t know”, are not in the base.")
    }
    if isWeighted {
      notes.append(
        "Shares and verdicts are by weight, the numbers beside them are forms; the interval is that of as many "
          + "forms as the weighted ones are worth.")
    }
    return notes
  }
}
