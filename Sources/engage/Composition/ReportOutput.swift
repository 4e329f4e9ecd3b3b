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
  func write(_ report: Report) throws { try prepare(report).finish() }

  /// The report as it is to be written, under temporary names.
  /// - Throws: as `write`.
  func prepare(_ report: Report) throws -> PreparedReport {
    let report = try report.readyForItsReaders()
    var output = PreparedOutput()
    var words: [String] = []
    if let charts { words.append(try add(chartsOf: report, in: charts, to: &output)) }
    guard let file else {
      let renderer = try formats.named(format == .json ? "json" : "text")
      for part in try renderer.render(report) { output.add(shown: part.bytes) }
      return PreparedReport(output: output, words: words, out: self)
    }
    try Folder.makeExports(for: file)
    if WorkbookRenderer.fileExtensions.contains(PathParts(file).ending) {
      try output.add(try WorkbookRenderer().prepare(report, for: file))
      return PreparedReport(output: output, words: words + ["Wrote \(file)."], out: self)
    }
    let renderer = try formats.forFile(file, besides: WorkbookRenderer.fileExtensions)
    let rendered = try renderer.render(report)
    guard rendered.count > 1 || renderer.name == "csv" else {
      for part in rendered { try output.add(part.bytes, to: file) }
      return PreparedReport(output: output, words: words + ["Wrote \(file)."], out: self)
    }
    let path = PathParts(file)
    let files = rendered.map { path.sibling("\(path.stem)-\($0.name)") }
    for (part, file) in zip(rendered, files) { try output.add(part.bytes, to: file) }
    let more = files.count > 6 ? " and \(files.count - 6) more" : ""
    words.append("Wrote a file for each table: \(files.prefix(6).joined(separator: ", "))\(more).")
    return PreparedReport(output: output, words: words, out: self)
  }

  /// Tells the person at the keyboard.
  func say(_ words: String) {
    if !isQuiet { Terminal.tellError(words) }
  }

  private var formats: ReportFormats {
    let screen = Terminal.standardOutput
    return ReportFormats.standard(
      width: file == nil ? screen.width : nil, colour: file == nil && screen.colour)
  }

  /// - Returns: what to say once they are written.
  private func add(chartsOf report: Report, in folder: String, to output: inout PreparedOutput) throws
    -> String
  {
    try Folder.make(folder)
    var written = 0
    for (number, section) in report.sections.enumerated() {
      for chart in section.charts {
        guard let table = section.table(chart.table), let drawing = ChartDrawing.renderChart(chart, table)
        else { continue }
        try output.add(
          Array(drawing.utf8),
          to: "\(folder)/\(number + 1)-\(section.analysis)-\(PathParts.safe(chart.name)).svg")
        written += 1
      }
    }
    return "Wrote \(Wording.count(written, "chart", "charts")) to \(folder)."
  }
}

/// A report that is ready to be written.
struct PreparedReport {
  fileprivate let output: PreparedOutput
  fileprivate let words: [String]
  fileprivate let out: ReportOutput

  var files: [PreparedFile] { output.files }

  /// Writes it, and says so.
  func finish() throws {
    try output.finish()
    for line in words { out.say(line) }
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
