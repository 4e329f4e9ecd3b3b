import EngageModel
import EngageReport
import EngageStore
import Testing

@testable import engage

/// What a new release is held against, and how reports are kept.
@Suite struct ReleaseLedgerTests {
  private static let report = Report(
    title: "Heard", made: Made(at: "2026-03-01T10:00Z", by: "", engine: "Engage"), survey: "s",
    audience: .partner, scope: Scope(responses: 20, forms: 20, tables: 0, people: nil))

  /// A release of some numbers of an event, whose report has a title of its own.
  private static func release(
    _ number: Int, _ responses: ClosedRange<Int64>, of event: Event.ID, survey: Survey.ID = "s",
    title: String? = nil
  ) throws -> (Release, ReleaseDocuments) {
    var report = report
    report.title = title ?? "Heard \(number)"
    let documents = try LedgerReport.documents(counted: report, released: report)
    return (
      Release(
        number: number, at: "2026-03-04T10:00:00Z", by: "Ada", recipient: "Council \(number)",
        audience: "partner", title: report.title, profile: .standard,
        scope: Release.Scope(surveys: [survey], events: [event]),
        responses: ResponseNumbers(responses), madeAt: "2026-03-01T10:00Z", documents: documents), documents
    )
  }

  private static func ledger(_ releases: [(Release, ReleaseDocuments)], unread: [Int] = []) throws
    -> ReleaseLedger
  {
    let store = InMemoryStore()
    for (release, documents) in releases { try store.record(release, documents) }
    for number in unread {
      let occasion = Occasion(at: "2026-03-05T10:00:00Z", by: "Ada", why: "a test")
      try store.withdraw(release: number, isUnread: true, on: occasion)
    }
    return try ReleaseLedger(store)
  }

  @Test func `it is held against all that share people with it, directly or through others`() throws {
    let releases = try [
      Self.release(1, 1...20, of: "autumn"),
      Self.release(2, 1...40, of: "both"),
      Self.release(3, 50...70, of: "elsewhere"),
      Self.release(4, 21...40, of: "other", survey: "t"),
      Self.release(5, 30...40, of: "spring"),
    ]
    let next = try Self.release(6, 35...45, of: "spring").0
    #expect(try Self.ledger(releases).related(to: next).map(\.number) == [1, 2, 5])
    #expect(try Self.ledger(releases, unread: [2]).related(to: next).map(\.number) == [5])
    let figures = try Self.ledger(releases).earlier(than: next)
    #expect(figures.map(\.number) == [1, 2, 5])
    #expect(figures.map(\.counted.title) == ["Heard 1", "Heard 2", "Heard 5"])
    #expect(figures.map(\.recipient) == ["Council 1", "Council 2", "Council 5"])
  }

  @Test func `figures that several have are given once`() throws {
    let releases = try (1...9).map { try Self.release($0, 1...20, of: "autumn", title: "Heard") }
    let next = try Self.release(10, 1...20, of: "autumn").0
    #expect(try Self.ledger(releases).earlier(than: next).map(\.number) == [1])
  }

  @Test(arguments: [Column.Kind.quote, .releasedQuote])
  func `words of those who took part are kept apart, and put back where they stood`(kind: Column.Kind) throws
  {
    var counted = Self.report
    let columns = [
      Column("theme", "Theme", .key), Column("text", "Text", kind), Column("n", "Responses", .count),
    ]
    let table = Table(
      name: "examples", title: "Examples", columns: columns,
      rows: [
        [.text("roads"), .text("zyzzyva"), .count(7)], [.text("parks"), .missing, .count(8)],
        [.text("buses"), .text("aardvark"), .count(9)],
      ])
    counted.sections = [Section(analysis: "theme-counts", title: "Themes", tables: [table])]
    var released = counted
    released.sections[0].tables[0].rows[2][2] = .suppressed
    let documents = try LedgerReport.documents(counted: counted, released: released)
    for document in [documents.counted, documents.released] {
      #expect(!document.contains("zyzzyva") && !document.contains("aardvark"))
    }
    #expect(try LedgerReport.released(documents, madeAt: released.made.at) == released)
    var erased = documents
    erased.words = nil
    let left = try LedgerReport.released(erased, madeAt: released.made.at).sections[0].tables[0]
    #expect(left.cells(of: "text") == [.missing, .missing, .missing])
    #expect(left.cells(of: "n") == released.sections[0].tables[0].cells(of: "n"))
  }

  @Test func `what was hidden is told by its reason`() {
    func table(_ name: String, _ cells: [Cell], withheld: String? = nil) -> Table {
      Table(
        name: name, title: name, columns: [Column("n", "Responses", .count)], rows: cells.map { [$0] },
        withheld: withheld)
    }
    func report(_ tables: [Table]) -> Report {
      var report = Self.report
      report.sections = [Section(analysis: "frequencies", title: "Answers", tables: tables)]
      return report
    }
    let counted = report([
      table("a", [.count(3), .count(9)]), table("b", [.count(2), .count(9), .count(4)]),
      table("c", [.count(1), .missing]), table("d", [.count(9)]),
    ])
    let released = report([
      table("a", [.suppressed, .count(9)]), table("b", [.suppressed, .count(9), .suppressed]),
      table("c", [], withheld: "too few"), table("d", [.count(9)]),
    ])
    let hidden = HiddenFigures(of: counted, in: released).kinds
    #expect(hidden.map(\.cells) == [3, 1])
    #expect(hidden.map(\.tables) == [2, 1])
    #expect(hidden.last?.why == "too few")
  }
}
