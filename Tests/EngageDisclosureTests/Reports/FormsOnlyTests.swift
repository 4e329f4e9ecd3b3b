import EngageModel
import EngageReport
import Testing

@testable import EngageDisclosure

/// Where there are no tables' notes, a figure of forms and one of all responses count the same people.
@Suite struct FormsOnlyTests {
  typealias Made = MadeReports

  /// Themes as the analysis of themes tells of them: of all responses, of forms, of tables.
  private static func themes(
    _ counts: KeyValuePairs<String, Int>, of answered: Int, in questions: String = "concerns"
  )
    -> Table
  {
    let dimension = "theme:hate:\(questions)"
    func raised(_ unit: String?) -> Counted {
      Counted(where: unit.map { [Counted.unit: [$0]] } ?? [:], keys: ["theme": dimension + "/"])
    }
    return Table(
      name: "themes", title: "Themes",
      base: Base(answered: answered, missing: 0, counts: Counted(where: [dimension: []])),
      dimensions: ["theme"],
      columns: [
        Column("theme", "Theme", .key), Column("responses", "Responses", .count, counts: raised(nil)),
        Column("forms", "Forms", .count, counts: raised(Counted.form)),
        Column("tables", "Tables", .count, counts: raised(Counted.table)),
      ],
      rows: counts.map { [.text($0.key), .count($0.value), .count($0.value), .count(0)] })
  }

  @Test func aRareThemeIsHiddenAndTheOthersAreShown() throws {
    let shown = try Made.protected(
      Made.report(forms: 50, [Self.themes(["police": 12, "buses": 10, "schools": 3], of: 50)]))
    #expect(shown.hiddenRows("themes") == ["schools"])
    #expect(shown.hiddenRows("themes", "forms") == ["schools"])
  }

  @Test func aThemeOfOneQuestionIsHeldTogetherWithThatOfTwo() throws {
    var both = Self.themes(["police": 15, "buses": 20], of: 50, in: "concerns+suggestions")
    both.name = "both"
    let shown = try Made.protected(
      Made.report(forms: 50, [Self.themes(["police": 12, "buses": 10], of: 50), both]))
    // Three said it in answer to the other question alone.
    #expect(shown.hiddenRows("themes") == ["police"] || shown.hiddenRows("both") == ["police"])
  }
}
