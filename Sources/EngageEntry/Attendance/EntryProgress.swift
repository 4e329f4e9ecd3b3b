/// How far a sitting is: what there is of what is expected, and how long the rest will take.
public struct EntryProgress: Sendable, Hashable {
  /// Before so many forms nothing is said of time: the first ones are slow.
  public static let fewest = 3

  /// Forms stored of the session, by whomever.
  public var done: Int
  /// How many there are to be; `nil` where nobody knows.
  public var expected: Int?
  /// How long each form of this sitting took, in seconds.
  public private(set) var seconds: [Int]

  public init(done: Int = 0, expected: Int? = nil, seconds: [Int] = []) {
    self.done = done
    self.expected = expected
    self.seconds = seconds
  }

  /// A form was stored that took so long.
  public mutating func stored(after seconds: Int) {
    done += 1
    self.seconds.append(max(0, seconds))
  }

  /// How long a form takes, in seconds: the median, so that a telephone call does not count; `nil` before `fewest`.
  public var pace: Double? {
    guard seconds.count >= EntryProgress.fewest else { return nil }
    let sorted = seconds.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
  }

  /// How long the rest will take, in minutes; `nil` where that is not known, or nothing is left.
  public var minutesLeft: Double? {
    guard let pace, let expected, expected > done else { return nil }
    return pace * Double(expected - done) / 60
  }

  /// "23 of 61 · 2 min a form · about 1 h 15 left".
  public var words: String {
    var parts: [String] = []
    switch expected {
    case let expected? where done <= expected: parts.append("\(done) of \(expected)")
    case let expected?: parts.append("\(done), more than the \(expected) expected")
    case nil: parts.append(done == 1 ? "1 form" : "\(done) forms")
    }
    if let pace { parts.append("\(EntryProgress.words(pace: pace)) a form") }
    if let minutesLeft { parts.append(EntryProgress.words(minutesLeft: minutesLeft)) }
    return parts.joined(separator: " · ")
  }

  private static func words(pace: Double) -> String {
    if pace < 52.5 { return "\(max(5, Int((pace / 5).rounded()) * 5)) s" }
    let halves = Int((pace / 30).rounded())
    return halves % 2 == 0 || halves > 10 ? "\((halves + 1) / 2) min" : "\(halves / 2).5 min"
  }

  private static func words(minutesLeft: Double) -> String {
    if minutesLeft < 2.5 { return "a few minutes left" }
    if minutesLeft < 57.5 { return "about \(Int((minutesLeft / 5).rounded(.up)) * 5) min left" }
    let quarters = Int((minutesLeft / 15).rounded())
    let minutes = quarters % 4 * 15
    return "about \(quarters / 4) h\(minutes == 0 ? "" : " \(minutes)") left"
  }
}
