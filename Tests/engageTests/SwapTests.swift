import EngageAnalysis
import EngageFiles
import EngageModel
import EngageReport
import Foundation
import Testing

@testable import engage

/// Another way to find themes, as somebody else's plugin would bring it: every word of over six letters is one.
private struct LongWords: Analysis {
  static let manifest = AnalysisManifest(
    name: "long-words", version: "0.1.0", provides: "themes", title: "Long words",
    summary: "Takes every long word for a theme.",
    options: [
      OptionSpecification(
        "minimum", .integer(0...100), default: "0", summary: "Fewest responses.", example: "minimum=5")
    ],
    questionTypes: [.text], readsFreeText: true, by: .optional, example: "engage analyse long-words")

  let needs: [Question]

  init(options: Options, context: AnalysisContext) throws { needs = context.questions(ofTypes: [.text]) }

  func start() -> [String: Int] { [:] }

  func add(_ batch: borrowing ResponseBatch, to tally: inout [String: Int]) {
    for row in 0..<batch.count {
      let response = batch.response(at: row)
      for question in needs {
        guard case .text(let text) = response[question.id] else { continue }
        for word in Set(text.lowercased().split { !$0.isLetter }.filter { $0.count > 6 }) {
          tally[String(word), default: 0] += 1
        }
      }
    }
  }

  func merge(_ other: [String: Int], into tally: inout [String: Int]) {
    tally.merge(other, uniquingKeysWith: +)
  }

  func finish(_ tally: [String: Int]) throws -> Section {
    let rows = tally.filter { $0.value >= 5 }.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    return Section(
      analysis: "", title: "Long words",
      tables: [
        Table(
          name: "themes", title: "Long words",
          columns: [
            Column("theme", "Theme", .key), Column("title", "Theme", .text),
            Column("responses", "Responses", .count),
          ], rows: rows.map { [.text($0.key), .text($0.key), .count($0.value)] })
      ])
  }
}

/// Two analyses that provide the same thing swap by one word of a recipe.
@Suite struct SwapTests {
  @Test func anotherAnalysisProvidesTheThemesOfThePartnerReport() async throws {
    let engage = try EngageProgram()
    defer { engage.remove() }
    try engage.importSample()
    let recipe = "Surveys/we-stand-together/reports/partner.yaml"
    let swapped = try engage.read(recipe).replacingOccurrences(
      of: "analysis: theme-counts", with: "analysis: long-words")
    try engage.write(swapped, to: recipe)

    let registry = AnalysisRegistry(Analyses.registry.plugins + [CompiledPlugin(LongWords.self)])
    let workplace = try Workplace(workspace: Workspace(at: engage.folder))
    let event = try workplace.event(EngageProgram.event)
    let survey = try workplace.newestSurvey("we-stand-together")
    let subject = try Subject(survey: survey, versions: [survey], events: [event], sessions: [])
    let made = try workplace.workspace.readRecipe(
      "partner", of: "we-stand-together", analyses: registry.manifests.map(\.name)
    ).get()
    var maker = ReportMaker(workplace: workplace, subject: subject)
    maker.registry = registry
    let report = try await maker.report(title: made.title, sections: made.sections, audience: .partner)

    let themes = try #require(report.sections(providing: "themes").first)
    #expect(themes.analysis == "long-words" && themes.version == "0.1.0")
    #expect((themes.table("themes")?.rows.count ?? 0) > 3)
    for ending in ["html", "xlsx"] {
      let file = engage.path("swapped.\(ending)")
      try ReportOutput(format: .text, file: file, isQuiet: true).write(report)
      #expect(FileManager.default.contents(atPath: file)?.isEmpty == false)
    }
    let page = try engage.read("swapped.html")
    #expect(page.contains("Long words") && page.contains("147 people took part"))
  }
}
