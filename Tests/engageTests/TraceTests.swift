import EngageReport
import Foundation
import Testing

/// Each number of a saved report can be opened.
@Suite struct TraceTests {
  private func saved(_ engage: EngageProgram, _ arguments: String...) throws -> Report {
    let made = try engage.run(["analyse"] + arguments + ["--event", EngageProgram.event, "-o", "r.json"])
    #expect(made.status == 0, "\(made.errors)")
    return try Report(json: Array(try engage.read("r.json").utf8))
  }

  private func trace(_ engage: EngageProgram, _ arguments: String...) throws -> [String: Any] {
    let made = try engage.run(["trace", "r.json"] + arguments + ["--format", "json"])
    #expect(made.status == 0, "\(made.errors)")
    return try made.json()
  }

  @Test func aSectionSaysWhatItWasAskedForAndTheReportWhatItWasMadeFrom() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let report = try saved(
        engage, "crosstab", "--question", "aware", "--by", "role", "--where", "unit = 'person'")
      #expect(
        report.sections[0].asked
          == Asked(survey: "we-stand-together", questions: ["aware"], by: "role", filter: "unit = 'person'"))
      #expect(report.sources.fingerprints["we-stand-together v1"]?.count == 16)
      #expect(report.sources.lastChange == 1)
      let again = try engage.run("render", "r.json", "-o", "again.json")
      #expect(try again.status == 0 && engage.read("again.json") == engage.read("r.json"))
    }
  }

  @Test func everyCountOfEveryAnalysisIsAsManyResponsesAsItSays() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let report = try saved(
        engage, "frequencies", "theme-counts", "--option", "theme-counts.minimum=5", "--where",
        "session != 'rugby'")
      let figures = [
        "aware/yes/responses", "aware/yes/share", "safe_day/9/responses", "topics/reporting/responses",
        "aware/answered", "themes/reporting/responses", "themes/reporting/forms", "themes/reporting/tables",
        "priorities/support/responses", "themes/answered", "themes/uncoded",
        "co-occurrence/reporting | schools/responses",
      ]
      for figure in figures {
        let address = try report.figure(figure)
        let value = try #require(
          report.sections[address.section].cell(at: address.place)?.amount, "\(figure)")
        let trace = try trace(engage, figure)
        let rows = try #require(trace["responses"] as? [[String: Any]])
        #expect(Double(rows.count) == value && trace["sum"] as? Double == value, "\(figure)")
        #expect(rows.allSatisfy { $0["session"] as? String != "rugby" })
      }
    }
  }

  @Test func aThemeIsTracedToThePhraseAndTheWordsAroundIt() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      _ = try saved(engage, "theme-counts")
      let trace = try trace(engage, "themes/reporting/responses")
      #expect(trace["codebooks"] as? [String] == ["hate-crime v1"])
      let rows = try #require(trace["responses"] as? [[String: Any]])
      for row in rows {
        let evidence = try #require(row["evidence"] as? [[String: String]])
        #expect(!evidence.isEmpty && evidence.allSatisfy { $0["theme"] == "reporting" })
        #expect(evidence.allSatisfy { $0["excerpt"]?.contains("«") == true && $0["rule"]?.isEmpty == false })
      }
      let text = try engage.run("trace", "r.json", "themes/reporting/responses")
      #expect(
        text.output.contains("as many as the figure says") && text.output.contains("[reporting: “report*”]"))
      #expect(text.errors.contains("Internal"))
    }
  }

  @Test func aMeanAndAPAreTracedToTheResponsesTheyRestOn() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let report = try saved(engage, "crosstab", "--question", "aware", "--by", "role")
      let n = try #require(report.sections[0].measure("n"))
      let test = try trace(engage, "aware-by-role/p")
      #expect(test["basis"] as? String == "base" && (test["responses"] as? [Any])?.count == Int(n))
      let scales = try saved(engage, "scales")
      let answered = try #require(
        scales.sections[0].table("scales")?.cell(row: "safe_day", column: "answered")?.amount)
      let mean = try trace(engage, "scales/safe_day/mean")
      #expect(mean["basis"] as? String == "base" && (mean["responses"] as? [Any])?.count == Int(answered))
    }
  }

  @Test func whatIsTooSmallToSayIsNoOtherFigureNow() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      _ = try saved(
        engage, "targets", "--question", "aware", "--option", "target=at least 80% of yes", "--option",
        "smallest_base=1000")
      let verdict = try trace(engage, "targets/aware/verdict")
      #expect(verdict["was"] as? String == "too few to say" && verdict["now"] as? String == "too few to say")
    }
  }

  @Test func groupsOfTextsAreTracedAsLargeAsTheReportHadThem() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      for response in ["1", "2"] {
        let words = "concerns=Two people wrote these words and nobody else"
        #expect(
          try engage.run("responses", "edit", response, "--set", words, "--why", "misread").status == 0)
      }
      let report = try saved(engage, "campaigns")
      #expect(report.sections[0].table("totals")?.cell(row: "in_groups", column: "responses") == .number(0))
      #expect(try trace(engage, "totals/in_groups/responses")["now"] as? String == "0")
      let pairs = try saved(engage, "campaigns", "--option", "smallest_group=2")
      #expect(pairs.sections[0].table("totals")?.cell(row: "in_groups", column: "responses") == .number(2))
      #expect((try trace(engage, "totals/in_groups/responses")["responses"] as? [Any])?.count == 2)
    }
  }

  @Test func whatDoesNotComeFromResponsesIsSaidToBeSo() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      _ = try saved(engage, "attendance")
      #expect(try trace(engage, "sessions/rugby/attended")["basis"] as? String == "outside")
      let forms = try trace(engage, "sessions/rugby/forms")
      #expect(forms["basis"] as? String == "counted")
      let people = try trace(engage, "sessions/rugby/at_tables")
      #expect(
        try #require(people["sum"] as? Double) > Double(try #require(people["responses"] as? [Any]).count))
    }
  }

  @Test func aReportSaysWhetherItsSourcesHaveMovedOnAndWhatWouldDiffer() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      let report = try saved(engage, "frequencies", "--question", "aware")
      let before = try engage.run("trace", "r.json")
      #expect(before.output.contains("Nothing it was made from has changed since."))
      #expect(before.output.contains("every figure would be the same"))

      let rows = try #require(try trace(engage, "aware/yes/responses")["responses"] as? [[String: Any]])
      let number = try #require(rows.first?["response"] as? Int)
      try engage.run("responses", "edit", String(number), "--set", "aware=no", "--why", "misread")
      let state = try engage.run("trace", "r.json", "--format", "json").json()
      let differences = try #require(state["differences"] as? [[String: String]])
      #expect(differences.map { $0["figure"] }.contains("1:aware/yes/responses"))
      #expect((state["since"] as? [String])?.contains { $0.contains("updated") } == true, "\(state)")
      let was = try #require(report.sections[0].table("aware")?.cell(row: "yes", column: "responses")?.amount)
      let trace = try trace(engage, "aware/yes/responses")
      #expect(
        try engage.run("trace", "r.json", "aware/yes/responses").output.contains(
          "as the figure would say now"))
      #expect(trace["was"] as? String == String(Int(was)) && trace["now"] as? String == String(Int(was) - 1))

      for batch in ["2", "1"] {
        #expect(try engage.run("batches", "undo", batch, "--why", "wrong file").status == 0)
      }
      #expect(try engage.run("trace", "r.json").output.contains("Undone since: batch 1."))
    }
  }

  @Test func aReportSaysWhetherItsCodebookWasChanged() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      _ = try saved(engage, "theme-counts")
      let file = "Surveys/we-stand-together/codebook.hate-crime.yaml"
      let codebook = try engage.read(file).replacingOccurrences(of: "- \"report*\"", with: "- \"report\"")
      try engage.write(codebook, to: file)
      let changed = try engage.run("trace", "r.json").output
      #expect(changed.contains("Codebook hate-crime v1 was changed."), "\(changed)")
      try engage.write(codebook.replacingOccurrences(of: "\nversion: 1", with: "\nversion: 2"), to: file)
      let newer = try engage.run("trace", "r.json", "themes/reporting/responses").output
      #expect(
        newer.contains("Codebook hate-crime v1 is not here any more; there is hate-crime v2."), "\(newer)")
    }
  }

  @Test func aWrongFigureIsExplainedByWhatIsThere() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      _ = try saved(engage, "frequencies", "scales", "--question", "safe_day")
      for (figure, words) in [
        ("awar/yes/responses", "there is: safe_day"), ("safe_day/6/responses", "no row “6”"),
        ("safe_day/5/response", "did you mean “responses”?"), ("scales/safe_day/men", "did you mean “mean”?"),
      ] {
        let wrong = try engage.run("trace", "r.json", figure)
        #expect(wrong.status == 1 && wrong.errors.contains(words), "\(wrong.errors)")
      }
      _ = try saved(engage, "frequencies", "crosstab", "--question", "aware", "--by", "role")
      try engage.run(
        "analyse", "frequencies", "frequencies", "--question", "aware", "--event", EngageProgram.event, "-o",
        "r.json")
      let twice = try engage.run("trace", "r.json", "aware/yes/responses")
      #expect(twice.status == 1 && twice.errors.contains("2:aware/yes/responses"), "\(twice.errors)")
      #expect(try engage.run("trace", "r.json", "2:aware/yes/responses").status == 0)
    }
  }

  @Test func aReportOfAnotherWorkspaceIsRefusedInPlainWords() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      _ = try saved(engage, "frequencies")
      try withWorkspace(copyingSurveys: false) { other throws in
        try other.write("", to: "engage.yaml")
        let refused = try other.run("trace", engage.path("r.json"))
        #expect(refused.status == 1 && refused.errors.contains("does not have the survey we-stand-together"))
      }
      try engage.write("{}", to: "none.json")
      #expect(try engage.run("trace", "none.json").errors.contains("not a report"))
    }
  }
}
