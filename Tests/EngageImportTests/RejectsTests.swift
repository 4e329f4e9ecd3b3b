import EngageImport
import EngageModel
import EngageTesting
import Foundation
import Testing

@Suite("Rejected rows") struct RejectsTests {
  private let text = """
    key,session,unit,safe,concerns
    A,rugby,person,3,fine
    B,rugby,person,never,"=1+1, ""quoted""
    second line"
    C,rugby,person,1,also fine
    D,warwick,person,8,
    E,rugby,person

    """

  private func options(skipsInvalid: Bool = true) -> ImportOptions {
    ImportOptions(
      survey: .evening, event: "evening-2019", sessions: ImportCase.sessions, skipsInvalid: skipsInvalid)
  }

  @Test("good rows go on, bad ones go to the rejects file with the reason, safe for a spreadsheet")
  func rejectsFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("answers.csv")
    try Data(text.utf8).write(to: URL(filePath: path))
    let rejects = RejectsWriter(for: path)
    var keys: [String?] = []
    let summary = try Importer(options()).open(path).read(rejects: rejects) { batch, rows in
      for row in 0..<batch.count { keys.append(batch.keys.text(at: row)) }
      #expect(rows.line(of: 1) == 5)
      #expect(rows.cell(of: "safe", row: 1) == "D4")
      #expect(rows.cell(of: nil, row: 0) == "A2")
    }
    #expect(keys == ["A", "C"])
    #expect(summary.isStorable)
    #expect((summary.rows, summary.accepted, summary.rejected) == (5, 2, 3))
    #expect(!FileManager.default.fileExists(atPath: rejects.path))
    try rejects.commit()
    let written = try String(contentsOf: URL(filePath: rejects.path), encoding: .utf8)
    #expect(
      written == """
        key,session,unit,safe,concerns,reason
        B,rugby,person,never,"'=1+1, ""quoted""
        second line",“never” is no choice of safe
        D,warwick,person,8,,“warwick” is no session of evening-2019; “8” is no choice of safe
        E,rugby,person,,,this row has 3 cells and the headings have 5

        """)
    let access = try FileManager.default.attributesOfItem(atPath: rejects.path)[.posixPermissions] as? Int
    #expect(access == 0o600)
  }

  @Test("a mended rejects file can be imported with its reasons")
  func mended() throws {
    let file = try ImportCase("session,unit,safe,reason\nrugby,person,3,“never” is no choice of safe\n")
    #expect(file.errors == [])
    #expect(file.answers("safe") == ["3"])
  }

  @Test("a row that the store refuses is told with its line and goes to the rejects")
  func refusedByTheStore() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("answers.csv")
    try Data("key,session,unit,safe\nA,rugby,person,3\nB,rugby,person,1\n".utf8).write(
      to: URL(filePath: path))
    let rejects = RejectsWriter(for: path)
    let summary = try Importer(options()).open(path).read(rejects: rejects) { _, rows in
      try rows.refuse(row: 1, rule: "stored-already", message: "key B is stored with other answers")
    }
    #expect(summary.diagnostics.map(\.line) == [3])
    #expect(summary.diagnostics.map(\.cell) == ["A3"])
    #expect((summary.accepted, summary.rejected) == (1, 1))
    try rejects.commit()
    let written = try String(contentsOf: URL(filePath: rejects.path), encoding: .utf8)
    #expect(written == "key,session,unit,safe,reason\nB,rugby,person,1,key B is stored with other answers\n")
  }

  @Test("without rejects there is no file")
  func nothingRejected() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("answers.csv")
    try Data("session,unit,safe\nrugby,person,3\n".utf8).write(to: URL(filePath: path))
    let rejects = RejectsWriter(for: path)
    _ = try Importer(options()).open(path).read(rejects: rejects) { _, _ in }
    try rejects.commit()
    #expect(!FileManager.default.fileExists(atPath: rejects.path))
  }

  @Test("without skipping, no batch is handed out after an error")
  func allOrNothing() throws {
    let rows = (1...5000).map { "K\($0),rugby,person,3" } + ["X,rugby,person,4"]
    let text = "key,session,unit,safe\n" + rows.joined(separator: "\n")
    let file = try ImportCase(text)
    #expect(file.responses.count == 4096)
    #expect(file.summary?.isStorable == false)
  }
}
