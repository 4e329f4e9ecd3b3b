import EngageDisclosure
import EngageFiles
import EngageModel
import EngageReport
import EngageTesting
import Foundation
import Testing

@testable import engage

@Suite("A preview says what would be left of a report, and what to merge")
struct ReleasePreviewTests {
  private func preview(_ sections: [SectionRequest]) async throws -> ReleasePreview {
    let engage = try EngageProgram()
    defer { engage.remove() }
    try engage.importSample()
    let workplace = try Workplace(workspace: Workspace(at: engage.folder))
    let subject = try workplace.subject(
      of: "we-stand-together", events: [workplace.event(EngageProgram.event)])
    let counted = try await ReportMaker(workplace: workplace, subject: subject).wholeReport(
      title: "What we heard", sections: sections, audience: .partner)
    return ReleasePreview(
      counted: counted.report,
      released: try DisclosureControl(survey: subject.survey).protect(counted.report).report,
      survey: subject.survey,
      sessions: subject.events.flatMap(\.sessions), profile: .standard)
  }

  private let sections = [
    SectionRequest(analysis: "frequencies", questions: ["role", "aware", "safe_night"]),
    SectionRequest(analysis: "crosstab", questions: ["aware"], by: "session"),
  ]

  @Test func `what a person reads`() async throws {
    let text = try await preview(sections).text
    if let difference = try GoldenFile("preview.txt").difference(from: text) { Issue.record("\(difference)") }
  }

  @Test func `figures add up, and every proposal shows more than nothing`() async throws {
    let preview = try await preview(sections)
    #expect(preview.tables.count == 4)
    for table in preview.tables {
      #expect(table.small + table.others + table.shown == table.cells, "\(table.table)")
      #expect(table.proposals.allSatisfy { $0.survives <= $0.of && $0.survives > 0 }, "\(table.table)")
    }
    #expect(preview.tables.contains { !$0.proposals.isEmpty })
  }

  @Test func `what is proposed can be typed and does what it says`() async throws {
    let preview = try await preview(sections)
    for proposal in preview.tables.flatMap(\.proposals) where !proposal.commandOptions.isEmpty {
      let request = try GroupsRequest(proposal.commandOptions.filter { $0 != "--groups" })
      let merged = sections.map { section in
        var section = section
        section.groups = request
        return section
      }
      let again = try await self.preview(merged)
      #expect(again.tables.count == preview.tables.count)
    }
  }

  @Test func `a refused report is said to be refused`() throws {
    let report = Report(
      title: "T", made: Made(at: "", by: "", engine: ""), survey: nil, audience: .public,
      scope: Scope(responses: 3, forms: 3, tables: 0, people: nil))
    let preview = ReleasePreview(
      counted: report, released: nil, refused: "too few", survey: nil, sessions: [], profile: .rounded)
    #expect(preview.text.contains("It can't be released: too few"))
    let bytes = try JSON.bytes(preview)
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"refused\" : \"too few\""))
  }
}
