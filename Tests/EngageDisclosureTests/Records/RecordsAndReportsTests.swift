import EngageModel
import EngageReport
import EngageTesting
import Testing

@testable import EngageDisclosure

/// What left as records and what left as figures, held together by somebody who has both.
@Suite("Records and reports") struct RecordsAndReportsTests {
  typealias Made = MadeReports

  // MARK: Reports first

  @Test func aQuestionWithAHiddenAnswerIsLeftOutAndToldWhy() throws {
    let people = Crowd(seed: 1)
    let report = try people.release([people.frequencies("aware"), people.frequencies("fair")])
    #expect(report.hides("aware"), "the case is no case otherwise")
    let records = try people.records(reports: [report])
    #expect(Set(records.columns).isDisjoint(with: ["aware"]))
    #expect(records.columns.contains("fair") && records.columns.contains("role"))
    let why = records.omitted.first { $0.question == "aware" }?.why
    #expect(why == .hiddenInReports([1]) && why?.words.contains("release 1 hides") == true)
    #expect(records.release.omitted.map(\.question) == ["aware"])
  }

  @Test func ofTwoQuestionsTheOneThatMostHiddenTablesNeedIsLeftOut() throws {
    let people = Crowd(seed: 2)
    let report = try people.release(
      ["aware", "fair", "role"].map(people.frequencies)
        + [people.crosstab("aware", by: "role"), people.crosstab("fair", by: "role")])
    try #require(report.hides("aware-by-role") && report.hides("fair-by-role"))
    try #require(!report.hides("aware") && !report.hides("fair"))
    let records = try people.records(reports: [report])
    #expect(records.omitted.map(\.question) == ["role"])
    #expect(records.columns.contains("aware") && records.columns.contains("fair"))
  }

  @Test func aTotalThatNoReportShowedIsNotToldByTheRecords() throws {
    let people = Crowd(seed: 2)
    let report = try people.release([people.crosstab("aware", by: "role")])
    try #require(report.hides("aware-by-role"))
    let records = try people.records(reports: [report])
    #expect(Set(records.columns).isDisjoint(with: ["aware", "role"]))
  }

  @Test func whatIsAskedOfSomeOnlyGoesWithTheQuestionItDependsOn() throws {
    var people = Crowd(seed: 1)
    people.survey.questions[1].relevant = try Expression(parsing: "${aware} = 'd'")
    let report = try people.release([people.frequencies("aware")])
    try #require(report.hides("aware"))
    let records = try people.records(reports: [report])
    #expect(Set(records.omitted.map(\.question)) == ["aware", "fair"])
  }

  @Test func howManyWereAskedIsNotToldByWhatDecidedIt() throws {
    var people = Crowd(seed: 2)
    people.survey.questions[1].relevant = try Expression(parsing: "${aware} = 'a'")
    var table = people.frequencies("fair")
    table.base = Base(answered: people.count(["aware": "a"]), missing: 0, counts: .forms(where: ["fair": []]))
    let counted = people.report([table])
    var out = counted
    out.sections[0].tables[0].base = nil
    let report = EarlierRelease(
      number: 1, recipient: "police", at: "", counted: counted, released: out, profile: .standard)
    #expect(Set(try people.records(reports: [report]).omitted.map(\.question)) == ["aware", "fair"])
  }

  @Test func whereNothingIsHiddenNothingIsLeftOut() throws {
    let people = Crowd(seed: 2)
    let report = try people.release([people.frequencies("fair"), people.frequencies("role")])
    try #require(!report.hides("fair") && !report.hides("role"))
    #expect(try people.records(reports: [report]).omitted.isEmpty)
  }

  @Test func whereEveryQuestionTellsOfHiddenFiguresNothingLeaves() throws {
    let people = Crowd(seed: 2)
    let pairs = [("aware", "role"), ("aware", "fair"), ("fair", "role")]
    let report = try people.release(pairs.map { people.crosstab($0.0, by: $0.1) })
    try #require(pairs.allSatisfy { report.hides("\($0.0)-by-\($0.1)") })
    #expect(throws: RecordRefusal.hiddenInReports(releases: [1])) { try people.records(reports: [report]) }
  }

  @Test func whatIsHiddenOfASessionCostsTheSessionWhereManyQuestionsNeedIt() throws {
    let people = Crowd(seed: 2)
    let split = ["aware", "role"].flatMap { [people.frequencies($0), people.crosstab($0, by: "session")] }
    let counted = people.report(split + [people.attendance])
    var out = counted
    for table in [1, 3] {
      for column in 1...2 { out.sections[0].tables[table].rows[0][column] = .suppressed }
    }
    let report = EarlierRelease(
      number: 1, recipient: "police", at: "", counted: counted, released: out, profile: .standard)
    let records = try people.records(reports: [report])
    #expect(records.omitted.map(\.question) == ["session"])
    #expect(!records.release.tellsSession && records.columns.contains("aware"))
    let one = try people.records(reports: [report], ofOne: 0)
    #expect(Set(one.columns).isDisjoint(with: ["aware", "role"]) && one.columns.contains("fair"))
  }

