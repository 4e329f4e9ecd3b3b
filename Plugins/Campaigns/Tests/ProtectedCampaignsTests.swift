import Campaigns
import EngageAnalysis
import EngageModel
import EngageReport
import EngageTesting
import Testing

/// What readers outside the organisation see of groups of alike texts.
@Suite struct ProtectedCampaignsTests {
  private static let letters = [
    "please keep the old library open because our children need it every day of the week thank you very much",
    "the bus should run on sundays and late at night so that workers can get home safe without walking far",
  ]

  private func test(second: Int) throws -> AnalysisCase {
    let rows = (0..<50).map { index in
      let text =
        index < 12
        ? Self.letters[0]
        : index < 12 + second
          ? Self.letters[1] : "something \(index) else \(index * 7) that only \(index * 13) say"
      return "| rugby | person | \(text) |"
    }
    return try AnalysisCase(
      "questions: [{type: text, name: concerns, label: \"What concerns you?\"}]",
      responses: (["| session | unit | concerns |"] + rows).joined(separator: "\n"))
  }

  /// What is found for partners: without texts.
  private func section(of test: AnalysisCase) throws -> Section {
    let analysis = try Campaigns(
      options: Options([:], specifications: Campaigns.manifest.options, of: "campaigns"),
      context: AnalysisContext(
        survey: test.survey, sessions: test.batch.schema.sessions, audience: .partner))
    var tally = analysis.start()
    analysis.add(test.batch, to: &tally)
    return try analysis.finish(tally)
  }

  /// Groups of three responses or more are found: that one is listed would tell that three are in it.
  @Test func aSmallGroupIsNotListed() throws {
    let test = try test(second: 3)
    let section = try section(of: test)
    #expect(section.table("campaigns")?.cells(of: "responses") == [.count(12), .count(3)])
    let table = try #require(test.protected(section).table("campaigns"))
    #expect(table.cells(of: "responses") == [.count(12)])
  }

  @Test func largeGroupsAre() throws {
    let test = try test(second: 8)
    let shown = try test.protected(section(of: test))
    #expect(shown.table("campaigns")?.cells(of: "responses") == [.count(12), .count(8)])
  }
}
