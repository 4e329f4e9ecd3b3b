import EngageFiles
import EngageModel
import Testing

@Suite("Diagnostics as people see them")
struct DiagnosticFormatterTests {
  @Test("with the line, carets under the words, and the hint")
  func golden() {
    let reading = EventFile.read(
      text: "event: e\ntitle: T\nsessions:\n  - {session: rugby, plaec: \"Rugby\", attended: many}\n",
      path: "e.yaml")
    let shown = DiagnosticFormatter().format(reading.diagnostics, sources: reading.sources)
    #expect(
      shown == """
        error[unknown-key]: session “rugby” has no key “plaec”
         --> e.yaml:4:22
          |
        4 |   - {session: rugby, plaec: "Rugby", attended: many}
          |                      ^^^^^
          = help: did you mean “place”?

        error[bad-quantity]: “many” is no number of people
         --> e.yaml:4:48
          |
        4 |   - {session: rugby, plaec: "Rugby", attended: many}
          |                                                ^^^^
          = help: write 52, over 1300, almost 500, about 40 or unknown
        """)
    #expect(DiagnosticFormatter().summary(of: reading.diagnostics) == "2 errors")
  }

  @Test("carets stand under wide and combined characters; tabs and control characters are shown harmless")
  func widths() {
    let problem = Diagnostic(rule: "r", message: "m", file: "f", line: 1, column: 6, length: 2)
    let shown = DiagnosticFormatter().format(problem, sources: ["f": "\t漢e\u{301}\u{1B}xyz"])
    #expect(shown.split(separator: "\n").suffix(2) == ["1 |   漢e\u{301}\u{FFFD}xyz", "  |        ^^"])
  }

  @Test("a long line is cut around the words in question")
  func longLines() {
    let line = String(repeating: "a", count: 500) + "HERE" + String(repeating: "b", count: 500)
    let problem = Diagnostic(rule: "r", message: "m", file: "f", line: 1, column: 501, length: 4)
    let lines = DiagnosticFormatter(width: 60).format(problem, sources: ["f": line]).split(separator: "\n")
    let shown = lines[3].dropFirst(4)
    #expect(shown.count <= 60 && shown.hasPrefix("…a") && shown.hasSuffix("b…"))
    let caret = lines[4].dropFirst(4).count { $0 == " " }
    #expect(String(shown.dropFirst(caret).prefix(4)) == "HERE")
    #expect(lines[4].hasSuffix("^^^^"))
  }

  @Test("a cell of a sheet, and a place without a text, have no excerpt")
  func cells() {
    let problem = Diagnostic(
      .warning, rule: "r", message: "m", file: "a.xlsx", sheet: "Data", cell: "C12", hint: "h")
    #expect(
      DiagnosticFormatter().format(problem) == """
        warning[r]: m
         --> a.xlsx, sheet “Data”, cell C12
          = help: h
        """)
    let coloured = DiagnosticFormatter(colour: true).format(problem)
    #expect(coloured.hasPrefix("\u{1B}[1;33mwarning[r]\u{1B}[0m"))
  }

  @Test("places behind the end of a line or file do no harm")
  func outside() {
    for (line, column) in [(1, 99), (9, 1), (0, 0), (-1, -5)] {
      let problem = Diagnostic(rule: "r", message: "m", file: "f", line: line, column: column, length: 5)
      #expect(DiagnosticFormatter().format(problem, sources: ["f": "short"]).hasPrefix("error[r]: m"))
    }
  }
}
