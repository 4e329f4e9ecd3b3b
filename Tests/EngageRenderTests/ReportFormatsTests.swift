import Testing

@testable import EngageRender

@Suite struct ReportFormatsTests {
  let formats = ReportFormats.standard()

  @Test func `names and endings are unique, lower case and found`() throws {
    let names = formats.renderers.map(\.name)
    let endings = formats.renderers.flatMap(\.fileExtensions)
    #expect(names == ["text", "json", "markdown", "html", "csv"])
    #expect(Set(names).count == names.count && Set(endings).count == endings.count)
    for renderer in formats.renderers {
      #expect(try formats.named(renderer.name).name == renderer.name)
      for ending in renderer.fileExtensions {
        #expect(try formats.forFile("/a.b/Report 1.\(ending.uppercased())").name == renderer.name)
      }
    }
  }

  @Test(arguments: [
    ("htlm", "html"), ("jsn", "json"), ("markdwon", "markdown"), ("tex", "text"), ("cvs", "csv"),
    ("pdf", nil),
  ])
  func `a mistyped name is answered with the likely one`(name: String, suggestion: String?) throws {
    let error = #expect(throws: UnknownReportFormat.self) { try formats.named(name) }
    #expect(error?.suggestion == suggestion)
  }

  @Test func `the message says what there is`() throws {
    #expect(
      "\(UnknownReportFormat(asked: "htlm", isEnding: true, known: ["html", "md"]))"
        == "no report format has the ending .htlm; did you mean .html? (there are .html, .md)")
    let typed = #expect(throws: UnknownReportFormat.self) { try formats.forFile("a.xslx", besides: ["xlsx"]) }
    #expect(typed?.description.contains("did you mean .xlsx? (there are .xlsx, .txt") == true)
    let error = #expect(throws: UnknownReportFormat.self) { try formats.forFile("Exports.d/report") }
    #expect(error?.description.hasPrefix("the file name has no ending that says which format") == true)
  }
}
