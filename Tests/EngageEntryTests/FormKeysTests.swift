import EngageModel
import EngageStore
import Testing

@testable import EngageEntry

/// What keys make of a form.
@Suite struct FormKeysTests {
  /// Keys, and the response that they make.
  static let cases: [(String, String)] = [
    (
      "17⏎131,2⏎Nobody listens.⏎y⏎",
      "person #17 role=faith role_other=!not_asked safe=3 topics=hate+knives concerns=“Nobody listens.” quote=OK"
    ),
    ("⏎par⏎9⏎⏎n⏎", "person role=parent role_other=!not_asked safe=9"),
    ("⏎↓↓⏎3 n⏎⏎⏎", ""),
    ("⏎↓↓⏎ne⏎12⏎ok⏎⏎⏎", "person role=parent role_other=!not_asked safe=2 topics=hate+knives concerns=“ok”"),
    ("⏎4Imam⏎?⏎⏎⏎⏎", "person role=other role_other=“Imam” safe=!unreadable"),
    (
      "⏎+/!~p?⏎",
      "person role=!more_than_one_ticked role_other=!not_asked safe=!between_two topics=!prefer_not_to_say concerns=!prefer_not_to_say quote=!unreadable"
    ),
    ("⏎12⏎first¶second⏎⏎⏎", "person role=faith role_other=!not_asked safe=2 concerns=“first\nsecond”"),
    ("⏎1~e⏎", "person role=faith role_other=!not_asked"),
    ("⏎1⎋e⏎", "person role=faith role_other=!not_asked"),
    ("⏎1^z2~e⏎", "person role=parent role_other=!not_asked"),
    ("⏎12^z^z^y~e⏎", "person role=faith role_other=!not_asked"),
    ("⏎121⏎⇤13⏎~e⏎", "person role=faith role_other=!not_asked safe=2 topics=none"),
    ("⏎⏎⏎⏎⏎⏎store⏎", "person role_other=!not_asked"),
  ]

  @Test("Keys become the stored response", arguments: cases)
  func stores(_ typed: String, _ expected: String) throws {
    var sitting = try FormCase()
    try sitting.type(typed)
    #expect(try sitting.stored() == (expected.isEmpty ? [] : [expected]))
  }
}
