import Foundation
import Testing

/// Plain tables typed up by volunteers, without a column that tells one response from another.
@Suite struct KeylessFileTests {
  static let heading = "session,role,aware,concerns\n"

  static func rows(_ numbers: some Sequence<Int>) -> String {
    numbers.map { number in
      "rugby,\(["faith", "parent", "young_person"][number % 3]),\(["yes", "no"][number % 2]),Invented worry \(number)\n"
    }.joined()
  }

  private func withFirstMonth(_ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace { engage throws in
      try engage.write(Self.heading + Self.rows(0..<40), to: "october.csv")
      #expect(try bringIn("october.csv", engage).counts == [40, 40, 0, 0, 0])
      try body(engage)
    }
  }

  private func bringIn(_ file: String, _ engage: EngageProgram, _ further: String...) throws -> Imported {
    try Imported(
      engage.run(["import", file, "--event", EngageProgram.event, "--format", "json"] + further))
  }

  private func expectRefusal(_ content: String, _ words: String, _ engage: EngageProgram) throws {
    try engage.write(content, to: "november.csv")
    let refused = try bringIn("november.csv", engage)
    #expect(refused.status == 2 && refused.batch == nil, "\(refused.all)")
    #expect(refused.problems.count == 1)
    #expect(refused.problems.first == "rows-stored-before -: " + words, "\(refused.all)")
    #expect(refused.counts[1...] == [0, 0, 0, 0])
    let store = try engage.run("batches", "list", "--format", "json")
    #expect(try (JSONSerialization.jsonObject(with: Data(store.output.utf8)) as? [Any])?.count == 1)
  }

  @Test func theFirstMonthsRowsAreNotStoredAgain() throws {
    try withFirstMonth { engage throws in
      let end = ", and no column tells one response from another"
      try expectRefusal(
        Self.heading + Self.rows(0..<60),
        "the first 40 rows of this file are those of batch 1 (october.csv)" + end,
        engage)
      try expectRefusal(
        Self.heading + Self.rows((0..<60).reversed()),
        "the last 40 rows of this file are those of batch 1 (october.csv)" + end, engage)
      try expectRefusal(
        (Self.heading + Self.rows(0..<40)).replacing("\n", with: "\r\n"),
        "all 40 rows of this file are those of batch 1 (october.csv)" + end, engage)
      try expectRefusal(
        Self.heading + Self.rows(0..<60).replacing("worry 9\n", with: "worry nine\n"),
        "39 of the 40 rows of batch 1 (october.csv) are in this file" + end, engage)
      let told = try engage.run("import", "november.csv", "--event", EngageProgram.event)
      #expect(told.status == 2)
      #expect(told.errors.contains("engage batches undo 1") && told.errors.contains("--key HEADING"))
      #expect(told.output.contains("nothing stored. Refused"), "\(told.output)")
      #expect(!(told.errors + told.output).contains("--skip-invalid"))
      #expect(!told.errors.contains("Invented"))
      #expect(try bringIn("november.csv", engage, "--dry-run").status == 2)
      #expect(try bringIn("november.csv", engage, "--skip-invalid").status == 2)
    }
  }

  @Test func undoingTheFirstMonthLetsTheWholeIn() throws {
    try withFirstMonth { engage throws in
      try engage.write(Self.heading + Self.rows(0..<60), to: "november.csv")
      #expect(try bringIn("november.csv", engage).status == 2)
      try engage.run("batches", "undo", "1")
      #expect(try bringIn("november.csv", engage).counts == [60, 60, 0, 0, 0])
    }
  }

  @Test func theNewRowsAloneAreTaken() throws {
    try withFirstMonth { engage throws in
      try engage.write(Self.heading + Self.rows(40..<60), to: "november.csv")
      #expect(try bringIn("november.csv", engage).counts == [20, 20, 0, 0, 0])
      // And in December both are known.
      try engage.write(Self.heading + Self.rows(0..<70), to: "december.csv")
      let refused = try bringIn("december.csv", engage)
      #expect(refused.status == 2)
      #expect(
        refused.problems == [
          "rows-stored-before -: the first 40 rows of this file are those of batch 1 (october.csv), rows 41 to 60 are "
            + "those of batch 2 (november.csv), and no column tells one response from another"
        ])
    }
  }

  @Test func aColumnOfNumbersAddedLaterDoesNotDouble() throws {
    try withFirstMonth { engage throws in
      let numbered = Self.rows(0..<60).split(separator: "\n").enumerated().map { "\($0 + 1),\($1)\n" }
        .joined()
      try expectRefusal(
        "form_number," + Self.heading + numbered,
        "the first 40 rows of this file are those of batch 1 (october.csv), which was stored without keys",
        engage)
      try engage.run("batches", "undo", "1")
      #expect(try bringIn("november.csv", engage).counts == [60, 60, 0, 0, 0])
      try engage.write(
        "form_number," + Self.heading + numbered + "61," + Self.rows(60..<61), to: "december.csv")
      #expect(try bringIn("december.csv", engage).counts == [61, 1, 0, 60, 0])
    }
  }

  @Test func anotherVolunteersShortRowsAreWelcome() throws {
    try withWorkspace { engage throws in
      try engage.write("session,role,aware\nrugby,faith,yes\nrugby,faith,no\n", to: "one.csv")
      try engage.write(
        "session,role,aware\nrugby,faith,no\nrugby,faith,yes\nrugby,parent,no\n", to: "two.csv")
      try engage.run("import", "one.csv", "--event", EngageProgram.event)
      let second = try bringIn("two.csv", engage)
      #expect(second.counts == [3, 3, 0, 0, 0], "\(second.all)")
      #expect(second.all.contains("rows-like-before"))
    }
  }

  @Test func aFileWithErrorsIsToldOfBoth() throws {
    try withFirstMonth { engage throws in
      try engage.write(
        Self.heading + Self.rows(0..<60) + "rugby,faith,perhaps,Invented\n", to: "november.csv")
      let refused = try bringIn("november.csv", engage)
      #expect(refused.status == 1 && refused.problems.count == 2, "\(refused.all)")
    }
  }
}
