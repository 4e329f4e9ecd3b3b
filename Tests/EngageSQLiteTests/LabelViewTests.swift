import EngageModel
import EngageStore
import Foundation
import GRDB
import Testing

@testable import EngageSQLite

@Suite struct LabelViewTests {
  let folder = ScratchFolder()
  private let columns = "session, unit, people, \"key\", role, topics, age, day, concerns"

  private func fill(_ store: SQLiteStore) throws {
    var batch = ResponseBatch(
      schema: BatchSchema(questions: SmallSurvey.survey.questions, sessions: [SmallSurvey.rugby]))
    batch.append(
      SmallSurvey.form(
        "1",
        [
          "role": .choice("faith"), "topics": .choices(["knives", "roads"]), "age": .number(41),
          "day": .date(CalendarDate(daysSince1970: 18_163)), "concerns": .text("knives, \"roads\""),
        ]))
    batch.append(
      SmallSurvey.form(
        "2", ["role": .missing(.preferNotToSay), "topics": .choices([]), "age": .missing(.unreadable)]))
    _ = try store.write(SmallSurvey.draft, answering: SmallSurvey.survey, onExistingKey: .report) { writer in
      _ = try writer.append(batch)
      return .keep
    }
  }

  @Test(.enabled(if: hasShell)) func theCommandLineShellReadsLabels() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    try fill(try SQLiteStore(path: path))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    shell.arguments = ["-csv", path, "select \(columns) from \"we-stand-together\""]
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(
      said.split(whereSeparator: \.isNewline) == [
        #"rugby,person,,1,"Member of a faith community","Knife crime; Road safety",41,2019-09-24,"knives, ""roads""""#,
        #"rugby,person,,2,"prefer not to say","",,,"#,
      ])
  }

  static let hasShell: Bool = {
    let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")
    if !isThere { print("SKIPPED: sqlite3 is not installed, so the view is not read with it") }
    return isThere
  }()

  @Test func leavesOutWhatWasUndone() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    try fill(store)
    try store.undo(batch: 1, by: "Ada", why: "a test")
    #expect(try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \"we-stand-together\"") } == 0)
  }

  @Test func showsChoicesAndQuestionsOfALaterVersion() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    try fill(store)
    var second = SmallSurvey.survey
    second.version = 2
    second.questions[0].choices.insert(Choice(id: "officer", label: "Police \"officer's\""), at: 0)
    second.questions.append(Question(id: "more", type: .text, label: "More"))
    var batch = ResponseBatch(schema: BatchSchema(questions: second.questions, sessions: [SmallSurvey.rugby]))
    batch.append(SmallSurvey.form("3", ["role": .choice("officer"), "more": .text("yes")]))
    _ = try store.write(SmallSurvey.draft, answering: second, onExistingKey: .report) { writer in
      _ = try writer.append(batch)
      return .keep
    }
    let rows = try store.read { db in
      try Row.fetchAll(db, sql: "SELECT role, more FROM \"we-stand-together\"")
        .map { row -> [String?] in [row["role"], row["more"]] }
    }
    #expect(
      rows == [
        ["Member of a faith community", nil], ["prefer not to say", nil], ["Police \"officer's\"", "yes"],
      ])
  }

  @Test func theAuditTrailKeepsTextsApart() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    try fill(store)
    var batch = ResponseBatch(
      schema: BatchSchema(questions: SmallSurvey.survey.questions, sessions: [SmallSurvey.rugby]))
    batch.append(SmallSurvey.form("1", ["concerns": .text("a secret")]))
    _ = try store.write(SmallSurvey.draft, answering: SmallSurvey.survey, onExistingKey: .update) { writer in
      _ = try writer.append(batch)
      return .keep
    }
    let trail = try store.read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM changes").map(\.description).joined()
    }
    #expect(trail.contains("concerns"))
    #expect(!trail.contains("secret"))
    #expect(!trail.contains("knives,"))
    let change = try store.history(ofResponse: 1).first { $0.question == "concerns" }
    #expect(change?.before == .text("knives, \"roads\""))
    #expect(change?.after == .text("a secret"))
  }
}
