import Foundation
import Testing

/// What must be said about people's data before a report leaves the organisation, and the record of it.
@Suite struct DataProtectionTests {
  private static let event = "Surveys/we-stand-together/events/we-stand-together-2019.yaml"

  /// The sample event with something of its entry changed.
  private func change(_ engage: EngageProgram, _ lines: [String: String?]) throws {
    var text: [String] = []
    for line in try engage.read(Self.event).split(separator: "\n", omittingEmptySubsequences: false) {
      guard let key = lines.keys.first(where: { line.hasPrefix("  \($0):") }) else {
        text.append(String(line))
        continue
      }
      if let value = lines[key] ?? nil { text.append("  \(key): \(value)") }
    }
    try engage.write(text.joined(separator: "\n"), to: Self.event)
  }

  private func line(of key: String, _ engage: EngageProgram) throws -> Int? {
    try engage.read(Self.event).split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
      $0.hasPrefix(key)
    }.map { $0 + 1 }
  }

  @Test func everyGapIsToldAtOnceWithItsPlaceAndNothingIsWritten() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try change(
        engage, ["controller": "tbc", "article_9_condition": nil, "retain_until": "2020-12-31"])
      let told = try engage.run("report", "partner", "--event", EngageProgram.event, "-o", "Exports/r.html")
      #expect(told.status == 2 && !engage.exists("Exports/r.html"))
      #expect(told.errors.components(separatedBy: "error[data-protection-gap]").count == 4, "\(told.errors)")
      let controller = try #require(try line(of: "  controller", engage))
      let entry = try #require(try line(of: "data_protection", engage))
      #expect(
        told.errors.contains("\(Self.event):\(controller)\n")
          && told.errors.contains("\(Self.event):\(entry)\n"))
      #expect(told.errors.contains("was to keep its data until 2020-12-31, which is over"))
      #expect(told.errors.contains("article_9_condition: \"Explicit consent, UK GDPR Article 9(2)(a)\""))
    }
  }

  @Test("every audience but internal", arguments: ["partner", "public"])
  func audiences(_ audience: String) throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try change(engage, ["lawful_basis": "TO BE FILLED IN"])
      for command in [["report", "partner"], ["analyse", "attendance"]] {
        let scope = ["--event", EngageProgram.event, "--audience"]
        #expect(try engage.run(command + scope + [audience]).status == 2, "\(command)")
        #expect(try engage.run(command + scope + ["internal"]).status == 0, "\(command)")
      }
      #expect(
        try engage.run(
          "report", "annual-summary", "--from", "2019-09", "--to", "2020-09", "--audience", audience
        )
        .status == 2)
    }
  }

  @Test func anEventThatSaysNothingIsToldInOnePiece() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let text = try engage.read(Self.event)
      let start = try #require(text.range(of: "data_protection:")?.lowerBound)
      try engage.write(String(text[..<start]), to: Self.event)
      let told = try engage.run("report", "partner", "--event", EngageProgram.event)
      #expect(told.status == 2 && told.errors.contains("data_protection: {controller:"), "\(told.errors)")
      let checked = try engage.run("event", "check", EngageProgram.event)
      #expect(checked.status == 0 && checked.errors.contains("warning[data-protection-gap]"))
    }
  }

  @Test func aDraftedEventSaysWhatIsToBeFilledIn() throws {
    try withWorkspace(copyingSurveys: false) { engage throws in
      try engage.write("", to: "engage.yaml")
      try engage.write(
        "Response ID,How was it?\n" + (1...20).map { "\($0),Good\n" }.joined(), to: "answers.csv")
      #expect(try engage.run("survey", "draft", "answers.csv", "--survey", "club").status == 0)
      #expect(try engage.read("Surveys/club/events/club.yaml").contains("controller: \"TO BE FILLED IN\""))
      #expect(try engage.run("import", "answers.csv", "--survey", "club").status == 0)
      let told = try engage.run("report", "partner", "--event", "club")
      #expect(told.status == 2 && told.errors.components(separatedBy: "error[").count == 7, "\(told.errors)")
      #expect(try engage.run("report", "summary", "--event", "club").status == 0)
    }
  }

  @Test func everyShippedEventSaysAll() throws {
    try withWorkspace { engage throws in
      let listed = try engage.run("event", "list", "--format", "json").output
      let events = try #require(
        try JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [[String: Any]])
      #expect(events.count > 5)
      for event in events.compactMap({ $0["event"] as? String }) {
        #expect(!(try engage.run("event", "check", event).errors.contains("data-protection-gap")), "\(event)")
      }
    }
  }

  @Test func anEventOfWhichOnlyTotalsAreKnownNeedsNoConditionOfArticle9() throws {
    try withWorkspace { engage throws in
      let path = "Surveys/prevent-training/events/wrap-training-2019-20.yaml"
      let text = try engage.read(path).split(separator: "\n").filter { !$0.contains("article_9") }
      try engage.write(text.joined(separator: "\n"), to: path)
      let told = try engage.run("report", "partner", "--event", "wrap-training-2019-20")
      #expect(told.status == 0, "\(told.errors)")
    }
  }

  @Test func theRecordTellsWhatIsKeptAndShowsGaps() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      try engage.run("backup", "open.sqlite")
      try engage.run("responses", "erase", "1", "--why", "asked for it", "--yes")
      try change(engage, ["purpose": nil, "retain_until": "2020-12-31"])
      let record = try engage.run("record", "--event", EngageProgram.event, "--format", "json").json()
      let activity = try #require((record["activities"] as? [[String: Any]])?.first)
      #expect(activity["controller"] as? String == "EQuIP" && activity["purpose"] == nil)
      #expect(activity["erasures"] as? Int == 1)
      #expect((activity["due"] as? String)?.contains("engage retention --remove") == true)
      #expect((activity["gaps"] as? [String])?.count == 2)
      let data = try #require(activity["data"] as? [[String: Any]])
      let kinds = data.compactMap { $0["kind"] as? String }
      #expect(kinds.count == 4 && kinds.contains { $0.contains("sensitive") })
      #expect((record["backups"] as? [[String: Any]])?.first?["encrypted"] as? Bool == false)
      #expect((record["weaknesses"] as? [String])?.contains { $0.contains("not encrypted") } == true)
    }
  }

  @Test func theRecordIsWrittenForItsOwnerAloneAndHoldsNoMarkupOfAnybody() throws {
    try withWorkspace { engage throws in
      try change(engage, ["purpose": "'<b>To | learn</b> *all*'"])
      for (file, expected) in [
        ("r.html", "&lt;b&gt;To | learn&lt;/b&gt; *all*"), ("r.md", "\\<b\\>To \\| learn\\</b\\> \\*all\\*"),
      ] {
        #expect(try engage.run("record", "--all", "-o", file).status == 0)
        #expect(try engage.read(file).contains(expected))
        let mode = try FileManager.default.attributesOfItem(atPath: engage.path(file))
        #expect(mode[.posixPermissions] as? Int == 0o600)
      }
      #expect(try engage.read("r.md").contains("## We Stand Together 2019"))
    }
  }
}
