import ArgumentParser
import EngageModel
import EngageReport

struct RenderCommand: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Show a saved report again, or write it in another form.",
    discussion: """
      For example:
        engage report partner --event we-stand-together-2019 -o what-we-heard.json
        engage render what-we-heard.json -o what-we-heard.html
      """)

  @Argument(help: "A report as saved by -o REPORT.json.")
  var report: String

  @Option(name: [.customShort("o"), .customLong("output")], help: ReportOutput.outputHelp)
  var output: String?

  @Option(help: "A folder to write each chart to, as SVG.")
  var charts: String?

  func perform() async throws {
    let bytes = try WholeFile.bytes(report)
    do {
      let report = try Report(json: bytes)
      try ReportOutput(format: .text, file: output, charts: charts).write(report)
    } catch let error as ReportReadingError {
      throw Diagnostic(rule: "bad-report", message: error.description, file: report, hint: error.hint)
    }
  }
}
