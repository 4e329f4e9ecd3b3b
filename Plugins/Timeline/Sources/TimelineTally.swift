/// How many responses came from which session when.
public struct TimelineTally: Sendable, Codable {
  var days: [DatedSession: DayCount] = [:]
}

/// A session, by its position in the context, and when a response of it was given.
struct DatedSession: Hashable, Sendable, Codable {
  let session: Int
  let day: SubmissionDay
}

/// The responses of one session and day.
struct DayCount: Sendable, Codable {
  private(set) var forms = 0
  private(set) var tables = 0
  /// Responses with a text, where themes are counted.
  private(set) var texts = 0
  /// By theme, as far as any was found; a response once.
  private var themes: [Int: Int] = [:]

  var responses: Int { forms + tables }

  func count(of theme: Int) -> Int { themes[theme] ?? 0 }

  /// - Parameter found: the themes of the response; `nil` where it has no text, or themes are not counted.
  mutating func add(isTable: Bool, themes found: [Int]?) {
    if isTable { tables += 1 } else { forms += 1 }
    guard let found else { return }
    texts += 1
    for theme in found { themes[theme, default: 0] += 1 }
  }

  func merged(with other: DayCount) -> DayCount {
    var sum = self
    sum.forms += other.forms
    sum.tables += other.tables
    sum.texts += other.texts
    sum.themes.merge(other.themes, uniquingKeysWith: +)
    return sum
  }
}
