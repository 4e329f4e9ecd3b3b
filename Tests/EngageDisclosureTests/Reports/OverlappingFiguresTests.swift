import EngageModel
import EngageReport
import Testing

@testable import EngageDisclosure

/// Figures of people who are in several of them, and figures with several conditions between them and a total.
@Suite struct OverlappingFiguresTests {
  typealias Made = MadeReports

  /// Rows, each of which counts people of its own.
  private func table(
    _ name: String, base: Base? = nil, unions: [Union] = [],
    _ rows: KeyValuePairs<String, (Int, [String: [String]])>
  ) -> Table {
    Table(
      name: name, title: name, base: base, dimensions: [name],
      columns: [Column("row", "Row", .key), Column("responses", "Responses", .count, counts: .forms())],
      rows: rows.map { [.text($0.key), .count($0.value.0)] },
      counts: Dictionary(
        uniqueKeysWithValues: rows.map { ($0.key, ["responses": .forms(where: $0.value.1)]) }),
      unions: unions)
  }

  private func tick(_ dimension: String) -> [String: [String]] { [dimension: ["yes"]] }
  private let themes = "theme:book:comment"

  /// The rows of which the count is not to be seen.
  private func hidden(_ shown: ProtectedReport, in report: Report) -> Set<String> {
    Set(
      report.sections[0].tables.flatMap { table in
        table.rows.indices.map(table.key).filter { row in
          shown.table(table.name).cell(row: row, column: "responses")?.amount == nil
        }
      })
  }

  @Test(arguments: [true, false])
  func aWholeThatNothingButItsPartsMakesIsHiddenWithASmallPart(isComplete: Bool) throws {
    let whole = "priority:book:comment/roads"
    let names = ["lamps", "holes", "paint"]
    let union = Union(tick: whole, anyOf: names.map { "\(themes)/\($0)" }, isComplete: isComplete)
    let report = Made.report(
      forms: 60,
      [
        table(
          "themes", unions: [union],
          [
            "lamps": (12, tick("\(themes)/lamps")), "holes": (7, tick("\(themes)/holes")),
            "paint": (3, tick("\(themes)/paint")),
          ]),
        table("priorities", ["roads": (20, tick(whole))]),
      ])
    let hidden = hidden(try Made.protected(report), in: report)
    // Where others may have it too, 20, 12 and 7 tell nothing of the 3.
    #expect(hidden.isStrictSuperset(of: ["paint"]) == isComplete)
    #expect(hidden.contains("paint"))
  }

  @Test func aPartOfAPartIsAPart() throws {
    let unions = [
      Union(tick: "\(themes)/travel", anyOf: ["\(themes)/roads"], isComplete: false),
      Union(tick: "\(themes)/roads", anyOf: ["\(themes)/lamps"], isComplete: false),
    ]
    let report = Made.report(
      forms: 60,
      [
        table(
          "themes", unions: unions,
          ["travel": (4, tick("\(themes)/travel")), "lamps": (0, tick("\(themes)/lamps"))])
      ])
    let linked = LinkedFigures(report, earlier: [], survey: nil, withheld: [:])
    let sums = OverlappingFigures(linked).sums
    let values = sums.map { [$0.whole, $0.parts[0]].map { linked.variables[$0].value } }
    #expect(Set(values) == [[4, 0]])
  }

  @Test func ofAGroupOfAnswersASmallOneIsNotLeftOver() throws {
    var question = Question(
      id: "topics", type: .selectMultiple, label: LocalizedText("topics"),
      choices: ["walks", "bikes", "books"].map { Choice(id: Choice.ID($0), label: LocalizedText($0)) })
    question.choiceGroups = [
      ChoiceGroup(id: "outdoors", label: LocalizedText("Outdoors"), choices: ["walks", "bikes"])
    ]
    let survey = Survey(id: "s", title: "S", questions: [question])
    for group in ["topics:grouped/outdoors", "topics:walks+bikes"] {
      let report = Made.report(
        forms: 60,
        [
          table("single", ["walks": (9, tick("topics/walks")), "bikes": (3, tick("topics/bikes"))]),
          table("grouped", ["outdoors": (12, tick(group))]),
        ])
      let hidden = hidden(try Made.protected(report, survey: survey), in: report)
      #expect(hidden.contains("bikes") && hidden.count == 2, "\(group)")
    }
    // Of 37 who ticked something 36 ticked something of the group: the others ticked books.
    let base = Base(answered: 37, missing: nil, counts: .forms(where: ["topics": []]))
    let report = Made.report(
      forms: 60,
      [
        table(
          "grouped", base: base,
          ["outdoors": (36, tick("topics:grouped/outdoors")), "books": (1, tick("topics/books"))]),
        Made.frequencies("aware", ["yes": 30, "no": 30]),
      ])
    let shown = try Made.protected(report, survey: survey)
    #expect(shown.table("grouped").base == nil || hidden(shown, in: report).contains("outdoors"))
  }

