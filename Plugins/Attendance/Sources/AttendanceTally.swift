import EngageModel

/// What came back, by position in the context's sessions.
public struct AttendanceTally: Sendable, Codable {
  var sessions: [ReturnCount]
}
