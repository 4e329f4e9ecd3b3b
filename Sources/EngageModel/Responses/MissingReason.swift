/// Why there is no answer. As a code in a column each reason is a negative number.
public enum MissingReason: Int32, Sendable, Hashable, Codable, CaseIterable {
  case notAnswered = -1
  /// Skip logic left the question out.
  case notAsked = -2
  case preferNotToSay = -3
  case unreadable = -4
  case moreThanOneTicked = -5
  case betweenTwo = -6

  /// The word in files and in the store.
  public var name: String {
    switch self {
    case .notAnswered: "not_answered"
    case .notAsked: "not_asked"
    case .preferNotToSay: "prefer_not_to_say"
    case .unreadable: "unreadable"
    case .moreThanOneTicked: "more_than_one_ticked"
    case .betweenTwo: "between_two"
    }
  }

  /// The words for people.
  public var label: String {
    switch self {
    case .notAnswered: "not answered"
    case .notAsked: "not asked"
    case .preferNotToSay: "prefer not to say"
    case .unreadable: "unreadable"
    case .moreThanOneTicked: "more than one ticked"
    case .betweenTwo: "between two"
    }
  }

  /// The reason of that word.
  public init?(name: String) {
    guard let reason = MissingReason.allCases.first(where: { $0.name == name }) else { return nil }
    self = reason
  }
}