  @Test func whoIsLeftWhenTwoConditionsAreTakenAwayAtOnceIsAFigure() throws {
    func conditions(_ answer: String) -> [String: [String]] {
      ["role": ["parent"], "age": ["adult"], "aware": [answer]]
    }
    let all = Made.frequencies("aware", ["yes": 30, "no": 30])
    let few = Made.report(
      forms: 60, [all, table("adults", ["yes": (27, conditions("yes")), "no": (22, conditions("no"))])])
    #expect(try Made.protected(few).small == 0)
    let hidden = hidden(try Made.protected(few), in: few)
    #expect(hidden.contains("yes"))
    let many = Made.report(
      forms: 60, [all, table("adults", ["yes": (20, conditions("yes")), "no": (20, conditions("no"))])])
    #expect(self.hidden(try Made.protected(many), in: many).isEmpty)
  }

  @Test func noMoreOfAGroupAreSilentThanOfAll() throws {
    func verdict(silent: Int) throws -> Bool {
      let report = Made.report(
        forms: 88,
        [
          Made.frequencies("q", ["a": 45, "b": 43 - silent], base: 88 - silent),
          Made.frequencies("role", ["faith": 20, "parent": 68]),
          table(
            "q-of-faith",
            base: Base(answered: 16, missing: nil, counts: .forms(where: ["role": ["faith"], "q": []])),
            ["fa": (12, ["role": ["faith"], "q": ["a"]]), "fb": (4, ["role": ["faith"], "q": ["b"]])]),
        ])
      let linked = LinkedFigures(report, earlier: [], survey: nil, withheld: [:])
      let hidden = linked.variables.indices.filter { [4, 16].contains(linked.variables[$0].value) }
      let system = FigureSystem(linked, profile: .standard)
      return try SuppressionAudit().audit(system.cells, hidden: Set(hidden)).allSatisfy(\.isSafe)
    }
    // Twenty, twelve of whom said a: where five at most said nothing, three at least said b.
    #expect(try verdict(silent: 12))
    #expect(try !verdict(silent: 5))
  }

  @Test func whatATableSaysThatNobodySeesStillHoldsOthersTogether() throws {
    let union = Union(tick: "priority:book:comment/roads", anyOf: ["\(themes)/lamps"])
    func lamps(_ session: String) -> [String: [String]] {
      ["\(themes)/lamps": ["yes"], "session": ["e/\(session)"]]
    }
    let report = Made.report(
      forms: 60,
      [
        table("themes", unions: [union], ["lamps": (22, tick("\(themes)/lamps"))]),
        table("priorities", ["roads": (22, tick("priority:book:comment/roads"))]),
        table(
          "sessions",
          ["north": (14, lamps("north")), "south": (5, lamps("south")), "west": (3, lamps("west"))]),
      ])
    for isLinked in [true, false] {
      let themes = LinkedFigures.TablePlace(section: 0, table: 0)
      let linked = LinkedFigures(report, earlier: [], survey: nil, withheld: [themes: isLinked])
      let system = FigureSystem(linked, profile: .standard)
      let hidden = linked.variables.indices.filter {
        linked.variables[$0].value == 3
          || linked.variables[$0].places.isEmpty && !linked.variables[$0].isScope
      }
      let verdicts = try SuppressionAudit().audit(system.cells, hidden: Set(hidden))
      #expect(verdicts.allSatisfy(\.isSafe) == !isLinked)
    }
  }

  @Test func themesThatLookForTheSameWordsAreHeldTogether() throws {
    let other = "theme:new:comment"
    let unions = [
      Union(tick: "\(themes)/roads", anyOf: ["words:lamp", "words:hole"]),
      Union(tick: "\(other)/lamps", anyOf: ["words:lamp"]),
      Union(tick: "\(other)/holes", anyOf: ["words:hole"]),
    ]
    let report = Made.report(
      forms: 60,
      [
        table(
          "one", unions: unions,
          ["roads": (20, tick("\(themes)/roads")), "else": (9, tick("\(themes)/else"))]),
        table("other", ["lamps": (18, tick("\(other)/lamps")), "holes": (3, tick("\(other)/holes"))]),
      ])
    let hidden = hidden(try Made.protected(report), in: report)
    #expect(hidden.isStrictSuperset(of: ["holes"]) && !hidden.contains("else"))
  }