  @Test func threeMoreFormsThanAReportCountedMakeNoFile() throws {
    var people = Crowd(seed: 2)
    let report = try people.release([people.frequencies("fair")])
    people.people += people.people.prefix(3)
    #expect(throws: RecordRefusal.tooLikeReport(alike: 5, release: 1)) {
      try people.records(reports: [report])
    }
  }

  @Test func earlierFilesCountAsColumnsOfTheNextOne() throws {
    let people = Crowd(seed: 2)
    let first = try people.records(leavingOut: ["role"])
    // The report came after it, and tells of nothing that the first file has.
    let report = try people.release(
      ["aware", "fair", "role"].map(people.frequencies) + [people.crosstab("aware", by: "role")])
    let second = try people.records(reports: [report], earlier: [first.release])
    #expect(
      second.omitted.map(\.question) == ["role"], "aware is out, and can be joined by the other answers")
  }

  // MARK: Records first

  @Test func aReportThatHidesWhatRecordsTellIsRefusedNamingThem() throws {
    let people = Crowd(seed: 1)
    let records = EarlierRecords(
      number: 3, release: try people.records().release, survey: people.survey)
    let refusal = #expect(throws: DisclosureRefusal.self) {
      try people.protected([people.frequencies("aware")], records: [records])
    }
    let told = DisclosureRefusal.ToldInRecords(
      release: 3, recipient: "Public Health", day: "2026-01-01", questions: ["aware"])
    #expect(refusal?.reason == .toldInRecords([told]))
    #expect(refusal?.description.contains("by aware in release 3, to Public Health on 2026-01-01") == true)
    #expect(refusal?.ways.contains { $0.contains("engage releases withdraw 3 --unread") } == true)
  }

  @Test func aReportOfSeveralSurveysIsHeldAgainstThemToo() throws {
    let people = Crowd(seed: 1)
    let records = EarlierRecords(
      number: 3, release: try people.records().release, survey: people.survey)
    var report = people.report([people.frequencies("aware")])
    report.survey = nil
    report.sections[0].asked = Asked(survey: people.survey.id.rawValue)
    let refusal = #expect(throws: DisclosureRefusal.self) {
      try DisclosureControl().protect(report, records: [records])
    }
    #expect(refusal?.releases == [3])
  }

  @Test func aReportThatHidesNothingTheyTellIsNot() throws {
    let people = Crowd(seed: 2)
    let all = EarlierRecords(number: 1, release: try people.records().release, survey: people.survey)
    #expect(try people.protected([people.frequencies("fair")], records: [all]).tablesShown == 1)
    let some = EarlierRecords(
      number: 1, release: try people.records(leavingOut: ["role", "aware"]).release, survey: people.survey)
    let table = [people.frequencies("aware"), people.crosstab("aware", by: "role")]
    let shown = try people.protected(table, records: [some])
    #expect(shown.small > 0, "it hides something of which the records tell nothing")
  }

  @Test func aTotalThatTheRecordsTellAndTheReportDoesNotIsRefused() throws {
    let people = Crowd(seed: 2)
    let records = EarlierRecords(
      number: 1, release: try people.records(leavingOut: ["role"]).release, survey: people.survey)
    #expect(throws: DisclosureRefusal.self) {
      try people.protected([people.crosstab("aware", by: "role")], records: [records])
    }
    let together = [people.frequencies("aware"), people.crosstab("aware", by: "role")]
    #expect(try people.protected(together, records: [records]).small > 0)
    // The ledger has how many records there were, as a report of nothing else.
    var ledger = people.report([])
    ledger.sections = []
    let entry = EarlierRelease(
      number: 1, recipient: "", at: "", counted: ledger, released: ledger, profile: .standard)
    #expect(try people.protected(together, earlier: [entry], records: [records]).small > 0)
  }

  // MARK: An attacker who has both

  /// Whoever has the report and the records tries every table of whole numbers that fits both.
  @Test(arguments: 0..<150)
  func nobodyFindsOutMoreFromBothThanFromTheReport(_ seed: Int) throws {
    guard let (people, report) = RecordsAndReportsTests.released(seed) else { return }
    let records: ProtectedRecords
    do { records = try people.records(reports: [report]) } catch RecordRefusal.hiddenInReports { return }
    let alone = Attack(people, report, [])
    let both = Attack(people, report, Set(records.columns))
    for cell in both.small {
      #expect(both.range(of: cell) == alone.range(of: cell), "with \(records.columns): \(cell)")
    }
  }

  @Test(arguments: 0..<60)
  func norWhereTheRecordsLeftFirst(_ seed: Int) throws {
    guard let (people, report) = RecordsAndReportsTests.released(seed) else { return }
    for unwanted in [[], ["aware"], ["role"], ["aware", "role"]] as [[Question.ID]] {
      let file = try people.records(leavingOut: unwanted)
      let records = EarlierRecords(number: 1, release: file.release, survey: people.survey)
      let again = report.counted.sections[0].tables
      guard (try? people.protected(again, records: [records])) != nil else { continue }
      let alone = Attack(people, report, [])
      let both = Attack(people, report, Set(file.columns))
      for cell in both.small {
        #expect(both.range(of: cell) == alone.range(of: cell), "with \(file.columns): \(cell)")
      }
    }
  }

  @Test func theAttackFindsWhatRecordsTellThatWereNotHeldAgainstTheReport() throws {
    var found: Set<[String]> = []
    for seed in 0..<50 {
      guard let (people, report) = RecordsAndReportsTests.released(seed) else { continue }
      for columns in [["aware"], ["role"], ["aware", "role"]] {
        let alone = Attack(people, report, [])
        let both = Attack(people, report, Set(columns))
        if both.small.contains(where: { both.range(of: $0) != alone.range(of: $0) }) { found.insert(columns) }
      }
    }
    #expect(found.count == 3, "\(found)")
  }

  /// A report with a table of two questions, and now and then of each of them; `nil` where none can be made.
  private static func released(_ seed: Int) -> (Crowd, EarlierRelease)? {
    var dice = SeededGenerator(seed: UInt64(seed))
    let people = Crowd(seed: UInt64(seed), count: Int.random(in: 40...120, using: &dice))
    var tables = [people.crosstab("aware", by: "role")]
    for question in ["aware", "role"] where Bool.random(using: &dice) {
      tables.append(people.frequencies(question))
    }
    return (try? people.release(tables)).map { (people, $0) }
  }
}
