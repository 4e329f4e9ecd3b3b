/// A plugin in Swift, compiled in.
enum SwiftTemplate {
  static let analysis = #"""
    public import EngageAnalysis
    public import EngageModel
    public import EngageReport

    /// Counts how often each choice was taken. Forms only.
    public struct %TYPE%: Analysis {
      public static let manifest = AnalysisManifest(
        name: "%NAME%", version: "0.1.0", provides: "%NAME%", title: "%TITLE%",
        summary: "Counts how often each choice was taken.",
        options: [
          OptionSpecification(
            "minimum", .integer(0...1_000_000), default: "0", summary: "Choices taken by fewer are left out.",
            example: "minimum=5")
        ],
        questionTypes: [.selectOne, .scale, .selectMultiple], questions: .optional,
        example: "engage analyse %NAME% --survey we-stand-together")

      /// How often each choice of each question was taken, and how many answered.
      public struct Tally: Sendable, Codable {
        var choices: [[Int]]
        var answered: [Int]
      }

      public let needs: [Question]
      private let minimum: Int

      public init(options: Options, context: AnalysisContext) throws {
        needs = context.questions(ofTypes: Self.manifest.questionTypes)
        minimum = options.integer("minimum") ?? 0
      }

      public func start() -> Tally {
        Tally(
          choices: needs.map { Array(repeating: 0, count: $0.choices.count) },
          answered: Array(repeating: 0, count: needs.count))
      }

      public func add(_ batch: borrowing ResponseBatch, to tally: inout Tally) {
        for (index, question) in needs.enumerated() {
          let column = batch.column(of: question.id)
          for row in 0..<batch.count where batch.units[row] == 0 && column.codes[row] >= 0 {
            tally.answered[index] += 1
            column.forEachChoice(at: row) { tally.choices[index][$0] += 1 }
          }
        }
      }

      public func merge(_ other: Tally, into tally: inout Tally) {
        for index in needs.indices {
          tally.answered[index] += other.answered[index]
          for choice in tally.choices[index].indices {
            tally.choices[index][choice] += other.choices[index][choice]
          }
        }
      }

      public func finish(_ tally: Tally) throws -> Section {
        Section(
          analysis: Self.manifest.name, title: Self.manifest.title,
          tables: needs.indices.map { table(of: needs[$0], tally.choices[$0], answered: tally.answered[$0]) },
          notes: ["Forms only."])
      }

      private func table(of question: Question, _ counts: [Int], answered: Int) -> Table {
        // Whom each figure counts: what stands in several tables can then be held together and protected.
        let whole = Counted.forms(where: [question.dimension: []])
        let part = Counted.forms(
          keys: ["choice": question.dimension + (question.type == .selectMultiple ? "/" : "")])
        return Table(
          name: question.id.rawValue, title: question.label.text,
          base: Base(answered: answered, missing: nil, counts: whole),
          dimensions: [question.id.rawValue], overlapping: question.type == .selectMultiple,
          columns: [
            Column("choice", "Choice", .key), Column("label", "Answer", .text),
            Column("responses", "Responses", .count, counts: part),
            Column("share", "Share", .share, from: "responses", whole: whole),
          ],
          rows: zip(question.choices, counts).filter { $0.1 >= minimum }.map { choice, count in
            [.text(choice.id.rawValue), .text(choice.label.text), .count(count), .share(count, of: answered)]
          })
      }
    }

    """#

  static let tests = #"""
    import EngageReport
    import EngageTesting
    import Testing
    import %TYPE%

    @Suite struct %TYPE%Tests {
      let test = try? AnalysisCase(
        """
        questions:
          - {type: select_one, name: aware, label: "Aware?", choices: {"yes": "Yes", "no": "No"}}
        """,
        responses: """
          | session | unit   | people | aware |
          |---------|--------|--------|-------|
          | rugby   | person |        | yes   |
          | rugby   | person |        | yes   |
          | rugby   | person |        |       |
          | rugby   | table  | 8      | yes   |
          """)

      @Test func keepsTheLawsOfAnalyses() throws {
        #expect(try #require(test).brokenLaws(of: %TYPE%.self) == [])
      }

      @Test func itsReadmeSaysWhatItsManifestSays() {
        #expect(PluginDocumentation.failures(manifest: %TYPE%.manifest) == [])
      }

      @Test func formsAreCountedAndTablesAreNot() throws {
        let table = try #require(try #require(test).section(of: %TYPE%.self).table("aware"))
        #expect(table.cells(of: "responses") == [.number(2), .number(0)])
      }
    }

    """#

  static let readme = #"""
    # %TITLE%

    `%NAME%` provides `%NAME%`. Counts how often each choice was taken.

    ```
    engage analyse %NAME% --survey we-stand-together
    ```

    ## Options
    | option | takes | default | meaning |
    |---|---|---|---|
    | `minimum` | 0 to 1,000,000 | `0` | Choices taken by fewer are left out, for example `minimum=5`. |

    """#
}