  @Test func whoIsLeftOfAThemeIsOfTheOther() throws {
    let unions = [
      Union(tick: "\(themes)/x", anyOf: ["words:a", "words:b"]),
      Union(tick: "\(themes)/y", anyOf: ["words:a"]),
      Union(tick: "\(themes)/z", anyOf: ["words:b"]),
    ]
    let report = Made.report(
      forms: 60,
      [
        table(
          "themes", unions: unions,
          [
            "x": (15, tick("\(themes)/x")), "y": (12, tick("\(themes)/y")), "z": (3, tick("\(themes)/z")),
            "other": (20, tick("\(themes)/other")),
            "x and y": (12, ["\(themes)/x": ["yes"], "\(themes)/y": ["yes"]]),
          ])
      ])
    // Whoever is left of x without y is counted in z, and knows of both: not two groups that nobody can hide.
    let shown = try Made.protected(report)
    let hidden = hidden(shown, in: report)
    #expect(shown.table("themes").withheld == nil)
    #expect(hidden.contains("z") && hidden.count == 2 && !hidden.contains("other"))
  }

  @Test func tickedAndNotTickedAreAllWhoAnswered() throws {
    let topics = Question(
      id: "topics", type: .selectMultiple, label: LocalizedText("topics"),
      choices: ["walks", "books"].map { Choice(id: Choice.ID($0), label: LocalizedText($0)) })
    let group = ["role": ["faith"]]
    let base = Base(
      answered: 16, missing: nil, counts: .forms(where: group.merging(["topics": []]) { one, _ in one }))
    let report = Made.report(
      forms: 60,
      [
        table(
          "walks", base: base,
          [
            "yes": (14, group.merging(["topics/walks": ["yes"]]) { one, _ in one }),
            "no": (2, group.merging(["topics/walks": ["no"]]) { one, _ in one }),
          ]), Made.frequencies("aware", ["a": 30, "b": 30]),
      ])
    let shown = try Made.protected(report, survey: Survey(id: "s", title: "S", questions: [topics]))
    #expect(hidden(shown, in: report).contains("yes") || shown.table("walks").base == nil)
  }

  @Test func aPartThatIsToldBesideItsWholeLeavesPeople() throws {
    let union = Union(
      ["change/trust": ["same"]],
      of: [
        ["before": ["a"], "after": ["a"]], ["before": ["b"], "after": ["b"]],
      ], isComplete: true, isApart: true)
    let report = Made.report(
      forms: 60,
      [
        table(
          "ways", unions: [union],
          ["same": (20, ["change/trust": ["same"]]), "up": (30, ["change/trust": ["up"]])]),
        table(
          "cells",
          [
            "a-a": (18, ["before": ["a"], "after": ["a"]]), "b-b": (2, ["before": ["b"], "after": ["b"]]),
            "a-b": (30, ["before": ["a"], "after": ["b"]]),
          ]),
      ])
    let hidden = hidden(try Made.protected(report), in: report)
    #expect(hidden.isStrictSuperset(of: ["b-b"]))
  }

  @Test func weeksAreHeldAgainstTheirMonth() throws {
    let weeks = table(
      "weeks",
      [
        "2026-03-02": (8, ["date:week": ["2026-03-02"]]), "2026-03-09": (9, ["date:week": ["2026-03-09"]]),
        "2026-03-16": (3, ["date:week": ["2026-03-16"]]),
      ])
    let months = table("months", ["2026-03": (20, ["date:month": ["2026-03"]])])
    let (alone, both) = (Made.report(forms: 60, [weeks]), Made.report(forms: 60, [weeks, months]))
    #expect(hidden(try Made.protected(alone), in: alone) == ["2026-03-16"])
    #expect(hidden(try Made.protected(both), in: both).count > 1)
  }

  @Test func aWeekThatLiesInTwoMonthsIsNotShownBesideThem() throws {
    let report = Made.report(
      forms: 60,
      [
        table("weeks", ["2026-03-30": (20, ["date:week": ["2026-03-30"]])]),
        table(
          "months",
          ["2026-03": (30, ["date:month": ["2026-03"]]), "2026-04": (30, ["date:month": ["2026-04"]])]),
        Made.frequencies("aware", ["yes": 30, "no": 30]),
      ])
    let shown = try Made.protected(report)
    #expect((shown.table("weeks").withheld == nil) != (shown.table("months").withheld == nil))
    #expect(shown.table("aware").withheld == nil)
  }
}
