import EngageSheets

/// The rows that were not taken: the same columns and, behind them, the reason. Safe to open in a spreadsheet.
///
/// Nothing is written to disk where no row is rejected; what is written appears with ``commit()``.
public final class RejectsWriter {
  /// Where the file will be.
  public let path: String
  /// How many rows it holds.
  public private(set) var count = 0
  private var output: AtomicOutput?
  private var writer: CSVWriter?
  private var format = CSVFormat.comma
  private var headers: [[String]] = []

  /// - Parameter path: of the file that is imported; the rejects go beside it, see ``path(for:)``.
  public init(for path: String) {
    self.path = RejectsWriter.path(for: path)
  }

  /// `responses.csv.rejected.csv` for `responses.csv`.
  public static func path(for file: String) -> String { file + ".rejected.csv" }

  /// Puts the file in its place, with access for its owner alone; does nothing if no row was rejected.
  /// - Throws: `SheetFileError.diskFull`, `notWritable`.
  public func commit() throws {
    guard let finished = output.take() else { return }
    try writer?.flush()
    writer = nil
    try finished.commit()
  }

  func begin(format: CSVFormat, headers: [[String]]) {
    self.format = format
    self.headers = headers
  }

  /// Adds the reader's current row.
  func add(_ reader: borrowing CSVReader, reason: String) throws {
    if output == nil { try openFile() }
    for index in 0..<reader.fieldCount { try writer?.field(bytes: reader.field(index)) }
    for _ in reader.fieldCount..<max(reader.fieldCount, headers.first?.count ?? 0) { try writer?.empty() }
    try writer?.field(reason)
    try writer?.endRow()
    count += 1
  }

  private func openFile() throws {
    let opened = try AtomicOutput(path: path, access: .ownerOnly)
    var fresh = CSVWriter(
      descriptor: opened.descriptor, path: path, format: CSVFormat(delimiter: format.delimiter),
      safety: .spreadsheetSafe)
    for (index, header) in headers.enumerated() { try fresh.row(header + [index == 0 ? "reason" : ""]) }
    output = consume opened
    writer = consume fresh
  }
}
