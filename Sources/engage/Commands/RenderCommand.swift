import ArgumentParser
import EngageModel

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
    let report = try SavedReport.read(report)
    try ReportOutput(format: .text, file: output, charts: charts).write(report)
  }
}
