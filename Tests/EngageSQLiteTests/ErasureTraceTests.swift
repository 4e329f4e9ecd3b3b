import EngageModel
import EngageStore
import Foundation
import GRDB
import Testing

@testable import EngageSQLite

/// Looks for words in every file of a folder, whatever it holds.
private func traces(of words: [String], in folder: String) throws -> [String] {
  var found: [String] = []
  for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
    guard let content = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
    for word in words where content.range(of: Data(word.utf8)) != nil { found.append("\(word) in \(name)") }
  }
  return found
}

@Suite struct ErasureTraceTests {
  let folder = ScratchFolder()
  private let occasion = Occasion(at: "2026-03-05T10:00:00Z", by: "Dee", why: "asked to")

  /// What only the erased response says, wherever it says it.
  private static let words = [
    "zanswer", "ząñswer", "zearlier", "znote", "zoriginal", "zpoint", "zhidden", "zkeyone", "zkeytwo",
    "zsecond", "zworry", "zdraft", "zfacilitator", "zlong", "zmemo", "zolder",
    "zwording", "zremark",
  ]

  /// A store in which one response says things in every place that keeps what people say.
  private func fill(_ store: SQLiteStore) throws -> Int64 {
    try SmallSurvey.fill(store, 300)
    var sitting = SmallSurvey.draft
    sitting.kind = .entry
    let batch = try store.openSitting(sitting, answering: SmallSurvey.survey).number
    var form = EntryDraft(
      id: "a", batch: batch, survey: SmallSurvey.survey.id, enteredBy: "Ada", startedAt: occasion.at,
      response: SmallSurvey.form("zkeyone", ["concerns": .text("zdraft typed first")]))
    try store.save(form)
    form.response.answers["concerns"] = .text("zearlier " + String(repeating: "zlong ", count: 9000))
    form.response.details = ResponseDetails(
      note: "znote", hidden: ["concerns": .text("zhidden")],
      origins: ["concerns": TextOrigin(language: "pl", original: "zoriginal")],
      table: TableNotes(facilitator: "zfacilitator", points: ["concerns": [TablePoint(text: "zpoint")]]))
    try store.save(form)
    let id = try store.complete(form)
    var second = form
    (second.id, second.secondOf) = ("b", id)
    second.response.answers["concerns"] = .text("zsecond")
    try store.save(second)
    _ = try store.completeSecond(second)
    second.id = "c"
    try store.save(second)
    let seen = try #require(try store.response(id))
    var wanted = seen
    wanted.key = "zkeytwo"
    wanted.answers["concerns"] = .text("zanswer ząñswer")
    wanted.details?.note = "znote twice"
    _ = try store.correct(wanted, seen: seen, on: occasion)
    let worry = RestrictedText(
      id: "w", survey: SmallSurvey.survey.id, session: SmallSurvey.rugby, response: id, question: "role",
      text: "zworry", flagged: occasion)
    try store.restrict(worry, ofResponse: id)
    for memo in ["zolder", "zmemo"] {
      let code = CodedText(
        response: id, question: "concerns", codebook: "book", version: 1, coder: "Ada", themes: ["police"],
        memo: memo, fingerprint: 1, at: occasion.at)
      try store.save([code], on: occasion)
    }
    try store.save(
      [
        TextReview(
          response: id, question: "concerns", fingerprint: CodedText.fingerprint(of: "zanswer ząñswer".utf8),
          decision: .redact, wording: "zwording", note: "zremark", by: "Ada", at: occasion.at)
      ], on: occasion)
    try SmallSurvey.fill(store, 300, from: 300)
    return id
  }

