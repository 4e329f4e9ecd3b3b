import EngageModel

/// What came back, by position in the context's sessions.
public struct AttendanceTally: Sendable, Codable {
  var sessions: [ReturnCount]
}

/// The forms and table notes of a session.
struct ReturnCount: Sendable, Codable, Hashable {
  var forms = 0
  var tables = 0
  /// The sum of the head counts that are known.
  var people = 0
  /// Tables whose head count is not known.
  var uncountedTables = 0

  /// People at tables as far as their number is known; `nil` where there are tables and not one was counted.
  var peopleAtTables: Int? { tables > 0 && uncountedTables == tables ? nil : people }

  mutating func add(unit: UInt8, people headCount: Int32) {
    guard unit == 1 else {
      forms += 1
      return
    }
    tables += 1
    if headCount < 0 { uncountedTables += 1 } else { people += Int(headCount) }
  }

  mutating func merge(_ other: ReturnCount) {
    forms += other.forms
    tables += other.tables
    people += other.people
    uncountedTables += other.uncountedTables
  }
}
