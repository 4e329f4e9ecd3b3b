import ArgumentParser
import EngageModel
import EngageRender
import EngageReport
import EngageSheets
import EngageWorkbook

/// Where a finished report goes: the screen, or a file by its ending.
struct ReportOutput {
  static let outputHelp: ArgumentHelp =
    "A file to write to; its ending says the form: .xlsx, .html, .md, .json, .csv, .txt."

  var format: ResultFormat
  var file: String?
  var charts: String?
  /// Whether to keep silent about files written.
  var isQuiet = false

  /// - Throws: `NotProtected` before anything is written; what keeps the report from being written.
  func write(_ report: Report) throws {
    let report = try report.readyForItsReaders()
    if let charts { try writeCharts(of: report, to: charts) }
    guard let file else {
      try show(report)
      return
    }
    try Folder.makeExports(for: file)
    if WorkbookRenderer.fileExtensions.contains(PathParts(file).ending) {
      try WorkbookRenderer().write(report, to: file)
      return say("Wrote \(file).")
    }
    let renderer = try formats.forFile(file, besides: WorkbookRenderer.fileExtensions)
    let rendered = try renderer.render(report)
    guard rendered.count > 1 || renderer.name == "csv" else {
      for part in rendered { try AtomicOutput.write(part.bytes, to: file) }
      return say("Wrote \(file).")
    }
    let path = PathParts(file)
    let files = rendered.map { path.sibling("\(path.stem)-\($0.name)") }
    for (part, file) in zip(rendered, files) { try AtomicOutput.write(part.bytes, to: file) }
    let more = files.count > 6 ? " and \(files.count - 6) more" : ""
    say("Wrote a file for each table: \(files.prefix(6).joined(separator: ", "))\(more).")
  }

  private func say(_ words: String) {
    if !isQuiet { Terminal.tellError(words) }
  }

  private var formats: ReportFormats {
    let screen = Terminal.standardOutput
    return ReportFormats.standard(
      width: file == nil ? screen.width : nil, colour: file == nil && screen.colour)
  }

  private func show(_ report: Report) throws {
    let renderer = try formats.named(format == .json ? "json" : "text")
    for part in try renderer.render(report) { try Terminal.tell(part.bytes) }
  }

  private func writeCharts(of report: Report, to folder: String) throws {
    try Folder.make(folder)
    var written = 0
    for (number, section) in report.sections.enumerated() {
      for chart in section.charts {
        guard let table = section.table(chart.table), let drawing = ChartDrawing.renderChart(chart, table)
        else {
          continue
        }
        try AtomicOutput.write(
          Array(drawing.utf8),
          to: "\(folder)/\(number + 1)-\(section.analysis)-\(PathParts.safe(chart.name)).svg")
        written += 1
      }
    }
    say("Wrote \(Wording.count(written, "chart", "charts")) to \(folder).")
  }
}

/// A path taken apart.
struct PathParts {
  private let folder: String
  /// The file's name without its ending.
  let stem: String
  /// What follows the last dot, in lower case.
  let ending: String

  init(_ path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    folder = String(path.dropLast(name.count))
    let dot = name.lastIndex(of: ".")
    stem = dot.map { String(name[..<$0]) } ?? name
    ending = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  /// A path in the same folder.
  func sibling(_ name: String) -> String { folder + name }

  /// A name without characters that are awkward in files' names.
  static func safe(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
  }
}
