import EngageModel
import Testing

@testable import EngageEntry

@Suite("Comparing two keyings") struct KeyingComparisonTests {
  let evening = KeyingCase()

  @Test("The same answers agree, field by field") func same() {
    let answers = "role=faith; safe=2; topics=hate+knives; concerns=Litter"
    let comparison = evening.compare(answers, answers)
    #expect(comparison.differences.isEmpty)
    #expect(comparison.compared.count == 6)
  }

  @Test("Each differing question is one difference, several choices too") func differing() {
    let comparison = evening.compare(
      "role=faith; safe=2; topics=hate+knives", "role=parent; safe=2; topics=hate")
    #expect(comparison.differing == ["role", "topics"])
  }

  @Test("Reasons for a missing answer differ from each other and from an answer") func reasons() {
    #expect(evening.compare("safe=!unreadable", "safe=!between_two").differing == ["safe"])
    #expect(evening.compare("safe=!unreadable", "safe=2").differing == ["safe"])
    #expect(evening.compare("", "safe=!prefer_not_to_say").differing == ["safe"])
    #expect(evening.compare("", "safe=!not_answered").differing.isEmpty)
  }

  @Test("Not asked and not answered are both empty, and no field that was compared") func notAsked() {
    let comparison = evening.compare("concerns=!not_asked", "")
    #expect(comparison.differences.isEmpty)
    #expect(!comparison.compared.contains(.question("concerns")))
    #expect(evening.compare("concerns=!not_asked", "concerns=Litter").differing == ["concerns"])
  }

  @Test(
    "White space, forms of Unicode and typographic quotes make no difference in a text",
    arguments: [
      ("Litter  in the\npark ", "Litter in the park"), ("caf\u{E9}", "cafe\u{301}"),
      ("It’s “fine”", "It's \"fine\""), ("ਪੁਲਿਸ", " ਪੁਲਿਸ"),
    ])
  func sameTexts(one: String, two: String) {
    #expect(evening.compare("concerns=\(one)", "concerns=\(two)").differing.isEmpty)
  }

  @Test(
    "Letters, capitals, accents and punctuation do, and how much is the same is told",
    arguments: [
      ("Litter", "Liter", 5.0 / 6), ("Litter", "litter", 5.0 / 6), ("cafe", "café", 0.75),
      ("No!", "No", 2.0 / 3), ("abc", "xyz", 0), ("police", "the police", 0.6),
    ] as [(String, String, Double)])
  func differentTexts(one: String, two: String, similarity: Double) throws {
    let difference = try #require(
      evening.compare("concerns=\(one)", "concerns=\(two)").differences.first)
    #expect(abs(try #require(difference.similarity) - similarity) < 1e-12)
  }

  @Test("Texts too long to compare letter by letter differ without a figure") func long() {
    let one = String(repeating: "a", count: 20_000)
    let two = String(repeating: "b", count: 20_000)
    #expect(KeyedText(one).similarity(to: KeyedText(two)) == nil)
    #expect(KeyedText(one).similarity(to: KeyedText(one + "c")) == 1 - 1 / 20_001.0)
  }

  @Test("The head count of a table is a field; a table and a form are mixed up") func tables() {
    let place = KeyingCase.place
    let eight = Response(session: place, unit: .table, people: 8)
    let unknown = Response(session: place, unit: .table)
    #expect(KeyingComparison(.evening, first: eight, second: unknown).differing == ["people"])
    #expect(KeyingComparison(.evening, first: eight, second: eight).differing.isEmpty)
    let form = Response(session: place)
    let mixed = KeyingComparison(.evening, first: eight, second: form)
    #expect(mixed.isMixedUp)
    #expect(mixed.compared.isEmpty)
  }

  func table(_ points: [TablePoint]) -> Response {
    Response(
      session: KeyingCase.place, unit: .table, people: 6,
      answers: ["concerns": TablePoint.answer(points) ?? .missing(.notAnswered)],
      details: ResponseDetails(table: TableNotes(points: ["concerns": points])))
  }

  @Test("Points of a table are compared one after another, with their counts") func points() {
    let one = table([TablePoint(text: "Litter", agreed: 4), TablePoint(text: "Police", isQuote: true)])
    let same = table([TablePoint(text: " Litter", agreed: 4), TablePoint(text: "Police", isQuote: true)])
    let count = table([TablePoint(text: "Litter", agreed: 5), TablePoint(text: "Police", isQuote: true)])
    let order = table([TablePoint(text: "Police", isQuote: true), TablePoint(text: "Litter", agreed: 4)])
    #expect(KeyingComparison(.evening, first: one, second: same).differing.isEmpty)
    #expect(KeyingComparison(.evening, first: one, second: count).differing == ["concerns"])
    #expect(
      KeyingComparison(.evening, first: one, second: count).differences[0].similarity == nil,
      "the words are the same")
    #expect(KeyingComparison(.evening, first: one, second: order).differing == ["concerns"])
  }

  @Test("Points and the same words as a text, as an import brings them, are the same") func pointsAndText() {
    let points = table([TablePoint(text: "Litter"), TablePoint(text: "Police")])
    var text = points
    text.details = nil
    #expect(KeyingComparison(.evening, first: text, second: points).differing.isEmpty)
    text.answers["concerns"] = .text("Litter")
    #expect(KeyingComparison(.evening, first: text, second: points).differing == ["concerns"])
  }

  @Test("What is held back is compared with nothing") func heldBack() {
    var first = Response(session: KeyingCase.place)
    first.details = ResponseDetails(restricted: ["concerns"])
    let second = Response(session: KeyingCase.place, answers: ["concerns": .text("Somebody is in danger")])
    let comparison = KeyingComparison(.evening, first: first, second: second)
    #expect(comparison.differing.isEmpty)
    #expect(!comparison.compared.contains(.question("concerns")))
  }
}
