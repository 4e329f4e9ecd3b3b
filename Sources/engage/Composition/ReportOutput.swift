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

  func write(_ report: Report) throws {
    if let charts { try writeCharts(of: report, to: charts) }
    guard let file else {
      try show(report)
      return
    }
    let renderer = try formats.forFile(file)
    let rendered = try renderer.render(report)
    let single = rendered.count == 1 && renderer.name != "csv"
    let folder = PathParts(file)
    for part in rendered {
      let path = single ? file : folder.sibling("\(folder.stem)-\(part.name)")
      try AtomicOutput.write(part.bytes, to: path)
    }
    let words = single ? file : "\(rendered.count) files beside \(file)"
    Terminal.tellError("Wrote \(words).")
  }

  private var formats: ReportFormats {
    let screen = Terminal.standardOutput
    return ReportFormats.standard(
      width: file == nil ? screen.width : nil, colour: file == nil && screen.colour, others: [WorkbookRenderer()])
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
        guard let table = section.table(chart.table), let drawing = ChartDrawing.renderChart(chart, table) else {
          continue
        }
        try AtomicOutput.write(
          Array(drawing.utf8), to: "\(folder)/\(number + 1)-\(section.analysis)-\(PathParts.safe(chart.name)).svg")
        written += 1
      }
    }
    Terminal.tellError("Wrote \(Wording.count(written, "chart", "charts")) to \(folder).")
  }
}

/// A path taken apart.
struct PathParts {
  private let folder: String
  /// The file's name without its ending.
  let stem: String

  init(_ path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    folder = String(path.dropLast(name.count))
    stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// A path in the same folder.
  func sibling(_ name: String) -> String { folder + name }

  /// A name without characters that are awkward in files' names.
  static func safe(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
  }
}
