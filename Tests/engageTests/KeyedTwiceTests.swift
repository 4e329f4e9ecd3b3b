import EngageTesting
import Foundation
import Testing

/// Second keying the whole way with the program: forms keyed again by another person, settled by a third.
@Suite struct KeyedTwiceTests {
  private static let event = ["--event", EngageProgram.event]
  private static let rugby = event + ["--session", "rugby"]

  /// R014 and R009 as they stand in the sample, but that the second person read safe_day of R014 as 5 and not 4.
  private static let r014 = """
    R014
    1
    5
    2
    4
    3
    yes
    1
    yes
    1, 3
    Nobody talks across the faiths any more since the group folded.
    Start the interfaith group again, with a small budget for the hall.
    no
    /e


    """
  private static let r009 = """
    R009
    4
    3
    9
    4
    2
    yes
    2
    no
    3, 5
    Lack of follow up. Agencies say they will take it away and it stays away.
    Publish who is responsible for what. Accountability!
    yes
    /e


    """

  private func withKeyings(_ body: (EngageProgram) throws -> Void) throws {
    try withWorkspace { engage throws in
      let imported = try engage.run(
        ["import", EngageProgram.sample, "--entered-by", "Asha", "--event", EngageProgram.event])
      try #require(imported.status == 0, "\(imported.errors)")
      let entered = try engage.run(
        ["enter", "--second", "--lines", "--entered-by", "Ben"] + Self.rugby, input: Self.r014 + Self.r009)
      try #require(entered.status == 0, "\(entered.errors)")
      try body(engage)
    }
  }

  private func states(_ engage: EngageProgram) throws -> [String: String] {
    let list = try engage.run(["keying", "list", "--format", "json"] + Self.event)
    let rows = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]] ?? []
    return Dictionary(
      uniqueKeysWithValues: rows.map { ($0["form"] as? String ?? "", $0["state"] as? String ?? "") })
  }

  private func report(_ engage: EngageProgram) throws -> [String: [String: Any]] {
    let report = try engage.run(["keying", "report", "--format", "json"] + Self.event).json()
    let questions = report["questions"] as? [[String: Any]] ?? []
    return Dictionary(uniqueKeysWithValues: questions.map { ($0["question"] as? String ?? "", $0) })
  }

  @Test func whatTheSecondPersonReadOtherwiseIsSettledByAThird() throws {
    try withKeyings { engage throws in
      #expect(try states(engage) == ["R014": "differing", "R009": "agreed"])
      let open = try #require(try report(engage)["safe_day"])
      #expect(open["compared"] as? Int == 2 && open["agreed"] as? Int == 1 && open["undecided"] as? Int == 1)
      // The second was right; then Enter settles the form.
      let settled = try engage.run(
        ["keying", "adjudicate", "--entered-by", "Chris"] + Self.event, input: "2\n\n")
      #expect(settled.output.contains("Settled: of 12 fields the first keying had 1 wrong."))
      #expect(settled.output.contains("1 form settled."))
      #expect(try states(engage) == ["R014": "settled", "R009": "agreed"])
      let fields = try report(engage)
      #expect(fields["safe_day"]?["wrong"] as? Int == 1)
      #expect(fields["report_how"]?["compared"] as? Int == 2)
      #expect(fields["role_other"]?["compared"] as? Int ?? 0 == 0, "nobody ticked other")
      let all = fields.values.reduce(0) { $0 + ($1["compared"] as? Int ?? 0) }
      #expect(all == 24, "12 fields of each form")
      let undone = try engage.run("batches", "undo", "3").output
      #expect(undone.contains("the response says what it said before"))
      #expect(undone.contains("engage keying discard R014"))
    }
  }

  @Test func aKeyingOfTheWrongPaperIsTakenAwayAndKeyedAgain() throws {
    try withKeyings { engage throws in
      let discard = ["keying", "discard", "r014"] + Self.event
      #expect(try engage.run(discard).status == 64, "it must say why")
      let discarded = try engage.run(discard + ["--why", "R041 was in hand"])
      #expect(discarded.status == 0, "\(discarded.errors)")
      #expect(discarded.output.contains("The second keying of R014 by Ben is taken away."))
      #expect(try states(engage) == ["R009": "agreed"])
      let again = try engage.run(discard + ["--why", "R041 was in hand"])
      #expect(again.status == 1)
      #expect(again.errors.contains("no form “r014” was keyed a second time here"))
      let found = try engage.run(["responses", "list", "--format", "json"] + Self.rugby).output
      let rows = try JSONSerialization.jsonObject(with: Data(found.utf8)) as? [[String: Any]] ?? []
      let number = try #require(rows.first { $0["key"] as? String == "R014" }?["response"] as? Int)
      let history = try engage.run("responses", "history", String(number)).output
      #expect(history.contains("discarded a second keying"))
      #expect(history.contains("[R041 was in hand]"))
      let keyed = try engage.run(
        ["enter", "--second", "--lines", "--entered-by", "Ben"] + Self.rugby, input: Self.r014)
      #expect(keyed.output.contains("Kept as a second keying."))
    }
  }

  @Test func undoingASecondSittingSaysWhatWentWithIt() throws {
    try withKeyings { engage throws in
      let undone = try engage.run("batches", "undo", "2")
      #expect(undone.output.hasPrefix("Batch 2 is undone: two second keyings are taken away."), "\(undone)")
      #expect(try states(engage).isEmpty)
    }
  }
}
