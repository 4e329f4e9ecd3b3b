import ArgumentParser
import EngageImport
import EngageModel
import EngageSheets

/// How a file of responses is to be read, where a person settles what the file leaves open.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which program wrote the file, if Engage should not find out itself.",
      discussion: ImportOptions.dialects.joined(separator: ", ")))
  var dialect: String?

  @Option(help: "The sheet of a workbook, by name or number.")
  var sheet: String?

  @Option(help: "The encoding of the text, such as utf-8, windows-1252 or macintosh.")
  var encoding: String?

  @Option(help: "What stands between the cells of a CSV file: comma, semicolon, tab or bar.")
  var delimiter: Delimiter?

  @Option(
    name: .customLong("header-rows"), help: "How many rows of headings there are, the names in the first.")
  var headerRows: Int?

  @Option(name: .customLong("date-order"), help: "Which number of 03/09/2019 comes first: day or month.")
  var dateOrder: DateOrder?

  enum DateOrder: String, ExpressibleByArgument, CaseIterable {
    case day, month
  }

  enum Delimiter: String, ExpressibleByArgument, CaseIterable {
    case comma, semicolon, tab, bar

    var byte: UInt8 {
      switch self {
      case .comma: UInt8(ascii: ",")
      case .semicolon: UInt8(ascii: ";")
      case .tab: UInt8(ascii: "\t")
      case .bar: UInt8(ascii: "|")
      }
    }
  }

  func validate() throws {
    if let headerRows, !(1...20).contains(headerRows) {
      throw ValidationError("--header-rows is a number from 1 to 20.")
    }
  }

  /// - Throws: a diagnostic for an encoding that there isn't.
  func apply(to options: inout ImportOptions) throws {
    options.dialect = dialect
    options.delimiter = delimiter?.byte
    options.headerRows = headerRows
    options.dateOrder = dateOrder.map { $0 == .day ? .day : .month }
    options.sheet = sheet
    options.encoding = try encoding.map { name in
      if let known = TextEncoding(name: name) { return known }
      let near = nearestName(to: name, among: TextEncoding.allCases.map(\.rawValue))
      throw Diagnostic(
        rule: "unknown-encoding", message: "there is no encoding “\(name)”",
        hint: near.map { "did you mean “\($0)”?" }
          ?? "encodings: " + TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))
    }
  }
}
