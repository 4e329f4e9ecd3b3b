import EngageModel

/// What came back, by position in the context's sessions.
public struct AttendanceTally: Sendable, Codable {
  var sessions: [ReturnCount]
}

extension ReturnCount {
  /// Counts a row of a batch: 1 is the unit of tables, below zero a head count that is not known.
  mutating func add(unit: UInt8, people headCount: Int32) {
    add(unit == 1 ? .table : .person, people: headCount < 0 ? nil : Int(headCount))
  }
}