  @Test func nothingIsLeftOfWhatWasErased() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    let store = try SQLiteStore(path: path)
    let id = try fill(store)
    let before = try traces(of: Self.words, in: folder.root)
    for word in Self.words where word != "zdraft" {
      #expect(before.contains { $0.hasPrefix(word + " ") }, "\(word) was written nowhere")
    }
    _ = try store.erase([id], on: occasion)
    #expect(try traces(of: Self.words, in: folder.root) == [])
    #expect(try store.isToBeWiped() == false)
    #expect(try store.doctor() == [])
    try store.database.close()
    #expect(try traces(of: Self.words, in: folder.root) == [])
    #expect(try SQLiteStore(path: path).responses(ResponseQuery(survey: SmallSurvey.survey.id)).count == 600)
  }

  @Test func nothingIsLeftOfAnErasedDraft() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    _ = try fill(store)
    var draft = EntryDraft(
      id: "d", batch: 2, survey: SmallSurvey.survey.id, enteredBy: "Ada", startedAt: occasion.at,
      response: SmallSurvey.form("zformkey", ["concerns": .text("zunfinished")]))
    try store.save(draft)
    draft.response.answers["concerns"] = .text("changed")
    try store.save(draft)
    #expect(try traces(of: ["zformkey", "zunfinished"], in: folder.root) != [])
    try store.erase(draft: "d", on: occasion)
    #expect(try traces(of: ["zformkey", "zunfinished"], in: folder.root) == [])
  }

  @Test func noWordHeldBackIsLeftWhereOthersLook() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    let store = try SQLiteStore(path: path)
    try SmallSurvey.fill(store, 3)
    try store.save(
      [
        TextReview(
          response: 2, question: "concerns", fingerprint: CodedText.fingerprint(of: "said 1".utf8),
          decision: .redact, wording: "said 1", by: "Ada", at: occasion.at)
      ], on: occasion)
    let worry = RestrictedText(
      id: "w", survey: SmallSurvey.survey.id, session: SmallSurvey.rugby, response: 2, question: "concerns",
      text: "said 1", flagged: occasion)
    try store.restrict(worry, ofResponse: 2)
    let content = try #require(FileManager.default.contents(atPath: path))
    let all = String(decoding: content, as: UTF8.self)
    #expect(all.components(separatedBy: "said 1").count == 2, "it stands in one place")
  }

  /// What a kill leaves after each step, opened again.
  @Test func aKillBetweenTheStepsLeavesNothingOnceTheStoreIsOpened() throws {
    defer { folder.remove() }
    let name = "engage.sqlite"
    let store = try SQLiteStore(path: folder.path(name))
    let id = try fill(store)
    func image(_ step: String) throws {
      let target = folder.path(step)
      try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
      for end in ["", "-wal", ".erasures.json"]
      where FileManager.default.fileExists(atPath: folder.path(name + end)) {
        try FileManager.default.copyItem(atPath: folder.path(name + end), toPath: "\(target)/\(name)\(end)")
      }
      let left = try SQLiteStore(path: "\(target)/\(name)")
      #expect(try traces(of: Self.words, in: target) == [], "after \(step)")
      #expect(try left.erasures().map(\.response) == [id])
      #expect(try left.doctor() == [])
      #expect(FileManager.default.fileExists(atPath: "\(target)/\(name).erasures.json"))
    }
    _ = try store.eraseRows([id], on: occasion)
    #expect(try traces(of: ["zanswer"], in: folder.root) != [], "the first step alone wipes nothing")
    try image("erasing")
    try store.database.writeWithoutTransaction { try store.rewriteFile($0) }
    try image("rewriting")
    try store.database.writeWithoutTransaction { try store.emptyLog($0) }
    try image("emptying the log")
    try store.wipe()
    try image("all")
  }

  @Test func aProgramInTheWayIsToldAndTheWipingDoneLater() throws {
    defer { folder.remove() }
    let path = folder.path("engage.sqlite")
    let store = try SQLiteStore(path: path)
    let id = try fill(store)
    let other = try SQLiteStore(path: path, readOnly: true)
    try FileManager.default.createDirectory(atPath: folder.path("copy"), withIntermediateDirectories: true)
    try other.database.read { db in
      _ = try other.responses(ResponseQuery(survey: SmallSurvey.survey.id, limit: 1))
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM batches") == 4)
      #expect(try store.erase([id], on: occasion).count == 1)
      #expect(try store.response(id) == nil)
      #expect(try store.isToBeWiped())
      try store.backup(to: folder.path("copy/backup.sqlite"))
      #expect(try traces(of: Self.words, in: folder.path("copy")) == [])
      #expect(try store.doctor().map(\.rule) == ["not-wiped"])
    }
    try other.database.close()
    try store.wipe()
    #expect(try traces(of: Self.words, in: folder.root) == [])
    #expect(try store.doctor() == [])
  }

  @Test func theListBesideTheStoreIsForItsOwnerAloneAndTellsNoKey() throws {
    defer { folder.remove() }
    let store = try SQLiteStore(path: folder.path("engage.sqlite"))
    let id = try fill(store)
    let erased = try store.erase([id], on: occasion)
    let list = folder.path("engage.sqlite.erasures.json")
    #expect(try FileManager.default.attributesOfItem(atPath: list)[.posixPermissions] as? Int == 0o600)
    #expect(try ErasuresFile.read(list) == erased)
    #expect(erased.first?.keyDigest?.count == 32)
  }
}
