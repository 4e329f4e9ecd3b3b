import EngageModel
import EngageReport
import EngageSQLite
import EngageStore
import EngageTesting
import Foundation
import Testing

@Suite("No unreviewed text leaves", .enabled(if: Python.isThere), .timeLimit(.minutes(5)))
struct ReviewTests {
  private func fragments(of text: String) -> [String] {
    text.split { !$0.isLetter && $0 != " " }.map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.split(separator: " ").count >= 4 }
  }

  @Test func `no sentence of the sample's comments is in anything that partners get`() throws {
    try withWorkspace { engage throws in
      try engage.importSample()
      var sentences: [String] = []
      for question in ["concerns", "suggestions"] {
        let told = try engage.run(
          "texts", "--survey", "we-stand-together", "--question", question, "--format", "json")
        let rows = try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [[String: Any]] ?? []
        sentences += rows.compactMap { $0["text"] as? String }.flatMap(fragments)
      }
      #expect(sentences.count > 100)
      for name in ["p.json", "p.html", "p.md", "p.xlsx", "p.csv"] {
        let made = try engage.run("report", "partner", "--event", EngageProgram.event, "-o", name)
        #expect(made.status == 0, "\(made.errors)")
      }
      let script = """
        import pathlib, sys, zipfile
        text = b""
        for path in sorted(pathlib.Path(sys.argv[1]).glob("p*")):
          if path.suffix == ".xlsx":
            book = zipfile.ZipFile(path)
            text += b"".join(book.read(part) for part in book.namelist())
          else:
            text += path.read_bytes()
        pathlib.Path(sys.argv[1], "all.txt").write_bytes(text)
        """
      #expect(try Python.run(script, [engage.folder]) == 0)
      let all = try engage.read("all.txt")
      #expect(all.contains("What people said"))
      #expect(sentences.filter { all.contains($0) } == [])
    }
  }

  @Test func `a released text leaves in the words that were released, by whoever agreed to it`() throws {
    try ReviewEvening.run { evening throws in
      for text in ReviewEvening.texts { #expect(try evening.forms(with: text) == []) }
      try evening.review("/r", "/r", "/x", "/r", "/m twelve = [number]", "/r", "/r", "/r")
      let all = try evening.everything()
      for words in [
        "The buses stop at six", "Ring my neighbour [name] on [telephone number] about the bus",
        "I hate the number [number] bus",
      ] {
        let forms = all.filter { $0.value.contains(words) }.map(\.key)
        #expect(
          forms.contains("p.xlsx") && forms.contains("p.json") && forms.contains("p-theme-counts-quotes.csv"))
        #expect(forms.contains("p.html") || words.contains("["), "\(forms)")
      }
      for words in [
        "Anna", "Smith", "900123", "fares are too high", "on Sundays at all", "twelve", "hits me",
        "wants more street lights",
      ] {
        #expect(all.filter { $0.value.contains(words) }.map(\.key) == [], "\(words)")
      }
      #expect(all["p.xlsx"]?.contains("In their words") == true)
      let json = try evening.engage.run("report", "partner", "--event", "autumn", "--format", "json").report()
      let kinds = Set(json.sections.flatMap(\.tables).flatMap(\.columns).map(\.kind))
      #expect(kinds.contains(.releasedQuote) && !kinds.contains(.quote))
    }
  }

  @Test func `after an edit, a withdrawal or an erasure a released text leaves no more`() throws {
    try ReviewEvening.run { evening throws in
      try evening.review("/r", "/r", "/r", "/r", "/r", "/r")
      #expect(try evening.forms(with: "The buses stop at six").isEmpty == false)
      let engage = evening.engage
      let edited = try engage.run(
        "responses", "edit", "1", "--set", "concerns=The buses stop at seven", "--why", "misread")
      #expect(edited.status == 0, "\(edited.errors)")
      #expect(try evening.forms(with: "The buses stop") == [])
      #expect(try evening.forms(with: "Bus fares are too high").isEmpty == false)
      try engage.run("responses", "withdraw", "3", "--why", "asked to")
      #expect(try evening.forms(with: "Bus fares are too high") == [])
      let progress = try engage.run("redact", "--survey", "evening", "--format", "json").json()
      #expect(progress["changed"] as? Int == 1 && progress["texts"] as? Int == 6)
      #expect(progress["queued"] as? Int == 1)
    }
  }

  @Test func `quotes stand in no section that is narrowed to some responses`() throws {
    try ReviewEvening.run { evening throws in
      try evening.review("/r", "/r", "/r", "/r", "/r", "/r", "/r")
      let engage = evening.engage
      for narrowed in [["--session", "rugby"], ["--where", "${quote_ok} = \"yes\""]] {
        try engage.write(
          """
          report: narrow
          title: "Narrow"
          audience: partner
          sections:
            - {analysis: theme-counts, questions: [concerns]\(narrowed[0] == "--where" ? ", where: \"${quote_ok} = 'yes'\"" : "")}
          """, to: "Surveys/evening/reports/narrow.yaml")
        let scope = narrowed[0] == "--session" ? narrowed : []
        let made = try engage.run(["report", "narrow", "--event", "autumn", "--format", "json"] + scope)
        #expect(
          [0, 2].contains(made.status) && !made.output.contains("The buses stop at six"), "\(made.errors)")
      }
    }
  }

  @Test func `redact prints nobody's words unless it is told to`() throws {
    try ReviewEvening.run { evening throws in
      for format in ["text", "json"] {
        let told = try evening.engage.run("redact", "--survey", "evening", "--format", format).output
        for text in ReviewEvening.texts { #expect(!told.contains(text)) }
        #expect(!told.contains("Anna"))
      }
      let shown = try evening.engage.run("redact", "--survey", "evening", "--show").output
      #expect(shown.contains("→ Ring my neighbour [name] on [telephone number] about the bus"))
    }
  }

  // MARK: - Safeguarding

  private func count(_ evening: ReviewEvening, _ audience: String) throws -> Double? {
    let made = try evening.engage.run(
      "report", "partner", "--event", "autumn", "--audience", audience, "--format", "json")
    let themes = try made.report().sections.flatMap(\.tables).first { $0.name == "themes" }
    return themes?.cell(row: "buses", column: "responses")?.amount
  }

  @Test func `what may tell of somebody in danger is counted for nobody outside until a person decides`()
    throws
  {
    try ReviewEvening.run { evening throws in
      let engage = evening.engage
      #expect(try count(evening, "internal") == 7 && count(evening, "partner") == 6)
      #expect(try evening.forms(with: "hits me") == [])
      let listed = try engage.run("safeguarding", "list").output
      #expect(listed.contains("Q1") && !listed.contains("hits me"))
      #expect(try engage.run("safeguarding", "show", "Q1", "--why", "the lead").output.contains("hits me"))
      let free = try engage.run("safeguarding", "decide", "Q1", "--no-concern", "--why", "about a film")
      #expect(free.status == 0 && free.output.contains("free again"))
      try evening.review("/r", "/r", "/r", "/r", "/r", "/r", "/r", "/r")
      #expect(try evening.forms(with: "On the bus my brother hits me").contains("p.xlsx"))
      // What is changed is looked at anew.
      try engage.run(
        "responses", "edit", "6", "--set", "concerns=At the bus stop she hits me", "--why", "misread")
      #expect(try evening.forms(with: "hits me") == [])
      let again = try engage.run(
        "safeguarding", "decide", "Q2", "--concern", "--why", "afraid", "--told", "Jo")
      #expect(again.status == 0, "\(again.errors)")
      #expect(try evening.forms(with: "hits me") == [] && count(evening, "internal") == 6)
      let trail = try engage.run("responses", "history", "6").output
      for what in ["queued", "looked", "decided", "restricted"] { #expect(trail.contains(what)) }
      #expect(!trail.contains("hits me"))
      #expect(try engage.run("safeguarding", "decide", "Q2", "--no-concern", "--why", "x").status == 1)
      #expect(try engage.run("safeguarding", "decide", "Q9", "--concern", "--why", "x").status == 1)
    }
  }

  // MARK: - Sheets

  private func fill(_ evening: ReviewEvening, _ to: String, _ cells: [String: String], _ more: String = "")
    throws
  {
    let script = """
      import json, openpyxl, sys
      book = openpyxl.load_workbook(sys.argv[1])
      sheet = book["Texts"]
      columns = {cell.value: cell.column for cell in sheet[3]}
      for row in range(4, sheet.max_row + 1):
        sheet.cell(row, columns["engage/decision"]).value = "release"
      for cell, text in json.loads(sys.argv[3]).items():
        sheet[cell] = text
      \(more)
      book.save(sys.argv[2])
      """
    let json = String(decoding: try JSONEncoder().encode(cells), as: UTF8.self)
    #expect(try Python.run(script, [evening.engage.path("s.xlsx"), evening.engage.path(to), json]) == 0)
  }

  private func reviews(_ evening: ReviewEvening) throws -> [TextReview] {
    try SQLiteStore.forReading(path: evening.engage.path("engage.sqlite")).reviews(
      survey: "evening", event: nil)
  }

  @Test func `a sheet comes back as decisions, the same again changes nothing`() throws {
    try ReviewEvening.run { evening throws in
      let engage = evening.engage
      let made = try engage.run("review", "--survey", "evening", "--sheet", "s.xlsx")
      #expect(made.status == 0 && !FileManager.default.contents(atPath: engage.path("s.xlsx"))!.isEmpty)
      #expect(try engage.run("review", "--survey", "evening", "--sheet", "s.xlsx").status == 1)
      try fill(evening, "f.xlsx", ["G6": "keep", "I6": "too angry", "H8": "I hate that bus", "G7": ""])
      let taken = try engage.run("review", "--from", "f.xlsx", "--entered-by", "Bea")
      #expect(taken.status == 0, "\(taken.errors)")
      let reviews = try reviews(evening)
      #expect(reviews.map(\.response) == [1, 2, 3, 5, 7, 8], "the one in the queue is not in the sheet")
      #expect(reviews.map(\.decision) == [.release, .redact, .withhold, .redact, .release, .release])
      #expect(reviews[1].spans.map(\.kind) == ["name", "telephone"] && reviews[2].note == "too angry")
      #expect(reviews.allSatisfy { $0.by == "Bea" })
      #expect(try evening.forms(with: "I hate that bus").contains("p.xlsx"))
      let again = try engage.run("review", "--from", "f.xlsx", "--format", "json").json()
      #expect(again["stored"] as? Int == 0 && again["decided"] as? Int == 6)
    }
  }

  @Test func `nobody is quoted with the words of another`() throws {
    try ReviewEvening.run { evening throws in
      try evening.engage.run("review", "--survey", "evening", "--sheet", "s.xlsx")
      try fill(evening, "f.xlsx", ["H4": "Our table wants more street lights!"])
      let taken = try evening.engage.run("review", "--from", "f.xlsx")
      #expect(taken.status == 1 && taken.errors.contains("error[moved-text]"), "\(taken.errors)")
      #expect(taken.errors.contains("cell H4") && !taken.errors.contains("street lights"))
      #expect(try reviews(evening) == [])
    }
  }

  @Test func `how often a safeguarding codebook finds something is told to nobody else`() throws {
    try ReviewEvening.run { evening throws in
      let engage = evening.engage
      try engage.write(
        ReviewEvening.safeguarding,
        to: "Surveys/evening/codebook.safeguarding.yaml")
      let asked = [
        "analyse", "theme-counts", "--event", "autumn", "--question", "concerns", "--option",
        "codebook=safeguarding",
      ]
      #expect(try engage.run(asked).status == 0)
      let told = try engage.run(asked + ["--audience", "partner"])
      #expect(told.status == 1 && told.errors.contains("safeguarding-codebook"), "\(told.errors)")
      #expect(!told.output.contains("Signs"))
    }
  }

  @Test func `all that is wrong with a sheet is told at once with its cell, and nothing is stored`() throws {
    try ReviewEvening.run { evening throws in
      let engage = evening.engage
      try engage.run("review", "--survey", "evening", "--sheet", "s.xlsx")
      try engage.run(
        "responses", "edit", "1", "--set", "concerns=The buses stop at seven", "--why", "misread")
      try fill(
        evening, "f.xlsx",
        [
          "H5": "Ring 07700 900123 about the bus", "G6": "perhaps", "H7": " … ", "E8": "Something else",
          "G9": "", "I9": "?",
        ])
      let taken = try engage.run("review", "--from", "f.xlsx")
      #expect(taken.status == 1 && taken.output.contains("nothing stored"))
      for (rule, cell) in [
        ("changed-text", "G4"), ("identifier-left", "H5"), ("bad-decision", "G6"), ("empty-wording", "H7"),
        ("moved-text", "G8"), ("note-without-decision", "G9"),
      ] {
        #expect(
          taken.errors.contains("error[\(rule)]") && taken.errors.contains("cell \(cell)"), "\(taken.errors)")
      }
      #expect(!taken.errors.contains("900123") && taken.errors.contains("at character 6"))
      #expect(try reviews(evening) == [])
    }
  }

  @Test(arguments: [
    "sheet.delete_cols(columns['engage/text'])", "del book['Engage']", "del book['Texts']",
    "book.copy_worksheet(sheet)", "sheet.cell(5, columns['engage/text']).value = '1/concerns/zz'",
    "sheet.cell(5, columns['engage/text']).value = sheet.cell(4, columns['engage/text']).value",
    "sheet.cell(3, 9).value = 'engage/words'", "book['Engage']['A1'] = 'engage-review-sheet/2'",
  ])
  func `a sheet that was taken apart is refused`(_ damage: String) throws {
    try ReviewEvening.run { evening throws in
      try evening.engage.run("review", "--survey", "evening", "--sheet", "s.xlsx")
      try fill(evening, "f.xlsx", [:], damage)
      let taken = try evening.engage.run("review", "--from", "f.xlsx")
      #expect(taken.status == 1 && taken.errors.contains("error["), "\(taken.errors)")
      #expect(try reviews(evening) == [])
    }
  }

  @Test func `a formula in a sheet is no formula in a report`() throws {
    try ReviewEvening.run { evening throws in
      try evening.engage.run("review", "--survey", "evening", "--sheet", "s.xlsx")
      try fill(
        evening, "f.xlsx", ["H4": "x"],
        "sheet['H4'].value = '=HYPERLINK(\"http://x\",\"bus\")'; sheet['H4'].data_type = 's'")
      let taken = try evening.engage.run("review", "--from", "f.xlsx")
      // Either it has no words, or it is taken as the words that stand there.
      let all = try evening.everything()
      #expect(taken.status == 1 || all["p-theme-counts-quotes.csv"]?.contains("\n=") == false)
      #expect(all["p.xlsx"]?.contains("<f>HYPERLINK") == false)
    }
  }
}
